#include "engines/portfolio/kernel/optimiser/critical_line.h"

#include "engines/numerics/convex_interior.h"
#include "engines/portfolio/kernel/optimiser/free_block.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kNothing = 1e-13; ///< of the largest term: what moves no faster does not move
constexpr double kRoom = 1e-12;    ///< of weights

VectorXd timesSparse(const numerics::CovarianceForm& covariance, const VectorXd& x) {
    VectorXd out = covariance.diagonal.cwiseProduct(x);
    if (covariance.factors.cols() > 0)
        out.noalias() += covariance.factors * (covariance.factors.transpose() * x);
    if (covariance.dense.size() > 0)
        for (Index j = 0; j < x.size(); ++j)
            if (x[j] != 0) out += x[j] * covariance.dense.col(j);
    return out;
}

/// Follows the line from the highest return down to tolerance 0.
class Walk {
public:
    Walk(const numerics::CovarianceForm& covariance, const VectorXd& mean, const VectorXd& lower,
         const VectorXd& upper, double budget)
        : covariance_(covariance), mean_(mean), lower_(lower), upper_(upper), budget_(budget),
          lift_(std::max(covariance.variances().mean(), 1e-12)), free_at_(mean.size(), -1) {}

    CriticalLine run() {
        CriticalLine out;
        begin();
        double tolerance = kInfinite;
        const auto most = 10 * static_cast<std::size_t>(mean_.size()) + 100;
        for (std::size_t step = 0; why_.empty(); ++step) {
            if (step == most) why_ = "the line goes round in a circle";
            if (!why_.empty()) break;
            draw();
            const Event event = next(tolerance);
            const double first = out.corners.empty() ? 0 : out.corners.front().tolerance;
            tolerance = event.tolerance > kNothing * first ? event.tolerance : 0;
            if (out.corners.empty() || tolerance < out.corners.back().tolerance)
                out.corners.push_back(cornerAt(tolerance));
            if (tolerance == 0) return out;
            take(event);
        }
        out.why = std::move(why_);
        out.corners.clear();
        return out;
    }

private:
    /// A weight comes to a bound or leaves it.
    struct Event {
        double tolerance = 0;
        Index variable = -1;
        bool leaves_bound = false, at_upper = false;
    };

    [[nodiscard]] bool fixed(Index i) const { return lower_[i] == upper_[i]; }

    /// The highest return: the best means are filled up one after the other; the last one is free.
    void begin() {
        if (!lower_.allFinite() || (lower_.array() > upper_.array()).any()) {
            why_ = "not all weights have a lower bound, below the upper one";
            return;
        }
        double room = budget_ - lower_.sum();
        if (!(room > kRoom) || !(upper_.sum() - budget_ > kRoom)) {
            why_ = "the bounds leave no choice within the budget";
            return;
        }
        weights_ = lower_;
        std::vector<Index> order;
        for (Index i = 0; i < mean_.size(); ++i)
            if (!fixed(i)) order.push_back(i);
        std::ranges::stable_sort(order, [&](Index a, Index b) { return mean_[a] > mean_[b]; });
        std::size_t last = 0;
        for (; last < order.size(); ++last) {
            const Index i = order[last];
            const double given = std::min(room, upper_[i] - lower_[i]);
            weights_[i] += given;
            room -= given;
            if (room <= kRoom) break;
        }
        const Index i = order[std::min(last, order.size() - 1)];
        const double near = kNothing * mean_.cwiseAbs().maxCoeff();
        for (const Index j : order)
            if (j != i && std::abs(mean_[j] - mean_[i]) <= near)
                why_ = "equal means reach the highest return";
        if (why_.empty()) free(i);
    }

    void free(Index i) {
        VectorXd cross(static_cast<Index>(free_.size()));
        const bool dense = covariance_.dense.size() > 0, factors = covariance_.factors.cols() > 0;
        for (std::size_t k = 0; k < free_.size(); ++k) {
            const Index j = free_[k];
            double& at = cross[static_cast<Index>(k)];
            at = lift_ + (dense ? covariance_.dense(j, i) : 0);
            if (factors) at += covariance_.factors.row(j).dot(covariance_.factors.row(i));
        }
        double own = lift_ + covariance_.diagonal[i] + (dense ? covariance_.dense(i, i) : 0);
        if (factors) own += covariance_.factors.row(i).squaredNorm();
        if (!factor_.add(cross, own)) why_ = "the covariance is singular";
        free_at_[static_cast<std::size_t>(i)] = static_cast<Index>(free_.size());
        free_.push_back(i);
    }

    void bind(Index i) {
        const auto place = free_at_[static_cast<std::size_t>(i)];
        factor_.remove(place);
        free_.erase(free_.begin() + place);
        free_at_[static_cast<std::size_t>(i)] = -1;
        for (std::size_t k = static_cast<std::size_t>(place); k < free_.size(); ++k)
            free_at_[static_cast<std::size_t>(free_[k])] = static_cast<Index>(k);
    }

    /// Weights, gradients and the price as lines in the tolerance. The budget makes lift 1 1' a constant,
    /// which is added to the covariance so that cash, which has no risk, can be free.
    void draw() {
        VectorXd bound = weights_;
        bound(free_).setZero();
        const VectorXd pushed = timesSparse(covariance_, bound);
        centre_ = mean_(free_).mean();
        MatrixXd right(static_cast<Index>(free_.size()), 3);
        right.col(0) = pushed(free_).array() + lift_ * bound.sum();
        right.col(1) = mean_(free_).array() - centre_;
        right.col(2).setOnes();
        const MatrixXd solved = factor_.solve(right);
        const Eigen::RowVector3d sums = solved.colwise().sum();
        price_ = (budget_ - bound.sum() + sums[0]) / sums[2];
        price_slope_ = -sums[1] / sums[2];
        level_ = bound;
        slope_ = VectorXd::Zero(mean_.size());
        level_(free_) = price_ * solved.col(2) - solved.col(0);
        slope_(free_) = solved.col(1) + price_slope_ * solved.col(2);
        VectorXd moving = level_ - bound;
        gradient_ = pushed + timesSparse(covariance_, moving);
        gradient_.array() += lift_ * budget_ - price_;
        gradient_slope_ = timesSparse(covariance_, slope_) - mean_;
        gradient_slope_.array() += centre_ - price_slope_;
    }

    /// The next one at or below `tolerance`; tolerance 0 when there is none.
    [[nodiscard]] Event next(double tolerance) const {
        Event out;
        const auto try_at = [&](double at, Index i, bool leaves, bool upper) {
            at = std::min(at, tolerance);
            if (at > out.tolerance) out = {at, i, leaves, upper};
        };
        const double still = kNothing * slope_.cwiseAbs().maxCoeff();
        const double flat = kNothing * gradient_slope_.cwiseAbs().maxCoeff();
        for (Index i = 0; i < mean_.size(); ++i) {
            if (fixed(i)) continue;
            if (free_at_[static_cast<std::size_t>(i)] < 0) {
                const bool upper = weights_[i] > lower_[i];
                if (upper ? gradient_slope_[i] < -flat : gradient_slope_[i] > flat)
                    try_at(-gradient_[i] / gradient_slope_[i], i, true, upper);
            } else if (free_.size() > 1 && std::abs(slope_[i]) > still) {
                const bool upper = slope_[i] < 0; // the tolerance falls
                const double bound = upper ? upper_[i] : lower_[i];
                try_at((bound - level_[i]) / slope_[i], i, false, upper);
            }
        }
        return out;
    }

    void take(const Event& event) {
        if (event.leaves_bound) return free(event.variable);
        weights_[event.variable] = event.at_upper ? upper_[event.variable] : lower_[event.variable];
        bind(event.variable);
    }

    [[nodiscard]] CornerPortfolio cornerAt(double tolerance) const {
        CornerPortfolio out{tolerance, 0, level_ + tolerance * slope_};
        out.price = price_ + tolerance * (price_slope_ - centre_) - lift_ * budget_;
        for (Index i = 0; i < out.weights.size(); ++i) { // rounding: what is all cash has no risk at all
            double& w = out.weights[i];
            if (w < lower_[i] + kNothing) w = lower_[i];
            if (w > upper_[i] - kNothing) w = upper_[i];
        }
        return out;
    }

    const numerics::CovarianceForm& covariance_;
    const VectorXd &mean_, &lower_, &upper_;
    const double budget_, lift_;
    std::string why_;
    VectorXd weights_; ///< of those at a bound
    std::vector<Index> free_, free_at_;
    FreeBlock factor_;
    VectorXd level_, slope_, gradient_, gradient_slope_;
    double centre_ = 0, price_ = 0, price_slope_ = 0;
};

/// Bounds and a budget, where a program has nothing else.
struct Bounded {
    std::string why;
    VectorXd lower, upper;
    Index budget = -1;             ///< row of the budget
    std::vector<Index> fixing_row; ///< per variable, or -1
};

Bounded boundedBy(const numerics::ConvexProgram& program) {
    Bounded out{"", program.lower, program.upper, -1,
                std::vector<Index>(static_cast<std::size_t>(program.linear.size()), -1)};
    if (program.excess.size() > 0 || program.inequality.rows() > 0 || !program.risk_bounds.empty()) {
        out.why = "more than bounds and a budget holds";
        return out;
    }
    for (Index j = 0; j < program.equality.rows(); ++j) {
        Index at = 0;
        const double largest = program.equality.row(j).cwiseAbs().maxCoeff(&at);
        const bool single = (program.equality.row(j).array() != 0).count() == 1;
        if (single && largest == 1 && program.linear.size() > 1) {
            out.lower[at] = out.upper[at] = program.equality_value[j] * program.equality(j, at);
            out.fixing_row[static_cast<std::size_t>(at)] = j;
        } else if (out.budget < 0)
            out.budget = j;
        else
            out.why = "more than bounds and a budget holds";
    }
    for (Index i = 0; out.budget >= 0 && i < out.lower.size(); ++i)
        if (program.equality(out.budget, i) != 1 && !(out.lower[i] == 0 && out.upper[i] == 0))
            out.why = "more than bounds and a budget holds";
    if (out.budget < 0) out.why = "there is no budget";
    return out;
}

/// A point between two corners with the multipliers that belong to it; `corner` has its tolerance.
OptimalPortfolio verified(BuiltProgram& built, const Bounded& bounded, const CornerPortfolio& corner) {
    const auto& program = built.program;
    numerics::ConvexSolution answer;
    answer.x = corner.weights;
    answer.excess = answer.excess_multiplier = answer.risk_multiplier = VectorXd(0);
    answer.inequality_multiplier = VectorXd::Constant(program.inequality.rows(), corner.tolerance);
    VectorXd rest = program.covariance.times(answer.x);
    if (program.inequality.rows() > 0) rest += program.inequality.transpose() * answer.inequality_multiplier;
    answer.equality_multiplier = VectorXd::Zero(program.equality.rows());
    answer.equality_multiplier[bounded.budget] = -corner.price;
    rest -= corner.price * program.equality.row(bounded.budget).transpose();
    answer.lower_multiplier = answer.upper_multiplier = VectorXd::Zero(rest.size());
    for (Index i = 0; i < rest.size(); ++i) {
        const auto row = bounded.fixing_row[static_cast<std::size_t>(i)];
        if (row >= 0)
            answer.equality_multiplier[row] = -rest[i] * program.equality(row, i);
        else if (rest[i] > 0 && answer.x[i] - program.lower[i] < kRoom)
            answer.lower_multiplier[i] = rest[i];
        else if (rest[i] < 0 && program.upper[i] - answer.x[i] < kRoom)
            answer.upper_multiplier[i] = -rest[i];
    }
    OptimalPortfolio out;
    out.solution = numerics::convex::judged(program, std::move(answer));
    const auto& told = out.solution;
    const double worst = std::max({told.primal_residual, told.dual_residual, told.gap});
    if (!(worst <= numerics::ConvexOptions{}.accepted)) return out;
    out.state = OptimalState::Found;
    out.solution.state = numerics::ConvexState::Solved;
    out.weights = out.solution.x;
    out.solved = 1;
    auto covariance = std::move(built.program.covariance); // a matrix for every point would be much
    out.built = built;
    built.program.covariance = std::move(covariance);
    return out;
}

/// The mix of the two neighbours that returns `target`.
CornerPortfolio mixOf(const CriticalLine& line, const VectorXd& returns, double target) {
    Index above = 0;
    while (above + 2 < returns.size() && returns[above + 1] > target)
        ++above;
    const auto &high = line.corners[static_cast<std::size_t>(above)],
               &low = line.corners[static_cast<std::size_t>(above) + 1];
    const double apart = returns[above] - returns[above + 1];
    const double share = apart > 0 ? std::clamp((target - returns[above + 1]) / apart, 0.0, 1.0) : 0;
    return {low.tolerance + share * (high.tolerance - low.tolerance),
            low.price + share * (high.price - low.price), low.weights + share * (high.weights - low.weights)};
}

} // namespace

CriticalLine criticalLine(const numerics::CovarianceForm& covariance, const VectorXd& mean,
                          const VectorXd& lower, const VectorXd& upper, double budget) {
    return Walk(covariance, mean, lower, upper, budget).run();
}

CriticalFrontier criticalFrontier(const PortfolioProblem& problem, std::size_t points) {
    CriticalFrontier out;
    auto least = build(problem, leastVariance(problem, 1));
    const auto bounded = boundedBy(least.program);
    if (!(out.why = bounded.why).empty()) return out;
    const auto line = criticalLine(problem.covariance, problem.expected_return, bounded.lower, bounded.upper,
                                   least.program.equality_value[bounded.budget]);
    if (!(out.why = line.why).empty()) return out;
    out.corners = line.corners.size();
    VectorXd returns(static_cast<Index>(line.corners.size()));
    for (Index k = 0; k < returns.size(); ++k)
        returns[k] = problem.expected_return.dot(line.corners[static_cast<std::size_t>(k)].weights);
    const double from = returns[returns.size() - 1], to = returns[0];
    auto at = problem;
    at.limits.push_back(returnAtLeast(problem, from, ""));
    auto returning = build(at, leastVariance(problem, 1));
    auto& floor = returning.program.inequality_limit[returning.place.back().inequality];
    for (std::size_t k = 0; k < points && out.why.empty(); ++k) {
        const double share = points > 1 ? static_cast<double>(k) / static_cast<double>(points - 1) : 0;
        const double target = from + (to - from) * std::min(share, 1 - 1e-7);
        floor = target * returning.place.back().sign;
        out.points.push_back(k == 0 ? verified(least, bounded, line.corners.back())
                                    : verified(returning, bounded, mixOf(line, returns, target)));
        if (out.points.back().state != OptimalState::Found) out.why = "a point was not verified";
        if (!(to > from + 1e-9)) break; // one portfolio has both
    }
    if (!out.why.empty()) out.points.clear();
    return out;
}

} // namespace nautilus::portfolio

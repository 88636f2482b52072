#include "engines/numerics/quadratic_program.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace nautilus::numerics {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kTiny = 1e-13;      ///< regularisation, relative to the scale of the diagonal
constexpr double kNearlyAll = 0.995; ///< of the way to the nearest wall
constexpr double kRounding = 1e-14;
constexpr double kNothing = 1e-12;
constexpr int kRefinements = 2;
constexpr double kProof = 1e-9; ///< relative precision of a certificate

/// Slacks and multipliers of all inequalities: first G x <= h, then the finite bounds.
struct Walls {
    std::vector<Index> lower, upper; ///< variables that have one
    Index general = 0;
    [[nodiscard]] Index count() const {
        return general + static_cast<Index>(lower.size()) + static_cast<Index>(upper.size());
    }
};

/// C = [G; -I on lower; I on upper], right side e.
class Constraints {
public:
    explicit Constraints(const QuadraticProgram& program) : program_(program) {
        walls_.general = program.inequality.rows();
        for (Index i = 0; i < program.linear.size(); ++i) {
            if (std::isfinite(program.lower[i])) walls_.lower.push_back(i);
            if (std::isfinite(program.upper[i])) walls_.upper.push_back(i);
        }
        limit_.resize(walls_.count());
        limit_.head(walls_.general) = program.inequality_limit;
        Index at = walls_.general;
        for (const Index i : walls_.lower)
            limit_[at++] = -program.lower[i];
        for (const Index i : walls_.upper)
            limit_[at++] = program.upper[i];
    }

    [[nodiscard]] const Walls& walls() const { return walls_; }
    [[nodiscard]] const VectorXd& limit() const { return limit_; }

    [[nodiscard]] VectorXd times(const VectorXd& x) const {
        VectorXd out(walls_.count());
        out.head(walls_.general).noalias() = program_.inequality * x;
        Index at = walls_.general;
        for (const Index i : walls_.lower)
            out[at++] = -x[i];
        for (const Index i : walls_.upper)
            out[at++] = x[i];
        return out;
    }
    [[nodiscard]] VectorXd transposeTimes(const VectorXd& z) const {
        VectorXd out = program_.inequality.transpose() * z.head(walls_.general);
        Index at = walls_.general;
        for (const Index i : walls_.lower)
            out[i] -= z[at++];
        for (const Index i : walls_.upper)
            out[i] += z[at++];
        return out;
    }
    /// Weights of the bounds, summed on their variables.
    void addBoundWeights(const VectorXd& weight, VectorXd& diagonal) const {
        Index at = walls_.general;
        for (const Index i : walls_.lower)
            diagonal[i] += weight[at++];
        for (const Index i : walls_.upper)
            diagonal[i] += weight[at++];
    }

private:
    const QuadraticProgram& program_;
    Walls walls_;
    VectorXd limit_;
};

/// Solves  (P + C'WC) dx + A'dy = r,  A dx = t  through the columns [U, G', A'] beside a diagonal.
class NewtonSystem {
public:
    NewtonSystem(const QuadraticProgram& program, const Constraints& constraints)
        : program_(program), constraints_(constraints), n_(program.linear.size()),
          factors_(program.factors.cols()), general_(program.inequality.rows()),
          equalities_(program.equality.rows()), columns_(n_, factors_ + general_ + equalities_) {
        columns_.leftCols(factors_) = program.factors;
        columns_.middleCols(factors_, general_) = program.inequality.transpose();
        columns_.rightCols(equalities_) = program.equality.transpose();
    }

    void factorise(const VectorXd& weight) {
        weight_ = weight;
        diagonal_ = program_.diagonal;
        constraints_.addBoundWeights(weight, diagonal_);
        const double scale = std::max(diagonal_.maxCoeff(), 1e-300);
        shift_ = kTiny * std::min(scale, 1.0) + 1e-300;
        diagonal_.array() += shift_;
        inverse_ = diagonal_.cwiseInverse();
        scaled_ = inverse_.cwiseSqrt().asDiagonal() * columns_;
        core_ = MatrixXd::Zero(columns_.cols(), columns_.cols());
        core_.selfadjointView<Eigen::Lower>().rankUpdate(scaled_.transpose());
        core_.diagonal().head(factors_).array() += 1;
        core_.diagonal().segment(factors_, general_) += weight.head(general_).cwiseInverse();
        auto block = core_.diagonal().tail(equalities_);
        block += kTiny * block; // dependent rows then do no harm
        solver_.compute(core_.selfadjointView<Eigen::Lower>());
    }

    /// `pull`: weight times G dx, which is more precise than the product itself where weights are large.
    void solve(const VectorXd& r, const VectorXd& t, VectorXd& dx, VectorXd& dy, VectorXd& pull) const {
        dx = VectorXd::Zero(n_);
        dy = VectorXd::Zero(equalities_);
        pull = VectorXd::Zero(general_);
        VectorXd left = r, missing = t, ex, ey, ep;
        for (int i = 0; i <= kRefinements; ++i) {
            once(left, missing, ex, ey, ep);
            dx += ex;
            dy += ey;
            pull += ep;
            left = r - product(dx, pull) - program_.equality.transpose() * dy;
            missing = t - program_.equality * dx;
        }
    }

private:
    [[nodiscard]] VectorXd product(const VectorXd& dx, const VectorXd& pull) const {
        VectorXd walls = weight_.cwiseProduct(constraints_.times(dx));
        walls.head(general_) = pull;
        return program_.quadraticTimes(dx) + constraints_.transposeTimes(walls);
    }
    void once(const VectorXd& r, const VectorXd& t, VectorXd& dx, VectorXd& dy, VectorXd& pull) const {
        // Block elimination: D dx + V v = r with V'dx - M v = (0, 0, t).
        VectorXd right = columns_.transpose() * inverse_.cwiseProduct(r);
        right.tail(equalities_) -= t;
        const VectorXd v = solver_.solve(right);
        dx = inverse_.cwiseProduct(r - columns_ * v);
        dy = v.tail(equalities_);
        pull = v.segment(factors_, general_);
    }

    const QuadraticProgram& program_;
    const Constraints& constraints_;
    Index n_, factors_, general_, equalities_;
    MatrixXd columns_, scaled_, core_;
    VectorXd weight_, diagonal_, inverse_;
    double shift_ = 0;
    Eigen::LDLT<MatrixXd> solver_;
};

struct Point {
    VectorXd x, y, s, z;
};

class InteriorPoint {
public:
    InteriorPoint(const QuadraticProgram& program, const QuadraticOptions& options)
        : program_(program), options_(options), constraints_(program), system_(program, constraints_) {}

    QuadraticSolution run() {
        begin();
        QuadraticSolution best;
        for (int step = 0;; ++step) {
            measure();
            if (step == 0 || worst_ < worst(best)) best = told(step);
            if (worst_ <= options_.tolerance) {
                best.state = QuadraticState::Solved;
                return best;
            }
            if (const auto proof = certificate(step)) return *proof;
            if (step == options_.most_steps || !advance()) return best;
        }
    }

private:
    [[nodiscard]] static double worst(const QuadraticSolution& s) {
        return std::max({s.primal_residual, s.dual_residual, s.gap});
    }

    /// What something is small against; a problem without an objective has nothing.
    [[nodiscard]] static double orOne(double scale) { return scale > kNothing ? scale : 1; }

    void begin() {
        const Index m = constraints_.walls().count();
        at_.z = VectorXd::Ones(m);
        at_.s = VectorXd::Ones(m);
        system_.factorise(VectorXd::Ones(m));
        const VectorXd r = -program_.linear + constraints_.transposeTimes(constraints_.limit());
        VectorXd pull;
        system_.solve(r, program_.equality_value, at_.x, at_.y, pull);
        if (m == 0) return;
        const VectorXd slack = constraints_.limit() - constraints_.times(at_.x);
        const double shift_s = std::max(0.0, -1.5 * slack.minCoeff());
        const double shift_z = std::max(0.0, 1.5 * slack.maxCoeff());
        at_.s = slack.array() + shift_s;
        at_.z = -slack.array() + shift_z;
        const double product = std::max(at_.s.dot(at_.z), 1e-8);
        at_.s.array() += 0.5 * product / std::max(at_.z.sum(), 1e-8);
        at_.z.array() += 0.5 * product / std::max(at_.s.sum(), 1e-8);
    }

    void measure() {
        quadratic_ = program_.quadraticTimes(at_.x);
        walls_z_ = constraints_.transposeTimes(at_.z);
        dual_ = quadratic_ + program_.linear + program_.equality.transpose() * at_.y + walls_z_;
        primal_ = program_.equality * at_.x - program_.equality_value;
        slack_ = constraints_.times(at_.x) + at_.s - constraints_.limit();
        // What is rounding alone must not be corrected: divided by a slack near 0 it would swamp the
        // multipliers.
        for (Index i = 0; i < slack_.size(); ++i)
            if (std::abs(slack_[i]) <= kRounding * (1 + std::abs(constraints_.limit()[i]))) slack_[i] = 0;
        const auto m = static_cast<double>(at_.s.size());
        complement_ = at_.s.dot(at_.z);
        mean_ = m > 0 ? complement_ / m : 0;
        objective_ = at_.x.dot(0.5 * quadratic_ + program_.linear);
        double primal = 0;
        for (Index i = 0; i < primal_.size(); ++i)
            primal = std::max(primal, std::abs(primal_[i]) / (1 + std::abs(program_.equality_value[i])));
        for (Index i = 0; i < slack_.size(); ++i)
            primal = std::max(primal, std::abs(slack_[i]) / (1 + std::abs(constraints_.limit()[i])));
        primal_residual_ = primal;
        dual_residual_ =
            dual_.lpNorm<Eigen::Infinity>() /
            orOne(std::max(program_.linear.lpNorm<Eigen::Infinity>(), quadratic_.lpNorm<Eigen::Infinity>()));
        gap_ = complement_ / orOne(std::max({std::abs(objective_), std::abs(at_.x.dot(program_.linear)),
                                             0.5 * at_.x.dot(quadratic_)}));
        worst_ = std::max({primal_residual_, dual_residual_, gap_});
        if (std::isnan(worst_)) worst_ = std::numeric_limits<double>::infinity();
    }

    [[nodiscard]] QuadraticSolution told(int step) const {
        QuadraticSolution out;
        out.x = at_.x;
        out.equality_multiplier = at_.y;
        const auto& walls = constraints_.walls();
        out.inequality_multiplier = at_.z.head(walls.general);
        out.lower_multiplier = out.upper_multiplier = VectorXd::Zero(at_.x.size());
        Index at = walls.general;
        for (const Index i : walls.lower)
            out.lower_multiplier[i] = at_.z[at++];
        for (const Index i : walls.upper)
            out.upper_multiplier[i] = at_.z[at++];
        out.objective = objective_;
        out.primal_residual = primal_residual_;
        out.dual_residual = dual_residual_;
        out.gap = gap_;
        out.steps = step;
        return out;
    }

    /// Every feasible x has (A'y + C'z)'x <= b'y + e'z for z >= 0 (Farkas). When even the least that the left
    /// side can be within the bounds is more, there is none.
    [[nodiscard]] bool contradicts() const {
        const double most = program_.equality_value.dot(at_.y) + constraints_.limit().dot(at_.z);
        const VectorXd pull = program_.equality.transpose() * at_.y + walls_z_;
        double least = 0, size = std::abs(most);
        for (Index i = 0; i < pull.size(); ++i) {
            const double bound = pull[i] > 0 ? program_.lower[i] : program_.upper[i];
            if (!std::isfinite(bound) && std::abs(pull[i]) > kProof * size) return false;
            if (!std::isfinite(bound)) continue;
            least += pull[i] * bound;
            size += std::abs(pull[i] * bound);
        }
        return least - most > kProof * size;
    }

    /// A proof that there is no answer, or a direction along which nothing holds the objective.
    [[nodiscard]] std::optional<QuadraticSolution> certificate(int step) const {
        if (contradicts()) {
            auto out = told(step);
            out.state = QuadraticState::Infeasible;
            return out;
        }
        const double falls = program_.linear.dot(at_.x);
        if (!(falls < 0)) return std::nullopt;
        double leaves = std::max(quadratic_.lpNorm<Eigen::Infinity>(),
                                 (program_.equality * at_.x).lpNorm<Eigen::Infinity>());
        const VectorXd moved = constraints_.times(at_.x);
        if (moved.size() > 0) leaves = std::max(leaves, moved.maxCoeff());
        if (leaves > kProof * -falls) return std::nullopt;
        auto out = told(step);
        out.state = QuadraticState::Unbounded;
        return out;
    }

    /// One step for the given right side of the complementarity.
    void direction(const VectorXd& product, Point& d) const {
        const VectorXd inner = (at_.z.cwiseProduct(slack_) - product).cwiseQuotient(at_.s);
        const VectorXd r = -dual_ - constraints_.transposeTimes(inner);
        VectorXd pull;
        system_.solve(r, -primal_, d.x, d.y, pull);
        d.s = -slack_ - constraints_.times(d.x);
        d.z = -(product + at_.z.cwiseProduct(d.s)).cwiseQuotient(at_.s);
        const auto general = constraints_.walls().general;
        d.z.head(general) = pull + inner.head(general);
    }

    /// Longest step in [0, 1] that keeps both positive.
    [[nodiscard]] static double room(const VectorXd& at, const VectorXd& d) {
        double out = 1;
        for (Index i = 0; i < at.size(); ++i)
            if (d[i] < 0) out = std::min(out, -at[i] / d[i]);
        return out;
    }

    bool advance() {
        system_.factorise(at_.z.cwiseQuotient(at_.s));
        const VectorXd product = at_.s.cwiseProduct(at_.z);
        Point d;
        direction(product, d);
        if (!d.x.allFinite()) return false;
        if (at_.s.size() > 0) {
            const double reach = std::min(room(at_.s, d.s), room(at_.z, d.z));
            const double after =
                (at_.s + reach * d.s).dot(at_.z + reach * d.z) / static_cast<double>(at_.s.size());
            const double centre = std::pow(after / mean_, 3);
            const VectorXd corrected =
                (product + d.s.cwiseProduct(d.z)).array() - std::min(centre, 1.0) * mean_;
            direction(corrected, d);
            if (!d.x.allFinite()) return false;
        }
        const double step = std::min(1.0, kNearlyAll * std::min(room(at_.s, d.s), room(at_.z, d.z)));
        const bool whole = std::min(room(at_.s, d.s), room(at_.z, d.z)) >= 1;
        const double length = whole ? (at_.s.size() == 0 ? 1 : kNearlyAll) : step;
        if (length < 1e-12) return false;
        at_.x += length * d.x;
        at_.y += length * d.y;
        at_.s += length * d.s;
        at_.z += length * d.z;
        settleBounds();
        return true;
    }

    /// Near a bound its multiplier is what the rest of the gradient says; got by division through a slack
    /// near 0 it carries the rounding of that slack.
    void settleBounds() {
        const VectorXd off = program_.quadraticTimes(at_.x) + program_.linear +
                             program_.equality.transpose() * at_.y + constraints_.transposeTimes(at_.z);
        const auto& walls = constraints_.walls();
        std::vector<Index> nearest(static_cast<std::size_t>(off.size()), -1);
        Index at = walls.general;
        const auto look = [&](Index variable) {
            auto& best = nearest[static_cast<std::size_t>(variable)];
            if (best < 0 || at_.z[at] > at_.z[best]) best = at;
            ++at;
        };
        for (const Index i : walls.lower)
            look(i);
        const Index uppers = at;
        for (const Index i : walls.upper)
            look(i);
        for (Index i = 0; i < off.size(); ++i) {
            const Index wall = nearest[static_cast<std::size_t>(i)];
            if (wall < 0) continue;
            const double z = at_.z[wall] + (wall < uppers ? off[i] : -off[i]);
            if (z > 0.5 * at_.z[wall] && z < 2 * at_.z[wall]) at_.z[wall] = z;
        }
    }

    const QuadraticProgram& program_;
    const QuadraticOptions& options_;
    Constraints constraints_;
    NewtonSystem system_;
    Point at_;
    VectorXd quadratic_, walls_z_, dual_, primal_, slack_;
    double complement_ = 0, mean_ = 0, objective_ = 0;
    double primal_residual_ = 0, dual_residual_ = 0, gap_ = 0, worst_ = 0;
};

} // namespace

VectorXd QuadraticProgram::quadraticTimes(const VectorXd& x) const {
    VectorXd out = diagonal.cwiseProduct(x);
    if (factors.cols() > 0) out.noalias() += factors * (factors.transpose() * x);
    return out;
}

double QuadraticProgram::objective(const VectorXd& x) const {
    return x.dot(0.5 * quadraticTimes(x) + linear);
}

QuadraticSolution solve(const QuadraticProgram& program, const QuadraticOptions& options) {
    return InteriorPoint(program, options).run();
}

} // namespace nautilus::numerics

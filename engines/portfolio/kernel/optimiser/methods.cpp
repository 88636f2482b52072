#include "engines/portfolio/kernel/optimiser/methods.h"

#include "engines/numerics/bracketed_root.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;
using numerics::ConvexState;

namespace {

constexpr double kRootPrecision = 1e-7; ///< of logarithms; what is looked for is flat there
constexpr double kBudgetPrecision = 1e-10;
constexpr double kWiden = 8;
constexpr int kMostWidenings = 14;
constexpr double kFlat = 1e-5; ///< of what is gained: how far from the end of a line of equal ratios

/// A root over the logarithm of a positive parameter; every evaluation is a program.
class Search {
public:
    Search(const PortfolioProblem& problem, std::function<Goal(double)> goal,
           std::function<double(double, const VectorXd&)> sign)
        : problem_(problem), goal_(std::move(goal)), sign_(std::move(sign)) {}

    /// `sign` falls with the parameter. Without a change of sign the last one tried is the answer.
    OptimalPortfolio run(double start) {
        double low = std::log(start), high = low;
        double value = at(low);
        if (best_.state != OptimalState::Found) return std::move(best_);
        const double first = value;
        for (int i = 0; i < kMostWidenings && (value > 0) == (first > 0) && value != 0; ++i) {
            (first > 0 ? low : high) = first > 0 ? high : low;
            (first > 0 ? high : low) += first > 0 ? std::log(kWiden) : -std::log(kWiden);
            value = at(first > 0 ? high : low);
            if (best_.state != OptimalState::Found) return std::move(best_);
        }
        changes_ = (value > 0) != (first > 0);
        if (changes_) {
            const double root =
                numerics::bracketedRoot([&](double x) { return at(x); }, low, high, kRootPrecision);
            at(root);
        }
        return std::move(best_);
    }

    [[nodiscard]] bool changes() const { return changes_; }

private:
    double at(double logarithm) {
        if (logarithm == tried_) return value_;
        const double parameter = std::exp(logarithm);
        const int solved = best_.solved;
        best_ = solveFor(problem_, goal_(parameter));
        best_.solved += solved;
        tried_ = logarithm;
        value_ = best_.state == OptimalState::Found ? sign_(parameter, best_.weights) : 0;
        return value_;
    }

    const PortfolioProblem& problem_;
    std::function<Goal(double)> goal_;
    std::function<double(double, const VectorXd&)> sign_;
    OptimalPortfolio best_;
    double tried_ = std::numeric_limits<double>::quiet_NaN(), value_ = 0;
    bool changes_ = false;
};

OptimalPortfolio noAnswer(OptimalPortfolio from, std::string why) {
    from.state = OptimalState::NoAnswer;
    from.why = std::move(why);
    return from;
}

} // namespace

OptimalState stateOf(ConvexState state) {
    switch (state) {
    case ConvexState::Solved:
        return OptimalState::Found;
    case ConvexState::Infeasible:
        return OptimalState::Infeasible;
    case ConvexState::Unbounded:
        return OptimalState::NoAnswer;
    case ConvexState::Stalled:
        break;
    }
    return OptimalState::NotVerified;
}

OptimalPortfolio solved(const PortfolioProblem& problem, BuiltProgram built) {
    OptimalPortfolio out;
    out.built = std::move(built);
    out.solution = numerics::solve(out.built.program);
    out.solved = 1;
    out.state = stateOf(out.solution.state);
    if (out.state == OptimalState::NoAnswer) out.why = "nothing limits how much is gained";
    if (out.state == OptimalState::Found) out.weights = out.solution.x.head(problem.variables());
    return out;
}

OptimalPortfolio solveFor(const PortfolioProblem& problem, const Goal& goal) {
    return solved(problem, build(problem, goal));
}

Goal meanVariance(const PortfolioProblem& problem, double aversion) {
    return {aversion, -problem.expected_return, {}, true};
}

Goal leastVariance(const PortfolioProblem& problem, double aversion) {
    return {std::max(aversion, 1e-6), VectorXd::Zero(problem.variables()), {}, true};
}

Goal benchmarkRelative(const PortfolioProblem& problem, double aversion) {
    return {aversion,
            -problem.expected_return - aversion * problem.covariance.times(*problem.benchmark),
            {},
            true};
}

Goal nearestTo(const PortfolioProblem& problem, const VectorXd& wanted) {
    return {1, -problem.covariance.times(wanted), {}, false};
}

OptimalPortfolio largestRatio(const PortfolioProblem& problem, const VectorXd& gain, double base) {
    const auto goal = [&](double aversion) { return Goal{aversion, -gain, {}, true}; };
    const auto excess = [&](const VectorXd& w) { return gain.dot(w) - problem.costOf(w) - base; };
    const auto most = solveFor(problem, goal(0));
    if (most.state != OptimalState::Found && most.state != OptimalState::NoAnswer) return most;
    if (most.state == OptimalState::Found && excess(most.weights) <= 0)
        return noAnswer(most, "no portfolio within the limits gains more than the risk-free rate");
    const double variance = std::max(problem.covariance.variances().mean(), 1e-12);
    Search search(problem, goal, [&](double aversion, const VectorXd& w) {
        const double reached = excess(w);
        const double inside = problem.with_cash ? kFlat * std::abs(reached) : 0;
        return reached - aversion * problem.covariance.variance(w) - inside;
    });
    auto out = search.run(std::max(std::abs(gain.mean() - base), 1e-4) / variance);
    out.solved += most.solved;
    if (out.state == OptimalState::Found && !(problem.covariance.variance(out.weights) > 0))
        return noAnswer(std::move(out), "the best portfolio has no risk, so the ratio has no value");
    return out;
}

OptimalPortfolio robustMean(const PortfolioProblem& problem, double aversion, double doubt) {
    if (!(doubt > 0)) return solveFor(problem, meanVariance(problem, aversion));
    const double start = std::sqrt(std::max(problem.covariance.variances().mean(), 1e-12));
    Search search(
        problem, [&](double t) { return meanVariance(problem, aversion + doubt / t); },
        [&](double t, const VectorXd& w) { return std::sqrt(problem.covariance.variance(w)) / t - 1; });
    return search.run(start);
}

OptimalPortfolio riskBudgets(const PortfolioProblem& problem, const VectorXd& budgets) {
    std::size_t budget = problem.limits.size();
    for (std::size_t k = 0; k < problem.limits.size(); ++k)
        if (problem.limits[k].name == "budget") budget = k;
    auto positive = problem;
    Limit above;
    above.sense = Sense::AtLeast;
    above.kind = LimitKind::Weights;
    above.name = "weights of what has a risk budget";
    above.firm = true;
    for (Index i = 0; i < budgets.size(); ++i)
        if (budgets[i] > 0) above.members.push_back(i);
    positive.limits.push_back(above);
    OptimalPortfolio last;
    const auto goal = [&](double l) {
        return Goal{1, VectorXd::Zero(problem.variables()), l * budgets, false};
    };
    const double variance = std::max(problem.covariance.variances().mean(), 1e-12);
    if (budget == problem.limits.size()) return solveFor(positive, goal(variance));
    // Where the multiplier of the budget is above 0, more weight is wanted than there is.
    const auto pull = [&](double l, OptimalPortfolio& out) {
        const int solved = out.solved;
        out = solveFor(positive, goal(l));
        out.solved += solved;
        if (out.state != OptimalState::Found) return 0.0;
        return -out.solution.equality_multiplier[out.built.place[budget].equality] / variance;
    };
    double low = variance, high = variance;
    double value = pull(low, last);
    if (last.state != OptimalState::Found) return last;
    const bool more = value > 0;
    for (int i = 0; i < kMostWidenings && (value > 0) == more && value != 0; ++i) {
        (more ? low : high) = more ? high : low;
        (more ? high : low) *= more ? kWiden : 1 / kWiden;
        value = pull(more ? high : low, last);
        if (last.state != OptimalState::Found) return last;
    }
    const double root = numerics::bracketedRoot([&](double x) { return pull(std::exp(x), last); },
                                                std::log(low), std::log(high), kBudgetPrecision);
    pull(std::exp(root), last);
    return last;
}

Limit returnAtLeast(const PortfolioProblem& problem, double target, std::string pointer) {
    Limit out;
    out.kind = LimitKind::Row;
    out.sense = Sense::AtLeast;
    out.name = "expected return";
    out.pointer = std::move(pointer);
    out.limit = target;
    out.row = problem.expected_return;
    return out;
}

} // namespace nautilus::portfolio

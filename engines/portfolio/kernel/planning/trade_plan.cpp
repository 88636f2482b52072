#include "engines/portfolio/kernel/planning/trade_plan.h"

#include "engines/portfolio/kernel/planning/plan_program.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::ConvexState;

namespace {

/// Largest trades as bounds on the weights after them.
void boundTrades(PortfolioProblem& problem, const VectorXd& room) {
    for (Index i = 0; i < room.size(); ++i) {
        if (!std::isfinite(room[i])) continue;
        for (const Sense sense : {Sense::AtMost, Sense::AtLeast}) {
            Limit limit;
            limit.kind = LimitKind::Weights;
            limit.sense = sense;
            limit.members = {i};
            limit.limit = (*problem.held)[i] + (sense == Sense::AtMost ? room[i] : -room[i]);
            problem.limits.push_back(std::move(limit));
        }
    }
}

VectorXd securitiesOf(const PlanProblem& problem, const VectorXd& weights) {
    return weights.head(problem.period.securities);
}

/// Excess of a limit's value over the limit, against 1 + the limit.
double breachOf(const PortfolioProblem& problem, const Limit& limit, const VectorXd& weights) {
    if (limit.kind == LimitKind::Weights && limit.members.empty()) return 0;
    const double scale = 1 + std::abs(limit.limit);
    double out = 0;
    const auto add = [&](double value) {
        const double over = limit.sense == Sense::AtMost    ? value - limit.limit
                            : limit.sense == Sense::AtLeast ? limit.limit - value
                                                            : std::abs(value - limit.limit);
        out = std::max(out, over / scale);
    };
    if (limit.kind != LimitKind::Weights)
        add(problem.valueOf(limit, weights));
    else
        for (const Index i : limit.members)
            add(weights[i]);
    return out;
}

} // namespace

PortfolioProblem periodOf(const PlanProblem& problem, Index t, const VectorXd& held_before) {
    auto out = problem.period;
    out.expected_return = problem.expected_return.col(t);
    out.held = held_before;
    if (t > 0) out.leaving = 0;
    return out;
}

TradePlan planTrades(const PlanProblem& problem) {
    TradePlan out;
    const PlanProgram assembled(problem);
    out.room_price = MatrixXd::Zero(problem.period.securities, problem.periods());
    if (assembled.nothingFree()) {
        out.weights = problem.terminal->replicate(1, 1);
        out.solution.state = ConvexState::Solved;
        out.state = breachOf(problem, out.weights) > 1e-9 ? OptimalState::Infeasible : OptimalState::Found;
        const auto before = *problem.period.held;
        const auto period = periodOf(problem, 0, before);
        out.solution.objective = planObjective(problem, out.weights);
        out.standings.emplace_back(period.limits.size());
        for (std::size_t k = 0; k < period.limits.size(); ++k)
            out.standings[0][k].value = period.valueOf(period.limits[k], out.weights.col(0));
        return out;
    }
    out.solution = numerics::solve(assembled.program());
    out.state = stateOf(out.solution.state);
    if (out.state == OptimalState::Found) assembled.read(out);
    return out;
}

TradePlan tradedAtOnce(const PlanProblem& problem) {
    TradePlan out;
    const auto periods = static_cast<double>(problem.periods());
    VectorXd weights;
    if (problem.terminal) {
        weights = *problem.terminal;
        out.state = OptimalState::Found;
    } else {
        auto once = periodOf(problem, 0, *problem.period.held);
        once.expected_return = problem.expected_return.rowwise().mean();
        once.buy_cost /= periods;
        once.sell_cost /= periods;
        once.impact /= periods;
        boundTrades(once, problem.trade_room);
        const auto best = solveFor(once, meanVariance(once, problem.aversion));
        out.state = best.state;
        out.solution = best.solution;
        weights = best.weights;
    }
    if (out.state != OptimalState::Found) return out;
    out.weights = weights.replicate(1, problem.periods());
    if (breachOf(problem, out.weights) > 1e-7) out.state = OptimalState::Infeasible;
    return out;
}

TradePlan tradedPeriodByPeriod(const PlanProblem& problem) {
    TradePlan out;
    out.weights.resize(problem.period.variables(), problem.periods());
    VectorXd before = *problem.period.held;
    const Index free = problem.periods() - (problem.terminal ? 1 : 0);
    out.state = OptimalState::Found;
    for (Index t = 0; t < free; ++t) {
        auto now = periodOf(problem, t, before);
        boundTrades(now, problem.trade_room);
        const auto best = solveFor(now, meanVariance(now, problem.aversion));
        out.state = best.state;
        out.solution = best.solution;
        if (out.state != OptimalState::Found) return out;
        out.weights.col(t) = best.weights;
        before = securitiesOf(problem, best.weights);
    }
    if (problem.terminal) out.weights.col(free) = *problem.terminal;
    if (breachOf(problem, out.weights) > 1e-7) out.state = OptimalState::Infeasible;
    return out;
}

double planObjective(const PlanProblem& problem, const MatrixXd& weights) {
    double out = 0;
    VectorXd before = *problem.period.held;
    for (Index t = 0; t < problem.periods(); ++t) {
        const VectorXd now = weights.col(t);
        const auto period = periodOf(problem, t, before);
        out += 0.5 * problem.aversion * period.covariance.variance(now) - period.expected_return.dot(now) +
               period.costOf(now);
        before = securitiesOf(problem, now);
    }
    return out;
}

double breachOf(const PlanProblem& problem, const MatrixXd& weights) {
    double out = 0;
    VectorXd before = *problem.period.held;
    for (Index t = 0; t < problem.periods(); ++t) {
        const VectorXd now = weights.col(t);
        const auto period = periodOf(problem, t, before);
        for (const auto& limit : period.limits)
            out = std::max(out, breachOf(period, limit, now));
        for (Index i = 0; i < problem.trade_room.size(); ++i)
            out = std::max(out, (std::abs(now[i] - before[i]) - problem.trade_room[i]) /
                                    (1 + problem.trade_room[i]));
        before = securitiesOf(problem, now);
    }
    return out;
}

} // namespace nautilus::portfolio

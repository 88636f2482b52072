#include "engines/portfolio/kernel/optimiser/held_positions.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;

namespace {

/// Whether a risk is measured from a portfolio that has the security: then it stays, fixed at 0.
bool isMeasuredFrom(const PortfolioProblem& problem, Index security) {
    return std::ranges::any_of(problem.limits, [&](const Limit& limit) {
        return limit.kind == LimitKind::Risk && limit.centre[security] != 0;
    });
}

Limit reducedLimit(const Limit& limit, const std::vector<Index>& chosen) {
    Limit out = limit;
    if (limit.kind == LimitKind::Row) out.row = limit.row(chosen);
    if (limit.kind == LimitKind::Risk) out.centre = limit.centre(chosen);
    if (limit.kind != LimitKind::Weights) return out;
    out.members.clear();
    for (const Index i : limit.members) {
        const auto found = std::ranges::lower_bound(chosen, i);
        if (found != chosen.end() && *found == i) out.members.push_back(found - chosen.begin());
    }
    return out;
}

} // namespace

Limit onWeights(Sense sense, double value, std::vector<Index> members) {
    Limit out;
    out.kind = LimitKind::Weights;
    out.sense = sense;
    out.name = "positions";
    out.pointer = "/constraints/max_positions";
    out.limit = value;
    out.members = std::move(members);
    out.firm = true;
    return out;
}

Reduced reduced(const PortfolioProblem& problem, const Goal& goal, const Holdings& state) {
    Reduced out{problem, goal, {}};
    auto& small = out.problem;
    std::vector<Index> held, fixed;
    for (Index i = 0; i < problem.variables(); ++i) {
        const bool security = i < problem.securities;
        const bool gone = security && state[static_cast<std::size_t>(i)] == Holding::Out;
        if (gone && !isMeasuredFrom(problem, i)) {
            if (problem.held) small.leaving += std::abs((*problem.held)[i]);
            continue;
        }
        if (gone) fixed.push_back(static_cast<Index>(out.chosen.size()));
        out.chosen.push_back(i);
        if (security) held.push_back(i);
    }
    small.securities = static_cast<Index>(held.size());
    small.expected_return = problem.expected_return(out.chosen);
    small.covariance = problem.covariance.of(out.chosen);
    if (problem.limited_covariance)
        small.limited_covariance =
            std::make_shared<numerics::CovarianceForm>(problem.limited_covariance->of(out.chosen));
    if (problem.held) small.held = (*problem.held)(held);
    if (problem.benchmark) small.benchmark = (*problem.benchmark)(out.chosen);
    for (auto* each : {&small.buy_cost, &small.sell_cost, &small.impact})
        if (each->size() > 0) *each = VectorXd((*each)(held));
    out.goal.linear = goal.linear(out.chosen);
    if (goal.log_weight.size() > 0) out.goal.log_weight = goal.log_weight(out.chosen);
    for (auto& limit : small.limits)
        limit = reducedLimit(limit, out.chosen);
    if (!fixed.empty()) small.limits.push_back(onWeights(Sense::Equal, 0, std::move(fixed)));
    return out;
}

void widen(OptimalPortfolio& answer, const std::vector<Index>& chosen, Index variables) {
    const auto back = [&](VectorXd& values) {
        VectorXd all = VectorXd::Zero(variables);
        all(chosen) = values;
        values = std::move(all);
    };
    back(answer.weights);
    back(answer.solution.x);
    back(answer.solution.lower_multiplier);
    back(answer.solution.upper_multiplier);
    for (auto& place : answer.built.place)
        for (auto* side : {&place.lower, &place.upper})
            for (Index& i : *side)
                i = chosen[static_cast<std::size_t>(i)];
}

} // namespace nautilus::portfolio

#pragma once
// A request for trades over several periods as a problem that can be solved.

#include "engines/portfolio/contract/trade_plan.h"
#include "engines/portfolio/kernel/planning/trade_plan.h"
#include "engines/portfolio/service/optimiser/posed.h"

namespace nautilus::portfolio {

struct PosedPlan {
    PosedProblem posed; ///< of one period; its costs are spread over `years`
    PlanProblem plan;
    double years = 1; ///< of one period
};

/// Errors name the field: what a plan knows nothing of, symbols, periods that do not match. NotComputable
/// where the terminal weights break a limit.
[[nodiscard]] kit::Result<PosedPlan> posePlan(const OptimiserSources& from, const PlanTradesRequest& request,
                                              kit::Call& call);

/// What of an excess return with a half-life (sessions) is left on the mean session of period t, from 0, of
/// `days` sessions; the first session has all of it.
[[nodiscard]] double returnLeft(std::int64_t t, std::int64_t days, double half_life);

/// The first period alone, the room of its trades as limits behind the others. A plan with a free end is
/// feasible if and only if this is: what the first period reaches can be held from then on.
[[nodiscard]] PortfolioProblem firstPeriod(const PosedPlan& plan);

} // namespace nautilus::portfolio

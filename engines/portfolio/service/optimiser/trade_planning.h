#pragma once
// Trades over several periods: the plan, and what it is compared with.

#include "engines/portfolio/service/optimiser/posed_plan.h"

namespace nautilus::portfolio {

/// NotComputable as of an optimisation where no plan keeps the limits, or where the terminal weights are out
/// of reach: "/terminal_weights" and the limits on trades.
[[nodiscard]] kit::Result<PlanTradesResult> plannedTrades(const OptimiserSources& from,
                                                          const PlanTradesRequest& request, kit::Call& call);

} // namespace nautilus::portfolio

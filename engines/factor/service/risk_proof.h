#pragma once
// Runs the risk model through history and compares each forecast with what came after it. A forecast for a
// session reads what was known at its close; only the comparison reads what follows.

#include "engines/factor/contract/risk_proof.h"
#include "engines/factor/service/factor_world.h"

namespace nautilus::factor {

/// Takes seconds to minutes; `progress` false cancels. NotComputable with fewer than 30 forecasts. The answer
/// depends on (world, request) alone, not on the number of threads. Fills all but the engine version.
[[nodiscard]] kit::Result<RiskProofResult> proveRiskModel(const FactorWorld& world,
                                                          const RiskProofRequest& request,
                                                          const ParallelFor& parallel,
                                                          const BuildProgress& progress);

} // namespace nautilus::factor

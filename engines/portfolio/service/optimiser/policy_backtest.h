#pragma once
// A policy walked forward: at every rebalancing it sees the lookback before, and nothing else.

#include "engines/kit/job.h"
#include "engines/portfolio/contract/rebalancing.h"
#include "engines/portfolio/service/optimiser/posed.h"

namespace nautilus::portfolio {

/// Weights are set at the close of a rebalancing session, from returns up to that close, and earn from the
/// next session on; between, they drift. Costs are paid at once. A rebalancing without an answer keeps the
/// weights and is counted. Sessions are those on which all symbols have a return. Blocks: for a worker;
/// Cancelled when `context` says so.
[[nodiscard]] kit::Result<PolicyBacktestResult>
walkedForward(const OptimiserSources& from, const PolicyBacktestRequest& request, kit::JobContext& context);

/// What a request has to be before it becomes a job: universe, period and dates that can be read.
[[nodiscard]] kit::Result<void> checkBacktest(const PolicyBacktestRequest& request);

} // namespace nautilus::portfolio

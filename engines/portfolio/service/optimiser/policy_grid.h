#pragma once
// A policy walked forward with every combination of some of its settings.

#include "engines/kit/job.h"
#include "engines/kit/lane.h"
#include "engines/kit/saved_records.h"
#include "engines/portfolio/contract/policy_grid.h"
#include "engines/portfolio/service/optimiser/posed.h"

namespace nautilus::portfolio {

/// One combination as a request of its own.
struct GridRun {
    kit::Keyed<kit::Value> parameters; ///< by pointer
    PolicyBacktestRequest policy;
};

/// Every combination, the last axis fastest. InvalidArgument "/grid/<i>/field" for what cannot vary or is no
/// field, "/grid/<i>/values/<j>" for a value that the field does not take, "/grid" for more than 200.
[[nodiscard]] kit::Result<std::vector<GridRun>> gridRuns(const PolicyGridRequest& request,
                                                         const kit::ReadJson& read_json);

/// All on the same sessions, after the longest lookback, side by side on the pool; those that ask the risk
/// model on the job's own thread. The answer has the same bytes whatever the number of threads. Blocks: for a
/// worker; Cancelled when `context` says so.
[[nodiscard]] kit::Result<PolicyGridResult> gridWalked(const OptimiserSources& from,
                                                       const PolicyGridRequest& request,
                                                       const std::vector<GridRun>& runs, kit::Pool& pool,
                                                       kit::JobContext& context);

} // namespace nautilus::portfolio

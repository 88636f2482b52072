#pragma once
// Methods and settings judged where they were not fitted.

#include "engines/kit/job.h"
#include "engines/portfolio/contract/policy_validation.h"
#include "engines/portfolio/service/optimiser/posed.h"

namespace nautilus::portfolio {

/// Every method with every covariance and risk aversion: weights from the fitted sessions of a split, held
/// (brought back daily, without costs) over the tested ones. A validation, not a backtest: what is fitted may
/// lie after what is tested. Blocks: for a worker; Cancelled when `context` says so.
[[nodiscard]] kit::Result<PolicyValidationResult>
validated(const OptimiserSources& from, const PolicyValidationRequest& request, kit::JobContext& context);

/// What a request has to be before it becomes a job.
[[nodiscard]] kit::Result<void> checkValidation(const PolicyValidationRequest& request);

} // namespace nautilus::portfolio

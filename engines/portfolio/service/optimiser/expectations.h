#pragma once
// Methods that change what is expected, and methods that know no limits.

#include "engines/kit/result.h"
#include "engines/portfolio/service/optimiser/posed.h"

namespace nautilus::portfolio {

/// What the market's weights imply: risk aversion (2.5 unless the objective has one) x covariance x weights +
/// risk-free rate, one per security. NotComputable "/objective/market_weights".
[[nodiscard]] kit::Result<Eigen::VectorXd>
equilibriumReturns(const PosedProblem& posed, const OptimiserProblem& request, kit::Call& call);

/// black_litterman: expected returns and covariance with the views of the request; entropy_pooling: those of
/// scenarios weighed so that the views hold. Errors name the view.
[[nodiscard]] kit::Result<void> applyViews(PosedProblem& posed, const OptimiserProblem& request,
                                           const std::string& method, kit::Call& call);

/// hierarchical_risk_parity, herc, nco, equal_weight, inverse_volatility: one weight per variable.
[[nodiscard]] kit::Result<Eigen::VectorXd>
limitlessWeights(const PosedProblem& posed, const OptimiserProblem& request, const std::string& method);

/// Risk budgets of the securities, sum 1: by symbol, by asset class split equally inside, or equal.
[[nodiscard]] kit::Result<Eigen::VectorXd> budgetsOf(const PosedProblem& posed,
                                                     const kit::Keyed<double>& wanted, kit::Call& call,
                                                     const std::string& pointer);

} // namespace nautilus::portfolio

#pragma once
// Covariance of factor returns at two horizons (USE4-style; half-lives and lags from the USE4 Methodology
// Notes, without eigenfactor and volatility-regime adjustment).

#include "engines/domain/panel.h"
#include "engines/numerics/covariance.h"

namespace nautilus::factor {

enum class RiskHorizon {
    Short, ///< volatility half-life 84, 5 lags
    Long   ///< volatility half-life 252, 5 lags
};

/// Both horizons: correlation half-life 504, 2 lags.
[[nodiscard]] numerics::SplitHalfLifeOptions covarianceOptions(RiskHorizon horizon);

/// K x K covariance per session (fractions squared) of T x K factor returns, newest row last; symmetric, PSD
/// over the factors that have at least covarianceOptions().min_observations returns, NaN for the others.
/// Returns of factors that started later are used pairwise. Annual = 252 times, a month = 21 times.
[[nodiscard]] domain::Matrix factorCovariance(domain::MatrixView factor_returns, RiskHorizon horizon);

} // namespace nautilus::factor

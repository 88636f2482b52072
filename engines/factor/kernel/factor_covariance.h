#pragma once
// Covariance of factor returns at two horizons (USE4-style; half-lives and lags from the USE4 Methodology
// Notes), before and after the eigenfactor adjustment.

#include "engines/domain/panel.h"
#include "engines/factor/kernel/cross_section.h"
#include "engines/numerics/covariance.h"

#include <vector>

namespace nautilus::factor {

enum class RiskHorizon {
    Short, ///< volatility half-life 84, 5 lags
    Long   ///< volatility half-life 252, 5 lags
};

/// Both horizons: correlation half-life 504, 2 lags. Without `newey_west` no lags.
[[nodiscard]] numerics::SplitHalfLifeOptions covarianceOptions(RiskHorizon horizon, bool newey_west = true);

/// K x K covariance per session (fractions squared) of T x K factor returns, newest row last; symmetric, PSD
/// over the factors that have at least covarianceOptions().min_observations returns, NaN for the others.
/// Returns of factors that started later are used pairwise. Annual = 252 times, a month = 21 times.
/// `repaired`, if given: whether eigenvalues had to be raised to keep it PSD.
[[nodiscard]] domain::Matrix factorCovariance(domain::MatrixView factor_returns, RiskHorizon horizon,
                                              bool newey_west = true, bool* repaired = nullptr);

/// v(k) of the eigenfactor adjustment (engines/numerics/eigenfactor.h), ascending eigenvalues of the factors
/// that have a covariance. `rows`: as many as the covariance was estimated from; simulated histories have no
/// gaps.
[[nodiscard]] std::vector<double> eigenfactorBias(const domain::Matrix& covariance, std::size_t rows,
                                                  RiskHorizon horizon, bool newey_west,
                                                  std::size_t simulations, const ParallelFor& parallel);

/// The covariance with its eigenvalues times v^2; factors without a covariance stay NaN. `bias` as above.
[[nodiscard]] domain::Matrix eigenfactorAdjusted(const domain::Matrix& covariance,
                                                 const std::vector<double>& bias);

} // namespace nautilus::factor

#pragma once
// Exponentially weighted covariance with Newey-West correction for serial correlation.
//
// With weights w_t = 2^(-(T-1-t)/half_life), means m removed (weighted, over the rows a column has):
//   C_l(i,j) = SUM_t w_t (x_it - m_i)(x_j,t-l - m_j) / SUM_t w_t [both present at t]
//   C = C_0 + SUM_{l=1..lags} (1 - l/(lags+1)) (C_l + C_l')
// (Newey and West 1987, Bartlett kernel.) Equal weights give the usual estimator divided by T.

#include "engines/domain/panel.h"

#include <Eigen/Core>

#include <cstddef>
#include <span>

namespace nautilus::numerics {

struct NeweyWestOptions {
    double half_life = 0; ///< observations; 0 or less = equal weights
    std::size_t lags = 0; ///< 0 = no correction
    bool remove_mean = true;
    std::size_t min_observations = 2; ///< fewer (pairs): NaN
};

/// Long-run variance of one series; NaN values are left out. If the correction drives the variance to zero or
/// below, C_0 is returned instead. NaN below min_observations values.
[[nodiscard]] double neweyWestVariance(std::span<const double> series, const NeweyWestOptions& options);

/// Long-run covariance of the columns of `series` (T x K), pairwise over common rows. Not made PSD here.
[[nodiscard]] Eigen::MatrixXd neweyWestCovariance(domain::MatrixView series, const NeweyWestOptions& options);

/// Nearest useful PSD neighbour of a correlation matrix: eigenvalues below floor * largest are raised to it,
/// then the diagonal is scaled back to 1. The input is returned unchanged if no eigenvalue is below.
[[nodiscard]] Eigen::MatrixXd flooredCorrelation(const Eigen::Ref<const Eigen::MatrixXd>& correlation,
                                                 double floor);

struct SplitHalfLifeOptions {
    double volatility_half_life = 84;
    std::size_t volatility_lags = 5;
    double correlation_half_life = 504;
    std::size_t correlation_lags = 2;
    std::size_t min_observations = 60; ///< a column with fewer is NaN; a pair with fewer has correlation 0
    double eigenvalue_floor = 1e-8;    ///< relative to the largest eigenvalue of the correlation matrix
};

/// F_ij = rho_ij s_i s_j, variances and correlations estimated with their own half-lives and lags,
/// correlation floored to PSD. K x K, in squared units of the series per observation. NaN rows and columns
/// where a series is too short. Method: USE4-style (USE4 Methodology Notes, section on the factor covariance
/// matrix). `repaired`, if given, says whether eigenvalues had to be raised to the floor.
[[nodiscard]] Eigen::MatrixXd splitHalfLifeCovariance(domain::MatrixView series,
                                                      const SplitHalfLifeOptions& options,
                                                      bool* repaired = nullptr);

} // namespace nautilus::numerics

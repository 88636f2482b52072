#pragma once
// How far the factors and the stocks moved on each session compared with what had been forecast for them the
// session before: what the volatility regime adjustment is made of.
//
//   B_t   = sqrt( mean_k (f_kt / s_k,t-1)^2 )       over factors with a return and a forecast
//   B_t^S = sqrt( SUM_n w_n (u_nt / s_n,t-1)^2 )    w = cap of the session before, scaled to sum 1
// s = volatility forecast before regime adjustment: of factors the split half-life's diagonal, of stocks the
// time series part of the specific risk with at least 60 residuals. (USE4 Methodology Notes.)

#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/specific_risk.h"
#include "engines/numerics/covariance.h"

#include <vector>

namespace nautilus::factor {

/// Half-life of the regime multiplier: 42 sessions short, 168 long.
[[nodiscard]] double regimeHalfLife(RiskHorizon horizon);

struct RegimeHistory {
    std::vector<double> factor;   ///< T: B; NaN where nothing can be compared
    std::vector<double> specific; ///< T: B^S
};

/// `returns` T x K, `residuals` T x N, `cap` T x N whose row t weighs the residuals of row t. Element t reads
/// rows up to t only.
[[nodiscard]] RegimeHistory regimeHistory(domain::MatrixView returns, domain::MatrixView residuals,
                                          domain::MatrixView cap,
                                          const numerics::SplitHalfLifeOptions& covariance,
                                          const SpecificRiskOptions& specific, const ParallelFor& parallel);

} // namespace nautilus::factor

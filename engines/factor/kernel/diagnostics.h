#pragma once
// Figures that tell whether a factor deserves its place.

#include "engines/domain/panel.h"
#include "engines/factor/kernel/cross_section.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::factor {

inline constexpr double kSessionsPerYear = 252.0;

/// Cross-sectional correlation of an exposure with itself `lag` rows earlier (a month = 21 sessions), over
/// the names that have both; one value per row of `rows`, NaN for rows before `lag`, below three names or
/// without spread. USE4 practice: 0.90 and above is good, below 0.80 too unstable.
[[nodiscard]] std::vector<double> exposureStability(domain::MatrixView exposure, RowRange rows,
                                                    std::size_t lag = 21);

/// Statistics of one factor's returns; NaN where there are too few observations.
struct FactorStatistics {
    std::size_t observations = 0;
    double mean = domain::kMissing;              ///< per session
    double deviation = domain::kMissing;         ///< per session, ddof 1
    double annual_return = domain::kMissing;     ///< 252 * mean
    double annual_volatility = domain::kMissing; ///< sqrt(252) * deviation
    double sharpe = domain::kMissing;            ///< annual_return / annual_volatility (no risk-free rate)
    double mean_t = domain::kMissing;            ///< t-statistic of the mean: mean / (deviation / sqrt(n))
    double cumulative = domain::kMissing;        ///< SUM of returns
    double max_drawdown = domain::kMissing;      ///< largest fall of the running sum below its peak, >= 0
    double share_significant = domain::kMissing; ///< share of sessions with |t| > 2 among those with a t
    double mean_abs_t = domain::kMissing;        ///< mean of |t|
};

/// `t_stats` may be empty. NaN elements are left out.
[[nodiscard]] FactorStatistics factorStatistics(std::span<const double> returns,
                                                std::span<const double> t_stats);

/// K x K pairwise correlation of T x K factor returns (NaN below `min_pairs` common sessions).
[[nodiscard]] domain::Matrix factorCorrelation(domain::MatrixView factor_returns, std::size_t min_pairs = 20);

} // namespace nautilus::factor

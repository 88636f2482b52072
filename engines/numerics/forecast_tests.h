#pragma once
// How good forecasts of risk were, from what came after. Input throughout: b_t = R_t / sigma_t, a return over
// the deviation that was forecast for it before. NaN elements are left out.

#include "engines/domain/panel.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// Sample deviation (ddof 1) of b: 1 for perfect forecasts, above 1 where risk was forecast too low. NaN
/// below two values. (Menchero, Morozov and Shepard 2010; USE4 Methodology Notes, section on the bias
/// statistic.)
[[nodiscard]] double biasStatistic(std::span<const double> standardised);

/// Half-width of the 95 % band around 1 for T normal observations: sqrt(2/T). NaN for T = 0.
[[nodiscard]] double biasBand(std::size_t observations);

/// Bias statistic of every full trailing window; element t uses t-window+1 .. t, NaN before the first full
/// window and in windows with fewer than 90 % of their values.
[[nodiscard]] std::vector<double> rollingBias(std::span<const double> standardised, std::size_t window);

/// Mean |B - 1| that perfect forecasts of normal returns have in windows of n: 1/sqrt(pi n) (B is near normal
/// with variance 1/(2n)).
[[nodiscard]] double idealDeviation(std::size_t window);

/// mean(b^2 - ln b^2): smallest (1 at constant |b| = 1; 2.27 for normal returns) for the true risk (Patton
/// 2011, the quasi-likelihood loss). Exact zeros of b are left out.
[[nodiscard]] double quasiLikelihood(std::span<const double> standardised);

/// Coverage of value at risk. Statistics are likelihood ratios; p-values from chi-squared laws with 1, 1 and
/// 2 degrees of freedom (Kupiec 1995; Christoffersen 1998).
struct CoverageTest {
    std::size_t observations = 0;
    std::size_t exceptions = 0;
    double expected = domain::kMissing; ///< observations * (1 - confidence)
    double kupiec = domain::kMissing;
    double kupiec_p = domain::kMissing;
    double independence = domain::kMissing; ///< NaN without two consecutive observations
    double independence_p = domain::kMissing;
    double conditional = domain::kMissing; ///< kupiec + independence
    double conditional_p = domain::kMissing;
};

/// An exception is a value below `threshold` (for normal value at risk at 95 %: -1.6448536269514722);
/// `probability` = 1 - confidence, in (0, 1).
[[nodiscard]] CoverageTest coverageTest(std::span<const double> standardised, double threshold,
                                        double probability);

} // namespace nautilus::numerics

#pragma once
// Exponentially weighted, Newey-West adjusted volatility as it was known after each observation, and the
// volatility regime multiplier that is made of how the forecasts did.

#include "engines/domain/panel.h"
#include "engines/numerics/covariance.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// neweyWestVariance over everything seen so far, kept by recursion: each observation costs O(lags).
/// Equal to the batch value up to rounding.
class VarianceRecursion {
public:
    explicit VarianceRecursion(const NeweyWestOptions& options);
    /// NaN ages the past and adds nothing.
    void push(double x);
    /// As neweyWestVariance: NaN below min_observations values; C_0 if the correction leaves nothing.
    [[nodiscard]] double variance() const;
    /// (C_0 + 2 SUM (1 - l/(lags+1)) C_l) / C_0; NaN if C_0 is 0 or nothing was seen.
    [[nodiscard]] double correction() const;
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    struct LagSums { ///< over rows on which both x_t and x_{t-l} exist; weight of x_t
        double product = 0, newer = 0, older = 0, mass = 0;
    };
    [[nodiscard]] double autocovariance(std::size_t lag) const; ///< times the total weight
    [[nodiscard]] double longRun() const;                       ///< the same

    NeweyWestOptions options_;
    double decay_ = 1;
    std::vector<LagSums> sums_;   ///< lag 0 .. lags
    std::vector<double> history_; ///< last `lags` values, newest first
    std::size_t count_ = 0;
};

/// lambda_t = sqrt( SUM_s w_s B_s^2 / SUM_s w_s ) over s <= t with half-life `half_life`; B_s = root mean
/// square of standardised forecast errors across a cross-section (bias statistic of the moment). NaN elements
/// of `bias` are left out; 1 before the first. (USE4 Methodology Notes, volatility regime adjustment.)
[[nodiscard]] std::vector<double> regimeMultipliers(std::span<const double> bias, double half_life);

} // namespace nautilus::numerics

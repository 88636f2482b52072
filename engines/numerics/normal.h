#pragma once
// The standard normal distribution: the function and its inverse.

#include <span>

namespace nautilus::numerics {

/// P(Z <= z), by the complementary error function; keeps its relative precision in the lower tail.
[[nodiscard]] double normalCdf(double z);

/// exp(-z^2/2) / sqrt(2 pi).
[[nodiscard]] double normalDensity(double z);

/// z with P(Z <= z) = p, 0 < p < 1, to about 1e-15 relative; -inf at 0, +inf at 1, NaN outside.
/// Source: Acklam's rational approximation (2003), then one step of Halley's method on normalCdf.
[[nodiscard]] double normalQuantile(double p);

/// Replaces every p in (0, 1) by its normal quantile to 1.2e-9 relative: Acklam's approximation alone, many
/// at once, for simulation.
void normalQuantiles(std::span<double> p);

/// Two-sided p-value of a statistic that is standard normal under the null; NaN for NaN.
[[nodiscard]] double twoSidedP(double z);

} // namespace nautilus::numerics

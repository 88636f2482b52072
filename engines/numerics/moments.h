#pragma once
// Means and deviations of one cross-section or series. A NaN value is left out; the order of summation
// depends on the length alone, so a result depends on nothing but its inputs.

#include <cstddef>
#include <cstdint>
#include <span>

namespace nautilus::numerics {

/// Mean and sample deviation (ddof 1, two passes) of the values that are not NaN. `deviation` is NaN below
/// two values, `mean` NaN below one.
struct Moments {
    double mean;
    double deviation;
    std::size_t count;
};
[[nodiscard]] Moments moments(std::span<const double> values);

/// The same over the places where `mask` is not 0. An empty mask means everywhere.
[[nodiscard]] Moments moments(std::span<const double> values, std::span<const std::uint8_t> mask);

/// Whether the values differ by more than the rounding of their mean (deviation > 1e-12 |mean|): a constant
/// does not pass for spread because its mean is off by the last bit.
[[nodiscard]] bool hasSpread(const Moments& m);

/// The same for a sum of squares about the mean of `mass` (a count or a sum of weights).
[[nodiscard]] bool hasSpread(double squares, double mass, double mean);

/// Third and fourth standardised moments of the values that are not NaN; a normal has 0 and 0. The plain ones
/// divide by n; the `unbiased` ones are those of pandas and spreadsheets, G1 = g1 sqrt(n(n-1))/(n-2) and
/// G2 = ((n+1) g2 + 6)(n-1)/((n-2)(n-3)) (Joanes and Gill 1998). NaN without spread; the unbiased ones NaN
/// below three and four values.
struct Shape {
    double skewness;
    double excess_kurtosis;
    double unbiased_skewness;
    double unbiased_excess_kurtosis;
};
[[nodiscard]] Shape shape(std::span<const double> values);

/// SUM w x / SUM w over the places where mask is not 0 and x and w are numbers, w > 0; NaN if there is none.
[[nodiscard]] double weightedMean(std::span<const double> values, std::span<const double> weights,
                                  std::span<const std::uint8_t> mask = {});

/// (x - mean) / deviation with the moments above. Without spread (hasSpread): all NaN.
/// `out` may be `values` itself.
void zscore(std::span<const double> values, std::span<double> out);

/// 1 / SUM w^2 of the weights scaled to sum 1: how many equal members the set is worth. 0 for an empty set.
[[nodiscard]] double effectiveCount(std::span<const double> weights);

} // namespace nautilus::numerics

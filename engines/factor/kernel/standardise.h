#pragma once
// From raw descriptors to exposures, one date at a time. All spans have N elements; `in_universe` marks the
// estimation universe (empty = every name); statistics are taken over it, results given for every name.
// `out` may be the first input. Method: USE4-style (USE4 Methodology Notes, sections on outliers and
// standardisation), centre and details as stated here.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nautilus::factor {

inline constexpr double kTrimDeviations = 3.0;

/// 1. values farther than 3 equal-weighted deviations from the equal-weighted mean are moved to that bound;
/// 2. (x - mu) / s with mu the cap-weighted mean and s the equal-weighted sample deviation of the trimmed
/// values. So the cap-weighted estimation universe has exposure 0 and deviation 1. Names of the universe
/// without a cap take part in s but not in mu. Fewer than two values, or no spread: all NaN.
void standardise(std::span<const double> raw, std::span<const double> market_cap,
                 std::span<const std::uint8_t> in_universe, std::span<double> out);

/// SUM_l w_l d_l over the standardised descriptors that a name has, weights renormalised over those; NaN if
/// it has none. The caller standardises the answer again.
void combine(std::span<const std::span<const double>> descriptors, std::span<const double> weights,
             std::span<double> out);

/// Residual of the cap-weighted regression (with intercept, over the universe) of y on x; NaN where y or x is
/// missing. Without spread in x, y minus its cap-weighted mean.
void orthogonalise(std::span<const double> y, std::span<const double> x, std::span<const double> market_cap,
                   std::span<const std::uint8_t> in_universe, std::span<double> out);

/// Fills missing exposures with the fitted value of a regression on group and size, over the names of the
/// universe that have the exposure, weights sqrt(cap): exposure = a_group + b size. A group without such a
/// name takes the weighted mean over all groups. A name without size gets its group's mean. A name without
/// group, and every name if nobody has a value, stays NaN. `filled[n]` becomes 1 where a value was put in,
/// else 0.
void fillMissing(std::span<const double> exposure, std::span<const std::int32_t> group,
                 std::size_t group_count, std::span<const double> size, std::span<const double> market_cap,
                 std::span<const std::uint8_t> in_universe, std::span<double> out,
                 std::span<std::uint8_t> filled);

/// Share (0..1) of the universe's cap held by names with a value; NaN if the universe has no cap. To be taken
/// before filling. A style takes part in a regression only from kMinCoverage on.
inline constexpr double kMinCoverage = 0.8;
[[nodiscard]] double coverage(std::span<const double> exposure, std::span<const double> market_cap,
                              std::span<const std::uint8_t> in_universe);

} // namespace nautilus::factor

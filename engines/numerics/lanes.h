#pragma once
// Sums and products down the rows of a narrow tile: kLaneCount series side by side, one per lane. Every lane
// sees the same operations in the same order, so a series' result does not depend on its neighbours.

#include <cstddef>

namespace nautilus::numerics {

inline constexpr std::size_t kLaneCount = 32;

/// out[lane] = SUM_{j<n} weights[j] * row[j * step + lane], j ascending. `step` in doubles, may be negative.
void weightedRowSum(const double* row, std::ptrdiff_t step, const double* weights, std::size_t n,
                    double* out);

/// out[lane] = PROD_{j<n} (1 + weights[j] * row[j * step + lane]), j ascending.
void growthProduct(const double* row, std::ptrdiff_t step, const double* weights, std::size_t n, double* out);

} // namespace nautilus::numerics

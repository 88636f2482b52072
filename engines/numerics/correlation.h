#pragma once
// Pearson and Spearman correlation with pairwise treatment of NaN.

#include "engines/domain/panel.h"

#include <cstddef>
#include <span>

namespace nautilus::numerics {

/// Pearson correlation over the pairs where neither value is NaN; NaN below `min_pairs` pairs (at least 2)
/// or when one side is constant. Clamped to [-1, 1].
[[nodiscard]] double correlation(std::span<const double> x, std::span<const double> y,
                                 std::size_t min_pairs = 2);

/// Pearson correlation of average ranks taken over the common pairs.
[[nodiscard]] double rankCorrelation(std::span<const double> x, std::span<const double> y);

/// `series`: T x K, one column per variable. Answer K x K, symmetric, unit diagonal (NaN for a column with
/// fewer than two distinct values), every pair over its own common rows.
[[nodiscard]] domain::Matrix correlationMatrix(domain::MatrixView series, std::size_t min_pairs = 2);

} // namespace nautilus::numerics

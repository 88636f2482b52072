#pragma once
// How alike factors are: correlations of their ranks over some cross-sections. Pure.

#include "engines/factor/kernel/cross_section.h"

#include <span>
#include <vector>

namespace nautilus::factor {

/// Ranks of one cross-section, scaled to mean 0 and square sum 1 over the names that have a value; NaN for
/// the others, and for all when there is no spread. Ties share their mean rank.
void standardRanks(std::span<const double> values, std::span<const std::uint8_t> universe,
                   std::span<float> out);

/// `ranks`: per factor, `sections` x `stocks` of standardRanks. Pearson correlation of the ranks of the names
/// that both factors have, mean over `wanted` sections with at least `least` such names; NaN when there is
/// none. Symmetric, unit diagonal.
[[nodiscard]] domain::Matrix rankCorrelations(std::span<const std::span<const float>> ranks,
                                              std::size_t stocks, std::span<const std::size_t> wanted,
                                              std::size_t least, const ParallelFor& parallel);

} // namespace nautilus::factor

#pragma once
// Weights of observations by age.

#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// Exponentially decaying weights, oldest first: w[j] = 2^(-(window-1-j)/half_life), the newest weight is 1.
/// They are not normalised. `half_life` in observations, > 0; anything else gives equal weights of 1.
/// Source: toraniko, math.py, exp_weights.
[[nodiscard]] std::vector<double> expWeights(std::size_t window, double half_life);

/// The same weights divided by their sum.
[[nodiscard]] std::vector<double> normalisedExpWeights(std::size_t window, double half_life);

} // namespace nautilus::numerics

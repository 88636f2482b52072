#pragma once
// Mutual information of two continuous variables by distances to nearest neighbours: the first estimator of
// Kraskov, Stoegbauer and Grassberger, "Estimating mutual information", Phys. Rev. E 69 (2004) 066138,
//   I = psi(n) + psi(k) - mean(psi(n_x + 1) + psi(n_y + 1)),
// where n_x counts the other points that are nearer in x than the k-th neighbour is in the larger of both
// coordinate distances. Both variables are brought to a deviation of 1 first. O(n log n).

#include <cstdint>
#include <span>

namespace nautilus::features {

/// In nats, not below 0. NaN with k >= n, without spread, or when a value is not finite. Equal values spoil
/// distances of 0: break ties first (brokenTies).
[[nodiscard]] double mutualInformation(std::span<const double> x, std::span<const double> y,
                                       std::size_t neighbours = 3);

/// Adds to every value a normal deviate of 1e-10 times the larger of 1 and the mean absolute value, drawn
/// from splitmix64 with this seed: too little to change what is not equal, and the same for the same seed.
void breakTies(std::span<double> values, std::uint64_t seed);

/// psi(n) of a whole number n >= 1.
[[nodiscard]] double digammaOfWhole(std::size_t n);

} // namespace nautilus::features

#pragma once
// Shares of a handful of return streams: not negative, summing to 1.

#include <Eigen/Core>

#include <span>
#include <vector>

namespace nautilus::numerics {

/// Shares with the highest ratio of mean to deviation, none negative: argmax m'w / sqrt(w'Cw). Found as the
/// positive multiple of argmin 1/2 y'Cy - m'y, y >= 0 (the homogenised form of Markowitz's problem;
/// Cornuejols and Tutuncu 2007, ch. 8), by coordinate descent. Empty when no mean is positive or C has a
/// diagonal <= 0.
[[nodiscard]] std::vector<double> bestRatioWeights(std::span<const double> mean,
                                                   const Eigen::Ref<const Eigen::MatrixXd>& covariance);

/// Shares whose parts of the risk are equal: w_i (Cw)_i the same for all. riskBudget with equal
/// budgets. Empty when C has a diagonal <= 0 or a positive mix without risk.
[[nodiscard]] std::vector<double> equalRiskWeights(const Eigen::Ref<const Eigen::MatrixXd>& covariance);

} // namespace nautilus::numerics

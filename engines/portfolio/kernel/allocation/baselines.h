#pragma once
// Weights in closed form, to compare with and to build on. All sum to 1; Weighers by their shape. A
// covariance that is empty, not square, not finite or with a variance <= 0 is a fault at "/covariance" (or
// "/covariance/i"). One asset has the weight 1.

#include "engines/portfolio/kernel/allocation/allocation.h"

namespace nautilus::portfolio {

/// Whether weights can be made of it: square, not empty, finite, variances > 0.
[[nodiscard]] std::optional<Fault> covarianceFault(const Eigen::MatrixXd& covariance);

/// 1 / N
[[nodiscard]] Allocation equalWeight(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& = {});
/// Proportional to 1 / deviation.
[[nodiscard]] Allocation inverseVolatility(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& = {});
/// Proportional to 1 / variance.
[[nodiscard]] Allocation inverseVariance(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& = {});
/// Equal parts of the risk (numerics/risk_budget).
[[nodiscard]] Allocation equalRisk(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& = {});
/// S^-1 1 / 1'S^-1 1 (Markowitz): the least variance of all weights, negative ones among them. Where S is
/// singular, of all least ones that of the smallest risk-scaled weights (so twins share); a fault when a mix
/// whose weights do not sum to 0 has no risk.
[[nodiscard]] Allocation minimumVariance(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& = {});
/// S^-1 m / 1'S^-1 m: the highest ratio of excess mean to deviation. A fault when m does not fit or is not
/// finite, or 1'S^-1 m <= 0: then no weights that sum to 1 have the highest ratio. Singular S: as above.
[[nodiscard]] Allocation maximumSharpe(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& excess_mean);

} // namespace nautilus::portfolio

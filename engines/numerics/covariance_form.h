#pragma once
// A covariance as optimisers want it: never formed where a risk model gives it in parts.
//
//   Sigma = diag(diagonal) + factors factors' + dense
//
// Each part may be left out: a factor model X F X' + D has factors = X L with F = L L', an estimate from
// returns is dense. Units are those of the returns squared, per whatever period the caller has chosen.

#include <Eigen/Core>

#include <span>
#include <vector>

namespace nautilus::numerics {

struct CovarianceForm {
    Eigen::VectorXd diagonal; ///< N, >= 0
    Eigen::MatrixXd factors;  ///< N x K; K may be 0
    Eigen::MatrixXd dense;    ///< N x N symmetric positive semi-definite, or 0 x 0

    [[nodiscard]] static CovarianceForm ofDense(Eigen::MatrixXd matrix);
    /// exposures N x K, covariance of the factors K x K, specific variances N. Eigenvalues of the factor
    /// covariance below 0 (rounding) count as 0.
    [[nodiscard]] static CovarianceForm ofFactorModel(const Eigen::MatrixXd& exposures,
                                                      const Eigen::MatrixXd& factor_covariance,
                                                      Eigen::VectorXd specific_variance);

    [[nodiscard]] Eigen::Index size() const { return diagonal.size(); }
    /// Sigma x
    [[nodiscard]] Eigen::VectorXd times(const Eigen::VectorXd& x) const;
    /// x' Sigma x, >= 0
    [[nodiscard]] double variance(const Eigen::VectorXd& x) const;
    /// Of every single variable.
    [[nodiscard]] Eigen::VectorXd variances() const;
    /// N x N: for small N and for methods that need it whole.
    [[nodiscard]] Eigen::MatrixXd matrix() const;
    /// scale x Sigma
    [[nodiscard]] CovarianceForm scaled(double scale) const;
    /// Of some of the variables, in that order.
    [[nodiscard]] CovarianceForm of(std::span<const Eigen::Index> chosen) const;
};

} // namespace nautilus::numerics

#include "engines/numerics/covariance_form.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

CovarianceForm CovarianceForm::ofDense(MatrixXd matrix) {
    CovarianceForm out;
    out.diagonal = VectorXd::Zero(matrix.rows());
    out.factors.resize(matrix.rows(), 0);
    out.dense = std::move(matrix);
    return out;
}

CovarianceForm CovarianceForm::ofFactorModel(const MatrixXd& exposures, const MatrixXd& factor_covariance,
                                             VectorXd specific_variance) {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(factor_covariance);
    CovarianceForm out;
    out.diagonal = std::move(specific_variance);
    out.factors =
        exposures * eigen.eigenvectors() * eigen.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
    return out;
}

VectorXd CovarianceForm::times(const VectorXd& x) const {
    VectorXd out = diagonal.cwiseProduct(x);
    if (factors.cols() > 0) out.noalias() += factors * (factors.transpose() * x);
    if (dense.size() > 0) out.noalias() += dense.selfadjointView<Eigen::Lower>() * x;
    return out;
}

double CovarianceForm::variance(const VectorXd& x) const {
    double out = x.dot(diagonal.cwiseProduct(x));
    if (factors.cols() > 0) out += (factors.transpose() * x).squaredNorm();
    if (dense.size() > 0) out += x.dot(dense.selfadjointView<Eigen::Lower>() * x);
    return std::max(out, 0.0);
}

VectorXd CovarianceForm::variances() const {
    VectorXd out = diagonal;
    if (factors.cols() > 0) out += factors.rowwise().squaredNorm();
    if (dense.size() > 0) out += dense.diagonal();
    return out;
}

MatrixXd CovarianceForm::matrix() const {
    MatrixXd out = diagonal.asDiagonal();
    if (factors.cols() > 0) out.noalias() += factors * factors.transpose();
    if (dense.size() > 0) out += dense;
    return out;
}

CovarianceForm CovarianceForm::scaled(double scale) const {
    CovarianceForm out = *this;
    out.diagonal *= scale;
    out.factors *= std::sqrt(scale);
    out.dense *= scale;
    return out;
}

CovarianceForm CovarianceForm::of(std::span<const Index> chosen) const {
    const auto n = static_cast<Index>(chosen.size());
    CovarianceForm out;
    out.diagonal.resize(n);
    out.factors.resize(n, factors.cols());
    if (dense.size() > 0) out.dense.resize(n, n);
    for (Index i = 0; i < n; ++i) {
        const Index from = chosen[static_cast<std::size_t>(i)];
        out.diagonal[i] = diagonal[from];
        out.factors.row(i) = factors.row(from);
        for (Index j = 0; j < n && dense.size() > 0; ++j)
            out.dense(i, j) = dense(from, chosen[static_cast<std::size_t>(j)]);
    }
    return out;
}

} // namespace nautilus::numerics

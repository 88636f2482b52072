#include "engines/portfolio/kernel/optimiser/estimates.h"

#include "engines/numerics/performance.h"
#include "engines/numerics/shrinkage.h"

#include <Eigen/Cholesky>

#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::CovarianceForm;

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> matrixOf(domain::MatrixView view) {
    return {view.data, static_cast<Index>(view.rows), static_cast<Index>(view.columns)};
}

MatrixXd unbiasedCovariance(domain::MatrixView returns) {
    const auto t = static_cast<double>(returns.rows);
    return numerics::sampleCovariance(returns) * (t / (t - 1));
}

MatrixXd estimated(std::string_view method, domain::MatrixView returns) {
    if (method == "ledoit_wolf") return numerics::ledoitWolfCovariance(returns).matrix;
    if (method == "constant_correlation") return numerics::constantCorrelationCovariance(returns).matrix;
    if (method == "oas") return numerics::oasCovariance(returns).matrix;
    if (method == "denoised") return numerics::denoisedCovariance(returns).matrix;
    return unbiasedCovariance(returns);
}

} // namespace

CovarianceForm covarianceOf(std::string_view method, domain::MatrixView returns) {
    return CovarianceForm::ofDense(estimated(method, returns) * numerics::kSessionsPerYear);
}

VectorXd meanReturns(domain::MatrixView returns) {
    return matrixOf(returns).colwise().mean().transpose() * numerics::kSessionsPerYear;
}

VectorXd shrunkReturns(domain::MatrixView returns) {
    const VectorXd mean = matrixOf(returns).colwise().mean();
    const auto t = static_cast<double>(returns.rows), n = static_cast<double>(returns.columns);
    VectorXd whole = VectorXd::Constant(mean.size(), mean.mean() * numerics::kSessionsPerYear);
    if (t <= n + 4) return whole;
    const Eigen::LLT<MatrixXd> root(unbiasedCovariance(returns) * ((t - 1) / (t - n - 2)));
    if (root.info() != Eigen::Success) return whole;
    const VectorXd ones = VectorXd::Ones(mean.size());
    const VectorXd pull = root.solve(ones);
    const double least = pull.dot(mean) / pull.sum();
    const VectorXd away = mean - least * ones;
    const double f = (n + 2) / (n + 2 + t * away.dot(root.solve(away)));
    return ((1 - f) * mean + f * least * ones) * numerics::kSessionsPerYear;
}

VectorXd betasTo(std::span<const double> market, domain::MatrixView returns) {
    const Eigen::Map<const VectorXd> given(market.data(), static_cast<Index>(market.size()));
    const VectorXd centred = given.array() - given.mean();
    return matrixOf(returns).transpose() * centred / centred.squaredNorm();
}

VectorXd capmReturns(std::span<const double> market, domain::MatrixView returns, double rate) {
    const Eigen::Map<const VectorXd> given(market.data(), static_cast<Index>(market.size()));
    const double premium = given.mean() * numerics::kSessionsPerYear - rate;
    return (betasTo(market, returns) * premium).array() + rate;
}

CovarianceForm withRiskless(const CovarianceForm& form, Index more) {
    if (more == 0) return form;
    const Index n = form.size();
    CovarianceForm out;
    out.diagonal = VectorXd::Zero(n + more);
    out.diagonal.head(n) = form.diagonal;
    out.factors = MatrixXd::Zero(n + more, form.factors.cols());
    out.factors.topRows(n) = form.factors;
    if (form.dense.size() == 0) return out;
    out.dense = MatrixXd::Zero(n + more, n + more);
    out.dense.topLeftCorner(n, n) = form.dense;
    return out;
}

} // namespace nautilus::portfolio

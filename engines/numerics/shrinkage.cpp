#include "engines/numerics/shrinkage.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

MatrixXd centred(domain::MatrixView observations) {
    MatrixXd x = Eigen::Map<const RowMajor>(observations.data, static_cast<Index>(observations.rows),
                                            static_cast<Index>(observations.columns));
    x.rowwise() -= x.colwise().mean().eval();
    return x;
}

MatrixXd secondMoment(const MatrixXd& x) {
    MatrixXd s = MatrixXd::Zero(x.cols(), x.cols());
    s.selfadjointView<Eigen::Lower>().rankUpdate(x.transpose(), 1.0 / static_cast<double>(x.rows()));
    s.triangularView<Eigen::StrictlyUpper>() = s.transpose();
    return s;
}

ShrunkCovariance towardsScaledIdentity(MatrixXd s, double intensity) {
    const double mean = s.trace() / static_cast<double>(s.rows());
    s *= 1.0 - intensity;
    s.diagonal().array() += intensity * mean;
    return {std::move(s), intensity};
}

} // namespace

MatrixXd sampleCovariance(domain::MatrixView observations) {
    return secondMoment(centred(observations));
}

double marchenkoPasturEdge(std::size_t observations, std::size_t variables) {
    const double root = 1.0 + std::sqrt(static_cast<double>(variables) / static_cast<double>(observations));
    return root * root;
}

ShrunkCovariance ledoitWolfCovariance(domain::MatrixView observations) {
    const MatrixXd x = centred(observations);
    const MatrixXd s = secondMoment(x);
    const auto n = static_cast<double>(s.rows()), t = static_cast<double>(x.rows());
    const double mean = s.trace() / n;
    const double square = s.squaredNorm();
    const double distance = (square - n * mean * mean) / n;
    // SUM_t |x_t x_t' - S|^2 = SUM_t |x_t|^4 - T |S|^2
    const double spread = (x.rowwise().squaredNorm().array().square().sum() / t - square) / (n * t);
    if (!(distance > 0)) return towardsScaledIdentity(s, std::isnan(distance) ? distance : 0.0);
    return towardsScaledIdentity(s, std::clamp(spread / distance, 0.0, 1.0));
}

ShrunkCovariance constantCorrelationCovariance(domain::MatrixView observations) {
    const MatrixXd x = centred(observations);
    const MatrixXd s = secondMoment(x);
    const auto n = static_cast<double>(s.rows()), t = static_cast<double>(x.rows());
    const VectorXd deviation = s.diagonal().cwiseSqrt();
    const VectorXd inverse = (deviation.array() > 0).select(deviation.cwiseInverse(), 0.0);
    const double movers = static_cast<double>((deviation.array() > 0).count());
    const double all = (inverse.asDiagonal() * s * inverse.asDiagonal()).sum();
    const double correlation = n > 1 ? (all - movers) / (n * (n - 1)) : 0.0;
    MatrixXd target = correlation * (deviation * deviation.transpose());
    target.diagonal() = s.diagonal();
    const MatrixXd squares = x.array().square().matrix();
    const MatrixXd pi = squares.transpose() * squares / t - s.cwiseProduct(s);
    MatrixXd theta = squares.cwiseProduct(x).transpose() * x / t - s.diagonal().asDiagonal() * s;
    theta.diagonal().setZero();
    const double rho = pi.trace() + correlation * (inverse * deviation.transpose()).cwiseProduct(theta).sum();
    const double gamma = (s - target).squaredNorm();
    double intensity = gamma > 0 ? (pi.sum() - rho) / (gamma * t) : 0.0;
    if (std::isnan(gamma)) intensity = gamma;
    if (!std::isnan(intensity)) intensity = std::clamp(intensity, 0.0, 1.0);
    // Products of a column and a row may differ in the last bit from their mirror.
    const MatrixXd mixed = (1.0 - intensity) * s + intensity * target;
    return {0.5 * (mixed + mixed.transpose()), intensity};
}

ShrunkCovariance oasCovariance(domain::MatrixView observations, OasForm form) {
    const MatrixXd s = sampleCovariance(observations);
    const auto n = static_cast<double>(s.rows()), t = static_cast<double>(observations.rows);
    const double square = s.squaredNorm(), trace2 = s.trace() * s.trace();
    double above = (1.0 - 2.0 / n) * square + trace2;
    double below = (t + 1.0 - 2.0 / n) * (square - trace2 / n);
    if (form == OasForm::ScikitLearn) {
        above = square + trace2;
        below = (t + 1.0) * (square - trace2 / n);
    }
    if (std::isnan(below)) return towardsScaledIdentity(s, below);
    return towardsScaledIdentity(s, below > 0 ? std::min(1.0, above / below) : 1.0);
}

DenoisedCovariance denoisedCovariance(domain::MatrixView observations) {
    const MatrixXd s = sampleCovariance(observations);
    DenoisedCovariance result;
    result.upper_edge = marchenkoPasturEdge(observations.rows, observations.columns);
    const VectorXd deviation = s.diagonal().cwiseSqrt();
    if (!(deviation.minCoeff() > 0)) {
        result.matrix = MatrixXd::Constant(s.rows(), s.cols(), domain::kMissing);
        return result;
    }
    const VectorXd inverse = deviation.cwiseInverse();
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(inverse.asDiagonal() * s * inverse.asDiagonal());
    VectorXd values = solver.eigenvalues();
    Index noise = 0;
    while (noise < values.size() && values(noise) <= result.upper_edge)
        ++noise;
    if (noise > 0) values.head(noise).setConstant(values.head(noise).mean());
    result.kept = static_cast<std::size_t>(values.size() - noise);
    const MatrixXd correlation =
        solver.eigenvectors() * values.cwiseMax(0.0).asDiagonal() * solver.eigenvectors().transpose();
    const VectorXd scale = deviation.cwiseQuotient(correlation.diagonal().cwiseSqrt());
    const MatrixXd scaled = scale.asDiagonal() * correlation * scale.asDiagonal();
    result.matrix = 0.5 * (scaled + scaled.transpose());
    return result;
}

} // namespace nautilus::numerics

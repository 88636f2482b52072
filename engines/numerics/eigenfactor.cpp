#include "engines/numerics/eigenfactor.h"

#include "engines/numerics/counter_random.h"

#include <Eigen/Eigenvalues>

#include <cmath>
#include <vector>

namespace nautilus::numerics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Solver = Eigen::SelfAdjointEigenSolver<MatrixXd>;

/// (U_m' F0 U_m)_kk / D_m(k) of one simulation; 1 where the simulated eigenvalue is 0.
VectorXd simulatedRatio(const MatrixXd& covariance, const MatrixXd& spread, std::size_t rows,
                        const CovarianceEstimator& estimate, const CounterRandom& random) {
    const Index factors = covariance.rows();
    RowMajor normals(static_cast<Index>(rows), factors);
    random.normals(0, {normals.data(), static_cast<std::size_t>(normals.size())});
    const RowMajor series = normals * spread.transpose();
    const Solver solver(estimate({series.data(), rows, static_cast<std::size_t>(factors)}));
    VectorXd ratio(factors);
    for (Index k = 0; k < factors; ++k) {
        const auto direction = solver.eigenvectors().col(k);
        const double promised = solver.eigenvalues()(k);
        const double truth = direction.dot(covariance * direction);
        ratio(k) = promised > 0 ? truth / promised : 1.0;
    }
    return ratio;
}

} // namespace

VectorXd eigenfactorBias(const Eigen::Ref<const MatrixXd>& covariance, std::size_t rows,
                         const CovarianceEstimator& estimate, const EigenfactorOptions& options,
                         const SplitRange& split) {
    const Index factors = covariance.rows();
    if (factors == 0) return {};
    const MatrixXd truth = covariance;
    const Solver solver(truth);
    const VectorXd deviation = solver.eigenvalues().cwiseMax(0.0).cwiseSqrt();
    // The symmetric root: it does not depend on the signs that a solver gives its eigenvectors.
    const MatrixXd spread =
        solver.eigenvectors() * deviation.asDiagonal() * solver.eigenvectors().transpose();
    std::vector<VectorXd> ratios(options.simulations);
    split(options.simulations, [&](std::size_t begin, std::size_t end) {
        for (std::size_t m = begin; m < end; ++m)
            ratios[m] = simulatedRatio(truth, spread, rows, estimate, {options.seed, m});
    });
    VectorXd sum = VectorXd::Zero(factors);
    for (const VectorXd& each : ratios)
        sum += each;
    VectorXd bias = (sum / static_cast<double>(options.simulations)).cwiseSqrt();
    for (Index k = 0; k < factors; ++k)
        if (!(deviation(k) > 0) || !std::isfinite(bias(k))) bias(k) = 1.0;
    return bias;
}

MatrixXd eigenfactorAdjusted(const Eigen::Ref<const MatrixXd>& covariance,
                             const Eigen::Ref<const VectorXd>& bias, double scale) {
    if (covariance.rows() == 0) return covariance;
    const Solver solver(covariance);
    const VectorXd factor = (scale * (bias.array() - 1.0) + 1.0).matrix();
    const VectorXd values = solver.eigenvalues().cwiseMax(0.0).cwiseProduct(factor.cwiseAbs2());
    const MatrixXd out = solver.eigenvectors() * values.asDiagonal() * solver.eigenvectors().transpose();
    return 0.5 * (out + out.transpose());
}

} // namespace nautilus::numerics

#include "engines/numerics/covariance.h"

#include "engines/numerics/weights.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <vector>

namespace nautilus::numerics {
namespace {

/// Series with the mean removed and 0 where missing, and 1/0 presence: every sum below is then a plain
/// product.
struct Prepared {
    Eigen::MatrixXd values;
    Eigen::MatrixXd present;
    Eigen::VectorXd weights;
};

Prepared prepare(domain::MatrixView series, const NeweyWestOptions& options) {
    const auto rows = static_cast<Eigen::Index>(series.rows);
    const auto columns = static_cast<Eigen::Index>(series.columns);
    Prepared p{Eigen::MatrixXd::Zero(rows, columns), Eigen::MatrixXd::Zero(rows, columns), {}};
    const std::vector<double> weights = expWeights(series.rows, options.half_life);
    p.weights = Eigen::Map<const Eigen::VectorXd>(weights.data(), rows);
    for (Eigen::Index c = 0; c < columns; ++c) {
        double sum = 0, total = 0;
        for (Eigen::Index t = 0; t < rows; ++t) {
            const double x = series.at(static_cast<std::size_t>(t), static_cast<std::size_t>(c));
            if (std::isnan(x)) continue;
            p.values(t, c) = x;
            p.present(t, c) = 1;
            sum += p.weights(t) * x;
            total += p.weights(t);
        }
        if (options.remove_mean && total > 0) p.values.col(c) -= (sum / total) * p.present.col(c);
    }
    return p;
}

} // namespace

Eigen::MatrixXd neweyWestCovariance(domain::MatrixView series, const NeweyWestOptions& options) {
    const Prepared p = prepare(series, options);
    const Eigen::Index rows = p.values.rows();
    const Eigen::MatrixXd weighted = p.weights.asDiagonal() * p.values;
    Eigen::MatrixXd total = weighted.transpose() * p.values;
    for (std::size_t lag = 1; lag <= options.lags && static_cast<Eigen::Index>(lag) < rows; ++lag) {
        const auto l = static_cast<Eigen::Index>(lag);
        const double bartlett = 1.0 - static_cast<double>(lag) / static_cast<double>(options.lags + 1);
        const Eigen::MatrixXd c = weighted.bottomRows(rows - l).transpose() * p.values.topRows(rows - l);
        total += bartlett * (c + c.transpose());
    }
    const Eigen::MatrixXd mass = p.present.transpose() * p.weights.asDiagonal() * p.present;
    const Eigen::MatrixXd count = p.present.transpose() * p.present;
    const auto least = static_cast<double>(std::max<std::size_t>(options.min_observations, 1));
    Eigen::MatrixXd result(total.rows(), total.cols());
    for (Eigen::Index i = 0; i < total.rows(); ++i)
        for (Eigen::Index j = 0; j <= i; ++j) {
            // With complete rows both triangles agree anyway; the mean removes the last bit of difference.
            const double value = 0.5 * (total(i, j) + total(j, i)) / mass(i, j);
            result(i, j) = result(j, i) = count(i, j) < least ? std::nan("") : value;
        }
    return result;
}

double neweyWestVariance(std::span<const double> series, const NeweyWestOptions& options) {
    const domain::MatrixView view{series.data(), series.size(), 1};
    const double corrected = neweyWestCovariance(view, options)(0, 0);
    if (corrected > 0 || std::isnan(corrected) || options.lags == 0) return corrected;
    NeweyWestOptions plain = options;
    plain.lags = 0;
    return neweyWestCovariance(view, plain)(0, 0);
}

Eigen::MatrixXd flooredCorrelation(const Eigen::Ref<const Eigen::MatrixXd>& correlation, double floor) {
    if (correlation.rows() == 0) return correlation;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlation);
    const double least = floor * std::max(solver.eigenvalues().maxCoeff(), 0.0);
    if (solver.eigenvalues().minCoeff() >= least) return correlation;
    const Eigen::VectorXd values = solver.eigenvalues().cwiseMax(least);
    Eigen::MatrixXd raised = solver.eigenvectors() * values.asDiagonal() * solver.eigenvectors().transpose();
    const Eigen::VectorXd scale = raised.diagonal().cwiseSqrt().cwiseInverse();
    raised = scale.asDiagonal() * raised * scale.asDiagonal();
    raised = 0.5 * (raised + raised.transpose()).eval();
    raised.diagonal().setOnes();
    return raised;
}

Eigen::MatrixXd splitHalfLifeCovariance(domain::MatrixView series, const SplitHalfLifeOptions& options) {
    const auto k = static_cast<Eigen::Index>(series.columns);
    const NeweyWestOptions volatility{options.volatility_half_life, options.volatility_lags, true,
                                      options.min_observations};
    const NeweyWestOptions shape{options.correlation_half_life, options.correlation_lags, true,
                                 options.min_observations};
    const Eigen::MatrixXd joint = neweyWestCovariance(series, shape);
    std::vector<Eigen::Index> usable;
    Eigen::VectorXd deviation(k);
    std::vector<double> column(series.rows);
    for (Eigen::Index c = 0; c < k; ++c) {
        for (std::size_t t = 0; t < series.rows; ++t)
            column[t] = series.at(t, static_cast<std::size_t>(c));
        deviation(c) = std::sqrt(neweyWestVariance(column, volatility));
        if (deviation(c) >= 0) usable.push_back(c);
    }
    Eigen::MatrixXd rho = Eigen::MatrixXd::Identity(static_cast<Eigen::Index>(usable.size()),
                                                    static_cast<Eigen::Index>(usable.size()));
    for (std::size_t i = 0; i < usable.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const Eigen::Index a = usable[i], b = usable[j];
            const double value = joint(a, b) / std::sqrt(joint(a, a) * joint(b, b));
            const double kept = std::isfinite(value) ? std::clamp(value, -1.0, 1.0) : 0.0;
            rho(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = kept;
            rho(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) = kept;
        }
    rho = flooredCorrelation(rho, options.eigenvalue_floor);
    Eigen::MatrixXd result = Eigen::MatrixXd::Constant(k, k, std::nan(""));
    for (std::size_t i = 0; i < usable.size(); ++i)
        for (std::size_t j = 0; j < usable.size(); ++j)
            result(usable[i], usable[j]) = rho(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) *
                                           deviation(usable[i]) * deviation(usable[j]);
    return result;
}

} // namespace nautilus::numerics

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
    bool complete = true; ///< nothing is missing: every pair has all rows
};

Prepared prepare(domain::MatrixView series, const NeweyWestOptions& options) {
    const auto rows = static_cast<Eigen::Index>(series.rows);
    const auto columns = static_cast<Eigen::Index>(series.columns);
    Prepared p{Eigen::MatrixXd::Zero(rows, columns), Eigen::MatrixXd::Zero(rows, columns), {}, true};
    const std::vector<double> weights = expWeights(series.rows, options.half_life);
    p.weights = Eigen::Map<const Eigen::VectorXd>(weights.data(), rows);
    for (Eigen::Index c = 0; c < columns; ++c) {
        double sum = 0, total = 0;
        for (Eigen::Index t = 0; t < rows; ++t) {
            const double x = series.at(static_cast<std::size_t>(t), static_cast<std::size_t>(c));
            if (std::isnan(x)) {
                p.complete = false;
                continue;
            }
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
    const Eigen::Index columns = total.cols();
    Eigen::MatrixXd mass = Eigen::MatrixXd::Constant(columns, columns, p.weights.sum());
    Eigen::MatrixXd count = Eigen::MatrixXd::Constant(columns, columns, static_cast<double>(rows));
    if (!p.complete) {
        mass = p.present.transpose() * p.weights.asDiagonal() * p.present;
        count = p.present.transpose() * p.present;
    }
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

namespace {

Eigen::VectorXd longRunDeviations(domain::MatrixView series, const SplitHalfLifeOptions& options) {
    const NeweyWestOptions each{options.volatility_half_life, options.volatility_lags, true,
                                options.min_observations};
    Eigen::VectorXd deviation(static_cast<Eigen::Index>(series.columns));
    std::vector<double> column(series.rows);
    for (std::size_t c = 0; c < series.columns; ++c) {
        for (std::size_t t = 0; t < series.rows; ++t)
            column[t] = series.at(t, c);
        deviation(static_cast<Eigen::Index>(c)) = std::sqrt(neweyWestVariance(column, each));
    }
    return deviation;
}

/// Correlation of the usable columns, before it is made PSD; 0 where it cannot be estimated.
Eigen::MatrixXd longRunCorrelation(domain::MatrixView series, const SplitHalfLifeOptions& options,
                                   const std::vector<Eigen::Index>& usable) {
    const NeweyWestOptions shape{options.correlation_half_life, options.correlation_lags, true,
                                 options.min_observations};
    const Eigen::MatrixXd joint = neweyWestCovariance(series, shape);
    const auto size = static_cast<Eigen::Index>(usable.size());
    Eigen::MatrixXd rho = Eigen::MatrixXd::Identity(size, size);
    for (Eigen::Index i = 0; i < size; ++i)
        for (Eigen::Index j = 0; j < i; ++j) {
            const Eigen::Index a = usable[static_cast<std::size_t>(i)];
            const Eigen::Index b = usable[static_cast<std::size_t>(j)];
            const double value = joint(a, b) / std::sqrt(joint(a, a) * joint(b, b));
            rho(i, j) = rho(j, i) = std::isfinite(value) ? std::clamp(value, -1.0, 1.0) : 0.0;
        }
    return rho;
}

} // namespace

Eigen::MatrixXd splitHalfLifeCovariance(domain::MatrixView series, const SplitHalfLifeOptions& options,
                                        bool* repaired) {
    const auto k = static_cast<Eigen::Index>(series.columns);
    const Eigen::VectorXd deviation = longRunDeviations(series, options);
    std::vector<Eigen::Index> usable;
    for (Eigen::Index c = 0; c < k; ++c)
        if (deviation(c) >= 0) usable.push_back(c);
    const Eigen::MatrixXd raw = longRunCorrelation(series, options, usable);
    const Eigen::MatrixXd rho = flooredCorrelation(raw, options.eigenvalue_floor);
    if (repaired) *repaired = rho != raw;
    Eigen::MatrixXd result = Eigen::MatrixXd::Constant(k, k, std::nan(""));
    for (std::size_t i = 0; i < usable.size(); ++i)
        for (std::size_t j = 0; j < usable.size(); ++j)
            result(usable[i], usable[j]) = rho(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) *
                                           deviation(usable[i]) * deviation(usable[j]);
    return result;
}

} // namespace nautilus::numerics

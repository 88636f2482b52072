#include "engines/features/kernel/feature_model.h"

#include <Eigen/Dense>

#include <cmath>

namespace nautilus::features {

using domain::kMissing;
using domain::MatrixView;

namespace {

struct Moments {
    double mean = 0, variance = 0;
};

template <class Value>
Moments momentsOf(std::size_t from, std::size_t to, Value value) {
    const auto n = static_cast<double>(to - from);
    double sum = 0, squares = 0;
    for (std::size_t i = from; i < to; ++i)
        sum += value(i);
    for (std::size_t i = from; i < to; ++i)
        squares += (value(i) - sum / n) * (value(i) - sum / n);
    return {sum / n, squares / n};
}

double standardised(const RidgeFit& fit, MatrixView rows, std::size_t i, std::size_t j) {
    return fit.deviation[j] > 0 ? (rows.at(i, j) - fit.mean[j]) / fit.deviation[j] : 0.0;
}

std::vector<double> residualsOf(const RidgeFit& fit, MatrixView rows, std::span<const double> target,
                                std::size_t from) {
    std::vector<double> out(rows.rows, 0.0);
    for (std::size_t i = from; i < rows.rows; ++i) {
        out[i] = target[i] - fit.intercept;
        for (std::size_t j = 0; j < rows.columns; ++j)
            out[i] -= fit.coefficient[j] * standardised(fit, rows, i, j);
    }
    return out;
}

} // namespace

RidgeFit fitRidge(MatrixView rows, std::span<const double> target, std::size_t training, double penalty) {
    const auto features = static_cast<Eigen::Index>(rows.columns);
    RidgeFit fit;
    Eigen::MatrixXd x(static_cast<Eigen::Index>(training), features);
    for (std::size_t j = 0; j < rows.columns; ++j) {
        const auto m = momentsOf(0, training, [&](std::size_t i) { return rows.at(i, j); });
        fit.mean.push_back(m.mean);
        fit.deviation.push_back(std::sqrt(m.variance));
        for (std::size_t i = 0; i < training; ++i)
            x(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
                m.variance > 0 ? (rows.at(i, j) - m.mean) / fit.deviation[j] : 0.0;
    }
    Eigen::VectorXd y(static_cast<Eigen::Index>(training));
    fit.intercept = momentsOf(0, training, [&](std::size_t i) { return target[i]; }).mean;
    for (std::size_t i = 0; i < training; ++i)
        y(static_cast<Eigen::Index>(i)) = target[i] - fit.intercept;
    Eigen::MatrixXd normal = x.transpose() * x;
    normal.diagonal().array() += penalty;
    const Eigen::VectorXd b = normal.ldlt().solve(x.transpose() * y);
    fit.coefficient.assign(b.data(), b.data() + b.size());
    return fit;
}

std::vector<double> permutationLoss(const RidgeFit& fit, MatrixView rows, std::span<const double> target,
                                    std::size_t from) {
    const std::size_t to = rows.rows;
    const auto residual = residualsOf(fit, rows, target, from);
    const double spread = momentsOf(from, to, [&](std::size_t i) { return target[i]; }).variance;
    std::vector<double> out;
    for (std::size_t j = 0; j < rows.columns; ++j) {
        const double b = fit.coefficient[j];
        const auto at = [&](std::size_t i) { return standardised(fit, rows, i, j); };
        const auto x = momentsOf(from, to, at);
        double together = 0;
        for (std::size_t i = from; i < to; ++i)
            together += residual[i] * (at(i) - x.mean);
        const auto n = static_cast<double>(to - from);
        out.push_back(spread > 0 ? (2 * b * together / n + 2 * b * b * x.variance) / spread : kMissing);
    }
    return out;
}

double modelFit(const RidgeFit& fit, MatrixView rows, std::span<const double> target, std::size_t from) {
    const auto residual = residualsOf(fit, rows, target, from);
    const auto all = momentsOf(from, rows.rows, [&](std::size_t i) { return target[i]; });
    const auto left = momentsOf(from, rows.rows, [&](std::size_t i) { return residual[i] * residual[i]; });
    return all.variance > 0 ? 1 - left.mean / all.variance : kMissing;
}

} // namespace nautilus::features

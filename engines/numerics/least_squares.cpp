#include "engines/numerics/least_squares.h"

#include "engines/numerics/moments.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {
namespace {

/// Lower Cholesky factor in place; false when a pivot of the unit-diagonal matrix falls below the tolerance.
bool factorise(Eigen::MatrixXd& m) {
    const Eigen::Index k = m.rows();
    for (Eigen::Index j = 0; j < k; ++j) {
        double pivot = m(j, j);
        for (Eigen::Index p = 0; p < j; ++p)
            pivot -= m(j, p) * m(j, p);
        if (!(pivot > kRankTolerance)) return false;
        m(j, j) = std::sqrt(pivot);
        for (Eigen::Index i = j + 1; i < k; ++i) {
            double s = m(i, j);
            for (Eigen::Index p = 0; p < j; ++p)
                s -= m(i, p) * m(j, p);
            m(i, j) = s / m(j, j);
        }
    }
    return true;
}

/// Inverts the lower triangular matrix in place.
void invertTriangle(Eigen::MatrixXd& m) {
    const Eigen::Index k = m.rows();
    for (Eigen::Index j = 0; j < k; ++j) {
        m(j, j) = 1.0 / m(j, j);
        for (Eigen::Index i = j + 1; i < k; ++i) {
            double s = 0;
            for (Eigen::Index p = j; p < i; ++p)
                s -= m(i, p) * m(p, j);
            m(i, j) = s / m(i, i);
        }
    }
}

bool usableRow(const Eigen::Ref<const Eigen::MatrixXd>& x, double y, double w, Eigen::Index row) {
    if (std::isnan(y) || !(w > 0)) return false;
    for (Eigen::Index c = 0; c < x.cols(); ++c)
        if (std::isnan(x(row, c))) return false;
    return true;
}

void addTStats(const SymmetricInverse& inverse, double rss, WeightedFit& fit) {
    if (fit.observations <= fit.rank) return;
    const double sigma2 = rss / static_cast<double>(fit.observations - fit.rank);
    for (Eigen::Index c = 0; c < fit.coefficients.size(); ++c)
        if (inverse.estimable(static_cast<std::size_t>(c)))
            fit.t_stats(c) = fit.coefficients(c) / std::sqrt(sigma2 * inverse.inverse()(c, c));
}

} // namespace

void SymmetricInverse::compute(const Eigen::Ref<const Eigen::MatrixXd>& matrix) {
    const Eigen::Index k = matrix.rows();
    inverse_.resize(k, k);
    factor_.resize(k, k);
    estimable_.assign(static_cast<std::size_t>(k), 1);
    rank_ = static_cast<std::size_t>(k);
    // Scaled to a unit diagonal, so that the rank decision does not depend on the units of the columns.
    const auto scale = [&](Eigen::Index i) { return matrix(i, i) > 0 ? 1.0 / std::sqrt(matrix(i, i)) : 1.0; };
    for (Eigen::Index j = 0; j < k; ++j)
        for (Eigen::Index i = j; i < k; ++i)
            factor_(i, j) = matrix(i, j) * scale(i) * scale(j);
    if (!factorise(factor_)) return invertByEigenvalues(matrix);
    invertTriangle(factor_);
    for (Eigen::Index j = 0; j < k; ++j) {
        for (Eigen::Index i = j; i < k; ++i) {
            double s = 0;
            for (Eigen::Index p = i; p < k; ++p)
                s += factor_(p, i) * factor_(p, j);
            inverse_(i, j) = s * scale(i) * scale(j);
            inverse_(j, i) = inverse_(i, j);
        }
    }
}

void SymmetricInverse::invertByEigenvalues(const Eigen::Ref<const Eigen::MatrixXd>& matrix) {
    const Eigen::MatrixXd full = matrix.selfadjointView<Eigen::Lower>();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(full);
    const Eigen::VectorXd& values = solver.eigenvalues();
    const Eigen::MatrixXd& vectors = solver.eigenvectors();
    const double cut = kRankTolerance * std::max(values.size() > 0 ? values.maxCoeff() : 0.0, 0.0);
    inverse_.setZero();
    rank_ = 0;
    Eigen::VectorXd lost = Eigen::VectorXd::Zero(values.size());
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        if (values(i) > cut) {
            inverse_ += vectors.col(i) * vectors.col(i).transpose() / values(i);
            ++rank_;
        } else {
            lost += vectors.col(i).cwiseAbs2();
        }
    }
    for (Eigen::Index i = 0; i < lost.size(); ++i)
        estimable_[static_cast<std::size_t>(i)] = lost(i) < 1e-8 ? 1 : 0;
}

WeightedFit weightedLeastSquares(const Eigen::Ref<const Eigen::MatrixXd>& x,
                                 const Eigen::Ref<const Eigen::VectorXd>& y,
                                 const Eigen::Ref<const Eigen::VectorXd>& w) {
    const double nan = std::nan("");
    WeightedFit fit{Eigen::VectorXd::Constant(x.cols(), nan), Eigen::VectorXd::Constant(x.cols(), nan),
                    Eigen::VectorXd::Constant(x.rows(), nan), nan};
    std::vector<Eigen::Index> rows;
    for (Eigen::Index i = 0; i < x.rows(); ++i)
        if (usableRow(x, y(i), w(i), i)) rows.push_back(i);
    fit.observations = rows.size();
    if (rows.empty()) return fit;
    const Eigen::VectorXd root = w(rows).cwiseSqrt();
    const Eigen::MatrixXd scaled = root.asDiagonal() * x(rows, Eigen::all);
    const Eigen::VectorXd target = root.cwiseProduct(y(rows));
    SymmetricInverse inverse;
    inverse.compute(scaled.transpose() * scaled);
    fit.rank = inverse.rank();
    fit.coefficients = inverse.inverse() * (scaled.transpose() * target);
    const Eigen::VectorXd residual = target - scaled * fit.coefficients;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        fit.residuals(rows[i]) = residual(row) / root(row);
    }
    const double mean = root.dot(target) / root.squaredNorm();
    const double total = (target - mean * root).squaredNorm();
    fit.r2 = total > 0 ? 1.0 - residual.squaredNorm() / total : nan;
    addTStats(inverse, residual.squaredNorm(), fit);
    return fit;
}

Line fitLine(std::span<const double> x, std::span<const double> y) {
    const double nan = std::nan("");
    const auto paired = [&](std::size_t i) { return !std::isnan(x[i]) && !std::isnan(y[i]); };
    double sum_x = 0, sum_y = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!paired(i)) continue;
        sum_x += x[i];
        sum_y += y[i];
        ++count;
    }
    if (count < 2) return {nan, nan, nan, nan, count};
    const auto n = static_cast<double>(count);
    const double mean_x = sum_x / n, mean_y = sum_y / n;
    double xx = 0, xy = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!paired(i)) continue;
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    if (!hasSpread(xx, n, mean_x)) return {nan, nan, nan, nan, count};
    const double slope = xy / xx;
    const double rss = std::max(0.0, yy - slope * xy);
    return {slope, mean_y - slope * mean_x, hasSpread(yy, n, mean_y) ? 1.0 - rss / yy : nan,
            count > 2 ? std::sqrt(rss / (n - 2)) : nan, count};
}

std::vector<Line> rollingLine(std::span<const double> x, std::span<const double> y, std::size_t window,
                              std::size_t min_count) {
    const double nan = std::nan("");
    std::vector<Line> lines(x.size(), Line{nan, nan, nan, nan, 0});
    if (window == 0) return lines;
    for (std::size_t t = window - 1; t < x.size(); ++t) {
        const std::size_t first = t + 1 - window;
        const Line line = fitLine(x.subspan(first, window), y.subspan(first, window));
        if (line.count >= min_count) lines[t] = line;
        lines[t].count = line.count;
    }
    return lines;
}

} // namespace nautilus::numerics

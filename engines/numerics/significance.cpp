#include "engines/numerics/significance.h"

#include "engines/numerics/covariance.h"
#include "engines/numerics/moments.h"
#include "engines/numerics/normal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace nautilus::numerics {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Rows of x and y that hold numbers alone, moved to the front; how many there are.
Eigen::Index keepWhole(Eigen::MatrixXd& x, Eigen::VectorXd& y) {
    Eigen::Index n = 0;
    for (Eigen::Index i = 0; i < y.size(); ++i) {
        if (std::isnan(y(i)) || x.row(i).hasNaN()) continue;
        if (n != i) {
            x.row(n) = x.row(i).eval();
            y(n) = y(i);
        }
        ++n;
    }
    return n;
}

/// SUM of x_t x_t' e_t^2 and its lagged neighbours, Bartlett weights.
Eigen::MatrixXd bartlett(const Eigen::MatrixXd& x, const Eigen::VectorXd& e, std::size_t lags) {
    const Eigen::MatrixXd scores = x.array().colwise() * e.array();
    Eigen::MatrixXd sum = scores.transpose() * scores;
    const auto n = scores.rows();
    for (std::size_t lag = 1; lag <= lags && static_cast<Eigen::Index>(lag) < n; ++lag) {
        const auto l = static_cast<Eigen::Index>(lag);
        const double weight = 1.0 - static_cast<double>(lag) / static_cast<double>(lags + 1);
        const Eigen::MatrixXd cross = scores.bottomRows(n - l).transpose() * scores.topRows(n - l);
        sum += weight * (cross + cross.transpose());
    }
    return sum;
}

} // namespace

MeanTest meanTest(std::span<const double> series, std::size_t lags) {
    const auto m = moments(series);
    MeanTest out{m.mean, m.deviation, kNan, kNan, m.count};
    if (m.count < 2 || !hasSpread(m)) return out;
    const double variance = neweyWestVariance(series, {.half_life = 0, .lags = lags});
    if (!(variance > 0)) return out;
    out.t_stat = m.mean / std::sqrt(variance / static_cast<double>(m.count));
    out.p_value = twoSidedP(out.t_stat);
    return out;
}

RobustFit robustFit(const Eigen::Ref<const Eigen::MatrixXd>& given_x,
                    const Eigen::Ref<const Eigen::VectorXd>& given_y, std::size_t lags) {
    Eigen::MatrixXd x = given_x;
    Eigen::VectorXd y = given_y;
    const auto n = keepWhole(x, y);
    const auto k = x.cols();
    RobustFit out;
    out.coefficients = out.t_stats = Eigen::VectorXd::Constant(k, kNan);
    out.r2 = kNan;
    out.observations = static_cast<std::size_t>(n);
    if (n <= k) return out;
    x.conservativeResize(n, Eigen::NoChange);
    y.conservativeResize(n);
    SymmetricInverse inverse;
    inverse.compute(x.transpose() * x);
    if (!inverse.fullRank()) return out;
    out.coefficients = inverse.inverse() * (x.transpose() * y);
    const Eigen::VectorXd e = y - x * out.coefficients;
    const Eigen::MatrixXd covariance = inverse.inverse() * bartlett(x, e, lags) * inverse.inverse();
    for (Eigen::Index i = 0; i < k; ++i)
        if (covariance(i, i) > 0) out.t_stats(i) = out.coefficients(i) / std::sqrt(covariance(i, i));
    const double total = (y.array() - y.mean()).square().sum();
    if (total > 0) out.r2 = 1.0 - e.squaredNorm() / total;
    out.residuals.assign(e.data(), e.data() + e.size());
    return out;
}

std::size_t automaticLags(std::size_t observations) {
    return static_cast<std::size_t>(4.0 * std::pow(static_cast<double>(observations) / 100.0, 2.0 / 9.0));
}

SharpeShape sharpeShape(std::span<const double> returns) {
    const auto m = moments(returns);
    SharpeShape out{kNan, kNan, kNan, m.count};
    if (m.count < 2 || !hasSpread(m)) return out;
    const Shape form = shape(returns);
    out.sharpe = m.mean / m.deviation;
    out.skewness = form.skewness;
    out.kurtosis = form.excess_kurtosis + 3.0;
    return out;
}

namespace {

/// Variance of the estimated Sharpe ratio times n - 1 (Mertens 2002).
double sharpeVariance(const SharpeShape& s) {
    return 1.0 - s.skewness * s.sharpe + (s.kurtosis - 1.0) / 4.0 * s.sharpe * s.sharpe;
}

} // namespace

double probabilisticSharpe(const SharpeShape& shape, double benchmark) {
    const double variance = sharpeVariance(shape);
    if (shape.count < 2 || !(variance > 0)) return kNan;
    return normalCdf((shape.sharpe - benchmark) * std::sqrt(static_cast<double>(shape.count) - 1.0) /
                     std::sqrt(variance));
}

double expectedBestSharpe(std::size_t trials, double deviation) {
    if (trials <= 1) return 0.0;
    const double n = static_cast<double>(trials);
    return deviation * ((1.0 - std::numbers::egamma) * normalQuantile(1.0 - 1.0 / n) +
                        std::numbers::egamma * normalQuantile(1.0 - 1.0 / (n * std::numbers::e)));
}

double sharpeStandardError(const SharpeShape& shape) {
    const double variance = sharpeVariance(shape);
    return shape.count < 2 || !(variance > 0) ? kNan
                                              : std::sqrt(variance / (static_cast<double>(shape.count) - 1));
}

double minimumTrackRecord(const SharpeShape& shape, double benchmark, double confidence) {
    if (!(shape.sharpe > benchmark)) return kNan;
    const double z = normalQuantile(confidence) / (shape.sharpe - benchmark);
    return 1.0 + sharpeVariance(shape) * z * z;
}

std::vector<double> falseDiscoveryRates(std::span<const double> p_values) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < p_values.size(); ++i)
        if (!std::isnan(p_values[i])) order.push_back(i);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p_values[i]; });
    std::vector<double> out(p_values.size(), kNan);
    double least = 1.0;
    for (std::size_t k = order.size(); k-- > 0;) {
        const double m = static_cast<double>(order.size());
        least = std::min(least, p_values[order[k]] * m / static_cast<double>(k + 1));
        out[order[k]] = least;
    }
    return out;
}

} // namespace nautilus::numerics

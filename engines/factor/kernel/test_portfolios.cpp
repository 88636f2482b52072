#include "engines/factor/kernel/test_portfolios.h"

#include "engines/numerics/counter_random.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include <algorithm>
#include <cmath>

namespace nautilus::factor {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Adds weights cap * scale / SUM cap for the names of a leg.
void addLeg(std::span<const std::size_t> names, std::span<const double> cap, double scale,
            std::vector<double>& weights) {
    double total = 0;
    for (const std::size_t n : names)
        total += cap[n];
    for (const std::size_t n : names)
        weights[n] += scale * cap[n] / total;
}

template <class Accept>
std::vector<std::size_t> namesWhere(std::span<const double> cap, std::span<const std::uint8_t> in_universe,
                                    Accept accept) {
    std::vector<std::size_t> out;
    for (std::size_t n = 0; n < cap.size(); ++n)
        if (cap[n] > 0 && (in_universe.empty() || in_universe[n] != 0) && accept(n)) out.push_back(n);
    return out;
}

} // namespace

std::vector<double> randomPortfolio(std::uint64_t seed, std::uint64_t portfolio, std::size_t count,
                                    std::span<const std::int64_t> ids, std::span<const double> cap,
                                    std::span<const std::uint8_t> in_universe) {
    const numerics::CounterRandom random(seed, portfolio);
    auto names = namesWhere(cap, in_universe, [](std::size_t) { return true; });
    std::vector<double> weights(cap.size(), 0.0);
    if (names.empty()) return weights;
    std::ranges::stable_sort(
        names, {}, [&](std::size_t n) { return random.uniform(static_cast<std::uint64_t>(ids[n])); });
    addLeg(std::span(names).first(std::min(count, names.size())), cap, 1.0, weights);
    return weights;
}

std::vector<double> stylePortfolio(std::span<const double> exposure, std::span<const double> cap,
                                   std::span<const std::uint8_t> in_universe) {
    auto names = namesWhere(cap, in_universe, [&](std::size_t n) { return !std::isnan(exposure[n]); });
    std::vector<double> weights(cap.size(), 0.0);
    const std::size_t fifth = names.size() / 5;
    if (fifth == 0) return weights;
    std::ranges::stable_sort(names, {}, [&](std::size_t n) { return exposure[n]; });
    addLeg(std::span(names).last(fifth), cap, 1.0, weights);
    addLeg(std::span(names).first(fifth), cap, -1.0, weights);
    return weights;
}

std::vector<double> groupPortfolio(std::span<const std::int32_t> group, std::int32_t which,
                                   std::span<const double> cap, std::span<const std::uint8_t> in_universe) {
    const auto names = namesWhere(cap, in_universe, [&](std::size_t n) { return group[n] == which; });
    std::vector<double> weights(cap.size(), 0.0);
    if (!names.empty()) addLeg(names, cap, 1.0, weights);
    return weights;
}

struct LeastRisk::Prepared {
    std::vector<std::size_t> names;
    MatrixXd x, dx, f; ///< exposures of the names, the same over their variances, covariance
    VectorXd inverse;  ///< 1 / variance
    Eigen::PartialPivLU<MatrixXd> inner;
};

LeastRisk::LeastRisk(domain::MatrixView exposures, domain::MatrixView covariance,
                     std::span<const double> specific, std::span<const std::uint8_t> in_universe)
    : prepared_(std::make_unique<Prepared>()) {
    Prepared& p = *prepared_;
    for (std::size_t n = 0; n < specific.size(); ++n)
        if ((in_universe.empty() || in_universe[n] != 0) && specific[n] > 0 &&
            std::ranges::none_of(exposures.row(n), [](double x) { return std::isnan(x); }))
            p.names.push_back(n);
    const auto rows = static_cast<Index>(p.names.size()), factors = static_cast<Index>(exposures.columns);
    p.x.resize(rows, factors);
    p.f.resize(factors, factors);
    p.inverse.resize(rows);
    for (Index i = 0; i < rows; ++i) {
        const std::size_t n = p.names[static_cast<std::size_t>(i)];
        p.inverse(i) = 1.0 / (specific[n] * specific[n]);
        for (Index k = 0; k < factors; ++k)
            p.x(i, k) = exposures.at(n, static_cast<std::size_t>(k));
    }
    for (Index i = 0; i < factors; ++i)
        for (Index j = 0; j < factors; ++j) {
            const double value = covariance.at(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
            p.f(i, j) = std::isnan(value) ? 0.0 : value;
        }
    p.dx = p.inverse.asDiagonal() * p.x;
    p.inner.compute(MatrixXd::Identity(factors, factors) + p.f * (p.x.transpose() * p.dx));
}

LeastRisk::~LeastRisk() = default;

std::vector<double> LeastRisk::weights(std::span<const double> alpha) const {
    const Prepared& p = *prepared_;
    std::vector<double> weights(alpha.size(), 0.0);
    const auto rows = static_cast<Index>(p.names.size());
    if (rows == 0) return weights;
    VectorXd a(rows);
    for (Index i = 0; i < rows; ++i)
        a(i) = alpha[p.names[static_cast<std::size_t>(i)]];
    // V^-1 a = D a - D X (I + F X'D X)^-1 F X'D a with D = diag(1/s^2).
    const VectorXd h = p.inverse.cwiseProduct(a) - p.dx * p.inner.solve(p.f * (p.dx.transpose() * a));
    const double scale = a.dot(h);
    for (Index i = 0; i < rows; ++i)
        weights[p.names[static_cast<std::size_t>(i)]] = h(i) / scale;
    return weights;
}

std::vector<double> leastRiskFactors(domain::MatrixView covariance, std::span<const double> alpha,
                                     std::size_t groups) {
    std::vector<std::size_t> free; // factors whose weight is chosen
    for (std::size_t k = groups > 0 ? 1 : 0; k < covariance.rows; ++k)
        if (!std::isnan(covariance.at(k, k))) free.push_back(k);
    std::vector<double> weights(alpha.size(), 0.0);
    if (free.empty()) return weights;
    const auto bears = [&](std::size_t k) { return groups > 0 && k <= groups ? 1.0 : 0.0; };
    const auto size = static_cast<Index>(free.size());
    MatrixXd f(size, size);
    VectorXd a(size);
    for (Index i = 0; i < size; ++i) {
        const std::size_t k = free[static_cast<std::size_t>(i)];
        a(i) = alpha[k];
        for (Index j = 0; j < size; ++j) {
            const std::size_t l = free[static_cast<std::size_t>(j)];
            f(i, j) = covariance.at(k, l);
            if (bears(k) > 0) f(i, j) += covariance.at(0, l);
            if (bears(l) > 0) f(i, j) += covariance.at(k, 0);
            f(i, j) += bears(k) * bears(l) * covariance.at(0, 0);
        }
    }
    const VectorXd h = f.ldlt().solve(a);
    const double scale = a.dot(h);
    for (Index i = 0; i < size; ++i) {
        const std::size_t k = free[static_cast<std::size_t>(i)];
        weights[k] = h(i) / scale;
        weights[0] += bears(k) * h(i) / scale;
    }
    return weights;
}

} // namespace nautilus::factor

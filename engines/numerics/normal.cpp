#include "engines/numerics/normal.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace nautilus::numerics {

namespace {

constexpr double kTail = 0.02425;

/// `Number` is a double or several side by side.
template <class Number, std::size_t N>
Number polynomial(const std::array<double, N>& coefficients, const Number& x) {
    Number sum = x * coefficients[0] + coefficients[1];
    for (std::size_t i = 2; i < N; ++i)
        sum = sum * x + coefficients[i];
    return sum;
}

double tail(double q) {
    constexpr std::array kC{-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr std::array kD{7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                            3.754408661907416e+00, 1.0};
    return polynomial(kC, q) / polynomial(kD, q);
}

template <class Number>
Number centre(const Number& q) {
    constexpr std::array kA{-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr std::array kB{-5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
                            6.680131188771972e+01,  -1.328068155288572e+01, 1.0};
    const Number r = q * q;
    return polynomial(kA, r) * q / polynomial(kB, r);
}

} // namespace

double normalCdf(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normalQuantile(double p) {
    if (!(p >= 0.0 && p <= 1.0)) return std::numeric_limits<double>::quiet_NaN();
    if (p == 0.0) return -std::numeric_limits<double>::infinity();
    if (p == 1.0) return std::numeric_limits<double>::infinity();
    if (p > 0.5) return -normalQuantile(1.0 - p); // the step below keeps its precision in the lower half
    const double z = p < kTail ? tail(std::sqrt(-2.0 * std::log(p))) : centre(p - 0.5);
    const double error = normalCdf(z) - p;
    const double u = error * std::sqrt(2.0 * std::numbers::pi) * std::exp(z * z / 2.0);
    return z - u / (1.0 + z * u / 2.0);
}

double normalDensity(double z) {
    return std::exp(-z * z / 2.0) / std::sqrt(2.0 * std::numbers::pi);
}

void normalQuantiles(std::span<double> p) {
    constexpr std::size_t kLanes = 16;
    using Lanes = Eigen::Array<double, kLanes, 1>;
    std::array<double, kLanes> given{};
    for (std::size_t begin = 0; begin < p.size(); begin += kLanes) {
        const std::size_t n = std::min(kLanes, p.size() - begin);
        std::copy_n(p.begin() + static_cast<std::ptrdiff_t>(begin), n, given.begin());
        const Lanes q = Eigen::Map<const Lanes>(given.data()) - 0.5;
        const Lanes z = centre(q);
        for (std::size_t k = 0; k < n; ++k)
            p[begin + k] = z(static_cast<Eigen::Index>(k));
        if (q.abs().maxCoeff() <= 0.5 - kTail) continue;
        for (std::size_t k = 0; k < n; ++k) {
            const double least = std::min(given[k], 1.0 - given[k]);
            if (least >= kTail) continue;
            const double outer = tail(std::sqrt(-2.0 * std::log(least)));
            p[begin + k] = given[k] < 0.5 ? outer : -outer;
        }
    }
}

double twoSidedP(double z) {
    return 2.0 * normalCdf(-std::abs(z));
}

} // namespace nautilus::numerics

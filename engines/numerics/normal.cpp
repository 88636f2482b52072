#include "engines/numerics/normal.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace nautilus::numerics {

namespace {

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
    double sum = 0;
    for (const double c : coefficients)
        sum = sum * x + c;
    return sum;
}

double tail(double q) {
    constexpr std::array kC{-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr std::array kD{7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                            3.754408661907416e+00, 1.0};
    return polynomial(kC, q) / polynomial(kD, q);
}

double centre(double q) {
    constexpr std::array kA{-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr std::array kB{-5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
                            6.680131188771972e+01,  -1.328068155288572e+01, 1.0};
    const double r = q * q;
    return polynomial(kA, r) * q / polynomial(kB, r);
}

} // namespace

double normalCdf(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normalQuantile(double p) {
    constexpr double kTail = 0.02425;
    if (!(p >= 0.0 && p <= 1.0)) return std::numeric_limits<double>::quiet_NaN();
    if (p == 0.0) return -std::numeric_limits<double>::infinity();
    if (p == 1.0) return std::numeric_limits<double>::infinity();
    if (p > 0.5) return -normalQuantile(1.0 - p); // the step below keeps its precision in the lower half
    const double z = p < kTail ? tail(std::sqrt(-2.0 * std::log(p))) : centre(p - 0.5);
    const double error = normalCdf(z) - p;
    const double u = error * std::sqrt(2.0 * std::numbers::pi) * std::exp(z * z / 2.0);
    return z - u / (1.0 + z * u / 2.0);
}

double twoSidedP(double z) {
    return 2.0 * normalCdf(-std::abs(z));
}

} // namespace nautilus::numerics

#include "engines/numerics/student_t.h"

#include "engines/numerics/bracketed_root.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace nautilus::numerics {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// ln(Gamma(a + 1/2) / Gamma(a)): upwards by the recurrence to where the asymptotic series is exact.
double logGammaHalfStep(double a) {
    double shift = 0;
    for (; a < 50; a += 1)
        shift += std::log(a / (a + 0.5));
    const double square = 1 / (a * a);
    const double series =
        (-1.0 / 8 + square * (1.0 / 192 - square * (1.0 / 640 - square * 17.0 / 14336))) / a;
    return 0.5 * std::log(a) + series + shift;
}

/// Continued fraction of the incomplete beta function with b = 1/2 (or a = 1/2).
double betaFraction(double a, double b, double x) {
    constexpr double kTiny = 1e-300;
    const auto away = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
    double c = 1, d = 1 / away(1 - (a + b) * x / (a + 1)), h = d;
    for (int m = 1; m < 10000; ++m) {
        const double k = m;
        const double even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k));
        d = 1 / away(1 + even * d);
        c = away(1 + even / c);
        h *= d * c;
        const double odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1));
        d = 1 / away(1 + odd * d);
        c = away(1 + odd / c);
        h *= d * c;
        if (std::abs(d * c - 1) < 1e-16) break;
    }
    return h;
}

/// P(T <= -|t|).
double lowerTail(double t, double degrees) {
    const double a = degrees / 2, square = t * t;
    const double x = degrees / (degrees + square), y = square / (degrees + square);
    // x^a y^(1/2) / B(a, 1/2), with x^a by the logarithm of its reciprocal for large a.
    const double front =
        std::exp(-a * std::log1p(square / degrees) + logGammaHalfStep(a)) * std::sqrt(y / std::numbers::pi);
    if (x < (a + 1) / (a + 2.5)) return 0.5 * front * betaFraction(a, 0.5, x) / a;
    return 0.5 * (1 - front * betaFraction(0.5, a, y) / 0.5);
}

double logDensity(double t, double degrees) {
    return logGammaHalfStep(degrees / 2) - 0.5 * std::log(degrees * std::numbers::pi) -
           0.5 * (degrees + 1) * std::log1p(t * t / degrees);
}

/// Best location and scale for given degrees, starting from `fit`.
StudentFit fitScale(std::span<const double> values, double degrees, StudentFit fit) {
    fit.degrees = degrees;
    for (int round = 0; round < 500; ++round) {
        double mass = 0, first = 0;
        for (const double x : values) {
            const double z = (x - fit.location) / fit.scale, w = 1 / (degrees + z * z);
            mass += w;
            first += w * x;
        }
        const double location = first / mass;
        double second = 0;
        for (const double x : values) {
            const double z = (x - fit.location) / fit.scale;
            second += (x - location) * (x - location) / (degrees + z * z);
        }
        const double scale = std::sqrt(second / mass);
        const double moved = std::abs(location - fit.location) + std::abs(scale - fit.scale);
        fit.location = location;
        fit.scale = scale;
        if (!(scale > 0) || moved < 1e-13 * scale) break;
    }
    const double n = static_cast<double>(values.size());
    const double one = logDensity(0, degrees);
    fit.log_likelihood = n * (one - std::log(fit.scale));
    for (const double x : values) {
        const double z = (x - fit.location) / fit.scale;
        fit.log_likelihood -= 0.5 * (degrees + 1) * std::log1p(z * z / degrees);
    }
    return fit;
}

} // namespace

double studentCdf(double t, double degrees) {
    if (std::isnan(t) || !(degrees > 0)) return kNan;
    if (std::isinf(t)) return t > 0 ? 1.0 : 0.0;
    return t < 0 ? lowerTail(t, degrees) : 1 - lowerTail(t, degrees);
}

double studentDensity(double t, double degrees) {
    return degrees > 0 ? std::exp(logDensity(t, degrees)) : kNan;
}

double studentQuantile(double p, double degrees) {
    if (!(p > 0 && p < 1) || !(degrees > 0)) return kNan;
    if (p > 0.5) return -studentQuantile(1 - p, degrees);
    if (p == 0.5) return 0;
    double low = -1;
    while (lowerTail(low, degrees) > p && low > -1e300)
        low *= 2;
    const auto above = [&](double t) { return std::log(lowerTail(t, degrees) / p); };
    return bracketedRoot(above, low, low < -1 ? low / 2 : 0.0);
}

StudentFit fitStudent(std::span<const double> given) {
    const Moments m = moments(given);
    StudentFit best{kNan, kNan, kNan, kNan, m.count};
    if (m.count < 5 || !hasSpread(m)) return best;
    std::vector<double> values;
    std::ranges::copy_if(given, std::back_inserter(values), [](double x) { return !std::isnan(x); });
    best = {0, m.mean, m.deviation, 0, m.count};
    const double golden = 1 / std::numbers::phi;
    double low = 1 / kMostDegrees, high = 1 / kFewestDegrees;
    double left = high - golden * (high - low), right = low + golden * (high - low);
    StudentFit at_left = fitScale(values, 1 / left, best), at_right = fitScale(values, 1 / right, at_left);
    while (high - low > 1e-9) {
        if (at_left.log_likelihood > at_right.log_likelihood) {
            high = right, right = left, at_right = at_left;
            left = high - golden * (high - low);
            at_left = fitScale(values, 1 / left, at_right);
        } else {
            low = left, left = right, at_left = at_right;
            right = low + golden * (high - low);
            at_right = fitScale(values, 1 / right, at_left);
        }
    }
    return at_left.log_likelihood > at_right.log_likelihood ? at_left : at_right;
}

} // namespace nautilus::numerics

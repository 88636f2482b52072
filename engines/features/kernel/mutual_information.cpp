#include "engines/features/kernel/mutual_information.h"

#include "engines/features/kernel/nearest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace nautilus::features {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Divided by the population deviation; empty without spread.
std::vector<double> scaled(std::span<const double> values) {
    const auto n = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double v : values)
        sum += v;
    for (const double v : values)
        squares += (v - sum / n) * (v - sum / n);
    const double deviation = std::sqrt(squares / n);
    if (!(deviation > 0) || !std::isfinite(deviation)) return {};
    std::vector<double> out;
    out.reserve(values.size());
    for (const double v : values)
        out.push_back(v / deviation);
    return out;
}

/// How many values are nearer than each one's distance, itself included.
std::vector<std::size_t> nearer(const std::vector<double>& values, const std::vector<double>& distance) {
    std::vector<double> sorted = values;
    std::ranges::sort(sorted);
    std::vector<std::size_t> out;
    out.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        // |v - x| < d is asked of the difference itself: x + d may round.
        const auto below = std::ranges::partition_point(
            sorted, [&](double v) { return v < values[i] && values[i] - v >= distance[i]; });
        const auto above = std::ranges::partition_point(
            sorted, [&](double v) { return v <= values[i] || v - values[i] < distance[i]; });
        out.push_back(static_cast<std::size_t>(above - below));
    }
    return out;
}

std::uint64_t splitmix(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// In (0, 1).
double uniform(std::uint64_t& state) {
    return (static_cast<double>(splitmix(state) >> 11) + 0.5) * 0x1p-53;
}

} // namespace

double digammaOfWhole(std::size_t n) {
    constexpr std::size_t kExact = 64;
    if (n > kExact) { // asymptotic series (Abramowitz and Stegun 6.3.18); its next term is below 1e-17 here
        const double x = static_cast<double>(n), s = 1 / (x * x);
        return std::log(x) - 0.5 / x - s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s / 240)));
    }
    double sum = -std::numbers::egamma;
    for (std::size_t i = 1; i < n; ++i)
        sum += 1.0 / static_cast<double>(i);
    return sum;
}

double mutualInformation(std::span<const double> x, std::span<const double> y, std::size_t neighbours) {
    const std::size_t n = x.size();
    if (n != y.size() || neighbours == 0 || neighbours >= n) return kNone;
    const auto a = scaled(x), b = scaled(y);
    if (a.empty() || b.empty()) return kNone;
    std::vector<PlanePoint> points(n);
    for (std::size_t i = 0; i < n; ++i)
        points[i] = {a[i], b[i]};
    const auto distance = neighbourDistances(points, neighbours);
    const auto in_x = nearer(a, distance), in_y = nearer(b, distance);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        sum += digammaOfWhole(std::max<std::size_t>(in_x[i], 1)) +
               digammaOfWhole(std::max<std::size_t>(in_y[i], 1));
    const double value = digammaOfWhole(n) + digammaOfWhole(neighbours) - sum / static_cast<double>(n);
    return std::max(value, 0.0);
}

void breakTies(std::span<double> values, std::uint64_t seed) {
    double size = 0;
    for (const double v : values)
        size += std::abs(v);
    const double scale =
        1e-10 * std::max(1.0, size / static_cast<double>(std::max<std::size_t>(values.size(), 1)));
    for (double& v : values) { // Box and Muller 1958
        const double radius = std::sqrt(-2 * std::log(uniform(seed)));
        v += scale * radius * std::cos(2 * std::numbers::pi * uniform(seed));
    }
}

} // namespace nautilus::features

#include "engines/numerics/moments.h"

#include <cmath>

namespace nautilus::numerics {

namespace {

constexpr double kRounding = 1e-12;

/// Four sums in turn, so that no addition waits for the one before; the order depends on the length alone.
template <class Term>
double sumOf(std::size_t n, Term term) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    std::size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        s0 += term(i);
        s1 += term(i + 1);
        s2 += term(i + 2);
        s3 += term(i + 3);
    }
    for (; i < n; ++i)
        s0 += term(i);
    return (s0 + s1) + (s2 + s3);
}

template <class TakesPart>
Moments momentsWhere(std::span<const double> values, TakesPart takes_part) {
    const std::size_t n = values.size();
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; ++i)
        count += takes_part(i) ? 1 : 0;
    if (count == 0) return {std::nan(""), std::nan(""), 0};
    const double sum = sumOf(n, [&](std::size_t i) { return takes_part(i) ? values[i] : 0.0; });
    const double mean = sum / static_cast<double>(count);
    if (count == 1) return {mean, std::nan(""), 1};
    const double squares = sumOf(n, [&](std::size_t i) {
        const double d = takes_part(i) ? values[i] - mean : 0.0;
        return d * d;
    });
    return {mean, std::sqrt(squares / static_cast<double>(count - 1)), count};
}

} // namespace

Moments moments(std::span<const double> values, std::span<const std::uint8_t> mask) {
    if (mask.empty()) return moments(values);
    return momentsWhere(values, [&](std::size_t i) { return (mask[i] != 0) & !std::isnan(values[i]); });
}

Moments moments(std::span<const double> values) {
    return momentsWhere(values, [&](std::size_t i) { return !std::isnan(values[i]); });
}

bool hasSpread(const Moments& m) {
    return m.deviation > kRounding * std::abs(m.mean);
}

bool hasSpread(double squares, double mass, double mean) {
    return squares > 0 && squares > kRounding * kRounding * mass * mean * mean;
}

Shape shape(std::span<const double> values) {
    const double nan = std::nan("");
    Shape out{nan, nan, nan, nan};
    const Moments m = moments(values);
    if (m.count < 2 || !hasSpread(m)) return out;
    double second = 0, third = 0, fourth = 0;
    for (const double x : values) {
        if (std::isnan(x)) continue;
        const double d = x - m.mean, square = d * d;
        second += square;
        third += square * d;
        fourth += square * square;
    }
    const double n = static_cast<double>(m.count), variance = second / n;
    out.skewness = third / n / std::pow(variance, 1.5);
    out.excess_kurtosis = fourth / n / (variance * variance) - 3.0;
    if (m.count > 2) out.unbiased_skewness = out.skewness * std::sqrt(n * (n - 1)) / (n - 2);
    if (m.count > 3)
        out.unbiased_excess_kurtosis = ((n + 1) * out.excess_kurtosis + 6) * (n - 1) / ((n - 2) * (n - 3));
    return out;
}

double weightedMean(std::span<const double> values, std::span<const double> weights,
                    std::span<const std::uint8_t> mask) {
    double sum = 0;
    double total = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!mask.empty() && mask[i] == 0) continue;
        if (std::isnan(values[i]) || !(weights[i] > 0)) continue;
        sum += weights[i] * values[i];
        total += weights[i];
    }
    return total > 0 ? sum / total : std::nan("");
}

void zscore(std::span<const double> values, std::span<double> out) {
    const Moments m = moments(values);
    const bool usable = hasSpread(m);
    for (std::size_t i = 0; i < values.size(); ++i)
        out[i] = usable ? (values[i] - m.mean) / m.deviation : std::nan("");
}

double effectiveCount(std::span<const double> weights) {
    double sum = 0;
    double squares = 0;
    for (const double w : weights) {
        if (!(w > 0)) continue;
        sum += w;
        squares += w * w;
    }
    return squares > 0 ? sum * sum / squares : 0;
}

} // namespace nautilus::numerics

#include "engines/numerics/moments.h"

#include <cmath>

namespace nautilus::numerics {

Moments moments(std::span<const double> values, std::span<const std::uint8_t> mask) {
    const auto takesPart = [&](std::size_t i) {
        return (mask.empty() || mask[i] != 0) && !std::isnan(values[i]);
    };
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!takesPart(i)) continue;
        sum += values[i];
        ++count;
    }
    if (count == 0) return {std::nan(""), std::nan(""), 0};
    const double mean = sum / static_cast<double>(count);
    if (count == 1) return {mean, std::nan(""), 1};
    double squares = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!takesPart(i)) continue;
        squares += (values[i] - mean) * (values[i] - mean);
    }
    return {mean, std::sqrt(squares / static_cast<double>(count - 1)), count};
}

Moments moments(std::span<const double> values) { return moments(values, {}); }

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
    const bool usable = m.deviation > 0;
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

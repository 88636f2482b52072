#include "engines/numerics/indicators/bollinger.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

Bollinger::Bollinger(std::size_t period, double deviations_up, double deviations_down)
    : window_(std::max<std::size_t>(period, 2)), up_(deviations_up), down_(deviations_down) {}

Bollinger::Value Bollinger::bands(double replaced, std::size_t place) const {
    const std::size_t n = window_.size();
    const auto at = [&](std::size_t i) { return i == place ? replaced : window_[i]; };
    // From the oldest to the newest, so that the sum does not depend on where the ring happens to start.
    double sum = 0;
    for (std::size_t i = 1; i <= n; ++i)
        sum += at((place + i) % n);
    const double mean = sum / static_cast<double>(n);
    double squares = 0;
    for (std::size_t i = 1; i <= n; ++i) {
        const double d = at((place + i) % n) - mean;
        squares += d * d;
    }
    const double deviation = std::sqrt(squares / static_cast<double>(n));
    return {mean + up_ * deviation, mean, mean - down_ * deviation};
}

Bollinger::Value Bollinger::update(double close) {
    const Value value = peek(close);
    if (std::isnan(close)) return value;
    window_[count_ % window_.size()] = close;
    ++count_;
    return value;
}

Bollinger::Value Bollinger::peek(double close) const {
    if (std::isnan(close) || count_ + 1 < window_.size()) return {std::nan(""), std::nan(""), std::nan("")};
    return bands(close, count_ % window_.size());
}

double Bollinger::Value::position(double close) const {
    // Flat prices leave bands that differ by rounding alone.
    return upper - lower > 1e-12 * std::abs(middle) ? (close - lower) / (upper - lower) : std::nan("");
}

} // namespace nautilus::numerics

#include "engines/numerics/indicators/rsi.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

Rsi::Rsi(std::size_t period) : period_(std::max<std::size_t>(period, 2)) {}

double Rsi::update(double close) {
    if (std::isnan(close)) return close;
    const double change = count_ == 0 ? 0.0 : close - previous_;
    const double gain = std::max(change, 0.0);
    const double loss = std::max(-change, 0.0);
    const auto n = static_cast<double>(period_);
    if (warm()) {
        gain_ = (gain_ * (n - 1) + gain) / n;
        loss_ = (loss_ * (n - 1) + loss) / n;
    } else {
        gain_ += gain;
        loss_ += loss;
        ++count_;
        if (warm()) {
            gain_ /= n;
            loss_ /= n;
        }
    }
    previous_ = close;
    if (!warm()) return std::nan("");
    const double sum = gain_ + loss_;
    return sum > 0 ? 100.0 * (gain_ / sum) : 0.0;
}

double Rsi::peek(double close) const {
    Rsi copy = *this;
    return copy.update(close);
}

} // namespace nautilus::numerics

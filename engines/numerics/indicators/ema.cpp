#include "engines/numerics/indicators/ema.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

Ema::Ema(std::size_t period)
    : period_(std::max<std::size_t>(period, 1)), factor_(2.0 / static_cast<double>(period_ + 1)) {}

double Ema::value() const {
    return warm() ? level_ : std::nan("");
}

double Ema::update(double value) {
    if (std::isnan(value)) return value;
    if (warm()) {
        level_ = (value - level_) * factor_ + level_;
        return level_;
    }
    level_ += value;
    ++count_;
    if (warm()) level_ /= static_cast<double>(period_);
    return this->value();
}

double Ema::peek(double value) const {
    Ema copy = *this;
    return copy.update(value);
}

} // namespace nautilus::numerics

#include "engines/numerics/indicators/macd.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

Macd::Macd(std::size_t fast, std::size_t slow, std::size_t signal)
    : skip_(std::max(fast, slow) - std::min(fast, slow)), fast_(std::min(fast, slow)),
      slow_(std::max(fast, slow)), signal_(signal) {}

Macd::Value Macd::update(double close) {
    const Value none{std::nan(""), std::nan(""), std::nan("")};
    if (std::isnan(close)) return none;
    const double slow = slow_.update(close);
    const double fast = count_ < skip_ ? std::nan("") : fast_.update(close);
    if (count_ < skip_) ++count_;
    if (!slow_.warm()) return none;
    const double line = fast - slow;
    const double signal = signal_.update(line);
    if (!signal_.warm()) return none;
    return {line, signal, line - signal};
}

Macd::Value Macd::peek(double close) const {
    Macd copy = *this;
    return copy.update(close);
}

} // namespace nautilus::numerics

#pragma once

#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nautilus::numerics {

/// Relative strength index, Wilder smoothing, 0..100: 100 G/(G+L), G and L seeded with the mean of the first
/// `period` gains and losses; 0 when both are 0 (TA-Lib). lookback = period. period >= 2 (less is taken as
/// 2).
class Rsi {
public:
    explicit Rsi(std::size_t period = 14, Seed seed = Seed::kTaLib);

    double update(double close);
    /// out[i] = update(close[i]); the two do not overlap.
    void run(const double* close, double* out, std::size_t count);
    [[nodiscard]] double peek(double close) const;
    [[nodiscard]] std::size_t lookback() const { return period_; }
    [[nodiscard]] bool warm() const { return count_ > period_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(count_, previous_, gain_, loss_);
    }

private:
    std::size_t period_;
    double share_, keep_;
    bool at_once_;          ///< averages start from the first change
    std::size_t count_ = 0; ///< closes seen
    double previous_ = 0;
    double gain_ = 0; ///< sum while seeding, the Wilder average once warm
    double loss_ = 0;
};

inline Rsi::Rsi(std::size_t period, Seed seed)
    : period_(std::max<std::size_t>(period, 2)), share_(1 / static_cast<double>(period_)), keep_(1 - share_),
      at_once_(seed == Seed::kFirstValue) {}

inline double Rsi::update(double close) {
    if (std::isnan(close)) return close;
    const double change = count_ == 0 ? 0.0 : close - previous_;
    const double gain = std::max(change, 0.0);
    const double loss = std::max(-change, 0.0);
    if (warm() || (at_once_ && count_ > 1)) {
        if (!warm()) ++count_;
        gain_ = fused(gain_, keep_, gain * share_);
        loss_ = fused(loss_, keep_, loss * share_);
    } else {
        gain_ += gain;
        loss_ += loss;
        ++count_;
        if (warm() && !at_once_) {
            gain_ /= static_cast<double>(period_);
            loss_ /= static_cast<double>(period_);
        }
    }
    previous_ = close;
    if (!warm()) return std::nan("");
    const double sum = gain_ + loss_;
    return sum > 0 ? 100.0 * (gain_ / sum) : 0.0;
}

inline void Rsi::run(const double* close, double* out, std::size_t count) {
    Rsi local = *this; // in registers: what is written to `out` cannot be a part of it
    for (std::size_t i = 0; i < count; ++i)
        out[i] = local.update(close[i]);
    *this = local;
}

inline double Rsi::peek(double close) const {
    Rsi copy = *this;
    return copy.update(close);
}

} // namespace nautilus::numerics

#pragma once
// Every indicator of this folder is a streaming object with the same four operations; a batch is a loop of
// update, so both give the same bytes. Conventions are TA-Lib's with an unstable period of 0.
//   update(x)  takes the next bar's value and returns the indicator, NaN until warm
//   peek(x)    what update(x) would return, without changing the state (a bar still forming)
//   lookback() number of leading bars without a value = index of the first value
//   warm()     whether update has returned a value already
// A NaN input returns NaN and does not advance the state.

#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nautilus::numerics {

/// Exponential moving average: k = 2/(period+1); seeded with the mean of the first `period` values, or with
/// the first one (Seed).
/// period >= 1 (0 is taken as 1). lookback = period - 1.
class Ema {
public:
    explicit Ema(std::size_t period, Seed seed = Seed::kTaLib);
    /// The same with a weight of its own, 0 < factor <= 1, seeded likewise.
    Ema(std::size_t period, double factor)
        : period_(std::max<std::size_t>(period, 1)), factor_(factor), keep_(1 - factor) {}

    double update(double value);
    /// out[i] = update(in[i]); the two do not overlap.
    void run(const double* in, double* out, std::size_t count);
    /// The recurrence alone: once warm, of a value that is not NaN.
    double advance(double value) { return level_ = fused(level_, keep_, value * factor_); }
    /// The weights of the new value and of the average before, and the average itself: for passes over
    /// several averages at once.
    [[nodiscard]] double factor() const { return factor_; }
    [[nodiscard]] double keep() const { return keep_; }
    [[nodiscard]] double level() const { return level_; }
    [[nodiscard]] double peek(double value) const;
    [[nodiscard]] std::size_t lookback() const { return period_ - 1; }
    [[nodiscard]] bool warm() const { return count_ >= period_; }
    /// Last value returned by update; NaN before the first.
    [[nodiscard]] double value() const;
    template <class Archive>
    void visit(Archive& archive) {
        archive(count_, level_);
    }

private:
    std::size_t period_;
    double factor_, keep_;
    bool at_once_ = false; ///< starts from its first value
    std::size_t count_ = 0;
    double level_ = 0; ///< sum while a mean is formed, the average after
};

inline Ema::Ema(std::size_t period, Seed seed)
    : Ema(period, 2.0 / static_cast<double>(std::max<std::size_t>(period, 1) + 1)) {
    at_once_ = seed == Seed::kFirstValue;
}

inline double Ema::value() const {
    return warm() ? level_ : std::nan("");
}

inline double Ema::update(double value) {
    if (std::isnan(value)) return value;
    if (warm()) return advance(value);
    ++count_;
    if (at_once_) {
        level_ = count_ == 1 ? value : advance(value);
        return this->value();
    }
    level_ += value;
    if (warm()) level_ /= static_cast<double>(period_);
    return this->value();
}

inline void Ema::run(const double* in, double* out, std::size_t count) {
    const bool plain = !anyNotFinite(in, count);
    std::size_t i = 0;
    for (; i < count && !(plain && warm()); ++i)
        out[i] = update(in[i]);
    Ema local = *this; // in registers: what is written to `out` cannot be a part of it
    for (; i < count; ++i)
        out[i] = local.advance(in[i]);
    *this = local;
}

inline double Ema::peek(double value) const {
    Ema copy = *this;
    return copy.update(value);
}

} // namespace nautilus::numerics

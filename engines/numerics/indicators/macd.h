#pragma once

#include "engines/numerics/indicators/ema.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nautilus::numerics {

/// Moving average convergence divergence: line = EMA(fast) - EMA(slow); signal = EMA(signal) of the line;
/// histogram = line - signal. As in TA-Lib both averages are seeded so that they start on bar slow - 1 (the
/// fast one from bars slow-fast .. slow-1; from the first bars with another Seed), all three outputs appear
/// together on bar lookback = (slow - 1) + (signal - 1), and fast and slow are swapped if given the other way
/// round.
class Macd {
public:
    struct Value {
        double line;
        double signal;
        double histogram;
    };

    explicit Macd(std::size_t fast = 12, std::size_t slow = 26, std::size_t signal = 9,
                  Seed seed = Seed::kTaLib);

    /// Of averages with weights of their own; fast is the shorter one.
    Macd(Ema fast, Ema slow, Ema signal)
        : skip_(slow.lookback() - fast.lookback()), fast_(fast), slow_(slow), signal_(signal) {}

    Value update(double close);
    [[nodiscard]] Value peek(double close) const;
    [[nodiscard]] std::size_t lookback() const { return slow_.lookback() + signal_.lookback(); }
    [[nodiscard]] bool warm() const { return signal_.warm(); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(count_, fast_, slow_, signal_);
    }

private:
    std::size_t skip_; ///< bars that the fast average waits for
    std::size_t count_ = 0;
    Ema fast_;
    Ema slow_;
    Ema signal_;
};

inline Macd::Macd(std::size_t fast, std::size_t slow, std::size_t signal, Seed seed)
    : skip_(seed == Seed::kTaLib ? std::max(fast, slow) - std::min(fast, slow) : 0),
      fast_(std::min(fast, slow), seed), slow_(std::max(fast, slow), seed), signal_(signal, seed) {}

inline Macd::Value Macd::update(double close) {
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

inline Macd::Value Macd::peek(double close) const {
    Macd copy = *this;
    return copy.update(close);
}

} // namespace nautilus::numerics

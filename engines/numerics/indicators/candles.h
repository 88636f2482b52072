#pragma once
// The last candles of a series with the averages that TA-Lib's candle settings are made of: what is long,
// short, near or equal is measured by the ten (or five) candles before the one that is judged.

#include "engines/numerics/indicators/indicator.h"
#include "engines/numerics/indicators/rolling_sum.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::numerics {

struct Candle {
    double open = 0, high = 0, low = 0, close = 0;
    /// Means over the ten candles before this one: bodies, ranges, both shadows; ranges of the five before.
    double body_10 = 0, range_10 = 0, shadows_10 = 0, range_5 = 0;

    [[nodiscard]] bool white() const { return close >= open; }
    [[nodiscard]] bool black() const { return !white(); }
    [[nodiscard]] double colour() const { return white() ? 1 : -1; }
    [[nodiscard]] double body() const { return std::abs(close - open); }
    [[nodiscard]] double top() const { return std::max(open, close); }
    [[nodiscard]] double bottom() const { return std::min(open, close); }
    [[nodiscard]] double upper() const { return high - top(); }
    [[nodiscard]] double lower() const { return bottom() - low; }
    [[nodiscard]] double range() const { return high - low; }

    // TA-Lib's settings: BodyLong, BodyShort, BodyDoji, ShadowVeryShort, ShadowShort, Near, Far, Equal.
    [[nodiscard]] bool isLong() const { return body() > body_10; }
    [[nodiscard]] bool isShort() const { return body() <= body_10; }
    [[nodiscard]] bool belowShort() const { return body() < body_10; }
    [[nodiscard]] bool isDoji() const { return body() <= doji(); }
    [[nodiscard]] double doji() const { return 0.1 * range_10; }
    [[nodiscard]] double veryShort() const { return 0.1 * range_10; }
    [[nodiscard]] double shortShadow() const { return shadows_10 / 2; }
    [[nodiscard]] double near() const { return 0.2 * range_5; }
    [[nodiscard]] double far() const { return 0.6 * range_5; }
    [[nodiscard]] double equal() const { return 0.05 * range_5; }
    [[nodiscard]] bool noUpper() const { return upper() < veryShort(); }
    [[nodiscard]] bool noLower() const { return lower() < veryShort(); }

    [[nodiscard]] bool gapsUp(const Candle& before) const { return bottom() > before.top(); }
    [[nodiscard]] bool gapsDown(const Candle& before) const { return top() < before.bottom(); }
    [[nodiscard]] bool jumpsUp(const Candle& before) const { return low > before.high; }
    [[nodiscard]] bool jumpsDown(const Candle& before) const { return high < before.low; }
};

/// True where |a - b| <= tolerance, asked as TA-Lib asks it.
[[nodiscard]] inline bool within(double a, double b, double tolerance) {
    return a <= b + tolerance && a >= b - tolerance;
}

class Candles {
public:
    void push(const BarInput& bar) {
        head_ = (head_ + 1) & kMask;
        Candle& now = ring_[head_];
        now = {bar.open, bar.high, bar.low, bar.close, last_body_, last_range_, last_shadows_, last_near_};
        last_body_ = body_.update(now.body()) / 10;
        last_range_ = range_.update(now.range()) / 10;
        last_shadows_ = shadows_.update(now.upper() + now.lower()) / 10;
        last_near_ = near_.update(now.range()) / 5;
    }
    /// The candle `ago` bars back, 0 .. 4.
    [[nodiscard]] const Candle& operator[](std::size_t ago) const { return ring_[(head_ - ago) & kMask]; }

    template <class Archive>
    void visit(Archive& archive) {
        for (Candle& c : ring_)
            archive(c.open, c.high, c.low, c.close, c.body_10, c.range_10, c.shadows_10, c.range_5);
        archive(body_, range_, shadows_, near_, last_body_, last_range_, last_shadows_, last_near_);
        archive.index(head_, kMask + 1);
    }

private:
    static constexpr std::size_t kMask = 7;
    std::array<Candle, kMask + 1> ring_;
    std::size_t head_ = 0;
    RollingSum body_{10}, range_{10}, shadows_{10}, near_{5};
    double last_body_ = 0, last_range_ = 0, last_shadows_ = 0, last_near_ = 0;
};

} // namespace nautilus::numerics

#pragma once
// The last candles of a series with the averages that TA-Lib's candle settings are made of: what is long,
// short, near or equal is measured by the ten (or five) candles before the one that is judged.

#include "engines/numerics/indicators/indicator.h"
#include "engines/numerics/indicators/lanes.h"
#include "engines/numerics/indicators/rolling_sum.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::numerics {

/// What comparisons of V give: bool, or one truth per lane.
template <class V>
using Truth = decltype(V{} > V{});

template <class V>
[[nodiscard]] inline V larger(V a, V b) {
    return a < b ? b : a;
}
template <class V>
[[nodiscard]] inline V smaller(V a, V b) {
    return b < a ? b : a;
}

/// A candle, or (V = Lanes) some in a row, and what TA-Lib measures about it. Over Lanes && and || are done
/// lane by lane, without a branch.
template <class V>
struct Candle {
    V open, high, low, close;
    /// Means over the ten candles before this one: bodies, ranges, both shadows; ranges of the five before.
    V body_10, range_10, shadows_10, range_5;

    using Yes = Truth<V>;
    [[nodiscard]] Yes white() const { return close >= open; }
    [[nodiscard]] Yes black() const { return close < open; }
    [[nodiscard]] V colour() const { return white() ? V{} + 1.0 : V{} - 1.0; }
    [[nodiscard]] V body() const { return absolute(close - open); }
    [[nodiscard]] V top() const { return larger(open, close); }
    [[nodiscard]] V bottom() const { return smaller(open, close); }
    [[nodiscard]] V upper() const { return high - top(); }
    [[nodiscard]] V lower() const { return bottom() - low; }
    [[nodiscard]] V range() const { return high - low; }

    // TA-Lib's settings: BodyLong, BodyShort, BodyDoji, ShadowVeryShort, ShadowShort, ShadowLong, Near, Far,
    // Equal.
    [[nodiscard]] Yes isLong() const { return body() > body_10; }
    [[nodiscard]] Yes isShort() const { return body() <= body_10; }
    [[nodiscard]] Yes belowShort() const { return body() < body_10; }
    [[nodiscard]] Yes isDoji() const { return body() <= doji(); }
    [[nodiscard]] V doji() const { return 0.1 * range_10; }
    [[nodiscard]] V veryShort() const { return 0.1 * range_10; }
    [[nodiscard]] V shortShadow() const { return shadows_10 / 2.0; }
    [[nodiscard]] V longShadow() const { return body(); }
    [[nodiscard]] V near() const { return 0.2 * range_5; }
    [[nodiscard]] V far() const { return 0.6 * range_5; }
    [[nodiscard]] V equal() const { return 0.05 * range_5; }
    [[nodiscard]] Yes noUpper() const { return upper() < veryShort(); }
    [[nodiscard]] Yes noLower() const { return lower() < veryShort(); }

    [[nodiscard]] Yes gapsUp(const Candle& before) const { return bottom() > before.top(); }
    [[nodiscard]] Yes gapsDown(const Candle& before) const { return top() < before.bottom(); }
    [[nodiscard]] Yes jumpsUp(const Candle& before) const { return low > before.high; }
    [[nodiscard]] Yes jumpsDown(const Candle& before) const { return high < before.low; }
};

/// True where |a - b| <= tolerance, asked as TA-Lib asks it.
template <class V>
[[nodiscard]] inline Truth<V> within(V a, V b, V tolerance) {
    return a <= b + tolerance && a >= b - tolerance;
}

/// Which averages a rule asks for; the others are not kept.
constexpr unsigned kBodies10 = 1, kRanges10 = 2, kShadows10 = 4, kRanges5 = 8;

/// Candles in columns; averages that are not kept may be anything.
struct CandleColumns {
    const double *open, *high, *low, *close;
    std::array<const double*, 4> average; ///< bodies, ranges, shadows of ten, ranges of five
};

/// The candles up to one of them, as rules see them; over Lanes up to that one, up to the next one ...
template <class V>
class Candles {
public:
    Candles(const CandleColumns& columns, std::size_t last) : columns_(columns), last_(last) {}
    /// The candle `ago` bars back, 0 .. 4.
    [[nodiscard]] Candle<V> operator[](std::size_t ago) const {
        const std::size_t at = last_ - ago;
        const auto& [bodies, ranges, shadows, near] = columns_.average;
        return {load<V>(columns_.open + at),  load<V>(columns_.high + at), load<V>(columns_.low + at),
                load<V>(columns_.close + at), load<V>(bodies + at),        load<V>(ranges + at),
                load<V>(shadows + at),        load<V>(near + at)};
    }

private:
    const CandleColumns& columns_;
    std::size_t last_;
};

/// The last candles of a series and the averages that the next one is judged by.
class CandleHistory {
public:
    static constexpr std::size_t kBefore = 4; ///< candles that a rule looks back on

    explicit CandleHistory(unsigned averages) : averages_(averages) {}

    void push(const BarInput& bar) {
        remember(bar, next_average_);
        const double top = std::max(bar.open, bar.close), bottom = std::min(bar.open, bar.close);
        const std::array<double, 4> measure{std::abs(bar.close - bar.open), bar.high - bar.low,
                                            (bar.high - top) + (bottom - bar.low), bar.high - bar.low};
        for (std::size_t i = 0; i < 4; ++i)
            if ((averages_ >> i & 1U) != 0) next_average_[i] = kOver[i].of(sums_[i].update(measure[i]));
    }
    /// Valid until the next push.
    [[nodiscard]] CandleColumns columns() const {
        return {ring_[0].data(),
                ring_[1].data(),
                ring_[2].data(),
                ring_[3].data(),
                {ring_[4].data(), ring_[5].data(), ring_[6].data(), ring_[7].data()}};
    }
    /// Of the newest candle in columns().
    [[nodiscard]] std::size_t last() const { return head_ + kSlots; }

    /// push for each bar; judge(columns, from, to) is called once, for bars [from, to) of the stretch, those
    /// before it have been pushed one by one and given to one(i).
    template <class One, class Judge>
    void run(const Stretch& bars, One&& one, Judge&& judge) {
        const std::size_t first = std::min(bars.count, kBefore);
        for (std::size_t i = 0; i < first; ++i) {
            push({bars.open[i], bars.high[i], bars.low[i], bars.close[i], 0});
            one(i);
        }
        if (first == bars.count) return;
        std::array<std::array<double, kStretch + 1>, 4> average;
        CandleColumns columns{bars.open, bars.high, bars.low, bars.close, {}};
        for (std::size_t k = 0; k < 4; ++k) {
            columns.average[k] = bars.close; // of those not kept: anything that can be read
            if ((averages_ >> k & 1U) == 0) continue;
            columns.average[k] = average[k].data();
            for (std::size_t i = 0; i < first; ++i)
                average[k][i] = ring_[4 + k][last() - (first - 1 - i)];
            averagesOf(k, bars, first, average[k].data());
        }
        judge(columns, first, bars.count);
        const std::size_t kept = std::max(first, bars.count - std::min(bars.count, kSlots));
        head_ = (head_ + (kept - first)) % kSlots;
        for (std::size_t i = kept; i < bars.count; ++i) {
            Averages before = next_average_;
            for (std::size_t k = 0; k < 4; ++k)
                if ((averages_ >> k & 1U) != 0) before[k] = average[k][i];
            remember({bars.open[i], bars.high[i], bars.low[i], bars.close[i], 0}, before);
        }
        for (std::size_t k = 0; k < 4; ++k)
            if ((averages_ >> k & 1U) != 0) next_average_[k] = average[k][bars.count];
    }

    template <class Archive>
    void visit(Archive& archive) {
        for (auto& column : ring_)
            for (double& value : column)
                archive(value);
        for (std::size_t i = 0; i < 4; ++i)
            archive(next_average_[i], sums_[i]);
        archive.index(head_, kSlots);
    }

private:
    static constexpr std::size_t kSlots = 8;
    using Averages = std::array<double, 4>;

    void remember(const BarInput& bar, const Averages& average) {
        head_ = head_ + 1 == kSlots ? 0 : head_ + 1;
        const std::array<double, 8> row{bar.open,   bar.high,   bar.low,    bar.close,
                                        average[0], average[1], average[2], average[3]};
        for (std::size_t i = 0; i < row.size(); ++i) // twice, so that the last ones lie side by side
            ring_[i][head_] = ring_[i][head_ + kSlots] = row[i];
    }
    /// Average k from bar `first` on, one place more than bars.
    [[gnu::flatten]] void averagesOf(std::size_t k, const Stretch& bars, std::size_t first,
                                     double* __restrict out) {
        StretchValues measure;
        const std::size_t count = bars.count - first;
        forLanes(count, [&](auto lane, std::size_t i) {
            using V = decltype(lane);
            const std::size_t t = first + i;
            if (k == 1 || k == 3) {
                store(&measure[i], load<V>(bars.high + t) - load<V>(bars.low + t));
                return;
            }
            const V open = load<V>(bars.open + t), close = load<V>(bars.close + t);
            const V top = larger(open, close), bottom = smaller(open, close);
            store(&measure[i], k == 0 ? absolute(close - open)
                                      : (load<V>(bars.high + t) - top) + (bottom - load<V>(bars.low + t)));
        });
        out[first] = next_average_[k];
        sums_[k].run(measure.data(), out + first + 1, count,
                     [over = kOver[k]](auto sum, std::size_t) { return over.of(sum); });
    }

    inline static const std::array<Divisor, 4> kOver{Divisor(10), Divisor(10), Divisor(10), Divisor(5)};

    unsigned averages_;
    std::array<std::array<double, 2 * kSlots>, 8> ring_{};
    std::size_t head_ = 0;
    std::array<RollingSum, 4> sums_{RollingSum(10), RollingSum(10), RollingSum(10), RollingSum(5)};
    Averages next_average_{};
};

} // namespace nautilus::numerics

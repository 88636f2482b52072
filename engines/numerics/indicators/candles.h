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

/// Which averages a rule asks for; the others are not kept.
constexpr unsigned kBodies10 = 1, kRanges10 = 2, kShadows10 = 4, kRanges5 = 8;

/// Candles in columns; averages that are not kept may be anything.
struct CandleColumns {
    const double *open, *high, *low, *close;
    std::array<const double*, 4> average; ///< bodies, ranges, shadows of ten, ranges of five
};

/// The candles up to one of them, as rules see them.
class Candles {
public:
    Candles(const CandleColumns& columns, std::size_t last) : columns_(columns), last_(last) {}
    /// The candle `ago` bars back, 0 .. 4.
    [[nodiscard]] Candle operator[](std::size_t ago) const {
        const std::size_t at = last_ - ago;
        return {columns_.open[at],       columns_.high[at],       columns_.low[at],
                columns_.close[at],      columns_.average[0][at], columns_.average[1][at],
                columns_.average[2][at], columns_.average[3][at]};
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
            columns.average[k] = average[k].data();
            if ((averages_ >> k & 1U) == 0) continue;
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
    void averagesOf(std::size_t k, const Stretch& bars, std::size_t first, double* __restrict out) {
        StretchValues measure;
        for (std::size_t i = first; i < bars.count; ++i) {
            const double top = std::max(bars.open[i], bars.close[i]);
            const double bottom = std::min(bars.open[i], bars.close[i]);
            measure[i - first] = k == 0   ? std::abs(bars.close[i] - bars.open[i])
                                 : k == 2 ? (bars.high[i] - top) + (bottom - bars.low[i])
                                          : bars.high[i] - bars.low[i];
        }
        out[first] = next_average_[k];
        sums_[k].run(measure.data(), out + first + 1, bars.count - first);
        const Divisor over = kOver[k];
        for (std::size_t i = first + 1; i <= bars.count; ++i)
            out[i] = over.of(out[i]);
    }

    inline static const std::array<Divisor, 4> kOver{Divisor(10), Divisor(10), Divisor(10), Divisor(5)};

    unsigned averages_;
    std::array<std::array<double, 2 * kSlots>, 8> ring_{};
    std::size_t head_ = 0;
    std::array<RollingSum, 4> sums_{RollingSum(10), RollingSum(10), RollingSum(10), RollingSum(5)};
    Averages next_average_{};
};

} // namespace nautilus::numerics

#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/true_range.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {
namespace {

/// Parabolic stop and reverse in the order of TA-Lib's steps. Falling is rising with prices turned round:
/// all prices are kept times `way`, so that one form of each step serves both. Extended: with steps of its
/// own for each way, a start value and an offset on reversal; falling values are negative, as TA-Lib gives
/// them.
template <bool Extended>
struct SarKernel {
    struct Steps {
        double first, more, most;
    };
    double start_value = 0, offset = 0;
    Steps rise, fall;
    double way = 1;               ///< 1 rising, -1 falling
    double ahead = 0, behind = 0; ///< of the bar before: its end in the trend's way and the other one
    double extreme = 0, level = 0, pace = 0;
    std::size_t bars = 0;

    explicit SarKernel(Parameters p)
        : start_value(Extended ? p[0] : 0), offset(Extended ? p[1] : 0),
          rise(Extended ? stepsOf(p[2], p[3], p[4]) : stepsOf(p[0], p[0], p[1])),
          fall(Extended ? stepsOf(p[5], p[6], p[7]) : rise) {}
    static Steps stepsOf(double first, double more, double most) {
        return {std::min(first, most), std::min(more, most), most};
    }

    void start(const BarInput& bar) {
        const double down = behind - bar.low, high = ahead, low = behind;
        const bool rising = start_value != 0 ? start_value > 0 : !(down > 0 && down > bar.high - high);
        way = rising ? 1 : -1;
        extreme = rising ? bar.high : -bar.low;
        level = start_value != 0 ? way * std::abs(start_value) : rising ? low : -high;
        ahead = extreme;
        behind = rising ? bar.low : -bar.high;
        pace = rising ? rise.first : fall.first;
    }
    [[nodiscard]] double shown() const { return Extended ? level : way * level; }
    /// The level of the next bar, bounded by this one and the one before.
    void follow(double front, double back) {
        level = std::min(fused(pace, extreme - level, level), std::min(behind, back));
        ahead = front;
        behind = back;
    }
    /// A bar against the trend: it turns, and everything with it. `front` and `back` are of the old way.
    double turn(double front, double back) {
        way = -way;
        behind = -ahead;
        level = std::min(std::min(-extreme, behind), -front);
        if constexpr (Extended) level -= way * level * offset;
        const double out = shown();
        pace = way > 0 ? rise.first : fall.first;
        extreme = -back;
        follow(-back, -front);
        return out;
    }
    /// After the second bar has started the trend.
    double advance(double high, double low) {
        const double front = way > 0 ? high : -low, back = way > 0 ? low : -high;
        if (back <= level) return turn(front, back);
        const double out = shown();
        const Steps& steps = way > 0 ? rise : fall;
        pace = front > extreme ? std::min(pace + steps.more, steps.most) : pace;
        extreme = front > extreme ? front : extreme;
        follow(front, back);
        return out;
    }
    void step(const BarInput& bar, std::span<double> out) {
        if (bars == 0) {
            ahead = bar.high;
            behind = bar.low;
        } else {
            if (bars == 1) start(bar);
            out[0] = advance(bar.high, bar.low);
        }
        bars = std::min<std::size_t>(bars + 1, 2);
    }
    /// advance from bar i on as long as the trend lasts, and the bar that turns it; the bar after.
    template <bool Rising>
    std::size_t runTrend(const Stretch& bar, std::size_t i, double* __restrict out) {
        const Steps steps = Rising ? rise : fall;
        double top = extreme, stop = level, weight = pace, front = ahead, back = behind;
        for (; i < bar.count; ++i) {
            const double last = back, high = bar.high[i], low = bar.low[i];
            const double next = Rising ? low : -high;
            if (next <= stop) break;
            front = Rising ? high : -low;
            back = next;
            out[i] = Rising || Extended ? stop : -stop;
            const double more = smallerOf(weight + steps.more, steps.most);
            weight = ifAbove(front, top, more, weight);
            top = ifAbove(front, top, front, top);
            stop = smallerOf(fused(weight, top - stop, stop), smallerOf(last, back));
        }
        extreme = top;
        level = stop;
        pace = weight;
        ahead = front;
        behind = back;
        if (i < bar.count) {
            out[i] = advance(bar.high[i], bar.low[i]);
            ++i;
        }
        return i;
    }
    void run(const Stretch& bar, double* const* out) {
        step({0, bar.high[0], bar.low[0], 0, 0}, {out[0], 1}); // starts, if nothing has before
        for (std::size_t i = 1; i < bar.count;)
            i = way > 0 ? runTrend<true>(bar, i, out[0]) : runTrend<false>(bar, i, out[0]);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(way, ahead, behind, extreme, level, pace, bars);
    }

private:
    /// Without a branch: what a bar reaches cannot be foreseen.
    static double ifAbove(double a, double b, double yes, double no) { return a > b ? yes : no; }
    static double smallerOf(double a, double b) { return b < a ? b : a; }
};

struct SupertrendKernel {
    static constexpr std::size_t kOutputs = 2;
    double multiplier;
    Wilder atr;
    TrueRange true_range;
    double upper = 0, lower = 0, close = 0;
    bool started = false, rising = true;

    explicit SupertrendKernel(Parameters p) : multiplier(p[1]), atr(whole(p[0])) {}

    void step(const BarInput& bar, std::span<double> out) {
        const double range = atr.update(true_range.update(bar));
        if (std::isnan(range)) return;
        const double middle = (bar.high + bar.low) / 2;
        const double top = middle + multiplier * range, bottom = middle - multiplier * range;
        if (started) {
            if (bar.close > upper) {
                rising = true;
            } else if (bar.close < lower) {
                rising = false;
            }
            upper = top < upper || close > upper ? top : upper;
            lower = bottom > lower || close < lower ? bottom : lower;
        } else {
            upper = top;
            lower = bottom;
            started = true;
        }
        close = bar.close;
        out[0] = rising ? lower : upper;
        out[1] = rising ? 1 : -1;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(atr, true_range, upper, lower, close, started, rising);
    }
};

} // namespace

std::vector<IndicatorSpec> trendIndicators() {
    return {{.id = "parabolic_sar",
             .title = "Parabolic stop and reverse",
             .group = "trend",
             .inputs = kHigh | kLow,
             .outputs = {"parabolic_sar"},
             .parameters = {{"acceleration", 0.02, 0, 10, false}, {"maximum", 0.2, 0, 10, false}},
             .lookback = [](Parameters) -> std::size_t { return 1; },
             .make = buildIndicator<SarKernel<false>>,
             .formula = "SAR += AF (EP - SAR), bounded by the last two bars; reverses when touched",
             .source = "Wilder 1978",
             .talib = "SAR"},
            {.id = "parabolic_sar_extended",
             .title = "Parabolic stop and reverse, extended",
             .group = "trend",
             .inputs = kHigh | kLow,
             .outputs = {"parabolic_sar_extended"},
             .parameters = {{"start_value", 0, -1e9, 1e9, false},
                            {"offset_on_reverse", 0, 0, 10, false},
                            {"acceleration_start_long", 0.02, 0, 10, false},
                            {"acceleration_long", 0.02, 0, 10, false},
                            {"maximum_long", 0.2, 0, 10, false},
                            {"acceleration_start_short", 0.02, 0, 10, false},
                            {"acceleration_short", 0.02, 0, 10, false},
                            {"maximum_short", 0.2, 0, 10, false}},
             .lookback = [](Parameters) -> std::size_t { return 1; },
             .make = buildIndicator<SarKernel<true>>,
             .formula =
                 "as parabolic_sar, with steps for each way; below 0 while falling; start_value 0: the "
                 "first two bars decide",
             .source = "Wilder 1978",
             .talib = "SAREXT"},
            {.id = "supertrend",
             .title = "Supertrend",
             .group = "trend",
             .inputs = kHigh | kLow | kClose,
             .outputs = {"supertrend", "direction"},
             .parameters = {periodParameter(10), {"multiplier", 3, 0, 100, false}},
             .lookback = fullPeriod,
             .make = buildIndicator<SupertrendKernel>,
             .formula = "(H + L)/2 -+ m ATR(n), trailing; turns when C passes yesterday's far band; "
                        "starts rising; direction 1 or -1",
             .source = "Seban"}};
}

} // namespace nautilus::numerics

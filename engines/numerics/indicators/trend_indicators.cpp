#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/true_range.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nautilus::numerics {
namespace {

/// Parabolic stop and reverse in the order of TA-Lib's steps. Falling is rising with prices turned round:
/// all prices are kept times `way`, so that one form of each step serves both.
struct SarKernel {
    double step_size, largest;
    double way = 1;               ///< 1 rising, -1 falling
    double ahead = 0, behind = 0; ///< of the bar before: its end in the trend's way and the other one
    double extreme = 0, level = 0, pace = 0;
    std::size_t bars = 0;

    explicit SarKernel(Parameters p) : step_size(std::min(p[0], p[1])), largest(p[1]) {}

    void start(const BarInput& bar) {
        const double down = behind - bar.low;
        const bool rising = !(down > 0 && down > bar.high - ahead);
        const double high = ahead, low = behind;
        way = rising ? 1 : -1;
        extreme = rising ? bar.high : -bar.low;
        level = rising ? low : -high;
        ahead = rising ? bar.high : -bar.low;
        behind = rising ? bar.low : -bar.high;
        pace = step_size;
    }
    /// After the second bar has started the trend.
    double advance(double high, double low) {
        double front = way > 0 ? high : -low, back = way > 0 ? low : -high;
        double out = way * level;
        if (back <= level) { // the trend turns, and everything with it
            way = -way;
            const double last = extreme;
            std::swap(front, back);
            front = -front;
            back = -back;
            behind = -ahead;
            level = std::min(std::min(-last, behind), back);
            out = way * level;
            pace = step_size;
            extreme = front;
        } else {
            pace = front > extreme ? std::min(pace + step_size, largest) : pace;
            extreme = std::max(extreme, front);
        }
        level = std::min(fused(pace, extreme - level, level), std::min(behind, back));
        ahead = front;
        behind = back;
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
    void run(const Stretch& bar, double* const* out) {
        step({0, bar.high[0], bar.low[0], 0, 0}, {out[0], 1}); // starts, if nothing has before
        SarKernel local = *this;
        for (std::size_t i = 1; i < bar.count; ++i)
            out[0][i] = local.advance(bar.high[i], bar.low[i]);
        *this = local;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(way, ahead, behind, extreme, level, pace, bars);
    }
};

/// Parabolic stop and reverse with steps of its own for each way, a start value and an offset on reversal;
/// falling values are negative, as TA-Lib gives them.
struct SarExtendedKernel {
    struct Steps {
        double first, more, most;
    };
    double start_value, offset;
    Steps rise, fall;
    double high = 0, low = 0, extreme = 0, level = 0, pace = 0;
    std::size_t bars = 0;
    bool rising = false;

    explicit SarExtendedKernel(Parameters p)
        : start_value(p[0]), offset(p[1]), rise(stepsOf(p[2], p[3], p[4])), fall(stepsOf(p[5], p[6], p[7])) {}
    static Steps stepsOf(double first, double more, double most) {
        return {std::min(first, most), std::min(more, most), most};
    }
    [[nodiscard]] const Steps& steps() const { return rising ? rise : fall; }
    void start(const BarInput& bar) {
        const double down = low - bar.low;
        rising = start_value != 0 ? start_value > 0 : !(down > 0 && down > bar.high - high);
        extreme = rising ? bar.high : bar.low;
        level = start_value != 0 ? std::abs(start_value) : rising ? low : high;
        pace = steps().first;
        high = bar.high;
        low = bar.low;
    }
    void bound(const BarInput& bar) {
        level = rising ? std::min({level, low, bar.low}) : std::max({level, high, bar.high});
    }
    void step(const BarInput& bar, std::span<double> out) {
        if (bars == 1) start(bar);
        if (bars > 0) {
            const double reached = rising ? bar.high : bar.low;
            if (rising ? bar.low <= level : bar.high >= level) {
                rising = !rising;
                level = extreme;
                bound(bar);
                level += (rising ? -level : level) * offset;
                pace = steps().first;
                extreme = rising ? bar.high : bar.low;
                out[0] = rising ? level : -level;
            } else {
                out[0] = rising ? level : -level;
                if (rising ? reached > extreme : reached < extreme) {
                    extreme = reached;
                    pace = std::min(pace + steps().more, steps().most);
                }
            }
            level += pace * (extreme - level);
            bound(bar);
        }
        bars = std::min<std::size_t>(bars + 1, 2);
        high = bar.high;
        low = bar.low;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(high, low, extreme, level, pace, bars, rising);
    }
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
             .make = buildIndicator<SarKernel>,
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
             .make = buildIndicator<SarExtendedKernel>,
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

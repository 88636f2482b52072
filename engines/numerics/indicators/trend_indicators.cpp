#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/true_range.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {
namespace {

/// Parabolic stop and reverse in the order of TA-Lib's steps.
struct SarKernel {
    double step_size, largest;
    double high = 0, low = 0, extreme = 0, level = 0, pace = 0;
    std::size_t bars = 0;
    bool rising = false;

    explicit SarKernel(Parameters p) : step_size(std::min(p[0], p[1])), largest(p[1]) {}

    void start(const BarInput& bar) {
        const double down = low - bar.low;
        rising = !(down > 0 && down > bar.high - high);
        extreme = rising ? bar.high : bar.low;
        level = rising ? low : high;
        pace = step_size;
        high = bar.high;
        low = bar.low;
    }
    void bound(const BarInput& bar) {
        level = rising ? std::min({level, low, bar.low}) : std::max({level, high, bar.high});
    }
    void step(const BarInput& bar, std::span<double> out) {
        if (bars == 1) start(bar);
        if (bars > 0) {
            const bool reverses = rising ? bar.low <= level : bar.high >= level;
            if (reverses) {
                rising = !rising;
                level = extreme;
                bound(bar);
                out[0] = level;
                pace = step_size;
                extreme = rising ? bar.high : bar.low;
            } else {
                out[0] = level;
                const double reached = rising ? bar.high : bar.low;
                if (rising ? reached > extreme : reached < extreme) {
                    extreme = reached;
                    pace = std::min(pace + step_size, largest);
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

#include "engines/numerics/indicators/candle_rules.h"
#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::numerics {
namespace {

const CandleRule* ruleOf(std::string_view id) {
    for (const auto rules : {shortCandleRules(), longCandleRules()})
        for (const CandleRule& rule : rules)
            if (rule.id == id) return &rule;
    return nullptr;
}

/// One pattern; the candles and their averages are the same for all.
struct PatternKernel {
    const CandleRule* rule;
    CandleHistory history;
    double penetration;
    PatternKernel(const IndicatorSpec& spec, Parameters p)
        : rule(ruleOf(spec.id)), history(rule->averages), penetration(p.empty() ? 0 : p[0]) {}
    [[nodiscard]] double judge() const {
        const CandleColumns columns = history.columns();
        return rule->judge(Candles<double>(columns, history.last()), penetration);
    }
    void step(const BarInput& bar, std::span<double> out) {
        history.push(bar);
        out[0] = judge();
    }
    void run(const Stretch& bars, double* const* out) {
        history.run(
            bars, [&](std::size_t i) { out[0][i] = judge(); },
            [&](const CandleColumns& columns, std::size_t from, std::size_t to) {
                rule->judgeAll(columns, from, to, penetration, out[0]);
            });
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(history);
    }
};

/// Hikkake: an inside bar, a bar that leaves it on one side (the pattern), and within three bars a close on
/// the other side (its confirmation). Modified: two inside bars, the first closing near its end on the side
/// where the trap is.
template <bool Modified>
struct HikkakeKernel {
    struct Past {
        double high = 0, low = 0, close = 0, near = 0;
    };
    std::array<Past, 3> ago{}; ///< 1, 2 and 3 bars
    RollingSum ranges{5};
    double next_near = std::nan(""); ///< a fifth of the mean range of the last five bars
    double result = 0, high = 0, low = 0;
    std::size_t left = 0, bars = 0;

    explicit HikkakeKernel(Parameters) {}

    /// 100 where the bar leaves the inside bar downwards, -100 upwards, else 0.
    [[nodiscard]] double trap(const BarInput& bar) const {
        const Past &a = ago[0], &b = ago[1], &c = ago[2];
        if (bars < 2 || a.high >= b.high || a.low <= b.low) return 0;
        const bool down = bar.high < a.high && bar.low<a.low, up = bar.high> a.high && bar.low > a.low;
        if (!Modified) return down ? 100 : up ? -100 : 0;
        if (bars < 3 || b.high >= c.high || b.low <= c.low) return 0;
        return down && b.close <= b.low + b.near ? 100 : up && b.close >= b.high - b.near ? -100 : 0;
    }
    void step(const BarInput& bar, std::span<double> out) {
        const double found = trap(bar);
        if (found != 0) {
            out[0] = result = found;
            high = ago[0].high;
            low = ago[0].low;
            left = 3;
        } else {
            const bool confirmed = left > 0 && (result > 0 ? bar.close > high : bar.close < low);
            out[0] = confirmed ? 2 * result : 0.0;
            left = confirmed || left == 0 ? 0 : left - 1;
        }
        ago[2] = ago[1];
        ago[1] = ago[0];
        ago[0] = {bar.high, bar.low, bar.close, next_near};
        if (Modified) next_near = 0.2 * (ranges.update(bar.high - bar.low) / 5);
        bars = std::min<std::size_t>(bars + 1, 3);
    }
    template <class Archive>
    void visit(Archive& archive) {
        for (Past& past : ago)
            archive(past.high, past.low, past.close, past.near);
        archive(ranges, next_near, result, high, low);
        archive.index(left, 4);
        archive.index(bars, 4);
    }
};

template <std::size_t Bars>
std::size_t fixedLookback(Parameters) {
    return Bars;
}

using Lookback = std::size_t (*)(Parameters);

Lookback lookbackOf(std::size_t bars) {
    switch (bars) {
    case 2:
        return fixedLookback<2>;
    case 3:
        return fixedLookback<3>;
    case 5:
        return fixedLookback<5>;
    case 6:
        return fixedLookback<6>;
    case 7:
        return fixedLookback<7>;
    case 8:
        return fixedLookback<8>;
    case 10:
        return fixedLookback<10>;
    case 11:
        return fixedLookback<11>;
    case 12:
        return fixedLookback<12>;
    case 13:
        return fixedLookback<13>;
    default:
        return fixedLookback<14>;
    }
}

IndicatorSpec hikkake(std::string_view id, std::string_view title, std::string_view talib, std::size_t bars,
                      decltype(IndicatorSpec::make) make, std::string_view formula) {
    return {.id = id,
            .title = title,
            .group = "pattern",
            .inputs = kHigh | kLow | kClose,
            .outputs = {id},
            .lookback = lookbackOf(bars),
            .make = make,
            .formula = formula,
            .source = "TA-Lib",
            .talib = talib};
}

} // namespace

std::vector<IndicatorSpec> candleIndicators() {
    std::vector<IndicatorSpec> rows;
    for (const auto rules : {shortCandleRules(), longCandleRules()})
        for (const CandleRule& rule : rules) {
            IndicatorSpec spec{.id = rule.id,
                               .title = rule.title,
                               .group = "pattern",
                               .inputs = kOpen | kHigh | kLow | kClose,
                               .outputs = {rule.id},
                               .lookback = lookbackOf(rule.lookback),
                               .make = buildIndicator<PatternKernel>,
                               .formula = rule.formula,
                               .source = "TA-Lib",
                               .talib = rule.talib};
            if (rule.penetration > 0) spec.parameters = {{"penetration", rule.penetration, 0, 1, false}};
            rows.push_back(std::move(spec));
        }
    rows.push_back(hikkake("candle_hikkake", "Hikkake", "CDLHIKKAKE", 5, buildIndicator<HikkakeKernel<false>>,
                           "an inside bar that the next one leaves on one side; 200 or -200 where one of "
                           "the three bars after closes beyond the other side"));
    rows.push_back(hikkake("candle_hikkake_modified", "Modified hikkake", "CDLHIKKAKEMOD", 10,
                           buildIndicator<HikkakeKernel<true>>,
                           "the same with two inside bars, the first closing near its end"));
    return rows;
}

} // namespace nautilus::numerics

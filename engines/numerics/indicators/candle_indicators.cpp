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
    template <class V>
    struct Past {
        V high{}, low{}, close{}, near{};
    };
    std::array<Past<double>, 3> ago{}; ///< 1, 2 and 3 bars
    RollingSum ranges{5};
    double next_near = std::nan(""); ///< a fifth of the mean range of the last five bars
    double result = 0, high = 0, low = 0;
    std::size_t left = 0, bars = 0;

    explicit HikkakeKernel(Parameters) {}

    /// 100 where the bar leaves the inside bar `a` downwards, -100 upwards, else 0; b and c are the bars
    /// before that one. Without branches: which way a bar moves cannot be foreseen.
    template <class V>
    static V trapOf(V top, V bottom, const Past<V>& a, const Past<V>& b, const Past<V>& c) {
        auto inside = a.high < b.high && a.low > b.low;
        auto down = top < a.high && bottom<a.low, up = top> a.high && bottom > a.low;
        if constexpr (Modified) {
            inside = inside && b.high < c.high && b.low > c.low;
            down = down && b.close <= b.low + b.near;
            up = up && b.close >= b.high - b.near;
        }
        const V trap = down ? V{} + 100.0 : up ? V{} - 100.0 : V{};
        return inside ? trap : V{};
    }
    [[nodiscard]] double trap(const BarInput& bar) const {
        return bars < (Modified ? 3 : 2) ? 0.0 : trapOf(bar.high, bar.low, ago[0], ago[1], ago[2]);
    }
    void remember(const BarInput& bar) {
        ago[2] = ago[1];
        ago[1] = ago[0];
        ago[0] = {bar.high, bar.low, bar.close, next_near};
        bars = std::min<std::size_t>(bars + 1, 3);
    }
    void step(const BarInput& bar, std::span<double> out) {
        const double found = trap(bar);
        if (found != 0) {
            out[0] = result = found;
            high = ago[0].high;
            low = ago[0].low;
            left = 3;
        } else {
            out[0] = 0;
            if (left > 0) watch(bar.close, out[0]);
        }
        remember(bar);
        if (Modified) next_near = nearOf(ranges.update(bar.high - bar.low));
    }
    template <class V>
    static V nearOf(V sum) {
        return 0.2 * Divisor(5).of(sum);
    }
    /// While a pattern waits for its confirmation.
    void watch(double close, double& out) {
        const bool confirmed = result > 0 ? close > high : close < low;
        if (confirmed) out = 2 * result;
        left = confirmed ? 0 : left - 1;
    }
    void run(const Stretch& bar, double* const* out) {
        const std::size_t first = std::min<std::size_t>(bar.count, 3);
        for (std::size_t i = 0; i < first; ++i)
            step({0, bar.high[i], bar.low[i], bar.close[i], 0}, {out[0] + i, 1});
        if (first == bar.count) return;
        std::array<double, kStretch + 1> near;
        if constexpr (Modified) nearFrom(first, bar, near.data());
        traps(first, bar, near.data(), out[0]);
        confirm(first, bar, out[0]);
        for (std::size_t i = bar.count - std::min(bar.count - first, first); i < bar.count; ++i) {
            next_near = Modified ? near[i] : next_near;
            remember({0, bar.high[i], bar.low[i], bar.close[i], 0});
        }
        if (Modified) next_near = near[bar.count];
    }
    /// A fifth of the mean range of the five bars before each bar, those remembered included, one place
    /// more than bars.
    [[gnu::flatten]] void nearFrom(std::size_t first, const Stretch& bar, double* near) {
        for (std::size_t i = 0; i < first; ++i)
            near[i] = ago[first - 1 - i].near;
        near[first] = next_near;
        StretchValues range;
        for (std::size_t i = first; i < bar.count; ++i)
            range[i - first] = bar.high[i] - bar.low[i];
        ranges.run(range.data(), near + first + 1, bar.count - first,
                   [](auto sum, std::size_t) { return nearOf(sum); });
    }
    /// trapOf each bar from `first` on.
    [[gnu::flatten]] static void traps(std::size_t first, const Stretch& bar, const double* near,
                                       double* __restrict out) {
        forLanes(bar.count - first, [&](auto lane, std::size_t i) {
            using V = decltype(lane);
            const auto past = [&](std::size_t at) {
                return Past<V>{load<V>(bar.high + at), load<V>(bar.low + at), load<V>(bar.close + at),
                               Modified ? load<V>(near + at) : V{}};
            };
            const std::size_t t = first + i;
            store(out + t,
                  trapOf(load<V>(bar.high + t), load<V>(bar.low + t), past(t - 1), past(t - 2), past(t - 3)));
        });
    }
    /// Puts confirmations between the patterns of `out`.
    void confirm(std::size_t first, const Stretch& bar, double* out) {
        std::size_t i = first;
        while (i < bar.count) {
            if (out[i] != 0) {
                result = out[i];
                high = bar.high[i - 1];
                low = bar.low[i - 1];
                left = 3;
            } else if (left > 0) {
                watch(bar.close[i], out[i]);
            }
            ++i;
            if (left > 0) continue;
            while (i < bar.count && out[i] == 0)
                ++i;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        for (Past<double>& past : ago)
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

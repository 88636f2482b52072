#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/macd.h"
#include "engines/numerics/indicators/moving_average_passes.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {
namespace {

enum class RateView { kDifference, kPercent, kFraction, kRatio, kRatio100 };

/// Without a branch that depends on the values, so that several are made at once.
template <class V>
V rateOf(RateView view, V value, V before) {
    if (view == RateView::kDifference) return value - before;
    const V ratio = (view == RateView::kFraction ? value - before : value) / before;
    const V rate = view == RateView::kRatio100  ? ratio * 100.0
                   : view == RateView::kPercent ? (ratio - 1.0) * 100.0
                                                : ratio;
    return before == 0 ? V{} : rate;
}

template <RateView View>
struct RateKernel {
    Delay ago;
    explicit RateKernel(Parameters p) : ago(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = rateOf(View, bar.close, ago.update(bar.close));
    }
    [[gnu::flatten]] bool tryRun(const Stretch& bars, double* const* out) {
        const double* close = bars.close;
        double* __restrict to = out[0];
        const std::size_t first = std::min(bars.count, ago.bars());
        FiniteCheck check;
        check.see(close, first);
        forLanes(bars.count - first, [&](auto lane, std::size_t i) {
            using V = decltype(lane);
            const V now = load<V>(close + first + i);
            check.see(now);
            store(to + first + i, rateOf(View, now, load<V>(close + i)));
        });
        if (check.failed()) return false;
        ago.runFinite(close, to, bars.count, first);
        for (std::size_t i = 0; i < first; ++i)
            to[i] = rateOf(View, close[i], to[i]);
        return true;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(ago);
    }
};

/// Fixed: 12 and 26 bars with the weights 0.15 and 0.075 of the first publication; the signal's period is
/// the only parameter.
template <bool Fixed>
struct MacdKernel {
    static constexpr std::size_t kOutputs = 3;
    Macd macd;
    explicit MacdKernel(Parameters p)
        : macd(Fixed ? Macd(Ema(12, 0.15), Ema(26, 0.075), Ema(whole(p[0])))
                     : Macd(whole(p[0]), whole(p[1]), whole(p[2]), seedOf(p[3]))) {}
    void step(const BarInput& bar, std::span<double> out) {
        const Macd::Value value = macd.update(bar.close);
        out[0] = value.line;
        out[1] = value.signal;
        out[2] = value.histogram;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(macd);
    }
};

template <bool Percent>
struct PriceOscillatorKernel { // fast, slow, type
    MovingAverage fast, slow;
    explicit PriceOscillatorKernel(Parameters p)
        : fast(static_cast<AverageKind>(whole(p[2])), whole(std::min(p[0], p[1]))),
          slow(static_cast<AverageKind>(whole(p[2])), whole(std::max(p[0], p[1]))) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double near = fast.update(bar.close), far = slow.update(bar.close);
        if constexpr (Percent) {
            out[0] = far == 0 ? 0.0 : (near - far) / far * 100;
        } else {
            out[0] = near - far;
        }
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues near;
        fast.runFinite(bars.close, near.data(), bars.count);
        slow.runFinite(bars.close, out[0], bars.count);
        double* __restrict to = out[0];
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double gap = near[i] - to[i], share = gap / to[i] * 100;
            to[i] = !Percent ? gap : to[i] == 0 ? 0.0 : share;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(fast, slow);
    }
};

/// fast, its type, slow, its type, signal, its type. Of two averages the one that is ready first waits, so
/// that both start on the same bar.
struct AnyMacdKernel {
    static constexpr std::size_t kOutputs = 3;
    MovingAverage fast, slow, signal;
    std::size_t fast_waits, slow_waits;
    explicit AnyMacdKernel(Parameters p)
        : fast(kindOf(p[swapped(p) ? 3 : 1]), whole(p[swapped(p) ? 2 : 0])),
          slow(kindOf(p[swapped(p) ? 1 : 3]), whole(p[swapped(p) ? 0 : 2])),
          signal(kindOf(p[5]), whole(p[4])) {
        const std::size_t first = MovingAverage::lookback(kindOf(p[1]), whole(p[0]));
        const std::size_t second = MovingAverage::lookback(kindOf(p[3]), whole(p[2]));
        const std::size_t both = std::max(first, second);
        fast_waits = both - (swapped(p) ? second : first);
        slow_waits = both - (swapped(p) ? first : second);
    }
    static bool swapped(Parameters p) { return p[2] < p[0]; }
    static AverageKind kindOf(double parameter) { return static_cast<AverageKind>(whole(parameter)); }
    static std::size_t lookback(Parameters p) {
        return std::max(MovingAverage::lookback(kindOf(p[1]), whole(p[0])),
                        MovingAverage::lookback(kindOf(p[3]), whole(p[2]))) +
               MovingAverage::lookback(kindOf(p[5]), whole(p[4]));
    }
    static double after(std::size_t& waits, MovingAverage& average, double value) {
        if (waits == 0) return average.update(value);
        --waits;
        return std::nan("");
    }
    void step(const BarInput& bar, std::span<double> out) {
        const double near = after(fast_waits, fast, bar.close), far = after(slow_waits, slow, bar.close);
        out[0] = near - far;
        out[1] = signal.update(out[0]);
        out[2] = out[0] - out[1];
    }
    /// After the waiting.
    void run(const Stretch& bars, double* const* out) {
        StretchValues far;
        fast.runFinite(bars.close, out[0], bars.count);
        slow.runFinite(bars.close, far.data(), bars.count);
        for (std::size_t i = 0; i < bars.count; ++i)
            out[0][i] -= far[i];
        signal.run(out[0], out[1], bars.count);
        for (std::size_t i = 0; i < bars.count; ++i)
            out[2][i] = out[0][i] - out[1][i];
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(fast, slow, signal, fast_waits, slow_waits);
    }
};

struct TrixKernel {
    Ema first, second, third;
    double previous = 0;
    bool started = false;
    explicit TrixKernel(Parameters p)
        : first(whole(p[0]), seedOf(p[1])), second(whole(p[0]), seedOf(p[1])),
          third(whole(p[0]), seedOf(p[1])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double smooth = third.update(second.update(first.update(bar.close)));
        if (std::isnan(smooth)) return;
        if (started) out[0] = rateOf(RateView::kPercent, smooth, previous);
        previous = smooth;
        started = true;
    }
    /// Once the averages are there.
    void run(const Stretch& bars, double* const* out) {
        Ema one = first, two = second, three = third;
        double before = previous;
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double smooth = three.advance(two.advance(one.advance(bars.close[i])));
            out[0][i] = rateOf(RateView::kPercent, smooth, before);
            before = smooth;
        }
        previous = before;
        first = one;
        second = two;
        third = three;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(first, second, third, previous, started);
    }
};

struct AwesomeKernel {
    Sma fast, slow;
    explicit AwesomeKernel(Parameters p)
        : fast(whole(std::min(p[0], p[1]))), slow(whole(std::max(p[0], p[1]))) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double middle = (bar.high + bar.low) / 2;
        const double near = fast.update(middle);
        out[0] = near - slow.update(middle);
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues middle{}, near;
        for (std::size_t i = 0; i < bars.count; ++i)
            middle[i] = (bars.high[i] + bars.low[i]) / 2;
        fast.run(middle.data(), near.data(), bars.count);
        slow.run(middle.data(), out[0], bars.count);
        for (std::size_t i = 0; i < bars.count; ++i)
            out[0][i] = near[i] - out[0][i];
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(fast, slow);
    }
};

constexpr RowMaker kRow{"momentum", kClose};

std::vector<IndicatorSpec> changeRows() {
    const std::vector<ParameterSpec> n{periodParameter(10)};
    return {kRow("momentum", "Momentum", "MOM", n, fullPeriod,
                 buildIndicator<RateKernel<RateView::kDifference>>, "C - C(n ago)", "TA-Lib"),
            kRow("roc", "Rate of change", "ROC", n, fullPeriod,
                 buildIndicator<RateKernel<RateView::kPercent>>,
                 "100 (C/C(n ago) - 1), 0 if the old price is 0", "TA-Lib"),
            kRow("roc_fraction", "Rate of change, fraction", "ROCP", n, fullPeriod,
                 buildIndicator<RateKernel<RateView::kFraction>>, "(C - C(n ago))/C(n ago)", "TA-Lib"),
            kRow("roc_ratio", "Rate of change, ratio", "ROCR", n, fullPeriod,
                 buildIndicator<RateKernel<RateView::kRatio>>, "C/C(n ago)", "TA-Lib"),
            kRow("roc_ratio_100", "Rate of change, ratio in percent", "ROCR100", n, fullPeriod,
                 buildIndicator<RateKernel<RateView::kRatio100>>, "100 C/C(n ago)", "TA-Lib")};
}

std::size_t slowLookback(Parameters p) {
    return MovingAverage::lookback(static_cast<AverageKind>(whole(p[2])), whole(std::max(p[0], p[1])));
}

std::vector<IndicatorSpec> macdVariants() {
    std::vector<IndicatorSpec> rows{
        kRow(
            "macd_fixed", "MACD of 12 and 26 with its first weights", "MACDFIX",
            {periodParameter(9, 1, "signal_period")}, [](Parameters p) { return 25 + whole(p[0]) - 1; },
            buildIndicator<MacdKernel<true>>, "as macd, with weights 0.15 and 0.075", "Appel"),
        kRow("macd_extended", "MACD of any averages", "MACDEXT",
             {periodParameter(12, 2, "fast_period"), averageParameter(0, "fast_ma_type"),
              periodParameter(26, 2, "slow_period"), averageParameter(0, "slow_ma_type"),
              periodParameter(9, 1, "signal_period"), averageParameter(0, "signal_ma_type")},
             AnyMacdKernel::lookback, buildIndicator<AnyMacdKernel>,
             "MA(fast) - MA(slow), its MA(signal), their difference", "Appel")};
    for (IndicatorSpec& one : rows)
        one.outputs = {"macd", "signal", "histogram"};
    return rows;
}

} // namespace

std::vector<IndicatorSpec> rateIndicators() {
    std::vector<IndicatorSpec> rows = changeRows();
    const std::vector<ParameterSpec> pair{periodParameter(12, 2, "fast_period"),
                                          periodParameter(26, 2, "slow_period"), averageParameter(1)};
    rows.push_back(kRow(
        "macd", "Moving average convergence divergence", "MACD",
        {periodParameter(12, 2, "fast_period"), periodParameter(26, 2, "slow_period"),
         periodParameter(9, 1, "signal_period"), seedParameter()},
        [](Parameters p) { return whole(std::max(p[0], p[1])) - 1 + whole(p[2]) - 1; },
        buildIndicator<MacdKernel<false>>, "EMA(fast) - EMA(slow), its EMA(signal), their difference",
        "Appel"));
    rows.back().outputs = {"macd", "signal", "histogram"};
    for (IndicatorSpec& more : macdVariants())
        rows.push_back(std::move(more));
    rows.push_back(kRow("ppo", "Percentage price oscillator", "PPO", pair, slowLookback,
                        buildIndicator<PriceOscillatorKernel<true>>, "100 (MA(fast) - MA(slow))/MA(slow)",
                        "Appel", "default average EMA (TA-Lib before 0.8: SMA)"));
    rows.push_back(kRow("apo", "Absolute price oscillator", "APO", pair, slowLookback,
                        buildIndicator<PriceOscillatorKernel<false>>, "MA(fast) - MA(slow)", "TA-Lib",
                        "default average EMA (TA-Lib before 0.8: SMA)"));
    rows.push_back(kRow(
        "trix", "Triple smoothed rate of change", "TRIX", {periodParameter(30), seedParameter()},
        [](Parameters p) { return 3 * (whole(p[0]) - 1) + 1; }, buildIndicator<TrixKernel>,
        "100 (E/E(1 ago) - 1), E = EMA of EMA of EMA", "Hutson 1983"));
    rows.push_back(kRow(
        "awesome_oscillator", "Awesome oscillator", "",
        {periodParameter(5, 1, "fast_period"), periodParameter(34, 1, "slow_period")},
        [](Parameters p) { return whole(std::max(p[0], p[1])) - 1; }, buildIndicator<AwesomeKernel>,
        "SMA(fast) - SMA(slow) of (H + L)/2", "Williams 1995"));
    rows.back().inputs = kHigh | kLow;
    return rows;
}

} // namespace nautilus::numerics

#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/moving_average_passes.h"
#include "engines/numerics/indicators/rolling_sum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::numerics {
namespace {

double typicalPrice(const BarInput& bar) {
    return Divisor(3).of(bar.high + bar.low + bar.close);
}
/// Volume weighted by where the close stands in the range, -1 .. 1; 0 without range.
template <class V>
V flowOf(V high, V low, V close, V volume) {
    const V range = high - low;
    const V flow = ((close - low) - (high - close)) / range * volume;
    return range > 0 ? flow : V{};
}
double moneyFlow(const BarInput& bar) {
    return flowOf(bar.high, bar.low, bar.close, bar.volume);
}
/// Calls each(i, flow of bar i): several are made at once, while what becomes of the ones before waits for
/// its own chain.
template <class Each>
void eachFlow(const Stretch& bars, FiniteCheck& check, Each&& each) {
    forLanes(bars.count, [&](auto lane, std::size_t i) {
        using V = decltype(lane);
        const V high = load<V>(bars.high + i), low = load<V>(bars.low + i), close = load<V>(bars.close + i),
                volume = load<V>(bars.volume + i);
        check.see(high);
        check.see(low);
        check.see(close);
        check.see(volume);
        const V flow = flowOf(high, low, close, volume);
        if constexpr (std::is_same_v<V, double>)
            each(i, flow);
        else
            for (std::size_t k = 0; k < kLanes; ++k)
                each(i + k, flow[k]);
    });
}
void typicalPrices(const Stretch& bars, double* __restrict to) {
    forLanes(bars.count, [&](auto lane, std::size_t i) {
        using V = decltype(lane);
        store(to + i,
              Divisor(3).of(load<V>(bars.high + i) + load<V>(bars.low + i) + load<V>(bars.close + i)));
    });
}

struct BalanceVolumeKernel {
    double level = 0, previous = -std::numeric_limits<double>::infinity();
    explicit BalanceVolumeKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) {
        // Without a branch: which way a bar moves cannot be foreseen.
        level += bar.volume * static_cast<double>((bar.close > previous) - (bar.close < previous));
        previous = bar.close;
        out[0] = level;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(level, previous);
    }
};

struct DistributionKernel {
    double level = 0;
    explicit DistributionKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) {
        level += moneyFlow(bar);
        out[0] = level;
    }
    [[gnu::flatten]] bool tryRun(const Stretch& bars, double* const* out) {
        double sum = level;
        double* __restrict to = out[0];
        FiniteCheck check;
        eachFlow(bars, check, [&](std::size_t i, double flow) { to[i] = sum += flow; });
        if (check.failed()) return false;
        level = sum;
        return true;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(level);
    }
};

/// The averages are kept over their weights: m += flow, then e = (1 - w) e + m, and w e is the average.
struct ChaikinOscillatorKernel {
    double fast_pace, slow_pace;
    double level = 0, fast = 0, slow = 0;
    bool started = false;
    explicit ChaikinOscillatorKernel(Parameters p) : fast_pace(2 / (p[0] + 1)), slow_pace(2 / (p[1] + 1)) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double flow = moneyFlow(bar);
        if (!started) {
            level = flow; // both averages start from it
            fast = level / fast_pace;
            slow = level / slow_pace;
            started = true;
            out[0] = fused(fast_pace, fast, -(slow_pace * slow));
            return;
        }
        out[0] = advance(flow);
    }
    double advance(double flow) {
        level += flow;
        fast = fused(1 - fast_pace, fast, level);
        slow = fused(1 - slow_pace, slow, level);
        return fused(fast_pace, fast, -(slow_pace * slow));
    }
    [[gnu::flatten]] bool tryRun(const Stretch& bars, double* const* out) {
        ChaikinOscillatorKernel local = *this; // in registers
        double* __restrict to = out[0];
        FiniteCheck check;
        eachFlow(bars, check, [&](std::size_t i, double flow) { to[i] = local.advance(flow); });
        if (check.failed()) return false;
        *this = local;
        return true;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(level, fast, slow, started);
    }
};

struct ChaikinFlowKernel {
    RollingSum flow, volume;
    explicit ChaikinFlowKernel(Parameters p) : flow(whole(p[0])), volume(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double part = flow.update(moneyFlow(bar)), total = volume.update(bar.volume);
        out[0] = total == 0 ? 0.0 : part / total;
    }
    [[gnu::flatten]] void run(const Stretch& bars, double* const* out) {
        StretchValues flows, parts;
        FiniteCheck seen; // they are good
        eachFlow(bars, seen, [&](std::size_t i, double one) { flows[i] = one; });
        flow.run(flows.data(), parts.data(), bars.count);
        volume.runFinite(bars.volume, out[0], bars.count, [&](auto total, std::size_t i) {
            using V = decltype(total);
            const V share = load<V>(parts.data() + i) / total;
            return total == 0 ? V{} : share;
        });
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(flow, volume);
    }
};

struct RollingVwapKernel {
    RollingSum money, volume;
    double last = std::nan("");
    explicit RollingVwapKernel(Parameters p) : money(whole(p[0])), volume(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double part = money.update(typicalPrice(bar) * bar.volume), total = volume.update(bar.volume);
        if (total != 0) last = part / total;
        out[0] = last;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(money, volume, last);
    }
};

struct AnchoredVwapKernel {
    double money = 0, volume = 0;
    explicit AnchoredVwapKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) {
        money += typicalPrice(bar) * bar.volume;
        volume += bar.volume;
        out[0] = volume == 0 ? std::nan("") : money / volume;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(money, volume);
    }
};

struct MoneyFlowIndexKernel {
    RollingSum positive, negative;
    double previous = 0;
    bool started = false;
    explicit MoneyFlowIndexKernel(Parameters p) : positive(whole(p[0])), negative(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double price = typicalPrice(bar), flow = price * bar.volume;
        if (started) {
            const double up = positive.update(price > previous ? flow : 0.0);
            const double down = negative.update(price < previous ? flow : 0.0);
            out[0] = up + down == 0 ? 0.0 : 100 * (up / (up + down));
        }
        started = true;
        previous = price;
    }
    /// After the first bar.
    [[gnu::flatten]] void run(const Stretch& bars, double* const* out) {
        StretchValues price, up, down, gains;
        typicalPrices(bars, price.data());
        up[0] = price[0] > previous ? price[0] * bars.volume[0] : 0.0;
        down[0] = price[0] < previous ? price[0] * bars.volume[0] : 0.0;
        forLanes(bars.count - 1, [&](auto lane, std::size_t i) {
            using V = decltype(lane);
            const V now = load<V>(&price[i + 1]), before = load<V>(&price[i]);
            const V flow = now * load<V>(bars.volume + i + 1);
            store(&up[i + 1], now > before ? flow : V{});
            store(&down[i + 1], now < before ? flow : V{});
        });
        previous = price[bars.count - 1];
        positive.run(up.data(), gains.data(), bars.count);
        negative.run(down.data(), out[0], bars.count, [&](auto loss, std::size_t i) {
            using V = decltype(loss);
            const V gain = load<V>(&gains[i]), sum = gain + loss, share = 100.0 * (gain / sum);
            return sum == 0 ? V{} : share;
        });
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(positive, negative, previous, started);
    }
};

constexpr RowMaker kRow{"volume", kHigh | kLow | kClose | kVolume};

std::vector<IndicatorSpec> flowRows() {
    return {
        RowMaker{"volume", kClose | kVolume}(
            "obv", "On balance volume", "OBV", {}, noLookback, buildIndicator<BalanceVolumeKernel>,
            "+V when C rises, -V when it falls; starts at the first V", "Granville 1963"),
        kRow("accumulation_distribution", "Accumulation/distribution line", "AD", {}, noLookback,
             buildIndicator<DistributionKernel>, "sum of ((C - L) - (H - C))/(H - L) V, 0 without range",
             "Chaikin"),
        kRow(
            "chaikin_oscillator", "Chaikin oscillator", "ADOSC",
            {periodParameter(3, 2, "fast_period"), periodParameter(10, 2, "slow_period")},
            [](Parameters p) { return whole(std::max(p[0], p[1])) - 1; },
            buildIndicator<ChaikinOscillatorKernel>,
            "EMA(fast) - EMA(slow) of the accumulation/distribution line, both from its first value",
            "Chaikin"),
        kRow("chaikin_money_flow", "Chaikin money flow", "", {periodParameter(20)}, periodLessOne,
             buildIndicator<ChaikinFlowKernel>,
             "sum of ((C - L) - (H - C))/(H - L) V / sum of V over n; 0 without volume", "Chaikin"),
    };
}

} // namespace

std::vector<IndicatorSpec> volumeIndicators() {
    std::vector<IndicatorSpec> rows = flowRows();
    rows.push_back(RowMaker{"volume", kVolume}("volume_sma", "Average volume", "SMA", {periodParameter(20)},
                                               periodLessOne, buildIndicator<OfField<Sma, &BarInput::volume>>,
                                               "mean volume of the last n", "TA-Lib",
                                               "SMA of the volume; default period 20"));
    rows.push_back(kRow("vwap", "Volume weighted average price, rolling", "", {periodParameter(20)},
                        periodLessOne, buildIndicator<RollingVwapKernel>,
                        "sum(TP V)/sum V over n, TP = (H + L + C)/3; the last value without volume",
                        "Berkowitz, Logue and Noser 1988"));
    rows.push_back(kRow("anchored_vwap", "Volume weighted average price since the start", "", {}, noLookback,
                        buildIndicator<AnchoredVwapKernel>,
                        "sum(TP V)/sum V from the first bar on (start one per session); NaN without volume",
                        "Berkowitz, Logue and Noser 1988"));
    rows.push_back(kRow("money_flow_index", "Money flow index", "MFI", {periodParameter(14, 2)}, fullPeriod,
                        buildIndicator<MoneyFlowIndexKernel>,
                        "100 P/(P + N), sums of TP V on rises and falls of TP; 0 if both are 0",
                        "Quong and Soudack 1989",
                        "TA-Lib gives 0 as soon as P + N < 1, which breaks fractional volumes"));
    return rows;
}

} // namespace nautilus::numerics

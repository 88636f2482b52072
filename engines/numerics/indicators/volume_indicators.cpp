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
double moneyFlow(const BarInput& bar) {
    const double range = bar.high - bar.low;
    const double flow = ((bar.close - bar.low) - (bar.high - bar.close)) / range * bar.volume;
    return range > 0 ? flow : 0.0;
}

/// to[i] = Of(bar i).
template <double (*Of)(const BarInput&)>
void map(const Stretch& bars, double* __restrict to) {
    for (std::size_t i = 0; i < bars.count; ++i)
        to[i] = Of(BarInput{bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]});
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
    void run(const Stretch& bars, double* const* out) {
        StretchValues flow;
        map<moneyFlow>(bars, flow.data());
        double sum = level;
        for (std::size_t i = 0; i < bars.count; ++i)
            out[0][i] = sum += flow[i];
        level = sum;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(level);
    }
};

struct ChaikinOscillatorKernel {
    double fast_pace, slow_pace;
    double level = 0, fast = 0, slow = 0;
    bool started = false;
    explicit ChaikinOscillatorKernel(Parameters p) : fast_pace(2 / (p[0] + 1)), slow_pace(2 / (p[1] + 1)) {}
    void step(const BarInput& bar, std::span<double> out) {
        if (!started) fast = slow = level + moneyFlow(bar);
        started = true;
        out[0] = advance(moneyFlow(bar));
    }
    double advance(double flow) {
        level += flow;
        fast = fused(1 - fast_pace, fast, fast_pace * level);
        slow = fused(1 - slow_pace, slow, slow_pace * level);
        return fast - slow;
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues flow;
        map<moneyFlow>(bars, flow.data());
        ChaikinOscillatorKernel local = *this;
        for (std::size_t i = 0; i < bars.count; ++i)
            out[0][i] = local.advance(flow[i]);
        *this = local;
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
    void run(const Stretch& bars, double* const* out) {
        StretchValues flows, parts, totals;
        map<moneyFlow>(bars, flows.data());
        flow.run(flows.data(), parts.data(), bars.count);
        volume.run(bars.volume, totals.data(), bars.count);
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double share = parts[i] / totals[i];
            out[0][i] = totals[i] == 0 ? 0.0 : share;
        }
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
    void run(const Stretch& bars, double* const* out) {
        StretchValues price, up, down, gains, losses;
        map<typicalPrice>(bars, price.data());
        double before = previous;
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double flow = price[i] * bars.volume[i];
            up[i] = price[i] > before ? flow : 0.0;
            down[i] = price[i] < before ? flow : 0.0;
            before = price[i];
        }
        previous = before;
        positive.run(up.data(), gains.data(), bars.count);
        negative.run(down.data(), losses.data(), bars.count);
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double sum = gains[i] + losses[i], share = 100 * (gains[i] / sum);
            out[0][i] = sum == 0 ? 0.0 : share;
        }
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

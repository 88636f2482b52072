#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/last_values.h"
#include "engines/numerics/indicators/rolling_extremes.h"
#include "engines/numerics/indicators/rsi.h"
#include "engines/numerics/indicators/true_range.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::numerics {
namespace {

struct ChandeKernel {
    Wilder gain, loss;
    double previous = 0;
    bool started = false;
    explicit ChandeKernel(Parameters p) : gain(whole(p[0])), loss(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        if (started) {
            const double change = bar.close - previous;
            const double up = gain.update(std::max(change, 0.0)), down = loss.update(std::max(-change, 0.0));
            out[0] = up + down == 0 ? 0.0 : 100 * ((up - down) / (up + down));
        }
        previous = bar.close;
        started = true;
    }
    /// After the first bar.
    void run(const Stretch& bars, double* const* out) {
        step({0, 0, 0, bars.close[0], 0}, {out[0], 1}); // fills the averages, if nothing has before
        Wilder gains = gain, losses = loss;
        double before = previous;
        for (std::size_t i = 1; i < bars.count; ++i) {
            const double change = bars.close[i] - before;
            const double up = gains.advance(std::max(change, 0.0));
            const double down = losses.advance(std::max(-change, 0.0));
            const double sum = up + down, share = 100 * ((up - down) / sum);
            out[0][i] = sum == 0 ? 0.0 : share;
            before = bars.close[i];
        }
        previous = before;
        gain = gains;
        loss = losses;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(gain, loss, previous, started);
    }
};

struct UltimateKernel {
    std::array<RollingSum, 3> pressure, range;
    TrueRange true_range;
    double previous = 0;
    explicit UltimateKernel(Parameters p) : pressure(sums(p)), range(sums(p)) {}
    static std::array<RollingSum, 3> sums(Parameters p) {
        std::array<double, 3> n{p[0], p[1], p[2]};
        std::sort(n.begin(), n.end());
        return {RollingSum(whole(n[0])), RollingSum(whole(n[1])), RollingSum(whole(n[2]))};
    }
    void step(const BarInput& bar, std::span<double> out) {
        const double tr = true_range.update(bar);
        const double buying = std::isnan(tr) ? tr : bar.close - std::min(bar.low, previous);
        double sum = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double total = range[i].update(tr), part = pressure[i].update(buying);
            sum += total == 0 ? 0.0 : static_cast<double>(4U >> i) * (part / total);
        }
        out[0] = 100 * Divisor(7).of(sum);
        previous = bar.close;
    }
    /// After the first bar.
    void run(const Stretch& bars, double* const* out) {
        StretchValues ranges, buying, part, one, two;
        true_range.run(bars, ranges.data());
        buying[0] = bars.close[0] - std::min(bars.low[0], previous);
        for (std::size_t i = 1; i < bars.count; ++i)
            buying[i] = bars.close[i] - std::min(bars.low[i], bars.close[i - 1]);
        previous = bars.close[bars.count - 1];
        one.fill(0);
        const auto add = [&](std::size_t term, const double* before, double* __restrict after) {
            pressure[term].run(buying.data(), part.data(), bars.count);
            const auto weight = static_cast<double>(4U >> term);
            range[term].run(ranges.data(), after, bars.count, [&](auto total, std::size_t i) {
                using V = decltype(total);
                const V share = weight * (load<V>(&part[i]) / total);
                return load<V>(before + i) + (total == 0 ? V{} : share);
            });
        };
        add(0, one.data(), two.data());
        add(1, two.data(), one.data());
        add(2, one.data(), two.data());
        double* __restrict to = out[0];
        for (std::size_t i = 0; i < bars.count; ++i)
            to[i] = 100 * Divisor(7).of(two[i]);
    }
    template <class Archive>
    void visit(Archive& archive) {
        for (std::size_t i = 0; i < 3; ++i)
            archive(pressure[i], range[i]);
        archive(true_range, previous);
    }
};

struct ChannelIndexKernel {
    LastValues prices;
    std::vector<double> scratch{}; ///< of runs; not state
    explicit ChannelIndexKernel(Parameters p) : prices(whole(p[0])) {}
    template <class V>
    void judge(const double* window, double* out) const {
        const std::size_t n = prices.size();
        const V mean = windowMean<V>(window, n);
        const V deviation = absoluteDeviations(window, n, mean) / static_cast<double>(n);
        const V index = (load<V>(window + n - 1) - mean) / (0.015 * deviation);
        store(out, deviation == 0 ? V{} : index);
    }
    void step(const BarInput& bar, std::span<double> out) {
        prices.push(Divisor(3).of(bar.high + bar.low + bar.close));
        if (prices.full()) judge<double>(prices.window(), out.data());
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues typical;
        for (std::size_t i = 0; i < bars.count; ++i)
            typical[i] = Divisor(3).of(bars.high[i] + bars.low[i] + bars.close[i]);
        prices.push(typical[0]); // fills the window, if nothing has before
        judge<double>(prices.window(), out[0]);
        prices.unroll(typical.data() + 1, bars.count - 1, scratch);
        forLanes(bars.count - 1, [&](auto lane, std::size_t i) {
            judge<decltype(lane)>(scratch.data() + i, out[0] + 1 + i);
        });
        prices.append(typical.data() + 1, bars.count - 1);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(prices);
    }
};

template <std::size_t Outputs>
struct AroonKernel {
    static constexpr std::size_t kOutputs = Outputs;
    AgeOfMax high;
    AgeOfMin low;
    double n;
    Divisor over_n;
    explicit AroonKernel(Parameters p) : high(whole(p[0]) + 1), low(whole(p[0]) + 1), n(p[0]), over_n(p[0]) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double since_high = high.update(bar.high), since_low = low.update(bar.low);
        out[0] = 100 * over_n.of(Outputs == 1 ? since_low - since_high : n - since_low);
        if constexpr (Outputs == 2) out[1] = 100 * over_n.of(n - since_high);
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues since_high, since_low;
        high.run(bars.high, since_high.data(), bars.count);
        low.run(bars.low, since_low.data(), bars.count);
        double* __restrict first = out[0];
        const double all = n;
        const Divisor over = over_n;
        for (std::size_t i = 0; i < bars.count; ++i)
            first[i] = 100 * over.of(Outputs == 1 ? since_low[i] - since_high[i] : all - since_low[i]);
        if constexpr (Outputs == 2)
            for (std::size_t i = 0; i < bars.count; ++i)
                out[1][i] = 100 * over.of(all - since_high[i]);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(high, low);
    }
};

struct IntradayMomentumKernel {
    RollingSum up, down;
    explicit IntradayMomentumKernel(Parameters p) : up(whole(p[0])), down(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double gain = up.update(std::max(bar.close - bar.open, 0.0));
        const double loss = down.update(std::max(bar.open - bar.close, 0.0));
        out[0] = gain + loss == 0 ? 50.0 : 100 * (gain / (gain + loss));
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues rises{}, falls{}, gains;
        for (std::size_t i = 0; i < bars.count; ++i) {
            rises[i] = std::max(bars.close[i] - bars.open[i], 0.0);
            falls[i] = std::max(bars.open[i] - bars.close[i], 0.0);
        }
        up.run(rises.data(), gains.data(), bars.count);
        down.run(falls.data(), out[0], bars.count, [&](auto loss, std::size_t i) {
            using V = decltype(loss);
            const V gain = load<V>(&gains[i]), sum = gain + loss, share = 100.0 * (gain / sum);
            return sum == 0 ? V{} + 50.0 : share;
        });
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(up, down);
    }
};

struct BalanceKernel {
    explicit BalanceKernel(Parameters) {}
    template <class V>
    static V of(const PriceBar<V>& bar) {
        const V share = (bar.close - bar.open) / (bar.high - bar.low);
        return bar.high > bar.low ? share : V{};
    }
    void step(const BarInput& bar, std::span<double> out) { out[0] = of(pricesOf(bar)); }
    template <class Archive>
    void visit(Archive&) {}
};

std::vector<IndicatorSpec> strengthRows() {
    return {
        RowMaker{"momentum", kClose}(
            "rsi", "Relative strength index", "RSI", {periodParameter(14, 2), seedParameter()}, fullPeriod,
            buildIndicator<OfField<Rsi, &BarInput::close>>,
            "100 G/(G + L), G and L Wilder averages of gains and losses; 0 if both are 0", "Wilder 1978"),
        RowMaker{"momentum", kClose}("cmo", "Chande momentum oscillator", "CMO", {periodParameter(14, 2)},
                                     fullPeriod, buildIndicator<ChandeKernel>,
                                     "100 (G - L)/(G + L) with Wilder averages; 0 if both are 0",
                                     "Chande and Kroll 1994"),
        RowMaker{"momentum", kOpen | kClose}(
            "intraday_momentum_index", "Intraday momentum index", "IMI", {periodParameter(14)}, periodLessOne,
            buildIndicator<IntradayMomentumKernel>, "100 U/(U + D), sums of C - O upwards and downwards",
            "Chande and Kroll 1994", "50 where all bars are flat (as TA-Lib from 0.8; before NaN)"),
        RowMaker{"momentum", kOpen | kHigh | kLow | kClose}(
            "balance_of_power", "Balance of power", "BOP", {}, noLookback, buildIndicator<BalanceKernel>,
            "(C - O)/(H - L), 0 without range", "Livshin 2001"),
    };
}

} // namespace

std::vector<IndicatorSpec> oscillatorIndicators() {
    constexpr unsigned kBar = kHigh | kLow | kClose;
    std::vector<IndicatorSpec> rows = strengthRows();
    rows.push_back(RowMaker{"momentum", kBar}(
        "ultimate_oscillator", "Ultimate oscillator", "ULTOSC",
        {periodParameter(7, 1, "period_1"), periodParameter(14, 1, "period_2"),
         periodParameter(28, 1, "period_3")},
        [](Parameters p) { return whole(*std::max_element(p.begin(), p.end())); },
        buildIndicator<UltimateKernel>,
        "100 (4 B1/T1 + 2 B2/T2 + B3/T3)/7, sums of buying pressure and true range; T = 0 counts 0",
        "Williams 1985"));
    rows.push_back(RowMaker{"momentum", kBar}(
        "commodity_channel_index", "Commodity channel index", "CCI", {periodParameter(14, 2)}, periodLessOne,
        buildIndicator<ChannelIndexKernel>,
        "(TP - mean)/(0.015 mean |TP - mean|), 0 if flat; TP = (H + L + C)/3", "Lambert 1980"));
    rows.push_back(RowMaker{"momentum", kHigh | kLow}(
        "aroon", "Aroon", "AROON", {periodParameter(14, 2)}, fullPeriod, buildIndicator<AroonKernel<2>>,
        "100 (n - bars since the extreme of n + 1 bars)/n, the latest of equals", "Chande 1995"));
    rows.back().outputs = {"aroon_down", "aroon_up"};
    rows.push_back(RowMaker{"momentum", kHigh | kLow}(
        "aroon_oscillator", "Aroon oscillator", "AROONOSC", {periodParameter(14, 2)}, fullPeriod,
        buildIndicator<AroonKernel<1>>, "aroon_up - aroon_down", "Chande 1995"));
    return rows;
}

} // namespace nautilus::numerics

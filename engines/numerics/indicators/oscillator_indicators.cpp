#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/moving_average.h"
#include "engines/numerics/indicators/rolling_extremes.h"
#include "engines/numerics/indicators/rolling_moments.h"
#include "engines/numerics/indicators/rsi.h"
#include "engines/numerics/indicators/true_range.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::numerics {
namespace {

AverageKind averageKind(double parameter) {
    return static_cast<AverageKind>(whole(parameter));
}

/// 100 (x - lowest)/(highest - lowest) over n; 0 where there is no range.
struct FastK {
    RollingMax high;
    RollingMin low;
    explicit FastK(std::size_t n) : high(n), low(n) {}
    double update(double top, double bottom, double value) {
        const double highest = high.update(top), lowest = low.update(bottom);
        return highest == lowest ? 0.0 : 100 * ((value - lowest) / (highest - lowest));
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(high, low);
    }
};

struct StochasticKernel { // fast_k, slow_k, slow_k type, slow_d, slow_d type
    static constexpr std::size_t kOutputs = 2;
    FastK fast;
    MovingAverage slow, signal;
    explicit StochasticKernel(Parameters p)
        : fast(whole(p[0])), slow(averageKind(p[2]), whole(p[1])), signal(averageKind(p[4]), whole(p[3])) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = slow.update(fast.update(bar.high, bar.low, bar.close));
        out[1] = signal.update(out[0]);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(fast, slow, signal);
    }
};

struct FastStochasticKernel { // fast_k, fast_d, fast_d type
    static constexpr std::size_t kOutputs = 2;
    FastK fast;
    MovingAverage signal;
    explicit FastStochasticKernel(Parameters p) : fast(whole(p[0])), signal(averageKind(p[2]), whole(p[1])) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = fast.update(bar.high, bar.low, bar.close);
        out[1] = signal.update(out[0]);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(fast, signal);
    }
};

struct StochasticRsiKernel { // period, fast_k, fast_d, fast_d type
    static constexpr std::size_t kOutputs = 2;
    Rsi rsi;
    FastK fast;
    MovingAverage signal;
    explicit StochasticRsiKernel(Parameters p)
        : rsi(whole(p[0])), fast(whole(p[1])), signal(averageKind(p[3]), whole(p[2])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double strength = rsi.update(bar.close);
        out[0] = fast.update(strength, strength, strength);
        out[1] = signal.update(out[0]);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(rsi, fast, signal);
    }
};

struct WilliamsKernel {
    RollingMax high;
    RollingMin low;
    explicit WilliamsKernel(Parameters p) : high(whole(p[0])), low(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double highest = high.update(bar.high), lowest = low.update(bar.low);
        out[0] = highest == lowest ? 0.0 : -100 * ((highest - bar.close) / (highest - lowest));
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(high, low);
    }
};

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
        out[0] = 100 * (sum / 7);
        previous = bar.close;
    }
    template <class Archive>
    void visit(Archive& archive) {
        for (std::size_t i = 0; i < 3; ++i)
            archive(pressure[i], range[i]);
        archive(true_range, previous);
    }
};

struct ChannelIndexKernel {
    Window prices;
    RollingMoments moments;
    explicit ChannelIndexKernel(Parameters p) : prices(whole(p[0])), moments(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double typical = (bar.high + bar.low + bar.close) / 3;
        prices.push(typical);
        const double mean = moments.update(typical).mean;
        if (!prices.full()) return;
        const double deviation = prices.absoluteDeviations(mean) / static_cast<double>(prices.size());
        out[0] = deviation == 0 ? 0.0 : (typical - mean) / (0.015 * deviation);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(prices, moments);
    }
};

template <std::size_t Outputs>
struct AroonKernel {
    static constexpr std::size_t kOutputs = Outputs;
    AgedMax high;
    AgedMin low;
    double n;
    explicit AroonKernel(Parameters p) : high(whole(p[0]) + 1), low(whole(p[0]) + 1), n(p[0]) {}
    void step(const BarInput& bar, std::span<double> out) {
        high.update(bar.high);
        low.update(bar.low);
        const double up = 100 * ((n - static_cast<double>(high.age())) / n);
        const double down = 100 * ((n - static_cast<double>(low.age())) / n);
        out[0] = Outputs == 1 ? 100 * ((static_cast<double>(low.age()) - static_cast<double>(high.age())) / n)
                              : down;
        if constexpr (Outputs == 2) out[1] = up;
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
    template <class Archive>
    void visit(Archive& archive) {
        archive(up, down);
    }
};

struct BalanceKernel {
    explicit BalanceKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = bar.high > bar.low ? (bar.close - bar.open) / (bar.high - bar.low) : 0.0;
    }
    template <class Archive>
    void visit(Archive&) {}
};

IndicatorSpec row(std::string_view id, std::string_view title, std::string_view talib, unsigned inputs,
                  std::vector<std::string_view> outputs, std::vector<ParameterSpec> parameters,
                  std::size_t (*lookback)(Parameters), decltype(IndicatorSpec::make) make,
                  std::string_view formula, std::string_view source, std::string_view difference = "") {
    return {.id = id,
            .title = title,
            .group = "momentum",
            .inputs = inputs,
            .outputs = std::move(outputs),
            .parameters = std::move(parameters),
            .lookback = lookback,
            .make = make,
            .formula = formula,
            .source = source,
            .talib = talib,
            .difference = difference};
}

std::size_t averageLookback(double kind, double period) {
    return MovingAverage::lookback(averageKind(kind), whole(period));
}

std::vector<IndicatorSpec> stochasticRows() {
    constexpr unsigned kBar = kHigh | kLow | kClose;
    return {
        row(
            "stochastic", "Stochastic oscillator", "STOCH", kBar, {"slow_k", "slow_d"},
            {periodParameter(14, 1, "fast_k_period"), periodParameter(3, 1, "slow_k_period"),
             averageParameter(0, "slow_k_ma_type"), periodParameter(3, 1, "slow_d_period"),
             averageParameter(0, "slow_d_ma_type")},
            [](Parameters p) {
                return whole(p[0]) - 1 + averageLookback(p[2], p[1]) + averageLookback(p[4], p[3]);
            },
            buildIndicator<StochasticKernel>,
            "slow_k = MA of 100 (C - LL)/(HH - LL), 0 without range; slow_d = MA(slow_k)", "Lane",
            "default fast_k_period 14 (TA-Lib: 5)"),
        row(
            "stochastic_fast", "Fast stochastic oscillator", "STOCHF", kBar, {"fast_k", "fast_d"},
            {periodParameter(5, 1, "fast_k_period"), periodParameter(3, 1, "fast_d_period"),
             averageParameter(0, "fast_d_ma_type")},
            [](Parameters p) { return whole(p[0]) - 1 + averageLookback(p[2], p[1]); },
            buildIndicator<FastStochasticKernel>,
            "fast_k = 100 (C - LL)/(HH - LL), 0 without range; fast_d = MA(fast_k)", "Lane"),
        row(
            "stochastic_rsi", "Stochastic RSI", "STOCHRSI", kClose, {"fast_k", "fast_d"},
            {periodParameter(14, 2), periodParameter(5, 1, "fast_k_period"),
             periodParameter(3, 1, "fast_d_period"), averageParameter(0, "fast_d_ma_type")},
            [](Parameters p) { return whole(p[0]) + whole(p[1]) - 1 + averageLookback(p[3], p[2]); },
            buildIndicator<StochasticRsiKernel>, "the fast stochastic of RSI(n)", "Chande and Kroll 1994"),
        row("williams_r", "Williams %R", "WILLR", kBar, {"williams_r"}, {periodParameter(14, 2)},
            periodLessOne, buildIndicator<WilliamsKernel>, "-100 (HH - C)/(HH - LL), 0 without range",
            "Williams"),
    };
}

std::vector<IndicatorSpec> strengthRows() {
    return {
        row("rsi", "Relative strength index", "RSI", kClose, {"rsi"}, {periodParameter(14, 2)}, fullPeriod,
            buildIndicator<OfField<Rsi, &BarInput::close>>,
            "100 G/(G + L), G and L Wilder averages of gains and losses; 0 if both are 0", "Wilder 1978"),
        row("cmo", "Chande momentum oscillator", "CMO", kClose, {"cmo"}, {periodParameter(14, 2)}, fullPeriod,
            buildIndicator<ChandeKernel>, "100 (G - L)/(G + L) with Wilder averages; 0 if both are 0",
            "Chande and Kroll 1994"),
        row("intraday_momentum_index", "Intraday momentum index", "IMI", kOpen | kClose,
            {"intraday_momentum_index"}, {periodParameter(14)}, periodLessOne,
            buildIndicator<IntradayMomentumKernel>, "100 U/(U + D), sums of C - O upwards and downwards",
            "Chande and Kroll 1994", "50 where all bars are flat (as TA-Lib from 0.8; before NaN)"),
        row("balance_of_power", "Balance of power", "BOP", kOpen | kHigh | kLow | kClose,
            {"balance_of_power"}, {}, noLookback, buildIndicator<BalanceKernel>,
            "(C - O)/(H - L), 0 without range", "Livshin 2001"),
    };
}

} // namespace

std::vector<IndicatorSpec> oscillatorIndicators() {
    constexpr unsigned kBar = kHigh | kLow | kClose;
    std::vector<IndicatorSpec> rows = stochasticRows();
    for (IndicatorSpec& more : strengthRows())
        rows.push_back(std::move(more));
    rows.push_back(row(
        "ultimate_oscillator", "Ultimate oscillator", "ULTOSC", kBar, {"ultimate_oscillator"},
        {periodParameter(7, 1, "period_1"), periodParameter(14, 1, "period_2"),
         periodParameter(28, 1, "period_3")},
        [](Parameters p) { return whole(*std::max_element(p.begin(), p.end())); },
        buildIndicator<UltimateKernel>,
        "100 (4 B1/T1 + 2 B2/T2 + B3/T3)/7, sums of buying pressure and true range; T = 0 counts 0",
        "Williams 1985"));
    rows.push_back(
        row("commodity_channel_index", "Commodity channel index", "CCI", kBar, {"commodity_channel_index"},
            {periodParameter(14, 2)}, periodLessOne, buildIndicator<ChannelIndexKernel>,
            "(TP - mean)/(0.015 mean |TP - mean|), 0 if flat; TP = (H + L + C)/3", "Lambert 1980"));
    rows.push_back(row("aroon", "Aroon", "AROON", kHigh | kLow, {"aroon_down", "aroon_up"},
                       {periodParameter(14, 2)}, fullPeriod, buildIndicator<AroonKernel<2>>,
                       "100 (n - bars since the extreme of n + 1 bars)/n, the latest of equals",
                       "Chande 1995"));
    rows.push_back(row("aroon_oscillator", "Aroon oscillator", "AROONOSC", kHigh | kLow, {"aroon_oscillator"},
                       {periodParameter(14, 2)}, fullPeriod, buildIndicator<AroonKernel<1>>,
                       "aroon_up - aroon_down", "Chande 1995"));
    return rows;
}

} // namespace nautilus::numerics

#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/moving_average_passes.h"
#include "engines/numerics/indicators/rolling_extremes.h"
#include "engines/numerics/indicators/rsi.h"

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
    void run(const double* top, const double* bottom, const double* value, double* __restrict out,
             std::size_t count) {
        StretchValues lowest;
        high.run(top, out, count);
        low.run(bottom, lowest.data(), count);
        for (std::size_t i = 0; i < count; ++i) {
            const double share = 100 * ((value[i] - lowest[i]) / (out[i] - lowest[i]));
            out[i] = out[i] == lowest[i] ? 0.0 : share;
        }
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
    void run(const Stretch& bars, double* const* out) {
        StretchValues k;
        fast.run(bars.high, bars.low, bars.close, k.data(), bars.count);
        slow.run(k.data(), out[0], bars.count);
        signal.run(out[0], out[1], bars.count);
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
    void run(const Stretch& bars, double* const* out) {
        fast.run(bars.high, bars.low, bars.close, out[0], bars.count);
        signal.run(out[0], out[1], bars.count);
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
    void run(const Stretch& bars, double* const* out) {
        StretchValues strength{};
        rsi.run(bars.close, strength.data(), bars.count);
        fast.run(strength.data(), strength.data(), strength.data(), out[0], bars.count);
        signal.run(out[0], out[1], bars.count);
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
    void run(const Stretch& bars, double* const* out) {
        StretchValues lowest;
        double* __restrict to = out[0];
        high.run(bars.high, to, bars.count);
        low.run(bars.low, lowest.data(), bars.count);
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double share = -100 * ((to[i] - bars.close[i]) / (to[i] - lowest[i]));
            to[i] = to[i] == lowest[i] ? 0.0 : share;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(high, low);
    }
};

std::size_t averageLookback(double kind, double period) {
    return MovingAverage::lookback(averageKind(kind), whole(period));
}

} // namespace

std::vector<IndicatorSpec> stochasticIndicators() {
    constexpr unsigned kBar = kHigh | kLow | kClose;
    std::vector<IndicatorSpec> rows{
        RowMaker{"momentum", kBar}(
            "stochastic", "Stochastic oscillator", "STOCH",
            {periodParameter(14, 1, "fast_k_period"), periodParameter(3, 1, "slow_k_period"),
             averageParameter(0, "slow_k_ma_type"), periodParameter(3, 1, "slow_d_period"),
             averageParameter(0, "slow_d_ma_type")},
            [](Parameters p) {
                return whole(p[0]) - 1 + averageLookback(p[2], p[1]) + averageLookback(p[4], p[3]);
            },
            buildIndicator<StochasticKernel>,
            "slow_k = MA of 100 (C - LL)/(HH - LL), 0 without range; slow_d = MA(slow_k)", "Lane",
            "default fast_k_period 14 (TA-Lib: 5)"),
        RowMaker{"momentum", kBar}(
            "stochastic_fast", "Fast stochastic oscillator", "STOCHF",
            {periodParameter(5, 1, "fast_k_period"), periodParameter(3, 1, "fast_d_period"),
             averageParameter(0, "fast_d_ma_type")},
            [](Parameters p) { return whole(p[0]) - 1 + averageLookback(p[2], p[1]); },
            buildIndicator<FastStochasticKernel>,
            "fast_k = 100 (C - LL)/(HH - LL), 0 without range; fast_d = MA(fast_k)", "Lane"),
        RowMaker{"momentum", kClose}(
            "stochastic_rsi", "Stochastic RSI", "STOCHRSI",
            {periodParameter(14, 2), periodParameter(5, 1, "fast_k_period"),
             periodParameter(3, 1, "fast_d_period"), averageParameter(0, "fast_d_ma_type")},
            [](Parameters p) { return whole(p[0]) + whole(p[1]) - 1 + averageLookback(p[3], p[2]); },
            buildIndicator<StochasticRsiKernel>, "the fast stochastic of RSI(n)", "Chande and Kroll 1994"),
        RowMaker{"momentum", kBar}("williams_r", "Williams %R", "WILLR", {periodParameter(14, 2)},
                                   periodLessOne, buildIndicator<WilliamsKernel>,
                                   "-100 (HH - C)/(HH - LL), 0 without range", "Williams"),
    };
    rows[0].outputs = {"slow_k", "slow_d"};
    rows[1].outputs = rows[2].outputs = {"fast_k", "fast_d"};
    return rows;
}

} // namespace nautilus::numerics

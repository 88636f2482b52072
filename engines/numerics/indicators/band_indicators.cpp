#include "engines/numerics/indicators/bollinger.h"
#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/moving_average_passes.h"
#include "engines/numerics/indicators/rolling_extremes.h"
#include "engines/numerics/indicators/true_range.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {
namespace {

enum class BandView { kBands, kWidth, kPosition };

template <BandView View>
struct BollingerKernel {
    static constexpr std::size_t kOutputs = View == BandView::kBands ? 3 : 1;
    Bollinger bands;
    explicit BollingerKernel(Parameters p) : bands(whole(p[0]), p[1], p[2]) {}
    void step(const BarInput& bar, std::span<double> out) {
        const Bollinger::Value v = bands.update(bar.close);
        if constexpr (View == BandView::kWidth) {
            out[0] = (v.upper - v.lower) / v.middle;
        } else if constexpr (View == BandView::kPosition) {
            out[0] = v.position(bar.close);
        } else {
            out[0] = v.upper;
            out[1] = v.middle;
            out[2] = v.lower;
        }
    }
    void run(const Stretch& bars, double* const* out) {
        if constexpr (View == BandView::kBands) {
            bands.run(bars.close, out[0], out[1], out[2], bars.count);
            return;
        }
        StretchValues upper, middle, lower;
        bands.run(bars.close, upper.data(), middle.data(), lower.data(), bars.count);
        for (std::size_t i = 0; i < bars.count; ++i)
            out[0][i] = View == BandView::kWidth
                            ? (upper[i] - lower[i]) / middle[i]
                            : Bollinger::Value{upper[i], middle[i], lower[i]}.position(bars.close[i]);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(bands);
    }
};

struct KeltnerKernel {
    static constexpr std::size_t kOutputs = 3;
    Ema middle, range;
    Wilder atr;
    TrueRange true_range;
    double multiplier;
    bool wilder;
    explicit KeltnerKernel(Parameters p)
        : middle(whole(p[0])), range(whole(p[0])), atr(whole(p[3])), multiplier(p[1]), wilder(p[2] == 1) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double tr = true_range.update(bar);
        const double width = multiplier * (wilder ? atr.update(tr) : range.update(tr));
        out[1] = middle.update(bar.close);
        out[0] = out[1] + width;
        out[2] = out[1] - width;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(middle, range, atr, true_range);
    }
};

struct DonchianKernel {
    static constexpr std::size_t kOutputs = 3;
    RollingMax high;
    RollingMin low;
    explicit DonchianKernel(Parameters p) : high(whole(p[0])), low(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = high.update(bar.high);
        out[2] = low.update(bar.low);
        out[1] = (out[0] + out[2]) / 2;
    }
    void run(const Stretch& bars, double* const* out) {
        high.run(bars.high, out[0], bars.count);
        low.run(bars.low, out[2], bars.count);
        for (std::size_t i = 0; i < bars.count; ++i)
            out[1][i] = (out[0][i] + out[2][i]) / 2;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(high, low);
    }
};

struct AccelerationKernel {
    static constexpr std::size_t kOutputs = 3;
    Sma upper, middle, lower;
    explicit AccelerationKernel(Parameters p) : upper(whole(p[0])), middle(whole(p[0])), lower(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double sum = bar.high + bar.low;
        const double width = sum == 0 ? 0.0 : 4 * (bar.high - bar.low) / sum;
        out[0] = upper.update(bar.high * (1 + width));
        out[1] = middle.update(bar.close);
        out[2] = lower.update(bar.low * (1 - width));
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues top{}, bottom{};
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double sum = bars.high[i] + bars.low[i], share = 4 * (bars.high[i] - bars.low[i]) / sum;
            const double width = sum == 0 ? 0.0 : share;
            top[i] = bars.high[i] * (1 + width);
            bottom[i] = bars.low[i] * (1 - width);
        }
        upper.run(top.data(), out[0], bars.count);
        middle.run(bars.close, out[1], bars.count);
        lower.run(bottom.data(), out[2], bars.count);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(upper, middle, lower);
    }
};

/// Middle of the range of the last n bars.
struct MidRange {
    RollingMax high;
    RollingMin low;
    explicit MidRange(std::size_t n) : high(n), low(n) {}
    double update(double top, double bottom) { return (high.update(top) + low.update(bottom)) / 2; }
    void run(const double* top, const double* bottom, double* __restrict out, std::size_t count) {
        StretchValues lowest;
        high.run(top, out, count);
        low.run(bottom, lowest.data(), count);
        for (std::size_t i = 0; i < count; ++i)
            out[i] = (out[i] + lowest[i]) / 2;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(high, low);
    }
};

struct IchimokuKernel {
    static constexpr std::size_t kOutputs = 4;
    MidRange conversion, standard, wide;
    Delay shift_a, shift_b;
    explicit IchimokuKernel(Parameters p)
        : conversion(whole(p[0])), standard(whole(p[1])), wide(whole(p[2])), shift_a(whole(p[3])),
          shift_b(whole(p[3])) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = conversion.update(bar.high, bar.low);
        out[1] = standard.update(bar.high, bar.low);
        out[2] = shift_a.update((out[0] + out[1]) / 2);
        out[3] = shift_b.update(wide.update(bar.high, bar.low));
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues cloud;
        conversion.run(bars.high, bars.low, out[0], bars.count);
        standard.run(bars.high, bars.low, out[1], bars.count);
        for (std::size_t i = 0; i < bars.count; ++i)
            cloud[i] = (out[0][i] + out[1][i]) / 2;
        shift_a.run(cloud.data(), out[2], bars.count);
        wide.run(bars.high, bars.low, cloud.data(), bars.count);
        shift_b.run(cloud.data(), out[3], bars.count);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(conversion, standard, wide, shift_a, shift_b);
    }
};

template <double BarInput::*Top, double BarInput::*Bottom>
struct MidKernel {
    MidRange range;
    explicit MidKernel(Parameters p) : range(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) { out[0] = range.update(bar.*Top, bar.*Bottom); }
    void run(const Stretch& bars, double* const* out) {
        const bool closes = Top == &BarInput::close;
        range.run(closes ? bars.close : bars.high, closes ? bars.close : bars.low, out[0], bars.count);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(range);
    }
};

IndicatorSpec row(std::string_view id, std::string_view title, unsigned inputs,
                  std::vector<std::string_view> outputs, std::vector<ParameterSpec> parameters,
                  std::size_t (*lookback)(Parameters), decltype(IndicatorSpec::make) make,
                  std::string_view formula, std::string_view source, std::string_view talib,
                  std::string_view difference = "") {
    return {.id = id,
            .title = title,
            .group = "trend",
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

std::vector<IndicatorSpec> bollingerRows() {
    const std::vector<ParameterSpec> parameters{
        periodParameter(20, 2), {"deviations_up", 2, 0, 100, false}, {"deviations_down", 2, 0, 100, false}};
    std::vector<IndicatorSpec> rows{
        row("bollinger_bands", "Bollinger bands", kClose, {"upper", "middle", "lower"}, parameters,
            periodLessOne, buildIndicator<BollingerKernel<BandView::kBands>>,
            "mean +- d population deviations of the last n", "Bollinger 2001", "BBANDS",
            "default period 20 (TA-Lib before 0.8: 5); the average is the simple one"),
        row("bollinger_width", "Bollinger band width", kClose, {"bollinger_width"}, parameters, periodLessOne,
            buildIndicator<BollingerKernel<BandView::kWidth>>, "(upper - lower)/middle", "Bollinger 2001",
            ""),
        row("bollinger_percent_b", "Bollinger %b", kClose, {"bollinger_percent_b"}, parameters, periodLessOne,
            buildIndicator<BollingerKernel<BandView::kPosition>>,
            "(C - lower)/(upper - lower); NaN if the bands coincide", "Bollinger 2001", "")};
    rows[1].group = "volatility";
    return rows;
}

std::size_t keltnerLookback(Parameters p) {
    return p[2] == 1 ? std::max(whole(p[0]) - 1, whole(p[3])) : whole(p[0]);
}
std::size_t ichimokuLookback(Parameters p) {
    return std::max({whole(p[0]), whole(p[1]), whole(p[2])}) - 1 + whole(p[3]);
}

} // namespace

std::vector<IndicatorSpec> bandIndicators() {
    std::vector<IndicatorSpec> rows = bollingerRows();
    const std::vector<std::string_view> bands{"upper", "middle", "lower"};
    rows.push_back(row("keltner_channels", "Keltner channels", kHigh | kLow | kClose, bands,
                       {periodParameter(20),
                        {"multiplier", 2, 0, 100, false},
                        {"band", 0, 0, 1, true},
                        periodParameter(10, 1, "atr_period")},
                       keltnerLookback, buildIndicator<KeltnerKernel>,
                       "EMA(C) +- m EMA(TR) over n (band 0) or +- m ATR(atr_period) (band 1)",
                       "Keltner 1960, Raschke", ""));
    rows.back().group = "volatility";
    rows.push_back(row("donchian_channels", "Donchian channels", kHigh | kLow, bands, {periodParameter(20)},
                       periodLessOne, buildIndicator<DonchianKernel>,
                       "highest high, lowest low of n, their middle", "Donchian", ""));
    rows.push_back(row("acceleration_bands", "Acceleration bands", kHigh | kLow | kClose, bands,
                       {periodParameter(20)}, periodLessOne, buildIndicator<AccelerationKernel>,
                       "SMA of H (1 + w), C, L (1 - w), w = 4 (H - L)/(H + L)", "Headley 2002", "ACCBANDS"));
    rows.push_back(row("ichimoku", "Ichimoku", kHigh | kLow, {"tenkan", "kijun", "senkou_a", "senkou_b"},
                       {periodParameter(9, 1, "tenkan_period"), periodParameter(26, 1, "kijun_period"),
                        periodParameter(52, 1, "senkou_period"), periodParameter(26, 0, "displacement")},
                       ichimokuLookback, buildIndicator<IchimokuKernel>,
                       "middles of ranges; the cloud over bar t was computed on bar t - displacement; "
                       "no chikou, which looks ahead",
                       "Hosoda 1969", ""));
    rows.push_back(row("midpoint", "Midpoint", kClose, {"midpoint"}, {periodParameter(14)}, periodLessOne,
                       buildIndicator<MidKernel<&BarInput::close, &BarInput::close>>,
                       "(highest C + lowest C)/2 of n", "TA-Lib", "MIDPOINT"));
    rows.push_back(row("midprice", "Midprice", kHigh | kLow, {"midprice"}, {periodParameter(14)},
                       periodLessOne, buildIndicator<MidKernel<&BarInput::high, &BarInput::low>>,
                       "(highest H + lowest L)/2 of n", "TA-Lib", "MIDPRICE"));
    return rows;
}

} // namespace nautilus::numerics

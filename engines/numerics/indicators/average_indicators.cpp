#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/moving_average_passes.h"
#include "engines/numerics/indicators/true_range.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {
namespace {

template <class Block>
using OfClose = OfField<Block, &BarInput::close>;

struct TillsonKernel {
    T3 average;
    explicit TillsonKernel(Parameters p) : average(whole(p[0]), p[1]) {}
    void step(const BarInput& bar, std::span<double> out) { out[0] = average.update(bar.close); }
    void run(const Stretch& bars, double* const* out) { average.run(bars.close, out[0], bars.count); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(average);
    }
};

struct AnyAverageKernel { // period, type
    MovingAverage average;
    explicit AnyAverageKernel(Parameters p) : average(static_cast<AverageKind>(whole(p[1])), whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) { out[0] = average.update(bar.close); }
    void run(const Stretch& bars, double* const* out) { average.run(bars.close, out[0], bars.count); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(average);
    }
};

std::size_t rootPeriod(Parameters p) {
    return whole(std::sqrt(p[0]));
}

struct HullKernel {
    Wma half, full, smooth;
    explicit HullKernel(Parameters p) : half(whole(p[0]) / 2), full(whole(p[0])), smooth(rootPeriod(p)) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double fast = half.update(bar.close);
        out[0] = smooth.update(2 * fast - full.update(bar.close));
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues fast, slow;
        half.run(bars.close, fast.data(), bars.count);
        full.run(bars.close, slow.data(), bars.count);
        for (std::size_t i = 0; i < bars.count; ++i)
            fast[i] = 2 * fast[i] - slow[i];
        smooth.run(fast.data(), out[0], bars.count);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(half, full, smooth);
    }
};

struct VolumeWeightedKernel {
    RollingSum money, volume;
    Sma plain;
    explicit VolumeWeightedKernel(Parameters p)
        : money(whole(p[0])), volume(whole(p[0])), plain(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double sum = volume.update(bar.volume);
        const double weighted = money.update(bar.close * bar.volume);
        const double average = plain.update(bar.close);
        out[0] = sum == 0 ? average : weighted / sum;
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues product{}, weighted, sum;
        for (std::size_t i = 0; i < bars.count; ++i)
            product[i] = bars.close[i] * bars.volume[i];
        volume.run(bars.volume, sum.data(), bars.count);
        money.run(product.data(), weighted.data(), bars.count);
        plain.run(bars.close, out[0], bars.count);
        double* __restrict to = out[0];
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double ratio = weighted[i] / sum[i];
            to[i] = sum[i] == 0 ? to[i] : ratio;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(money, volume, plain);
    }
};

template <class Kernel>
IndicatorSpec average(std::string_view id, std::string_view title, double period, std::string_view talib,
                      std::size_t (*lookback)(Parameters), std::string_view formula,
                      std::string_view source) {
    return {.id = id,
            .title = title,
            .group = "trend",
            .inputs = kClose,
            .outputs = {id},
            .parameters = {periodParameter(period)},
            .lookback = lookback,
            .make = buildIndicator<Kernel>,
            .formula = formula,
            .source = source,
            .talib = talib};
}

std::vector<IndicatorSpec> plainAverages() {
    return {
        average<OfClose<Sma>>("sma", "Simple moving average", 30, "SMA", periodLessOne, "mean of the last n",
                              "TA-Lib"),
        average<OfClose<Ema>>("ema", "Exponential moving average", 30, "EMA", periodLessOne,
                              "e += 2/(n+1) (C - e); starts from the mean of the first n", "TA-Lib"),
        average<OfClose<Wma>>("wma", "Weighted moving average", 30, "WMA", periodLessOne,
                              "weights n (newest) .. 1", "TA-Lib"),
        average<OfClose<Dema>>(
            "dema", "Double exponential moving average", 30, "DEMA",
            [](Parameters p) { return 2 * (whole(p[0]) - 1); }, "2 E1 - E2", "Mulloy 1994"),
        average<OfClose<Tema>>(
            "tema", "Triple exponential moving average", 30, "TEMA",
            [](Parameters p) { return 3 * (whole(p[0]) - 1); }, "3 E1 - 3 E2 + E3", "Mulloy 1994"),
        average<OfClose<Trima>>("trima", "Triangular moving average", 30, "TRIMA", periodLessOne,
                                "simple average of a simple average", "TA-Lib"),
        average<OfClose<Kama>>("kama", "Kaufman adaptive moving average", 30, "KAMA", fullPeriod,
                               "K += (C - K) s^2, s = E (2/3 - 2/31) + 2/31, E = |change| / sum |changes|",
                               "Kaufman 1995"),
        average<OfClose<Wilder>>("wilder_average", "Wilder's moving average", 14, "", periodLessOne,
                                 "w = (w (n-1) + C)/n; starts from the mean of the first n", "Wilder 1978"),
    };
}

} // namespace

std::vector<IndicatorSpec> averageIndicators() {
    std::vector<IndicatorSpec> rows = plainAverages();
    for (IndicatorSpec& recursive : rows)
        for (const std::string_view id : {"ema", "dema", "tema", "wilder_average"})
            if (recursive.id == id) recursive.parameters.push_back(seedParameter());
    IndicatorSpec t3 = average<TillsonKernel>(
        "t3", "Tillson T3 moving average", 5, "T3", [](Parameters p) { return 6 * (whole(p[0]) - 1); },
        "-v^3 E6 + 3(v^2+v^3) E5 - (6v^2+3v+3v^3) E4 + (1+3v+3v^2+v^3) E3", "Tillson 1998");
    t3.parameters.push_back({"volume_factor", 0.7, 0, 1, false});
    rows.push_back(t3);
    IndicatorSpec hull = average<HullKernel>(
        "hull_moving_average", "Hull moving average", 16, "",
        [](Parameters p) { return whole(p[0]) - 1 + rootPeriod(p) - 1; },
        "WMA over floor(sqrt n) of 2 WMA(floor(n/2)) - WMA(n)", "Hull 2005");
    hull.parameters = {periodParameter(16, 2)};
    rows.push_back(hull);
    IndicatorSpec any = average<AnyAverageKernel>(
        "moving_average", "Moving average of any type", 30, "MA",
        [](Parameters p) {
            return MovingAverage::lookback(static_cast<AverageKind>(whole(p[1])), whole(p[0]));
        },
        "the average that ma_type says", "TA-Lib");
    any.parameters.push_back(averageParameter(0));
    rows.push_back(any);
    IndicatorSpec weighted = average<VolumeWeightedKernel>(
        "vwma", "Volume weighted moving average", 20, "", periodLessOne,
        "sum(C V)/sum V over n; the simple average if sum V = 0", "Tulip Indicators");
    weighted.inputs = kClose | kVolume;
    rows.push_back(weighted);
    return rows;
}

} // namespace nautilus::numerics

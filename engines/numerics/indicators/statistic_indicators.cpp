#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/last_values.h"
#include "engines/numerics/indicators/rolling_extremes.h"
#include "engines/numerics/indicators/rolling_line.h"
#include "engines/numerics/indicators/rolling_moments.h"
#include "engines/numerics/indicators/rolling_pairs.h"
#include "engines/numerics/indicators/rolling_sum.h"

#include <cmath>
#include <numbers>

namespace nautilus::numerics {
namespace {

template <bool Root>
struct SpreadKernel { // period (, deviations)
    RollingMoments window;
    Divisor n;
    double deviations;
    explicit SpreadKernel(Parameters p) : window(whole(p[0])), n(p[0]), deviations(Root ? p[1] : 1) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double variance = n.of(window.update(bar.close).squares);
        out[0] = Root ? std::sqrt(variance) * deviations : variance;
    }
    void run(const Stretch& bars, double* const* out) {
        double* __restrict to = out[0];
        const Divisor over = n;
        window.run(bars.close, bars.count,
                   [&](auto, auto squares, std::size_t i) { store(to + i, over.of(squares)); });
        if constexpr (!Root) return;
        const double scale = deviations;
        for (std::size_t i = 0; i < bars.count; ++i)
            to[i] = std::sqrt(to[i]) * scale;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(window);
    }
};

struct DeviationKernel {
    LastValues last;
    std::vector<double> scratch{}; ///< of runs; not state
    explicit DeviationKernel(Parameters p) : last(whole(p[0])) {}
    template <class V>
    void judge(const double* window, double* out) const {
        const std::size_t n = last.size();
        store(out, absoluteDeviations(window, n, windowMean<V>(window, n)) / static_cast<double>(n));
    }
    void step(const BarInput& bar, std::span<double> out) {
        last.push(bar.close);
        if (last.full()) judge<double>(last.window(), out.data());
    }
    void run(const Stretch& bars, double* const* out) {
        last.push(bars.close[0]); // fills the window, if nothing has before
        judge<double>(last.window(), out[0]);
        last.unroll(bars.close + 1, bars.count - 1, scratch);
        forLanes(bars.count - 1, [&](auto lane, std::size_t i) {
            judge<decltype(lane)>(scratch.data() + i, out[0] + 1 + i);
        });
        last.append(bars.close + 1, bars.count - 1);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(last);
    }
};

enum class LineView { kEnd, kSlope, kAngle, kIntercept, kForecast };

/// Least-squares line through the window at 0 .. n-1.
template <LineView View>
struct LineKernel {
    RollingLine line;
    explicit LineKernel(Parameters p) : line(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const auto [mean, slope] = line.update(bar.close);
        const double middle = line.middle();
        switch (View) {
        case LineView::kEnd:
            out[0] = mean + slope * middle;
            break;
        case LineView::kSlope:
            out[0] = slope;
            break;
        case LineView::kAngle:
            out[0] = std::atan(slope) * (180 / std::numbers::pi);
            break;
        case LineView::kIntercept:
            out[0] = mean - slope * middle;
            break;
        case LineView::kForecast:
            out[0] = mean + slope * (middle + 1);
            break;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(line);
    }
};

struct CorrelationKernel {
    RollingPairs pairs;
    explicit CorrelationKernel(Parameters p) : pairs(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const auto value = pairs.update(bar.high, bar.low);
        const double scale = std::sqrt(value.x_squares * value.y_squares);
        out[0] = scale == 0 ? 0.0 : value.products / scale;
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues squares, products;
        pairs.run(bars.high, bars.low, bars.count, [&](const auto& value, std::size_t i) {
            store(&squares[i], value.x_squares * value.y_squares);
            store(&products[i], value.products);
        });
        double* __restrict to = out[0];
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double scale = std::sqrt(squares[i]), share = products[i] / scale;
            to[i] = scale == 0 ? 0.0 : share;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(pairs);
    }
};

struct BetaKernel {
    RollingPairs pairs;
    double high = 0, low = 0;
    bool started = false;
    explicit BetaKernel(Parameters p) : pairs(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        if (started) {
            const auto value = pairs.update(high == 0 ? 0.0 : (bar.high - high) / high,
                                            low == 0 ? 0.0 : (bar.low - low) / low);
            out[0] = value.x_squares == 0 ? 0.0 : value.products / value.x_squares;
        }
        started = true;
        high = bar.high;
        low = bar.low;
    }
    /// After the first bar.
    void run(const Stretch& bars, double* const* out) {
        StretchValues up, down;
        change(bars.high, high, up.data(), bars.count);
        change(bars.low, low, down.data(), bars.count);
        double* __restrict to = out[0];
        pairs.run(up.data(), down.data(), bars.count, [&](const auto& value, std::size_t i) {
            const auto slope = value.products / value.x_squares;
            store(to + i, value.x_squares == 0 ? decltype(slope){} : slope);
        });
    }
    static void change(const double* values, double& last, double* __restrict out, std::size_t count) {
        out[0] = last == 0 ? 0.0 : (values[0] - last) / last;
        for (std::size_t i = 1; i < count; ++i) {
            const double before = values[i - 1], share = (values[i] - before) / before;
            out[i] = before == 0 ? 0.0 : share;
        }
        last = values[count - 1];
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(pairs, high, low, started);
    }
};

struct MinMaxKernel {
    static constexpr std::size_t kOutputs = 2;
    RollingMin low;
    RollingMax high;
    explicit MinMaxKernel(Parameters p) : low(whole(p[0])), high(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = low.update(bar.close);
        out[1] = high.update(bar.close);
    }
    void run(const Stretch& bars, double* const* out) {
        low.run(bars.close, out[0], bars.count);
        high.run(bars.close, out[1], bars.count);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(low, high);
    }
};

template <class Block>
using OfClose = OfField<Block, &BarInput::close>;

IndicatorSpec row(std::string_view id, std::string_view title, std::string_view talib, ParameterSpec period,
                  decltype(IndicatorSpec::make) make, std::string_view formula,
                  std::string_view difference = "") {
    return {.id = id,
            .title = title,
            .group = "statistic",
            .inputs = kClose,
            .outputs = {id},
            .parameters = {period},
            .lookback = periodLessOne,
            .make = make,
            .formula = formula,
            .source = "TA-Lib",
            .talib = talib,
            .difference = difference};
}

std::vector<IndicatorSpec> lineRows() {
    const ParameterSpec n = periodParameter(14, 2);
    return {row("linear_regression", "Linear regression", "LINEARREG", n,
                buildIndicator<LineKernel<LineView::kEnd>>, "least-squares line over n, at the last bar"),
            row("linear_regression_slope", "Linear regression slope", "LINEARREG_SLOPE", n,
                buildIndicator<LineKernel<LineView::kSlope>>, "its slope per bar"),
            row("linear_regression_angle", "Linear regression angle", "LINEARREG_ANGLE", n,
                buildIndicator<LineKernel<LineView::kAngle>>, "atan(slope) in degrees"),
            row("linear_regression_intercept", "Linear regression intercept", "LINEARREG_INTERCEPT", n,
                buildIndicator<LineKernel<LineView::kIntercept>>, "its value at the first bar of n"),
            row("time_series_forecast", "Time series forecast", "TSF", n,
                buildIndicator<LineKernel<LineView::kForecast>>, "its value one bar ahead")};
}

std::vector<IndicatorSpec> pairRows() {
    std::vector<IndicatorSpec> rows{
        row("beta", "Beta of lows on highs", "BETA", periodParameter(5), buildIndicator<BetaKernel>,
            "slope of the returns of L on those of H over n; 0 if H does not vary",
            "the two series are high and low, TA-Lib's default inputs"),
        row("correlation", "Correlation of highs and lows", "CORREL", periodParameter(30),
            buildIndicator<CorrelationKernel>, "Pearson correlation of H and L over n; 0 if one is flat",
            "the two series are high and low, TA-Lib's default inputs")};
    rows[0].lookback = fullPeriod;
    rows[0].inputs = rows[1].inputs = kHigh | kLow;
    return rows;
}

} // namespace

std::vector<IndicatorSpec> statisticIndicators() {
    std::vector<IndicatorSpec> rows{
        row("standard_deviation", "Standard deviation", "STDDEV", periodParameter(5, 2),
            buildIndicator<SpreadKernel<true>>, "population deviation of n, times deviations",
            "by blocks; TA-Lib before 0.8 subtracts running sums"),
        row("variance", "Variance", "VAR", periodParameter(5), buildIndicator<SpreadKernel<false>>,
            "population variance of n", "by blocks; TA-Lib before 0.8 subtracts running sums"),
        row("average_deviation", "Average deviation", "AVGDEV", periodParameter(14, 2),
            buildIndicator<DeviationKernel>, "mean |C - mean| over n"),
        row("highest", "Highest value", "MAX", periodParameter(30), buildIndicator<OfClose<RollingMax>>,
            "highest C of n"),
        row("lowest", "Lowest value", "MIN", periodParameter(30), buildIndicator<OfClose<RollingMin>>,
            "lowest C of n"),
        row("lowest_highest", "Lowest and highest value", "MINMAX", periodParameter(30),
            buildIndicator<MinMaxKernel>, "lowest and highest C of n"),
        row("sum", "Sum", "SUM", periodParameter(30), buildIndicator<OfClose<RollingSum>>, "sum of n closes"),
    };
    rows[0].parameters.push_back({"deviations", 1, 0, 100, false});
    rows[5].outputs = {"lowest", "highest"};
    for (IndicatorSpec& more : lineRows())
        rows.push_back(std::move(more));
    for (IndicatorSpec& more : pairRows())
        rows.push_back(std::move(more));
    return rows;
}

} // namespace nautilus::numerics

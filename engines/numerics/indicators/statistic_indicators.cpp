#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/rolling_extremes.h"
#include "engines/numerics/indicators/rolling_sum.h"
#include "engines/numerics/indicators/window.h"

#include <cmath>
#include <numbers>

namespace nautilus::numerics {
namespace {

template <bool Root>
struct SpreadKernel { // period (, deviations)
    Window window;
    double deviations;
    explicit SpreadKernel(Parameters p) : window(whole(p[0])), deviations(Root ? p[1] : 1) {}
    void step(const BarInput& bar, std::span<double> out) {
        window.push(bar.close);
        if (!window.full()) return;
        const double variance = spreadOf(window).squares / static_cast<double>(window.size());
        out[0] = Root ? std::sqrt(variance) * deviations : variance;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(window);
    }
};

struct DeviationKernel {
    Window window;
    explicit DeviationKernel(Parameters p) : window(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        window.push(bar.close);
        if (!window.full()) return;
        const double mean = spreadOf(window).mean;
        double sum = 0;
        window.forEach([&](double x) { sum += std::abs(x - mean); });
        out[0] = sum / static_cast<double>(window.size());
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(window);
    }
};

enum class LineView { kEnd, kSlope, kAngle, kIntercept, kForecast };

/// Least-squares line through the window at 0 .. n-1.
template <LineView View>
struct LineKernel {
    Window window;
    explicit LineKernel(Parameters p) : window(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        window.push(bar.close);
        if (!window.full()) return;
        const auto n = static_cast<double>(window.size());
        const double middle = (n - 1) / 2, origin = window.oldest();
        double place = -middle, sum = 0, products = 0;
        window.forEach([&](double x) {
            sum += x - origin;
            products += place * (x - origin);
            place += 1;
        });
        const double slope = products / (n * (n * n - 1) / 12);
        const double mean = origin + sum / n;
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
        archive(window);
    }
};

/// Sum of products of deviations of two full windows.
double coSquares(const Window& a, const Window& b, double mean_a, double mean_b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a.at(i) - mean_a) * (b.at(i) - mean_b);
    return sum;
}

struct CorrelationKernel {
    Window high, low;
    explicit CorrelationKernel(Parameters p) : high(whole(p[0])), low(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        high.push(bar.high);
        low.push(bar.low);
        if (!high.full()) return;
        const Spread x = spreadOf(high), y = spreadOf(low);
        const double scale = std::sqrt(x.squares) * std::sqrt(y.squares);
        out[0] = scale == 0 ? 0.0 : coSquares(high, low, x.mean, y.mean) / scale;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(high, low);
    }
};

struct BetaKernel {
    Window x, y;
    double high = 0, low = 0;
    bool started = false;
    explicit BetaKernel(Parameters p) : x(whole(p[0])), y(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        if (started) {
            x.push(high == 0 ? 0.0 : (bar.high - high) / high);
            y.push(low == 0 ? 0.0 : (bar.low - low) / low);
        }
        started = true;
        high = bar.high;
        low = bar.low;
        if (!x.full()) return;
        const Spread spread = spreadOf(x);
        out[0] = spread.squares == 0 ? 0.0 : coSquares(x, y, spread.mean, spreadOf(y).mean) / spread.squares;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(x, y, high, low, started);
    }
};

struct MinMaxKernel {
    RollingMin low;
    RollingMax high;
    explicit MinMaxKernel(Parameters p) : low(whole(p[0])), high(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = low.update(bar.close);
        out[1] = high.update(bar.close);
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
            "two passes; TA-Lib before 0.8 subtracts running sums"),
        row("variance", "Variance", "VAR", periodParameter(5), buildIndicator<SpreadKernel<false>>,
            "population variance of n", "two passes; TA-Lib before 0.8 subtracts running sums"),
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

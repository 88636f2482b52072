#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"

namespace nautilus::numerics {
namespace {

struct AverageOf {
    template <class V>
    static V of(const PriceBar<V>& bar) {
        return (bar.open + bar.high + bar.low + bar.close) * 0.25;
    }
};
struct MedianOf {
    template <class V>
    static V of(const PriceBar<V>& bar) {
        return (bar.high + bar.low) * 0.5;
    }
};
struct TypicalOf {
    template <class V>
    static V of(const PriceBar<V>& bar) {
        return Divisor(3).of(bar.high + bar.low + bar.close);
    }
};
struct WeightedOf {
    template <class V>
    static V of(const PriceBar<V>& bar) {
        return (bar.high + bar.low + 2.0 * bar.close) * 0.25;
    }
};

template <class Price>
struct PriceKernel {
    explicit PriceKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) { out[0] = of(pricesOf(bar)); }
    template <class V>
    static V of(const PriceBar<V>& bar) {
        return Price::of(bar);
    }
    template <class Archive>
    void visit(Archive&) {}
};

template <class Price>
IndicatorSpec row(std::string_view id, std::string_view title, std::string_view talib, unsigned inputs,
                  std::string_view formula) {
    return {.id = id,
            .title = title,
            .group = "price",
            .inputs = inputs,
            .outputs = {id},
            .lookback = noLookback,
            .make = buildIndicator<PriceKernel<Price>>,
            .formula = formula,
            .source = "TA-Lib",
            .talib = talib};
}

} // namespace

std::vector<IndicatorSpec> priceIndicators() {
    return {
        row<AverageOf>("average_price", "Average price", "AVGPRICE", kOpen | kHigh | kLow | kClose,
                       "(O + H + L + C)/4"),
        row<MedianOf>("median_price", "Median price", "MEDPRICE", kHigh | kLow, "(H + L)/2"),
        row<TypicalOf>("typical_price", "Typical price", "TYPPRICE", kHigh | kLow | kClose, "(H + L + C)/3"),
        row<WeightedOf>("weighted_close", "Weighted close", "WCLPRICE", kHigh | kLow | kClose,
                        "(H + L + 2 C)/4")};
}

} // namespace nautilus::numerics

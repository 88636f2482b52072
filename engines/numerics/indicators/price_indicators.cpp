#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"

namespace nautilus::numerics {
namespace {

double averageOf(const BarInput& bar) {
    return (bar.open + bar.high + bar.low + bar.close) / 4;
}
double medianOf(const BarInput& bar) {
    return (bar.high + bar.low) / 2;
}
double typicalOf(const BarInput& bar) {
    return Divisor(3).of(bar.high + bar.low + bar.close);
}
double weightedOf(const BarInput& bar) {
    return (bar.high + bar.low + 2 * bar.close) / 4;
}

template <double (*Price)(const BarInput&)>
struct PriceKernel {
    explicit PriceKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) { out[0] = Price(bar); }
    static double of(const BarInput& bar) { return Price(bar); }
    template <class Archive>
    void visit(Archive&) {}
};

template <double (*Price)(const BarInput&)>
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
        row<averageOf>("average_price", "Average price", "AVGPRICE", kOpen | kHigh | kLow | kClose,
                       "(O + H + L + C)/4"),
        row<medianOf>("median_price", "Median price", "MEDPRICE", kHigh | kLow, "(H + L)/2"),
        row<typicalOf>("typical_price", "Typical price", "TYPPRICE", kHigh | kLow | kClose, "(H + L + C)/3"),
        row<weightedOf>("weighted_close", "Weighted close", "WCLPRICE", kHigh | kLow | kClose,
                        "(H + L + 2 C)/4")};
}

} // namespace nautilus::numerics

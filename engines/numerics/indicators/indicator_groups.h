#pragma once
// The rows of indicatorTable(), by the files that hold their recurrences.

#include "engines/numerics/indicators/indicator_table.h"

#include <vector>

namespace nautilus::numerics {

std::vector<IndicatorSpec> averageIndicators();
std::vector<IndicatorSpec> bandIndicators();
std::vector<IndicatorSpec> trendIndicators();
std::vector<IndicatorSpec> stochasticIndicators();
std::vector<IndicatorSpec> oscillatorIndicators();
std::vector<IndicatorSpec> rateIndicators();
std::vector<IndicatorSpec> directionalIndicators();
std::vector<IndicatorSpec> volumeIndicators();
std::vector<IndicatorSpec> volatilityIndicators();
std::vector<IndicatorSpec> priceIndicators();
std::vector<IndicatorSpec> statisticIndicators();
std::vector<IndicatorSpec> cycleIndicators();
std::vector<IndicatorSpec> candleIndicators();

} // namespace nautilus::numerics

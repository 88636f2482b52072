#pragma once
// Candle patterns by TA-Lib's definitions and default candle settings. A rule answers 100 (bullish), -100
// (bearish), 80 or -80 where TA-Lib tells a weaker form apart, or 0.

#include "engines/numerics/indicators/candles.h"

#include <span>
#include <string_view>

namespace nautilus::numerics {

struct CandleRule {
    std::string_view id;    ///< "candle_doji"
    std::string_view title; ///< "Doji"
    std::string_view talib; ///< "CDLDOJI"
    std::size_t lookback;
    double (*judge)(const Candles& candles, double penetration);
    std::string_view formula;
    double penetration = 0; ///< default of the parameter; 0 = the rule has none
};

/// Patterns of one and two candles, and of three and more.
[[nodiscard]] std::span<const CandleRule> shortCandleRules();
[[nodiscard]] std::span<const CandleRule> longCandleRules();

} // namespace nautilus::numerics

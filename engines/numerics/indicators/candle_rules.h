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
    unsigned averages; ///< kBodies10 | ...
    double (*judge)(const Candles& candles, double penetration);
    /// The same for candles [from, to) of the columns, to out[from .. to).
    void (*judgeAll)(const CandleColumns& columns, std::size_t from, std::size_t to, double penetration,
                     double* out);
    std::string_view formula;
    double penetration = 0; ///< default of the parameter; 0 = the rule has none
};

template <double (*Judge)(const Candles&, double)>
void judgeAll(const CandleColumns& columns, std::size_t from, std::size_t to, double penetration,
              double* __restrict out) {
    for (std::size_t i = from; i < to; ++i)
        out[i] = Judge(Candles(columns, i), penetration);
}

template <double (*Judge)(const Candles&, double)>
constexpr CandleRule candleRule(std::string_view id, std::string_view title, std::string_view talib,
                                std::size_t lookback, unsigned averages, std::string_view formula,
                                double penetration = 0) {
    return {id, title, talib, lookback, averages, Judge, judgeAll<Judge>, formula, penetration};
}

/// Patterns of one and two candles, and of three and more.
[[nodiscard]] std::span<const CandleRule> shortCandleRules();
[[nodiscard]] std::span<const CandleRule> longCandleRules();

} // namespace nautilus::numerics

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
    double (*judge)(const Candles<double>& candles, double penetration);
    /// The same for candles [from, to) of the columns, to out[from .. to).
    void (*judgeAll)(const CandleColumns& columns, std::size_t from, std::size_t to, double penetration,
                     double* out);
    std::string_view formula;
    double penetration = 0; ///< default of the parameter; 0 = the rule has none
};

/// One candle, and some at once: the same function.
template <class V>
using CandleJudge = V (*)(const Candles<V>&, double);

/// Everything that the rule calls is put in its place: candles are then no more than registers.
template <CandleJudge<double> Judge, CandleJudge<Lanes> JudgeLanes>
[[gnu::flatten]] void judgeAll(const CandleColumns& columns, std::size_t from, std::size_t to,
                               double penetration, double* __restrict out) {
    std::size_t i = from;
    for (; i + kLanes <= to; i += kLanes)
        store(out + i, JudgeLanes(Candles<Lanes>(columns, i), penetration));
    for (; i < to; ++i)
        out[i] = Judge(Candles<double>(columns, i), penetration);
}

template <CandleJudge<double> Judge, CandleJudge<Lanes> JudgeLanes>
constexpr CandleRule candleRule(std::string_view id, std::string_view title, std::string_view talib,
                                std::size_t lookback, unsigned averages, std::string_view formula,
                                double penetration = 0) {
    return {id, title, talib, lookback, averages, Judge, judgeAll<Judge, JudgeLanes>, formula, penetration};
}

/// `value` where the pattern holds, else 0.
template <class V, class T>
[[nodiscard]] inline V sign(Truth<V> holds, T value) {
    return holds ? V{} + value : V{};
}

/// Patterns of one and two candles, and of three and more.
[[nodiscard]] std::span<const CandleRule> shortCandleRules();
[[nodiscard]] std::span<const CandleRule> longCandleRules();

} // namespace nautilus::numerics

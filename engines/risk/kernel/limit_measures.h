#pragma once
// The twelve figures that limits are set on, from positions that have their values and a history of returns.
// Definitions: limit_types.h.

#include "engines/risk/kernel/limit_types.h"
#include "engines/risk/kernel/value_at_risk.h"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace nautilus::risk {

/// Money in one currency, the book's base. NaN: not known.
struct PositionView {
    std::string_view symbol;
    std::string_view sector;   ///< empty: none
    std::string_view currency; ///< of the instrument
    double value;              ///< signed
    double daily_value;        ///< ADV
};

/// Figures of the portfolio's daily returns at constant weights, all as shares of its value; NaN where there
/// are too few returns (kFewestReturns).
struct HistoricalFigures {
    double value_at_risk_1d;
    double value_at_risk_10d; ///< of overlapping compounded ten-day returns
    double expected_shortfall;
    double beta;
    double correlation;
    std::size_t observations;
};
inline constexpr std::size_t kFewestReturns = 100; ///< the 1 % quantile lies between two returns
/// Spans of one length; a day that is NaN in `returns` takes no part, one that is NaN in `market` none in
/// beta and correlation.
[[nodiscard]] HistoricalFigures historicalFigures(std::span<const double> returns,
                                                  std::span<const double> market);

struct BookView {
    std::span<const PositionView> positions;
    double value; ///< NAV, > 0
    double cash;  ///< NaN: not known, as 0 in liquidity
    std::string_view base_currency;
    HistoricalFigures history;
};

/// A figure and whom it is about: a symbol, a sector, a currency, or nobody.
struct SubjectValue {
    std::string_view subject; ///< lives as long as the positions
    double value;
};

/// Every subject's value of one type, the worst first (NaN after the numbers, ties by subject); a type
/// without subjects has exactly one. A type with subjects of which there are none (no foreign currency, no
/// sector): one value of 0 without a subject. A position whose value is NaN makes every figure NaN that adds
/// it up.
[[nodiscard]] std::vector<SubjectValue> measure(LimitType type, const BookView& book);

} // namespace nautilus::risk

#pragma once
// Raw descriptors of the joint style set that are read from fundamentals: element by element, N values in, N
// out. The caller resolves values point in time (and converts units); a NaN or a denominator that is not > 0
// gives NaN. Definitions: USE4 Empirical Notes, appendix; weights renormalised where analyst data are absent.

#include <cstddef>
#include <span>

namespace nautilus::factor {

/// numerator / denominator where the denominator is > 0: dividend yield (trailing 12-month dividends per
/// share / price), book-to-price (book common equity / cap), ETOP, CETOP, DTOA (total debt / total assets),
/// profitability (net income / assets).
void ratio(std::span<const double> numerator, std::span<const double> denominator, std::span<double> out);

/// MLEV = (ME + PE + LD) / ME. A missing PE (preferred equity) counts as 0; a missing LD (long-term debt)
/// gives NaN.
void marketLeverage(std::span<const double> market_equity, std::span<const double> preferred_equity,
                    std::span<const double> long_term_debt, std::span<double> out);

/// BLEV = (BE + PE + LD) / BE, BE > 0; PE and LD as above.
void bookLeverage(std::span<const double> book_equity, std::span<const double> preferred_equity,
                  std::span<const double> long_term_debt, std::span<double> out);

/// Growth of one company: least-squares slope per fiscal year / mean |value| of `values`, oldest first, one
/// per fiscal year, at most the last five being used, NaN = that year is unknown (its place in time is kept).
/// NaN with fewer than three known years or when all are 0.
[[nodiscard]] double fiscalGrowth(std::span<const double> values);

/// Weights of the combined styles, in the order of the descriptors named.
inline constexpr double kEarningsYieldWeights[] = {.60, .40};    ///< CETOP, ETOP
inline constexpr double kLeverageWeights[] = {.75, .15, .10};    ///< MLEV, DTOA, BLEV
inline constexpr double kGrowthWeights[] = {.667, .333};         ///< EGRO, SGRO
inline constexpr double kResidualVolWeights[] = {.75, .15, .10}; ///< DASTD, CMRA, HSIGMA
inline constexpr double kLiquidityWeights[] = {.35, .35, .30};   ///< STOM, STOQ, STOA

} // namespace nautilus::factor

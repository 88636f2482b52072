#pragma once
// Raw descriptors of the joint style set that are read from prices, caps and volumes (USE4-style; descriptor
// definitions from the USE4 Empirical Notes, appendix). Not standardised; see standardise.h.
//
// Windows: an instrument has a value on row t only if its first return lies at or before the first row of the
// window (never a shortened window), and if at least 80 % of the window's sessions have a value
// (kMinPresentShare). In weighted averages the weights are renormalised over the sessions present; in plain
// sums (CMRA, reversal) a missing session adds nothing.
//
// Every window is summed from blocks of 21 sessions, each block on its own and in the same order, so a value
// has the same bytes whether one row, a range or all rows are asked for, and for any number of threads.

#include "engines/factor/kernel/cross_section.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::factor {

inline constexpr double kMinPresentShare = 0.8;
inline constexpr std::size_t kMonthSessions = 21;

/// T rows, N instruments. The matrices hold the whole history that exists; RowRange picks rows to answer.
struct PriceHistory {
    domain::MatrixView returns;            ///< T x N simple returns
    std::span<const double> risk_free;     ///< T, per session, fractions; empty = 0
    std::span<const double> market_excess; ///< T, cap-weighted estimation-universe return minus risk free
    domain::MatrixView market_cap{};       ///< T x N; for size only
    domain::MatrixView turnover{};         ///< T x N, volume / shares outstanding; for liquidity only
};

/// Market excess return per session: cap-weighted mean return of the universe minus the risk-free rate. Row t
/// weighs by cap and universe of row t-1 (a name without a return or a cap is left out); row 0, and a row
/// without any name, is NaN. `risk_free` as in PriceHistory.
[[nodiscard]] std::vector<double> marketExcess(domain::MatrixView returns, domain::MatrixView market_cap,
                                               const MaskView& in_universe,
                                               std::span<const double> risk_free);

/// Each matrix has rows.size() rows and N columns; see the function that fills it.
struct BetaDescriptors {
    domain::Matrix beta;   ///< HBETA: weighted slope of r - rf on market excess, 252 sessions, half-life 63
    domain::Matrix hsigma; ///< HSIGMA: sqrt(SUM w e^2) of that regression, w summing to 1, with intercept
};
[[nodiscard]] BetaDescriptors betaDescriptors(const PriceHistory& history, RowRange rows,
                                              const ParallelFor& parallel);

/// RSTR = SUM w_t [ln(1+r_t) - ln(1+rf_t)], 504 sessions ending 21 sessions ago (rows t-524 .. t-21),
/// half-life 126, weights summing to 1.
[[nodiscard]] domain::Matrix relativeStrength(const PriceHistory& history, RowRange rows,
                                              const ParallelFor& parallel);

/// DASTD = sqrt(SUM w (x - SUM w x)^2), x = r - rf, 252 sessions, half-life 42, weights summing to 1.
[[nodiscard]] domain::Matrix dailyDeviation(const PriceHistory& history, RowRange rows,
                                            const ParallelFor& parallel);

/// CMRA = ln(1+Zmax) - ln(1+Zmin), Z(m) = SUM over the last 21 m sessions of ln(1+r) - ln(1+rf), m = 1..12;
/// Zmax - Zmin where 1+Zmin <= 0.
[[nodiscard]] domain::Matrix cumulativeRange(const PriceHistory& history, RowRange rows,
                                             const ParallelFor& parallel);

/// Minus the sum of ln(1+r) over 21 sessions.
[[nodiscard]] domain::Matrix shortTermReversal(const PriceHistory& history, RowRange rows,
                                               const ParallelFor& parallel);

/// STOM = ln(SUM of turnover over 21 sessions); STOQ, STOA = ln of the mean of that sum over the last 3 and
/// 12 months. All three are computed as ln(21 * mean daily turnover over 21, 63, 252 sessions), means over
/// the sessions present. No turnover at all in the window: missing. The window counts from the first
/// turnover.
struct LiquidityDescriptors {
    domain::Matrix stom;
    domain::Matrix stoq;
    domain::Matrix stoa;
};
[[nodiscard]] LiquidityDescriptors liquidityDescriptors(const PriceHistory& history, RowRange rows,
                                                        const ParallelFor& parallel);

/// LNCAP = ln(market cap); a cap that is not > 0 is missing.
[[nodiscard]] domain::Matrix logCap(const PriceHistory& history, RowRange rows);

} // namespace nautilus::factor

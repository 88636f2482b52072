#pragma once
// Active return split into markets and currencies, so that a good market is not praised for its currency.

#include "engines/analytics/kernel/brinson.h"

#include <span>
#include <vector>

namespace nautilus::analytics {

/// Karnosky and Singer (1994, "Global Asset Management and Performance Attribution", Research Foundation of
/// the ICFA) for one period, per currency i. What an investor gets for holding a currency alone is its cash
/// rate and its change against the base currency, k = c + e; the rest of an asset's return in base currency
/// is its premium p = (1 + local)(1 + e) - 1 - k. With weights w (portfolio) and W (benchmark), premiums p
/// and P, B = SUM W P, K = SUM W k:
///   allocation (w - W)(P - B), selection W (p - P), interaction (w - W)(p - P), currency (w - W)(k - K)
/// They sum to the active return when both weights sum to the same. The original speaks of continuous
/// returns, where the product local x e does not exist; with simple returns it stands in the premium, so
/// that the sum stays exact. Without hedges the currency weights are those of the assets.
struct CurrencyEffects {
    BrinsonEffects premium;       ///< of premiums; its conventions where a weight is 0
    std::vector<double> currency; ///< one per currency
    double portfolio_return;      ///< SUM w (p + k)
    double benchmark_return;      ///< SUM W (P + k)
};
/// Spans of one length. A NaN of a currency with weight spreads to the results.
[[nodiscard]] CurrencyEffects currencyEffects(std::span<const double> portfolio_weights,
                                              std::span<const double> benchmark_weights,
                                              std::span<const double> portfolio_premiums,
                                              std::span<const double> benchmark_premiums,
                                              std::span<const double> currency_returns);

} // namespace nautilus::analytics

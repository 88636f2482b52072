#pragma once
// What trades are expected to cost before they are made: a part that grows with the amount, and impact by the
// square-root law, a |x| + b sigma |x|^{3/2} / V^{1/2} (Boyd et al. 2017, "Multi-period trading via convex
// optimization", 2.3).

namespace nautilus::portfolio {

struct CostModel {
    double linear = 0; ///< a >= 0: half the spread and commission, as a part of the amount
    double impact = 1; ///< b >= 0, near 1
};

/// One instrument on one day. NaN: not known.
struct Liquidity {
    double volatility = 0; ///< sigma, of returns per day
    double volume = 0;     ///< V, traded per day, in the currency of the amount
};

/// Cost of trading `amount` (either sign), in its currency, >= 0. 0 for no trade. Infinite when nothing is
/// traded in the market but impact counts; NaN when what counts is not known.
[[nodiscard]] double tradingCost(double amount, const CostModel& model, const Liquidity& liquidity);

/// d cost / d |amount|: what one unit of currency more would cost. At 0: of the first one.
[[nodiscard]] double marginalCost(double amount, const CostModel& model, const Liquidity& liquidity);

/// Cost in basis points of the amount; NaN for no trade.
[[nodiscard]] double costInBasisPoints(double amount, const CostModel& model, const Liquidity& liquidity);

} // namespace nautilus::portfolio

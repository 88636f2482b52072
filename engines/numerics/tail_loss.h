#pragma once
// Loss quantile and mean loss beyond it of an empirical distribution of returns. Losses are positive.

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

struct TailLoss {
    double value_at_risk;      ///< -(p-quantile of the returns); negative if even the tail gains
    double expected_shortfall; ///< mean loss over the tail
    std::size_t count;         ///< returns that took part
};

/// p = 1 - confidence, 0 < p < 1. Value at risk by linear interpolation between order statistics (numpy's
/// default); expected shortfall = mean of the floor((n-1) p) + 1 smallest returns (empyrical's
/// conditional_value_at_risk). NaN values are left out; none left: both NaN.
[[nodiscard]] TailLoss tailLoss(std::span<const double> returns, double p);

/// The same of returns with weights (>= 0, any scale). Returns in ascending order with cumulated shares
/// S_k: value at risk = -(the first return with S_k >= p); expected shortfall = (1/p) times the integral of
/// the loss quantile over (0, p], so the return at the edge counts with the part that is needed (Acerbi and
/// Tasche 2002). Elements with a NaN or a weight <= 0 take no part.
[[nodiscard]] TailLoss weightedTailLoss(std::span<const double> returns, std::span<const double> weights,
                                        double p);

} // namespace nautilus::numerics

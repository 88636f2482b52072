#pragma once
// What it costs to trade an order over time, and the trajectory that trades it best (Almgren and Chriss 2000,
// "Optimal execution of portfolio transactions"). Prices in currency per unit of the instrument, times in any
// one unit (days), quantities in units of the instrument.

#include "engines/portfolio/kernel/execution/schedule.h"

namespace nautilus::portfolio {

struct ImpactModel {
    double volatility = 0; ///< of the price, currency / unit / sqrt(time), >= 0
    double permanent = 0;  ///< gamma >= 0: the price moves by gamma per unit traded, and stays there
    double temporary = 0;  ///< eta > 0: a rate of v units per time is paid eta v worse
    double fixed = 0;      ///< epsilon >= 0: half the spread and fees, per unit
};

/// Fault of a model or a horizon: "/impact/...", "/horizon", "/slices", "/risk_aversion".
[[nodiscard]] std::optional<Fault> impactFault(const ImpactModel& model, double horizon, std::size_t slices,
                                               double risk_aversion);

/// Parts of the order for each of `slices` equal periods of `horizon`, >= 0, sum 1: the ones that minimise
/// expected cost + risk_aversion x variance,
///   n_j ~ cosh(kappa (T - t_{j-1/2})),  cosh(kappa tau) = 1 + tau^2 risk_aversion volatility^2 / (2 (eta -
///   gamma tau / 2)).
/// risk_aversion in 1 / currency, >= 0; 0 gives equal parts. Empty where impactFault is not.
[[nodiscard]] std::vector<double> shortfallShares(const ImpactModel& model, double horizon,
                                                  std::size_t slices, double risk_aversion);

/// Implementation shortfall: `sliced` by shortfallShares.
[[nodiscard]] Schedule implementationShortfall(const Order& order, const ImpactModel& model, double horizon,
                                               std::size_t slices, double risk_aversion,
                                               const Participation& participation = {});

struct ExpectedShortfall {
    double cost = 0;     ///< expected, currency: against trading all at once at the price before
    double variance = 0; ///< currency squared
};

/// Of any slices of equal periods, sum X: cost = gamma X^2 / 2 + epsilon SUM |n| + (eta - gamma tau / 2) SUM
/// n^2 / tau; variance = volatility^2 tau SUM x_j^2 with x_j what is still to be done after slice j. What is
/// never done is neither. Needs slices and a horizon > 0.
[[nodiscard]] ExpectedShortfall expectedShortfall(std::span<const std::int64_t> slices,
                                                  const ImpactModel& model, double horizon);

} // namespace nautilus::portfolio

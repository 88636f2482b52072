#pragma once
// Limits that may be broken at a price.

#include "engines/portfolio/kernel/optimiser/problem.h"

#include <optional>
#include <span>

namespace nautilus::portfolio {

/// By how much each of the `soft` limits (places; no risk limits) has to be broken for all the others to
/// hold, at the least sum of |breach| / max(|limit|, 0.05); of equalities with its sign. Nothing: not even
/// then.
[[nodiscard]] std::optional<std::vector<double>> leastBreaches(const PortfolioProblem& problem,
                                                               std::span<const std::size_t> soft,
                                                               const Keep& keep, int& solved);

} // namespace nautilus::portfolio

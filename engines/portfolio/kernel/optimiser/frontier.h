#pragma once
// The efficient frontier under all limits.

#include "engines/portfolio/kernel/optimiser/methods.h"

#include <vector>

namespace nautilus::portfolio {

/// Portfolios of least variance from the least risk of all to the highest return, in equal steps of return.
/// Where only bounds and a budget hold they are taken from the critical line (critical_line.h); those
/// programs are told without their covariance.
[[nodiscard]] std::vector<OptimalPortfolio> frontier(const PortfolioProblem& problem, std::size_t points);

} // namespace nautilus::portfolio

#pragma once
// Forecasts of value at risk and expected shortfall as they would have been made day after day: for period t
// from the returns before t alone.

#include "engines/risk/kernel/value_at_risk.h"

#include <span>
#include <vector>

namespace nautilus::risk {

enum class ForecastMethod { Normal, Student, CornishFisher, Historical, AgeWeighted, Filtered };

struct MethodOptions {
    double decay = 0.98;       ///< of AgeWeighted
    VolatilityFilter filter{}; ///< of Filtered
};
/// One figure from returns, oldest first; NaN values are left out. NaN where the method does not hold (an
/// expansion that is not monotone, no fit).
[[nodiscard]] TailRisk riskOf(ForecastMethod method, std::span<const double> returns, double confidence,
                              std::size_t horizon, const MethodOptions& options = {});

struct RollingForecasts {
    std::vector<double> value_at_risk, expected_shortfall; ///< T; NaN before `window` returns are there
};
/// From the `window` returns before each period.
[[nodiscard]] RollingForecasts rollingForecasts(ForecastMethod method, std::span<const double> returns,
                                                std::size_t window, double confidence,
                                                const MethodOptions& options = {});

} // namespace nautilus::risk

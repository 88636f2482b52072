#pragma once
// Figures of every trailing window, in constant (order statistics: logarithmic) time per step. Windows are
// summed up anew in pieces (numerics/sliding_window.h): what left a window leaves no rounding behind.

#include "engines/numerics/performance.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::analytics {

struct RollingOptions {
    std::size_t window = 126;
    std::size_t min_count = 0; ///< numbers a window must hold; 0: all of them
    double periods_per_year = numerics::kSessionsPerYear;
    double risk_free = 0; ///< per period; also the required return of the Sortino ratio
};

/// Element t belongs to returns t-window+1 .. t; NaN in the first window-1 and in windows with fewer than
/// min_count numbers. Definitions as in return_metrics.h; the drawdown is that of the window alone, its curve
/// starting at 1 before the window.
struct RollingMetrics {
    std::vector<double> total_return, volatility, sharpe_ratio, sortino_ratio, max_drawdown;
};
[[nodiscard]] RollingMetrics rollingMetrics(std::span<const double> returns, const RollingOptions& options);

/// Definitions as in active_metrics.h; pairs with a NaN are left out. Spans of one length.
struct RollingActive {
    std::vector<double> beta, alpha, correlation, tracking_error, information_ratio, up_capture, down_capture;
};
[[nodiscard]] RollingActive rollingActive(std::span<const double> returns, std::span<const double> benchmark,
                                          const RollingOptions& options);

/// Definitions as numerics::tailLoss; positive losses, 0 < p < 1.
struct RollingTail {
    std::vector<double> value_at_risk, expected_shortfall;
};
[[nodiscard]] RollingTail rollingTail(std::span<const double> returns, double p,
                                      const RollingOptions& options);

} // namespace nautilus::analytics

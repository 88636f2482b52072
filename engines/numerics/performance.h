#pragma once
// Figures of a series of simple returns per session. NaN values are left out.

#include <span>

namespace nautilus::numerics {

inline constexpr double kSessionsPerYear = 252.0;

/// What a year is and what is deducted; both returns are per session.
struct PerformanceOptions {
    double periods_per_year = kSessionsPerYear;
    double risk_free = 0;       ///< of the Sharpe ratio
    double required_return = 0; ///< of the Sortino ratio and the downside deviation
};

struct Performance {
    double annualized_return;     ///< compounded: PROD(1 + r)^(A/n) - 1; NaN if PROD < 0
    double annualized_volatility; ///< sample deviation * sqrt(A)
    double sharpe_ratio;          ///< mean(r - risk_free) / deviation * sqrt(A)
    double sortino_ratio;         ///< mean(r - required) * A / downside_deviation
    double max_drawdown;          ///< <= 0; of the compounded curve, which starts at 1
    double calmar_ratio;          ///< annualized_return / -max_drawdown; NaN without a drawdown
    double hit_rate;              ///< share of returns above 0
    std::size_t count;
    double total_return;       ///< PROD(1 + r) - 1
    double downside_deviation; ///< sqrt(mean(min(r - required, 0)^2)) sqrt(A), over all n returns
};
/// A = periods_per_year. All NaN below two values. Conventions of empyrical; a ratio over no deviation is
/// NaN.
[[nodiscard]] Performance performance(std::span<const double> returns,
                                      const PerformanceOptions& options = {});

} // namespace nautilus::numerics

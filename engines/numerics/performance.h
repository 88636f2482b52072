#pragma once
// Figures of a series of simple returns per session. NaN values are left out.

#include <span>

namespace nautilus::numerics {

inline constexpr double kSessionsPerYear = 252.0;

struct Performance {
    double annualized_return;     ///< compounded: PROD(1 + r)^(252/n) - 1
    double annualized_volatility; ///< sample deviation * sqrt(252)
    double sharpe_ratio;          ///< mean / deviation * sqrt(252), nothing deducted
    double sortino_ratio;         ///< mean * 252 / (sqrt(mean(min(r, 0)^2)) sqrt(252))
    double max_drawdown;          ///< <= 0; of the compounded curve, which starts at 1
    double calmar_ratio;          ///< annualized_return / -max_drawdown; NaN without a drawdown
    double hit_rate;              ///< share of returns above 0
    std::size_t count;
};
/// All NaN below two values.
[[nodiscard]] Performance performance(std::span<const double> returns);

} // namespace nautilus::numerics

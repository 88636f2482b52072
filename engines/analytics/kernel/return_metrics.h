#pragma once
// Figures of one series of simple returns per period. NaN values are left out throughout; losses are positive
// in value at risk and expected shortfall, drawdowns are negative.

#include "engines/numerics/moments.h"
#include "engines/numerics/performance.h"

#include <cstddef>
#include <span>

namespace nautilus::analytics {

struct ReturnMetricOptions {
    double periods_per_year = numerics::kSessionsPerYear; ///< A
    double risk_free = 0;                                 ///< per period; of the Sharpe ratio
    double required_return = 0; ///< per period; of Sortino, downside deviation and Omega
    double tail = 0.05;         ///< 1 - confidence of value at risk; both sides of the tail ratio
};

/// Streaks and averages of gaining (r > 0) and losing (r < 0) periods.
struct GainLoss {
    double win_rate;      ///< gains / (gains + losses); NaN without either (quantstats win_rate)
    double average_gain;  ///< NaN without a gain
    double average_loss;  ///< < 0; NaN without a loss
    double payoff_ratio;  ///< average_gain / |average_loss|
    double profit_factor; ///< sum of gains / |sum of losses|; NaN without a loss
    double gain_to_pain;  ///< sum of returns / |sum of losses| (Schwager 2012, there of monthly returns)
    double best;
    double worst;
    std::size_t longest_gain; ///< consecutive gaining periods; a 0 ends them, a NaN does not
    std::size_t longest_loss;
};
/// Nothing but NaN: every figure NaN.
[[nodiscard]] GainLoss gainLoss(std::span<const double> returns);

struct ReturnMetrics {
    numerics::Performance performance; ///< return, volatility, Sharpe, Sortino, Calmar, drawdown
    numerics::Shape shape;
    GainLoss gain_loss;
    double geometric_mean;     ///< per period; PROD(1 + r)^(1/n) - 1
    double omega_ratio;        ///< SUM max(r - q, 0) / SUM max(q - r, 0), q = required_return (Keating and
                               ///< Shadwick 2002); NaN without a shortfall
    double tail_ratio;         ///< |(1 - tail)-quantile| / |tail-quantile| (empyrical); NaN over 0
    double stability;          ///< R^2 of SUM ln(1 + r) against time (empyrical); NaN if some r <= -1
    double value_at_risk;      ///< historical, one period (numerics/tail_loss.h)
    double expected_shortfall; ///< as empyrical's conditional_value_at_risk
    double recovery_factor;    ///< total return / |max drawdown|
    double common_sense_ratio; ///< profit factor * tail ratio (quantstats)
    double autocorrelation;    ///< of the first order, n-denominator; NaN without spread
};
/// One value: what needs a deviation is NaN, see numerics::performance. None: all NaN.
[[nodiscard]] ReturnMetrics returnMetrics(std::span<const double> returns,
                                          const ReturnMetricOptions& options = {});

/// PROD(1 + r) - 1 over the values that are not NaN; NaN without any.
[[nodiscard]] double totalReturn(std::span<const double> returns);

/// PROD(1 + r)^(A/n) - 1; -1 after a total loss, NaN without a value or if the product is negative (losses
/// beyond the stake). empyrical annual_return, quantstats cagr.
[[nodiscard]] double annualReturn(std::span<const double> returns,
                                  double periods_per_year = numerics::kSessionsPerYear);

/// The first-order autocorrelation SUM d_t d_{t+1} / SUM d_t^2 of deviations from the mean; pairs with a NaN
/// between do not count.
[[nodiscard]] double firstAutocorrelation(std::span<const double> returns);

} // namespace nautilus::analytics

#pragma once
// Figures of a return series against a benchmark. Only periods in which both have a number take part.

#include "engines/numerics/performance.h"

#include <cstddef>
#include <span>

namespace nautilus::analytics {

struct ActiveMetricOptions {
    double periods_per_year = numerics::kSessionsPerYear; ///< A
    double risk_free = 0;                                 ///< per period
};

struct ActiveMetrics {
    std::size_t count;
    double beta;              ///< cov(r - rf, b - rf) / var(b - rf); NaN if the benchmark has no spread
    double alpha;             ///< compounded: (1 + a)^A - 1, a = mean(r - rf) - beta mean(b - rf) (empyrical)
    double jensen_alpha;      ///< A a (Jensen 1968; quantstats greeks)
    double correlation;       ///< of r and b
    double r_squared;         ///< its square
    double tracking_error;    ///< sample deviation of r - b, times sqrt(A)
    double information_ratio; ///< mean(r - b) / sample deviation * sqrt(A); NaN without active risk
    double active_return;     ///< annual return minus that of the benchmark
    double treynor_ratio;     ///< (annual return - annual rf) / beta (Treynor 1965)
    double modigliani;        ///< annual rf + Sharpe ratio * volatility of the benchmark (Modigliani 1997)
    double capture;           ///< annual return / annual return of the benchmark, all periods
    double up_capture;        ///< the same over the periods with b > 0 (empyrical)
    double down_capture;      ///< ... with b < 0
    double capture_ratio;     ///< up_capture / down_capture
    double up_beta;           ///< beta over the periods with b > 0
    double down_beta;         ///< ... with b < 0
    double batting_average;   ///< share of periods with r > b
};
/// annual rf = (1 + rf)^A - 1. Fewer than two pairs: everything with a deviation NaN; none: all NaN. Captures
/// are NaN where the benchmark's annual return is 0 or there is no such period. Spans of one length.
[[nodiscard]] ActiveMetrics activeMetrics(std::span<const double> returns, std::span<const double> benchmark,
                                          const ActiveMetricOptions& options = {});

} // namespace nautilus::analytics

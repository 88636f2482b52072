#include "engines/analytics/kernel/sharpe_confidence.h"

#include "engines/analytics/kernel/return_metrics.h"
#include "engines/numerics/significance.h"

#include <cmath>
#include <vector>

namespace nautilus::analytics {
namespace {

/// Variance of a sum of A periods over A times that of one, for correlations rho^k.
double varianceRatio(double rho, double periods) {
    return 1 + 2 * rho / (1 - rho) * (1 - (1 - std::pow(rho, periods)) / (periods * (1 - rho)));
}

} // namespace

SharpeConfidence sharpeConfidence(std::span<const double> returns, const SharpeOptions& options) {
    std::vector<double> excess(returns.begin(), returns.end());
    for (double& r : excess)
        r -= options.risk_free;
    const auto form = numerics::sharpeShape(excess);
    const double root = std::sqrt(options.periods_per_year);
    SharpeConfidence out{};
    out.count = form.count;
    out.sharpe_ratio = form.sharpe;
    out.annualized = form.sharpe * root;
    out.standard_error = numerics::sharpeStandardError(form);
    out.probabilistic = numerics::probabilisticSharpe(form, options.benchmark);
    out.expected_best = numerics::expectedBestSharpe(options.trials, options.trial_deviation);
    out.deflated = numerics::probabilisticSharpe(form, out.expected_best);
    out.minimum_track_record = numerics::minimumTrackRecord(form, options.benchmark, options.confidence);
    const double ratio = varianceRatio(firstAutocorrelation(excess), options.periods_per_year);
    out.annualized_autocorrelated = ratio > 0 ? out.annualized / std::sqrt(ratio) : std::nan("");
    return out;
}

} // namespace nautilus::analytics

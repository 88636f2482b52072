#include "engines/analytics/kernel/return_metrics.h"

#include "engines/numerics/least_squares.h"
#include "engines/numerics/quantile.h"
#include "engines/numerics/tail_loss.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace nautilus::analytics {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double over(double numerator, double denominator) {
    return denominator > 0 ? numerator / denominator : kNan;
}

std::vector<double> present(std::span<const double> returns) {
    std::vector<double> out;
    out.reserve(returns.size());
    std::ranges::copy_if(returns, std::back_inserter(out), [](double r) { return !std::isnan(r); });
    return out;
}

double omega(std::span<const double> returns, double required) {
    double gains = 0, losses = 0;
    for (const double r : returns) {
        gains += std::max(r - required, 0.0);
        losses += std::max(required - r, 0.0);
    }
    return over(gains, losses);
}

double stability(std::span<const double> returns) {
    std::vector<double> level(returns.size()), time(returns.size());
    double sum = 0;
    for (std::size_t i = 0; i < returns.size(); ++i) {
        if (!(returns[i] > -1)) return kNan;
        level[i] = sum += std::log1p(returns[i]);
        time[i] = static_cast<double>(i);
    }
    return numerics::fitLine(time, level).r2;
}

} // namespace

double totalReturn(std::span<const double> returns) {
    double level = 1;
    bool any = false;
    for (const double r : returns) {
        if (std::isnan(r)) continue;
        level *= 1 + r;
        any = true;
    }
    return any ? level - 1 : kNan;
}

double annualReturn(std::span<const double> returns, double periods_per_year) {
    const auto n = std::ranges::count_if(returns, [](double r) { return !std::isnan(r); });
    const double level = 1 + totalReturn(returns);
    return level >= 0 ? std::pow(level, periods_per_year / static_cast<double>(n)) - 1 : kNan;
}

double firstAutocorrelation(std::span<const double> returns) {
    const auto m = numerics::moments(returns);
    if (!numerics::hasSpread(m)) return kNan;
    double lagged = 0, squares = 0, before = kNan;
    for (const double r : returns) {
        const double d = r - m.mean;
        if (!std::isnan(d)) squares += d * d;
        if (!std::isnan(d) && !std::isnan(before)) lagged += d * before;
        before = d;
    }
    return lagged / squares;
}

GainLoss gainLoss(std::span<const double> returns) {
    GainLoss out{kNan, kNan, kNan, kNan, kNan, kNan, kNan, kNan, 0, 0};
    double gained = 0, lost = 0;
    std::size_t gains = 0, losses = 0, gain_run = 0, loss_run = 0;
    for (const double r : returns) {
        if (std::isnan(r)) continue;
        gain_run = r > 0 ? gain_run + 1 : 0;
        loss_run = r < 0 ? loss_run + 1 : 0;
        gains += r > 0 ? 1 : 0;
        losses += r < 0 ? 1 : 0;
        (r > 0 ? gained : lost) += r;
        out.longest_gain = std::max(out.longest_gain, gain_run);
        out.longest_loss = std::max(out.longest_loss, loss_run);
        out.best = std::fmax(out.best, r);
        out.worst = std::fmin(out.worst, r);
    }
    out.win_rate = over(static_cast<double>(gains), static_cast<double>(gains + losses));
    if (gains > 0) out.average_gain = gained / static_cast<double>(gains);
    if (losses > 0) out.average_loss = lost / static_cast<double>(losses);
    out.payoff_ratio = over(out.average_gain, -out.average_loss);
    out.profit_factor = over(gained, -lost);
    out.gain_to_pain = over(gained + lost, -lost);
    return out;
}

ReturnMetrics returnMetrics(std::span<const double> given, const ReturnMetricOptions& options) {
    const std::vector<double> returns = present(given);
    ReturnMetrics out{};
    out.performance = numerics::performance(
        returns, {options.periods_per_year, options.risk_free, options.required_return});
    if (returns.size() == 1) {
        out.performance.total_return = returns.front();
        out.performance.max_drawdown = std::min(returns.front(), 0.0);
    }
    out.shape = numerics::shape(returns);
    out.gain_loss = gainLoss(returns);
    out.geometric_mean = annualReturn(returns, 1);
    out.omega_ratio = omega(returns, options.required_return);
    std::vector<double> scratch;
    const auto tails = numerics::winsorBounds(returns, options.tail, scratch);
    out.tail_ratio = over(std::abs(tails.upper), std::abs(tails.lower));
    out.stability = stability(returns);
    const auto loss = numerics::tailLoss(returns, options.tail);
    out.value_at_risk = loss.value_at_risk;
    out.expected_shortfall = loss.expected_shortfall;
    out.recovery_factor = over(out.performance.total_return, -out.performance.max_drawdown);
    out.common_sense_ratio = out.gain_loss.profit_factor * out.tail_ratio;
    out.autocorrelation = firstAutocorrelation(given);
    return out;
}

} // namespace nautilus::analytics

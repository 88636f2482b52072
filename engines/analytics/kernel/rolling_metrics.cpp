#include "engines/analytics/kernel/rolling_metrics.h"

#include "engines/numerics/moments.h"
#include "engines/numerics/ranked_window.h"
#include "engines/numerics/sliding_window.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::analytics {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Mean and sum of squares about it; two of them join without cancellation (Chan, Golub and LeVeque 1979).
struct Spread {
    double count = 0, mean = 0, squares = 0;
};
Spread joined(const Spread& a, const Spread& b) {
    if (a.count == 0) return b;
    if (b.count == 0) return a;
    const double n = a.count + b.count, gap = b.mean - a.mean;
    return {n, a.mean + gap * b.count / n, a.squares + b.squares + gap * gap * a.count * b.count / n};
}
/// Sample deviation; NaN when the values do not differ, or there are fewer than two.
double deviation(const Spread& s) {
    if (s.count < 2 || !numerics::hasSpread(s.squares, s.count, s.mean)) return kNan;
    return std::sqrt(s.squares / (s.count - 1));
}

/// A stretch of the compounded curve relative to the level before it.
struct Stretch {
    Spread spread;
    double below = 0; ///< SUM min(r - required, 0)^2
    double growth = 1, peak = 1, trough = 1, drawdown = 0;
};
Stretch stretchOf(double r, double required) {
    if (std::isnan(r)) return {};
    const double shortfall = std::min(r - required, 0.0), level = 1 + r;
    return {{1, r, 0},       shortfall * shortfall, level, std::max(1.0, level), std::min(1.0, level),
            std::min(0.0, r)};
}
Stretch followed(const Stretch& a, const Stretch& b) {
    return {joined(a.spread, b.spread),
            a.below + b.below,
            a.growth * b.growth,
            std::max(a.peak, a.growth * b.peak),
            std::min(a.trough, a.growth * b.trough),
            std::min({a.drawdown, b.drawdown, a.growth * b.trough / a.peak - 1})};
}

/// Both series over a stretch, their difference, and what they made while the benchmark rose or fell.
struct Side {
    double count = 0, growth = 1, market = 1;
};
struct Joint {
    Spread returns, benchmark, active;
    double cross = 0; ///< SUM of products of deviations from the means
    Side up, down;
};
Joint jointOf(double r, double b) {
    if (std::isnan(r) || std::isnan(b)) return {};
    const Side one{1, 1 + r, 1 + b};
    return {{1, r, 0}, {1, b, 0}, {1, r - b, 0}, 0, b > 0 ? one : Side{}, b < 0 ? one : Side{}};
}
Side times(const Side& a, const Side& b) {
    return {a.count + b.count, a.growth * b.growth, a.market * b.market};
}
Joint followed(const Joint& a, const Joint& b) {
    const double n = a.returns.count + b.returns.count;
    const double gaps = (b.returns.mean - a.returns.mean) * (b.benchmark.mean - a.benchmark.mean);
    const double between = n > 0 ? gaps * a.returns.count * b.returns.count / n : 0;
    return {joined(a.returns, b.returns),
            joined(a.benchmark, b.benchmark),
            joined(a.active, b.active),
            a.cross + b.cross + between,
            times(a.up, b.up),
            times(a.down, b.down)};
}
double capture(const Side& side, double periods_per_year) {
    if (side.count == 0) return kNan;
    const double exponent = periods_per_year / side.count;
    const double market = std::pow(side.market, exponent) - 1;
    return market == 0 ? kNan : (std::pow(side.growth, exponent) - 1) / market;
}

double neededCount(const RollingOptions& options) {
    return static_cast<double>(
        std::max<std::size_t>(1, options.min_count == 0 ? options.window : options.min_count));
}

} // namespace

RollingMetrics rollingMetrics(std::span<const double> returns, const RollingOptions& options) {
    const std::size_t n = returns.size();
    const std::vector<double> none(n, kNan);
    RollingMetrics out{none, none, none, none, none};
    const double needed = neededCount(options), root = std::sqrt(options.periods_per_year);
    numerics::slideWindow<Stretch>(
        n, options.window, [&](std::size_t i) { return stretchOf(returns[i], options.risk_free); },
        [](const Stretch& a, const Stretch& b) { return followed(a, b); },
        [&](std::size_t t, const Stretch& s) {
            if (s.spread.count < needed) return;
            const double excess = s.spread.mean - options.risk_free;
            out.total_return[t] = s.growth - 1;
            out.max_drawdown[t] = s.drawdown;
            if (s.spread.count > 1)
                out.volatility[t] = std::sqrt(s.spread.squares / (s.spread.count - 1)) * root;
            out.sharpe_ratio[t] = excess / deviation(s.spread) * root;
            if (s.below > 0) out.sortino_ratio[t] = excess / std::sqrt(s.below / s.spread.count) * root;
        });
    return out;
}

RollingActive rollingActive(std::span<const double> returns, std::span<const double> benchmark,
                            const RollingOptions& options) {
    const std::size_t n = std::min(returns.size(), benchmark.size());
    const std::vector<double> none(n, kNan);
    RollingActive out{none, none, none, none, none, none, none};
    const double needed = neededCount(options), year = options.periods_per_year, root = std::sqrt(year);
    numerics::slideWindow<Joint>(
        n, options.window, [&](std::size_t i) { return jointOf(returns[i], benchmark[i]); },
        [](const Joint& a, const Joint& b) { return followed(a, b); },
        [&](std::size_t t, const Joint& j) {
            if (j.returns.count < needed) return;
            const double free = j.returns.count - 1;
            const double market = deviation(j.benchmark), active = deviation(j.active);
            const double beta = j.cross / free / (market * market);
            const double alpha =
                j.returns.mean - options.risk_free - beta * (j.benchmark.mean - options.risk_free);
            out.beta[t] = beta;
            out.alpha[t] = std::pow(1 + alpha, year) - 1;
            out.correlation[t] = j.cross / free / market / deviation(j.returns);
            if (j.active.count > 1) out.tracking_error[t] = std::sqrt(j.active.squares / free) * root;
            out.information_ratio[t] = j.active.mean / active * root;
            out.up_capture[t] = capture(j.up, year);
            out.down_capture[t] = capture(j.down, year);
        });
    return out;
}

RollingTail rollingTail(std::span<const double> returns, double p, const RollingOptions& options) {
    const std::size_t n = returns.size();
    const std::vector<double> none(n, kNan);
    RollingTail out{none, none};
    if (options.window == 0 || !(p > 0 && p < 1)) return out;
    numerics::RankedWindow members(returns);
    for (std::size_t t = 0; t < n; ++t) {
        members.insert(t);
        if (t >= options.window) members.erase(t - options.window);
        const std::size_t count = members.count();
        if (t + 1 < options.window || static_cast<double>(count) < neededCount(options)) continue;
        const auto tail = static_cast<std::size_t>(static_cast<double>(count - 1) * p) + 1;
        out.value_at_risk[t] = -members.quantile(p);
        out.expected_shortfall[t] = -members.sumOfSmallest(tail) / static_cast<double>(tail);
    }
    return out;
}

} // namespace nautilus::analytics

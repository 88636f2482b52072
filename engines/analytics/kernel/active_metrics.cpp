#include "engines/analytics/kernel/active_metrics.h"

#include "engines/analytics/kernel/return_metrics.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace nautilus::analytics {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Pairs {
    std::vector<double> returns, benchmark;
};

template <class TakesPart>
Pairs pairsWhere(std::span<const double> returns, std::span<const double> benchmark, TakesPart takes_part) {
    Pairs out;
    for (std::size_t i = 0; i < std::min(returns.size(), benchmark.size()); ++i) {
        if (std::isnan(returns[i]) || std::isnan(benchmark[i]) || !takes_part(benchmark[i])) continue;
        out.returns.push_back(returns[i]);
        out.benchmark.push_back(benchmark[i]);
    }
    return out;
}

struct Regression {
    double beta = kNan, correlation = kNan;
    numerics::Moments returns{}, benchmark{};
};

Regression regress(const Pairs& pairs) {
    Regression out;
    out.returns = numerics::moments(pairs.returns);
    out.benchmark = numerics::moments(pairs.benchmark);
    if (out.returns.count < 2 || !numerics::hasSpread(out.benchmark)) return out;
    double cross = 0;
    for (std::size_t i = 0; i < pairs.returns.size(); ++i)
        cross += (pairs.returns[i] - out.returns.mean) * (pairs.benchmark[i] - out.benchmark.mean);
    cross /= static_cast<double>(pairs.returns.size() - 1);
    out.beta = cross / (out.benchmark.deviation * out.benchmark.deviation);
    if (numerics::hasSpread(out.returns))
        out.correlation = cross / (out.returns.deviation * out.benchmark.deviation);
    return out;
}

double captureOf(const Pairs& pairs, double periods_per_year) {
    const double market = annualReturn(pairs.benchmark, periods_per_year);
    return market == 0 ? kNan : annualReturn(pairs.returns, periods_per_year) / market;
}

void setActive(ActiveMetrics& out, const Pairs& all, double periods_per_year) {
    std::vector<double> active(all.returns.size());
    std::ranges::transform(all.returns, all.benchmark, active.begin(), std::minus<>());
    const auto m = numerics::moments(active);
    const double root = std::sqrt(periods_per_year);
    out.tracking_error = m.deviation * root;
    if (m.count > 1 && numerics::hasSpread(m)) out.information_ratio = m.mean / m.deviation * root;
    if (m.count > 0)
        out.batting_average =
            static_cast<double>(std::ranges::count_if(active, [](double a) { return a > 0; })) /
            static_cast<double>(m.count);
}

} // namespace

ActiveMetrics activeMetrics(std::span<const double> returns, std::span<const double> benchmark,
                            const ActiveMetricOptions& options) {
    const double year = options.periods_per_year, rate = options.risk_free;
    const Pairs all = pairsWhere(returns, benchmark, [](double) { return true; });
    const Pairs up = pairsWhere(returns, benchmark, [](double b) { return b > 0; });
    const Pairs down = pairsWhere(returns, benchmark, [](double b) { return b < 0; });
    const Regression line = regress(all);
    ActiveMetrics out{};
    out.count = all.returns.size();
    out.beta = line.beta;
    out.correlation = line.correlation;
    out.r_squared = line.correlation * line.correlation;
    const double alpha = line.returns.mean - rate - line.beta * (line.benchmark.mean - rate);
    out.alpha = std::pow(1 + alpha, year) - 1;
    out.jensen_alpha = alpha * year;
    out.information_ratio = out.batting_average = out.modigliani = kNan;
    setActive(out, all, year);
    const double annual = annualReturn(all.returns, year), annual_rate = std::pow(1 + rate, year) - 1;
    out.active_return = annual - annualReturn(all.benchmark, year);
    out.treynor_ratio = line.beta == 0 ? kNan : (annual - annual_rate) / line.beta;
    if (line.returns.count > 1 && numerics::hasSpread(line.returns))
        out.modigliani = annual_rate + (line.returns.mean - rate) / line.returns.deviation *
                                           line.benchmark.deviation * year;
    out.capture = captureOf(all, year);
    out.up_capture = captureOf(up, year);
    out.down_capture = captureOf(down, year);
    out.capture_ratio = out.down_capture == 0 ? kNan : out.up_capture / out.down_capture;
    out.up_beta = regress(up).beta;
    out.down_beta = regress(down).beta;
    return out;
}

} // namespace nautilus::analytics

#include "engines/factor/kernel/diagnostics.h"

#include "engines/numerics/correlation.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {
namespace {

constexpr double kSignificantT = 2.0;
constexpr std::size_t kMinStabilityNames = 3;

void addPath(std::span<const double> returns, FactorStatistics& s) {
    double total = 0, peak = 0, fall = 0;
    for (const double r : returns) {
        if (std::isnan(r)) continue;
        total += r;
        peak = std::max(peak, total);
        fall = std::max(fall, peak - total);
    }
    s.cumulative = total;
    s.max_drawdown = fall;
}

void addSignificance(std::span<const double> t_stats, FactorStatistics& s) {
    std::size_t count = 0, beyond = 0;
    double sum = 0;
    for (const double t : t_stats) {
        if (std::isnan(t)) continue;
        ++count;
        beyond += std::abs(t) > kSignificantT ? 1 : 0;
        sum += std::abs(t);
    }
    if (count == 0) return;
    s.share_significant = static_cast<double>(beyond) / static_cast<double>(count);
    s.mean_abs_t = sum / static_cast<double>(count);
}

} // namespace

std::vector<double> exposureStability(domain::MatrixView exposure, RowRange rows, std::size_t lag) {
    std::vector<double> result;
    result.reserve(rows.size());
    for (std::size_t t = rows.begin; t < rows.end; ++t)
        result.push_back(
            t < lag ? domain::kMissing
                    : numerics::correlation(exposure.row(t), exposure.row(t - lag), kMinStabilityNames));
    return result;
}

FactorStatistics factorStatistics(std::span<const double> returns, std::span<const double> t_stats) {
    FactorStatistics s;
    const numerics::Moments m = numerics::moments(returns);
    s.observations = m.count;
    addSignificance(t_stats, s);
    if (m.count == 0) return s;
    s.mean = m.mean;
    s.deviation = m.deviation;
    s.annual_return = kSessionsPerYear * m.mean;
    s.annual_volatility = std::sqrt(kSessionsPerYear) * m.deviation;
    if (numerics::hasSpread(m)) {
        s.sharpe = s.annual_return / s.annual_volatility;
        s.mean_t = m.mean / (m.deviation / std::sqrt(static_cast<double>(m.count)));
    }
    addPath(returns, s);
    return s;
}

domain::Matrix factorCorrelation(domain::MatrixView factor_returns, std::size_t min_pairs) {
    return numerics::correlationMatrix(factor_returns, min_pairs);
}

} // namespace nautilus::factor

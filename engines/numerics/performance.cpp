#include "engines/numerics/performance.h"

#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::numerics {

Performance performance(std::span<const double> returns, const PerformanceOptions& options) {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    const auto m = moments(returns);
    Performance out{kNan, kNan, kNan, kNan, kNan, kNan, kNan, m.count, kNan, kNan};
    if (m.count < 2) return out;
    double level = 1, peak = 1, deepest = 0, below = 0, hits = 0;
    for (const double r : returns) {
        if (std::isnan(r)) continue;
        level *= 1.0 + r;
        peak = std::max(peak, level);
        deepest = std::min(deepest, level / peak - 1.0);
        const double shortfall = std::min(r - options.required_return, 0.0);
        below += shortfall * shortfall;
        hits += r > 0 ? 1 : 0;
    }
    const double n = static_cast<double>(m.count), root = std::sqrt(options.periods_per_year);
    out.annualized_return = level >= 0 ? std::pow(level, options.periods_per_year / n) - 1.0 : kNan;
    out.annualized_volatility = m.deviation * root;
    if (hasSpread(m)) out.sharpe_ratio = (m.mean - options.risk_free) / m.deviation * root;
    if (below > 0) out.sortino_ratio = (m.mean - options.required_return) / std::sqrt(below / n) * root;
    out.max_drawdown = deepest;
    if (deepest < 0) out.calmar_ratio = out.annualized_return / -deepest;
    out.hit_rate = hits / n;
    out.total_return = level - 1.0;
    out.downside_deviation = std::sqrt(below / n) * root;
    return out;
}

} // namespace nautilus::numerics

#include "engines/numerics/performance.h"

#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::numerics {

Performance performance(std::span<const double> returns) {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    const auto m = moments(returns);
    Performance out{kNan, kNan, kNan, kNan, kNan, kNan, kNan, m.count};
    if (m.count < 2) return out;
    double level = 1, peak = 1, deepest = 0, below = 0, hits = 0;
    for (const double r : returns) {
        if (std::isnan(r)) continue;
        level *= 1.0 + r;
        peak = std::max(peak, level);
        deepest = std::min(deepest, level / peak - 1.0);
        below += r < 0 ? r * r : 0;
        hits += r > 0 ? 1 : 0;
    }
    const double n = static_cast<double>(m.count), root = std::sqrt(kSessionsPerYear);
    out.annualized_return = level > 0 ? std::pow(level, kSessionsPerYear / n) - 1.0 : kNan;
    out.annualized_volatility = m.deviation * root;
    if (hasSpread(m)) out.sharpe_ratio = m.mean / m.deviation * root;
    if (below > 0) out.sortino_ratio = m.mean / std::sqrt(below / n) * root;
    out.max_drawdown = deepest;
    if (deepest < 0) out.calmar_ratio = out.annualized_return / -deepest;
    out.hit_rate = hits / n;
    return out;
}

} // namespace nautilus::numerics

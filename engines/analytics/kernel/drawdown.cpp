#include "engines/analytics/kernel/drawdown.h"

#include <algorithm>
#include <cmath>

namespace nautilus::analytics {
namespace {

constexpr double kAtThePeak = -1e-12;

/// All spells in their order.
std::vector<Drawdown> spellsOf(std::span<const double> depth) {
    std::vector<Drawdown> out;
    bool below = false;
    for (std::size_t t = 0; t < depth.size(); ++t) {
        if (std::isnan(depth[t])) continue;
        if (depth[t] >= kAtThePeak) {
            if (below) out.back().recovery = t;
            below = false;
            continue;
        }
        if (!below) out.push_back({t, t, t, std::nullopt, depth[t]});
        below = true;
        Drawdown& spell = out.back();
        spell.end = t;
        if (depth[t] < spell.depth) {
            spell.depth = depth[t];
            spell.valley = t;
        }
    }
    return out;
}

} // namespace

std::vector<double> drawdownSeries(std::span<const double> returns) {
    std::vector<double> out(returns.size());
    double level = 1, peak = 1;
    for (std::size_t t = 0; t < returns.size(); ++t) {
        if (!std::isnan(returns[t])) level *= 1 + returns[t];
        peak = std::max(peak, level);
        out[t] = std::isnan(returns[t]) ? returns[t] : level / peak - 1;
    }
    return out;
}

std::vector<Drawdown> drawdownTable(std::span<const double> returns, std::size_t most) {
    auto spells = spellsOf(drawdownSeries(returns));
    std::ranges::stable_sort(spells, {}, &Drawdown::depth);
    if (spells.size() > most) spells.resize(most);
    return spells;
}

int drawdownDays(const Drawdown& drawdown, std::span<const domain::SessionDate> dates) {
    return dates[drawdown.end].days - dates[drawdown.start].days + 1;
}

DrawdownMetrics drawdownMetrics(std::span<const double> returns) {
    const auto depth = drawdownSeries(returns);
    DrawdownMetrics out{std::nan(""), std::nan(""), std::nan(""), std::nan(""), std::nan(""), 0, 0};
    double deepest = 0, sum = 0, squares = 0, count = 0, below = 0;
    for (const double d : depth) {
        if (std::isnan(d)) continue;
        deepest = std::min(deepest, d);
        sum -= d;
        squares += d * d;
        count += 1;
        below += d < kAtThePeak ? 1 : 0;
    }
    if (count == 0) return out;
    out.max_drawdown = deepest;
    out.ulcer_index = std::sqrt(squares / count);
    out.pain_index = sum / count;
    out.under_water = below / count;
    const auto spells = spellsOf(depth);
    out.spells = spells.size();
    double depths = 0;
    for (const Drawdown& spell : spells) {
        depths += spell.depth;
        out.longest = std::max(out.longest, spell.end - spell.start + 1);
    }
    out.average_drawdown = spells.empty() ? 0 : depths / static_cast<double>(spells.size());
    return out;
}

} // namespace nautilus::analytics

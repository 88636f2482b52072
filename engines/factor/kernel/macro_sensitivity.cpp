#include "engines/factor/kernel/macro_sensitivity.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using namespace domain;

namespace {

struct Pairs {
    std::vector<double> x, y;
};

Pairs pairsOf(std::span<const double> returns, int last_month, const MonthlySeries& series) {
    Pairs out;
    const auto n = std::min(returns.size(), kMacroMonths);
    for (std::size_t i = 0; i < n; ++i) {
        const double y = returns[returns.size() - n + i];
        const double x = series.at(last_month - static_cast<int>(n - 1 - i));
        if (std::isnan(x) || std::isnan(y)) continue;
        out.x.push_back(x);
        out.y.push_back(y);
    }
    return out;
}

struct Sums {
    double sxx = 0, sxy = 0, syy = 0;
};

Sums centred(const Pairs& p) {
    const auto n = static_cast<double>(p.x.size());
    double mx = 0, my = 0;
    for (std::size_t i = 0; i < p.x.size(); ++i) {
        mx += p.x[i];
        my += p.y[i];
    }
    mx /= n;
    my /= n;
    Sums s;
    for (std::size_t i = 0; i < p.x.size(); ++i) {
        const double dx = p.x[i] - mx, dy = p.y[i] - my;
        s.sxx += dx * dx;
        s.sxy += dx * dy;
        s.syy += dy * dy;
    }
    return s;
}

double slope(const Pairs& p) {
    if (p.x.size() < kMinMacroMonths) return kMissing;
    const auto s = centred(p);
    return s.sxx > 0 ? s.sxy / s.sxx : kMissing;
}

double correlation(const Pairs& p) {
    if (p.x.size() < kMinMacroMonths) return kMissing;
    const auto s = centred(p);
    return s.sxx > 0 && s.syy > 0 ? s.sxy / std::sqrt(s.sxx * s.syy) : kMissing;
}

} // namespace

int monthOf(SessionDate day) {
    const auto ymd = day.ymd();
    return (static_cast<int>(ymd.year()) - 1970) * 12 + static_cast<int>(static_cast<unsigned>(ymd.month())) -
           1;
}

MonthlySeries monthlyChanges(std::span<const MacroValue> values, MacroChange kind, SessionDate as_of) {
    std::vector<MacroValue> known;
    for (const auto& v : values)
        if (v.knowable_at <= as_of) known.push_back(v);
    std::ranges::stable_sort(known, {}, &MacroValue::period_end);
    MonthlySeries out;
    if (known.empty()) return out;
    out.first_month = monthOf(known.front().period_end);
    // The last value of each month that has one; a later vintage of a period overwrites an earlier one.
    std::vector<double> level(
        static_cast<std::size_t>(monthOf(known.back().period_end) - out.first_month + 1), kMissing);
    for (const auto& v : known)
        level[static_cast<std::size_t>(monthOf(v.period_end) - out.first_month)] = v.value;
    out.change.assign(level.size(), kMissing);
    const std::size_t step = kind == MacroChange::QuarterlyLogGrowth ? 3 : 1;
    for (std::size_t m = step; m < level.size(); ++m) {
        if (std::isnan(level[m]) || std::isnan(level[m - step])) continue;
        if (kind == MacroChange::LastDifference)
            out.change[m] = level[m] - level[m - 1];
        else if (kind == MacroChange::Growth)
            out.change[m] = level[m] / level[m - 1] - 1;
        else // the level stands on the quarter's last month; its growth belongs to all three
            for (std::size_t back = 0; back < 3; ++back)
                out.change[m - back] = std::log(level[m] / level[m - step]);
    }
    return out;
}

MacroSensitivity macroSensitivity(std::span<const double> returns, int last_month, const MonthlySeries& gdp,
                                  const MonthlySeries& yield, const MonthlySeries& cpi) {
    const auto with_gdp = pairsOf(returns, last_month, gdp);
    const auto with_yield = pairsOf(returns, last_month, yield);
    const auto with_cpi = pairsOf(returns, last_month, cpi);
    return {correlation(with_gdp), slope(with_yield), slope(with_cpi),
            std::min({with_gdp.x.size(), with_yield.x.size(), with_cpi.x.size()})};
}

} // namespace nautilus::factor

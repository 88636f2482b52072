#include "engines/factor/kernel/macro_transform.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace nautilus::factor {

using domain::kMissing;
using domain::MacroValue;
using domain::SessionDate;

namespace {

double finite(double x) {
    return std::isfinite(x) ? x : kMissing;
}

/// The transformed value of the newest of `x`, which end with it; missing when there are too few.
double transformed(std::span<const double> x, int code) {
    const auto ago = [&](std::size_t k) { return x.size() > k ? x[x.size() - 1 - k] : kMissing; };
    const auto log = [&](std::size_t k) { return std::log(ago(k)); };
    switch (code) {
    case 1:
        return ago(0);
    case 2:
        return finite(ago(0) - ago(1));
    case 3:
        return finite((ago(0) - ago(1)) - (ago(1) - ago(2)));
    case 4:
        return finite(log(0));
    case 5:
        return finite(log(0) - log(1));
    case 6:
        return finite((log(0) - log(1)) - (log(1) - log(2)));
    default:
        return finite((ago(0) / ago(1) - 1.0) - (ago(1) / ago(2) - 1.0));
    }
}

double surprise(std::span<const double> x, const MacroTransform& how) {
    const double newest = transformed(x, how.code);
    const auto n = how.surprise_periods;
    if (x.size() < n + 1) return kMissing;
    std::vector<double> before;
    double mean = 0;
    for (std::size_t k = 1; k <= n; ++k) {
        before.push_back(transformed(x.first(x.size() - k), how.code));
        mean += before.back() / static_cast<double>(n);
    }
    double squares = 0;
    for (const double each : before)
        squares += (each - mean) * (each - mean);
    return finite((newest - mean) / std::sqrt(squares / static_cast<double>(n - 1)));
}

/// The last `count` values by period.
std::vector<double> newest(const std::map<SessionDate, double>& known, std::size_t count) {
    std::vector<double> out;
    for (auto each = known.rbegin(); each != known.rend() && out.size() < count; ++each)
        out.push_back(each->second);
    std::ranges::reverse(out);
    return out;
}

} // namespace

std::vector<double> transformedLevels(std::span<const MacroValue> values,
                                      std::span<const SessionDate> sessions, const MacroTransform& how) {
    std::vector<MacroValue> order(values.begin(), values.end());
    std::ranges::stable_sort(order, {}, [](const MacroValue& v) { return v.knowable_at; });
    const std::size_t reach = how.surprise_periods + 3; // a second difference needs two periods before it
    std::map<SessionDate, double> known;
    std::vector<double> out;
    double now = kMissing;
    auto next = order.begin();
    for (const auto session : sessions) {
        const auto before = next;
        for (; next != order.end() && next->knowable_at <= session; ++next)
            known[next->period_end] = next->value;
        if (next != before) {
            const auto x = newest(known, reach);
            now = how.surprise_periods > 0 ? surprise(x, how) : transformed(x, how.code);
        }
        out.push_back(now);
    }
    return out;
}

std::string transformedName(std::string_view series, const MacroTransform& transform) {
    auto out = std::string(series) + '|' + std::to_string(transform.code);
    if (transform.surprise_periods > 0) out += '|' + std::to_string(transform.surprise_periods);
    return out;
}

TransformedName readTransformedName(std::string_view name) {
    const auto bar = name.find('|');
    if (bar == std::string_view::npos) return {name, std::nullopt};
    TransformedName out{name.substr(0, bar), MacroTransform{}};
    const auto* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + bar + 1, end, out.transform->code);
    if (read.ptr != end) std::from_chars(read.ptr + 1, end, out.transform->surprise_periods);
    return out;
}

} // namespace nautilus::factor

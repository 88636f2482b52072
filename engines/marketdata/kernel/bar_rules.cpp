#include "engines/marketdata/kernel/bar_rules.h"

#include "engines/domain/calendar.h"

#include <cmath>

namespace nautilus::marketdata {

namespace {

constexpr double kCloseTolerance = 0.01;

bool isPrice(double p) {
    return std::isfinite(p) && p > 0;
}

bool isCloseOnly(const BarRows& rows, std::size_t i) {
    return std::isnan(rows.open[i]) && std::isnan(rows.high[i]) && std::isnan(rows.low[i]);
}

bool isOutsideRange(const BarRows& rows, std::size_t i) {
    return rows.high[i] < rows.low[i] || rows.close[i] > rows.high[i] * (1 + kCloseTolerance) ||
           rows.close[i] < rows.low[i] * (1 - kCloseTolerance);
}

std::string_view ownFault(const BarRows& rows, std::size_t i) {
    const bool close_only = isCloseOnly(rows, i);
    if (!isPrice(rows.close[i]) || !isPrice(rows.adj_close[i])) return "bad_price";
    for (const auto& column : {rows.open, rows.high, rows.low})
        if (!close_only && !isPrice(column[i])) return "bad_price";
    if (!close_only && isOutsideRange(rows, i)) return "high_below_low";
    // Before the calendar's first year nobody can say.
    const bool ruled = rows.session[i] >= domain::SessionDate::of(domain::NyseCalendar::kFirstYear, 1, 1);
    if (rows.calendar == "XNYS" && ruled && !domain::NyseCalendar::isSession(rows.session[i]))
        return "not_a_session";
    if (rows.security_type != "index" && rows.volume[i] <= 0) return "no_volume"; // NaN: not stated
    return {};
}

} // namespace

std::vector<std::string_view> refusedBars(const BarRows& rows) {
    const std::size_t n = rows.session.size();
    std::vector<std::string_view> out(n);
    for (std::size_t i = 0; i < n; ++i)
        out[i] = ownFault(rows, i);

    std::vector<std::size_t> silent(n + 1, 0); // running count of rows without volume
    for (std::size_t i = 0; i < n; ++i)
        silent[i + 1] = silent[i] + (out[i] == "no_volume" ? 1 : 0);
    for (std::size_t i = 0; i < n; ++i) {
        if (!out[i].empty()) continue;
        const std::size_t from = i > kThinReach ? i - kThinReach : 0;
        const auto share =
            static_cast<double>(silent[i + 1] - silent[from]) / static_cast<double>(i + 1 - from);
        if (share >= kThinShare) out[i] = "thin_ticker";
    }

    const domain::SessionDate* last_kept = nullptr;
    for (std::size_t i = 0; i < n; ++i) {
        if (!out[i].empty()) continue;
        if (last_kept && *last_kept == rows.session[i])
            out[i] = "duplicate_session";
        else
            last_kept = &rows.session[i];
    }
    return out;
}

} // namespace nautilus::marketdata

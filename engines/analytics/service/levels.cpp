#include "engines/analytics/service/levels.h"

#include <cmath>

namespace nautilus::analytics {

using domain::kMissing;
using domain::SessionDate;

namespace {

constexpr int kStaleAfterDays = 10;

std::vector<double> lastOn(const marketdata::DailyHistory& history, const std::vector<double>& values,
                           std::span<const SessionDate> sessions) {
    std::vector<double> out(sessions.size(), kMissing);
    for (std::size_t t = 0; t < sessions.size(); ++t) {
        const auto at = history.placeAtOrBefore(sessions[t]);
        if (at == marketdata::DailyHistory::kNone) continue;
        if (sessions[t].days - history.session[at].days <= kStaleAfterDays) out[t] = values[at];
    }
    return out;
}

} // namespace

std::vector<double> levelsOn(const marketdata::DailyHistory& history, std::span<const SessionDate> sessions) {
    return lastOn(history, history.adj_close, sessions);
}

std::vector<double> returnsOf(std::span<const double> levels) {
    std::vector<double> out(levels.size(), kMissing);
    for (std::size_t t = 1; t < levels.size(); ++t)
        if (levels[t - 1] > 0) out[t] = levels[t] / levels[t - 1] - 1;
    return out;
}

kit::Result<std::vector<double>> ratesOn(marketdata::DailyMarket& market, const std::string& from,
                                         const std::string& to, std::span<const SessionDate> sessions) {
    if (from == to) return std::vector<double>(sessions.size(), 1.0);
    const auto history = market.rates(from, to);
    if (!history) return kit::failAs(history);
    if (!*history)
        return kit::fail(kit::ErrorCode::NotComputable,
                         "the catalog has no rate between " + from + " and " + to);
    return lastOn(**history, (*history)->close, sessions);
}

} // namespace nautilus::analytics

#include "engines/marketdata/contract/daily_market.h"

#include <algorithm>
#include <cmath>

namespace nautilus::marketdata {

using namespace domain;

namespace {

constexpr double kEnoughBars = 0.9;
constexpr int kDelistedAfterDays = 14; ///< ten sessions

} // namespace

std::size_t DailyHistory::placeAtOrBefore(SessionDate day) const {
    const auto after = std::ranges::upper_bound(session, day);
    return after == session.begin() ? kNone : static_cast<std::size_t>(after - session.begin()) - 1;
}

std::size_t DailyHistory::placeOn(SessionDate day) const {
    const auto place = placeAtOrBefore(day);
    return place != kNone && session[place] == day ? place : kNone;
}

double DailyHistory::tradedScale(SessionDate day) const {
    double scale = 1;
    for (const auto& action : actions)
        if (action.type == "split" && action.ex_date > day && action.ex_date <= price_basis)
            scale *= action.ratio;
    return scale;
}

double DailyHistory::totalReturn(std::size_t place) const {
    if (place == 0 || place >= size()) return kMissing;
    return adj_close[place] / adj_close[place - 1] - 1;
}

double DailyHistory::averageDailyValue(std::size_t place, std::size_t sessions) const {
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = place + 1; i-- > 0 && place - i < sessions;) {
        const double value = close[i] * volume[i]; // the splits of both cancel
        if (!std::isfinite(value)) continue;
        sum += value;
        ++count;
    }
    return count ? sum / static_cast<double>(count) : kMissing;
}

std::optional<SessionDate> latestCommonSession(std::span<const DailyHistoryPtr> histories,
                                               SessionDate newest_of_catalog) {
    std::vector<const DailyHistory*> trading, all;
    for (const auto& each : histories) {
        if (!each || each->session.empty()) continue;
        all.push_back(each.get());
        if (each->session.back().plusDays(kDelistedAfterDays) >= newest_of_catalog)
            trading.push_back(each.get());
    }
    if (trading.empty()) trading = all;
    if (trading.empty()) return std::nullopt;
    std::vector<SessionDate> days;
    for (const auto* each : trading)
        days.push_back(each->session.back());
    std::ranges::sort(days, std::ranges::greater());
    for (auto day = days.front();; day = day.plusDays(-1)) {
        std::size_t with_bar = 0;
        for (const auto* each : trading)
            with_bar += each->placeOn(day) != DailyHistory::kNone ? 1 : 0;
        if (static_cast<double>(with_bar) >= kEnoughBars * static_cast<double>(trading.size())) return day;
        if (day < days.back()) return days.back(); // a day on which most have one does not exist
    }
}

} // namespace nautilus::marketdata

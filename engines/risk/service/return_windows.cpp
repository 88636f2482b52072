#include "engines/risk/service/return_windows.h"

#include "engines/domain/calendar.h"
#include "engines/risk/kernel/limit_types.h"

#include <cmath>

namespace nautilus::risk {

using namespace domain;
using marketdata::DailyHistory;

namespace {

constexpr std::size_t kWindowsKept = 16;

ReturnColumnPtr columnOf(const DailyHistory& history, const std::vector<SessionDate>& sessions,
                         SessionDate as_of) {
    auto out = std::make_shared<ReturnColumn>();
    out->returns.assign(sessions.empty() ? 0 : sessions.size() - 1, kMissing);
    std::size_t place = 0;
    double before = kMissing;
    for (std::size_t t = 0; t < sessions.size(); ++t) {
        while (place < history.size() && history.session[place] < sessions[t])
            ++place;
        const bool has_bar = place < history.size() && history.session[place] == sessions[t];
        const double now = has_bar ? history.adj_close[place] : kMissing;
        if (t > 0) out->returns[t - 1] = now / before - 1;
        if (t > 0 && !std::isnan(out->returns[t - 1])) ++out->count;
        before = now;
    }
    const auto last = history.placeAtOrBefore(as_of);
    if (last == DailyHistory::kNone) return out;
    out->priced_on = history.session[last];
    out->price = history.close[last] * history.tradedScale(history.session[last]);
    out->daily_value = history.averageDailyValue(last, kAdvSessions);
    return out;
}

} // namespace

std::vector<SessionDate> ReturnWindows::sessionsOf(SessionDate as_of, std::size_t count) {
    const auto calendar_days = static_cast<int>(count * 365 / 250 + 20);
    auto out = NyseCalendar::sessions(as_of.plusDays(-calendar_days), as_of);
    const auto wanted = count + 1; // the first one is the base of the first return
    if (out.size() > wanted) out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(wanted));
    return out;
}

std::vector<ReturnColumnPtr> ReturnWindows::columns(const Histories& histories, std::int64_t epoch,
                                                    SessionDate as_of, std::size_t count) {
    const std::scoped_lock lock(mutex_);
    if (epoch_ != epoch || (kept_.size() >= kWindowsKept && !kept_.contains({as_of, count}))) kept_.clear();
    epoch_ = epoch;
    auto& kept = kept_[{as_of, count}];
    if (kept.sessions.empty()) kept.sessions = sessionsOf(as_of, count);
    std::vector<ReturnColumnPtr> out;
    out.reserve(histories.size());
    for (const auto& history : histories) {
        auto& column = kept.columns[history->id];
        if (!column) column = columnOf(*history, kept.sessions, as_of);
        out.push_back(column);
    }
    return out;
}

} // namespace nautilus::risk

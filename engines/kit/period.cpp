#include "engines/kit/period.h"

#include "engines/domain/calendar.h"
#include "engines/domain/instrument.h"

#include <charconv>

namespace nautilus::kit {

using domain::NyseCalendar;
using domain::SessionDate;

namespace {

SessionDate monthsBefore(SessionDate day, int months) {
    const auto at = day.ymd();
    const auto month = std::chrono::year_month(at.year(), at.month()) - std::chrono::months(months);
    const std::chrono::year_month_day_last last(month.year(), std::chrono::month_day_last(month.month()));
    const auto of_month = std::min(static_cast<unsigned>(at.day()), static_cast<unsigned>(last.day()));
    return SessionDate::of(static_cast<int>(month.year()), static_cast<unsigned>(month.month()), of_month);
}

SessionDate sessionsBefore(SessionDate day, int sessions) {
    auto at = NyseCalendar::onOrBefore(day);
    for (int i = 0; i < sessions; ++i)
        at = NyseCalendar::onOrBefore(at.plusDays(-1));
    return at;
}

/// The last day before the month `back` months ago, counted from the day's own.
SessionDate endBefore(SessionDate day, int back) {
    const auto at = day.ymd();
    const auto first = SessionDate::of(static_cast<int>(at.year()), static_cast<unsigned>(at.month()), 1);
    return monthsBefore(first, back).plusDays(-1);
}

} // namespace

Result<SessionDate> periodBase(std::string_view words, SessionDate end, const std::string& pointer) {
    const int month = static_cast<int>(static_cast<unsigned>(end.ymd().month())) - 1;
    if (words == "ALL" || words == "MAX") return domain::kBeginningOfTime;
    if (words == "MTD") return endBefore(end, 0);
    if (words == "QTD") return endBefore(end, month % 3);
    if (words == "YTD") return endBefore(end, month);
    int count = 0;
    const auto* last = words.data() + words.size();
    const auto [stopped, error] = std::from_chars(words.data(), last, count);
    const bool counted = error == std::errc{} && count > 0 && stopped + 1 == last;
    const char unit = counted ? *stopped : ' ';
    if (unit == 'D' && count <= 7560) return sessionsBefore(end, count);
    if (unit == 'W' && count <= 1560) return end.plusDays(-7 * count);
    if (unit == 'M' && count <= 360) return monthsBefore(end, count);
    if (unit == 'Y' && count <= 30) return monthsBefore(end, 12 * count);
    return fail(ErrorCode::InvalidArgument,
                "must be a count up to 30 years of D, W, M or Y (1D, 3M, 1Y), or MTD, QTD, YTD, ALL",
                pointer);
}

Result<SessionDate> baseOf(std::string_view words, std::optional<SessionDate> start, SessionDate end,
                           const std::string& pointer) {
    if (!start) return periodBase(words, end, pointer);
    if (*start >= end)
        return fail(ErrorCode::InvalidArgument, "must lie before the end, " + end.iso(), "/start");
    return *start;
}

} // namespace nautilus::kit

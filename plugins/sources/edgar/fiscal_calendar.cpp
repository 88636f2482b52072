#include "plugins/sources/edgar/fiscal_calendar.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace nautilus::sources::edgar {

using domain::SessionDate;

namespace {

constexpr int kTolerance = 10;     ///< days by which 52- and 53-week years move
constexpr int kWithin = 375;       ///< a year's end is at most so many days away
constexpr int kEarlyEndsDays = 59; ///< an end in January or February counts to the year before

/// The same month and day, `years` later; the last day of the month where it has fewer.
SessionDate yearsLater(SessionDate day, int years) {
    const auto ymd = day.ymd();
    const auto year = static_cast<int>(ymd.year()) + years;
    for (auto of_month = static_cast<unsigned>(ymd.day());; --of_month) {
        const std::chrono::year_month_day wanted{std::chrono::year(year), ymd.month(),
                                                 std::chrono::day(of_month)};
        if (wanted.ok()) return SessionDate::of(year, static_cast<unsigned>(ymd.month()), of_month);
    }
}

SessionDate endOf2000(std::string_view month_day) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(month_day.data(), month_day.data() + month_day.size(), number);
    const bool whole = error == std::errc{} && month_day.size() == 4 && end == month_day.data() + 4;
    const std::chrono::year_month_day wanted{std::chrono::year(2000), std::chrono::month(number / 100),
                                             std::chrono::day(number % 100)};
    if (!whole || !wanted.ok()) return SessionDate::of(2000, 12, 31);
    return SessionDate::of(2000, number / 100, number % 100);
}

} // namespace

FiscalCalendar::FiscalCalendar(std::vector<SessionDate> ends, std::string_view month_day)
    : ends_(std::move(ends)) {
    if (ends_.empty()) ends_.push_back(endOf2000(month_day));
    std::ranges::sort(ends_);
}

SessionDate FiscalCalendar::yearEnd(SessionDate day) const {
    const auto found = std::ranges::lower_bound(ends_, day.plusDays(-kTolerance));
    if (found != ends_.end() && found->days - day.days <= kWithin) return *found;
    // Beyond what was reported, or in a gap: the last known end before it, else the first one, moved by
    // years.
    const auto known = found == ends_.begin() ? ends_.front() : *(found - 1);
    const int years = static_cast<int>(day.ymd().year()) - static_cast<int>(known.ymd().year());
    for (int more = -1;; ++more)
        if (const auto end = yearsLater(known, years + more); end >= day.plusDays(-kTolerance)) return end;
}

int FiscalCalendar::yearOf(SessionDate day) const {
    return static_cast<int>(yearEnd(day).plusDays(-kEarlyEndsDays).ymd().year());
}

bool FiscalCalendar::beginsYear(SessionDate day) const {
    const auto last_of_before = day.plusDays(-1);
    return std::abs(yearEnd(last_of_before).days - last_of_before.days) <= kTolerance;
}

} // namespace nautilus::sources::edgar

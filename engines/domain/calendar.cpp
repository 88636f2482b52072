#include "engines/domain/calendar.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace nautilus::domain {

namespace {

namespace ch = std::chrono;

/// Early closes that no rule foresees: the Friday after Christmas twice, the eve of the year 2000.
constexpr std::array<std::string_view, 3> kEarlyCloses{"1997-12-26", "1999-12-31", "2003-12-26"};

/// Closures that no rule foresees: days of mourning, storms, attacks.
constexpr std::array kUnscheduled{
    "1994-04-27", "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2004-06-11",
    "2007-01-02", "2012-10-29", "2012-10-30", "2018-12-05", "2025-01-09",
};

SessionDate nthWeekday(int year, unsigned month, ch::weekday weekday, unsigned n) {
    const ch::sys_days day{ch::year{year} / ch::month{month} / weekday[n]};
    return {static_cast<std::int32_t>(day.time_since_epoch().count())};
}

SessionDate lastWeekday(int year, unsigned month, ch::weekday weekday) {
    const ch::sys_days day{ch::year{year} / ch::month{month} / weekday[ch::last]};
    return {static_cast<std::int32_t>(day.time_since_epoch().count())};
}

ch::weekday weekdayOf(SessionDate day) {
    return ch::weekday{ch::sys_days{ch::days{day.days}}};
}

/// Saturday holidays move to Friday, Sunday ones to Monday.
SessionDate observed(SessionDate holiday) {
    const auto weekday = weekdayOf(holiday);
    if (weekday == ch::Saturday) return holiday.plusDays(-1);
    if (weekday == ch::Sunday) return holiday.plusDays(1);
    return holiday;
}

/// Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher).
SessionDate easter(int y) {
    const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25,
              g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return SessionDate::of(y, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

std::vector<SessionDate> holidaysOf(int y) {
    std::vector<SessionDate> out;
    // A New Year's Day on a Saturday is not moved into the old year.
    const auto new_year = SessionDate::of(y, 1, 1);
    if (weekdayOf(new_year) != ch::Saturday) out.push_back(observed(new_year));
    if (y >= 1998) out.push_back(nthWeekday(y, 1, ch::Monday, 3));
    out.push_back(nthWeekday(y, 2, ch::Monday, 3));
    out.push_back(easter(y).plusDays(-2));
    out.push_back(lastWeekday(y, 5, ch::Monday));
    if (y >= 2022) out.push_back(observed(SessionDate::of(y, 6, 19)));
    out.push_back(observed(SessionDate::of(y, 7, 4)));
    out.push_back(nthWeekday(y, 9, ch::Monday, 1));
    out.push_back(nthWeekday(y, 11, ch::Thursday, 4));
    out.push_back(observed(SessionDate::of(y, 12, 25)));
    return out;
}

/// Which days of the covered years trade; built once, read by any thread.
class SessionTable {
public:
    SessionTable()
        : first_(SessionDate::of(NyseCalendar::kFirstYear, 1, 1)),
          trades_(static_cast<std::size_t>(SessionDate::of(NyseCalendar::kLastYear + 1, 1, 1).days -
                                           first_.days)) {
        for (std::size_t i = 0; i < trades_.size(); ++i) {
            const auto weekday = weekdayOf(first_.plusDays(static_cast<int>(i)));
            trades_[i] = weekday != ch::Saturday && weekday != ch::Sunday;
        }
        for (int y = NyseCalendar::kFirstYear; y <= NyseCalendar::kLastYear; ++y)
            for (const auto day : holidaysOf(y))
                close(day);
        for (const char* day : kUnscheduled)
            close(*SessionDate::parse(day));
    }
    [[nodiscard]] bool trades(SessionDate day) const {
        const auto i = day.days - first_.days;
        return i >= 0 && i < static_cast<std::int32_t>(trades_.size()) &&
               trades_[static_cast<std::size_t>(i)];
    }
    [[nodiscard]] SessionDate first() const { return first_; }
    [[nodiscard]] SessionDate last() const { return first_.plusDays(static_cast<int>(trades_.size()) - 1); }

private:
    void close(SessionDate day) {
        const auto i = day.days - first_.days;
        if (i >= 0 && i < static_cast<std::int32_t>(trades_.size()))
            trades_[static_cast<std::size_t>(i)] = false;
    }
    SessionDate first_;
    std::vector<bool> trades_;
};

const SessionTable& table() {
    static const SessionTable kTable;
    return kTable;
}

Timestamp newYork(SessionDate day, int hour, int minute) {
    static const auto* const kZone = date::locate_zone("America/New_York");
    const date::local_days local{date::days{day.days}};
    const auto instant = kZone->to_sys(local + ch::hours{hour} + ch::minutes{minute}, date::choose::earliest);
    return {ch::duration_cast<ch::nanoseconds>(instant.time_since_epoch()).count()};
}

} // namespace

bool NyseCalendar::isSession(SessionDate day) {
    return table().trades(day);
}

bool NyseCalendar::isHalfDay(SessionDate day) {
    if (!isSession(day)) return false;
    const auto ymd = day.ymd();
    const int year = static_cast<int>(ymd.year());
    const auto month = static_cast<unsigned>(ymd.month());
    const auto dom = static_cast<unsigned>(ymd.day());
    if (month == 11 && year >= 1992 && day == nthWeekday(year, 11, ch::Thursday, 4).plusDays(1)) return true;
    if (month == 12 && dom == 24) return true; // it trades from Monday to Thursday only
    // 3 July before a 4 July on a weekday (a Wednesday's since 2013, in place of the Friday after).
    if (month == 7 && dom == 3) {
        const auto weekday = weekdayOf(day);
        return year >= 1995 && (weekday == ch::Monday || weekday == ch::Tuesday || weekday == ch::Thursday ||
                                (weekday == ch::Wednesday && year >= 2013));
    }
    // Before 2013 a 4 July on a Thursday gave a short Friday after it.
    if (month == 7 && dom == 5) return weekdayOf(day) == ch::Friday && year >= 1996 && year < 2013;
    return std::ranges::find(kEarlyCloses, day.iso()) != kEarlyCloses.end();
}

Timestamp NyseCalendar::open(SessionDate session) {
    return newYork(session, 9, 30);
}

Timestamp NyseCalendar::close(SessionDate session) {
    if (!isHalfDay(session)) return newYork(session, 16, 0);
    constexpr int kFirstYearOfOneOClock = 1993; // half days ended at 14:00 before
    return newYork(session, static_cast<int>(session.ymd().year()) < kFirstYearOfOneOClock ? 14 : 13, 0);
}

void NyseCalendar::prepare() {
    (void)open(table().first());
}

std::vector<SessionDate> NyseCalendar::sessions(SessionDate from, SessionDate to) {
    std::vector<SessionDate> out;
    const auto last = std::min(to, table().last());
    for (auto day = std::max(from, table().first()); day <= last; day = day.plusDays(1))
        if (isSession(day)) out.push_back(day);
    return out;
}

SessionDate NyseCalendar::next(SessionDate day) {
    do
        day = day.plusDays(1);
    while (!isSession(day) && day < table().last());
    return day;
}

SessionDate NyseCalendar::onOrBefore(SessionDate day) {
    while (!isSession(day) && day > table().first())
        day = day.plusDays(-1);
    return day;
}

SessionDate NyseCalendar::lastClosed(Timestamp instant) {
    constexpr std::int64_t kNsPerDay = 86'400 * kNsPerSecond;
    auto day = onOrBefore({static_cast<std::int32_t>(instant.ns / kNsPerDay)});
    while (close(day) > instant)
        day = onOrBefore(day.plusDays(-1));
    return day;
}

ExchangeDay exchangeDayAt(std::string_view calendar, std::int64_t at_ns) {
    constexpr std::int64_t kNsPerDay = 86'400 * kNsPerSecond;
    const auto utcDay = [](std::int64_t ns) {
        return SessionDate{static_cast<std::int32_t>(ns >= 0 ? ns / kNsPerDay : (ns + 1) / kNsPerDay - 1)};
    };
    if (calendar != NyseCalendar::kName) {
        const auto day = utcDay(at_ns);
        const auto begin_ns = static_cast<std::int64_t>(day.days) * kNsPerDay;
        return {day, begin_ns, begin_ns + kNsPerDay};
    }
    auto day = utcDay(at_ns); // New York is behind UTC: that day or the one before
    if (at_ns < newYork(day, 0, 0).ns) day = day.plusDays(-1);
    return {day, newYork(day, 0, 0).ns, newYork(day.plusDays(1), 0, 0).ns};
}

} // namespace nautilus::domain

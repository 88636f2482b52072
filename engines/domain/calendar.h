#pragma once
// The New York Stock Exchange's regular sessions: which days trade, when they open and close, in UTC.
// Holidays by rule (NYSE Rule 7.2 and its predecessors since 1990) plus the unscheduled closures; half days
// close at 13:00 (14:00 before 1993). Times in New York are converted with the system's time zone database.

#include "engines/domain/session_date.h"
#include "engines/domain/timestamp.h"

#include <memory>
#include <string_view>
#include <vector>

namespace nautilus::domain {

class NyseCalendar {
public:
    static constexpr const char* kName = "XNYS";
    /// First and last year that the rules cover; days outside are no sessions.
    static constexpr int kFirstYear = 1990;
    static constexpr int kLastYear = 2050;

    [[nodiscard]] static bool isSession(SessionDate day);
    [[nodiscard]] static bool isHalfDay(SessionDate day);

    /// 09:30 New York. Only for sessions.
    [[nodiscard]] static Timestamp open(SessionDate session);
    /// 16:00 New York, 13:00 on half days (14:00 before 1993). Only for sessions.
    [[nodiscard]] static Timestamp close(SessionDate session);

    /// Sessions of [from, to], ascending.
    [[nodiscard]] static std::vector<SessionDate> sessions(SessionDate from, SessionDate to);
    /// The first session after `day`.
    [[nodiscard]] static SessionDate next(SessionDate day);
    /// The last session on or before `day`.
    [[nodiscard]] static SessionDate onOrBefore(SessionDate day);
    /// The latest session whose close is at or before `instant`.
    [[nodiscard]] static SessionDate lastClosed(Timestamp instant);

    /// Reads the time zone's rules and the table of sessions now. The library of time zones keeps one copy
    /// for the whole process, made on first use; a thread started after this finds it made, in whatever
    /// shared object.
    static void prepare();
};

/// One day on the clock of an exchange: [begin_ns, end_ns).
struct ExchangeDay {
    SessionDate day;
    std::int64_t begin_ns = 0, end_ns = 0;
    [[nodiscard]] bool holds(std::int64_t at_ns) const { return begin_ns <= at_ns && at_ns < end_ns; }
};

/// The day that an instant belongs to, from midnight to midnight: New York's for the calendar XNYS, UTC's
/// for any other. Any day, a session or not.
[[nodiscard]] ExchangeDay exchangeDayAt(std::string_view calendar, std::int64_t at_ns);

} // namespace nautilus::domain

#include "engines/domain/calendar.h"

#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <set>

namespace nautilus::domain {

namespace {

SessionDate day(const std::string& iso) {
    return SessionDate::parse(iso).value();
}

/// "2018-03-12T13:30Z" of a timestamp, without the program's own formatting.
std::string utc(Timestamp at) {
    const std::time_t seconds = at.ns / 1'000'000'000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%MZ", &parts);
    return text;
}

TEST(NyseCalendar, HasTheSessionsOnWhichThePanelTraded) {
    std::ifstream file(NAUTILUS_TEST_DATA "/calendar/sessions_2015_2020.csv");
    std::string line;
    std::getline(file, line);
    std::vector<SessionDate> traded;
    while (std::getline(file, line))
        traded.push_back(day(line));
    ASSERT_EQ(traded.size(), 1259U);
    EXPECT_EQ(NyseCalendar::sessions(day("2015-01-12"), day("2020-01-10")), traded);
}

/// Closures announced by the exchange: regular holidays as observed, mourning, attacks, storms.
TEST(NyseCalendar, IsClosedOnPublishedHolidays) {
    const char* const closed[] = {
        "1990-01-01", "1991-03-29", "1993-12-24", "1994-04-27", "1998-01-19", "1999-12-24", "2000-04-21",
        "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2002-01-01", "2002-01-21", "2002-02-18",
        "2002-03-29", "2002-05-27", "2002-07-04", "2002-09-02", "2002-11-28", "2002-12-25", "2004-06-11",
        "2004-12-24", "2006-01-02", "2007-01-02", "2010-12-24", "2011-12-26", "2012-01-02", "2012-10-29",
        "2012-10-30", "2015-04-03", "2015-07-03", "2016-03-25", "2016-12-26", "2017-01-02", "2018-12-05",
        "2019-04-19", "2020-07-03", "2021-07-05", "2021-12-24", "2022-06-20", "2022-12-26", "2023-06-19",
        "2024-03-29", "2024-06-19", "2025-01-09", "2025-04-18", "2026-07-03"};
    for (const auto* iso : closed)
        EXPECT_FALSE(NyseCalendar::isSession(day(iso))) << iso;
}

TEST(NyseCalendar, TradesOnDaysThatOtherCalendarsClose) {
    // A Saturday's New Year is not moved; Juneteenth is a holiday only since 2022, Martin Luther King Day
    // since 1998.
    const char* const open[] = {"1993-12-31", "1997-01-20", "1999-12-31", "2004-12-31", "2010-12-31",
                                "2021-12-31", "2021-06-18", "2015-10-12", "2015-11-11", "2018-12-24",
                                "2001-09-10", "2001-09-17", "2012-10-26", "2012-10-31", "2025-01-10",
                                "2021-12-23", "2005-03-24"};
    for (const auto* iso : open)
        EXPECT_TRUE(NyseCalendar::isSession(day(iso))) << iso;
}

TEST(NyseCalendar, ClosesEarlyOnPublishedHalfDays) {
    const std::set<std::string> half{
        "1993-11-26", "1995-07-03", "1996-07-05", "1997-07-03", "1997-12-26", "1998-12-24", "1999-12-31",
        "2000-07-03", "2001-07-03", "2002-07-05", "2002-11-29", "2002-12-24", "2003-07-03", "2003-12-24",
        "2003-12-26", "2006-07-03", "2007-07-03", "2008-07-03", "2012-07-03", "2012-11-23", "2012-12-24",
        "2013-07-03", "2013-11-29", "2013-12-24", "2014-07-03", "2017-07-03", "2018-07-03", "2018-11-23",
        "2018-12-24", "2019-07-03", "2019-11-29", "2019-12-24", "2020-11-27", "2020-12-24", "2021-11-26",
        "2023-07-03", "2024-07-03", "2024-12-24", "2025-07-03"};
    for (const auto& iso : half)
        EXPECT_TRUE(NyseCalendar::isHalfDay(day(iso))) << iso;
    // Whole years, counted: no half day beyond the published ones.
    for (const auto session : NyseCalendar::sessions(day("2018-01-01"), day("2019-12-31")))
        EXPECT_EQ(NyseCalendar::isHalfDay(session), half.contains(session.iso())) << session.iso();
    for (const char* whole : {"2002-07-03", "2009-07-02", "2015-07-02", "2020-07-02", "2021-12-23",
                              "2021-07-02", "2013-07-05", "2019-07-05", "2022-12-23", "2010-07-02"})
        EXPECT_FALSE(NyseCalendar::isHalfDay(day(whole))) << whole;
}

TEST(NyseCalendar, OpensAndClosesInUtcAcrossClockChanges) {
    EXPECT_EQ(utc(NyseCalendar::open(day("2018-03-09"))), "2018-03-09T14:30Z");
    EXPECT_EQ(utc(NyseCalendar::close(day("2018-03-09"))), "2018-03-09T21:00Z");
    EXPECT_EQ(utc(NyseCalendar::open(day("2018-03-12"))), "2018-03-12T13:30Z");
    EXPECT_EQ(utc(NyseCalendar::close(day("2018-03-12"))), "2018-03-12T20:00Z");
    EXPECT_EQ(utc(NyseCalendar::close(day("2018-11-02"))), "2018-11-02T20:00Z");
    EXPECT_EQ(utc(NyseCalendar::close(day("2018-11-05"))), "2018-11-05T21:00Z");
    EXPECT_EQ(utc(NyseCalendar::open(day("2006-03-31"))),
              "2006-03-31T14:30Z"); // clocks changed in April then
    EXPECT_EQ(utc(NyseCalendar::open(day("2006-04-03"))), "2006-04-03T13:30Z");
    EXPECT_EQ(utc(NyseCalendar::open(day("2006-10-30"))), "2006-10-30T14:30Z");
    EXPECT_EQ(utc(NyseCalendar::close(day("2018-07-03"))), "2018-07-03T17:00Z");
    EXPECT_EQ(utc(NyseCalendar::close(day("2018-11-23"))), "2018-11-23T18:00Z");
    EXPECT_EQ(utc(NyseCalendar::close(day("1992-11-27"))), "1992-11-27T19:00Z"); // 14:00 before 1993
    EXPECT_EQ(utc(NyseCalendar::close(day("1991-12-24"))), "1991-12-24T19:00Z");
}

TEST(NyseCalendar, FindsNeighbouringSessions) {
    EXPECT_EQ(NyseCalendar::next(day("2018-12-04")).iso(), "2018-12-06");
    EXPECT_EQ(NyseCalendar::onOrBefore(day("2012-10-30")).iso(), "2012-10-26");
    const auto close = NyseCalendar::close(day("2019-12-24"));
    EXPECT_EQ(NyseCalendar::lastClosed(close).iso(), "2019-12-24");
    EXPECT_EQ(NyseCalendar::lastClosed({close.ns - 1}).iso(), "2019-12-23");
}

} // namespace

} // namespace nautilus::domain

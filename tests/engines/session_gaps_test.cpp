// Sessions without a row, and the day that an instant belongs to.

#include "engines/domain/calendar.h"
#include "engines/marketdata/kernel/session_gaps.h"
#include "engines/marketdata/service/live_line.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using domain::exchangeDayAt;
using domain::kNsPerSecond;
using domain::MarketEvent;
using domain::SessionDate;
using domain::Timestamp;
using marketdata::SessionGap;
using marketdata::sessionGaps;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t kHourNs = 3'600 * kNsPerSecond;

SessionDate day(int of_january) {
    return SessionDate::of(2019, 1, static_cast<unsigned>(of_january));
}
std::int64_t at(const char* time) {
    return Timestamp::parse(time)->ns;
}

TEST(SessionGaps, AreRunsBetweenNeighbouringRows) {
    const std::vector<SessionDate> expected{day(2), day(3), day(4), day(7), day(8), day(9), day(10)};
    const std::vector<SessionDate> rows{day(3), day(7), day(7), day(10)};
    EXPECT_THAT(sessionGaps(rows, expected, {}), ElementsAre(SessionGap{0, {day(2)}}, SessionGap{1, {day(4)}},
                                                             SessionGap{3, {day(8), day(9)}}));
    const std::vector<SessionDate> refused{day(4), day(8)};
    EXPECT_THAT(sessionGaps(rows, expected, refused),
                ElementsAre(SessionGap{0, {day(2)}}, SessionGap{3, {day(9)}}))
        << "a gap of refused rows alone is none";
    EXPECT_THAT(sessionGaps(rows, rows, {}), IsEmpty());
    EXPECT_THAT(sessionGaps({}, {expected.data(), 2}, {}), ElementsAre(SessionGap{0, {day(2), day(3)}}));
    const std::vector<SessionDate> first{day(2)};
    EXPECT_THAT(sessionGaps(first, {expected.data(), 2}, {}), ElementsAre(SessionGap{1, {day(3)}}));
}

TEST(ExchangeDay, OfNewYorkBeginsAtItsMidnightInSummerAndWinter) {
    EXPECT_EQ(exchangeDayAt("XNYS", at("2019-01-03T04:59:59.999999999Z")).day.iso(), "2019-01-02");
    EXPECT_EQ(exchangeDayAt("XNYS", at("2019-01-03T05:00:00Z")).day.iso(), "2019-01-03");
    EXPECT_EQ(exchangeDayAt("XNYS", at("2019-07-02T03:59:59Z")).day.iso(), "2019-07-01");
    EXPECT_EQ(exchangeDayAt("XNYS", at("2019-07-02T04:00:00Z")).day.iso(), "2019-07-02");
    const auto longest = exchangeDayAt("XNYS", at("2019-11-03T12:00:00Z"));
    EXPECT_EQ(longest.end_ns - longest.begin_ns, 25 * kHourNs) << "the clocks went back";
    const auto shortest = exchangeDayAt("XNYS", at("2019-03-10T12:00:00Z"));
    EXPECT_EQ(shortest.end_ns - shortest.begin_ns, 23 * kHourNs);
    EXPECT_TRUE(shortest.holds(shortest.begin_ns));
    EXPECT_FALSE(shortest.holds(shortest.end_ns));
}

TEST(ExchangeDay, OfOtherCalendarsIsThatOfUtc) {
    EXPECT_EQ(exchangeDayAt("none", at("2019-01-03T23:59:59Z")).day.iso(), "2019-01-03");
    EXPECT_EQ(exchangeDayAt("", at("2019-01-04T00:00:00Z")).day.iso(), "2019-01-04");
    EXPECT_EQ(exchangeDayAt("none", -1).day.iso(), "1969-12-31");
    EXPECT_EQ(exchangeDayAt("none", 0).day.iso(), "1970-01-01");
}

marketdata::LiveLine lineOf(const char* calendar) {
    marketdata::LiveLine line({.line = 1, .symbol = "X", .source = "s"}, {});
    line.calendar = calendar;
    return line;
}

TEST(LiveLineDay, ASessionOfTokyoIsNotCutAtFiveOClock) {
    auto line = lineOf("none"); // 09:00 to 15:00 in Tokyo
    for (const auto& [time, price] :
         {std::pair("2019-01-07T00:00:00Z", 100.0), std::pair("2019-01-07T04:59:00Z", 101.0),
          std::pair("2019-01-07T05:01:00Z", 102.0), std::pair("2019-01-07T06:00:00Z", 99.0)})
        line.take(MarketEvent::ofTrade(1, at(time), {price, 10}));
    EXPECT_EQ(line.day_open, 100);
    EXPECT_EQ(line.day_high, 102);
    EXPECT_EQ(line.day_volume, 40);
    line.take(MarketEvent::ofTrade(1, at("2019-01-08T00:00:00Z"), {98, 10}));
    EXPECT_EQ(line.day_open, 98);
    EXPECT_EQ(line.previous_close, 99);
}

TEST(LiveLineDay, NewYorksEveningBelongsToItsDayAndSoDoesABarThatClosesAtMidnight) {
    auto line = lineOf("XNYS");
    line.take(MarketEvent::ofTrade(1, at("2019-07-01T13:30:00Z"), {100, 10}));
    line.take(MarketEvent::ofTrade(1, at("2019-07-02T03:30:00Z"), {101, 10})); // 23:30 of the first
    EXPECT_EQ(line.day_open, 100);
    line.take(MarketEvent::ofBar(1, at("2019-07-02T04:00:00Z"), {101, 103, 101, 102, 5, 60 * kNsPerSecond}));
    EXPECT_EQ(line.day_open, 100);
    EXPECT_EQ(line.day_volume, 25);
    line.take(MarketEvent::ofTrade(1, at("2019-07-02T08:00:00Z"), {104, 10}));
    EXPECT_EQ(line.day_open, 104) << "four in the morning is the next day";
}

TEST(LiveLine, FlowsWhileSomethingComesAndForAMinuteAfterItWasOpened) {
    auto line = lineOf("XNYS");
    constexpr std::int64_t kNow = 1'000 * kNsPerSecond;
    EXPECT_FALSE(line.flows(kNow)) << "no source has taken it";
    line.attached = true;
    line.attached_steady_ns = kNow;
    EXPECT_TRUE(line.flows(kNow + 59 * kNsPerSecond));
    EXPECT_FALSE(line.flows(kNow + 60 * kNsPerSecond)) << "a replay that is paused streams nothing";
    line.heard(1, kNow + 60 * kNsPerSecond);
    EXPECT_TRUE(line.flows(kNow + 61 * kNsPerSecond));
    line.about.stale = true;
    EXPECT_FALSE(line.flows(kNow + 61 * kNsPerSecond));
}

} // namespace

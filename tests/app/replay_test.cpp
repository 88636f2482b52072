// The replay of stored days, on a time that is moved by hand.

#include "tests/app/support/source_stage.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using domain::EventKind;
using kit::Capability;
using kit::Value;

constexpr std::int64_t kSecond = domain::kNsPerSecond;

class ReplayTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(stage_.host().find("replay")) << "the plugin is not built";
        ASSERT_TRUE(replay().start());
    }
    kit::DataSource& replay() { return stage_.source("replay"); }
    Value tell(Value::Object command) {
        const auto answer = replay().control(Value(std::move(command)));
        EXPECT_TRUE(answer) << answer.error().front().message;
        return answer ? *answer : Value();
    }
    void follow(std::uint32_t line, const std::string& symbol, unsigned kinds = 0) {
        const auto done = replay().subscribe({line, symbol, "", kinds}, log_.sink());
        ASSERT_TRUE(done) << done.error().front().message;
    }
    /// Moves on in small steps, as a running clock does, until `n` events have come.
    bool runUntil(std::size_t n, std::int64_t step_ns = kSecond / 10) {
        return test::eventually([&] {
            if (log_.count() < n) stage_.time.advance(step_ns);
            return log_.count() >= n;
        });
    }
    test::SourceStage stage_{{test::SourceStage::built()}};
    test::EventLog log_;
};

TEST_F(ReplayTest, DailyBarsComeOneSessionASecondMergedInTime) {
    follow(1, "AAA");
    follow(2, "BBB");
    tell({{"do", "play"}});
    ASSERT_TRUE(log_.waitFor(2)) << "the first session is due at once";
    stage_.time.advance(kSecond / 2);
    stage_.time.advance(kSecond / 2);
    ASSERT_TRUE(log_.waitFor(4));
    const auto events = log_.events();
    ASSERT_EQ(events.size(), 4U) << "one second brings one session, not two";
    const auto& first = test::StoredDays::sessions().front();
    EXPECT_EQ(events[0].event_ns, domain::NyseCalendar::close(first).ns);
    EXPECT_EQ(events[0].kind, EventKind::Bar);
    EXPECT_EQ(events[0].bar.close, 100);
    EXPECT_EQ(events[0].bar.length_ns, 86'400 * kSecond);
    EXPECT_TRUE(events[0].replayed);
    EXPECT_FALSE(events[0].simulated);
    EXPECT_EQ(events[1].line, 2U);
    EXPECT_EQ(events[1].bar.close, 200);
    EXPECT_EQ(events[2].bar.close, 101);
    EXPECT_GE(events[2].event_ns, events[1].event_ns);
    EXPECT_EQ(events[0].receive_ns, 1'578'690'001'000'000'000) << "received now, not then";
}

TEST_F(ReplayTest, TicksComeAtTheirOwnPaceAndTheNightIsLeftOut) {
    follow(7, "TTT");
    tell({{"do", "speed"}, {"value", 10}});
    tell({{"do", "play"}});
    ASSERT_TRUE(log_.waitFor(1));
    stage_.time.advance(kSecond / 2); // five seconds of the day: ticks at 0, 0.5 ... 5
    ASSERT_TRUE(log_.waitFor(11));
    EXPECT_EQ(log_.count(), 11U);
    const auto open = domain::NyseCalendar::open(test::StoredDays::tickDay(0)).ns;
    const auto events = log_.events();
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].event_ns, open + static_cast<std::int64_t>(i) * kSecond / 2);
        EXPECT_EQ(events[i].kind, i % 2 == 0 ? EventKind::Trade : EventKind::Quote);
        EXPECT_EQ(events[i].line, 7U);
    }
    EXPECT_EQ(events[1].quote.bid, 50);
    stage_.time.advance(kSecond / 2); // the day is over, the next begins without its night
    ASSERT_TRUE(log_.waitFor(21));
    EXPECT_EQ(log_.events()[20].event_ns, domain::NyseCalendar::open(test::StoredDays::tickDay(1)).ns);
}

TEST_F(ReplayTest, AsFastAsPossibleNeedsNoTimeAndLoopsOnlyIfAsked) {
    tell({{"do", "loop"}, {"value", false}});
    tell({{"do", "speed"}, {"value", "max"}});
    follow(1, "TTT", Capability::kTrades);
    follow(2, "AAA", Capability::kBars);
    tell({{"do", "play"}});
    ASSERT_TRUE(log_.waitFor(20 + 5));
    const auto state = tell({{"do", "pause"}});
    EXPECT_EQ(*state.find("loops"), Value(std::int64_t{0}));
    EXPECT_EQ(log_.count(), 25U) << "two days of ten trades, five sessions, no second round";
    tell({{"do", "loop"}, {"value", true}});
    tell({{"do", "play"}});
    EXPECT_TRUE(log_.waitFor(1'000));
    std::map<std::uint32_t, std::int64_t> last;
    for (const auto& event : log_.events()) {
        EXPECT_EQ(event.restarted, last.contains(event.line) && event.event_ns < last[event.line]);
        last[event.line] = event.event_ns;
    }
}

TEST_F(ReplayTest, PausesStepsAndSeeks) {
    follow(1, "TTT");
    tell({{"do", "step"}});
    ASSERT_TRUE(log_.waitFor(1));
    tell({{"do", "step"}, {"count", 3}});
    ASSERT_TRUE(log_.waitFor(4));
    stage_.time.advance(100 * kSecond);
    auto state = tell({{"do", "status"}});
    EXPECT_EQ(*state.find("playing"), Value(false));
    EXPECT_EQ(*state.find("events"), Value(std::int64_t{4})) << "paused: time alone brings nothing";
    tell({{"do", "seek"}, {"at", "2013-10-08T13:30:08Z"}});
    tell({{"do", "step"}});
    ASSERT_TRUE(log_.waitFor(5));
    EXPECT_EQ(domain::Timestamp{log_.events()[4].event_ns}.rfc3339(), "2013-10-08T13:30:08Z")
        << "an event at the very instant is yet to come";
}

TEST_F(ReplayTest, DaysAndSpeedAreChecked) {
    const auto fails = [&](Value::Object command, const char* field) {
        const auto answer = replay().control(Value(std::move(command)));
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().front().field, field);
    };
    fails({{"do", "dance"}}, "/do");
    fails({}, "/do");
    fails({{"do", "speed"}, {"value", 0}}, "/value");
    fails({{"do", "speed"}, {"value", 1001}}, "/value");
    fails({{"do", "speed"}, {"value", "fast"}}, "/value");
    fails({{"do", "seek"}, {"at", "yesterday"}}, "/at");
    fails({{"do", "days"}, {"from", "2013-10-08"}, {"to", "2013-10-07"}}, "/to");
    fails({{"do", "days"}, {"from", "2013-13-08"}}, "/from");
    fails({{"do", "play"}, {"sped", 3}}, "/sped");
    tell({{"do", "days"}, {"from", "2013-10-08"}, {"to", "2013-10-08"}});
    follow(1, "TTT");
    tell({{"do", "step"}});
    ASSERT_TRUE(log_.waitFor(1));
    EXPECT_EQ(log_.events()[0].event_ns, domain::NyseCalendar::open(test::StoredDays::tickDay(1)).ns);
}

TEST_F(ReplayTest, ASymbolThatJoinsLaterDoesNotTurnTimeBack) {
    follow(1, "AAA");
    tell({{"do", "play"}});
    ASSERT_TRUE(runUntil(3));
    follow(2, "BBB");
    ASSERT_TRUE(runUntil(6));
    auto events = log_.events();
    events.resize(6);
    EXPECT_TRUE(std::ranges::is_sorted(events, {}, &domain::MarketEvent::event_ns));
    const auto joined = std::ranges::find(events, 2U, &domain::MarketEvent::line);
    ASSERT_NE(joined, events.end());
    EXPECT_GT(joined->event_ns, events[2].event_ns);
}

TEST_F(ReplayTest, ADayMayBeginAtTheOpen) {
    tell({{"do", "from_open"}, {"value", true}});
    tell({{"do", "speed"}, {"value", "max"}});
    tell({{"do", "loop"}, {"value", false}});
    follow(4, "EARLY");
    tell({{"do", "play"}});
    ASSERT_TRUE(log_.waitFor(2));
    const auto open_ns = domain::NyseCalendar::open(test::StoredDays::tickDay(0)).ns;
    EXPECT_EQ(log_.events()[0].event_ns, open_ns) << "the trade at the open is its first";
    EXPECT_EQ(log_.events()[1].event_ns, open_ns + kSecond);
    // What is asked for comes, although days begin at the open.
    const auto before_ns = open_ns - 3'600 * kSecond;
    const auto state = tell({{"do", "seek"}, {"at", domain::Timestamp{before_ns}.rfc3339()}});
    EXPECT_EQ(*state.find("from_open"), Value(true));
    ASSERT_TRUE(log_.waitFor(6));
    EXPECT_EQ(log_.events()[2].event_ns, before_ns);
    EXPECT_TRUE(log_.events()[2].restarted);
}

} // namespace

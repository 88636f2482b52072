// The live path of the market data engine, stepped by hand: lines, listeners, subscriptions with filters,
// failover, silence.

#include "engines/marketdata/service/live_service.h"
#include "tests/app/support/fakes.h"
#include "tests/engines/support/live_fakes.h"

#include <gmock/gmock.h>

namespace nautilus::marketdata {

using namespace domain;
using kit::Capability;
using kit::SourceState;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace {

constexpr unsigned kTicks = Capability::kTrades | Capability::kQuotes | Capability::kStreaming;

class LiveServiceTest : public testing::Test {
protected:
    LiveServiceTest() {
        for (const char* pattern : {"market.*", "marketdata.*", "system.*"}) // what nobody wants is not said
            listening.push_back(stream.subscribe(pattern, [](const kit::Message&) {}));
        sources.list = {best, second};
        service = std::make_unique<LiveService>(
            LiveService::Parts{clock, stream, lane, lane, sources, cache}, [](const std::string&) {
                LiveService::Known known;
                known.instrument = 7;
                known.venue = known.calendar = "XNYS";
                known.closes = std::make_shared<const DailyCloses>(
                    DailyCloses{{SessionDate::parse("2020-01-09").value()}, {99.0}});
                return known;
            });
    }
    ~LiveServiceTest() override {
        lane.full = true; // nobody runs it any more
        service.reset();
    }
    void step() {
        service->pulse();
        lane.run();
    }
    /// A second passes, in which the clock's part is done once.
    void second_passes() {
        clock.advance(kNsPerSecond);
        step();
    }
    MarketEvent trade(std::uint32_t line, double price, double size = 100) {
        auto event = MarketEvent::ofTrade(line, clock.wall_ns, {price, size});
        event.receive_ns = clock.wall_ns;
        return event;
    }
    MarketEvent quote(std::uint32_t line, double bid, double ask) {
        auto event = MarketEvent::ofQuote(line, clock.wall_ns, {bid, 100, ask, 200});
        event.receive_ns = clock.wall_ns;
        return event;
    }
    std::vector<std::string> heard(const std::string& topic) const {
        std::vector<std::string> out;
        for (const auto& [message, engine] : stream.sent())
            if (message.topic == topic) out.push_back(message.payload);
        return out;
    }

    test::StepClock clock;
    test::MemoryStream stream;
    std::vector<std::unique_ptr<kit::Subscription>> listening;
    test::StepLane lane;
    test::ScriptedSources sources;
    test::RecordingCache cache;
    std::shared_ptr<test::ScriptedSource> best = std::make_shared<test::ScriptedSource>("best", kTicks);
    std::shared_ptr<test::ScriptedSource> second = std::make_shared<test::ScriptedSource>("second", kTicks);
    std::unique_ptr<LiveService> service;
};

} // namespace

TEST(DailyCloses, AreOfTheFirstSeriesThatHasTheDayAndNeverOld) {
    const auto day = [](int n) { return SessionDate::of(2020, 1, 6).plusDays(n); };
    DailyCloses closes{{day(2), day(4)}, {102, 104}};
    closes.complete({day(0), day(2), day(3), day(9)}, {200, 202, 203, 209});
    EXPECT_THAT(closes.session, ElementsAre(day(0), day(2), day(3), day(4), day(9)));
    EXPECT_THAT(closes.close, ElementsAre(200, 102, 203, 104, 209));
    EXPECT_TRUE(std::isnan(closes.before(day(0)))) << "nothing before";
    EXPECT_EQ(closes.before(day(1)), 200);
    EXPECT_EQ(closes.before(day(4)), 203) << "the day's own close is yet to come";
    EXPECT_EQ(closes.before(day(19)), 209);
    EXPECT_TRUE(std::isnan(closes.before(day(20)))) << "eleven days old";
    DailyCloses none;
    none.complete({day(1)}, {7});
    EXPECT_EQ(none.before(day(2)), 7);
}

TEST_F(LiveServiceTest, AcceptedEventsReachCacheListenerAndTopics) {
    std::vector<double> prices;
    const auto handle = service->follow("AAPL", [&](const FollowedLine& line, auto events) {
        EXPECT_EQ(line.symbol, "AAPL");
        EXPECT_EQ(line.source, "best");
        EXPECT_EQ(line.instrument, 7);
        for (const auto& event : events)
            if (event.kind == EventKind::Trade) prices.push_back(event.trade.price);
    });
    ASSERT_TRUE(handle);
    lane.run();
    const auto line = best->lineOf("AAPL");
    ASSERT_NE(line, 0U);
    best->push({quote(line, 100.0, 100.1), trade(line, 100.05), trade(line, -1), trade(line, 100.25)});
    step();
    EXPECT_THAT(prices, ElementsAre(100.05, 100.25));
    EXPECT_THAT(cache.names, ElementsAre("XNYS:AAPL"));
    EXPECT_EQ(cache.stored[0].size(), 3U);
    const auto data = heard("market.data.AAPL");
    ASSERT_THAT(data, SizeIs(1)); // four events, one message
    EXPECT_THAT(data[0], HasSubstr(R"("symbol":"AAPL","price":100.25,"change":1.25)"));
    EXPECT_THAT(data[0], HasSubstr(R"("volume":200,"bid":100,"ask":100.1)"));
    EXPECT_THAT(data[0], HasSubstr(R"("source":"best","replayed":false,"simulated":false,"stale":false)"));
    EXPECT_THAT(heard("market.trades.AAPL").at(0), HasSubstr(R"("left_out":0)"));
    ASSERT_THAT(service->refused(), SizeIs(1));
    EXPECT_EQ(service->refused().front().reason, Verdict::NotPositive);
    step();
    EXPECT_THAT(heard("market.data.AAPL"), SizeIs(1)); // nothing new
}

TEST_F(LiveServiceTest, ALineEndsWithTheLastWhoWantedIt) {
    auto one = service->follow("AAPL", [](auto&&...) {});
    auto two = service->follow("AAPL", [](auto&&...) {});
    lane.run();
    EXPECT_THAT(best->lines, SizeIs(1));
    EXPECT_EQ(service->activeLines(), 1);
    one->reset();
    lane.run();
    EXPECT_THAT(best->lines, SizeIs(1));
    const auto line = best->lineOf("AAPL");
    two->reset();
    best->push({trade(line, 1)}); // on its way while the line ends
    lane.run();
    EXPECT_THAT(best->lines, IsEmpty());
    EXPECT_EQ(service->activeLines(), 0);
}

TEST_F(LiveServiceTest, AListenerDoesNotRunOnceItsHandleIsGone) {
    int calls = 0;
    auto handle = service->follow("AAPL", [&](auto&&...) { ++calls; });
    auto other = service->follow("AAPL", [](auto&&...) {});
    lane.run();
    const auto line = best->lineOf("AAPL");
    best->push({trade(line, 10)});
    handle->reset(); // before the lane gets to the event
    lane.run();
    EXPECT_EQ(calls, 0);
}

TEST_F(LiveServiceTest, ASymbolThatTheBestDoesNotKnowComesFromTheNext) {
    best->unknown = {"XYZ"};
    const auto handle = service->follow("XYZ", [](auto&&...) {});
    lane.run();
    EXPECT_EQ(best->lineOf("XYZ"), 0U);
    EXPECT_NE(second->lineOf("XYZ"), 0U);
    EXPECT_EQ(service->lineOf("XYZ")->about.source, "second");
}

TEST_F(LiveServiceTest, ASymbolThatNobodyKnewBeginsOnceItIsImported) {
    best->unknown = second->unknown = {"NEW"};
    const auto handle = service->follow("NEW", [](auto&&...) {});
    lane.run();
    EXPECT_EQ(service->activeLines(), 0);
    best->unknown.clear();
    second_passes();
    lane.run();
    EXPECT_EQ(service->activeLines(), 0) << "who said no is not asked every second";
    service->catalogMoved();
    lane.run();
    second_passes();
    lane.run();
    EXPECT_NE(best->lineOf("NEW"), 0U);
}

TEST_F(LiveServiceTest, FailoverMovesAndValuesOfTwoSourcesNeverMeet) {
    std::vector<std::string> told;
    const auto handle = service->follow("AAPL", [&](const FollowedLine& line, auto events) {
        for (const auto& event : events)
            told.push_back(line.source + " " + std::to_string(static_cast<int>(event.trade.price)));
    });
    lane.run();
    second_passes();
    best->push({trade(best->lineOf("AAPL"), 100)});
    step();
    best->setState(SourceState::Failed);
    second_passes();
    const auto line = second->lineOf("AAPL");
    ASSERT_NE(line, 0U);
    EXPECT_THAT(heard("system.alerts.sources"), SizeIs(1));
    EXPECT_TRUE(std::isnan(service->lineOf("AAPL")->last_price)); // nothing of the other source
    second->push({trade(line, 101)});
    step();
    // Back only once the better one has been well for half a minute.
    best->setState(SourceState::Connected);
    for (int i = 0; i < 29; ++i)
        second_passes();
    EXPECT_EQ(service->lineOf("AAPL")->about.source, "second");
    for (int i = 0; i < 3; ++i)
        second_passes();
    EXPECT_EQ(service->lineOf("AAPL")->about.source, "best");
    best->push({trade(best->lineOf("AAPL"), 102)});
    step();
    EXPECT_THAT(told, ElementsAre("best 100", "second 101", "best 102"));
}

TEST_F(LiveServiceTest, ASourceThatWasStoppedAndStartedBetweenTwoLooksIsAskedAgain) {
    const auto handle = service->follow("AAPL", [](auto&&...) {});
    lane.run();
    second_passes();
    best->lines.clear(); // as a stop does
    service->sourceStopped("best");
    second_passes();
    lane.run();
    EXPECT_NE(best->lineOf("AAPL"), 0U);
    best->push({trade(best->lineOf("AAPL"), 100)});
    step();
    EXPECT_EQ(service->lineOf("AAPL")->last_price, 100);
}

TEST_F(LiveServiceTest, AStormOfWishesLeavesNothingBehind) {
    for (int i = 0; i < 2'000; ++i) {
        auto handle = service->follow("S" + std::to_string(i), [](auto&&...) {});
        lane.run();
        const auto line = best->lineOf("S" + std::to_string(i));
        ASSERT_NE(line, 0U);
        best->push({trade(line, 100 + i)});
        handle->reset();
        best->push({trade(line, 1)}); // on its way while the line is given back
        lane.run();
    }
    EXPECT_EQ(service->activeLines(), 0);
    EXPECT_TRUE(service->lines().empty());
    const auto handle = service->follow("LAST", [](auto&&...) {});
    lane.run();
    EXPECT_TRUE(std::isnan(service->lineOf("LAST")->last_price));
}

TEST_F(LiveServiceTest, SilenceWhileTheMarketIsOpenMakesALineStale) {
    bool stale = false;
    const auto handle = service->follow("AAPL", [&](const FollowedLine& line, auto) { stale = line.stale; });
    lane.run();
    const auto line = best->lineOf("AAPL");
    best->push({trade(line, 100)});
    for (int i = 0; i < 15; ++i)
        second_passes();
    EXPECT_FALSE(stale);
    second_passes();
    second_passes();
    EXPECT_TRUE(stale);
    step();
    EXPECT_THAT(heard("market.data.AAPL").back(), HasSubstr(R"("stale":true)"));
    ASSERT_THAT(heard("system.alerts.marketdata"), SizeIs(1));
    EXPECT_THAT(heard("system.alerts.marketdata")[0], HasSubstr("market is open"));
    best->push({trade(line, 100.5)});
    step();
    EXPECT_FALSE(stale);
    EXPECT_THAT(heard("market.data.AAPL").back(), HasSubstr(R"("stale":false)"));
}

TEST_F(LiveServiceTest, SilenceOfAClosedMarketIsNone) {
    clock.wall_ns = 1'578'745'800'000'000'000; // 2020-01-11, a Saturday
    const auto handle = service->follow("AAPL", [](auto&&...) {});
    lane.run();
    for (int i = 0; i < 60; ++i)
        second_passes();
    EXPECT_FALSE(service->lineOf("AAPL")->about.stale);
    EXPECT_THAT(heard("system.alerts.marketdata"), IsEmpty());
}

TEST_F(LiveServiceTest, InventedValuesComeOnlyToThoseWhoNameThem) {
    best->changeInfo().real = false;
    second->setState(SourceState::Stopped);
    const auto handle = service->follow("AAPL", [](auto&&...) {});
    lane.run();
    EXPECT_THAT(best->lines, IsEmpty());
    SubscribeRequest request;
    request.symbols = {"AAPL"};
    request.sources = {"best"};
    (void)service->subscribe(request);
    lane.run();
    EXPECT_THAT(best->lines, SizeIs(1));
}

class LiveSubscriptionTest : public LiveServiceTest {
protected:
    std::string begin(SubscribeRequest request) {
        request.symbols = {"AAPL"};
        const auto id = service->subscribe(request).id();
        lane.run();
        line = best->lineOf("AAPL");
        return "marketdata.subscription." + id;
    }
    std::uint32_t line = 0;
};

TEST_F(LiveSubscriptionTest, OnlyTheKindsAskedForAreSent) {
    SubscribeRequest request;
    request.data_types = {"trades"};
    const auto topic = begin(request);
    best->push({quote(line, 10, 11), trade(line, 10.5)});
    lane.run();
    ASSERT_THAT(heard(topic), SizeIs(1));
    EXPECT_THAT(heard(topic)[0], HasSubstr(R"([{"type":"trade","symbol":"AAPL")"));
}

TEST_F(LiveSubscriptionTest, FiltersCountFromTheLastEventSent) {
    SubscribeRequest request;
    request.data_types = {"trades"};
    request.filters = {0.5, 0};
    const auto topic = begin(request);
    for (const double price : {100.0, 100.2, 100.4, 100.6, 100.3, 100.1})
        best->push({trade(line, price)});
    lane.run();
    std::string all;
    for (const auto& each : heard(topic))
        all += each;
    for (const char* sent : {R"("price":100,)", R"("price":100.6,)", R"("price":100.1,)"})
        EXPECT_THAT(all, HasSubstr(sent));
    for (const char* kept : {R"("price":100.2,)", R"("price":100.4,)", R"("price":100.3,)"})
        EXPECT_THAT(all, Not(HasSubstr(kept)));
    EXPECT_EQ(service->subscription("sub_001")->view().events_filtered, 3);
}

TEST_F(LiveSubscriptionTest, VolumeAddsUpUntilItIsEnough) {
    SubscribeRequest request;
    request.data_types = {"trades"};
    request.filters = {0, 1'000};
    const auto topic = begin(request);
    for (int i = 0; i < 7; ++i)
        best->push({trade(line, 100 + i, 400)});
    lane.run();
    // The first at once, then every third: 1,200 shares.
    EXPECT_EQ(service->subscription("sub_001")->view().events_sent, 3);
}

TEST_F(LiveSubscriptionTest, DuplicatesAreLeftOutWhenAsked) {
    SubscribeRequest request;
    request.data_types = {"quotes"};
    request.delivery_config.deduplicate = true;
    const auto topic = begin(request);
    best->push({quote(line, 10, 11), quote(line, 10, 11), quote(line, 10, 11.1), quote(line, 10, 11.1)});
    lane.run();
    EXPECT_EQ(service->subscription("sub_001")->view().events_sent, 2);
}

TEST_F(LiveSubscriptionTest, ABatchLeavesFullOrLate) {
    SubscribeRequest request;
    request.data_types = {"trades"};
    request.delivery_config.batch_size = 3;
    request.delivery_config.max_latency_ms = 100;
    const auto topic = begin(request);
    best->push({trade(line, 1), trade(line, 2), trade(line, 3), trade(line, 4)});
    lane.run();
    EXPECT_THAT(heard(topic), SizeIs(1));
    clock.advance(99'000'000);
    step();
    EXPECT_THAT(heard(topic), SizeIs(1));
    clock.advance(1'000'000);
    step();
    ASSERT_THAT(heard(topic), SizeIs(2));
    EXPECT_THAT(heard(topic)[1], HasSubstr(R"("price":4,)"));
}

TEST_F(LiveSubscriptionTest, EndsWithALastMessage) {
    const auto topic = begin({});
    EXPECT_TRUE(service->unsubscribe("sub_001"));
    EXPECT_FALSE(service->unsubscribe("sub_001"));
    lane.run();
    EXPECT_TRUE(stream.sent().back().first.last);
    EXPECT_THAT(best->lines, IsEmpty());
}

} // namespace nautilus::marketdata

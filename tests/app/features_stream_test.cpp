// Features of a live line: a fake feed, lanes that run at once, a bus in memory.

#include "app/api/json/json_reader.h"
#include "engines/features/service/stream_followers.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/fakes.h"
#include "tests/engines/support/live_fakes.h"
#include "tests/engines/support/small_catalog.h"

#include <gmock/gmock.h>

#include <cmath>

namespace nautilus::features {

namespace {

using domain::MarketEvent;

constexpr std::int64_t kMinute = 60 * domain::kNsPerSecond;

class InlineLane final : public kit::Lane, public kit::Driver {
public:
    bool post(kit::Task task) override {
        task();
        return true;
    }
};

/// One listener per symbol.
class FakeFeed final : public marketdata::LiveFeed {
public:
    [[nodiscard]] bool streams(const std::string& symbol) const override { return symbol == only_live; }
    std::string only_live; ///< a symbol that no catalog knows
    kit::Result<std::unique_ptr<kit::Subscription>> follow(const std::string& symbol,
                                                           marketdata::LiveListener listener) override {
        if (symbol == "NOBODY") return kit::fail(kit::ErrorCode::NotFound, "unknown", "/symbol");
        listeners[symbol] = std::move(listener);
        return std::unique_ptr<kit::Subscription>(new Handle(*this, symbol));
    }
    void send(const std::string& symbol, const std::vector<MarketEvent>& events) {
        if (const auto found = listeners.find(symbol); found != listeners.end())
            found->second({1, symbol, "fake", 0}, events);
    }
    std::map<std::string, marketdata::LiveListener> listeners;

private:
    class Handle final : public kit::Subscription {
    public:
        Handle(FakeFeed& feed, std::string symbol) : feed_(feed), symbol_(std::move(symbol)) {}
        ~Handle() override { feed_.listeners.erase(symbol_); }
        Handle(const Handle&) = delete;
        Handle& operator=(const Handle&) = delete;

    private:
        FakeFeed& feed_;
        std::string symbol_;
    };
};

struct Stage {
    test::FakeClock clock;
    test::SmallCatalog catalog;
    test::MemoryStream stream;
    InlineLane lane;
    FakeFeed feed;
    StreamFollowers followers{clock, catalog, stream, {lane, lane, lane}};
    std::vector<kit::Value> said;
    std::unique_ptr<kit::Subscription> listening = stream.subscribe(
        "features.*", [this](const auto& message) { said.push_back(*api::readJson(message.payload)); });

    Stage() { followers.useFeed(feed); }
    void trades(int from, int to) {
        for (int i = from; i < to; ++i)
            feed.send("IBM",
                      {MarketEvent::ofTrade(1, i * 10 * domain::kNsPerSecond, {100 + 0.1 * (i % 7), 50})});
    }
    [[nodiscard]] std::size_t count(const char* event) const {
        return static_cast<std::size_t>(std::ranges::count_if(said, [&](const auto& each) {
            return *each.find("event")->template as<std::string>() == event;
        }));
    }
};

TEST(StreamFollowers, SayUpdatesOnceTheIndicatorsAreWarm) {
    Stage stage;
    ASSERT_TRUE(stage.followers.follow("IBM", nullptr));
    EXPECT_EQ(stage.followers.active(), 1);
    stage.trades(0, 6 * 14);
    EXPECT_EQ(stage.count("technical_update"), 0U) << "fourteen bars are not enough";
    stage.trades(6 * 14, 6 * 20);
    ASSERT_GT(stage.count("technical_update"), 0U);
    const auto& first = stage.said.front();
    EXPECT_EQ(*first.find("symbol")->as<std::string>(), "IBM");
    EXPECT_EQ(*first.find("source")->as<std::string>(), "fake");
    EXPECT_EQ(*first.find("timeframe")->as<std::string>(), "1m");
    EXPECT_TRUE(first.find("rsi")->as<double>());
    EXPECT_TRUE(first.find("macd")->isNull()) << "needs 34 bars";
    EXPECT_EQ(stage.stream.sentCount("features", "features.technical.IBM"), stage.count("technical_update"));
}

TEST(StreamFollowers, WarmUpOnStoredBarsOfTheLinesOwnSize) {
    Stage stage;
    domain::Instrument stock;
    stock.id = 5;
    stock.symbol = "IBM";
    stock.calendar = "XNYS";
    const auto first = *domain::SessionDate::parse("2019-06-03");
    for (int i = 0; i < 60; ++i)
        stage.catalog.addBar(5, first.plusDays(i), 100 + i % 5, 100 + i % 5, 1000);
    ASSERT_TRUE(stage.followers.follow("IBM", &stock));
    const auto at = closeOf(first.plusDays(70), "XNYS");
    stage.feed.send("IBM", {MarketEvent::ofBar(1, at, {103, 104, 102, 103, 1000, kDayNs})});
    ASSERT_EQ(stage.count("technical_update"), 1U) << "the first bar already has values";
    EXPECT_TRUE(stage.said.front().find("macd")->as<double>());
    EXPECT_EQ(*stage.said.front().find("timeframe")->as<std::string>(), "1d");
}

TEST(StreamFollowers, BeginAnewWhenTimeGoesBack) {
    Stage stage;
    ASSERT_TRUE(stage.followers.follow("IBM", nullptr));
    stage.trades(0, 6 * 20);
    const auto before = stage.said;
    stage.said.clear();
    stage.trades(0, 6 * 20);
    ASSERT_EQ(stage.said.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_EQ(stage.said[i], before[i]) << i;
}

TEST(StreamFollowers, KnowWhatTheFeedAloneKnows) {
    Stage stage;
    stage.feed.only_live = "LIVE";
    EXPECT_TRUE(stage.followers.streams("LIVE"));
    EXPECT_FALSE(stage.followers.streams("NOBODY"));
    stage.followers.clear();
    EXPECT_FALSE(stage.followers.streams("LIVE")) << "the feed is gone";
}

/// SIM1 is in no catalog: what a source streams can be followed all the same.
TEST(FeatureStreams, OfASymbolThatOnlyALiveFeedKnows) {
    test::TemporaryFolder folder;
    composition::Options options;
    options.home = folder.path() + "/home";
    options.demo = false;
    auto opened = composition::Workstation::open(options);
    ASSERT_TRUE(opened) << opened.error().front().message;
    auto& program = **opened;
    ASSERT_TRUE(program.start({}));
    const auto token = *security::rootToken(options.home);
    const auto post = [&](const std::string& path, const std::string& body) {
        return test::send(program.router(), {"POST", path, {}, {}, body}, token).status;
    };
    const auto stream = [&] {
        std::promise<kit::Result<kit::Reply>> answer;
        program.supervisor().run(*program.supervisor().find("features.stream"),
                                 kit::Value(kit::Value::Object{{"symbol", "SIM1"}}),
                                 std::make_shared<kit::Call>(),
                                 [&](kit::Result<kit::Reply> reply) { answer.set_value(std::move(reply)); });
        return answer.get_future().get();
    };
    EXPECT_EQ(stream().error().front().code, kit::ErrorCode::NotFound);
    ASSERT_EQ(post("/marketdata/sources/simulated/commands", R"({"do":"start"})"), 200);
    ASSERT_EQ(post("/marketdata/subscribe", R"({"symbols":["SIM1"],"sources":["simulated"]})"), 200);
    auto reply = stream();
    while (!reply && reply.error().front().code == kit::ErrorCode::NotFound) // until the source has taken it
        reply = stream();
    ASSERT_TRUE(reply) << reply.error().front().message;
    EXPECT_THAT(reply->topics, testing::Contains("features.technical.SIM1"));
    EXPECT_TRUE(reply->body.empty()) << "nothing is stored of it";
}

TEST(FollowerInbox, TellsOnceKeepsWhatMovesIndicatorsAndSaysWhatIsLost) {
    FollowerInbox inbox(3);
    const auto trade = [](std::int64_t at) { return MarketEvent::ofTrade(1, at, {100, 1}); };
    const auto add = [&](std::vector<MarketEvent> events) { return inbox.add("fake", events); };
    EXPECT_TRUE(add({trade(1), MarketEvent::ofQuote(1, 2, {1, 1, 2, 1})}));
    EXPECT_FALSE(add({trade(3)})) << "the lane knows already";
    auto waiting = inbox.take();
    EXPECT_EQ(waiting.events.size(), 2U) << "quotes move no indicator";
    EXPECT_FALSE(waiting.lost);
    EXPECT_TRUE(add({trade(4), trade(5), trade(6), trade(7)}));
    waiting = inbox.take();
    ASSERT_EQ(waiting.events.size(), 1U);
    EXPECT_EQ(waiting.events[0].event_ns, 7);
    EXPECT_TRUE(waiting.lost);
    EXPECT_TRUE(add({trade(8)}));
    inbox.notTold();
    EXPECT_TRUE(add({trade(9)})) << "a lane that could not be told is told again";
    EXPECT_FALSE(inbox.take().lost) << "said once";
}

TEST(StreamFollowers, BeginAnewOverAHole) {
    Stage stage;
    test::StepLane slow;
    StreamFollowers followers(stage.clock, stage.catalog, stage.stream, {slow, slow, slow});
    followers.useFeed(stage.feed);
    ASSERT_TRUE(followers.follow("IBM", nullptr));
    const auto run = [&] {
        while (slow.run())
            ;
    };
    const auto minutes = [&](int from, int to) {
        for (int i = from; i < to; ++i)
            stage.feed.send("IBM", {MarketEvent::ofTrade(1, i * kMinute, {100 + 0.1 * (i % 7), 50})});
    };
    minutes(0, 30);
    run();
    ASSERT_GT(stage.count("technical_update"), 0U);
    // More than the inbox holds comes while the lane does nothing else.
    stage.feed.send("IBM", std::vector(200'001, MarketEvent::ofTrade(1, 30 * kMinute, {100, 1})));
    run();
    stage.said.clear();
    minutes(31, 31 + 13);
    run();
    EXPECT_EQ(stage.count("technical_update"), 0U) << "the indicators warm up anew";
    minutes(44, 60);
    run();
    EXPECT_GT(stage.count("technical_update"), 0U);
}

TEST(StreamFollowers, FollowOnceAndEndWithTheEngine) {
    Stage stage;
    EXPECT_TRUE(stage.followers.follow("IBM", nullptr));
    EXPECT_TRUE(stage.followers.follow("IBM", nullptr));
    EXPECT_EQ(stage.followers.active(), 1);
    EXPECT_FALSE(stage.followers.follow("NOBODY", nullptr));
    stage.followers.clear();
    EXPECT_TRUE(stage.feed.listeners.empty());
    EXPECT_FALSE(stage.followers.follow("IBM", nullptr));
}

} // namespace

} // namespace nautilus::features

// The live operations over the running program with the replay source; and a stored day replayed at full
// speed against a batch over the stored rows.

#include "app/platform/platform.h"
#include "engines/marketdata/contract/live.h"
#include "engines/marketdata/kernel/bar_grid.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "engines/numerics/indicators/indicator_table.h"
#include "tests/app/support/source_stage.h"
#include "tests/app/support/stored_bars.h"

#include <gmock/gmock.h>

#include <bit>

namespace {

using namespace nautilus;
using domain::EventKind;
using domain::MarketEvent;
using kit::Value;
using testing::HasSubstr;

std::string json(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}
std::string text(const Value* value) {
    return value && value->as<std::string>() ? *value->as<std::string>() : "";
}
const Value::Array& items(const Value* value) {
    static const Value::Array kNone;
    const auto* found = value ? value->as<Value::Array>() : nullptr;
    return found ? *found : kNone;
}
std::size_t rowCount(const test::Answer& answer) {
    return items(answer.data().find("rows")).size();
}
/// One cell of a table.
Value cell(const test::Answer& answer, std::size_t row, const std::string& column) {
    const auto& columns = items(answer.data().find("columns"));
    const auto at = static_cast<std::size_t>(std::ranges::find(columns, Value(column)) - columns.begin());
    const auto& rows = items(answer.data().find("rows"));
    if (row >= rows.size() || at >= columns.size()) return {};
    return items(&rows[row])[at];
}
double number(const test::Answer& answer, std::size_t row, const std::string& column) {
    const auto value = cell(answer, row, column);
    return test::numberOf(&value);
}
std::string pointer(const test::Answer& answer) {
    const auto& errors = items(answer.json.find("errors"));
    return errors.size() == 1 ? text(errors[0].find("field")) : "not one error";
}

class LiveOperationsTest : public testing::Test {
protected:
    ~LiveOperationsTest() override {
        tell("{'do':'pause'}");
        tell("{'do':'days'}");
    }
    test::Answer post(const std::string& path, const std::string& body) {
        return demo_.post(path, json(body));
    }
    test::Answer remove(const std::string& path) { return demo_.ask({"DELETE", path, {}, {}, ""}); }
    test::Answer tell(const std::string& command) {
        return post("/marketdata/sources/replay/commands", command);
    }
    void prepare(const char* loop) {
        ASSERT_EQ(tell("{'do':'pause'}").status, 200);
        for (const std::string command :
             {"{'do':'speed','parameters':{'value':'max'}}",
              "{'do':'days','parameters':{'from':'2013-10-07','to':'2013-10-07'}}"}) {
            const auto answer = tell(command);
            ASSERT_EQ(answer.status, 200) << answer.body;
        }
        const auto looping = tell(std::string("{'do':'loop','parameters':{'value':") + loop + "}}");
        ASSERT_EQ(looping.status, 200) << looping.body;
    }
    /// Rows of a stored day.
    Value::Array stored(const std::string& data_type) {
        const auto answer = post("/marketdata/historical",
                                 "{'symbol':'IBM','data_type':'" + data_type +
                                     "','start_date':'2013-10-07','end_date':'2013-10-07','limit':1000000}");
        return items(answer.data().find("data"));
    }
    std::int64_t heard() {
        const auto answer = demo_.get("/marketdata/latency");
        const auto* line = answer.data().find("latency_by_symbol")->find("IBM");
        return line ? static_cast<std::int64_t>(test::numberOf(line->find("message_count"))) : 0;
    }
    test::DemoWorkstation& demo_ = test::DemoWorkstation::get();
};

TEST_F(LiveOperationsTest, WhatIsNotThereIsSaid) {
    for (const char* path : {"/marketdata/subscriptions/sub_999", "/marketdata/orderbook/NOBODY",
                             "/marketdata/sources/none/settings", "/marketdata/quality/NOBODY"})
        EXPECT_EQ(demo_.get(path).status, 404) << path;
    EXPECT_EQ(remove("/marketdata/subscriptions/sub_999").status, 404);
    const auto source = post("/marketdata/sources/none/commands", "{'do':'start'}");
    EXPECT_EQ(source.status, 404);
    EXPECT_EQ(pointer(source), "/source_id");
    const auto order =
        demo_.ask({"PUT", "/marketdata/sources", {}, {}, json("{'failover_hierarchy':['replay','none']}")});
    EXPECT_EQ(order.status, 404);
    EXPECT_EQ(pointer(order), "/failover_hierarchy/1");
    const auto dance = tell("{'do':'dance'}");
    EXPECT_EQ(dance.status, 400);
    EXPECT_EQ(pointer(dance), "/do");
    const auto speed = tell("{'do':'speed','parameters':{'value':-1}}");
    EXPECT_EQ(speed.status, 400);
    EXPECT_EQ(pointer(speed), "/parameters/value");
    EXPECT_EQ(pointer(tell("{'do':'play','parameters':[1]}")), "/parameters");
    const auto candles = post("/marketdata/subscribe", "{'symbols':['IBM'],'data_types':['candles']}");
    EXPECT_EQ(pointer(candles), "/data_types/0");
    EXPECT_EQ(post("/marketdata/subscribe", "{'symbols':[]}").status, 400);
    const auto snapshot = demo_.get("/marketdata/snapshot", {{"symbols", "NOBODY"}});
    EXPECT_EQ(snapshot.status, 200) << snapshot.body;
    EXPECT_EQ(rowCount(snapshot), 0U);
    EXPECT_THAT(snapshot.body, HasSubstr("not_followed"));
    const auto recent = demo_.get("/marketdata/recent/NOBODY");
    EXPECT_EQ(recent.status, 200) << recent.body;
    EXPECT_THAT(recent.body, HasSubstr("not_followed"));
}

TEST_F(LiveOperationsTest, SourcesAreReorderedAndKeepTheRest) {
    const auto before = demo_.get("/marketdata/sources");
    ASSERT_EQ(before.status, 200) << before.body;
    const auto order = items(before.data().find("failover_hierarchy"));
    ASSERT_GE(order.size(), 3U);
    const auto put = [&](const Value& wanted) {
        Value body;
        body.set("failover_hierarchy", wanted);
        return demo_.ask({"PUT", "/marketdata/sources", {}, {}, kit::toJson(body)});
    };
    const auto changed = put(Value::Array{order.back()});
    EXPECT_EQ(changed.status, 200) << changed.body;
    const auto after = items(demo_.get("/marketdata/sources").data().find("failover_hierarchy"));
    ASSERT_EQ(after.size(), order.size());
    EXPECT_EQ(after.front(), order.back());
    EXPECT_TRUE(std::ranges::is_permutation(after, order));
    EXPECT_EQ(put(order).status, 200);
}

/// One subscribed day of IBM, played to its end.
class LiveDayTest : public LiveOperationsTest {
protected:
    void SetUp() override {
        prepare("false");
        trades_ = stored("trades");
        all_ = static_cast<std::int64_t>(trades_.size() + stored("quotes").size());
        listening_ = demo_.workstation->stream().subscribe("marketdata.subscription.*",
                                                           [book = told_](const kit::Message& message) {
                                                               const std::scoped_lock lock(book->mutex);
                                                               book->messages += message.payload != "[]";
                                                               book->ended = book->ended || message.last;
                                                           });
        made_ = post("/marketdata/subscribe", "{'symbols':['IBM','IBM'],'data_types':['trades','quotes'],"
                                              "'delivery_config':{'batch_size':1000}}");
        ASSERT_EQ(made_.status, 200) << made_.body;
        id_ = text(made_.data().find("subscription_id"));
        const auto before = heard(); // somebody else may follow IBM already
        ASSERT_EQ(tell("{'do':'play'}").status, 200);
        ASSERT_TRUE(test::eventually([&] { return heard() - before >= all_; })) << heard();
        ASSERT_EQ(heard() - before, all_) << "none is missing, none comes twice";
    }
    void TearDown() override { (void)remove("/marketdata/subscriptions/" + id_); }
    test::Answer snapshot() { return demo_.get("/marketdata/snapshot", {{"symbols", "IBM"}}); }
    test::Answer recent(const char* kind, const char* limit) {
        return demo_.get("/marketdata/recent/IBM", {{"kind", kind}, {"limit", limit}});
    }

    struct Told {
        std::mutex mutex; // publishers against the test
        std::size_t messages = 0;
        bool ended = false;
    };
    Value::Array trades_;
    std::int64_t all_ = 0;
    std::shared_ptr<Told> told_ = std::make_shared<Told>();
    std::unique_ptr<kit::Subscription> listening_;
    test::Answer made_;
    std::string id_;
};

TEST_F(LiveDayTest, TheSnapshotIsThatOfTheStoredTrades) {
    double high = 0, low = 1e9, volume = 0;
    for (const auto& trade : trades_) {
        high = std::max(high, test::numberOf(trade.find("price")));
        low = std::min(low, test::numberOf(trade.find("price")));
        volume += test::numberOf(trade.find("size"));
    }
    const auto now = snapshot();
    ASSERT_EQ(rowCount(now), 1U) << now.body;
    EXPECT_EQ(number(now, 0, "price"), test::numberOf(trades_.back().find("price")));
    EXPECT_EQ(number(now, 0, "open"), test::numberOf(trades_.front().find("price")));
    EXPECT_EQ(number(now, 0, "high"), high);
    EXPECT_EQ(number(now, 0, "low"), low);
    EXPECT_EQ(number(now, 0, "volume"), volume);
    EXPECT_EQ(number(now, 0, "previous_close"), 184.10) << "of 2013-10-04, as stored";
    EXPECT_EQ(cell(now, 0, "replayed"), Value(true));
    EXPECT_EQ(cell(now, 0, "simulated"), Value(false));
    const auto book = demo_.get("/marketdata/orderbook/IBM");
    ASSERT_EQ(book.status, 200) << book.body;
    ASSERT_EQ(items(book.data().find("bids")).size(), 1U) << "quotes alone give the best of both sides";
    EXPECT_EQ(test::numberOf(items(book.data().find("bids"))[0].find("price")), number(now, 0, "bid"));
    EXPECT_EQ(text(book.data().find("source")), "replay");
}

TEST_F(LiveDayTest, TheNewestEventsAreKeptUpToTheirLimits) {
    const auto fifty = recent("trades", "50");
    ASSERT_EQ(rowCount(fifty), 50U) << fifty.body;
    for (std::size_t i = 0; i < 50; ++i) {
        const auto& wanted = trades_[trades_.size() - 50 + i];
        ASSERT_EQ(number(fifty, i, "price"), test::numberOf(wanted.find("price"))) << i;
        ASSERT_EQ(cell(fifty, i, "time"), *wanted.find("timestamp")) << i;
    }
    EXPECT_EQ(rowCount(recent("trades", "1000")), 1'000U);
    EXPECT_EQ(rowCount(recent("quotes", "1000")), 500U);
    EXPECT_EQ(rowCount(recent("bars", "10")), 0U) << "this line has ticks";
    const auto keys = kit::toJson(demo_.get("/marketdata/cache").data());
    for (const char* key : {"market:tick:XNYS:IBM", "market:quote:XNYS:IBM", "latest:tick:XNYS:IBM"})
        EXPECT_THAT(keys, HasSubstr(key));
}

TEST_F(LiveDayTest, LatencyAndSourcesAreMeasured) {
    const auto latency = demo_.get("/marketdata/latency");
    const auto* overall = latency.data().find("overall_latency");
    const double p50 = test::numberOf(overall->find("p50_latency_ms")),
                 p95 = test::numberOf(overall->find("p95_latency_ms")),
                 p99 = test::numberOf(overall->find("p99_latency_ms"));
    EXPECT_GT(p50, 0);
    EXPECT_LE(p50, p95);
    EXPECT_LE(p95, p99);
    const auto* replayed = latency.data().find("source_latency")->find("replay");
    ASSERT_TRUE(replayed);
    EXPECT_GE(test::numberOf(replayed->find("message_count")), static_cast<double>(all_));
    EXPECT_TRUE(replayed->find("feed_latency_ms")->isNull()) << "how long they travelled then is not known";
    const auto sources = demo_.get("/marketdata/sources");
    const auto& listed = items(sources.data().find("available_sources"));
    const auto replay = std::ranges::find_if(
        listed, [](const auto& each) { return text(each.find("source_id")) == "replay"; });
    ASSERT_NE(replay, listed.end());
    EXPECT_EQ(text(replay->find("status")), "active");
    EXPECT_GE(test::numberOf(replay->find("lines")), 1);
    EXPECT_GE(test::numberOf(replay->find("events_accepted")), static_cast<double>(all_));
    for (const char* path : {"/marketdata/refused", "/marketdata/quality/IBM"})
        EXPECT_EQ(demo_.get(path).status, 200);
}

TEST_F(LiveDayTest, ASubscriptionTellsEverythingOnceAndThatItEnds) {
    EXPECT_EQ(test::numberOf(made_.data().find("symbols_subscribed")), 1) << "named twice, wanted once";
    EXPECT_EQ(text(made_.data().find("sources_used")->find("IBM")), "replay");
    EXPECT_THAT(text(made_.data().find("websocket_endpoint")), HasSubstr("/ws/marketdata/" + id_));
    const auto path = "/marketdata/subscriptions/" + id_;
    const auto sent = [&] { return test::numberOf(demo_.get(path).data().find("events_sent")); };
    // The last batch leaves when it has waited long enough.
    ASSERT_TRUE(test::eventually([&] { return sent() >= static_cast<double>(all_); })) << sent();
    const auto view = demo_.get(path);
    EXPECT_EQ(test::numberOf(view.data().find("events_sent")), static_cast<double>(all_));
    EXPECT_EQ(test::numberOf(view.data().find("events_filtered")), 0);
    {
        const std::scoped_lock lock(told_->mutex);
        EXPECT_EQ(static_cast<double>(told_->messages), test::numberOf(view.data().find("messages_sent")));
        EXPECT_FALSE(told_->ended);
    }
    EXPECT_EQ(remove(path).status, 200);
    EXPECT_EQ(demo_.get(path).status, 404);
    EXPECT_EQ(remove(path).status, 404);
    const std::scoped_lock lock(told_->mutex);
    EXPECT_TRUE(told_->ended) << "a subscription ends with a last message";
}

// --- A stored day at full speed

constexpr std::int64_t kFiveMinutes = 300 * domain::kNsPerSecond;

/// What a batch computation gives for the trades of the day: one value per indicator output and trade.
struct Batch {
    std::vector<double> price, size;
    std::vector<const numerics::IndicatorSpec*> specs;
    std::vector<std::vector<std::vector<double>>> values; ///< indicator, output, trade

    explicit Batch(const Value::Array& trades) {
        for (const auto& trade : trades) {
            price.push_back(test::numberOf(trade.find("price")));
            size.push_back(test::numberOf(trade.find("size")));
        }
        for (const char* id : {"sma", "ema", "rsi", "macd", "bollinger_bands", "atr", "stochastic", "obv",
                               "standard_deviation", "linear_regression_slope"}) {
            specs.push_back(numerics::findIndicator(id));
            values.push_back(numerics::computeIndicator(*specs.back(),
                                                        numerics::defaultParameters(*specs.back()),
                                                        {price, price, price, price, size}));
        }
    }
};

/// Follows rounds of the replay on the market data lane and holds them against the batch.
class RoundWatch {
public:
    struct Round {
        std::vector<test::BarRow> bars;
        std::size_t trades = 0, wrong_values = 0;
    };
    explicit RoundWatch(const Batch& batch) : batch_(batch) { begin(); }
    void take(std::span<const MarketEvent> events) {
        for (const auto& event : events) {
            if (event.restarted) end();
            if (const auto bar = builder_->add(event)) keep(*bar);
            if (event.kind == EventKind::Trade) compare(event.trade);
        }
    }
    [[nodiscard]] std::size_t ended() const {
        const std::scoped_lock lock(mutex_);
        return rounds_.size();
    }
    [[nodiscard]] std::vector<Round> rounds() const {
        const std::scoped_lock lock(mutex_);
        return rounds_;
    }

private:
    void begin() {
        now_ = {};
        builder_.emplace(marketdata::BarGrid(kFiveMinutes, true));
        indicators_.clear();
        for (const auto* spec : batch_.specs)
            indicators_.push_back(numerics::makeIndicator(*spec, numerics::defaultParameters(*spec)));
    }
    void end() {
        if (const auto bar = builder_->finish()) keep(*bar);
        if (now_.trades > 0) {
            const std::scoped_lock lock(mutex_);
            rounds_.push_back(std::move(now_));
        }
        begin();
    }
    void keep(const marketdata::FormedBar& bar) {
        now_.bars.push_back({domain::Timestamp{bar.slot.begin_ns}.rfc3339(), bar.open, bar.high, bar.low,
                             bar.close, bar.volume, bar.value / bar.volume});
    }
    void compare(const domain::TradePart& trade) {
        const auto t = now_.trades++;
        std::array<double, 8> out{};
        for (std::size_t i = 0; i < indicators_.size(); ++i) {
            indicators_[i]->update({trade.price, trade.price, trade.price, trade.price, trade.size},
                                   std::span(out).first(indicators_[i]->outputs()));
            for (std::size_t o = 0; o < indicators_[i]->outputs(); ++o)
                now_.wrong_values +=
                    t >= batch_.price.size() || std::bit_cast<std::uint64_t>(out[o]) !=
                                                    std::bit_cast<std::uint64_t>(batch_.values[i][o][t]);
        }
    }
    const Batch& batch_;
    Round now_;
    std::optional<marketdata::BarBuilder> builder_;
    std::vector<std::unique_ptr<numerics::Indicator>> indicators_;
    mutable std::mutex mutex_; // the lane against the test
    std::vector<Round> rounds_;
};

TEST_F(LiveOperationsTest, ADayAtFullSpeedEndsAsABatchRoundAfterRoundInFlatMemory) {
    prepare("true");
    const Batch batch(stored("trades"));
    ASSERT_EQ(batch.price.size(), 24'293U);
    RoundWatch watch(batch);
    auto* engine =
        dynamic_cast<marketdata::MarketDataService*>(demo_.workstation->supervisor().engine("marketdata"));
    ASSERT_TRUE(engine);
    const auto cacheBytes = [&] {
        for (const auto& sample : engine->metrics())
            if (sample.name == "marketdata_cache_bytes") return sample.value;
        return -1.0;
    };
    auto handle = engine->liveFeed()->follow(
        "IBM", [&](const marketdata::FollowedLine& line, std::span<const MarketEvent> events) {
            if (line.source == "replay") watch.take(events);
        });
    ASSERT_TRUE(handle);
    ASSERT_EQ(tell("{'do':'play'}").status, 200);
    ASSERT_TRUE(test::eventually([&] { return watch.ended() >= 3; }));
    const auto resident = platform::residentBytes();
    const auto cached = cacheBytes();
    EXPECT_GT(cached, 0);
    for (std::size_t rounds = 4; rounds <= 23; ++rounds) // each has the time that one may take
        ASSERT_TRUE(test::eventually([&] { return watch.ended() >= rounds; })) << watch.ended();
    EXPECT_EQ(cacheBytes(), cached) << "the cache is full after the first round and stays so";
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // which keep freed memory
    EXPECT_LT(platform::residentBytes() - resident, 32LL << 20) << "twenty further days";
#else
    (void)resident;
#endif
    ASSERT_EQ(tell("{'do':'pause'}").status, 200);
    handle->reset();
    const auto wanted = test::goldenBars("ibm_tick_bars.csv", "5m");
    const std::vector first_day(wanted.begin(), wanted.begin() + 78);
    for (const auto& round : watch.rounds()) {
        ASSERT_EQ(round.trades, batch.price.size()) << "none is missing, none comes twice";
        ASSERT_EQ(round.wrong_values, 0U) << "of ten indicators, to the last bit";
        test::expectSameBars(round.bars, first_day);
    }
}

} // namespace

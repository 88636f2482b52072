// Filters of subscriptions.

#include "engines/websocket/service/filter.h"

#include <gtest/gtest.h>

namespace nautilus::websocket {
namespace {

using kit::Value;

constexpr std::int64_t kMs = 1'000'000;

struct Asked {
    Filter filter;
    std::int64_t now = 0;

    explicit Asked(const SubscriptionFilter& wanted) : filter(*Filter::make(wanted, "/filter")) {}
    Filter::Verdict operator()(const Value& data, const std::string& topic = "market.data.A") {
        const auto message = std::make_shared<const kit::Message>(kit::Message{topic, "", 1, 1, {}, false});
        return filter.judge(message, data, true, now);
    }
    bool passes(const Value& data, const std::string& topic = "market.data.A") {
        return (*this)(data, topic) == Filter::Verdict::Pass;
    }
};

Value priceOf(double price) {
    return Value::Object{{"symbol", "A"}, {"price", price}};
}

TEST(WebSocketFilter, PriceMustMoveByAPartOfWhatWasPassedOnLast) {
    SubscriptionFilter wanted;
    wanted.price_change_threshold = 0.01;
    Asked asked(wanted);
    EXPECT_TRUE(asked.passes(priceOf(100)));
    EXPECT_FALSE(asked.passes(priceOf(100.5)));
    EXPECT_FALSE(asked.passes(priceOf(100.9))); // since 100, not since 100.5
    EXPECT_TRUE(asked.passes(priceOf(101)));
    EXPECT_FALSE(asked.passes(priceOf(100.2)));
    EXPECT_TRUE(asked.passes(priceOf(99.9)));
    EXPECT_TRUE(asked.passes(priceOf(5), "market.data.B"));    // another topic has a price of its own
    EXPECT_TRUE(asked.passes(Value::Object{{"symbol", "A"}})); // no price to compare
}

TEST(WebSocketFilter, ListsNameWhatPasses) {
    SubscriptionFilter wanted;
    wanted.severity = {{"HIGH", "CRITICAL"}};
    wanted.portfolio_ids = {{"p1"}};
    Asked asked(wanted);
    EXPECT_TRUE(asked.passes(Value::Object{{"severity", "high"}, {"portfolio_id", "p1"}}));
    EXPECT_FALSE(asked.passes(Value::Object{{"severity", "LOW"}, {"portfolio_id", "p1"}}));
    EXPECT_FALSE(asked.passes(Value::Object{{"severity", "HIGH"}, {"portfolio_id", "p2"}}));
    EXPECT_FALSE(asked.passes(Value::Object{{"severity", "HIGH"}}));
    EXPECT_FALSE(asked.passes(Value::Array{}));
}

TEST(WebSocketFilter, AFrequencyKeepsTheNewestUntilItIsDue) {
    SubscriptionFilter wanted;
    wanted.update_frequency = "500ms";
    Asked asked(wanted);
    EXPECT_TRUE(asked.passes(priceOf(1)));
    asked.now = 100 * kMs;
    EXPECT_EQ(asked(priceOf(2)), Filter::Verdict::Later);
    asked.now = 400 * kMs;
    EXPECT_EQ(asked(priceOf(3)), Filter::Verdict::Later);
    EXPECT_TRUE(asked.filter.waits());
    EXPECT_TRUE(asked.filter.due(asked.now).empty());
    EXPECT_EQ(asked.filter.due(500 * kMs).size(), 1u);
    EXPECT_FALSE(asked.filter.waits());
    asked.now = 900 * kMs;
    EXPECT_EQ(asked(priceOf(4)), Filter::Verdict::Later); // 500 ms since the one that was due
    asked.now = 1000 * kMs;
    EXPECT_TRUE(asked.passes(priceOf(5)));
    EXPECT_FALSE(asked.filter.waits()); // the older one is not passed on any more
}

TEST(WebSocketFilter, ReadsTimesAndRefusesOthers) {
    const auto interval = [](const char* text) {
        SubscriptionFilter wanted;
        wanted.update_frequency = text;
        const auto made = Filter::make(wanted, "/f");
        return made ? made->intervalNs() : -1;
    };
    EXPECT_EQ(interval("250ms"), 250 * kMs);
    EXPECT_EQ(interval("1s"), 1000 * kMs);
    EXPECT_EQ(interval("2m"), 120'000 * kMs);
    EXPECT_EQ(interval("24h"), 86'400'000 * kMs);
    for (const char* bad : {"", "1", "s", "-1s", "0s", "1.5s", "1 s", "25h", "1d", "99999999999999999999s"})
        EXPECT_EQ(interval(bad), -1) << bad;
    SubscriptionFilter wanted;
    wanted.update_frequency = "soon";
    EXPECT_EQ(Filter::make(wanted, "/subscriptions/0/filter").error().front().field,
              "/subscriptions/0/filter/update_frequency");
}

TEST(WebSocketFilter, MetricsLeaveIdentifiersAndTimes) {
    SubscriptionFilter wanted;
    wanted.metrics = {{"pnl"}};
    const auto filter = *Filter::make(wanted, "");
    EXPECT_EQ(filter.projected(Value::Object{
                  {"portfolio_id", "p"}, {"pnl", 1.5}, {"sharpe_ratio", 2.0}, {"updated_at", "x"}}),
              R"({"portfolio_id":"p","pnl":1.5,"updated_at":"x"})");
    EXPECT_EQ(filter.projected(Value::Array{1}), "[1]");
}

} // namespace
} // namespace nautilus::websocket

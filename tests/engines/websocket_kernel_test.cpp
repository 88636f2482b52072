// Families of topics, quantiles of latencies, rates and buckets of tokens.

#include "engines/websocket/kernel/sliding_count.h"
#include "engines/websocket/kernel/topic_family.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace nautilus::websocket {
namespace {

TEST(TopicFamily, IsThatOfTheLongestPrefix) {
    EXPECT_EQ(familyOf("market.data.AAPL").type, "market_data");
    EXPECT_EQ(familyOf("portfolio.pnl.portfolio_001").type, "portfolio_performance");
    EXPECT_EQ(familyOf("risk.alerts.portfolio_001").type, "risk_alert");
    EXPECT_EQ(familyOf("marketdata.subscription.sub_1").type, "market_events");
    EXPECT_EQ(familyOf("market.database.x").type, "message"); // whole words
    EXPECT_EQ(familyOf("nothing.known").policy, Policy::Tell);
    EXPECT_EQ(familyOf("market.quotes.AAPL").policy, Policy::Conflate);
    for (const char* kept : {"risk.alerts.p", "trading.orders.p", "trading.executions.p", "jobs.job_1"})
        EXPECT_EQ(familyOf(kept).policy, Policy::Keep) << kept;
}

TEST(TopicFamily, NoRowHidesALaterOne) {
    const auto all = topicFamilies();
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
        EXPECT_EQ(familyOf(std::string(all[i].prefix) + ".x").prefix, all[i].prefix);
}

TEST(SlidingCount, CountsFullSecondsOnly) {
    SlidingCount count;
    EXPECT_EQ(count.perSecond(100 * kNsOfASecond), 0);
    for (int second = 100; second < 105; ++second)
        count.add(second * kNsOfASecond + 7, 10);
    EXPECT_EQ(count.perSecond(105 * kNsOfASecond), 10);
    EXPECT_EQ(count.perSecond(104 * kNsOfASecond + 8), 10); // the second under way does not count
    EXPECT_EQ(count.perSecond(113 * kNsOfASecond), 2);      // two of them are left in the window of ten
    EXPECT_EQ(count.perSecond(200 * kNsOfASecond), 0);
}

TEST(TokenBucket, GivesTheBurstThenTheRate) {
    TokenBucket bucket(10, 3);
    std::int64_t now = kNsOfASecond;
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(bucket.take(now));
    EXPECT_FALSE(bucket.take(now));
    EXPECT_EQ(bucket.used(now), 3);
    now += kNsOfASecond / 10;
    EXPECT_TRUE(bucket.take(now));
    EXPECT_FALSE(bucket.take(now));
    now += 100 * kNsOfASecond;
    EXPECT_EQ(bucket.used(now), 0);
    TokenBucket none;
    for (int i = 0; i < 1000; ++i)
        EXPECT_TRUE(none.take(0));
}

} // namespace
} // namespace nautilus::websocket

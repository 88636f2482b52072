// Families of topics, quantiles of latencies, rates and buckets of tokens.

#include "engines/websocket/kernel/latency_histogram.h"
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

TEST(LatencyHistogram, QuantilesAreWithinASixteenthOfTheTrueOnes) {
    std::mt19937_64 random(7);
    std::lognormal_distribution<double> draw(14, 2);
    LatencyHistogram histogram;
    std::vector<double> values;
    double sum = 0;
    for (int i = 0; i < 50'000; ++i) {
        const auto ns = static_cast<std::int64_t>(draw(random));
        histogram.add(ns);
        values.push_back(static_cast<double>(ns));
        sum += values.back();
    }
    std::ranges::sort(values);
    for (const double q : {0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
        const auto exact = values[static_cast<std::size_t>(std::ceil(q * 50'000)) - 1];
        EXPECT_GE(histogram.quantile(q), exact);
        EXPECT_LE(histogram.quantile(q), exact * (1 + 1.0 / 16) + 1024) << q;
    }
    EXPECT_NEAR(histogram.mean(), sum / 50'000, sum / 50'000 * 1e-9);
}

TEST(LatencyHistogram, HasNothingToSayOfNothingAndBoundsTheAbsurd) {
    LatencyHistogram histogram;
    EXPECT_TRUE(std::isnan(histogram.mean()));
    EXPECT_TRUE(std::isnan(histogram.quantile(0.5)));
    histogram.add(-5);
    histogram.add(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(histogram.quantile(0.5), 1024);
    EXPECT_GE(histogram.quantile(1.0), 4e12);
    LatencyHistogram both;
    both.add(histogram);
    both.add(histogram);
    EXPECT_EQ(both.count(), 4u);
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

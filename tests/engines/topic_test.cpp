// Topics, patterns, and the index that finds who listens.

#include "engines/kit/topic.h"

#include <gtest/gtest.h>

#include <set>

namespace nautilus::kit {
namespace {

TEST(Topic, PatternsStandForOneWordOrForTheRest) {
    const struct {
        const char* pattern;
        const char* topic;
        bool fits;
    } kCases[] = {
        {"market.data.AAPL", "market.data.AAPL", true},
        {"market.data.AAPL", "market.data.AAPLX", false},
        {"market.data.*", "market.data.AAPL", true},
        {"market.data.*", "market.data.BRK.B", true},
        {"market.data.*", "market.data.", false},
        {"market.data.*", "market.data", false},
        {"market.data.*", "market.quotes.AAPL", false},
        {"*", "anything.at.all", true},
        {"market.*.AAPL", "market.data.AAPL", true},
        {"market.*.AAPL", "market.data.x.AAPL", false},
        {"market.*.AAPL", "market.data.MSFT", false},
        {"*.alerts.*", "risk.alerts.p1", true},
        {"*.alerts.*", "risk.limits.p1", false},
        {"a.*.*", "a.b.c.d", true},
        {"a.*.c.*", "a.b.c.d", true},
        {"a.*.c.*", "a.b.d.c", false},
        {"jobs.1*", "jobs.12", true},
        {"jobs.1*", "jobs.2", false},
    };
    for (const auto& each : kCases)
        EXPECT_EQ(topicMatches(each.pattern, each.topic), each.fits) << each.pattern << " " << each.topic;
}

TEST(Topic, KnowsWhatIsNone) {
    for (const char* fine : {"a", "a.b", "market.data.BRK.B", "a.*", "*", "a.*.b", "jobs.job_1*"})
        EXPECT_TRUE(isTopicOrPattern(fine)) << fine;
    for (const char* bad :
         {"", ".", ".a", "a.", "a..b", "a b", "a\n", "a.b*.c", "*a", "a\"b", "a\\b", "a.\x7f"})
        EXPECT_FALSE(isTopicOrPattern(bad)) << bad;
    EXPECT_TRUE(isTopicOrPattern(std::string(200, 'x')));
    EXPECT_FALSE(isTopicOrPattern(std::string(201, 'x')));
}

std::multiset<int> reached(const TopicIndex<int>& index, const std::string& topic) {
    std::multiset<int> out;
    index.visit(topic, [&](int listener) {
        out.insert(listener);
        return false;
    });
    return out;
}

TEST(TopicIndex, ReachesExactlyThoseWhosePatternFits) {
    const std::vector<std::string> patterns{"a.b", "a.*", "*", "*.b", "a.b.*", "b.*", "a.*.c"};
    TopicIndex<int> index;
    for (int i = 0; i < 7; ++i)
        index.add(patterns[static_cast<std::size_t>(i)], i);
    index.add("a.b", 70);
    for (const std::string topic : {"a.b", "a.b.c", "b.c", "x.b", "x", "a"}) {
        std::multiset<int> expected;
        for (int i = 0; i < 7; ++i)
            if (topicMatches(patterns[static_cast<std::size_t>(i)], topic)) expected.insert(i);
        if (topic == "a.b") expected.insert(70);
        EXPECT_EQ(reached(index, topic), expected) << topic;
    }
    index.remove("a.b", 0);
    index.remove("a.*", 1);
    index.remove("*", 2);
    index.remove("*", 99); // never added
    EXPECT_EQ(reached(index, "a.b"), (std::multiset<int>{3, 70}));
}

TEST(TopicIndex, StopsAtTheFirstThatSaysSo) {
    TopicIndex<int> index;
    index.add("a", 1);
    index.add("*", 2);
    int asked = 0;
    EXPECT_TRUE(index.visit("a", [&](int) { return ++asked == 1; }));
    EXPECT_EQ(asked, 1);
    EXPECT_FALSE(index.visit("a", [](int) { return false; }));
}

} // namespace
} // namespace nautilus::kit

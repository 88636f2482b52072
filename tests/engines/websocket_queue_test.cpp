// What waits for a client: conflation, gaps, overflow, and a comparison with a slow but obvious queue.

#include "engines/websocket/service/out_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace nautilus::websocket {
namespace {

struct Maker {
    std::map<std::string, TopicNamePtr> topics;
    std::map<std::string, std::uint64_t> sequences;

    WirePtr message(const std::string& name, std::size_t bytes = 10) {
        auto& topic = topics[name];
        if (!topic) topic = std::make_shared<const TopicName>(TopicName{name, &familyOf(name)});
        WireMessage made{std::make_shared<const std::string>(bytes, 'x')};
        made.topic = topic;
        made.sequence = ++sequences[name];
        made.policy = topic->family->policy;
        return std::make_shared<const WireMessage>(std::move(made));
    }
};

std::string all(OutQueue& queue) {
    std::string out;
    while (!queue.empty()) {
        const auto taken = queue.take();
        if (taken.message)
            out += taken.message->topic->name + std::to_string(taken.message->sequence) + " ";
        else
            out += "gap:" + taken.topic->name + std::to_string(taken.from) + "-" + std::to_string(taken.to) +
                   " ";
    }
    return out;
}

TEST(OutQueue, TheNewestValueTakesThePlaceOfTheWaitingOne) {
    Maker make;
    OutQueue queue({100, 10'000});
    const std::string a = "market.data.A", b = "market.data.B";
    EXPECT_EQ(queue.push(make.message(a)), OutQueue::Pushed::Added);
    EXPECT_EQ(queue.push(make.message(b)), OutQueue::Pushed::Added);
    EXPECT_EQ(queue.push(make.message(a, 25)), OutQueue::Pushed::Replaced);
    EXPECT_EQ(queue.bytes(), 35u);
    EXPECT_EQ(queue.size(), 2u);
    EXPECT_EQ(queue.conflated(), 1u);
    EXPECT_EQ(all(queue), "market.data.A2 market.data.B1 ");
    EXPECT_EQ(queue.push(make.message(a)), OutQueue::Pushed::Added); // what was taken is not replaced
    EXPECT_EQ(all(queue), "market.data.A3 ");
    EXPECT_EQ(queue.dropped(), 0u);
}

TEST(OutQueue, ATellingTopicLosesItsOldestAndAGapStandsThere) {
    Maker make;
    OutQueue queue({4, 10'000});
    for (int i = 0; i < 3; ++i)
        (void)queue.push(make.message("x"));
    (void)queue.push(make.message("jobs.1"));
    EXPECT_EQ(queue.push(make.message("y")), OutQueue::Pushed::Added);
    EXPECT_EQ(queue.push(make.message("y")), OutQueue::Pushed::Added);
    EXPECT_EQ(all(queue), "gap:x1-3 jobs.11 y1 y2 ");
    EXPECT_EQ(queue.dropped(), 3u);
}

TEST(OutQueue, OverflowsWhenNothingMayGo) {
    Maker make;
    OutQueue queue({3, 10'000});
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(queue.push(make.message("risk.alerts.p")), OutQueue::Pushed::Added);
    EXPECT_EQ(queue.push(make.message("risk.alerts.p")), OutQueue::Pushed::Overflowed);
}

TEST(OutQueue, OneMessageAboveTheBoundOfBytesPassesAlone) {
    Maker make;
    OutQueue queue({10, 100});
    EXPECT_EQ(queue.push(make.message("jobs.1", 1'000)), OutQueue::Pushed::Added);
    EXPECT_EQ(queue.push(make.message("jobs.1", 10)), OutQueue::Pushed::Overflowed);
    queue.clear();
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.bytes(), 0u);
    EXPECT_EQ(queue.dropped(), 2u);
}

TEST(OutQueue, BehavesLikeTheObviousOneOverARandomLife) {
    // Only conflating and keeping topics, never full: a list in which the newest value replaces the old.
    Maker make;
    OutQueue queue({100'000, 1 << 30});
    std::vector<std::pair<std::string, std::uint64_t>> obvious;
    std::mt19937 random(3);
    for (int step = 0; step < 20'000; ++step) {
        const int what = static_cast<int>(random() % 10);
        const bool long_phase = step / 2'000 % 2 == 0; // beyond and below the length at which it is indexed
        if (what < (long_phase ? 9 : 5)) {
            const auto name = (what % 3 == 0 ? "jobs." : "market.data.") + std::to_string(random() % 60);
            const auto message = make.message(name);
            (void)queue.push(message);
            const auto old = std::ranges::find(obvious, name, &std::pair<std::string, std::uint64_t>::first);
            if (message->policy == Policy::Conflate && old != obvious.end())
                old->second = message->sequence;
            else
                obvious.emplace_back(name, message->sequence);
        } else if (!obvious.empty()) {
            const auto taken = queue.take();
            ASSERT_EQ(taken.message->topic->name, obvious.front().first);
            ASSERT_EQ(taken.message->sequence, obvious.front().second);
            obvious.erase(obvious.begin());
        }
        ASSERT_EQ(queue.size(), obvious.size());
    }
}

TEST(OutQueue, NothingIsLostUntold) {
    Maker make;
    OutQueue queue({20, 1 << 20});
    std::map<std::string, std::uint64_t> next;
    std::mt19937 random(5);
    for (int step = 0; step < 20'000; ++step) {
        if (random() % 3 != 0) {
            (void)queue.push(make.message("t" + std::to_string(random() % 4)));
            ASSERT_LE(queue.size(), 24u); // a gap for each topic may come on top
            continue;
        }
        if (queue.empty()) continue;
        const auto taken = queue.take();
        const auto& name = taken.message ? taken.message->topic->name : taken.topic->name;
        const auto from = taken.message ? taken.message->sequence : taken.from;
        ASSERT_EQ(from, next[name] + 1) << name;
        next[name] = taken.message ? from : taken.to;
    }
}

} // namespace
} // namespace nautilus::websocket

// What the embedded bus keeps of the past, and how it behaves between threads.

#include "app/runtime/local_stream.h"
#include "tests/app/support/fakes.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace nautilus::runtime {
namespace {

TEST(LocalStream, KeepsABoundedPastPerTopicAndTellsWhatIsGone) {
    const test::FakeClock clock;
    LocalStream stream(clock, {.topic_messages = 10, .topic_bytes = 1 << 20, .all_bytes = 1 << 20});
    for (int i = 1; i <= 25; ++i)
        stream.publish("t", std::to_string(i), "e");
    const auto past = stream.topicSince("t", 5);
    ASSERT_EQ(past.missed.size(), 1U);
    EXPECT_EQ(past.missed[0].from, 6U);
    EXPECT_EQ(past.missed[0].to, 15U);
    ASSERT_EQ(past.messages.size(), 10U);
    EXPECT_EQ(past.messages.front()->topic_sequence, 16U);
    EXPECT_TRUE(stream.topicSince("t", 15).missed.empty());
    const auto since = stream.since("*", past.messages.front()->sequence - 5);
    ASSERT_EQ(since.missed.size(), 1U);
    EXPECT_EQ(since.missed[0].to, 15U);
}

TEST(LocalStream, OfAllTopicsTheOneThatWasSilentForLongestIsForgottenFirst) {
    const test::FakeClock clock;
    LocalStream stream(clock, {.topic_messages = 10, .topic_bytes = 1 << 20, .all_bytes = 1000});
    const std::string payload(300, 'x');
    for (const char* topic : {"old", "young", "old", "newest"})
        stream.publish(topic, payload, "e");
    EXPECT_TRUE(stream.latest("young", 1).messages.empty()); // "old" was published to again
    EXPECT_EQ(stream.latest("old", 1).messages.size(), 1U);
    EXPECT_EQ(stream.latest("newest", 1).messages.size(), 1U);
    EXPECT_EQ(stream.topicSince("young", 0).missed.size(), 1U);
    stream.publish("huge", std::string(5000, 'x'), "e"); // the newest stays whatever its size
    EXPECT_EQ(stream.latest("huge", 1).messages.size(), 1U);
    EXPECT_TRUE(stream.latest("old", 1).messages.empty());
    EXPECT_EQ(stream.sentCount("e", "young"), 1U);
}

TEST(LocalStream, NumbersOfAnEarlierRunAreNotTakenForOnesOfThis) {
    test::FakeClock clock;
    std::uint64_t before = 0;
    {
        LocalStream stream(clock);
        const auto listening = stream.subscribe("t", [&](const auto& message) { before = message.sequence; });
        stream.publish("t", "1", "e");
    }
    clock.advance(1'000'000);
    LocalStream stream(clock);
    stream.publish("t", "2", "e");
    const auto past = stream.since("t", before);
    EXPECT_EQ(past.missed.size(), 1U);
    EXPECT_EQ(past.messages.size(), 1U);
}

TEST(LocalStream, PublishersOfManyThreadsKeepTheOrderOfEachTopic) {
    const test::FakeClock clock;
    LocalStream stream(clock);
    constexpr int kThreads = 4, kEach = 5'000;
    std::atomic<int> received{0};
    std::atomic<bool> in_order{true};
    std::map<std::string, std::uint64_t> last;
    const auto all = stream.subscribe("*", [&](const kit::Message& message) {
        if (message.topic_sequence != ++last[message.topic]) in_order = false;
        ++received;
    });
    std::vector<std::thread> publishers;
    for (int i = 0; i < kThreads; ++i)
        publishers.emplace_back([&, i] {
            for (int k = 0; k < kEach; ++k) {
                stream.publish("t" + std::to_string((i + k) % 3), "1", "e");
                if (k % 100 == 0) (void)stream.subscribe("t1", [](const auto&) {}); // comes and goes
            }
        });
    for (auto& publisher : publishers)
        publisher.join();
    EXPECT_EQ(received, kThreads * kEach);
    EXPECT_TRUE(in_order);
}

TEST(LocalStream, IsConnectedWhileItDelivers) {
    test::FakeClock clock;
    LocalStream stream(clock);
    EXPECT_TRUE(stream.connected());
    std::vector<bool> seen;
    const auto slow = stream.subscribe("t", [&](const kit::Message&) {
        seen.push_back(stream.connected());
        clock.advance(6 * domain::kNsPerSecond); // a receiver that holds everybody up
        seen.push_back(stream.connected());
    });
    stream.publish("t", "1", "e");
    EXPECT_THAT(seen, testing::ElementsAre(true, false));
    EXPECT_TRUE(stream.connected()) << "it has let go";
}

} // namespace
} // namespace nautilus::runtime

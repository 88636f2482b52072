#include "app/api/streaming/event_queue.h"

#include <gtest/gtest.h>

#include <thread>

namespace nautilus::api {
namespace {

kit::Message message(std::uint64_t number, std::string payload = "{}", bool last = false) {
    return {"jobs.a", std::move(payload), number, number, {}, last};
}

std::string all(EventQueue& queue) {
    std::string out;
    queue.take(out, std::string::npos);
    return out;
}

TEST(SseQueue, FramesEvents) {
    std::string out;
    appendEvent(out, "jobs.a", 7, "{\"x\":1}");
    EXPECT_EQ(out, "event: jobs.a\nid: 7\ndata: {\"x\":1}\n\n");
    out.clear();
    appendEvent(out, "", 0, "one\r\ntwo\nthree\rfour");
    EXPECT_EQ(out, "data: one\ndata: two\ndata: three\ndata: four\n\n");
    out.clear();
    appendEvent(out, "a\nid: 9", 0, "");
    EXPECT_EQ(out, "event: a id: 9\ndata: \n\n");
    out.clear();
    appendHeartbeat(out);
    EXPECT_EQ(out, ": alive\n\n");
}

TEST(SseQueue, WakesOncePerTake) {
    EventQueue queue(10, 1000);
    EXPECT_TRUE(queue.push(message(1)));
    EXPECT_FALSE(queue.push(message(2)));
    EXPECT_EQ(all(queue), "event: jobs.a\nid: 1\ndata: {}\n\nevent: jobs.a\nid: 2\ndata: {}\n\n");
    EXPECT_TRUE(queue.push(message(3)));
}

TEST(SseQueue, DropsTheOldestAndSaysHowMany) {
    EventQueue queue(3, 1000);
    for (std::uint64_t i = 1; i <= 10; ++i)
        (void)queue.push(message(i));
    EXPECT_EQ(queue.dropped(), 7u);
    const auto text = all(queue);
    EXPECT_EQ(text.rfind("event: gap\ndata: {\"lost\":7}\n\nevent: jobs.a\nid: 8\n", 0), 0u) << text;
    EXPECT_NE(text.find("id: 10\n"), std::string::npos);
    (void)queue.push(message(11));
    EXPECT_EQ(all(queue), "event: jobs.a\nid: 11\ndata: {}\n\n"); // the gap is told once
}

TEST(SseQueue, BoundsBytesButLetsOneLargeMessagePass) {
    EventQueue queue(100, 10);
    (void)queue.push(message(1, "123456"));
    (void)queue.push(message(2, "123456"));
    EXPECT_EQ(queue.dropped(), 1u);
    (void)queue.push(message(3, std::string(50, 'x')));
    EXPECT_EQ(queue.dropped(), 2u);
    EXPECT_NE(all(queue).find("id: 3\n"), std::string::npos);
}

TEST(SseQueue, EndsAfterTheLastMessage) {
    EventQueue queue(2, 1000);
    for (std::uint64_t i = 1; i <= 4; ++i)
        (void)queue.push(message(i));
    (void)queue.push(message(5, "{}", true));
    EXPECT_FALSE(queue.push(message(6)));
    std::string out;
    queue.take(out, 1);
    EXPECT_FALSE(queue.finished());
    queue.take(out, std::string::npos);
    EXPECT_TRUE(queue.finished());
    EXPECT_EQ(out.find("id: 6\n"), std::string::npos);
    EXPECT_NE(out.find("id: 5\n"), std::string::npos);
}

TEST(SseQueue, LosesNothingUncounted) {
    EventQueue queue(50, 1 << 20);
    constexpr std::uint64_t kMessages = 20'000;
    std::thread publisher([&queue] {
        for (std::uint64_t i = 1; i <= kMessages; ++i)
            (void)queue.push(message(i, "{}", i == kMessages));
    });
    std::uint64_t taken = 0;
    std::uint64_t told = 0;
    while (!queue.finished()) {
        std::string out;
        queue.take(out, 4096);
        for (auto at = out.find("id: "); at != std::string::npos; at = out.find("id: ", at + 1))
            ++taken;
        for (auto at = out.find("{\"lost\":"); at != std::string::npos; at = out.find("{\"lost\":", at + 1))
            told += std::stoull(out.substr(at + 8));
    }
    publisher.join();
    EXPECT_EQ(taken + told, kMessages);
    EXPECT_EQ(told, queue.dropped());
}

} // namespace
} // namespace nautilus::api

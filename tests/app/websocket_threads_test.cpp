// The hub between threads: publishers, a lane, a transport, clients that come and go.

#include "app/api/json/json_reader.h"
#include "app/runtime/local_stream.h"
#include "app/runtime/system_clock.h"
#include "app/runtime/thread_lane.h"
#include "engines/websocket/service/hub.h"
#include "tests/app/support/eventually.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace nautilus::websocket {
namespace {

std::shared_ptr<kit::LiveSession> opened(Hub& hub) {
    std::promise<std::shared_ptr<kit::LiveSession>> made;
    hub.open({}, [&](auto session) { made.set_value(*session); });
    return made.get_future().get();
}

std::uint64_t numberAfter(const std::string& text, const std::string& mark) {
    const auto at = text.find(mark);
    return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + mark.size(), nullptr, 10);
}

void comeAndGo(Hub& hub) {
    for (int i = 0; i < 200; ++i) {
        const auto session = opened(hub);
        session->receive(api::readJson(R"({"type":"subscribe","topics":["jobs.1","*"]})"), 0);
        std::vector<kit::WireText> out;
        session->take(out, 1 << 20);
        session->leave({1000, ""});
    }
}

void onLane(kit::Lane& lane, const std::function<void()>& task) {
    std::promise<void> over;
    (void)lane.post([&] {
        task();
        over.set_value();
    });
    over.get_future().wait();
}

TEST(WebSocketThreads, NothingIsLostBetweenPublishersLaneAndTransport) {
    const runtime::SystemClock clock;
    runtime::LocalStream stream(clock);
    runtime::ThreadLane lane("hub", 10'000);
    Hub hub(stream, clock, lane);
    hub.readJsonWith([](std::string_view json) { return api::readJson(json); });
    std::atomic<int> woken{0};
    hub.onReady([&] { ++woken; });
    constexpr int kClients = 4, kPublishers = 3;
    constexpr std::uint64_t kEach = 2'000;
    std::vector<std::shared_ptr<kit::LiveSession>> sessions;
    for (int i = 0; i < kClients; ++i) {
        sessions.push_back(opened(hub));
        sessions.back()->receive(api::readJson(R"({"type":"subscribe","topics":["jobs.*"]})"), 0);
    }
    onLane(lane, [] {}); // which runs in order: all of the above is done
    std::vector<std::thread> threads;
    for (int p = 0; p < kPublishers; ++p)
        threads.emplace_back([&, p] {
            for (std::uint64_t i = 0; i < kEach; ++i)
                stream.publish("jobs." + std::to_string(p), "{}", "test");
        });
    threads.emplace_back([&] { comeAndGo(hub); });
    std::vector<std::map<std::string, std::uint64_t>> last(kClients);
    std::uint64_t received = 0;
    bool in_order = true;
    const auto until = std::chrono::steady_clock::now() + test::kPatience;
    std::vector<kit::WireText> out;
    while (received < kClients * kPublishers * kEach && std::chrono::steady_clock::now() < until)
        for (std::size_t i = 0; i < kClients; ++i) {
            out.clear();
            if (sessions[i]->pending()) sessions[i]->take(out, 1 << 16);
            for (const auto& text : out) {
                const auto sequence = numberAfter(*text, "\"sequence\":");
                if (sequence == 0) continue;
                auto& before = last[i][text->substr(0, text->find("\"timestamp\""))];
                in_order = in_order && sequence == before + 1;
                before = sequence;
                ++received;
            }
        }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(received, kClients * kPublishers * kEach);
    EXPECT_TRUE(in_order);
    EXPECT_GT(woken, 0);
    for (const auto& session : sessions)
        session->leave({1000, ""});
    onLane(lane, [&] {
        EXPECT_EQ(hub.connected(), 0);
        EXPECT_EQ(hub.subscriptionCount(), 0u);
        hub.stop();
    });
    lane.stop();
}

} // namespace
} // namespace nautilus::websocket

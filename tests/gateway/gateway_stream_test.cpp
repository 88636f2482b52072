// Event streams over a real socket: first event, messages, end, gaps, heartbeats, bounds.

#include "tests/gateway/running_gateway.h"

#include <gtest/gtest.h>

namespace nautilus::probe {
namespace {

const std::string kFirst = "data: {\"state\":\"begun\"}\n\n";

struct Reader {
    RawClient client;

    explicit Reader(int port, int receive_buffer = 0) : client(port, receive_buffer) {
        client.send(getRequest("/probe/events"));
    }
    bool begun() { return client.readUntil(kFirst); }
};

TEST(GatewayStream, FollowsItsTopicsToTheEnd) {
    RunningGateway server;
    Reader reader(server.port);
    ASSERT_TRUE(reader.begun());
    EXPECT_NE(reader.client.buffer().find("Content-Type: text/event-stream\r\n"), std::string::npos);
    server.world.stream.publish("other.topic", "{\"no\":1}", "factor");
    for (int i = 0; i < 100; ++i)
        server.world.stream.publish("probe.a", "{\"n\":" + std::to_string(i) + "}", "factor");
    server.world.stream.publish("probe.a", "{\"n\":\"end\"}", "factor", true);
    ASSERT_TRUE(reader.client.closedByPeer());
    const auto& text = reader.client.buffer();
    EXPECT_EQ(text.find("{\"no\":1}"), std::string::npos);
    std::size_t at = 0;
    for (int i = 0; i < 100; ++i) {
        at = text.find("event: probe.a\nid: ", at);
        ASSERT_NE(at, std::string::npos);
        EXPECT_EQ(text.find("\ndata: {\"n\":" + std::to_string(i) + "}\n\n", at), text.find("\ndata: ", at));
        at += 10;
    }
    EXPECT_NE(text.find("data: {\"n\":\"end\"}\n\n", at), std::string::npos);
    EXPECT_TRUE(eventually([&] { return server.stats().open_streams == 0; }));
}

TEST(GatewayStream, OutlivesTheIdleTimeWithHeartbeats) {
    RunningGateway server;
    Reader reader(server.port);
    const auto begun = std::chrono::steady_clock::now();
    std::string beats;
    for (int i = 0; i < 9; ++i)
        beats += ": alive\n\n";
    ASSERT_TRUE(reader.client.readUntil(beats)); // 100 ms apart, the idle time is 600
    EXPECT_GT(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(700));
    EXPECT_EQ(server.stats().open_streams, 1);
}

TEST(GatewayStream, SlowReaderLosesTheOldestAndIsTold) {
    auto settings = RunningGateway::quick();
    settings.stream_messages = 10;
    settings.socket_backlog = 4096;
    settings.stream_stall_ms = 60'000;
    RunningGateway server(settings);
    constexpr int kSmallBuffer = 4096;
    Reader reader(server.port, kSmallBuffer);
    ASSERT_TRUE(reader.begun());
    const std::string payload = "\"" + std::string(100'000, 'z') + "\"";
    for (int i = 0; i < 200; ++i)
        server.world.stream.publish("probe.a", payload, "factor");
    server.world.stream.publish("probe.a", "{\"n\":\"end\"}", "factor", true);
    ASSERT_TRUE(reader.client.closedByPeer());
    const auto& text = reader.client.buffer();
    std::size_t lost = 0;
    std::size_t seen = 0;
    for (auto at = text.find("{\"lost\":"); at != std::string::npos; at = text.find("{\"lost\":", at + 1))
        lost += std::stoull(text.substr(at + 8));
    for (auto at = text.find("\nid: "); at != std::string::npos; at = text.find("\nid: ", at + 1))
        ++seen;
    EXPECT_GT(lost, 0u);
    EXPECT_EQ(lost + seen, 201u);
    EXPECT_NE(text.find("{\"n\":\"end\"}"), std::string::npos);
}

TEST(GatewayStream, ReaderThatStallsIsDropped) {
    auto settings = RunningGateway::quick();
    settings.stream_bytes = 100'000'000;
    RunningGateway server(settings);
    constexpr int kSmallBuffer = 4096;
    Reader reader(server.port, kSmallBuffer);
    ASSERT_TRUE(reader.begun());
    const std::string payload = "\"" + std::string(1'000'000, 'z') + "\"";
    for (int i = 0; i < 30; ++i)
        server.world.stream.publish("probe.a", payload, "factor");
    EXPECT_TRUE(eventually([&] { return server.stats().open_connections == 0; }));
    EXPECT_EQ(server.stats().refused["slow_reader"], 1u);
}

TEST(GatewayStream, CountIsBoundedAndDeparturesFreeThem) {
    auto settings = RunningGateway::quick();
    settings.most_streams = 4;
    RunningGateway server(settings);
    std::vector<std::unique_ptr<Reader>> readers;
    for (int i = 0; i < 4; ++i) {
        readers.push_back(std::make_unique<Reader>(server.port));
        ASSERT_TRUE(readers.back()->begun());
    }
    RawClient fifth(server.port);
    EXPECT_EQ(fifth.ask(getRequest("/probe/events")).status, 503);
    readers.clear();
    ASSERT_TRUE(eventually([&] { return server.stats().open_streams == 0; }));
    Reader again(server.port);
    EXPECT_TRUE(again.begun());
}

TEST(GatewayStream, PublishersAndDeparturesFromManyThreads) {
    RunningGateway server;
    std::atomic<bool> over{false};
    std::vector<std::thread> publishers;
    for (int i = 0; i < 2; ++i)
        publishers.emplace_back([&] {
            while (!over) {
                server.world.stream.publish("probe.a", "{}", "factor");
                std::this_thread::yield();
            }
        });
    for (int i = 0; i < 100; ++i) {
        Reader reader(server.port);
        EXPECT_TRUE(reader.client.readUntil("event: probe.a"));
        if (i % 2 == 0) reader.client.vanish();
    }
    over = true;
    for (auto& publisher : publishers)
        publisher.join();
    EXPECT_TRUE(eventually([&] { return server.stats().open_streams == 0; }));
    EXPECT_TRUE(server.isWell());
}

TEST(GatewayStream, PatternsDoNotEndWithOneOfTheirTopics) {
    RunningGateway server;
    RawClient client(server.port);
    client.send(getRequest("/probe/events?text=probe.*"));
    ASSERT_TRUE(client.readUntil(kFirst));
    server.world.stream.publish("probe.a", "{\"n\":1}", "factor", true);
    server.world.stream.publish("probe.b", "{\"n\":2}", "factor");
    EXPECT_TRUE(client.readUntil("data: {\"n\":2}\n\n"));
}

TEST(GatewayStream, NoticesAnEndBeforeItsSubscription) {
    RunningGateway server;
    RawClient client(server.port);
    client.send(getRequest("/probe/brief"));
    EXPECT_TRUE(client.closedByPeer());
    EXPECT_TRUE(client.buffer().ends_with("data: {\"state\":\"over\"}\n\n")) << client.buffer();
    EXPECT_EQ(client.buffer().find("begun"), std::string::npos);
}

} // namespace
} // namespace nautilus::probe

// What clients are sent: order, slow ones, storms, resumption, the end of the server.

#include "tests/gateway/running_gateway.h"
#include "tests/gateway/socket_client.h"

#include <gtest/gtest.h>

namespace nautilus::probe {
namespace {

std::uint64_t numberAfter(const std::string& text, const std::string& mark) {
    const auto at = text.find(mark);
    return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + mark.size(), nullptr, 10);
}

TEST(WebSocketTraffic, EveryClientGetsEveryMessageInOrder) {
    RunningGateway server;
    std::vector<std::unique_ptr<SocketClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<SocketClient>(server.port));
        ASSERT_TRUE(clients.back()->follow(i % 2 == 0 ? "trading.orders.p" : "trading.*.p"));
    }
    constexpr std::uint64_t kMessages = 500;
    for (std::uint64_t i = 1; i <= kMessages; ++i)
        server.world.stream.publish("trading.orders.p", std::to_string(i), "test");
    for (auto& client : clients)
        for (std::uint64_t i = 1; i <= kMessages; ++i)
            ASSERT_EQ(numberAfter(client->until("order_update"), "\"sequence\":"), i);
    EXPECT_EQ(server.hub.sent().latency.count(), 50 * kMessages);
}

TEST(WebSocketTraffic, AResumedClientMissesNothing) {
    RunningGateway server;
    for (int i = 1; i <= 5; ++i)
        server.world.stream.publish("jobs.1", std::to_string(i), "test");
    SocketClient client(server.port);
    client.say(R"({"type":"resume","topics":[{"topic":"jobs.1","after":3}]})");
    EXPECT_EQ(numberAfter(client.until("job_update"), "\"sequence\":"), 4u);
    EXPECT_EQ(numberAfter(client.until("job_update"), "\"sequence\":"), 5u);
    EXPECT_FALSE(client.until("\"resumed\"").empty());
    server.world.stream.publish("jobs.1", "6", "test");
    EXPECT_EQ(numberAfter(client.until("job_update"), "\"sequence\":"), 6u);
}

TEST(WebSocketTraffic, AStalledClientLosesItsPlaceAndTheOthersNothing) {
    auto settings = RunningGateway::quick();
    settings.socket_backlog = 16 * 1024;
    settings.socket_stall_ms = 60'000;
    websocket::HubSettings hub;
    hub.queue.bytes = 512 * 1024;
    RunningGateway server(settings, "probe-token", hub);
    SocketClient stalled(server.port, "/ws/stream", SocketClient::kToken, 4096), well(server.port);
    ASSERT_TRUE(stalled.follow("trading.orders.p"));
    ASSERT_TRUE(well.follow("trading.orders.p"));
    const std::string payload = "\"" + std::string(10'000, 'z') + "\"";
    constexpr std::uint64_t kMessages = 600;
    for (std::uint64_t i = 1; i <= kMessages; ++i) {
        server.world.stream.publish("trading.orders.p", payload, "test");
        ASSERT_EQ(numberAfter(well.until("order_update"), "\"sequence\":"), i);
    }
    EXPECT_TRUE(eventually([&] { return server.hub.connected() == 1; }));
    EXPECT_EQ(stalled.closeCode(), 1013); // told, once it reads on
}

TEST(WebSocketTraffic, QuotesOfASlowClientAreConflated) {
    auto settings = RunningGateway::quick();
    settings.socket_backlog = 16 * 1024;
    settings.socket_stall_ms = 60'000;
    RunningGateway server(settings);
    SocketClient slow(server.port, "/ws/stream", SocketClient::kToken, 4096);
    ASSERT_TRUE(slow.follow("market.data.A"));
    const std::string payload = "\"" + std::string(10'000, 'z') + "\"";
    constexpr std::uint64_t kMessages = 3'000;
    for (std::uint64_t i = 1; i <= kMessages; ++i)
        server.world.stream.publish("market.data.A", payload, "test");
    std::uint64_t seen = 0, last = 0;
    while (last != kMessages) {
        const auto text = slow.until("market_data");
        ASSERT_FALSE(text.empty());
        const auto sequence = numberAfter(text, "\"sequence\":");
        ASSERT_GT(sequence, last);
        last = sequence;
        ++seen;
    }
    EXPECT_LT(seen, kMessages);
}

TEST(WebSocketTraffic, WhoTakesNothingForTooLongIsEnded) {
    auto settings = RunningGateway::quick();
    settings.socket_backlog = 16 * 1024;
    settings.socket_stall_ms = 150;
    RunningGateway server(settings);
    SocketClient stalled(server.port, "/ws/stream", SocketClient::kToken, 4096);
    ASSERT_TRUE(stalled.follow("market.data.*"));
    const std::string payload = "\"" + std::string(100'000, 'z') + "\"";
    for (int i = 0; i < 60; ++i)
        server.world.stream.publish("market.data." + std::to_string(i), payload, "test");
    EXPECT_TRUE(eventually([&] { return server.stats().open_sockets == 0; }));
    EXPECT_EQ(server.stats().refused["slow_reader"], 1u);
}

TEST(WebSocketTraffic, AStormOfSubscriptionsIsServedOrRefusedInWords) {
    RunningGateway server;
    std::vector<std::thread> storm;
    std::atomic<int> answered{0};
    for (int i = 0; i < 8; ++i)
        storm.emplace_back([&, i] {
            SocketClient client(server.port);
            std::string topics;
            for (int k = 0; k < 400; ++k)
                topics += (k == 0 ? "\"" : ",\"") + std::string("market.data.") +
                          std::to_string(i * 400 + k) + (k % 7 == 0 ? ".*\"" : "\"");
            for (int round = 0; round < 20; ++round) {
                client.say(R"({"type":"subscribe","topics":[)" + topics + "]}");
                client.say(R"({"type":"unsubscribe","topics":[)" + topics + "]}");
                if (!client.until("\"unsubscribed\"").empty()) ++answered;
            }
        });
    while (answered < 100)
        server.world.stream.publish("market.data." + std::to_string(answered), "{}", "test");
    for (auto& each : storm)
        each.join();
    EXPECT_EQ(answered, 160);
    EXPECT_TRUE(server.isWell());
    EXPECT_TRUE(eventually([&] { return server.hub.subscriptionCount() == 0; }));
    EXPECT_FALSE(server.world.stream.wanted("market.data.1"));
}

TEST(WebSocketTraffic, AFloodOfMessagesEndsTheConnection) {
    RunningGateway server;
    SocketClient client(server.port);
    std::string flood;
    for (int i = 0; i < 3'000; ++i)
        flood += SocketClient::frame(1, R"({"type":"ping"})");
    client.raw.send(flood);
    EXPECT_EQ(client.closeCode(), 1008);
}

TEST(WebSocketTraffic, AServerThatStopsSaysGoodbye) {
    auto server = std::make_unique<RunningGateway>();
    SocketClient client(server->port);
    ASSERT_TRUE(client.follow("jobs.*"));
    std::thread end([&] { server.reset(); });
    EXPECT_EQ(client.closeCode(), 1001);
    client.raw.leave();
    end.join();
}

TEST(WebSocketTraffic, EventStreamsResumeFromTheIdThatTheyName) {
    RunningGateway server;
    std::vector<std::uint64_t> ids;
    const auto listening = server.world.stream.subscribe(
        "probe.a", [&](const auto& message) { ids.push_back(message.sequence); });
    for (int i = 1; i <= 5; ++i)
        server.world.stream.publish("probe.a", "{\"n\":" + std::to_string(i) + "}", "test");
    RawClient client(server.port);
    client.send(getRequest("/probe/events", "Last-Event-ID: " + std::to_string(ids[2]) + "\r\n"));
    ASSERT_TRUE(client.readUntil("{\"n\":5}\n\n"));
    EXPECT_EQ(client.buffer().find("{\"n\":3}"), std::string::npos);
    EXPECT_NE(client.buffer().find("id: " + std::to_string(ids[3]) + "\ndata: {\"n\":4}\n\n"),
              std::string::npos);
    EXPECT_EQ(client.buffer().find("event: gap"), std::string::npos);
    server.world.stream.publish("probe.a", "{\"n\":6}", "test");
    ASSERT_TRUE(client.readUntil("{\"n\":6}\n\n"));
    RawClient stranger(server.port); // an id of an earlier run, or of nobody
    stranger.send(getRequest("/probe/events", "Last-Event-ID: abc\r\n"));
    ASSERT_TRUE(stranger.readUntil("event: gap\ndata: {\"topic\":\"probe.a\",\"to\":null}\n\n"));
    ASSERT_TRUE(stranger.readUntil("{\"n\":1}\n\n"));
}

} // namespace
} // namespace nautilus::probe

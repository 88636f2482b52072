// What the gateway does with good requests: one after the other, sent ahead, large, left alone, slow to read.

#include "tests/gateway/running_gateway.h"

#include <gtest/gtest.h>

namespace nautilus::probe {
namespace {

TEST(GatewayTraffic, KeepsAConnectionForManyRequests) {
    RunningGateway server;
    RawClient client(server.port);
    for (int i = 0; i < 100; ++i) {
        const auto health =
            client.ask(getRequest("/factor/health", "X-Request-ID: mine-" + std::to_string(i) + "\r\n"));
        ASSERT_EQ(health.status, 200);
        EXPECT_EQ(health.header("X-Request-ID"), "mine-" + std::to_string(i));
        EXPECT_EQ(health.header("Cache-Control"), "no-store");
        EXPECT_EQ(health.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(health.body, R"({"status":"healthy","engine":"factor"})");
        const auto echo = client.ask(postRequest("/probe/echo", R"({"text":")" + std::to_string(i) + "\"}"));
        ASSERT_EQ(echo.status, 200);
        EXPECT_NE(echo.body.find("\"text\":\"" + std::to_string(i) + "\""), std::string::npos);
    }
    EXPECT_EQ(server.stats().requests, 200u);
}

TEST(GatewayTraffic, AnswersWhatWasSentAheadInOrder) {
    RunningGateway server;
    RawClient client(server.port);
    std::string all;
    constexpr int kRequests = 500; // more bytes than a head may have, and than one read takes
    for (int i = 0; i < kRequests; ++i)
        all += postRequest("/probe/echo", R"({"text":"n)" + std::to_string(i) + "\"}");
    client.send(all);
    for (int i = 0; i < kRequests; ++i) {
        const auto echo = client.answer();
        ASSERT_EQ(echo.status, 200) << i;
        ASSERT_NE(echo.body.find("\"n" + std::to_string(i) + "\""), std::string::npos) << echo.body;
    }
}

TEST(GatewayTraffic, RunsOneRequestOfAConnectionAtATime) {
    RunningGateway server;
    RawClient client(server.port);
    client.send(getRequest("/probe/held") + getRequest("/probe/held") + getRequest("/factor/health"));
    ASSERT_TRUE(eventually([&] { return server.world.held.count() == 1; }));
    EXPECT_TRUE(server.isWell()); // a whole round through the gateway's thread
    EXPECT_EQ(server.world.held.count(), 1u);
    server.world.held.release();
    EXPECT_EQ(client.answer().status, 200);
    ASSERT_TRUE(eventually([&] { return server.world.held.count() == 1; }));
    server.world.held.release();
    EXPECT_EQ(client.answer().status, 200);
    EXPECT_EQ(client.answer().status, 200);
}

TEST(GatewayTraffic, BytesInPieces) {
    RunningGateway server;
    RawClient client(server.port);
    const auto request = postRequest("/probe/echo", R"({"text":"piecewise"})");
    for (const char c : request)
        client.send({&c, 1});
    EXPECT_EQ(client.answer().status, 200);
    EXPECT_EQ(client.ask(request + request.substr(0, 30)).status, 200);
    EXPECT_EQ(client.ask(request.substr(30)).status, 200);
}

TEST(GatewayTraffic, ClosesWhenAsked) {
    RunningGateway server;
    RawClient modern(server.port);
    const auto answer = modern.ask(getRequest("/factor/health", "Connection: close\r\n"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(modern.closedByPeer());
    RawClient old(server.port);
    EXPECT_EQ(old.ask("GET /factor/health HTTP/1.0\r\n\r\n").status, 200);
    EXPECT_TRUE(old.closedByPeer());
    RawClient idle(server.port);
    EXPECT_EQ(idle.ask(getRequest("/factor/health")).status, 200);
    EXPECT_TRUE(idle.closedByPeer()); // after the idle time
    EXPECT_EQ(idle.buffer(), "");
}

TEST(GatewayTraffic, HeadOptionsAndUpgrade) {
    RunningGateway server;
    RawClient client(server.port);
    client.send("HEAD /factor/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto head = client.answer(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), "38");
    const auto options = client.ask("OPTIONS /factor/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.header("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(options.head.find("Access-Control"), std::string::npos);
    const auto star = client.ask("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(star.status, 204);
    EXPECT_EQ(star.header("Allow"), "GET, HEAD, POST, PUT, DELETE, OPTIONS");
    const auto upgrade =
        client.ask(getRequest("/factor/health", "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                                "Sec-WebSocket-Version: 13\r\n"));
    EXPECT_EQ(upgrade.status, 200); // not offered: answered as if it had not been asked
}

TEST(GatewayTraffic, AsksForAnAnnouncedBody) {
    RunningGateway server;
    RawClient client(server.port);
    client.send(
        "POST /probe/echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n");
    ASSERT_TRUE(client.readUntil("HTTP/1.1 100 Continue\r\n\r\n"));
    EXPECT_EQ(client.answer().status, 100);
    EXPECT_EQ(client.ask(R"({"text":"b"})").status, 200);
}

TEST(GatewayTraffic, LargeBodiesAndAnswers) {
    auto settings = RunningGateway::quick();
    settings.answer_grace_ms = settings.body_grace_ms = settings.head_timeout_ms = settings.idle_timeout_ms =
        20'000; // how fast the machine is is no part of it
    RunningGateway server(settings);
    RawClient client(server.port);
    const std::string text(8'000'000, 'y');
    const auto echo = client.ask(postRequest("/probe/echo", R"({"text":")" + text + "\"}"));
    ASSERT_EQ(echo.status, 200);
    EXPECT_NE(echo.body.find(text), std::string::npos);
    const auto large = client.ask(getRequest("/probe/large?size=30000000"));
    ASSERT_EQ(large.status, 200);
    EXPECT_GT(large.body.size(), 30'000'000u);
    EXPECT_EQ(client.ask(getRequest("/factor/health")).status, 200);
}

TEST(GatewayTraffic, ClientsThatLeaveCancelTheirCalls) {
    RunningGateway server;
    constexpr int kClients = 200;
    for (int i = 0; i < kClients; ++i) {
        RawClient client(server.port);
        client.send(getRequest("/probe/held"));
        if (i % 4 == 0) {
            ASSERT_TRUE(eventually([&] { return server.world.held.count() >= 1; }));
        }
        if (i % 2 == 0) client.vanish();
    }
    ASSERT_TRUE(eventually([&] { return server.stats().open_connections == 0; }));
    EXPECT_EQ(server.world.held.cancelled(), server.world.held.count());
    EXPECT_EQ(server.stats().abandoned, server.world.held.count());
    server.world.held.release(); // answers for nobody
    EXPECT_TRUE(server.isWell());
}

TEST(GatewayTraffic, AnswersFromOtherThreadsUnderAStormOfDepartures) {
    RunningGateway server;
    std::atomic<bool> over{false};
    std::thread answering([&] {
        while (!over)
            server.world.held.release();
    });
    int answered = 0;
    for (int i = 0; i < 500; ++i) {
        RawClient client(server.port);
        client.send(getRequest("/probe/held"));
        if (i % 3 == 0)
            client.vanish();
        else if (i % 3 == 1)
            answered += client.answer().status == 200 ? 1 : 0;
    }
    over = true;
    answering.join();
    EXPECT_EQ(answered, 167);
    server.world.held.release();
    EXPECT_TRUE(eventually([&] { return server.stats().open_connections == 0; }));
}

TEST(GatewayTraffic, SlowReaderIsBounded) {
    auto settings = RunningGateway::quick();
    settings.least_answer_rate = 100'000'000;
    RunningGateway server(settings);
    constexpr int kSmallBuffer = 4096;
    RawClient client(server.port, kSmallBuffer);
    client.send(getRequest("/probe/large?size=30000000"));
    EXPECT_TRUE(eventually([&] { return server.stats().refused["slow_reader"] == 1; }));
    EXPECT_TRUE(eventually([&] { return server.stats().open_connections == 0; }));
}

TEST(GatewayTraffic, ThousandsOfConnections) {
    auto settings = RunningGateway::quick();
    settings.head_timeout_ms = settings.idle_timeout_ms = 60'000;
    RunningGateway server(settings);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 2'000; ++i)
        clients.push_back(std::make_unique<RawClient>(server.port));
    for (auto& client : clients)
        ASSERT_TRUE(client->send(getRequest("/factor/health")));
    for (auto& client : clients)
        ASSERT_EQ(client->answer().status, 200);
    EXPECT_EQ(server.stats().open_connections, 2'000);
    clients.clear();
    EXPECT_TRUE(eventually([&] { return server.stats().open_connections == 0; }));
}

TEST(GatewayTraffic, EnginePortServesOneEngine) {
    RunningGateway server;
    int port = 0;
    server.at([&] { port = server.gateway->listenEngine("factor", 0).value_or(0); });
    RawClient client(port);
    const auto health = client.ask(getRequest("/health"));
    EXPECT_EQ(health.body, R"({"status":"healthy","engine":"factor"})");
    EXPECT_EQ(client.ask(getRequest("/marketdata/health")).status, 404);
}

TEST(GatewayTraffic, CloseFinishesWhatIsUnderWay) {
    RunningGateway server;
    RawClient pending(server.port);
    pending.send(getRequest("/probe/held"));
    RawClient stuck(server.port);
    stuck.send("GET /fac");
    ASSERT_TRUE(
        eventually([&] { return server.world.held.count() == 1 && server.stats().open_connections == 2; }));
    std::thread releasing([&] { server.world.held.release(); });
    const auto begun = std::chrono::steady_clock::now();
    server.at([&] { server.gateway->close(); });
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
    releasing.join();
    const auto answer = pending.answer();
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(pending.closedByPeer());
    EXPECT_TRUE(stuck.closedByPeer());
    EXPECT_FALSE(RawClient(server.port).connected());
}

} // namespace
} // namespace nautilus::probe

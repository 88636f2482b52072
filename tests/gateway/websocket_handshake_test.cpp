// The way to an open WebSocket: who is let in, and what the others are told.

#include "tests/gateway/running_gateway.h"
#include "tests/gateway/socket_client.h"

#include <gtest/gtest.h>

namespace nautilus::probe {
namespace {

TEST(WebSocketHandshake, AnswersAsTheStandardPrints) {
    RunningGateway server;
    SocketClient client(server.port);
    EXPECT_EQ(client.answer.status, 101);
    EXPECT_EQ(client.answer.header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    EXPECT_EQ(client.answer.header("Upgrade"), "websocket");
    EXPECT_EQ(client.answer.header("Sec-WebSocket-Protocol"), "");
    EXPECT_NE(client.until("welcome").find("\"connection_id\":\"conn_001\""), std::string::npos);
    EXPECT_EQ(server.stats().open_sockets, 1);
}

TEST(WebSocketHandshake, TheTokenComesInAHeaderAProtocolOrTheFirstMessage) {
    RunningGateway server;
    SocketClient header(server.port);
    EXPECT_FALSE(header.until("welcome").empty());
    SocketClient protocol(server.port, "/ws/stream",
                          "Sec-WebSocket-Protocol: nautilus.v1, bearer.probe-token\r\n");
    EXPECT_EQ(protocol.answer.header("Sec-WebSocket-Protocol"), "nautilus.v1"); // never the token
    EXPECT_FALSE(protocol.until("welcome").empty());
    SocketClient first(server.port, "/ws/stream", "");
    EXPECT_EQ(first.answer.status, 101);
    first.say(R"({"type":"authenticate","token":"probe-token"})");
    EXPECT_FALSE(first.until("welcome").empty());
}

TEST(WebSocketHandshake, WithoutTheTokenNothingIsSaid) {
    RunningGateway server;
    for (const char* headers : {"Authorization: Bearer wrong\r\n", "Authorization: Basic cHJvYmU=\r\n",
                                "Sec-WebSocket-Protocol: nautilus.v1, bearer.wrong\r\n"})
        EXPECT_EQ(SocketClient(server.port, "/ws/stream", headers).answer.status, 401) << headers;
    for (const char* first : {R"({"type":"authenticate","token":"wrong"})", R"({"type":"authenticate"})",
                              R"({"type":"subscribe","topics":["*"]})", "{", "[]"}) {
        SocketClient client(server.port, "/ws/stream?token=probe-token", ""); // not there
        ASSERT_EQ(client.answer.status, 101);
        client.say(first);
        EXPECT_EQ(client.closeCode(), 4401) << first;
    }
    SocketClient silent(server.port, "/ws/stream", "");
    EXPECT_EQ(silent.closeCode(), 4408);
    EXPECT_EQ(server.hub.connected(), 0);
}

TEST(WebSocketHandshake, WhatIsNoneIsRefusedAndSaysWhy) {
    RunningGateway server;
    const auto ask = [&](const std::string& head) { return RawClient(server.port).ask(head + "\r\n\r\n"); };
    const std::string get = "GET /ws/stream HTTP/1.1\r\nHost: localhost\r\n";
    const std::string upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    const std::string version = "Sec-WebSocket-Version: 13\r\n";
    const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    const auto plain = ask(get + "Accept: */*");
    EXPECT_EQ(plain.status, 426);
    EXPECT_EQ(plain.header("Sec-WebSocket-Version"), "13");
    EXPECT_EQ(ask(get + upgrade + "Sec-WebSocket-Version: 8\r\n" + key).status, 426);
    EXPECT_EQ(ask(get + upgrade + key).status, 426);
    EXPECT_EQ(ask(get + upgrade + version + "X: y").status, 400);
    EXPECT_EQ(ask(get + upgrade + version + "Sec-WebSocket-Key: short").status, 400);
    EXPECT_EQ(ask(get + upgrade + version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=!").status, 400);
    EXPECT_EQ(ask("POST /ws/stream HTTP/1.1\r\nHost: localhost\r\n" + upgrade + version + key).status, 405);
    EXPECT_EQ(ask(get + "Origin: http://evil.example\r\n" + upgrade + version + key).status, 403);
    EXPECT_EQ(ask("GET /ws/stream HTTP/1.1\r\nHost: evil.example\r\n" + upgrade + version + key).status, 421);
    EXPECT_EQ(ask("GET /ws/other HTTP/1.1\r\nHost: localhost\r\n" + upgrade + version + key).status, 404);
    EXPECT_EQ(SocketClient(server.port, "/ws/stream?conn_id=conn_77").answer.status, 404);
    EXPECT_EQ(SocketClient(server.port, "/ws/stream?client_id=" + std::string(200, 'x')).answer.status, 400);
    EXPECT_EQ(SocketClient(server.port, "/ws/marketdata/sub_1").answer.status, 404); // no engine knows it
    EXPECT_EQ(server.stats().open_sockets, 0);
    EXPECT_TRUE(server.isWell());
}

TEST(WebSocketHandshake, AnAnnouncedConnectionBringsItsSubscriptions) {
    RunningGateway server;
    websocket::ConnectRequest request;
    request.client_id = "client_001";
    request.connection_type = "trading_dashboard";
    request.subscriptions = {{"market.data.AAPL", {}, {}}};
    server.onHub([&] {
        kit::Call call;
        EXPECT_TRUE(server.hub.announce(request, call));
    });
    const std::string path = "/ws/stream?client_id=client_001&conn_id=conn_001";
    SocketClient client(server.port, path);
    EXPECT_FALSE(client.until("welcome").empty());
    server.world.stream.publish("market.data.AAPL", R"({"price":1})", "test");
    EXPECT_NE(client.until("market_data").find("\"sequence\":1,\"data\":{\"price\":1}}"), std::string::npos);
    EXPECT_EQ(SocketClient(server.port, path).answer.status, 409);
    EXPECT_EQ(SocketClient(server.port, "/ws/stream?client_id=other&conn_id=conn_001").answer.status, 404);
}

TEST(WebSocketHandshake, AMarketDataSubscriptionHasALineOfItsOwn) {
    RunningGateway server;
    auto known = openOperation("marketdata.subscription", kit::Verb::Get, "/probe/subscription");
    known.run = [](const kit::Value& parameters, kit::CallPtr, kit::ReplyDone done) {
        const bool there = *parameters.find("subscription_id") == kit::Value("sub_1");
        std::thread([there, done = std::move(done)] { // from any thread
            done(there ? kit::Result<kit::Reply>(kit::Reply{"{}"})
                       : kit::fail(kit::ErrorCode::NotFound, "there is no such subscription"));
        })
            .detach();
    };
    server.world.supervisor.addOperations({known});
    EXPECT_EQ(SocketClient(server.port, "/ws/marketdata/sub_2").answer.status, 404);
    EXPECT_EQ(SocketClient(server.port, "/ws/marketdata/sub_1", "Authorization: Bearer x\r\n").answer.status,
              401);
    SocketClient client(server.port, "/ws/marketdata/sub_1");
    EXPECT_FALSE(client.until("welcome").empty());
    ASSERT_TRUE(eventually([&] { return server.world.stream.wanted("marketdata.subscription.sub_1"); }));
    server.world.stream.publish("marketdata.subscription.sub_1", R"([{"price":1}])", "marketdata");
    EXPECT_NE(client.until("market_events").find(R"("sequence":1,"data":[{"price":1}]})"), std::string::npos);
    client.say(R"({"type":"subscribe","topics":["*"]})");
    EXPECT_NE(client.until("error").find("forbidden"), std::string::npos);
    SocketClient late(server.port, "/ws/marketdata/sub_2", ""); // the token, then that there is none
    late.say(R"({"type":"authenticate","token":"probe-token"})");
    EXPECT_EQ(late.closeCode(), 4404);
}

TEST(WebSocketHandshake, CountIsBoundedAndDeparturesFreePlaces) {
    auto settings = RunningGateway::quick();
    settings.most_sockets = 3;
    RunningGateway server(settings);
    std::vector<std::unique_ptr<SocketClient>> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(std::make_unique<SocketClient>(server.port));
    EXPECT_EQ(SocketClient(server.port).answer.status, 503);
    clients.clear();
    ASSERT_TRUE(eventually([&] { return server.stats().open_sockets == 0; }));
    EXPECT_EQ(SocketClient(server.port).answer.status, 101);
}

TEST(WebSocketHandshake, FramesMayFollowAtOnce) {
    RunningGateway server;
    RawClient raw(server.port);
    raw.send("GET /ws/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
             std::string(SocketClient::kToken) + "\r\n" +
             SocketClient::frame(1, R"({"type":"ping","id":42})"));
    EXPECT_TRUE(raw.readUntil(R"("type":"pong","id":42)"));
}

} // namespace
} // namespace nautilus::probe

// Every status by which the gateway turns a request away, over a real socket.

#include "tests/gateway/running_gateway.h"

#include "app/api/json/json_reader.h"

#include <gtest/gtest.h>

namespace nautilus::probe {
namespace {

void expectRefusal(const RawAnswer& answer, int status) {
    ASSERT_EQ(answer.status, status) << answer.head << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_FALSE(answer.header("X-Request-ID").empty());
    const auto body = api::readJson(answer.body);
    ASSERT_TRUE(body.has_value()) << answer.body;
    EXPECT_NE(answer.body.find("\"success\":false"), std::string::npos);
    EXPECT_NE(answer.body.find("\"errors\":[{"), std::string::npos);
}

struct Case {
    const char* name;
    std::string bytes;
    int status;
};

TEST(GatewayRefusals, AnswerTheirStatusAndClose) {
    RunningGateway server;
    const std::string host = "Host: localhost\r\n";
    const Case cases[] = {
        {"bad request line", "GET /\r\n\r\n", 400},
        {"two framings", getRequest("/health", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"bad length", getRequest("/health", "Content-Length: x\r\n"), 400},
        {"control byte", getRequest("/health", "X: \x01\r\n"), 400},
        {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"origin", getRequest("/health", "Origin: http://example.org\r\n"), 403},
        {"TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"chunked", "POST /probe/echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         411},
        {"huge body", "POST /probe/echo HTTP/1.1\r\n" + host + "Content-Length: 16777217\r\n\r\n{", 413},
        {"long target", getRequest("/" + std::string(9000, 'a')), 414},
        {"expectation", getRequest("/health", "Expect: more\r\n"), 417},
        {"host", "GET /health HTTP/1.1\r\nHost: example.org\r\n\r\n", 421},
        {"large head", getRequest("/health", "X: " + std::string(20'000, 'a') + "\r\n"), 431},
        {"unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 501},
        {"unknown coding", getRequest("/health", "Transfer-Encoding: gzip\r\n"), 501},
        {"version", "GET / HTTP/3.0\r\n" + host + "\r\n", 505}};
    for (const auto& each : cases) {
        SCOPED_TRACE(each.name);
        RawClient client(server.port);
        expectRefusal(client.ask(each.bytes), each.status);
        EXPECT_TRUE(client.closedByPeer());
    }
    EXPECT_TRUE(server.isWell());
    EXPECT_TRUE(eventually([&] { return server.stats().open_connections == 0; }));
}

TEST(GatewayRefusals, RouterErrorsKeepTheConnection) {
    RunningGateway server;
    RawClient client(server.port);
    EXPECT_EQ(client.ask(getRequest("/nowhere")).status, 404);
    const auto wrong = client.ask(getRequest("/probe/echo"));
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("Allow"), "POST");
    EXPECT_EQ(client.ask("PATCH /probe/echo HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 405);
    EXPECT_EQ(client.ask(getRequest("/probe/guarded")).status, 401);
    EXPECT_EQ(client.ask(getRequest("/probe/guarded", "Authorization: Bearer probe-token\r\n")).status, 200);
    EXPECT_EQ(client.ask(postRequest("/probe/echo", "{")).status, 400);
    EXPECT_EQ(server.stats().requests, 6u);
}

TEST(GatewayRefusals, SlowHeadIsCutOff) {
    RunningGateway server;
    RawClient client(server.port);
    client.send("GET /health HT");
    expectRefusal(client.answer(), 408);
    EXPECT_TRUE(client.closedByPeer());
    RawClient silent(server.port); // sends nothing at all: nothing to answer
    EXPECT_TRUE(silent.closedByPeer());
    EXPECT_EQ(silent.buffer(), "");
}

TEST(GatewayRefusals, EndlessHeaderIsCutOff) {
    RunningGateway server;
    RawClient client(server.port);
    client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n");
    const std::string line = "X-Endless: " + std::string(1000, 'a') + "\r\n";
    for (int i = 0; i < 100'000 && client.send(line); ++i)
        if (server.stats().refused.contains("head_too_large")) break;
    EXPECT_EQ(server.stats().refused["head_too_large"], 1u);
    EXPECT_TRUE(server.isWell());
}

TEST(GatewayRefusals, SlowBodyIsCutOff) {
    auto settings = RunningGateway::quick();
    settings.least_body_rate = 1'000'000;
    RunningGateway server(settings);
    RawClient client(server.port);
    client.send("POST /probe/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{");
    expectRefusal(client.answer(), 408);
    EXPECT_TRUE(client.closedByPeer());
}

TEST(GatewayRefusals, HugeBodyIsAnsweredBeforeItIsRead) {
    RunningGateway server;
    RawClient client(server.port);
    client.send("POST /probe/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n"
                "Expect: 100-continue\r\n\r\n");
    expectRefusal(client.answer(), 413);
    RawClient eager(server.port); // sends on without looking, and still gets to read why not
    eager.send("POST /probe/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n");
    eager.send(std::string(1'000'000, 'x'));
    expectRefusal(eager.answer(), 413);
}

TEST(GatewayRefusals, TooManyConnectionsGet503) {
    auto settings = RunningGateway::quick();
    settings.most_connections = 8;
    settings.head_timeout_ms = settings.idle_timeout_ms = 60'000;
    RunningGateway server(settings);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port));
        ASSERT_EQ(clients.back()->ask(getRequest("/factor/health")).status, 200);
    }
    RawClient extra(server.port);
    const auto refused = extra.answer();
    expectRefusal(refused, 503);
    EXPECT_EQ(refused.header("Retry-After"), "1");
    EXPECT_TRUE(extra.closedByPeer());
    clients.clear();
    EXPECT_TRUE(eventually([&] { return server.stats().open_connections == 0; }));
    EXPECT_TRUE(server.isWell());
}

TEST(GatewayRefusals, BodiesInFlightAreBounded) {
    auto settings = RunningGateway::quick();
    settings.bodies_in_flight = 1'000;
    settings.body_grace_ms = 60'000;
    RunningGateway server(settings);
    RawClient first(server.port);
    first.send("POST /probe/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n"
               "Expect: 100-continue\r\n\r\n");
    ASSERT_TRUE(first.readUntil("100 Continue")); // its body is being waited for
    RawClient second(server.port);
    second.send("POST /probe/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{");
    expectRefusal(second.answer(), 503);
    first.leave();
    ASSERT_TRUE(eventually([&] { return server.stats().open_connections == 0; }));
    RawClient third(server.port);
    third.send("POST /probe/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n");
    EXPECT_EQ(third.ask(std::string(900, ' ')).status, 400); // taken, and not JSON
}

TEST(GatewayRefusals, TakenPortIsAConflict) {
    RunningGateway server;
    kit::Errors errors;
    server.at([&] {
        if (const auto again = server.gateway->listen(server.port); !again) errors = again.error();
    });
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors.front().code, kit::ErrorCode::Conflict);
}

} // namespace
} // namespace nautilus::probe

// Frames: whole and in pieces, and all that must not be.

#include "tests/gateway/running_gateway.h"
#include "tests/gateway/socket_client.h"

#include <gtest/gtest.h>

namespace nautilus::probe {
namespace {

const std::string kPingMessage = R"({"type":"ping","id":7})";

struct Greeted : SocketClient {
    explicit Greeted(RunningGateway& server, int receive_buffer = 0)
        : SocketClient(server.port, "/ws/stream", kToken, receive_buffer) {
        EXPECT_FALSE(until("welcome").empty());
    }
};

TEST(WebSocketFrames, AMessageMayComeInAnyPieces) {
    RunningGateway server;
    Greeted client(server);
    client.raw.send(SocketClient::frame(1, kPingMessage.substr(0, 5), false));
    client.raw.send(SocketClient::frame(9, "control frames may stand between")); // answered at once
    const auto pong = client.next();
    EXPECT_EQ(pong.opcode, 10);
    EXPECT_EQ(pong.payload, "control frames may stand between");
    client.raw.send(SocketClient::frame(0, "", false));
    client.raw.send(SocketClient::frame(0, kPingMessage.substr(5)));
    EXPECT_FALSE(client.until("\"pong\",\"id\":7").empty());
    for (const char byte : SocketClient::frame(1, kPingMessage))
        client.raw.send(std::string(1, byte));
    EXPECT_FALSE(client.until("\"pong\",\"id\":7").empty());
    const std::string filled = R"({"type":"ping","id":8,"x":")" + std::string(60'000, 'x') + "\"}";
    client.say(filled);
    EXPECT_FALSE(client.until("\"pong\",\"id\":8").empty());
}

TEST(WebSocketFrames, BreachesAreClosedWithTheCodeOfTheStandard) {
    RunningGateway server;
    const auto raw = [](std::initializer_list<int> bytes) {
        std::string out;
        for (const int byte : bytes)
            out += static_cast<char>(byte);
        return out;
    };
    const struct {
        const char* what;
        std::string bytes;
        int code;
    } kCases[] = {
        {"not masked", raw({0x81, 0x02, '{', '}'}), 1002},
        {"reserved bit", raw({0xc1, 0x80, 0, 0, 0, 0}), 1002},
        {"unknown data frame", raw({0x83, 0x80, 0, 0, 0, 0}), 1002},
        {"unknown control frame", raw({0x8b, 0x80, 0, 0, 0, 0}), 1002},
        {"continuation of nothing", SocketClient::frame(0, "x"), 1002},
        {"text within text", SocketClient::frame(1, "x", false) + SocketClient::frame(1, "y"), 1002},
        {"control frame in pieces", SocketClient::frame(9, "x", false), 1002},
        {"control frame too long", raw({0x89, 0xfe, 0, 126, 0, 0, 0, 0}), 1002},
        {"length not minimal", raw({0x81, 0xfe, 0, 5, 0, 0, 0, 0, 1, 2, 3, 4, 5}), 1002},
        {"wide length not minimal", raw({0x81, 0xff, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0}), 1002},
        {"length of 2^63", raw({0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}), 1002},
        {"too large", raw({0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0}), 1009},
        {"of 2^62 bytes", raw({0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}), 1009},
        {"too large in pieces",
         SocketClient::frame(1, std::string(60'000, 'x'), false) +
             SocketClient::frame(0, std::string(6'000, 'x')),
         1009},
        {"binary", SocketClient::frame(2, "x"), 1003},
        {"not UTF-8", SocketClient::frame(1, "\"\xc3\x28\""), 1007},
        {"close code that may not be sent", SocketClient::frame(8, raw({0x03, 0xed})), 1002},
        {"close code cut off", SocketClient::frame(8, "x"), 1002},
        {"close reason not UTF-8", SocketClient::frame(8, raw({0x03, 0xe8, 0xff})), 1007},
    };
    for (const auto& each : kCases) {
        Greeted client(server);
        client.raw.send(each.bytes);
        EXPECT_EQ(client.closeCode(), each.code) << each.what;
    }
    EXPECT_TRUE(server.isWell());
    EXPECT_TRUE(eventually([&] { return server.hub.connected() == 0; }));
}

TEST(WebSocketFrames, AGoodbyeIsAnsweredAndTheLineEnded) {
    RunningGateway server;
    Greeted client(server);
    client.raw.send(SocketClient::frame(8, std::string("\x03\xe8", 2) + "done"));
    EXPECT_EQ(client.closeCode(), 1000);
    EXPECT_TRUE(client.raw.closedByPeer());
    Greeted bare(server);
    bare.raw.send(SocketClient::frame(8, ""));
    EXPECT_EQ(bare.closeCode(), 1000);
    Greeted gone(server);
    gone.raw.vanish();
    EXPECT_TRUE(eventually([&] { return server.hub.connected() == 0 && server.stats().open_sockets == 0; }));
}

TEST(WebSocketFrames, RubbishIsAnsweredWithItsPlaceThenEnded) {
    RunningGateway server;
    Greeted client(server);
    client.say("no json");
    EXPECT_NE(client.until("error").find("one JSON object"), std::string::npos);
    client.say(R"({"type":"subscribe","topics":["fine",7]})");
    EXPECT_NE(client.until("error").find("\"pointer\":\"/topics/1\""), std::string::npos);
    for (int i = 0; i < 30; ++i)
        client.say("{");
    EXPECT_EQ(client.closeCode(), 1008);
}

TEST(WebSocketFrames, ASilentPeerIsAskedThenLetGo) {
    auto settings = RunningGateway::quick();
    settings.socket_ping_ms = 1'000; // so long may the machine keep the lively one from speaking, three times
    RunningGateway server(settings);
    Greeted silent(server), lively(server);
    std::atomic<bool> over{false};
    std::thread answering([&] {
        while (!over) {
            lively.raw.send(SocketClient::frame(10, ""));
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    });
    EXPECT_TRUE(eventually([&] { return server.stats().open_sockets == 1; }));
    EXPECT_EQ(server.stats().refused["silent_peer"], 1u);
    over = true;
    answering.join();
}

} // namespace
} // namespace nautilus::probe

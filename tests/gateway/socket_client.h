#pragma once
// A WebSocket client over the raw one: sends any frame, valid or not, and reads what comes.

#include "tests/gateway/raw_client.h"

#include <cstdint>
#include <optional>

namespace nautilus::probe {

struct SocketFrame {
    int opcode = -1; ///< -1: the line ended or patience did
    std::string payload;

    [[nodiscard]] int closeCode() const {
        return opcode == 8 && payload.size() >= 2
                   ? static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1])
                   : 0;
    }
};

class SocketClient {
public:
    static constexpr const char* kKey = "dGhlIHNhbXBsZSBub25jZQ=="; // the example of RFC 6455
    static constexpr const char* kToken = "Authorization: Bearer probe-token\r\n";

    explicit SocketClient(int port, const std::string& path = "/ws/stream",
                          const std::string& headers = kToken, int receive_buffer = 0)
        : raw(port, receive_buffer) {
        raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n" +
                 "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
                 kKey + "\r\n" + headers + "\r\n");
        answer = raw.answer();
    }

    /// A frame as a client must send it.
    static std::string frame(int opcode, std::string_view payload, bool fin = true) {
        std::string out(1, static_cast<char>((fin ? 0x80 : 0) | opcode));
        if (payload.size() < 126) {
            out += static_cast<char>(0x80 | payload.size());
        } else if (payload.size() < 65536) {
            out += static_cast<char>(0x80 | 126);
            out += static_cast<char>(payload.size() >> 8);
            out += static_cast<char>(payload.size() & 0xff);
        } else {
            out += static_cast<char>(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8)
                out += static_cast<char>(static_cast<std::uint64_t>(payload.size()) >> shift & 0xff);
        }
        const char mask[4] = {0x12, 0x34, 0x56, 0x78};
        out.append(mask, 4);
        for (std::size_t i = 0; i < payload.size(); ++i)
            out += static_cast<char>(payload[i] ^ mask[i % 4]);
        return out;
    }
    bool say(std::string_view text) { return raw.send(frame(1, text)); }

    /// The next frame; pings of the server are left out.
    SocketFrame next() {
        while (true) {
            SocketFrame out;
            const auto head = raw.bytes(2);
            if (head.size() < 2) return out;
            std::size_t length = head[1] & 0x7f;
            if (length >= 126) {
                const auto more = raw.bytes(length == 126 ? 2 : 8);
                length = 0;
                for (const char c : more)
                    length = length << 8 | static_cast<unsigned char>(c);
            }
            out.opcode = static_cast<unsigned char>(head[0]) & 0x0f;
            out.payload = raw.bytes(length);
            if (out.opcode != 9) return out;
        }
    }
    /// The next text that holds the mark; empty when the line ended before.
    std::string until(std::string_view mark) {
        while (true) {
            auto got = next();
            if (got.opcode != 1) return {};
            if (got.payload.find(mark) != std::string::npos) return std::move(got.payload);
        }
    }
    /// Reads on to the close frame and answers its code; 0 without one.
    int closeCode() {
        while (true) {
            const auto got = next();
            if (got.opcode == 8) return got.closeCode();
            if (got.opcode < 0) return 0;
        }
    }
    bool follow(const std::string& topic) {
        say(R"({"type":"subscribe","topics":[")" + topic + "\"]}");
        return !until("\"subscribed\"").empty();
    }

    RawClient raw;
    RawAnswer answer;
};

} // namespace nautilus::probe

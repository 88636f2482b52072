#include "tests/bench/websocket/load_client.h"

#include "engines/numerics/latency_histogram.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

namespace nautilus::bench {

namespace {

std::int64_t nowNs() {
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

struct Client {
    int socket = -1;
    std::string rest; ///< of an unfinished frame
};

struct Count {
    std::uint64_t messages = 0, gaps = 0, other = 0, bytes = 0, closed = 0;
    numerics::LatencyHistogram latency;
};

std::string maskedText(const std::string& text) {
    std::string out(1, static_cast<char>(0x81)); // a mask of zeros leaves the text as it is
    if (text.size() < 126) {
        out += static_cast<char>(0x80 | text.size());
    } else {
        out += static_cast<char>(0x80 | 126);
        out += static_cast<char>(text.size() >> 8);
        out += static_cast<char>(text.size() & 0xff);
    }
    return out + std::string(4, '\0') + text;
}

bool sendAll(int socket, const std::string& bytes) {
    return ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

int connected(const LoadOrder& order, int number, bool stalled) {
    const int made = ::socket(AF_INET, SOCK_STREAM, 0);
    const int small = 4096, one = 1;
    if (stalled) ::setsockopt(made, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(order.port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(made, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) return -1;
    sendAll(made,
            "GET /ws/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            "Authorization: Bearer " +
                order.token + "\r\n\r\n");
    std::string head;
    char c = 0;
    while (!head.ends_with("\r\n\r\n") && ::recv(made, &c, 1, 0) == 1)
        head += c;
    if (!head.starts_with("HTTP/1.1 101")) {
        std::fprintf(stderr, "refused: %s\n", head.substr(0, 40).c_str());
        return -1;
    }
    auto topic = order.topic;
    if (const auto at = topic.find('#'); at != std::string::npos)
        topic.replace(at, 1, std::to_string(number));
    sendAll(made, maskedText(R"({"type":"subscribe","topics":[")" + topic + "\"]}"));
    return made;
}

void take(std::string_view message, Count& count) {
    constexpr std::string_view kTime = "\"t\":";
    const auto at = message.rfind(kTime);
    if (at == std::string_view::npos) {
        ++(message.starts_with(R"({"type":"gap")") ? count.gaps : count.other);
        return;
    }
    ++count.messages;
    count.latency.add(nowNs() - std::strtoll(message.data() + at + kTime.size(), nullptr, 10));
}

/// Whole frames at the beginning of `bytes`; answers how many bytes they were.
std::size_t takeFrames(std::string_view bytes, Count& count) {
    std::size_t at = 0;
    while (bytes.size() - at >= 2) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
        std::size_t head = 2, length = byte(1) & 0x7f;
        if (length == 126) {
            head = 4;
            if (bytes.size() - at < head) break;
            length = static_cast<std::size_t>(byte(2)) << 8 | byte(3);
        }
        if (bytes.size() - at < head + length) break;
        if ((byte(0) & 0x0f) == 1) take(bytes.substr(at + head, length), count);
        if ((byte(0) & 0x0f) == 8) ++count.closed;
        at += head + length;
    }
    return at;
}

void readClient(Client& client, Count& count, std::vector<char>& buffer) {
    const auto got = ::recv(client.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got <= 0) return;
    count.bytes += static_cast<std::uint64_t>(got);
    std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
    if (!client.rest.empty()) {
        client.rest += bytes;
        bytes = client.rest;
    }
    const auto used = takeFrames(bytes, count);
    client.rest = std::string(bytes.substr(used));
}

} // namespace

int runLoad(const LoadOrder& order) {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    const int poll = ::epoll_create1(0);
    std::vector<Client> clients(static_cast<std::size_t>(order.clients));
    for (int i = 0; i < order.clients; ++i) {
        auto& client = clients[static_cast<std::size_t>(i)];
        const bool stalled = i < order.stalled;
        client.socket = connected(order, i, stalled);
        if (client.socket < 0) return 1;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &client;
        if (!stalled) ::epoll_ctl(poll, EPOLL_CTL_ADD, client.socket, &event);
    }
    std::printf("ready\n");
    std::fflush(stdout);
    std::vector<char> buffer(256 * 1024);
    std::vector<epoll_event> events(1024);
    Count warm, measured;
    const auto begin = nowNs() + static_cast<std::int64_t>(order.warm_seconds * 1e9);
    const auto end = begin + static_cast<std::int64_t>(order.seconds * 1e9);
    for (auto now = nowNs(); now < end; now = nowNs()) {
        const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 10);
        for (int i = 0; i < ready; ++i)
            readClient(*static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr),
                       now < begin ? warm : measured, buffer);
    }
    const auto ms = [&](double q) { return measured.latency.quantileNs(q) / 1e6; };
    std::printf("{\"delivered_per_second\":%.0f,\"mb_per_second\":%.1f,\"p50_ms\":%.2f,\"p95_ms\":%.2f,"
                "\"p99_ms\":%.2f,\"gaps\":%llu,\"closed\":%llu}\n",
                static_cast<double>(measured.messages) / order.seconds,
                static_cast<double>(measured.bytes) / order.seconds / 1e6, ms(0.5), ms(0.95), ms(0.99),
                static_cast<unsigned long long>(measured.gaps),
                static_cast<unsigned long long>(measured.closed));
    return 0;
}

} // namespace nautilus::bench

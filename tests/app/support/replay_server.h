#pragma once
// A provider on the loopback that answers with recorded bodies, and misbehaves where it is told to.

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace nautilus::test {

struct Canned {
    enum class Trouble { None, BreaksOff, HangsUp, Hangs };
    int status = 200;
    std::string body;
    std::vector<std::string> headers{};
    Trouble trouble =
        Trouble::None; ///< BreaksOff: half of the body; HangsUp: nothing at all; Hangs: for ever
};

/// What a file of tests/data/providers holds; empty and a failed test when there is none.
inline std::string providerFile(const std::string& name) {
    std::ifstream file(std::string(NAUTILUS_TEST_DATA "/providers/") + name, std::ios::binary);
    EXPECT_TRUE(file) << name;
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Requests are known by their target without the parameter api_key. What was not told is 404.
class ReplayServer {
public:
    ReplayServer() {
        listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 16) != 0 ||
            getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0 || pipe(stop_) != 0)
            throw std::runtime_error("no loopback");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~ReplayServer() {
        (void)!write(stop_[1], "x", 1);
        thread_.join();
        for (const int each : hanging_)
            close(each);
        for (const int each : {listener_, stop_[0], stop_[1]})
            close(each);
    }
    ReplayServer(const ReplayServer&) = delete;
    ReplayServer& operator=(const ReplayServer&) = delete;

    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    /// One answer after the other; the last one for ever.
    void on(const std::string& target, std::vector<Canned> answers) {
        const std::scoped_lock lock(mutex_);
        answers_[target] = {answers.begin(), answers.end()};
    }
    void on(const std::string& target, std::string body) { on(target, {Canned{200, std::move(body)}}); }
    /// The body of a file that is kept compressed, as a compressed answer.
    void onGzip(const std::string& target, const std::string& file) {
        on(target, {Canned{200, providerFile(file), {"Content-Encoding: gzip"}}});
    }
    /// Whole heads of the requests, in their order.
    [[nodiscard]] std::vector<std::string> heads() const {
        const std::scoped_lock lock(mutex_);
        return heads_;
    }
    [[nodiscard]] std::size_t asked(const std::string& part) const {
        const auto all = heads();
        return static_cast<std::size_t>(std::ranges::count_if(
            all, [&](const auto& each) { return each.find(part) != std::string::npos; }));
    }

private:
    void serve() {
        for (;;) {
            pollfd waits[] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
            poll(waits, 2, -1);
            if (waits[1].revents != 0) return;
            if (const int client = accept(listener_, nullptr, nullptr); client >= 0) answer(client);
        }
    }
    static std::string headOf(int client) {
        std::string head;
        char bytes[4096];
        while (head.find("\r\n\r\n") == std::string::npos) {
            const auto got = recv(client, bytes, sizeof bytes, 0);
            if (got <= 0) break;
            head.append(bytes, static_cast<std::size_t>(got));
        }
        return head;
    }
    static std::string targetOf(const std::string& head) {
        auto target = head.substr(0, head.find(' ', 4)).substr(std::min<std::size_t>(4, head.size()));
        if (const auto key = target.find("api_key="); key != std::string::npos)
            target.erase(key, std::min(target.find('&', key), target.size() - 1) + 1 - key);
        return target;
    }
    void answer(int client) {
        const auto head = headOf(client);
        Canned canned{404, "{}"};
        {
            const std::scoped_lock lock(mutex_);
            heads_.push_back(head);
            if (const auto found = answers_.find(targetOf(head)); found != answers_.end()) {
                canned = found->second.front();
                if (found->second.size() > 1) found->second.pop_front();
            }
        }
        using enum Canned::Trouble;
        if (canned.trouble == Hangs) {
            hanging_.push_back(client);
            return;
        }
        if (canned.trouble != HangsUp) {
            auto text = "HTTP/1.1 " + std::to_string(canned.status) +
                        " X\r\nContent-Length: " + std::to_string(canned.body.size()) +
                        "\r\nConnection: close\r\n";
            for (const auto& header : canned.headers)
                text += header + "\r\n";
            text += "\r\n" + canned.body.substr(0, canned.trouble == BreaksOff ? canned.body.size() / 2
                                                                               : std::string::npos);
            for (std::size_t sent = 0; sent < text.size();) {
                const auto more = send(client, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
                if (more <= 0) break;
                sent += static_cast<std::size_t>(more);
            }
        }
        close(client);
    }

    int listener_ = -1, stop_[2] = {-1, -1};
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_; // guards the two below
    std::map<std::string, std::deque<Canned>> answers_;
    std::vector<std::string> heads_;
    std::vector<int> hanging_; ///< of the server's thread
    std::thread thread_;
};

} // namespace nautilus::test

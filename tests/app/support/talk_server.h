#pragma once
// A server on the loopback that talks as a test tells it to, one connection after the other.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace nautilus::test {

/// One connection, seen from the server.
class Talker {
public:
    Talker(int socket, int stop) : socket_(socket), stop_(stop) {}

    /// A line with its end; empty when the other side has closed or the test is over.
    std::string line() {
        for (;;) {
            if (const auto end = waiting_.find('\n'); end != std::string::npos) {
                auto out = waiting_.substr(0, end + 1);
                waiting_.erase(0, end + 1);
                return out;
            }
            if (!more()) return {};
        }
    }
    std::string bytes(std::size_t n) {
        while (waiting_.size() < n && more()) {
        }
        auto out = waiting_.substr(0, n);
        waiting_.erase(0, out.size());
        return out;
    }
    void say(const std::string& text) {
        for (std::size_t sent = 0; sent < text.size();) {
            const auto now = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (now <= 0) return;
            sent += static_cast<std::size_t>(now);
        }
    }
    /// Nothing more will be said; what comes is still read.
    void endSaying() { shutdown(socket_, SHUT_WR); }
    /// Until the other side has closed or the test is over.
    void hang() {
        while (more())
            waiting_.clear();
    }

private:
    bool more() {
        pollfd waits[] = {{socket_, POLLIN, 0}, {stop_, POLLIN, 0}};
        poll(waits, 2, -1);
        if (waits[1].revents != 0) return false;
        char bytes[4096];
        const auto got = recv(socket_, bytes, sizeof bytes, 0);
        if (got <= 0) return false;
        waiting_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }
    int socket_, stop_;
    std::string waiting_;
};

class TalkServer {
public:
    using Talk = std::function<void(Talker&)>;
    explicit TalkServer(Talk talk) : talk_(std::move(talk)) {
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
    ~TalkServer() {
        (void)!write(stop_[1], "x", 1);
        thread_.join();
        for (const int each : {listener_, stop_[0], stop_[1]})
            close(each);
    }
    TalkServer(const TalkServer&) = delete;
    TalkServer& operator=(const TalkServer&) = delete;

    [[nodiscard]] std::string at(const std::string& host) const { return host + ":" + std::to_string(port_); }

private:
    void serve() {
        for (;;) {
            pollfd waits[] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
            poll(waits, 2, -1);
            if (waits[1].revents != 0) return;
            const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) continue;
            Talker talker(client, stop_[0]);
            talk_(talker);
            close(client);
        }
    }
    const Talk talk_;
    int listener_ = -1, stop_[2] = {-1, -1};
    std::uint16_t port_ = 0;
    std::thread thread_;
};

/// What a test's server has heard. Any thread.
template <class What>
class Heard {
public:
    void add(What what) {
        const std::scoped_lock lock(mutex_);
        all_.push_back(std::move(what));
    }
    [[nodiscard]] std::vector<What> all() const {
        const std::scoped_lock lock(mutex_);
        return all_;
    }

private:
    mutable std::mutex mutex_; // guards all_
    std::vector<What> all_;
};

} // namespace nautilus::test

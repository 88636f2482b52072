#pragma once
// A client that sends any bytes and reads with a bound in time: what no well-behaved HTTP library would do.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace nautilus::probe {

struct RawAnswer {
    int status = 0; ///< 0: nothing, or cut off
    std::string head;
    std::string body;

    [[nodiscard]] std::string header(std::string_view name) const {
        const auto at = head.find("\r\n" + std::string(name) + ": ");
        if (at == std::string::npos) return {};
        const auto begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
};

class RawClient {
public:
    static constexpr int kPatienceSeconds = 10;

    explicit RawClient(int port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer > 0)
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        const timeval patience{kPatienceSeconds, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    }
    ~RawClient() { leave(); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }

    /// False when the peer has cut the line.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    /// Reads until `mark` is in what has come; false at the end of the line or of patience.
    bool readUntil(std::string_view mark) {
        while (buffer_.find(mark) == std::string::npos)
            if (!readMore()) return false;
        return true;
    }
    /// So many bytes; fewer at the end of the line or of patience.
    std::string bytes(std::size_t count) {
        while (buffer_.size() < count && readMore()) {
        }
        auto out = buffer_.substr(0, count);
        buffer_.erase(0, count);
        return out;
    }
    /// One answer with Content-Length (or none).
    RawAnswer answer(bool without_body = false) {
        RawAnswer out;
        if (!readUntil("\r\n\r\n")) return out;
        const auto end = buffer_.find("\r\n\r\n") + 4;
        out.head = buffer_.substr(0, end);
        buffer_.erase(0, end);
        const auto length = out.header("Content-Length");
        const auto size = length.empty() || without_body ? 0 : std::strtoull(length.c_str(), nullptr, 10);
        while (buffer_.size() < size)
            if (!readMore()) return out;
        out.body = buffer_.substr(0, size);
        buffer_.erase(0, size);
        out.status = std::atoi(out.head.c_str() + 9);
        return out;
    }
    RawAnswer ask(std::string_view bytes) {
        send(bytes);
        return answer();
    }
    /// True when the peer closes within patience; what it still sends goes to `buffer`.
    bool closedByPeer() {
        while (true) {
            char piece[4096];
            const auto count = ::recv(socket_, piece, sizeof piece, 0);
            if (count == 0) return true;
            if (count < 0) return errno == ECONNRESET;
            buffer_.append(piece, static_cast<std::size_t>(count));
        }
    }
    [[nodiscard]] const std::string& buffer() const { return buffer_; }
    void leave() {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }
    /// Leaves with a reset instead of an orderly end.
    void vanish() {
        const linger hard{1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        leave();
    }

private:
    bool readMore() {
        char piece[65536];
        const auto count = ::recv(socket_, piece, sizeof piece, 0);
        if (count <= 0) return false;
        buffer_.append(piece, static_cast<std::size_t>(count));
        return true;
    }

    int socket_;
    bool connected_ = false;
    std::string buffer_;
};

} // namespace nautilus::probe

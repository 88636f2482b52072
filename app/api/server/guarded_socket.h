#pragma once
// A socket whose reader sees only what was released to it. The owner takes the network's bytes out with
// `drain`; QtHttpServer, which holds the same object as an ordinary QTcpSocket, then finds it empty and reads
// what `release` was given.
//
// Qt's own read buffer is bounded: bytes that nobody drains stay in the kernel, and TCP slows the peer down.

#include <QTcpSocket>

#include <algorithm>
#include <string>
#include <string_view>

namespace nautilus::api {

class GuardedSocket : public QTcpSocket {
public:
    explicit GuardedSocket(QObject* parent) : QTcpSocket(parent) {}

    bool open(qintptr descriptor) {
        setReadBufferSize(kReadBuffer);
        return setSocketDescriptor(descriptor, ConnectedState, ReadWrite);
    }
    qint64 bytesAvailable() const override {
        return QTcpSocket::bytesAvailable() + static_cast<qint64>(released_.size());
    }

protected:
    static constexpr qint64 kReadBuffer = 64 * 1024;

    /// Moves everything that has arrived, at most kReadBuffer bytes, to the end of `in`.
    void drain(std::string& in) {
        if (isTransactionStarted())
            commitTransaction(); // QtHttpServer's, begun when there was nothing for it
        const auto count = QTcpSocket::bytesAvailable();
        const auto before = in.size();
        if (count > 0) {
            in.resize(before + static_cast<std::size_t>(count));
            const auto got = read(in.data() + before, count);
            in.resize(before + static_cast<std::size_t>(std::max<qint64>(got, 0)));
        }
        char none = 0;
        QTcpSocket::readData(&none, 0); // listens again after the buffer was full
    }
    /// Only after `drain`. `bytes` must stay valid until read; they are read in the same turn.
    void release(std::string_view bytes) { released_ = bytes; }

    /// Hands bytes to the kernel in this turn; what does not fit waits in the socket. False when it broke.
    bool send(const char* data, std::size_t size) {
        if (write(data, static_cast<qint64>(size)) < 0) return false;
        flush();
        return true;
    }

    qint64 readData(char* data, qint64 most) override {
        if (released_.empty()) return QTcpSocket::readData(data, most);
        const auto count = std::min(static_cast<std::size_t>(most), released_.size());
        released_.copy(data, count);
        released_.remove_prefix(count);
        return static_cast<qint64>(count);
    }

private:
    std::string_view released_;
};

} // namespace nautilus::api

#pragma once
// A socket whose reader sees only what was released to it. The owner takes the network's bytes with `readNetwork`;
// QtHttpServer, which holds the same object as an ordinary QTcpSocket, reads what `release` was given.
//
// The socket is opened unbuffered: Qt then keeps no read buffer of its own, so bytes that nobody asks for stay in
// the kernel and the peer is slowed down by TCP itself; and a write goes to the kernel at once, in the same turn.

#include <QTcpSocket>

#include <string>
#include <string_view>

namespace nautilus::api {

class GuardedSocket : public QTcpSocket {
public:
    explicit GuardedSocket(QObject* parent) : QTcpSocket(parent) {}

    bool open(qintptr descriptor) {
        return setSocketDescriptor(descriptor, ConnectedState, ReadWrite | Unbuffered);
    }
    qint64 bytesAvailable() const override {
        return QTcpSocket::bytesAvailable() + static_cast<qint64>(released_.size());
    }

protected:
    /// What the peer sent: bytes read, 0 when there is nothing more now, -1 when the connection is over.
    qint64 readNetwork(char* data, qint64 most) { return QTcpSocket::readData(data, most); }
    /// `bytes` must stay valid until read; they are read in the same turn.
    void release(std::string_view bytes) { released_ = bytes; }

    qint64 readData(char* data, qint64 most) override {
        const auto count = std::min(static_cast<std::size_t>(most), released_.size());
        released_.copy(data, count);
        released_.remove_prefix(count);
        return static_cast<qint64>(count);
    }

private:
    std::string_view released_;
};

} // namespace nautilus::api

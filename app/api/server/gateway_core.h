#pragma once
// What all connections of a gateway share. Lives and is used on the gateway's thread only.

#include "app/api/server/gateway.h"
#include "app/api/server/mailbox.h"
#include "engines/kit/live_session.h"

#include <QAbstractHttpServer>
#include <QTcpServer>
#include <QTimer>

#include <vector>

namespace nautilus::api {

struct GatewayParts {
    Router& router;
    kit::Stream& stream;
    const kit::Clock& clock;
    const GatewaySettings settings;
    GatewayStats stats{};
    std::shared_ptr<Mailbox> mailbox{};
    std::vector<Connection*> connections{}; ///< each knows its place
    kit::LiveSessions* live = nullptr;      ///< null: no WebSockets here
    std::vector<Connection*> sockets{};     ///< those of them that are WebSockets
    struct Scratch {
        std::vector<kit::WireText> texts;
        std::string bytes;
    };
    Scratch scratch{}; ///< of one flush
    std::size_t bodies_in_flight = 0;
    std::int64_t now_ms = 0; ///< steady, as of the last look
    std::uint64_t next_refusal = 1;
    bool closing = false;

    std::int64_t look() {
        now_ms = clock.steadyNs() / 1'000'000;
        return now_ms;
    }
};

/// QtHttpServer as a reader of approved requests: each comes back as a call of the connection it came from.
class RequestReader final : public QAbstractHttpServer {
protected:
    bool handleRequest(const QHttpServerRequest& request, QTcpSocket* socket) override;
    void missingHandler(const QHttpServerRequest& request, QTcpSocket* socket) override;
};

/// Accepts on one port. `only_engine` as in Router::handle.
class GuardedServer final : public QTcpServer {
public:
    GuardedServer(GatewayParts& parts, std::string only_engine);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    GatewayParts& parts_;
    const std::string only_engine_;
};

} // namespace nautilus::api

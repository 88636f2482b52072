#include "app/api/server/gateway_core.h"

#include "app/api/server/connection.h"

#include <utility>

namespace nautilus::api {

namespace {

constexpr int kBacklog = 4096;
constexpr int kResumeAfterMs = 200;
/// Connections above the limit that are open just to be told so.
constexpr std::size_t kMostTurnedAway = 64;

} // namespace

bool RequestReader::handleRequest(const QHttpServerRequest&, QTcpSocket* socket) {
    static_cast<Connection*>(socket)->dispatch();
    return true;
}

void RequestReader::missingHandler(const QHttpServerRequest&, QTcpSocket* socket) {
    static_cast<Connection*>(socket)->dispatch();
}

GuardedServer::GuardedServer(GatewayParts& parts, std::string only_engine)
    : parts_(parts), only_engine_(std::move(only_engine)) {
    setListenBacklogSize(kBacklog);
    // Out of descriptors: Qt stops accepting and leaves it to us to begin again.
    connect(this, &QTcpServer::acceptError, this,
            [this] { QTimer::singleShot(kResumeAfterMs, this, [this] { resumeAccepting(); }); });
}

void GuardedServer::incomingConnection(qintptr descriptor) {
    const auto most = static_cast<std::size_t>(parts_.settings.most_connections);
    const bool full = parts_.connections.size() >= most;
    auto* connection = new Connection(parts_, only_engine_, this);
    if (!connection->begin(descriptor)) return delete connection;
    if (parts_.connections.size() > most + kMostTurnedAway) return connection->drop();
    if (full) return connection->refuse(kTooManyConnections);
    addPendingConnection(connection);
}

} // namespace nautilus::api

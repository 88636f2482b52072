#include "app/api/server/gateway.h"

#include "app/api/server/connection.h"
#include "app/api/server/gateway_core.h"

#include <QEventLoop>

#include <fmt/format.h>

namespace nautilus::api {

class Gateway::Core {
public:
    explicit Core(GatewayParts made) : parts(std::move(made)) {}

    kit::Result<int> listen(QObject* home, const std::string& only_engine, int port);
    void sweep();
    void flush();

    GatewayParts parts;
    // Made by the first `listen`, in the thread that the gateway lives in then.
    std::unique_ptr<RequestReader> reader;
    std::unique_ptr<QTimer> timer;
    std::unique_ptr<QTimer> flusher;
    std::vector<GuardedServer*> servers;
};

kit::Result<int> Gateway::Core::listen(QObject* home, const std::string& only_engine, int port) {
    if (port < 0 || port > 65535)
        return kit::fail(kit::ErrorCode::InvalidArgument, "a port is a number from 0 to 65535", "/port");
    if (!parts.mailbox) {
        parts.mailbox = std::make_shared<Mailbox>(home);
        reader = std::make_unique<RequestReader>();
        timer = std::make_unique<QTimer>();
        QObject::connect(timer.get(), &QTimer::timeout, home, [this] { sweep(); });
        timer->start(parts.settings.sweep_ms);
        flusher = std::make_unique<QTimer>();
        flusher->setSingleShot(true);
        flusher->setTimerType(Qt::PreciseTimer);
        QObject::connect(flusher.get(), &QTimer::timeout, home, [this] { flush(); });
        if (parts.live)
            parts.live->onReady([mailbox = parts.mailbox, this] {
                mailbox->postLater([this] {
                    if (!flusher->isActive()) flusher->start(parts.settings.socket_flush_ms);
                });
            });
    }
    auto server = std::make_unique<GuardedServer>(parts, only_engine);
    if (!server->listen(QHostAddress::LocalHost, static_cast<quint16>(port)))
        return kit::fail(
            kit::ErrorCode::Conflict,
            fmt::format("cannot listen on 127.0.0.1:{}: {}", port, server->errorString().toStdString()),
            "/port");
    reader->bind(server.get()); // which owns it from now on
    servers.push_back(server.release());
    return static_cast<int>(servers.back()->serverPort());
}

/// Everything that has come since goes out together.
void Gateway::Core::flush() {
    parts.look();
    bool again = false;
    for (std::size_t i = parts.sockets.size(); i-- > 0;)
        if (i < parts.sockets.size()) again = parts.sockets[i]->flushSocket() || again;
    constexpr int kHeldUpMs = 20; // by their rate
    if (again && !flusher->isActive()) flusher->start(kHeldUpMs);
}

void Gateway::Core::sweep() {
    const auto now = parts.look();
    if (parts.live) parts.live->tick();
    // From the end: one that leaves is replaced by the last, which has been looked at.
    for (std::size_t i = parts.connections.size(); i-- > 0;)
        if (i < parts.connections.size()) parts.connections[i]->sweep(now);
}

Gateway::Gateway(Router& router, kit::Stream& stream, const kit::Clock& clock, GatewaySettings settings)
    : core_(std::make_unique<Core>(GatewayParts{router, stream, clock, settings})) {}

Gateway::~Gateway() {
    if (!core_) return;
    if (core_->parts.live) core_->parts.live->onReady({});
    if (core_->parts.mailbox) core_->parts.mailbox->shut();
    while (!core_->parts.connections.empty())
        core_->parts.connections.back()->drop();
}

void Gateway::serveSessions(kit::LiveSessions& live) {
    core_->parts.live = &live;
}

kit::Result<int> Gateway::listen(int port) {
    return core_->listen(this, {}, port);
}

kit::Result<int> Gateway::listenEngine(const std::string& engine_id, int port) {
    return core_->listen(this, engine_id, port);
}

void Gateway::close() {
    auto& parts = core_->parts;
    parts.closing = true;
    for (auto* server : core_->servers)
        server->close();
    const auto open = parts.connections;
    for (auto* connection : open)
        connection->wind();
    const auto until = parts.look() + parts.settings.close_ms;
    QEventLoop loop;
    QTimer tick;
    connect(&tick, &QTimer::timeout, &loop, [&] {
        if (parts.connections.empty() || parts.look() >= until) loop.quit();
    });
    constexpr int kTickMs = 5;
    tick.start(kTickMs);
    if (!parts.connections.empty()) loop.exec();
    while (!parts.connections.empty())
        parts.connections.back()->drop();
}

GatewayStats Gateway::stats() const {
    return core_->parts.stats;
}

} // namespace nautilus::api

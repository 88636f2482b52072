#pragma once
// The HTTP edge: listens on the loopback, guards, hands requests to the router and answers to their sockets.
//
// QtHttpServer is kept behind a guard (guarded_socket.h): it is shown one approved request at a time and
// never a byte that the guard has not read. Requests of one connection are answered one after the other: the
// next one waits in the connection until the answer before it has left.
//
// Thread: everything runs on the thread the gateway lives in. To give it a thread of its own, move it there
// before `listen` and call its functions there (QMetaObject::invokeMethod). Answers may come from any thread.

#include "app/api/binding/router.h"
#include "app/api/server/gateway_settings.h"
#include "engines/kit/live_session.h"
#include "engines/kit/stream.h"

#include <QObject>

#include <map>
#include <memory>
#include <string>

namespace nautilus::api {

struct GatewayStats {
    int open_connections = 0;
    int open_streams = 0;
    int open_sockets = 0;
    std::uint64_t requests = 0;                   ///< handed to the router
    std::uint64_t abandoned = 0;                  ///< clients that left while their answer was pending
    std::map<std::string, std::uint64_t> refused; ///< by Refusal::reason, and "slow_reader"
};

class Gateway : public QObject {
public:
    /// The three must outlive the gateway.
    Gateway(Router& router, kit::Stream& stream, const kit::Clock& clock, GatewaySettings settings = {});
    ~Gateway() override;

    /// Serves /ws/stream and /ws/marketdata/{subscription_id}. Before the first `listen`; must outlive this.
    void serveSessions(kit::LiveSessions& live);

    /// Listens on 127.0.0.1; 0 picks a free port. Returns the port. Conflict when the port is taken.
    kit::Result<int> listen(int port);
    /// The same for one engine's documented port: only that engine's paths, its /health and /metrics at the
    /// root.
    kit::Result<int> listenEngine(const std::string& engine_id, int port);

    /// Takes no more connections, lets answers under way finish for a moment, then ends everything; within 2
    /// s. Runs an event loop of its own meanwhile.
    void close();

    [[nodiscard]] GatewayStats stats() const;

private:
    class Core;
    std::unique_ptr<Core> core_;
};

} // namespace nautilus::api

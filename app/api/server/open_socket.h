#pragma once
// A WebSocket from its handshake on, beside the connection that carries it.

#include "app/api/gate/frame_reader.h"
#include "engines/kit/live_session.h"

#include <memory>
#include <string>
#include <utility>

namespace nautilus::api {

struct OpenSocket {
    explicit OpenSocket(std::size_t most_bytes) : reader(most_bytes) {}
    ~OpenSocket() { leave({CloseCode::kGoingAway, "the connection is gone"}); }
    OpenSocket(const OpenSocket&) = delete;
    OpenSocket& operator=(const OpenSocket&) = delete;

    void leave(const kit::SessionClose& how) {
        if (auto gone = std::exchange(session, nullptr)) gone->leave(how);
    }

    FrameReader reader;
    kit::SessionRequest wanted;
    std::string subscription_id; ///< of /ws/marketdata/{subscription_id}; empty for /ws/stream
    std::string accept;          ///< Sec-WebSocket-Accept
    std::string protocol;        ///< the subprotocol that we choose
    bool upgraded = false;
    std::shared_ptr<kit::LiveSession> session; ///< null until the token was seen
    bool opening = false;                      ///< the session was asked for
    bool close_sent = false;
    std::int64_t heard_ms = 0;    ///< when the peer last sent something
    std::int64_t pinged_ms = 0;   ///< when it was last asked to
    std::int64_t progress_ms = 0; ///< when it last took something
    std::size_t place = 0;        ///< index in GatewayParts::sockets
};

} // namespace nautilus::api

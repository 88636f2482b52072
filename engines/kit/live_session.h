#pragma once
// Port between a transport that holds client connections (the gateway's WebSockets) and the engine that
// decides what goes to them. Implemented by the websocket engine.

#include "engines/kit/operation.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nautilus::kit {

/// Text of one message, encoded once for all who get it.
using WireText = std::shared_ptr<const std::string>;

/// How a connection is to end: a close code of RFC 6455 and a reason of at most 120 bytes.
struct SessionClose {
    int code = 1000;
    std::string reason;
};

/// One client connection.
class LiveSession {
public:
    virtual ~LiveSession() = default;
    [[nodiscard]] virtual const std::string& connectionId() const = 0;
    /// One message of the client, or why its bytes were none. Any thread.
    virtual void receive(Result<Value> message, std::size_t bytes) = 0;
    /// Whether `take` or `closing` may have something. Any thread, cheap.
    [[nodiscard]] virtual bool pending() const = 0;
    /// Moves waiting messages to the end of `out`, oldest first, until they hold `enough` bytes, nothing is
    /// left, or the connection's rate is reached. The transport's thread.
    virtual void take(std::vector<WireText>& out, std::size_t enough) = 0;
    /// Set when the connection must end, after what `take` gave.
    [[nodiscard]] virtual std::optional<SessionClose> closing() const = 0;
    /// The connection has ended. Once; nothing is taken any more. Any thread.
    virtual void leave(const SessionClose& how) = 0;
};

struct SessionRequest {
    std::string client_id;           ///< empty: one is made up
    std::string connection_id;       ///< of a connection that was announced; empty: a new one
    std::string connection_type;     ///< empty: "api_client"
    std::vector<std::string> topics; ///< subscribed to at once
    bool fixed = false;              ///< the client may not change its subscriptions
};

class LiveSessions {
public:
    virtual ~LiveSessions() = default;
    /// Any thread; answers on any. NotFound for an unknown connection_id, Conflict when it is taken,
    /// Unavailable when there are too many.
    virtual void open(SessionRequest request, Done<std::shared_ptr<LiveSession>> done) = 0;
    /// Before the first `open`; `ready` runs on any thread when some session became `pending`. Null ends it.
    virtual void onReady(std::function<void()> ready) = 0;
    /// Tells that time has passed; a few times per second. Any thread.
    virtual void tick() = 0;
    /// Counts a connection that was refused before it became a session.
    virtual void refused() = 0;
};

} // namespace nautilus::kit

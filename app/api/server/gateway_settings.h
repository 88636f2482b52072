#pragma once
// The gateway's bounds. Every one is enforced before or while bytes move; the defaults are those of the
// product.

#include "app/api/gate/limits.h"

namespace nautilus::api {

struct GatewaySettings {
    GateLimits limits{};
    int most_connections = 4096;    ///< in all, over all ports; one more is answered 503 and closed
    int most_streams = 256;         ///< event streams open at once
    int head_timeout_ms = 10'000;   ///< from accept, or from a request's first byte, to the end of its head
    int idle_timeout_ms = 60'000;   ///< between two requests of a connection
    int body_grace_ms = 10'000;     ///< a body may take this plus its size over `least_body_rate`
    int least_body_rate = 8 * 1024; ///< bytes per second
    std::size_t bodies_in_flight = 512ull * 1024 * 1024; ///< declared bytes of all bodies that are coming in
    int answer_grace_ms = 20'000;     ///< an answer may take this plus what was read over `least_answer_rate`
    int least_answer_rate = 8 * 1024; ///< bytes per second
    std::size_t socket_backlog = 256 * 1024; ///< bytes handed to a socket and not yet taken by the peer
    std::size_t read_ahead = 64 * 1024; ///< bytes taken in while an answer is pending; then reading stops
    int linger_ms = 1'000;              ///< after the last answer: how long the peer's bytes are thrown away
    int heartbeat_ms = 15'000;          ///< comment line on a quiet event stream
    int stream_stall_ms = 60'000;       ///< an event stream whose reader takes nothing for this long is ended
    std::size_t stream_messages = 1024; ///< waiting messages per stream; beyond, the oldest are dropped
    std::size_t stream_bytes = 1024 * 1024;
    int most_sockets = 4'000;                     ///< WebSockets open at once
    std::size_t socket_message_bytes = 64 * 1024; ///< of a client's message; a larger one ends it with 1009
    int socket_flush_ms = 5;                      ///< what comes within this time goes out together
    int socket_ping_ms = 20'000;  ///< a silent client is asked; after three times that it is gone
    int socket_stall_ms = 30'000; ///< a client that takes nothing for this long is ended
    int socket_close_ms = 10'000; ///< how long the client's answer to a close is waited for
    int close_ms = 1'500;         ///< how long `close` waits for answers under way
    int sweep_ms = 250;           ///< how often deadlines are looked at
};

} // namespace nautilus::api

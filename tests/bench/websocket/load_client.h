#pragma once
// Many WebSocket clients on one thread: raw sockets and epoll, no library. Counts what arrives and how long
// after `"t":<steady nanoseconds>` of the payload; both processes are on one machine and share its clock.

#include <cstdint>
#include <string>

namespace nautilus::bench {

struct LoadOrder {
    int port = 0;
    int clients = 0;
    int stalled = 0; ///< of them: subscribe, then never read again
    double warm_seconds = 1;
    double seconds = 5;
    std::string token;
    std::string topic; ///< "#" is replaced by the client's number
};

/// Connects, subscribes, prints "ready", measures and prints one line of JSON. 0 when all went well.
int runLoad(const LoadOrder& order);

} // namespace nautilus::bench

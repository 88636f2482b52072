#pragma once
// How much a client may send before it is refused. Bytes, lines and counts; the times are the gateway's.

#include <cstddef>
#include <cstdint>

namespace nautilus::api {

struct GateLimits {
    std::size_t head_bytes = 16 * 1024;        ///< request line and headers with their line ends
    std::size_t request_line_bytes = 8 * 1024; ///< without its line end
    std::size_t header_lines = 100;
    std::uint64_t body_bytes = 16ull * 1024 * 1024; ///< the declared Content-Length
};

} // namespace nautilus::api

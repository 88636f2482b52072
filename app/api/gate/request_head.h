#pragma once
// Reads a complete request head strictly (RFC 9112 with every leniency that lets two readers disagree
// refused): one framing only, no folded lines, no white space around field names, no control bytes.

#include "app/api/gate/http_message.h"
#include "app/api/gate/limits.h"
#include "app/api/gate/refusal.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace nautilus::api {

/// Views into the bytes it was read from.
struct RequestHead {
    std::string_view method;
    std::string_view target; ///< origin form ("/path?query") or "*"; an absolute form of ours is already cut
    int minor_version = 1;
    std::vector<std::pair<std::string_view, std::string_view>> headers; ///< as sent, values trimmed
    std::string_view host;                                              ///< empty only with HTTP/1.0
    std::string_view origin;                                            ///< empty when absent
    std::uint64_t content_length = 0;
    bool keep_alive = true;
    bool expects_continue = false;
};

/// `head` ends with its empty line (HeadScanner::length bytes). Null when acceptable, else why not; `out` is
/// then of no use. Never looks beyond `head`.
[[nodiscard]] const Refusal* readHead(std::string_view head, const GateLimits& limits, RequestHead& out);

/// Host and Origin: only names of the loopback, only pages of this server.
[[nodiscard]] const Refusal* admitHead(const RequestHead& head);

/// Decodes target and header names into a request without its body. kBadTarget when an escape is malformed,
/// or decodes to a control byte.
[[nodiscard]] const Refusal* makeRequest(const RequestHead& head, HttpRequest& out);

} // namespace nautilus::api

#pragma once
// Addresses that users enter for messages to be sent to: read strictly, so that this program and the library
// that connects never understand two different hosts.

#include "app/platform/network.h"

#include <cstdint>
#include <functional>

namespace nautilus::alerts {

struct Target {
    std::string scheme;                          ///< lower case
    std::string host;                            ///< lower case; IPv6 without brackets
    std::uint16_t port = 0;                      ///< as written, or the scheme's own
    std::string path;                            ///< with the query, from '/' on; "/" when there is none
    std::optional<platform::NetAddress> literal; ///< the host, when it is written as an address

    /// The host as an address line wants it.
    [[nodiscard]] std::string authority() const;
    /// The same address in its one plain form.
    [[nodiscard]] std::string url() const { return scheme + "://" + authority() + path; }
};

/// A scheme and the port that stands for it.
struct Scheme {
    std::string_view name;
    std::uint16_t port;
};

/// InvalidArgument with `field` for all but SCHEME://HOST[:PORT][/PATH][?QUERY] in visible ASCII letters: no
/// user, no fragment, no escape in the host, numbers of hosts in their plain form alone.
[[nodiscard]] kit::Result<Target> readTarget(std::string_view text, const std::vector<Scheme>& schemes,
                                             const std::string& field);

/// True for "localhost", names below it and addresses of this machine.
[[nodiscard]] bool isThisMachine(const Target& target);

/// Asked once per message. Blocks.
using LookUp = std::function<kit::Result<std::vector<platform::NetAddress>>(const std::string& host)>;

/// Looks the host up once and answers its addresses, every one of which may be connected to: public ones by
/// https; with `private_too` also this machine (http, too) and networks of one's own (https). Forbidden
/// otherwise, Unavailable when the name is not found.
[[nodiscard]] kit::Result<std::vector<platform::NetAddress>>
allowedAddresses(const Target& target, bool private_too, const LookUp& look_up);

} // namespace nautilus::alerts

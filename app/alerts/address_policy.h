#pragma once
// Which addresses of the network a message may be sent to. After the special-purpose registries of IANA (RFC
// 6890 and its updates).

#include "app/platform/network.h"

namespace nautilus::alerts {

enum class Reach {
    Public,   ///< anywhere on the Internet
    Loopback, ///< this machine
    Private,  ///< networks of one's own (RFC 1918, 4193, 6598)
    Never ///< no single host, link-local (where clouds keep their keys), reserved, or another one in disguise
};

[[nodiscard]] Reach reachOf(const platform::NetAddress& address);

} // namespace nautilus::alerts

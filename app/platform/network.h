#pragma once
// Addresses of hosts: written forms and look-ups.

#include "engines/kit/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::platform {

struct NetAddress {
    bool six = false;
    std::array<std::uint8_t, 16> bytes{}; ///< IPv4 in the first four
    auto operator<=>(const NetAddress&) const = default;
};

/// The strict forms alone: four decimal numbers without leading zeros, or IPv6 without brackets and zone.
[[nodiscard]] std::optional<NetAddress> readAddress(std::string_view text);
/// "192.0.2.1", "2001:db8::1"
[[nodiscard]] std::string addressText(const NetAddress& address);
/// All addresses of a name as the system knows them. Unavailable, retryable, when there are none or it takes
/// longer than `seconds`.
[[nodiscard]] kit::Result<std::vector<NetAddress>> lookUpHost(const std::string& name, double seconds);

} // namespace nautilus::platform

#pragma once
// An instant: int64 nanoseconds since 1970-01-01T00:00:00Z. RFC 3339 on the wire, never a JSON number.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nautilus::domain {

struct Timestamp {
    std::int64_t ns = 0;

    /// Reads RFC 3339 with up to nine decimals and "Z" or an offset; nullopt otherwise.
    static std::optional<Timestamp> parse(std::string_view rfc3339);
    /// "2020-01-10T21:00:00Z", with as few decimals as are needed.
    [[nodiscard]] std::string rfc3339() const;

    auto operator<=>(const Timestamp&) const = default;
};

inline constexpr std::int64_t kNsPerSecond = 1'000'000'000;

} // namespace nautilus::domain

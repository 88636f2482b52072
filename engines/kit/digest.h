#pragma once
// Content hash for identifiers of pure results: 128 bits of FNV-1a in two lanes over the bytes. Not for
// secrets.

#include <cstdint>
#include <string>
#include <string_view>

namespace nautilus::kit {

/// 32 lower-case hexadecimal digits.
[[nodiscard]] inline std::string contentHash(std::string_view bytes) {
    std::uint64_t a = 14695981039346656037ULL;
    std::uint64_t b = a ^ 0x9E3779B97F4A7C15ULL;
    for (const char c : bytes) {
        const auto u = static_cast<unsigned char>(c);
        a = (a ^ u) * 1099511628211ULL;
        b = (b ^ (u + 0x5BU)) * 1099511628211ULL;
        b ^= b >> 29;
    }
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (const auto word : {a, b})
        for (int shift = 60; shift >= 0; shift -= 4)
            out += kHex[(word >> shift) & 15];
    return out;
}

} // namespace nautilus::kit

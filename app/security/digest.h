#pragma once
// Hashes, random tokens and comparisons, all from OpenSSL.

#include "engines/kit/result.h"

#include <string>
#include <string_view>

namespace nautilus::security {

/// SHA-256 as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// HMAC-SHA256 (RFC 2104) as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hmacSha256(std::string_view key, std::string_view bytes);
/// RFC 4648, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);
kit::Result<std::string> sha256OfFile(const std::string& path);
/// `bytes` random bytes as hexadecimal digits.
[[nodiscard]] std::string randomHex(std::size_t bytes);
/// Compares in a time that depends on the lengths only.
[[nodiscard]] bool sameSecret(std::string_view a, std::string_view b);

} // namespace nautilus::security

#include "app/security/token_guard.h"

#include "app/platform/platform.h"
#include "app/security/digest.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace nautilus::security {

kit::Result<void> TokenGuard::admit(kit::Scope scope, std::string_view authorization) const {
    if (scope == kit::Scope::Open || !settings_.require_token) return {};
    constexpr std::string_view kBearer = "Bearer ";
    if (authorization.size() <= kBearer.size() || authorization.substr(0, kBearer.size()) != kBearer)
        return kit::fail(kit::ErrorCode::Unauthorized, "a token is needed: Authorization: Bearer <token>");
    if (!sameSecret(authorization.substr(kBearer.size()), settings_.token))
        return kit::fail(kit::ErrorCode::Unauthorized, "the token is not valid");
    return {};
}

namespace {

/// "name[:digits]" split; false when the part after the name is not a port.
bool splitHost(std::string_view host, std::string_view& name, std::string_view& port) {
    const auto end = !host.empty() && host.front() == '[' ? host.find(']') : host.find(':');
    const auto name_end =
        !host.empty() && host.front() == '[' ? (end == std::string_view::npos ? end : end + 1) : end;
    name = host.substr(0, name_end);
    port = name_end == std::string_view::npos ? std::string_view{} : host.substr(name_end);
    if (port.empty()) return true;
    if (port.front() != ':' || port.size() < 2 || port.size() > 6) return false;
    port.remove_prefix(1);
    if (port.find_first_not_of("0123456789") != std::string_view::npos) return false;
    constexpr int kLargestPort = 65535;
    int number = 0;
    for (const char c : port)
        number = number * 10 + (c - '0');
    return number <= kLargestPort;
}

/// Names of hosts have no case.
bool isLocalhost(std::string_view name) {
    constexpr std::string_view kName = "localhost";
    return std::ranges::equal(name, kName, [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
    });
}

} // namespace

bool isLoopbackHost(std::string_view host) {
    std::string_view name;
    std::string_view port;
    return splitHost(host, name, port) && (name == "127.0.0.1" || name == "[::1]" || isLocalhost(name));
}

bool isAllowedOrigin(std::string_view origin, std::string_view host) {
    if (origin.empty()) return true;
    if (host.empty()) return false; // no browser: they always name the host
    constexpr std::string_view kHttp = "http://";
    if (origin.substr(0, kHttp.size()) != kHttp) return false;
    origin.remove_prefix(kHttp.size());
    std::string_view origin_name, origin_port, host_name, host_port;
    return splitHost(origin, origin_name, origin_port) && splitHost(host, host_name, host_port) &&
           isLoopbackHost(origin) && origin_port == host_port;
}

namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenDigits = 32; ///< fewer are no token

/// The token of an existing file that only its owner may read; empty when there is none.
std::string privateToken(const std::string& path) {
    using std::filesystem::perms;
    std::error_code error;
    const auto state = std::filesystem::symlink_status(path, error);
    const auto others = perms::group_all | perms::others_all;
    if (error || !std::filesystem::is_regular_file(state)) return {};
    if ((state.permissions() & others) != perms::none) return {}; // others may have read it
    std::ifstream file(path);
    std::string token;
    std::getline(file, token);
    const bool sound =
        token.size() >= kTokenDigits && std::ranges::all_of(token, [](char c) { return c > ' ' && c < 127; });
    return sound ? token : "";
}

} // namespace

kit::Result<std::string> rootToken(const std::string& home) {
    const std::string path = home + "/token";
    if (auto token = privateToken(path); !token.empty()) return token;
    const auto token = randomHex(kTokenBytes);
    if (auto written = platform::writePrivateFile(path, token + "\n"); !written) return kit::failAs(written);
    return token;
}

} // namespace nautilus::security

#include "app/security/token_guard.h"

#include "app/platform/platform.h"
#include "app/security/digest.h"

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
    return port.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

bool isLoopbackHost(std::string_view host) {
    std::string_view name;
    std::string_view port;
    return splitHost(host, name, port) && (name == "127.0.0.1" || name == "localhost" || name == "[::1]");
}

bool isAllowedOrigin(std::string_view origin, std::string_view host) {
    if (origin.empty()) return true;
    constexpr std::string_view kHttp = "http://";
    if (origin.substr(0, kHttp.size()) != kHttp) return false;
    origin.remove_prefix(kHttp.size());
    std::string_view origin_name, origin_port, host_name, host_port;
    return splitHost(origin, origin_name, origin_port) && splitHost(host, host_name, host_port) &&
           isLoopbackHost(origin) && origin_port == host_port;
}

kit::Result<std::string> rootToken(const std::string& home) {
    const std::string path = home + "/token";
    if (std::ifstream file(path); file) {
        std::string token;
        std::getline(file, token);
        if (token.size() >= 32) {
            std::error_code error;
            using std::filesystem::perms;
            std::filesystem::permissions(path, perms::owner_read | perms::owner_write, error);
            return token;
        }
    }
    const auto token = randomHex(32);
    if (auto written = platform::writePrivateFile(path, token + "\n"); !written) return kit::failAs(written);
    return token;
}

} // namespace nautilus::security

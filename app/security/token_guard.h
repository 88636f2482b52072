#pragma once
// Who may come in: the root token (in an owner-only file of the home folder), the Host and the Origin of a
// request.

#include "engines/kit/operation.h"

#include <string>
#include <string_view>

namespace nautilus::security {

struct GuardSettings {
    bool require_token = true;
    std::string token; ///< the root token; never written to a log
};

class TokenGuard {
public:
    explicit TokenGuard(GuardSettings settings) : settings_(std::move(settings)) {}

    /// `authorization` is the header's value. Open operations need nothing.
    kit::Result<void> admit(kit::Scope scope, std::string_view authorization) const;
    [[nodiscard]] bool requiresToken() const { return settings_.require_token; }

private:
    GuardSettings settings_;
};

/// Loopback names only: "127.0.0.1", "localhost" in any case, "[::1]", each with or without a port. Stops DNS
/// rebinding.
[[nodiscard]] bool isLoopbackHost(std::string_view host);
/// Absent (not a browser) or a loopback page of the same port as the Host, which must then be given.
[[nodiscard]] bool isAllowedOrigin(std::string_view origin, std::string_view host);

/// Reads DIR/token, or makes one with 32 random bytes that only the owner may read. A file that others may
/// read, or that is no regular file, is replaced: what it holds is no secret.
kit::Result<std::string> rootToken(const std::string& home);

} // namespace nautilus::security

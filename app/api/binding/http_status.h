#pragma once
// The one place where error codes become HTTP statuses.

#include "engines/kit/error.h"

namespace nautilus::api {

[[nodiscard]] constexpr int httpStatus(kit::ErrorCode code) {
    switch (code) {
    case kit::ErrorCode::InvalidArgument:
        return 400;
    case kit::ErrorCode::Unauthorized:
        return 401;
    case kit::ErrorCode::Forbidden:
        return 403;
    case kit::ErrorCode::NotFound:
        return 404;
    case kit::ErrorCode::Unsupported:
        return 406;
    case kit::ErrorCode::Conflict:
        return 409;
    case kit::ErrorCode::NotComputable:
        return 422;
    case kit::ErrorCode::TooManyRequests:
        return 429;
    case kit::ErrorCode::Cancelled:
        return 499;
    case kit::ErrorCode::Unavailable:
        return 503;
    case kit::ErrorCode::Internal:
        return 500;
    }
    return 500;
}

[[nodiscard]] constexpr const char* errorName(kit::ErrorCode code) {
    constexpr const char* kNames[] = {"invalid_argument", "not_found",   "not_computable",    "conflict",
                                      "unauthorized",     "forbidden",   "too_many_requests", "cancelled",
                                      "unavailable",      "unsupported", "internal"};
    return kNames[static_cast<int>(code)];
}

} // namespace nautilus::api

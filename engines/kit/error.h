#pragma once
// What can go wrong, said once: the code decides the HTTP status (app/api/binding/http_status), the field
// names the offending input as a JSON pointer, the message is for people and never holds a path, SQL or
// stack.

#include <optional>
#include <string>
#include <vector>

namespace nautilus::kit {

enum class ErrorCode {
    InvalidArgument, ///< a field is missing, of the wrong type or outside its range
    NotFound,        ///< the sole subject of the request is unknown
    NotComputable,   ///< understood, but the data do not allow an answer
    Conflict,        ///< the state does not allow it
    Unauthorized,    ///< no token, or a wrong one
    Forbidden,       ///< the token lacks the scope
    TooManyRequests, ///< a budget is used up; retry later
    Cancelled,       ///< the caller took it back
    Unavailable,     ///< the engine is not running, or its queue is full
    Unsupported,     ///< a format or method that this operation does not offer
    Internal         ///< a defect of ours
};

/// One failure. `field` is a JSON pointer into the request ("/symbols/2") or empty.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string field{};
    bool retryable = false;
    std::optional<double> retry_after_s{}; ///< seconds until it may be asked again, where that is known
};

/// Every failure of one request; never empty when it stands in a Result.
using Errors = std::vector<Error>;

} // namespace nautilus::kit

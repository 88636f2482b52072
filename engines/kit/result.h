#pragma once
// Result<T>: a value or the errors that prevented it. Used everywhere above drivers; exceptions stay inside
// the driver that raised them.

#include "engines/kit/error.h"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace nautilus::kit {

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Errors> {
public:
    using tl::expected<T, Errors>::expected;
};

/// The usual way to fail: `return fail(ErrorCode::NotFound, "unknown symbol", "/symbol");`
[[nodiscard]] inline tl::unexpected<Errors> fail(ErrorCode code, std::string message, std::string field = {},
                                                 bool retryable = false) {
    return tl::unexpected<Errors>(Errors{Error{code, std::move(message), std::move(field), retryable}});
}

/// TooManyRequests or Unavailable of which it is known when to come back, in seconds above 0.
[[nodiscard]] inline tl::unexpected<Errors> failUntil(ErrorCode code, std::string message,
                                                      double retry_after_s) {
    return tl::unexpected<Errors>(Errors{Error{code, std::move(message), {}, true, retry_after_s}});
}

/// Hands the errors of one result on as those of another.
template <class T>
[[nodiscard]] tl::unexpected<Errors> failAs(const Result<T>& other) {
    return tl::unexpected<Errors>(other.error());
}

} // namespace nautilus::kit

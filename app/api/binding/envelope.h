#pragma once
// The envelope of every answer: {success, data, metadata, errors}.

#include "app/api/gate/http_message.h"
#include "engines/kit/clock.h"
#include "engines/kit/operation.h"

namespace nautilus::api {

/// Turns what an operation answered into the response of the wire. `begun_ns` is on the clock's steady scale.
[[nodiscard]] HttpResponse wrap(const kit::Operation& operation, const kit::Call& call,
                                const kit::Result<kit::Reply>& reply, const kit::Clock& clock,
                                std::int64_t begun_ns);

/// An error that no operation made (no such path, no token ...).
[[nodiscard]] HttpResponse wrapErrors(const std::string& engine, const std::string& request_id,
                                      const kit::Errors& errors, const kit::Clock& clock);

} // namespace nautilus::api

#pragma once
// The operation that answers where one value of another operation's answer came from.

#include "app/runtime/supervisor.h"

namespace nautilus::api {

[[nodiscard]] kit::Operation lineageOperation(runtime::Supervisor& supervisor);

} // namespace nautilus::api

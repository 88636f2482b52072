#pragma once
// JSON bytes -> Value, with simdjson. Bounded depth; duplicate names are an error, since two readers could
// otherwise see two different requests.

#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <string_view>

namespace nautilus::api {

inline constexpr int kMaxJsonDepth = 64;

/// InvalidArgument when the bytes are not one JSON document.
kit::Result<kit::Value> readJson(std::string_view bytes);

} // namespace nautilus::api

#pragma once
// OpenAPI 3.1, generated from the operation tables.

#include "engines/kit/operation.h"

#include <deque>

namespace nautilus::api {

[[nodiscard]] std::string openApiDocument(const std::deque<kit::Operation>& operations);

/// The schema that a whole JSON answer of this operation must satisfy.
[[nodiscard]] kit::Value answerSchema(const kit::Operation& operation);

} // namespace nautilus::api

#pragma once
// The settings of a source: a field table on the wire, as the JSON Schema of an object. Members are booleans,
// integers, numbers, strings (also enum, or format "date", where an empty text stands for none) and lists of
// strings, each with "default", "minimum", "maximum", "minLength", "maxLength", "title" and "description" as
// usual. A string with "writeOnly": true is a secret; it has no default.

#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <string>
#include <vector>

namespace nautilus::sdk {

/// What is wrong with the schema itself; null is the schema of no settings. Pointers begin with `at`.
[[nodiscard]] kit::Errors settingsSchemaFaults(const kit::Value& schema, const std::string& at);

/// The defaults; members without one are left out.
[[nodiscard]] kit::Value settingsDefaults(const kit::Value& schema);

/// Names of the secrets.
[[nodiscard]] std::vector<std::string> settingsSecrets(const kit::Value& schema);

/// `old` with `changes` over it, checked: every fault with its pointer, unknown members among them; null goes
/// back to the default.
[[nodiscard]] kit::Result<kit::Value> changedSettings(const kit::Value& schema, const kit::Value& old,
                                                      const kit::Value& changes);

} // namespace nautilus::sdk

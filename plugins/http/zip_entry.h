#pragma once
// One file out of a zip archive on this machine: providers offer everything at once that way.

#include "engines/kit/result.h"

#include <string>

namespace nautilus::http {

/// The whole entry. NotFound when the archive has none of that name; Unavailable when the archive cannot be
/// read, the entry is larger than `largest` bytes or its check sum is wrong. No message holds the path.
[[nodiscard]] kit::Result<std::string> zipEntry(const std::string& archive, const std::string& name,
                                                std::int64_t largest);

} // namespace nautilus::http

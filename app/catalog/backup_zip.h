#pragma once
// A folder as one zip file and back.

#include "engines/kit/result.h"

#include <string>

namespace nautilus::catalog {

/// Writes every file below `folder` into `path`, which appears in one step. Unavailable when it cannot.
kit::Result<void> zipFolder(const std::string& folder, const std::string& path);
/// Unpacks below `folder`, which is made. InvalidArgument when it is no zip file, names a file outside, or
/// unpacks to more than a hundred times its size and 1 GiB.
kit::Result<void> unzipTo(const std::string& path, const std::string& folder);

} // namespace nautilus::catalog

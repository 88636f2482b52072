#pragma once
// What a job wrote below the home folder, brought to where the command line wants it.

#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <string>

namespace nautilus::cli {

/// InvalidArgument when the path exists, or lies in the home folder.
kit::Result<void> targetIsFree(const std::string& path, const std::string& home);
/// Reads a JSON object.
kit::Result<kit::Value> readParameters(const std::string& json);
/// Moves the folder that `result` names to `out`: a single file when the folder holds one and `out` has its
/// extension, else the folder. Sets `result.folder` to `out`. `out` appears in one step.
kit::Result<void> moveResult(kit::Value& result, const std::string& out);

/// Removes a folder of ours with everything in it, if it is there.
void removeFolder(const std::string& folder);

} // namespace nautilus::cli

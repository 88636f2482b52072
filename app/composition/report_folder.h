#pragma once
// Where the files of reports are kept, for a while.

#include "engines/risk/service/report_desk.h"

#include <string>

namespace nautilus::composition {

/// Files of a folder that only the owner may read; it is made with the first one. A name with anything but
/// letters, digits, '_' and '.' is refused.
[[nodiscard]] risk::ReportFolder reportFolder(std::string folder);

} // namespace nautilus::composition

#pragma once
// A report as a workbook: a first sheet about it, then one sheet per section with real numbers, dates and
// charts. Texts are always texts, so that none runs as a formula. The same document gives the same bytes.

#include "engines/kit/report.h"

namespace nautilus::catalog {

/// Blocks. Texts must be valid UTF-8 without control characters. `scratch` is a folder for the file on its
/// way. NotComputable when a section has more rows than a sheet; Unavailable when it cannot be written.
[[nodiscard]] kit::Result<std::string> reportXlsx(const kit::ReportDocument& document,
                                                  const std::string& scratch);

} // namespace nautilus::catalog

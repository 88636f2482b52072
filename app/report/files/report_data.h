#pragma once
// A report for programs: JSON with every value as it is, and CSV with one part after the other.

#include "engines/kit/report.h"

namespace nautilus::report {

/// Values that cannot be computed are null; figures carry their reason in "note".
[[nodiscard]] std::string reportJson(const kit::ReportDocument& document);

/// RFC 4180. Before each part a title line "# section: part". Texts that a spreadsheet would run as a formula
/// (they begin with = + - @, a tab or a carriage return) stand behind an apostrophe.
[[nodiscard]] std::string reportCsv(const kit::ReportDocument& document);

} // namespace nautilus::report

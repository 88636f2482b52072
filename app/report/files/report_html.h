#pragma once
// A report as one HTML file that needs nothing else: styles and SVG inside, no script, no address, a content
// policy that forbids both, and print rules for A4.

#include "engines/kit/report.h"

namespace nautilus::report {

[[nodiscard]] std::string reportHtml(const kit::ReportDocument& document);

} // namespace nautilus::report

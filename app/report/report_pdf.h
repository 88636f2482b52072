#pragma once
// A report on paper: A4 pages with a running head and foot, tables that break over pages under repeated
// headings. Needs a QGuiApplication (any platform, "offscreen" too); any thread.

#include "engines/kit/report.h"

namespace nautilus::report {

/// The bytes of the file. The same document gives the same bytes: its time is the document's `made_at`.
/// Unavailable when there is no application to draw with.
[[nodiscard]] kit::Result<std::string> reportPdf(const kit::ReportDocument& document);

} // namespace nautilus::report

#pragma once
// What turns the reports of engines into files.

#include "engines/kit/report.h"

namespace nautilus::composition {

/// The bytes of a PDF; from programs that can draw.
using PdfWriter = std::function<kit::Result<std::string>(const kit::ReportDocument&)>;

/// HTML, XLSX, JSON and CSV by itself, PDF by `pdf`: Unsupported without one. `scratch` is a folder for files
/// on their way.
[[nodiscard]] kit::ReportWriter reportWriter(PdfWriter pdf, std::string scratch);

} // namespace nautilus::composition

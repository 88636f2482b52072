#pragma once
// A chart as inline SVG: shapes and escaped words, no scripts, no links.

#include "app/report/files/chart_sketch.h"

namespace nautilus::report {

/// Text for HTML and XML: clean UTF-8 with & < > " ' as entities.
[[nodiscard]] std::string escaped(std::string_view text);

/// The whole <svg> element.
[[nodiscard]] std::string svgChart(const kit::ReportChart& chart, double width);

} // namespace nautilus::report

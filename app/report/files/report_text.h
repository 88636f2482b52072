#pragma once
// Words and numbers of a report as people read them: true minus signs, thousands separated, percent with two
// decimals, an en dash for what is missing. Never dependent on a locale.

#include "engines/kit/report.h"

namespace nautilus::report {

inline constexpr std::string_view kMissingMark = "\u2013"; ///< en dash

/// InvalidArgument when the document contradicts itself: columns, labels and series of unequal lengths.
[[nodiscard]] kit::Result<void> checkReport(const kit::ReportDocument& document);

/// `decimals` digits after the point; a value that rounds to zero has no sign.
[[nodiscard]] std::string groupedText(double value, int decimals);
/// One figure with its unit: "−1.23 %", "1,234,567.89"; the mark of what is missing when it is not finite.
[[nodiscard]] std::string shownText(double value, kit::Shown shown);
/// "1.2 M" of an axis whose steps are `step` apart.
[[nodiscard]] std::string tickText(double value, double step, kit::Shown shown);

/// A column as it is printed: one number of decimals for all of it, its unit in the heading.
struct PrintedColumn {
    std::string heading;
    bool numbers = false; ///< set to the right
    std::vector<std::string> cells;
};
[[nodiscard]] std::vector<PrintedColumn> printedColumns(const kit::ReportTable& table);
/// How column `index` is shown; Integer for whole numbers, Number where nothing is said.
[[nodiscard]] kit::Shown shownOf(const kit::ReportTable& table, std::size_t index);

/// "marginal_var" -> "marginal var"
[[nodiscard]] std::string spoken(std::string_view name);
/// Valid UTF-8 without control characters but tab and line feed: what is none becomes U+FFFD.
[[nodiscard]] std::string cleanText(std::string_view text);
/// The document with every text clean.
[[nodiscard]] kit::ReportDocument cleanReport(kit::ReportDocument document);

} // namespace nautilus::report

#pragma once
// Finds out how a text file is cut into cells, from its first lines: delimiter, free text before the table,
// header. Pure.

#include "engines/kit/import_plan.h"

#include <optional>
#include <span>

namespace nautilus::catalog {

/// Cells of one line; quotes as in RFC 4180.
[[nodiscard]] std::vector<std::string> splitLine(std::string_view line, char delimiter);

/// Nullopt when no delimiter cuts the lines into the same number of cells.
[[nodiscard]] std::optional<kit::FileShape> shapeOfLines(std::span<const std::string> lines,
                                                         const kit::ReadWishes& wishes);

} // namespace nautilus::catalog

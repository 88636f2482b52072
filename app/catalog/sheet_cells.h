#pragma once
// A sheet of a workbook as a temporary table of text cells, which is then read like any other file.

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/import_plan.h"

namespace nautilus::catalog {

/// Name of the temporary table; its columns are c0, c1 ...
inline constexpr const char* kSheetTable = "sheet_cells";

/// Rows that the table of the sheet could not take: more cells than columns.
struct SheetLoad {
    std::vector<std::pair<std::int64_t, std::string>> too_wide; ///< row of the sheet, cells
    std::int64_t formulas_without_value = 0;
    bool cut = false; ///< `row_limit` ended it
};

/// Finds the table in the sheet: the first row with at least half as many cells as the widest.
/// InvalidArgument with `field` for what is no workbook.
kit::Result<kit::FileShape> sheetShape(const std::string& path, const kit::ReadWishes& wishes,
                                       const std::string& field);
/// Fills the temporary table with the rows below the header; `row_limit` 0 = all.
kit::Result<SheetLoad> loadSheet(Connection& db, const kit::FileShape& shape, std::int64_t row_limit,
                                 const std::string& field);

} // namespace nautilus::catalog

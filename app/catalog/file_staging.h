#pragma once
// Reads files into one temporary table of typed columns, `staged`: every row of the files, in their order,
// with the reason in `bad` and the whole row as text in `content` where a cell could not be read.

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/import_plan.h"

namespace nautilus::catalog {

/// What staging counted besides the rows of `staged`.
struct StagedCounts {
    std::int64_t blank_cells = 0;    ///< of wide tables: cells without a value
    std::int64_t text_lines = 0;     ///< lines after the table that are text
    std::int64_t described_rows = 0; ///< rows that describe columns ("Transform:")
    std::int64_t empty_formulas = 0; ///< cells of workbooks whose formula has no stored value
};

/// Makes `staged (file, source_row, bad, content, FIELD...)`, with one column per field of the plan.
kit::Result<void> createStaged(Connection& db, const kit::ImportPlan& plan);
/// Adds the rows of one file of the plan.
kit::Result<void> stageFile(Connection& db, const kit::ImportPlan& plan, std::size_t file,
                            StagedCounts& counts);

/// Field that the column names of a wide table stand for: symbol, series or concept.
[[nodiscard]] std::string cellNameField(const kit::ImportPlan& plan);
/// "FIELD" of `staged`, or NULL of its type when the plan has no such field.
[[nodiscard]] std::string stagedOr(const kit::ImportPlan& plan, const std::string& field, const char* type);

} // namespace nautilus::catalog

#pragma once
// Rows that no file holds, on their way into the table that a file import stages.

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/import_plan.h"

namespace nautilus::catalog {

/// Appends the rows to `staged` as they are. Every field of the plan must be a column of `rows` of its type
/// (t Texts, n Numbers, d Dates, i Integers); InvalidArgument names the one that is not.
kit::Result<void> stageTable(Connection& db, const kit::ImportPlan& plan, const kit::Table& rows);

} // namespace nautilus::catalog

#pragma once
// A query as a workbook: one sheet per 1,048,575 rows, texts always as texts, so that none runs as a formula.

#include "app/catalog/duckdb_connection.h"

namespace nautilus::catalog {

/// Column of a query: name and DuckDB's name of its type.
struct QueryColumn {
    std::string name, type;
};
kit::Result<std::vector<QueryColumn>> describeQuery(Connection& connection, const std::string& select);

/// Answers the number of rows. Unavailable when the file cannot be written.
kit::Result<std::int64_t> writeXlsx(Connection& connection, const std::string& select,
                                    const std::string& path);

} // namespace nautilus::catalog

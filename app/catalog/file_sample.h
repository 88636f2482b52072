#pragma once
// Opens the files that an import names: which may be read, how they are cut into cells, and their first rows.

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/import_plan.h"

namespace nautilus::catalog {

/// Rows that guesses are made from.
inline constexpr std::int64_t kSampleRows = 2'000;

/// Only regular files outside `home` (which holds the token and the ledger); InvalidArgument "/files/N" for
/// what is not there, not allowed or not a table.
kit::Result<kit::FileSample> sampleFiles(Connection& connection, const std::vector<std::string>& paths,
                                         const kit::ReadWishes& wishes, const std::string& home);

/// Whether a file may be read for an import: absolute, outside `home` wherever links lead, regular, not
/// empty.
kit::Result<void> mayBeRead(const std::string& path, const std::string& home, const std::string& field);

/// A SELECT of the file's cells as columns c0, c1 ... (text, except Parquet's own types). Those of
/// a sheet come from the temporary table that loadSheet fills.
[[nodiscard]] std::string cellsOf(const kit::FileShape& shape, std::int64_t row_limit);

} // namespace nautilus::catalog

#pragma once
// Imports a folder of LEAN data: what the catalog's file import does with rows, for zipped bars and ticks,
// with the factor and map files applied.

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/catalog.h"

namespace nautilus::catalog {

struct LeanRequest {
    std::string folder;  ///< absolute
    std::string dataset; ///< that the rows belong to
    std::string home;    ///< may not be read from
};

/// Finds and reads everything but the zip files. InvalidArgument "/folder".
kit::Result<void> checkLean(const LeanRequest& request);

/// One transaction: everything or nothing. InvalidArgument "/folder" for what is not there, passes a limit or
/// cannot be read.
kit::Result<kit::ImportReport> importLean(Connection& db, const LeanRequest& request,
                                          const kit::BarRules& rules, const kit::Catalog::Progress& progress);

} // namespace nautilus::catalog

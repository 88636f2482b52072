#pragma once
// Takes a data set folder (the layout of resources/demo) into the catalog, in one transaction: either
// everything and a new epoch, or nothing. The same files again change nothing.

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/catalog.h"

namespace nautilus::catalog {

kit::Result<kit::ImportReport> importDataset(Connection& connection, const std::string& folder,
                                             const kit::BarRules& rules,
                                             const kit::Catalog::Progress& progress);

} // namespace nautilus::catalog

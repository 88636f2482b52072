#pragma once
// The catalog's tables, as numbered migrations. Never edit one that was released; add the next.

#include "app/catalog/duckdb_connection.h"

namespace nautilus::catalog {

/// Brings the database to the newest version; Conflict when it is newer than this program knows.
kit::Result<void> migrate(Connection& connection);

} // namespace nautilus::catalog

#pragma once
// The catalog's tables, as numbered migrations. Never edit one that was released; add the next.

#include "app/catalog/duckdb_connection.h"

#include <span>
#include <string_view>

namespace nautilus::catalog {

/// The steps, oldest first: after step i the version is i + 1. Each is one transaction.
[[nodiscard]] std::span<const std::string_view> migrations();

/// Brings the database to the newest version, or to the version `last`; Conflict when it is newer than this
/// program knows. A step that fails changes nothing.
kit::Result<void> migrate(Connection& connection, std::size_t last = migrations().size());

/// Conflict when the file was made by a newer version of this program; nothing of it, nor beside it, is
/// changed. A file that is absent or cannot be read is for the opening to judge.
kit::Result<void> refuseNewerCatalog(const std::string& path);

} // namespace nautilus::catalog

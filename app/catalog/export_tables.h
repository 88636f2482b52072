#pragma once
// What an export may name, and the rows behind each name.

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/exporter.h"

namespace nautilus::catalog {

/// Words of ExportPlan::what, with '|' between.
[[nodiscard]] std::string exportWords();
/// SELECT of the rows that the plan asks for, ordered; empty when `what` is not one of the words.
[[nodiscard]] std::string exportSelect(const kit::ExportPlan& plan);

/// InvalidArgument when a filter has no meaning for the table: it would be dropped silently.
kit::Result<void> checkExportFilters(const kit::ExportPlan& plan);

} // namespace nautilus::catalog

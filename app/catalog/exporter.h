#pragma once

#include "app/catalog/duckdb_catalog.h"
#include "engines/kit/exporter.h"

namespace nautilus::catalog {

/// Exports below one folder, on a connection of its own: readers of the catalog do not wait. An export is
/// written to NAME.new, synced and renamed.
class CatalogExporter final : public kit::Exporter {
public:
    /// Creates the folder and removes what an ended process left unfinished.
    static kit::Result<std::unique_ptr<CatalogExporter>> open(DuckDbCatalog& catalog, std::string folder);

    [[nodiscard]] std::string tables() const override;
    kit::Result<kit::ExportReport> exportTable(const kit::ExportPlan& plan,
                                               const kit::Catalog::Progress& progress) override;
    kit::Result<kit::ExportReport> exportCsv(const kit::ExportPlan& plan, const std::string& csv,
                                             const kit::Catalog::Progress& progress) override;

private:
    CatalogExporter(DuckDbCatalog& catalog, std::string folder)
        : catalog_(catalog), folder_(std::move(folder)) {}

    DuckDbCatalog& catalog_;
    const std::string folder_;
};

} // namespace nautilus::catalog

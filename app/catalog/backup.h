#pragma once
// A home folder as a folder of files with a manifest, taken while the home is in use, and put back.
//
// HOME/backups/NAME holds manifest.json, catalog.duckdb, ledger.sqlite, series.sqlite (the register of
// outside series), settings.toml (where there is one) and factors/. Not in it: the token, tokens given to
// others, exports, older backups.

#include "app/catalog/duckdb_catalog.h"

#include <functional>

namespace nautilus::catalog {

struct BackupReport {
    std::string folder;
    std::int64_t files = 0, bytes = 0, catalog_epoch = 0;
};

class HomeBackup {
public:
    /// Writes consistent copies of the ledger and the register of series into a folder.
    using CopyRecords = std::function<kit::Result<void>(const std::string& folder)>;
    HomeBackup(DuckDbCatalog& catalog, CopyRecords copy_records, std::string home)
        : catalog_(catalog), copy_records_(std::move(copy_records)), home_(std::move(home)) {}

    /// Writes HOME/backups/NAME.new and renames it when every file is synced. Blocks; others go on working.
    kit::Result<BackupReport> run(const std::string& name, const kit::Catalog::Progress& progress);

private:
    kit::Result<std::int64_t> copyAll(const std::string& aside, const kit::Catalog::Progress& progress);
    kit::Result<std::int64_t> copyCatalog(const std::string& path);

    DuckDbCatalog& catalog_;
    const CopyRecords copy_records_;
    const std::string home_;
};

/// Checks every file of a backup against its manifest, then makes `home` of it in one step. Conflict when
/// `home` holds anything; InvalidArgument when a file is missing, altered or not of the manifest.
kit::Result<BackupReport> restoreBackup(const std::string& backup, const std::string& home);

} // namespace nautilus::catalog

#pragma once
// Corrections as an overlay: raw rows stay as they came, answers carry the corrected values. A correction
// applies as long as the raw value of its first row is the one that it was made for.

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/quality_store.h"

#include <span>

namespace nautilus::catalog {

class DuckDbCatalog;

/// All corrections, by id; `applies` says which lie over the raw rows now.
kit::Result<std::vector<kit::Correction>> readCorrections(Connection& connection);
/// Changes the bars in place; `dataset` has one entry per row.
void correctBars(domain::DailyBars& bars, const std::vector<std::string>& dataset,
                 std::span<const kit::Correction> corrections);
/// Changes dividend amounts in place; one that is corrected to 0 goes.
void correctActions(std::vector<domain::CorporateAction>& actions,
                    std::span<const kit::Correction> corrections);

/// The quality store beside the embedded catalog, in the same database.
class CatalogQuality final : public kit::QualityStore {
public:
    explicit CatalogQuality(DuckDbCatalog& catalog) : catalog_(catalog) {}

    kit::Result<kit::RawDailyBars> rawBars(const kit::BarQuery& query) override;
    kit::Result<std::vector<kit::BarCount>> barCounts() override;
    kit::Result<std::vector<kit::TimedSeries>> timedSeries(const std::string& dataset) override;
    kit::Result<kit::TimedRows> timedRows(const std::string& dataset, const kit::TimedSeries& series,
                                          std::int64_t from_ns, std::int64_t to_ns) override;
    kit::Result<void> saveScan(const std::string& dataset, const std::vector<domain::InstrumentId>& ids,
                               const std::vector<kit::StoredIssue>& issues) override;
    kit::Result<std::vector<std::string>> unscanned() override;
    kit::Result<void> markScanned(const std::string& dataset) override;
    kit::Result<std::vector<kit::EarlyMacroValue>> earlyMacro(const std::string& dataset) override;
    kit::Result<void> setState(const std::vector<std::string>& issue_ids, const std::string& state) override;
    kit::Result<std::vector<kit::StoredIssue>> issues() override;
    kit::Result<std::vector<kit::Correction>> corrections() override;
    kit::Result<std::int64_t> correct(std::vector<kit::Correction> corrections) override;
    kit::Result<std::int64_t> undo(const std::vector<std::int64_t>& correction_ids,
                                   domain::Timestamp at) override;

private:
    DuckDbCatalog& catalog_;
};

} // namespace nautilus::catalog

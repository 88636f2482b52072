#pragma once

#include "app/catalog/duckdb_connection.h"
#include "engines/kit/catalog.h"
#include "engines/kit/published.h"
#include "engines/kit/quality_store.h"

#include <atomic>
#include <map>
#include <mutex>

namespace nautilus::catalog {

/// The embedded catalog. Calls from several drivers take turns.
class DuckDbCatalog final : public kit::Catalog {
public:
    /// `path` empty = in memory.
    static kit::Result<std::unique_ptr<DuckDbCatalog>> open(const std::string& path, int threads,
                                                            std::int64_t memory_bytes);

    [[nodiscard]] std::int64_t epoch() const override { return epoch_.load(); }
    /// The database answers; one that is at work for somebody else counts as one that does.
    [[nodiscard]] bool connected() const override;
    kit::Result<std::vector<kit::Dataset>> datasets() override;
    kit::Result<std::vector<domain::Instrument>> instruments() override;
    kit::Result<std::vector<domain::Alias>> aliases() override;
    kit::Result<std::vector<domain::Classification>> classifications() override;
    kit::Result<std::vector<kit::Universe>> universes() override;
    kit::Result<std::vector<domain::UniverseSpell>> universe(std::string_view name) override;
    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery& query) override;
    kit::Result<std::vector<kit::BarSpan>> barSpans() override;
    kit::Result<std::vector<domain::CorporateAction>> corporateActions() override;
    kit::Result<domain::FactTable> fundamentals() override;
    kit::Result<std::vector<kit::SessionMark>>
    barMarks(const std::vector<domain::InstrumentId>& ids) override;
    kit::Result<std::vector<kit::FactMark>> factMarks() override;
    kit::Result<domain::FactTable> fundamentalsOf(const std::vector<domain::InstrumentId>& ids) override;
    kit::Result<std::vector<domain::MacroValue>> macro(std::string_view series) override;
    kit::Result<std::vector<kit::QuarantinedRow>> quarantine() override;
    kit::Result<std::vector<kit::SourceRow>> barSources(domain::InstrumentId id, domain::SessionDate from,
                                                        domain::SessionDate to) override;
    kit::Result<std::vector<kit::SourceRow>>
    factSources(const std::vector<domain::InstrumentId>& ids) override;
    kit::Result<std::vector<kit::SourceRow>> macroSources(std::string_view series) override;
    kit::Result<kit::SizedBars> sizedBars(const kit::SeriesQuery& query, std::int64_t period_ns) override;
    kit::Result<std::vector<std::int64_t>> barSizes(domain::InstrumentId id) override;
    kit::Result<kit::StoredTicks> ticks(const kit::SeriesQuery& query) override;
    kit::Result<std::vector<kit::MacroSpan>> macroSpans() override;
    kit::Result<std::vector<kit::UniverseSpan>> universeSpans(domain::SessionDate today) override;
    kit::Result<kit::ImportReport> importDataset(const std::string& folder, const kit::BarRules& rules,
                                                 const Progress& progress) override;
    kit::Result<kit::FileSample> sampleFiles(const std::vector<std::string>& files,
                                             const kit::ReadWishes& wishes) override;
    kit::Result<kit::ImportReport> importFiles(const kit::ImportPlan& plan, const kit::BarRules& rules,
                                               const Progress& progress) override;
    kit::Result<kit::ImportReport> importRows(const kit::ImportPlan& plan, const kit::Table& rows,
                                              const kit::BarRules& rules, const Progress& progress) override;
    kit::Result<void> checkLean(const std::string& folder) override;
    kit::Result<kit::ImportReport> importLean(const std::string& folder, const std::string& dataset,
                                              const kit::BarRules& rules, const Progress& progress) override;
    kit::Result<kit::ImportTrial> tryFiles(const kit::ImportPlan& plan, const kit::BarRules& rules) override;

    /// Runs `use(Connection&)` while nobody else does: what the catalog's other parts are built on.
    template <class Use>
    auto exclusively(Use use) {
        const std::scoped_lock lock(mutex_);
        return use(*connection_);
    }
    /// The corrections that lie over the raw rows from now on, with the epoch that they began.
    void overlay(std::shared_ptr<const std::vector<kit::Correction>> corrections, std::int64_t epoch) {
        corrections_.store(std::move(corrections));
        epoch_ = epoch;
    }

private:
    explicit DuckDbCatalog(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
    kit::Result<std::unique_ptr<Connection>> importConnection();
    /// Carries a plan out; `stage` fills `staged` where the rows are in no file that SQL reads.
    kit::Result<kit::ImportReport> importPlan(const kit::ImportPlan& plan, const kit::BarRules& rules,
                                              const Progress& progress,
                                              const std::function<kit::Result<void>(Connection&)>& stage);
    /// Lets the database have so many bytes; what it cannot give back at once it gives back later.
    void allow(Connection& connection, std::int64_t bytes) const;
    kit::Result<std::unique_ptr<QueryResult>> ask(const std::string& sql);
    /// The same for a statement that reads one of `kVersionedTables` alone: answered from memory while nobody
    /// has written to it.
    kit::Result<std::shared_ptr<const QueryResult>> askKept(const std::string& sql, std::string_view table);
    /// Other raw rows: which corrections still fit? After an import.
    kit::Result<void> renewCorrections(std::int64_t epoch);

    std::int64_t memory_ = 0;                            ///< bytes that it may take
    std::string home_;                                   ///< folder of the database file; empty = in memory
    mutable std::atomic<std::int64_t> answers_until_{0}; ///< ticks of the steady clock
    mutable std::mutex mutex_;                           // one connection for several driver threads
    std::mutex import_mutex_;                            // one import at a time; readers go on meanwhile
    std::unique_ptr<Connection> connection_;
    struct Kept {
        TableVersion version;
        std::uint64_t turn = 0; ///< when it was last asked for
        std::shared_ptr<const QueryResult> result;
    };
    std::map<std::string, Kept> kept_; ///< by statement; under mutex_
    std::uint64_t turn_ = 0;
    /// Digests of all rows up to the last one of the table.
    struct KeptMarks {
        TableVersion version;
        std::int64_t rows = 0, last_row = -1; ///< of the whole table
        std::vector<kit::SessionMark> marks;
    };
    /// Adds the rows that came in since, or reads all again where others may have changed.
    kit::Result<void> renewMarks(KeptMarks& kept, const std::string& where);
    std::map<std::string, KeptMarks> kept_marks_; ///< by condition; under mutex_
    std::atomic<std::int64_t> epoch_{0};
    kit::Published<std::vector<kit::Correction>> corrections_;
};

} // namespace nautilus::catalog

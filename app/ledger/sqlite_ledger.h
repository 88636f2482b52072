#pragma once

#include "engines/kit/ledger.h"

#include <memory>
#include <mutex>
#include <span>
#include <string>

struct sqlite3;

namespace nautilus::ledger {

/// The embedded ledger: SQLite in WAL mode with synchronous=FULL, so what was acknowledged survives a crash.
/// Calls from several drivers take turns. Schema changes are numbered migrations.
class SqliteLedger final : public kit::Ledger {
public:
    /// Conflict when the file was made by a newer version of this program; nothing of it, nor beside it, is
    /// changed. A file that is absent or cannot be read is for `open` to judge.
    static kit::Result<void> refuseNewer(const std::string& path);
    /// The steps, oldest first: after step i the version is i + 1. Each is one transaction.
    [[nodiscard]] static std::span<const char* const> migrations();
    /// `path` empty = in memory.
    static kit::Result<std::unique_ptr<SqliteLedger>> open(const std::string& path);
    ~SqliteLedger() override;
    SqliteLedger(const SqliteLedger&) = delete;
    SqliteLedger& operator=(const SqliteLedger&) = delete;

    /// The database answers; one that is at work for somebody else counts as one that does.
    [[nodiscard]] bool connected() const override;
    kit::Result<std::int64_t> nextSequence(std::string_view name) override;
    kit::Result<void> saveJob(const kit::JobRecord& job) override;
    kit::Result<std::vector<kit::JobRecord>> jobs(std::size_t limit) override;
    kit::Result<std::optional<kit::JobRecord>> job(std::string_view job_id) override;
    kit::Result<std::int64_t> failInterruptedJobs(domain::Timestamp now) override;
    kit::Result<void> saveRun(const kit::RunRecord& run) override;
    kit::Result<std::vector<kit::RunRecord>> runs(std::string_view engine, std::size_t limit) override;
    kit::Result<std::optional<kit::RunRecord>> run(std::string_view run_id) override;
    kit::Result<void> saveText(std::string_view kind, const kit::SavedText& text) override;
    kit::Result<std::vector<kit::SavedText>> texts(std::string_view kind) override;
    kit::Result<bool> removeText(std::string_view kind, std::string_view name) override;
    kit::Result<std::vector<kit::JournalEntry>> append(std::span<const kit::JournalEntry> entries) override;
    kit::Result<std::vector<kit::JournalEntry>> journal(std::string_view journal, std::int64_t after,
                                                        std::size_t limit) override;
    kit::Result<void> audit(domain::Timestamp at, std::string_view who, std::string_view what) override;

    [[nodiscard]] std::int64_t schemaVersion();
    /// A consistent copy as a new file, without the tokens given out.
    kit::Result<void> copyTo(const std::string& path);

private:
    explicit SqliteLedger(sqlite3* database) : database_(database) {}
    kit::Result<void> migrate();

    mutable std::mutex mutex_; // one connection for several driver threads
    sqlite3* database_;
};

} // namespace nautilus::ledger

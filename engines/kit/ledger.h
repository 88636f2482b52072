#pragma once
// Port: durable state (jobs, runs, settings, tokens, audit). Calls block and belong on a driver thread.

#include "engines/domain/timestamp.h"
#include "engines/kit/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::kit {

enum class JobState { Queued, Running, Succeeded, Failed, Cancelled };

[[nodiscard]] constexpr std::string_view jobStateName(JobState state) {
    constexpr std::string_view kNames[] = {"queued", "running", "succeeded", "failed", "cancelled"};
    return kNames[static_cast<int>(state)];
}

/// Everything long is one of these: imports, runs, training, reports, backtests.
struct JobRecord {
    std::string job_id; ///< "job_<sequence>"
    std::string kind;
    std::string engine;
    JobState state = JobState::Queued;
    double progress = 0.0; ///< [0, 1]
    std::string message;
    std::string result; ///< JSON, when it succeeded
    std::string error;
    domain::Timestamp created_at;
    std::optional<domain::Timestamp> finished_at;
};

/// A factor run: what was computed, from which data, with which parameters.
struct RunRecord {
    std::string run_id; ///< "run_<content hash>"
    std::string engine;
    std::string kind;
    std::string parameters; ///< JSON
    std::int64_t catalog_epoch = 0;
    std::string engine_version;
    std::string content_hash; ///< of the values
    std::string manifest;     ///< JSON: blocks, counts
    domain::Timestamp created_at;
};

/// Something small that a user keeps under a name: an import profile, say.
struct SavedText {
    std::string name;
    std::string content; ///< JSON
    domain::Timestamp changed_at;
};

/// One entry of an append-only journal: what happened, never changed afterwards.
struct JournalEntry {
    std::string journal; ///< "transactions", "breaches"
    std::string subject; ///< what it is about: "portfolio_001"
    std::string key;     ///< unique in the journal, or empty; see Ledger::append
    std::string content; ///< JSON
    domain::Timestamp recorded_at;
    std::int64_t number = 0; ///< given when it is appended; rises from 1 per journal, without gaps

    bool operator==(const JournalEntry&) const = default;
};

class Ledger {
public:
    virtual ~Ledger() = default;
    [[nodiscard]] virtual bool connected() const = 0;

    /// Gives the next number of a named sequence, starting at 1; never the same twice.
    virtual Result<std::int64_t> nextSequence(std::string_view name) = 0;

    virtual Result<void> saveJob(const JobRecord& job) = 0;
    virtual Result<std::vector<JobRecord>> jobs(std::size_t limit) = 0; ///< newest first
    virtual Result<std::optional<JobRecord>> job(std::string_view job_id) = 0;
    /// Marks jobs that were running when the process ended as failed. Called once at start.
    virtual Result<std::int64_t> failInterruptedJobs(domain::Timestamp now) = 0;

    virtual Result<void> saveRun(const RunRecord& run) = 0; ///< same run_id: kept as it is
    virtual Result<std::vector<RunRecord>> runs(std::string_view engine, std::size_t limit) = 0;
    virtual Result<std::optional<RunRecord>> run(std::string_view run_id) = 0;

    /// Replaces what the kind has under that name.
    virtual Result<void> saveText(std::string_view kind, const SavedText& text) = 0;
    virtual Result<std::vector<SavedText>> texts(std::string_view kind) = 0; ///< by name
    /// False when there was none.
    virtual Result<bool> removeText(std::string_view kind, std::string_view name) = 0;

    /// Appends all or none, durably, and answers them with their numbers. An entry whose key its journal has
    /// already is not appended again: the one that stands is answered in its place, so that a caller who does
    /// not know whether he was heard may repeat himself.
    virtual Result<std::vector<JournalEntry>> append(std::span<const JournalEntry> entries) = 0;
    /// Entries numbered above `after`, in order.
    virtual Result<std::vector<JournalEntry>> journal(std::string_view journal, std::int64_t after,
                                                      std::size_t limit) = 0;

    virtual Result<void> audit(domain::Timestamp at, std::string_view who, std::string_view what) = 0;
};

} // namespace nautilus::kit

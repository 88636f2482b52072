#include "app/ledger/sqlite_ledger.h"

#include "app/ledger/statement.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace nautilus::ledger {

using domain::Timestamp;
using kit::ErrorCode;
using kit::fail;

namespace {

constexpr const char* kVersion1 = R"sql(
CREATE TABLE sequences (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE jobs (job_id TEXT PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL, engine TEXT NOT NULL,
    state INTEGER NOT NULL, progress REAL NOT NULL, message TEXT NOT NULL, result TEXT NOT NULL,
    error TEXT NOT NULL, created_ns INTEGER NOT NULL, finished_ns INTEGER) STRICT;
CREATE INDEX jobs_by_number ON jobs (number DESC);
CREATE TABLE runs (number INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT UNIQUE NOT NULL,
    engine TEXT NOT NULL,
    kind TEXT NOT NULL, parameters TEXT NOT NULL, catalog_epoch INTEGER NOT NULL,
    engine_version TEXT NOT NULL,
    content_hash TEXT NOT NULL, manifest TEXT NOT NULL, created_ns INTEGER NOT NULL) STRICT;
CREATE TABLE tokens (token_hash TEXT PRIMARY KEY, name TEXT NOT NULL, scopes TEXT NOT NULL,
    created_ns INTEGER NOT NULL, expires_ns INTEGER, revoked_ns INTEGER) STRICT;
CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at_ns INTEGER NOT NULL, who TEXT NOT NULL,
    what TEXT NOT NULL) STRICT;
)sql";

constexpr const char* kSavedTexts = R"sql(
CREATE TABLE saved_texts (kind TEXT NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
    changed_ns INTEGER NOT NULL, PRIMARY KEY (kind, name)) STRICT;
)sql";

constexpr const char* kJournal = R"sql(
CREATE TABLE journal (journal TEXT NOT NULL, number INTEGER NOT NULL, subject TEXT NOT NULL, key TEXT,
    content TEXT NOT NULL, recorded_ns INTEGER NOT NULL, PRIMARY KEY (journal, number)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX journal_by_key ON journal (journal, key) WHERE key IS NOT NULL;
)sql";

constexpr std::array kMigrations{kVersion1, kSavedTexts, kJournal};

/// What SQLite says goes to stderr for the operator; the outside gets a sentence.
tl::unexpected<kit::Errors> refused(sqlite3* database, const char* message, const char* what) {
    std::fprintf(stderr, "ledger: %s\n", message ? message : "failure");
    const int code = sqlite3_errcode(database);
    const int cause = sqlite3_system_errno(database);
    if (code == SQLITE_FULL || (code == SQLITE_IOERR && (cause == ENOSPC || cause == EFBIG)))
        return fail(ErrorCode::Unavailable, "the disk of the home folder is full; nothing was changed", "",
                    true);
    return fail(ErrorCode::Internal, what);
}

kit::Result<void> runAll(sqlite3* database, const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return {};
    auto failure = refused(database, message, "the ledger could not be written");
    sqlite3_free(message);
    return failure;
}

tl::unexpected<kit::Errors> newer() {
    return fail(ErrorCode::Conflict, "the ledger was made by a newer version of this program");
}

/// The version in the header of a ledger without a write-ahead log: four bytes, the first the highest
/// (https://www.sqlite.org/fileformat2.html, 1.3). 0 when there is none.
std::int64_t plainVersion(const std::string& path) {
    constexpr std::size_t kAt = 60, kEnd = 64;
    std::array<char, kEnd> header{};
    std::ifstream file(path, std::ios::binary);
    if (!file.read(header.data(), kEnd) ||
        !std::string_view(header.data(), kEnd).starts_with("SQLite format 3"))
        return 0;
    std::int64_t out = 0;
    for (std::size_t i = kAt; i < kEnd; ++i)
        out = out * 256 + static_cast<unsigned char>(header[i]);
    return out;
}

/// The version of a ledger whose last writer was cut off: read through its log. Alone with the file, SQLite
/// keeps its index of the log in memory; the log itself stays for whoever opens it in earnest.
std::int64_t loggedVersion(const std::string& path) {
    sqlite3* database = nullptr;
    std::int64_t version = 0;
    if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
        sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        sqlite3_exec(database, "PRAGMA locking_mode=EXCLUSIVE", nullptr, nullptr, nullptr);
        Statement row(database, "PRAGMA user_version");
        if (row.step()) version = row.integer(0);
    }
    sqlite3_close(database);
    return version;
}

constexpr std::string_view kJobColumns =
    "SELECT job_id, kind, engine, state, progress, message, result, error, created_ns, finished_ns FROM jobs";

kit::JobRecord jobOf(const Statement& row) {
    kit::JobRecord job{row.text(0),
                       row.text(1),
                       row.text(2),
                       static_cast<kit::JobState>(row.integer(3)),
                       row.number(4),
                       row.text(5),
                       row.text(6),
                       row.text(7),
                       Timestamp{row.integer(8)},
                       {}};
    if (!row.isNull(9)) job.finished_at = Timestamp{row.integer(9)};
    return job;
}

constexpr std::string_view kRunColumns = "SELECT run_id, engine, kind, parameters, catalog_epoch, "
                                         "engine_version, content_hash, manifest, created_ns "
                                         "FROM runs";

kit::RunRecord runOf(const Statement& row) {
    return {row.text(0), row.text(1),    row.text(2),
            row.text(3), row.integer(4), row.text(5),
            row.text(6), row.text(7),    Timestamp{row.integer(8)}};
}

} // namespace

kit::Result<void> Statement::finish() {
    while (step()) {
    }
    if (!failed()) return {};
    return refused(database_, sqlite3_errmsg(database_), "the ledger could not answer");
}

kit::Result<std::unique_ptr<SqliteLedger>> SqliteLedger::open(const std::string& path) {
    sqlite3* database = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int state = sqlite3_open_v2(path.empty() ? ":memory:" : path.c_str(), &database, flags, nullptr);
    std::unique_ptr<SqliteLedger> made(new SqliteLedger(database));
    if (state != SQLITE_OK) return fail(ErrorCode::Unavailable, "the ledger file cannot be opened");
    sqlite3_busy_timeout(database, 2000);
    if (auto set =
            runAll(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
        !set)
        return kit::failAs(set);
    if (auto migrated = made->migrate(); !migrated) return kit::failAs(migrated);
    return made;
}

SqliteLedger::~SqliteLedger() {
    sqlite3_close(database_);
}

std::int64_t SqliteLedger::schemaVersion() {
    Statement version(database_, "PRAGMA user_version");
    return version.step() ? version.integer(0) : 0;
}

std::span<const char* const> SqliteLedger::migrations() {
    return kMigrations;
}

kit::Result<void> SqliteLedger::refuseNewer(const std::string& path) {
    std::error_code error;
    const auto log = path + "-wal";
    if (!std::filesystem::exists(path, error)) return {};
    const bool logged = std::filesystem::exists(log, error) && std::filesystem::file_size(log, error) > 0;
    const auto version = logged ? loggedVersion(path) : plainVersion(path);
    return version > static_cast<std::int64_t>(kMigrations.size()) ? kit::Result<void>(newer())
                                                                   : kit::Result<void>{};
}

kit::Result<void> SqliteLedger::migrate() {
    const auto version = schemaVersion();
    if (version > static_cast<std::int64_t>(kMigrations.size())) return newer();
    for (auto next = static_cast<std::size_t>(version); next < kMigrations.size(); ++next) {
        const auto sql = "BEGIN IMMEDIATE;" + std::string(kMigrations[next]) +
                         "PRAGMA user_version=" + std::to_string(next + 1) + "; COMMIT;";
        if (auto applied = runAll(database_, sql); !applied) {
            (void)sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
            return applied;
        }
    }
    return {};
}

bool SqliteLedger::connected() const {
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock) return true;
    Statement one(database_, "SELECT 1");
    return one.step() && one.integer(0) == 1;
}

kit::Result<std::int64_t> SqliteLedger::nextSequence(std::string_view name) {
    const std::scoped_lock lock(mutex_);
    Statement next(database_, "INSERT INTO sequences VALUES (?, 1) "
                              "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value");
    next.bind(name);
    const std::int64_t value = next.step() ? next.integer(0) : 0;
    if (auto done = next.finish(); !done) return kit::failAs(done);
    return value;
}

kit::Result<void> SqliteLedger::saveJob(const kit::JobRecord& job) {
    const std::scoped_lock lock(mutex_);
    const auto number = job.job_id.substr(job.job_id.rfind('_') + 1);
    Statement save(database_,
                   "INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (job_id) DO "
                   "UPDATE SET state = excluded.state, progress = excluded.progress, "
                   "message = excluded.message, result = excluded.result, error = excluded.error, "
                   "finished_ns = excluded.finished_ns");
    save.bind(job.job_id).bind(static_cast<std::int64_t>(std::strtoll(number.c_str(), nullptr, 10)));
    save.bind(job.kind).bind(job.engine).bind(static_cast<std::int64_t>(job.state)).bind(job.progress);
    save.bind(job.message).bind(job.result).bind(job.error).bind(job.created_at.ns);
    if (job.finished_at)
        save.bind(job.finished_at->ns);
    else
        save.bind(std::nullopt);
    return save.finish();
}

kit::Result<std::vector<kit::JobRecord>> SqliteLedger::jobs(std::size_t limit) {
    const std::scoped_lock lock(mutex_);
    Statement rows(database_, std::string(kJobColumns) + " ORDER BY number DESC LIMIT ?");
    rows.bind(static_cast<std::int64_t>(limit));
    std::vector<kit::JobRecord> out;
    while (rows.step())
        out.push_back(jobOf(rows));
    if (auto done = rows.finish(); !done) return kit::failAs(done);
    return out;
}

kit::Result<std::optional<kit::JobRecord>> SqliteLedger::job(std::string_view job_id) {
    const std::scoped_lock lock(mutex_);
    Statement row(database_, std::string(kJobColumns) + " WHERE job_id = ?");
    row.bind(job_id);
    std::optional<kit::JobRecord> out;
    if (row.step()) out = jobOf(row);
    if (auto done = row.finish(); !done) return kit::failAs(done);
    return out;
}

kit::Result<std::int64_t> SqliteLedger::failInterruptedJobs(Timestamp now) {
    const std::scoped_lock lock(mutex_);
    Statement update(
        database_,
        "UPDATE jobs SET state = 3, message = 'failed', error = 'the program ended while this was running', "
        "finished_ns = ? WHERE state IN (0, 1)");
    update.bind(now.ns);
    if (auto done = update.finish(); !done) return kit::failAs(done);
    return static_cast<std::int64_t>(sqlite3_changes(database_));
}

kit::Result<void> SqliteLedger::saveRun(const kit::RunRecord& run) {
    const std::scoped_lock lock(mutex_);
    Statement save(database_, "INSERT OR IGNORE INTO runs (run_id, engine, kind, parameters, catalog_epoch, "
                              "engine_version, content_hash, manifest, created_ns) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    save.bind(run.run_id).bind(run.engine).bind(run.kind).bind(run.parameters).bind(run.catalog_epoch);
    save.bind(run.engine_version).bind(run.content_hash).bind(run.manifest).bind(run.created_at.ns);
    return save.finish();
}

kit::Result<std::vector<kit::RunRecord>> SqliteLedger::runs(std::string_view engine, std::size_t limit) {
    const std::scoped_lock lock(mutex_);
    Statement rows(database_, std::string(kRunColumns) + " WHERE engine = ? ORDER BY number DESC LIMIT ?");
    rows.bind(engine).bind(static_cast<std::int64_t>(limit));
    std::vector<kit::RunRecord> out;
    while (rows.step())
        out.push_back(runOf(rows));
    if (auto done = rows.finish(); !done) return kit::failAs(done);
    return out;
}

kit::Result<std::optional<kit::RunRecord>> SqliteLedger::run(std::string_view run_id) {
    const std::scoped_lock lock(mutex_);
    Statement row(database_, std::string(kRunColumns) + " WHERE run_id = ?");
    row.bind(run_id);
    std::optional<kit::RunRecord> out;
    if (row.step()) out = runOf(row);
    if (auto done = row.finish(); !done) return kit::failAs(done);
    return out;
}

kit::Result<void> SqliteLedger::saveText(std::string_view kind, const kit::SavedText& text) {
    const std::scoped_lock lock(mutex_);
    Statement save(database_,
                   "INSERT INTO saved_texts VALUES (?, ?, ?, ?) ON CONFLICT (kind, name) DO UPDATE "
                   "SET content = excluded.content, changed_ns = excluded.changed_ns");
    save.bind(kind).bind(text.name).bind(text.content).bind(text.changed_at.ns);
    return save.finish();
}

kit::Result<std::vector<kit::SavedText>> SqliteLedger::texts(std::string_view kind) {
    const std::scoped_lock lock(mutex_);
    Statement rows(database_,
                   "SELECT name, content, changed_ns FROM saved_texts WHERE kind = ? ORDER BY name");
    rows.bind(kind);
    std::vector<kit::SavedText> out;
    while (rows.step())
        out.push_back({rows.text(0), rows.text(1), Timestamp{rows.integer(2)}});
    if (auto done = rows.finish(); !done) return kit::failAs(done);
    return out;
}

kit::Result<bool> SqliteLedger::removeText(std::string_view kind, std::string_view name) {
    const std::scoped_lock lock(mutex_);
    Statement remove(database_, "DELETE FROM saved_texts WHERE kind = ? AND name = ?");
    remove.bind(kind).bind(name);
    if (auto done = remove.finish(); !done) return kit::failAs(done);
    return sqlite3_changes(database_) > 0;
}

kit::Result<void> SqliteLedger::audit(Timestamp at, std::string_view who, std::string_view what) {
    const std::scoped_lock lock(mutex_);
    Statement save(database_, "INSERT INTO audit (at_ns, who, what) VALUES (?, ?, ?)");
    save.bind(at.ns).bind(who).bind(what);
    return save.finish();
}

kit::Result<void> SqliteLedger::copyTo(const std::string& path) {
    {
        const std::scoped_lock lock(mutex_);
        Statement copy(database_, "VACUUM INTO ?");
        copy.bind(path);
        if (auto made = copy.finish(); !made) return made;
    }
    sqlite3* other = nullptr;
    const bool opened = sqlite3_open(path.c_str(), &other) == SQLITE_OK;
    auto cleared = opened ? runAll(other, "DELETE FROM tokens; VACUUM")
                          : kit::Result<void>(fail(ErrorCode::Unavailable, "the copy cannot be opened"));
    sqlite3_close(other);
    return cleared;
}

} // namespace nautilus::ledger

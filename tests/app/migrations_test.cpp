// Migrations that are killed half-way, and homes of a version that does not exist yet.

#include "app/catalog/schema.h"
#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <sstream>

namespace {

using namespace nautilus;
using catalog::Connection;
namespace fs = std::filesystem;

constexpr std::int64_t kMemory = 200'000'000;

std::vector<std::string> statementsOf(std::string_view script) {
    std::vector<std::string> out;
    std::istringstream text{std::string(script)};
    for (std::string one; std::getline(text, one, ';');)
        if (one.find_first_not_of(" \n") != std::string::npos) out.push_back(one);
    return out;
}

/// Runs `work` in a process of its own that is killed at its end, with everything still open.
void killedAfter(const std::function<bool()>& work) {
    const pid_t child = fork();
    if (child == 0) {
        const bool done = work();
        if (done) kill(getpid(), SIGKILL);
        _exit(1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the work failed before it was killed";
}

/// A few rows as a program of that version left them.
const char* kRows = "INSERT INTO datasets VALUES ('own', 'Own', DATE '2020-01-02', 'none', '', '', 1);"
                    "INSERT INTO epochs VALUES (1, 'own', 'import');"
                    "INSERT INTO bars_daily SELECT 'own', i, DATE '2020-01-02' + i::INTEGER, 1, 2, 0.5, 1.5, "
                    "1.5, i * 100, 'a.csv', i FROM range(1, 500) t(i);";

std::string tables(Connection& db) {
    const auto columns =
        db.query("SELECT string_agg(table_name || '.' || column_name || ' ' || data_type, ', ' ORDER BY "
                 "table_name, column_index) FROM duckdb_columns() WHERE NOT internal");
    const auto rows = db.query(
        "SELECT (count(*)::VARCHAR || ' ' || sum(volume)::DOUBLE::VARCHAR || ' ' || "
        "max(session)::VARCHAR) FROM bars_daily UNION ALL SELECT 'version ' || max(version)::VARCHAR FROM "
        "schema_version UNION ALL SELECT 'scans ' || count(*)::VARCHAR FROM quality_scans UNION ALL SELECT "
        "'versions ' || count(*)::VARCHAR FROM schema_version");
    if (!columns || !rows) return "unreadable";
    std::string out = (*columns)->texts(0).front();
    for (const auto& line : (*rows)->texts(0))
        out += "\n" + line;
    return out;
}

std::string migratedTables(const std::string& path) {
    const auto db = Connection::open(path, 1, kMemory);
    if (!db || !catalog::migrate(**db)) return "not migrated";
    return tables(**db);
}

bool makeCatalog(const std::string& path, std::size_t version) {
    const auto db = Connection::open(path, 1, kMemory);
    return db && catalog::migrate(**db, version) && (*db)->run(kRows);
}

TEST(CatalogMigration, KilledAtAnyStatementIsDoneByTheNextStart) {
    for (std::size_t version = 1; version < catalog::migrations().size(); ++version) {
        test::TemporaryFolder folder;
        const auto twin = folder.path() + "/twin.duckdb";
        ASSERT_TRUE(makeCatalog(twin, version));
        const auto wanted = migratedTables(twin);
        ASSERT_THAT(wanted, testing::HasSubstr("499 "));
        const auto steps = statementsOf(catalog::migrations()[version]);
        for (std::size_t done = 0; done <= steps.size() + 1; ++done) {
            SCOPED_TRACE("from version " + std::to_string(version) + ", killed after statement " +
                         std::to_string(done));
            const auto path = folder.path() + "/killed" + std::to_string(done) + ".duckdb";
            ASSERT_TRUE(makeCatalog(path, version));
            killedAfter([&] {
                const auto db = Connection::open(path, 1, kMemory);
                bool fine = db && (*db)->run("BEGIN TRANSACTION");
                for (std::size_t i = 0; fine && i < std::min(done, steps.size()); ++i)
                    fine = (*db)->run(steps[i]).has_value();
                if (fine && done > steps.size())
                    fine = (*db)
                               ->run("INSERT INTO schema_version VALUES (" + std::to_string(version + 1) +
                                     "); COMMIT")
                               .has_value();
                return fine;
            });
            EXPECT_EQ(migratedTables(path), wanted);
            EXPECT_EQ(migratedTables(path), wanted) << "a second start changes nothing";
        }
    }
}

TEST(CatalogMigration, ThatFailsChangesNothing) {
    test::TemporaryFolder folder;
    const auto path = folder.path() + "/catalog.duckdb";
    ASSERT_TRUE(makeCatalog(path, 2));
    const auto db = std::move(*Connection::open(path, 1, kMemory));
    // In the way of the last statement of the next step.
    ASSERT_TRUE(db->run("CREATE TABLE portfolio_positions (x INTEGER)"));
    EXPECT_FALSE(catalog::migrate(*db));
    EXPECT_EQ(*db->integer("SELECT max(version)::BIGINT FROM schema_version"), 2);
    EXPECT_EQ(
        *db->integer("SELECT count(*)::BIGINT FROM duckdb_columns() WHERE table_name = 'bars_daily' AND "
                     "column_name = 'volume' AND data_type = 'BIGINT'"),
        1);
    ASSERT_TRUE(db->run("DROP TABLE portfolio_positions"));
    EXPECT_TRUE(catalog::migrate(*db));
}

sqlite3* openSqlite(const std::string& path) {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    return database;
}

bool sql(sqlite3* database, const std::string& text) {
    return sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

/// A ledger of schema version `version`.
void makeLedger(const std::string& path, std::size_t version) {
    auto* database = openSqlite(path);
    for (std::size_t i = 0; i < version; ++i)
        EXPECT_TRUE(sql(database, ledger::SqliteLedger::migrations()[i]));
    EXPECT_TRUE(sql(database, "PRAGMA user_version=" + std::to_string(version)));
    sqlite3_close(database);
}

/// The step from `version` to the next, killed after every one of its statements.
void killLedgerSteps(std::size_t version) {
    const auto all = ledger::SqliteLedger::migrations();
    const auto steps = statementsOf(all[version]);
    const auto mark = "PRAGMA user_version=" + std::to_string(version + 1) + "; COMMIT";
    for (std::size_t done = 0; done <= steps.size() + 1; ++done) {
        SCOPED_TRACE("version " + std::to_string(version) + ", killed after statement " +
                     std::to_string(done));
        test::TemporaryFolder folder;
        const auto path = folder.path() + "/ledger.sqlite";
        makeLedger(path, version);
        killedAfter([&] {
            auto* database = openSqlite(path);
            bool fine = sql(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE");
            for (std::size_t i = 0; fine && i < std::min(done, steps.size()); ++i)
                fine = sql(database, steps[i]);
            if (fine && done > steps.size()) fine = sql(database, mark);
            return fine;
        });
        const auto opened = ledger::SqliteLedger::open(path);
        ASSERT_TRUE(opened) << opened.error().front().message;
        EXPECT_EQ((*opened)->schemaVersion(), static_cast<std::int64_t>(all.size()));
        EXPECT_EQ(*(*opened)->nextSequence("job"), 1);
        kit::JobRecord job;
        job.job_id = "job_1";
        EXPECT_TRUE((*opened)->saveJob(job));
        EXPECT_EQ((*opened)->jobs(10)->size(), 1U);
    }
}

TEST(LedgerMigration, KilledAtAnyStatementIsDoneByTheNextStart) {
    for (std::size_t version = 0; version < ledger::SqliteLedger::migrations().size(); ++version)
        killLedgerSteps(version);
}

/// Every file with its bytes and the time it was written.
std::map<std::string, std::string> snapshot(const std::string& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        std::ostringstream bytes;
        if (entry.is_regular_file()) bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        struct stat seen {};
        stat(entry.path().c_str(), &seen);
        out[entry.path().lexically_relative(folder).string()] =
            entry.is_regular_file() ? std::to_string(seen.st_mtim.tv_sec) + "." +
                                          std::to_string(seen.st_mtim.tv_nsec) + " " + bytes.str()
                                    : "folder";
    }
    return out;
}

/// Makes a ledger one that a newer version wrote.
const std::string kOfTheFuture = "CREATE TABLE of_the_future (x); PRAGMA user_version=" +
                                 std::to_string(ledger::SqliteLedger::migrations().size() + 1);

composition::Options optionsOf(const std::string& home) {
    composition::Options options;
    options.home = home;
    options.demo = false;
    return options;
}

void expectRefusedUntouched(const std::string& home, const std::string& part) {
    const auto before = snapshot(home);
    const auto opened = composition::Workstation::open(optionsOf(home));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().front().code, kit::ErrorCode::Conflict);
    EXPECT_THAT(opened.error().front().message,
                testing::AllOf(testing::HasSubstr(part), testing::HasSubstr("newer version")));
    const auto after = snapshot(home);
    for (const auto& [name, bytes] : before) {
        ASSERT_TRUE(after.contains(name)) << name << " is gone";
        EXPECT_TRUE(after.at(name) == bytes) << name << " was changed";
    }
    for (const auto& [name, bytes] : after)
        EXPECT_TRUE(before.contains(name)) << name << " was added";
}

void makeHome(const std::string& home) {
    ASSERT_TRUE(composition::Workstation::open(optionsOf(home)));
}

bool makeLedgerNewer(const std::string& home) {
    auto* database = openSqlite(home + "/ledger.sqlite");
    const bool done = sql(database, kOfTheFuture);
    return done && sqlite3_close(database) == SQLITE_OK;
}

bool makeCatalogNewer(const std::string& home) {
    const auto db = Connection::open(home + "/catalog.duckdb", 1, kMemory);
    return db && (*db)->run("CREATE TABLE of_the_future (x INTEGER)") &&
           (*db)->run("INSERT INTO schema_version VALUES (" +
                      std::to_string(catalog::migrations().size() + 1) + ")");
}

TEST(NewerHome, OfALedgerIsRefusedUntouched) {
    test::TemporaryFolder folder;
    const auto home = folder.path() + "/home";
    makeHome(home);
    ASSERT_TRUE(makeLedgerNewer(home));
    expectRefusedUntouched(home, "ledger");
}

TEST(NewerHome, OfALedgerThatWasCutOffIsRefusedUntouched) {
    test::TemporaryFolder folder;
    const auto home = folder.path() + "/home";
    makeHome(home);
    killedAfter([&] {
        auto* database = openSqlite(home + "/ledger.sqlite");
        return sql(database, kOfTheFuture);
    });
    ASSERT_GT(fs::file_size(home + "/ledger.sqlite-wal"), 0U) << "the version stands in the log alone";
    expectRefusedUntouched(home, "ledger");
}

TEST(NewerHome, OfACatalogIsRefusedUntouched) {
    test::TemporaryFolder folder;
    const auto home = folder.path() + "/home";
    makeHome(home);
    ASSERT_TRUE(makeCatalogNewer(home));
    expectRefusedUntouched(home, "catalog");
}

TEST(NewerHome, OfACatalogThatWasCutOffIsRefusedUntouched) {
    test::TemporaryFolder folder;
    const auto home = folder.path() + "/home";
    makeHome(home);
    killedAfter([&] {
        const auto db = Connection::open(home + "/catalog.duckdb", 1, kMemory);
        const bool done = db && (*db)->run("INSERT INTO schema_version VALUES (" +
                                           std::to_string(catalog::migrations().size() + 1) + ")");
        if (done) kill(getpid(), SIGKILL);
        return false;
    });
    ASSERT_TRUE(fs::exists(home + "/catalog.duckdb.wal")) << "the version stands in the log alone";
    expectRefusedUntouched(home, "catalog");
}

TEST(NewerHome, OfSettingsIsRefusedUntouched) {
    test::TemporaryFolder folder;
    const auto home = folder.path() + "/home";
    makeHome(home);
    std::ofstream(home + "/settings.toml") << "settings_version = 2\ntheme = \"sepia\"\n";
    expectRefusedUntouched(home, "settings.toml");
}

} // namespace

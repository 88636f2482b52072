#include "app/ledger/sqlite_ledger.h"
#include "tests/app/support/demo_workstation.h"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>

namespace {

using namespace nautilus;
using ledger::SqliteLedger;

void sql(const std::string& path, const std::string& text) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
}

TEST(SqliteLedgerFile, IsMigratedFromNothingAndOpensAgain) {
    test::TemporaryFolder folder;
    const auto path = folder.path() + "/ledger.sqlite";
    sql(path, "PRAGMA user_version=0");
    for (int round = 0; round < 2; ++round) {
        const auto opened = SqliteLedger::open(path);
        ASSERT_TRUE(opened) << opened.error().front().message;
        EXPECT_EQ((*opened)->schemaVersion(), static_cast<std::int64_t>(SqliteLedger::migrations().size()));
        EXPECT_EQ(*(*opened)->nextSequence("job"), round + 1);
    }
}

TEST(SqliteLedgerFile, OfANewerVersionIsRefusedAndLeftAlone) {
    test::TemporaryFolder folder;
    const auto path = folder.path() + "/ledger.sqlite";
    sql(path, "PRAGMA user_version=999");
    const auto opened = SqliteLedger::open(path);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().front().code, kit::ErrorCode::Conflict);
    EXPECT_NE(opened.error().front().message.find("newer version"), std::string::npos);
}

TEST(SqliteLedgerFile, ThatIsNoLedgerIsRefused) {
    test::TemporaryFolder folder;
    const auto path = folder.path() + "/ledger.sqlite";
    std::ofstream(path) << std::string(10'000, 'x');
    const auto opened = SqliteLedger::open(path);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().front().message.find(path), std::string::npos);
}

/// Writes jobs and acknowledges each over the pipe, until it is killed.
[[noreturn]] void writeForEver(const std::string& path, int acknowledge) {
    auto opened = SqliteLedger::open(path);
    if (!opened) _exit(1);
    while (true) {
        const auto number = (*opened)->nextSequence("job");
        if (!number) _exit(2);
        kit::JobRecord job;
        job.job_id = "job_" + std::to_string(*number);
        job.kind = "test";
        if (!(*opened)->saveJob(job)) _exit(3);
        const auto line = *number;
        if (write(acknowledge, &line, sizeof line) != sizeof line) _exit(4);
    }
}

TEST(SqliteLedgerFile, KeepsWhatItAcknowledgedWhenTheProcessIsKilled) {
    test::TemporaryFolder folder;
    const auto path = folder.path() + "/ledger.sqlite";
    ASSERT_TRUE(SqliteLedger::open(path));
    std::set<std::int64_t> acknowledged;
    for (int round = 0; round < 3; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) writeForEver(path, ends[1]);
        close(ends[1]);
        std::int64_t number = 0;
        for (int i = 0; i < 20 + 7 * round && read(ends[0], &number, sizeof number) == sizeof number; ++i)
            EXPECT_TRUE(acknowledged.insert(number).second) << "the sequence gave " << number << " twice";
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
        while (read(ends[0], &number, sizeof number) == sizeof number)
            acknowledged.insert(number);
        close(ends[0]);
    }
    const auto opened = SqliteLedger::open(path);
    ASSERT_TRUE(opened);
    for (const auto number : acknowledged) {
        const auto job = (*opened)->job("job_" + std::to_string(number));
        ASSERT_TRUE(job && *job) << number;
        EXPECT_EQ((*job)->kind, "test");
    }
    EXPECT_GT(*(*opened)->nextSequence("job"), *acknowledged.rbegin());
    EXPECT_GE(*(*opened)->failInterruptedJobs({5}), static_cast<std::int64_t>(acknowledged.size()));
}

} // namespace

// Backups of a home in use, and what restoring refuses.
#include "app/catalog/backup.h"
#include "app/catalog/backup_zip.h"
#include "app/ledger/sqlite_ledger.h"
#include "app/ledger/sqlite_series_register.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/tiny_dataset.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
namespace fs = std::filesystem;

class BackupTest : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(home_ + "/factors/run_a");
        std::ofstream(home_ + "/factors/run_a/x.parquet") << "values";
        std::ofstream(home_ + "/factors/run_a/y.parquet.new") << "half";
        std::ofstream(home_ + "/token") << "secret";
        catalog_ = std::move(*catalog::DuckDbCatalog::open(home_ + "/catalog.duckdb", 1, 256'000'000));
        ledger_ = std::move(*ledger::SqliteLedger::open(home_ + "/ledger.sqlite"));
        ASSERT_TRUE(catalog_->importDataset(data_.folder(), test::tinyRules, {}));
        ASSERT_EQ(*ledger_->nextSequence("job"), 1);
        series_ = std::move(*ledger::SqliteSeriesRegister::open(home_ + "/series.sqlite"));
        kit::RegisteredSeries unrate;
        unrate.series_id = "UNRATE";
        unrate.source = "fred";
        ASSERT_TRUE(series_->add({&unrate, 1}));
    }
    kit::Result<catalog::BackupReport> backup(const std::string& name,
                                              const kit::Catalog::Progress& progress = {}) {
        const auto copy = [this](const std::string& folder) {
            const auto copied = ledger_->copyTo(folder + "/ledger.sqlite");
            return copied ? series_->copyTo(folder + "/series.sqlite") : copied;
        };
        return catalog::HomeBackup(*catalog_, copy, home_).run(name, progress);
    }
    /// A fresh, good backup's folder.
    std::string good(const std::string& name) {
        const auto report = backup(name);
        EXPECT_TRUE(report) << report.error().front().message;
        return report->folder;
    }
    kit::ErrorCode refusal(const std::string& from) {
        const auto target = folder_.path() + "/never";
        const auto report = catalog::restoreBackup(from, target);
        EXPECT_FALSE(report);
        EXPECT_FALSE(fs::exists(target));
        EXPECT_FALSE(fs::exists(target + ".restoring"));
        return report ? kit::ErrorCode::Internal : report.error().front().code;
    }

    test::TemporaryFolder folder_;
    const std::string home_ = folder_.path() + "/home";
    test::TinyDataset data_{folder_.path() + "/data"};
    std::unique_ptr<catalog::DuckDbCatalog> catalog_;
    std::unique_ptr<ledger::SqliteLedger> ledger_;
    std::unique_ptr<ledger::SqliteSeriesRegister> series_;
};

TEST_F(BackupTest, RestoredItIsTheHomeAtThatMoment) {
    const auto from = good("job_1");
    data_.bars(99.0);
    ASSERT_TRUE(catalog_->importDataset(data_.folder(), test::tinyRules, {})); // the home goes on
    const auto target = folder_.path() + "/new";
    const auto report = catalog::restoreBackup(from, target);
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->catalog_epoch, 1);
    EXPECT_EQ(report->files, 4); // catalog, ledger, register of series, one block
    const auto restored =
        std::move(*catalog::DuckDbCatalog::open(target + "/catalog.duckdb", 1, 256'000'000));
    EXPECT_EQ(restored->epoch(), 1);
    EXPECT_THAT(restored->dailyBars({})->close, testing::ElementsAre(9.5, 10.0, 11.0, 5.0, 6.0));
    const auto ledger = std::move(*ledger::SqliteLedger::open(target + "/ledger.sqlite"));
    EXPECT_EQ(*ledger->nextSequence("job"), 2);
    const auto series = std::move(*ledger::SqliteSeriesRegister::open(target + "/series.sqlite"));
    EXPECT_EQ(series->count(), 1);
    EXPECT_FALSE(fs::exists(target + "/token"));
    EXPECT_FALSE(fs::exists(from + "/token"));
    EXPECT_TRUE(fs::exists(target + "/factors/run_a/x.parquet"));
    EXPECT_FALSE(fs::exists(target + "/factors/run_a/y.parquet.new"));
}

TEST_F(BackupTest, WhatWasAlteredIsRefusedBeforeAnythingIsInPlace) {
    const auto altered = good("altered");
    std::ofstream(altered + "/factors/run_a/x.parquet", std::ios::app) << "!";
    EXPECT_EQ(refusal(altered), kit::ErrorCode::InvalidArgument);
    const auto lacking = good("lacking");
    fs::remove(lacking + "/ledger.sqlite");
    EXPECT_EQ(refusal(lacking), kit::ErrorCode::InvalidArgument);
    const auto more = good("more");
    std::ofstream(more + "/token") << "planted";
    EXPECT_EQ(refusal(more), kit::ErrorCode::InvalidArgument);
    const auto outside = good("outside");
    std::ofstream(outside + "/manifest.json")
        << R"({"format":1,"catalog_epoch":1,"files":[{"name":"../x","bytes":1,"sha256":"00"}]})";
    EXPECT_EQ(refusal(outside), kit::ErrorCode::InvalidArgument);
    const auto newer = good("newer");
    std::ofstream(newer + "/manifest.json") << R"({"format":2,"catalog_epoch":1,"files":[]})";
    EXPECT_EQ(refusal(newer), kit::ErrorCode::Conflict);
    EXPECT_EQ(refusal(folder_.path()), kit::ErrorCode::InvalidArgument);
}

TEST_F(BackupTest, AHomeThatHoldsAnythingIsLeftAlone) {
    const auto from = good("job_1");
    const auto target = folder_.path() + "/used";
    fs::create_directories(target);
    ASSERT_TRUE(catalog::restoreBackup(from, target)); // empty is fine
    EXPECT_EQ(catalog::restoreBackup(from, target).error().front().code, kit::ErrorCode::Conflict);
    EXPECT_EQ(catalog::restoreBackup(from, home_).error().front().code, kit::ErrorCode::Conflict);
    EXPECT_TRUE(fs::exists(home_ + "/token"));
}

TEST_F(BackupTest, AsAZipFileItComesBackWhole) {
    const auto from = good("job_1");
    const auto file = folder_.path() + "/b.zip", unpacked = folder_.path() + "/unpacked";
    ASSERT_TRUE(catalog::zipFolder(from, file));
    ASSERT_TRUE(catalog::unzipTo(file, unpacked));
    EXPECT_TRUE(catalog::restoreBackup(unpacked, folder_.path() + "/new"));
    fs::resize_file(file, fs::file_size(file) / 2);
    EXPECT_EQ(catalog::unzipTo(file, unpacked + "2").error().front().code, kit::ErrorCode::InvalidArgument);
}

TEST_F(BackupTest, CancelledAtAnyStepItLeavesNothing) {
    int steps = 0;
    for (int stop_at = 0;; ++stop_at) {
        int step = 0;
        const auto report = backup("cut", [&](double, std::string_view) { return step++ != stop_at; });
        if (report) break;
        ++steps;
        EXPECT_EQ(report.error().front().code, kit::ErrorCode::Cancelled);
        EXPECT_TRUE(fs::is_empty(home_ + "/backups"));
    }
    EXPECT_GT(steps, 2);
    for (const char* bad : {"", "../x", "a/b"})
        EXPECT_FALSE(backup(bad)) << bad;
}

} // namespace

#include "app/catalog/duckdb_catalog.h"
#include "app/catalog/parquet_blocks.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/tiny_dataset.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using catalog::DuckDbCatalog;
using test::TinyDataset;
namespace fs = std::filesystem;

class ImportTest : public testing::Test {
protected:
    void SetUp() override { open(); }
    void open() {
        catalog_.reset();
        auto opened = DuckDbCatalog::open(folder_.path() + "/catalog.duckdb", 1, 256'000'000);
        ASSERT_TRUE(opened) << opened.error().front().message;
        catalog_ = std::move(*opened);
    }
    kit::Result<kit::ImportReport> import() {
        return catalog_->importDataset(data_.folder(), test::tinyRules, {});
    }
    std::vector<double> closes() { return catalog_->dailyBars({})->close; }

    test::TemporaryFolder folder_;
    TinyDataset data_{folder_.path() + "/data"};
    std::unique_ptr<DuckDbCatalog> catalog_;
};

TEST_F(ImportTest, CountsEveryRowAndKeepsRefusedOnesWhole) {
    const auto report = import();
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->rows_read, TinyDataset::kTableRows + TinyDataset::kBars);
    EXPECT_EQ(report->rows_quarantined, TinyDataset::kRefused);
    EXPECT_EQ(report->rows_read, report->rows_imported + report->rows_quarantined + report->rows_unchanged);
    EXPECT_EQ(report->catalog_epoch, 1);
    EXPECT_EQ(report->instruments, 2);
    const auto refused = catalog_->quarantine();
    ASSERT_EQ(refused->size(), 1U);
    EXPECT_EQ(refused->front().id, 2);
    EXPECT_EQ(refused->front().session.iso(), "2019-01-03");
    EXPECT_EQ(refused->front().reason, "no_price");
    EXPECT_EQ(refused->front().source, "s");
    EXPECT_EQ(refused->front().source_row, 5);
    EXPECT_THAT(closes(), testing::ElementsAre(9.5, 10.0, 11.0, 5.0, 6.0));
}

TEST_F(ImportTest, TheSameFilesAgainChangeNothing) {
    ASSERT_TRUE(import());
    const auto again = import();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->rows_imported, 0);
    EXPECT_EQ(again->rows_unchanged, again->rows_read);
    EXPECT_EQ(again->catalog_epoch, 1);
    open(); // and after a restart
    EXPECT_EQ(catalog_->epoch(), 1);
    EXPECT_EQ(import()->catalog_epoch, 1);
    EXPECT_EQ(closes().size(), 5U);
}

TEST_F(ImportTest, ChangedFilesReplaceTheSetAndRaiseTheEpoch) {
    ASSERT_TRUE(import());
    data_.bars(11.5);
    EXPECT_EQ(import()->catalog_epoch, 2);
    EXPECT_EQ(catalog_->epoch(), 2);
    EXPECT_THAT(closes(), testing::ElementsAre(9.5, 10.0, 11.5, 5.0, 6.0));
    EXPECT_EQ(catalog_->quarantine()->size(), 1U);
    TinyDataset other(folder_.path() + "/other", "other");
    EXPECT_EQ(catalog_->importDataset(other.folder(), test::tinyRules, {})->catalog_epoch, 3);
    EXPECT_EQ(catalog_->datasets()->size(), 2U);
}

/// Small tables are kept in memory: what others write is seen as soon as it is there, and no sooner.
TEST_F(ImportTest, KeptAnswersAreWhatAReaderWouldSee) {
    ASSERT_TRUE(import());
    const auto values = [&] {
        std::vector<double> out;
        const auto stored = catalog_->macro("S");
        for (const auto& each : *stored)
            out.push_back(each.value);
        return out;
    };
    const auto own = catalog_->exclusively([](catalog::Connection& main) { return main.sibling(); });
    ASSERT_TRUE(own);
    auto& writer = **own;
    const std::string change = "UPDATE macro_observations SET value = value + 1";
    EXPECT_THAT(values(), testing::ElementsAre(2.5));
    ASSERT_TRUE(writer.run("BEGIN TRANSACTION"));
    ASSERT_TRUE(writer.run(change));
    EXPECT_THAT(values(), testing::ElementsAre(2.5)) << "not committed";
    ASSERT_TRUE(writer.run("COMMIT"));
    EXPECT_THAT(values(), testing::ElementsAre(3.5));
    ASSERT_TRUE(writer.run("BEGIN TRANSACTION; " + change));
    ASSERT_TRUE(writer.run("ROLLBACK"));
    EXPECT_THAT(values(), testing::ElementsAre(3.5));
    ASSERT_TRUE(writer.run(change)); // without a transaction
    EXPECT_THAT(values(), testing::ElementsAre(4.5));
    EXPECT_FALSE(writer.run(change + "; SELECT no_such_column FROM datasets")) << "the first part ran";
    EXPECT_THAT(values(), testing::ElementsAre(5.5));
    ASSERT_TRUE(catalog_->exclusively(
        [&](catalog::Connection& main) { return main.run("BEGIN TRANSACTION") && main.run(change); }));
    EXPECT_THAT(values(), testing::ElementsAre(6.5)) << "who writes sees it before the others do";
    ASSERT_TRUE(catalog_->exclusively([&](catalog::Connection& main) { return main.run("ROLLBACK"); }));
    EXPECT_THAT(values(), testing::ElementsAre(5.5));
}

/// Marks grow by the rows that come in; they are those of a reading from nothing after whatever happens.
TEST_F(ImportTest, MarksThatGrewAreThoseOfAllRows) {
    ASSERT_TRUE(import());
    const auto run = [&](const std::string& sql) {
        return catalog_->exclusively([&](catalog::Connection& main) { return main.run(sql).has_value(); });
    };
    std::vector<domain::InstrumentId> another{1, 2};
    const auto expectSame = [&](const char* where) {
        another.push_back(2); // a condition never asked for before: all rows are read
        EXPECT_EQ(*catalog_->barMarks({1, 2}), *catalog_->barMarks(another)) << where;
    };
    const auto days = [](int later) {
        return "INSERT INTO bars_daily SELECT * REPLACE (session + " + std::to_string(later) +
               " AS session) FROM bars_daily WHERE session = DATE '2019-01-04'";
    };
    expectSame("first");
    const auto before = *catalog_->barMarks({1, 2});
    ASSERT_TRUE(run(days(3)));
    expectSame("a day more");
    EXPECT_EQ(catalog_->barMarks({1, 2})->size(), before.size() + 1);
    ASSERT_TRUE(run("INSERT INTO bars_daily SELECT * REPLACE (3 AS instrument_id) FROM bars_daily"));
    expectSame("bars of somebody else");
    ASSERT_TRUE(run("BEGIN TRANSACTION; " + days(4)));
    expectSame("seen by who writes");
    ASSERT_TRUE(run("ROLLBACK"));
    ASSERT_TRUE(run(days(5)));
    expectSame("as many rows as were taken back");
    ASSERT_TRUE(run("BEGIN TRANSACTION; " + days(6)));
    expectSame("seen by who writes, again");
    ASSERT_TRUE(run("COMMIT"));
    expectSame("and kept");
    ASSERT_TRUE(run(days(7)));
    expectSame("more after that");
    ASSERT_TRUE(run("DELETE FROM bars_daily WHERE instrument_id = 3"));
    expectSame("rows gone");
    ASSERT_TRUE(run("CHECKPOINT"));
    ASSERT_TRUE(run(days(8)));
    expectSame("rows moved, and one day more");
    ASSERT_TRUE(run("UPDATE bars_daily SET close = close + 1 WHERE session = DATE '2019-01-03'"));
    expectSame("other values");
    ASSERT_TRUE(import()); // the set as it was: unchanged files are not read again
    expectSame("import");
    data_.bars(12.0);
    ASSERT_TRUE(import());
    expectSame("another import");
    EXPECT_EQ(catalog_->barMarks({1, 2})->size(), before.size());
    EXPECT_NE(*catalog_->barMarks({1, 2}), before);
}

TEST_F(ImportTest, DamagedFilesAreNamedAndChangeNothing) {
    ASSERT_TRUE(import());
    data_.bars(99.0);
    for (const char* name : {"instruments", "aliases", "macro_observations", "bars_daily"}) {
        TinyDataset damaged(folder_.path() + "/damaged_" + name);
        damaged.bars(99.0);
        damaged.damage(name);
        const auto report = catalog_->importDataset(damaged.folder(), test::tinyRules, {});
        ASSERT_FALSE(report) << name;
        EXPECT_EQ(report.error().front().code, kit::ErrorCode::InvalidArgument) << name;
        EXPECT_THAT(report.error().front().message,
                    testing::StartsWith(std::string(name) + ".parquet of the data set"));
        EXPECT_EQ(catalog_->epoch(), 1);
        EXPECT_THAT(closes(), testing::ElementsAre(9.5, 10.0, 11.0, 5.0, 6.0)) << name;
    }
    EXPECT_EQ(import()->catalog_epoch, 2); // the next one works
}

TEST_F(ImportTest, AMissingColumnChangesNothing) {
    data_.table("aliases", "SELECT 1::BIGINT AS instrument_id");
    EXPECT_FALSE(import());
    EXPECT_EQ(catalog_->epoch(), 0);
    EXPECT_TRUE(catalog_->instruments()->empty());
}

TEST_F(ImportTest, AManifestThatCannotBeReadIsAnError) {
    for (const char* text : {"", "{", "{\"name\":\"x\"}", "{\"name\":\"\",\"price_basis\":\"2020-01-10\"}",
                             "{\"name\":\"x\",\"price_basis\":\"soon\"}", "[]"}) {
        std::ofstream(data_.folder() + "/dataset.json") << text;
        const auto report = import();
        ASSERT_FALSE(report) << text;
        EXPECT_EQ(report.error().front().field, "/folder");
        EXPECT_EQ(report.error().front().message.find(folder_.path()), std::string::npos);
    }
    EXPECT_FALSE(catalog_->importDataset(folder_.path() + "/none", test::tinyRules, {}));
}

TEST_F(ImportTest, CancelledAtAnyStepItLeavesNothing) {
    int steps = 0;
    for (int stop_at = 0;; ++stop_at) {
        int step = 0;
        const auto report =
            catalog_->importDataset(data_.folder(), test::tinyRules, [&](double fraction, std::string_view) {
                EXPECT_GE(fraction, 0.0);
                EXPECT_LE(fraction, 1.0);
                return fraction >= 1.0 || step++ != stop_at;
            });
        if (report) break;
        ++steps;
        EXPECT_EQ(report.error().front().code, kit::ErrorCode::Cancelled);
        EXPECT_EQ(catalog_->epoch(), 0);
        EXPECT_TRUE(closes().empty());
        EXPECT_TRUE(catalog_->datasets()->empty());
        EXPECT_TRUE(catalog_->quarantine()->empty());
    }
    EXPECT_GT(steps, 8);
    EXPECT_EQ(catalog_->epoch(), 1);
}

TEST_F(ImportTest, OverlappingExclusionsQuarantineARowOnce) {
    data_.table("bar_exclusions",
                "SELECT * FROM (VALUES (1::BIGINT, NULL::DATE, DATE '2019-01-03'), (1, DATE "
                "'2019-01-01', DATE '2019-01-04')) t(instrument_id, valid_from, valid_to)");
    const auto report = import();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->rows_quarantined, TinyDataset::kRefused + 2);
    EXPECT_EQ(catalog_->quarantine()->size(), 3U);
    EXPECT_EQ(report->rows_read, report->rows_imported + report->rows_quarantined);
}

TEST(CatalogFile, OfANewerVersionOrDamagedIsRefused) {
    test::TemporaryFolder folder;
    const auto path = folder.path() + "/catalog.duckdb";
    ASSERT_TRUE(DuckDbCatalog::open(path, 1, 256'000'000));
    ASSERT_TRUE(
        (*catalog::Connection::open(path, 1, 256'000'000))->run("INSERT INTO schema_version VALUES (999)"));
    EXPECT_EQ(DuckDbCatalog::open(path, 1, 256'000'000).error().front().code, kit::ErrorCode::Conflict);
    std::ofstream(path) << "not a database";
    const auto damaged = DuckDbCatalog::open(path, 1, 256'000'000);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().front().message, "the catalog file cannot be opened");
}

TEST(FactorBlocks, OrphansAndHalfWrittenOnesGoAtTheStart) {
    test::TemporaryFolder folder;
    const auto home = folder.path() + "/factors";
    auto blocks = std::move(*catalog::ParquetBlocks::open(home));
    const std::vector<domain::SessionDate> sessions{domain::SessionDate::of(2020, 1, 9),
                                                    domain::SessionDate::of(2020, 1, 10)};
    const std::vector<domain::InstrumentId> ids{1, 2};
    const std::vector<std::string> factors{"style:beta"};
    const std::vector<double> numbers{1.5, NAN, NAN, NAN};
    const std::vector<domain::MatrixView> views{{numbers.data(), 2, 2}};
    const kit::FactorBlock block{sessions, ids, factors, views, 0, 2};
    const auto first = blocks->write("run_a", block);
    ASSERT_TRUE(first) << first.error().front().message;
    EXPECT_EQ(first->rows, 1); // a row without any value is not written
    EXPECT_EQ(blocks->write("run_a", block)->sha256, first->sha256);
    ASSERT_TRUE(blocks->write("run_b", block));
    std::ofstream(home + "/run_a/2020-01-11_2020-01-12.parquet.new") << "half";
    const std::vector<std::string> known{"run_a", "run_c"};
    EXPECT_EQ(*blocks->removeOrphans(known), 1);
    EXPECT_TRUE(fs::exists(home + "/run_a/" + first->name));
    EXPECT_FALSE(fs::exists(home + "/run_b"));
    EXPECT_EQ(std::distance(fs::directory_iterator(home + "/run_a"), fs::directory_iterator()), 1);
    for (const char* bad : {"", "../x", "a/b", "a b"})
        EXPECT_FALSE(blocks->write(bad, block)) << bad;
}

} // namespace

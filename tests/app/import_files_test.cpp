#include "app/catalog/csv_shape.h"
#include "app/catalog/duckdb_catalog.h"
#include "engines/marketdata/service/import_planner.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/tiny_dataset.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;

class ImportFilesTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = catalog::DuckDbCatalog::open(folder_.path() + "/catalog.duckdb", 1, 256'000'000);
        ASSERT_TRUE(opened);
        catalog_ = std::move(*opened);
    }
    std::string write(const std::string& name, const std::string& content) {
        const auto path = files_.path() + "/" + name;
        std::ofstream(path) << content;
        return path;
    }
    marketdata::PlannedImport plan(const std::string& path, marketdata::ImportRequest request = {}) {
        request.files = {path};
        const auto sample = catalog_->sampleFiles(request.files, marketdata::readWishesOf(request.options));
        EXPECT_TRUE(sample);
        return sample ? marketdata::planImport(request, *sample) : marketdata::PlannedImport{};
    }
    kit::Result<kit::ImportReport> import(const std::string& path, marketdata::ImportRequest request = {}) {
        const auto planned = plan(path, std::move(request));
        EXPECT_TRUE(planned.guess.problems.empty()) << planned.guess.problems.front().message;
        return catalog_->importFiles(planned.plan, test::tinyRules, {});
    }

    test::TemporaryFolder folder_, files_;
    std::unique_ptr<catalog::DuckDbCatalog> catalog_;
};

constexpr const char* kBars = "Date,High,Low,Open,Close,Volume,Adj Close,Name\n"
                              "2019-01-02,10,8,9,9.5,20,9.5,AAA\n2019-01-03,10,8,9,zero,25,10,AAA\n"
                              "2019-01-02,5,5,5,0,10,5,BBB\n2019-01-03,6,5,5,5.5,10,5.5,BBB\n";

TEST_F(ImportFilesTest, BarsAreTakenInByTheNamesOfTheirColumns) {
    const auto path = write("prices.csv", kBars);
    const auto report = import(path);
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->rows_read, 4);
    EXPECT_EQ(report->rows_imported, 2);
    EXPECT_EQ(report->rows_quarantined, 2); // a close that is no number, and one that the rules refuse
    EXPECT_EQ(report->instruments, 2);
    EXPECT_EQ(report->catalog_epoch, 1);
    EXPECT_THAT(catalog_->dailyBars({})->close, testing::ElementsAre(9.5, 5.5));
    EXPECT_EQ(catalog_->quarantine()->front().reason, "no_price");
}

TEST_F(ImportFilesTest, TheSameRowsAgainChangeNothingAndOthersReplaceThem) {
    const auto path = write("prices.csv", kBars);
    ASSERT_TRUE(import(path));
    const auto again = import(path);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->rows_unchanged, 4);
    EXPECT_EQ(again->rows_imported + again->rows_quarantined, 0);
    EXPECT_EQ(again->catalog_epoch, 1);
    const auto changed =
        import(write("prices.csv", "Date,Close,Symbol\n2019-01-02,9.75,AAA\n2019-01-04,11,AAA\n"));
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->rows_imported, 2);
    EXPECT_EQ(changed->rows_changed, 1);
    EXPECT_EQ(changed->catalog_epoch, 2);
    EXPECT_THAT(catalog_->dailyBars({})->close, testing::ElementsAre(9.75, 11.0, 5.5));
    EXPECT_EQ(catalog_->instruments()->size(), 2U);
}

TEST_F(ImportFilesTest, RowsThatNoFileHoldsTakeTheSameWay) {
    kit::ImportPlan plan;
    plan.dataset = "other";
    plan.kind = "bars";
    plan.files = {kit::FileShape{}};
    plan.files[0].source = "a_provider";
    plan.columns = {{"symbol", "symbol", 't'}, {"date", "date", 'd'}, {"open", "open", 'n'},
                    {"high", "high", 'n'},     {"low", "low", 'n'},   {"close", "close", 'n'},
                    {"volume", "volume", 'n'}};
    const auto day = [](const char* text) { return *domain::SessionDate::parse(text); };
    kit::Table rows;
    rows.add("symbol", kit::Table::Texts{"AAA", "BBB", "AAA"});
    rows.add("date", kit::Table::Dates{day("2019-01-02"), day("2019-01-02"), day("2019-01-03")});
    for (const char* name : {"open", "high", "low", "close"})
        rows.add(name, kit::Table::Numbers{9.5, 0, 10});
    EXPECT_EQ(catalog_->importRows(plan, rows, test::tinyRules, {}).error().front().code,
              kit::ErrorCode::InvalidArgument)
        << "a column of the plan is not there";
    rows.add("volume", kit::Table::Numbers{20, 10, domain::kMissing});
    const auto report = catalog_->importRows(plan, rows, test::tinyRules, {});
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->rows_read, 3);
    EXPECT_EQ(report->rows_imported, 2);
    EXPECT_EQ(report->rows_quarantined, 1);
    EXPECT_THAT(catalog_->dailyBars({})->close, testing::ElementsAre(9.5, 10));
    const auto sources = catalog_->barSources(1, day("2019-01-01"), day("2019-01-31"));
    ASSERT_TRUE(sources);
    EXPECT_THAT(*sources, testing::Each(testing::AllOf(testing::Field(&kit::SourceRow::source, "a_provider"),
                                                       testing::Field(&kit::SourceRow::dataset, "other"))));
    const auto again = catalog_->importRows(plan, rows, test::tinyRules, {});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->rows_unchanged, 3);
    EXPECT_EQ(again->catalog_epoch, report->catalog_epoch);
}

TEST_F(ImportFilesTest, SaysWhichInstrumentsItTouched) {
    EXPECT_THAT(import(write("prices.csv", kBars))->touched, testing::ElementsAre(1, 2));
    const auto report = import(write("more.csv", "Date,Close,Volume,Name\n2019-01-03,5.6,10,BBB\n"));
    EXPECT_THAT(report->touched, testing::ElementsAre(2));
    EXPECT_FALSE(report->touched_all);
    EXPECT_EQ(report->rows_changed, 1);
}

TEST_F(ImportFilesTest, ATrialLeavesNothing) {
    const auto planned = plan(write("prices.csv", kBars));
    const auto trial = catalog_->tryFiles(planned.plan, test::tinyRules);
    ASSERT_TRUE(trial);
    EXPECT_EQ(trial->rows_new, 2);
    EXPECT_EQ(trial->rows_quarantined, 2);
    EXPECT_EQ(trial->new_instruments, 2);
    EXPECT_EQ(trial->sample.rowCount(), 3U);
    EXPECT_TRUE(catalog_->instruments()->empty());
    EXPECT_EQ(catalog_->epoch(), 0);
}

TEST_F(ImportFilesTest, CancelledAtAnyStepItLeavesNothing) {
    const auto planned = plan(write("prices.csv", kBars));
    int steps = 0;
    for (int stop_at = 0;; ++stop_at) {
        int step = 0;
        const auto report =
            catalog_->importFiles(planned.plan, test::tinyRules,
                                  [&](double f, std::string_view) { return f >= 1.0 || step++ != stop_at; });
        if (report) break;
        ++steps;
        EXPECT_EQ(report.error().front().code, kit::ErrorCode::Cancelled);
        EXPECT_TRUE(catalog_->instruments()->empty());
    }
    EXPECT_GT(steps, 4);
    EXPECT_EQ(catalog_->epoch(), 1);
}

TEST_F(ImportFilesTest, DayBeforeMonthIsAskedWhenTheDataLeaveItOpen) {
    const auto open = plan(write("a.csv", "Date,Close,Symbol\n01/02/2019,5,A\n02/02/2019,6,A\n"));
    ASSERT_EQ(open.guess.problems.size(), 1U);
    EXPECT_EQ(open.guess.problems.front().code, "ambiguous_date");
    const auto settled = plan(write("b.csv", "Date,Close,Symbol\n01/02/2019,5,A\n13/02/2019,6,A\n"));
    EXPECT_TRUE(settled.guess.problems.empty());
    EXPECT_EQ(settled.plan.date_format, "%d/%m/%Y");
    marketdata::ImportRequest told;
    told.options.date_format = "MDY";
    EXPECT_TRUE(plan(write("a.csv", "Date,Close,Symbol\n01/02/2019,5,A\n02/02/2019,6,A\n"), told)
                    .guess.problems.empty());
}

TEST_F(ImportFilesTest, DecimalCommaSemicolonAndFreeTextAreFound) {
    const auto path =
        write("XYZ.csv", "made by somebody, somewhere\n\nDatum;Close;Volume\n2019-01-02;1.234,5;10\n"
                         "2019-01-03;1.235,25;11\n2019-01-04;9,5;12\n");
    marketdata::ImportRequest request;
    request.map["Datum"] = "date";
    const auto report = import(path, request);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->rows_imported, 3);
    EXPECT_THAT(catalog_->dailyBars({})->close, testing::ElementsAre(1234.5, 1235.25, 9.5));
    EXPECT_EQ(catalog_->instruments()->front().symbol, "XYZ");
}

TEST_F(ImportFilesTest, MacroSeriesKeepBlanksAndTheLastDayOfTheirPeriod) {
    const auto report =
        import(write("CPI.csv", "date,value\n2019-01-01,1.5\n2019-02-01,\n2019-03-01,1.75\n"));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->kind, "macro");
    EXPECT_EQ(report->rows_imported, 3);
    const auto values = catalog_->macro("CPI");
    ASSERT_EQ(values->size(), 2U);
    EXPECT_EQ(values->front().period_end.iso(), "2019-01-31");
    EXPECT_EQ(values->front().knowable_at.iso(), "2019-03-17"); // 45 days after the month
}

TEST_F(ImportFilesTest, PathsThatMayNotBeReadAreRefused) {
    for (const auto& path : {folder_.path() + "/catalog.duckdb", files_.path(), files_.path() + "/none.csv",
                             std::string("relative.csv"), std::string("/dev/zero")}) {
        const auto sample = catalog_->sampleFiles({path}, {});
        ASSERT_FALSE(sample) << path;
        EXPECT_EQ(sample.error().front().field, "/files/0");
        EXPECT_EQ(sample.error().front().message.find(files_.path()), std::string::npos);
    }
}

TEST(CsvShape, QuotesHoldDelimiters) {
    EXPECT_THAT(catalog::splitLine("a,\"b,\"\"c\",d", ','), testing::ElementsAre("a", "b,\"c", "d"));
}

} // namespace

// LEAN folders: layout, units, factor and map files. The folder is made here, the real excerpts are read by
// the functional tests.

#include "app/catalog/duckdb_catalog.h"
#include "app/catalog/lean_adjust.h"
#include "app/catalog/lean_files.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/tiny_dataset.h"
#include "tests/app/support/zip_files.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using domain::SessionDate;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::int64_t kMinute = 60 * domain::kNsPerSecond;

class LeanImportTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = catalog::DuckDbCatalog::open(home_.path() + "/catalog.duckdb", 1, 256'000'000);
        ASSERT_TRUE(opened);
        catalog_ = std::move(*opened);
    }
    void zip(const std::string& name, const std::string& content) {
        test::writeZip(root_ + name, {{"table.csv", content}});
    }
    void text(const std::string& name, const std::string& content) {
        std::filesystem::create_directories(std::filesystem::path(root_ + name).parent_path());
        std::ofstream(root_ + name) << content;
    }
    /// A ticker that was another company's until 2014, a split of 2 on 2014-06-09, a dividend on 2014-06-11.
    void equities() {
        zip("daily/new.zip", "20140401 00:00,100000,110000,90000,100000,1000\n"
                             "20140606 00:00,2000000,2100000,1900000,2000000,500\n"
                             "20140609 00:00,1000000,1100000,900000,1000000,1000\n"
                             "20140610 00:00,1000000,1100000,900000,1000000,1000\n"
                             "20140611 00:00,990000,1000000,980000,990000,1000\n");
        text("map_files/new.csv", "20140501,old,Q\n20140606,old,Q\n20501231,new,Q\n");
        text("factor_files/new.csv", "20140501,0.98,0.5,1\n20140606,0.98,0.5,200\n20140610,0.98,1,100\n"
                                     "20501231,1,1,0\n");
    }
    kit::Result<kit::ImportReport> import() {
        return catalog_->importLean(files_.path() + "/lean", "lean", test::tinyRules, {});
    }
    domain::InstrumentId idOf(const std::string& symbol) {
        const auto instruments = catalog_->instruments();
        for (const auto& each : *instruments)
            if (each.symbol == symbol) return each.id;
        ADD_FAILURE() << symbol;
        return 0;
    }
    std::string refusal() {
        const auto report = import();
        EXPECT_FALSE(report);
        if (report) return "";
        EXPECT_EQ(report.error().front().field, "/folder");
        EXPECT_THAT(report.error().front().message, testing::Not(HasSubstr(files_.path())));
        EXPECT_TRUE(catalog_->instruments()->empty());
        EXPECT_EQ(catalog_->epoch(), 0);
        return report.error().front().message;
    }

    test::TemporaryFolder home_, files_;
    std::string root_ = files_.path() + "/lean/equity/usa/";
    std::unique_ptr<catalog::DuckDbCatalog> catalog_;
};

TEST_F(LeanImportTest, DailyBarsAreAdjustedAndBelongToWhoHeldTheTicker) {
    equities();
    // Until 2014-06-06 the instrument went by "old": the rows of "new" before are of somebody else.
    zip("daily/old.zip", "20140602 00:00,1000000,1100000,900000,1000000,400\n"
                         "20140606 00:00,2000000,2100000,1900000,2000000,500\n");
    const auto report = import();
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->rows_read, 9); // seven bars, a split and a dividend
    EXPECT_EQ(report->rows_quarantined, 2);
    EXPECT_EQ(report->rows_imported, 7);
    EXPECT_EQ(report->instruments, 1);
    EXPECT_EQ(report->rows_read, report->rows_imported + report->rows_quarantined + report->rows_unchanged);
    const auto bars = catalog_->dailyBars({});
    EXPECT_THAT(bars->close, ElementsAre(50.0, 100.0, 100.0, 100.0, 99.0));
    EXPECT_THAT(bars->volume, ElementsAre(800.0, 1000.0, 1000.0, 1000.0, 1000.0));
    EXPECT_THAT(bars->adj_close, ElementsAre(49.0, 98.0, 98.0, 98.0, 99.0));
    const auto actions = catalog_->corporateActions();
    ASSERT_EQ(actions->size(), 2U);
    EXPECT_EQ(actions->front().type, "split");
    EXPECT_EQ(actions->front().ex_date.iso(), "2014-06-09");
    EXPECT_DOUBLE_EQ(actions->front().ratio, 2.0);
    EXPECT_EQ(actions->back().ex_date.iso(), "2014-06-11");
    EXPECT_NEAR(actions->back().amount, 2.0, 1e-12); // 100 x (1 - 0.98 / 1)
    EXPECT_TRUE(actions->back().inferred);
}

TEST_F(LeanImportTest, AnInstrumentGoesByItsTickersEachInItsTime) {
    equities();
    ASSERT_TRUE(import());
    const auto aliases = catalog_->aliases();
    ASSERT_EQ(aliases->size(), 2U);
    EXPECT_EQ(aliases->front().symbol, "NEW");
    EXPECT_EQ(aliases->front().from.iso(), "2014-06-07");
    EXPECT_EQ(aliases->front().to, domain::kEndOfTime);
    EXPECT_EQ(aliases->back().symbol, "OLD");
    EXPECT_EQ(aliases->back().from.iso(), "2014-05-01");
    EXPECT_EQ(aliases->back().to.iso(), "2014-06-07");
    const auto again = import();
    EXPECT_EQ(again->rows_unchanged, again->rows_read);
    EXPECT_EQ(again->catalog_epoch, 1);
}

TEST_F(LeanImportTest, MinutesAreOfNewYorkInSummerAndWinter) {
    zip("minute/abc/20140609_trade.zip", "34200000,1000000,1010000,990000,1005000,10\n");
    zip("minute/abc/20140106_trade.zip", "34200000,1000000,1010000,990000,1000000,10\n");
    zip("hour/abc.zip", "20140609 09:00,1000000,1010000,990000,1005000,10\n");
    ASSERT_TRUE(import());
    const auto id = idOf("ABC");
    EXPECT_THAT(*catalog_->barSizes(id), ElementsAre(kMinute, 60 * kMinute));
    const auto bars = catalog_->sizedBars({id}, kMinute);
    EXPECT_EQ(domain::Timestamp{bars->closes_at_ns.front()}.rfc3339(), "2014-01-06T14:31:00Z");
    EXPECT_EQ(domain::Timestamp{bars->closes_at_ns.back()}.rfc3339(), "2014-06-09T13:31:00Z");
    EXPECT_THAT(bars->close, ElementsAre(100.0, 100.5));
    const auto day = SessionDate::of(2014, 6, 9);
    EXPECT_EQ(catalog_->sizedBars({id, day, day, "America/New_York"}, kMinute)->close.size(), 1U);
    EXPECT_EQ(catalog_->sizedBars({id}, 60 * kMinute)->closes_at_ns.front(),
              bars->closes_at_ns.back() + 29 * kMinute); // 09:00 to 10:00
}

TEST_F(LeanImportTest, TicksAndQuotesGoToTheirTables) {
    zip("tick/abc/20140609_trade.zip", "34200123,1000000,5,P,20002020,0\n34200123,1000100,6,Q,,1\n");
    zip("tick/abc/20140609_quote.zip", "34200001,0,0,1000500,7,Q,1,0\n");
    zip("minute/abc/20140609_quote.zip",
        "34200000,1,2,1,999900,3,1,2,1,1000100,4\n34260000,,,,,,1,2,1,1000200,5\n");
    const auto report = import();
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->rows_imported, 5);
    const auto ticks = catalog_->ticks({idOf("ABC")});
    EXPECT_THAT(ticks->bid,
                ElementsAre(testing::IsNan(), testing::IsNan(), testing::IsNan(), 99.99, testing::IsNan()));
    EXPECT_DOUBLE_EQ(ticks->ask[0], 100.05);
    EXPECT_EQ(domain::Timestamp{ticks->at_ns[1]}.rfc3339(), "2014-06-09T13:30:00.123Z");
    EXPECT_DOUBLE_EQ(ticks->price[2], 100.01);
    EXPECT_EQ(ticks->conditions[2], "suspicious");
    EXPECT_EQ(ticks->venue[1], "P");
    EXPECT_EQ(domain::Timestamp{ticks->at_ns[3]}.rfc3339(), "2014-06-09T13:31:00Z"); // the end of its bar
    EXPECT_THAT(report->warnings, testing::Contains(HasSubstr("last bid and ask")));
    EXPECT_EQ(
        catalog_->ticks({idOf("ABC"), domain::kBeginningOfTime, domain::kEndOfTime, "UTC", 2})->at_ns.size(),
        2U);
}

TEST_F(LeanImportTest, PairsAreQuotesInTheirMarketsTime) {
    const auto forex = files_.path() + "/lean/forex/";
    test::writeZip(forex + "oanda/daily/eurusd.zip",
                   {{"a.csv", "20140609 00:00,1.1,1.2,1.0,1.15,0,1.11,1.21,1.01,1.16,0\n"}});
    test::writeZip(forex + "fxcm/minute/usdjpy/20140609_quote.zip",
                   {{"a.csv", "0,101,102,100,101.5,0,101,102,100,101.6,0\n"}});
    test::writeZip(forex + "fxcm/tick/usdjpy/20140609_quote.zip", {{"a.csv", "1000,101.25,101.5\n"}});
    test::writeZip(files_.path() + "/lean/crypto/coinbase/daily/btcusd_trade.zip",
                   {{"a.csv", "20140608 00:00,300,370,300,370,0.05655554\n"}}); // a Sunday
    const auto report = import();
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->rows_imported, 4);
    const auto euro = catalog_->ticks({idOf("EURUSD")});
    EXPECT_EQ(domain::Timestamp{euro->at_ns.front()}.rfc3339(), "2014-06-10T00:00:00Z");
    EXPECT_DOUBLE_EQ(euro->bid.front(), 1.15);
    EXPECT_DOUBLE_EQ(euro->ask.front(), 1.16);
    const auto yen = catalog_->ticks({idOf("USDJPY")});
    EXPECT_EQ(domain::Timestamp{yen->at_ns.front()}.rfc3339(), "2014-06-09T05:00:01Z");
    EXPECT_EQ(domain::Timestamp{yen->at_ns.back()}.rfc3339(), "2014-06-09T05:01:00Z");
    const auto instruments = catalog_->instruments();
    for (const auto& each : *instruments)
        EXPECT_EQ(each.currency, each.symbol == "USDJPY" ? "JPY" : "USD") << each.symbol;
    EXPECT_DOUBLE_EQ(catalog_->dailyBars({})->volume.front(), 0.05655554);
}

TEST_F(LeanImportTest, LinesThatAreNotOfTheFormatAreKept) {
    zip("daily/abc.zip", "20140609 00:00,1000000,1010000,990000,1005000,10\nwhat is this\n"
                         "20140610 00:00,1000000,1010000,990000\n20140611 00:00,1e400,1,1,1,1\n");
    const auto report = import();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->rows_read, 4);
    EXPECT_EQ(report->rows_imported, 1);
    EXPECT_EQ(report->rows_quarantined, 3);
    EXPECT_THAT(report->warnings, testing::Contains(HasSubstr("no factor file")));
}

TEST_F(LeanImportTest, WhatIsNotUnderstoodIsCountedByKind) {
    zip("daily/abc.zip", "20140609 00:00,1000000,1010000,990000,1005000,10\n");
    test::writeZip(files_.path() + "/lean/option/usa/minute/goog/20151224_trade_american.zip",
                   {{"a.csv", "1"}});
    test::writeZip(files_.path() + "/lean/equity/india/daily/abc.zip", {{"a.csv", "1"}});
    const auto report = import();
    ASSERT_TRUE(report);
    EXPECT_THAT(report->warnings, testing::Contains(HasSubstr("1 files of option were left out")));
    EXPECT_THAT(report->warnings, testing::Contains(HasSubstr("1 files of equity/india were left out")));
}

TEST_F(LeanImportTest, FaultyFoldersChangeNothing) {
    std::filesystem::create_directories(files_.path() + "/lean");
    EXPECT_THAT(refusal(), HasSubstr("neither a data set"));
    zip("daily/abc.zip", "20140609 00:00,1000000,1010000,990000,1005000,10\n");
    for (const char* factors : {"20140609,zero,1,1\n", "20140609,0,1,1\n", "20140609,1,-1,1\n", "20140609\n",
                                "2014-06-09,1,1,1\n", "20140609,1,1,1\n20140609,1,1,1\n"}) {
        text("factor_files/abc.csv", factors);
        EXPECT_THAT(refusal(), HasSubstr("factor_files/abc.csv")) << factors;
    }
    std::filesystem::remove(root_ + "factor_files/abc.csv");
    text("map_files/abc.csv", "20140609\n");
    EXPECT_THAT(refusal(), HasSubstr("map_files/abc.csv, line 1"));
    std::filesystem::remove(root_ + "map_files/abc.csv");
    test::writeZip(root_ + "daily/bad.zip", {{"../up.csv", "20140609 00:00,1,1,1,1,1\n"}});
    EXPECT_THAT(refusal(), HasSubstr("names a file outside itself"));
    test::writeZip(root_ + "daily/bad.zip", {{"a.csv", ""}, {"b.csv", ""}});
    EXPECT_THAT(refusal(), HasSubstr("does not hold one table"));
    test::writeZip(root_ + "daily/bad.zip", {{"a.csv", std::string(200'000'000, '\n')}});
    EXPECT_THAT(refusal(), HasSubstr("unpacks to far more"));
    test::writeZip(root_ + "daily/bad.zip", {{"a.csv", std::string(100'000, 'x')}});
    EXPECT_THAT(refusal(), HasSubstr("holds no lines"));
    zip("daily/bad.zip", "20140609 00:00,1000000,1010000,990000,1005000,10\n");
    test::cutShort(root_ + "daily/bad.zip", 0.6);
    EXPECT_THAT(refusal(), HasSubstr("bad.zip is not a sound zip file"));
    EXPECT_TRUE(catalog_->checkLean(files_.path() + "/lean")); // the zip files are not opened for that
    EXPECT_FALSE(catalog_->checkLean(files_.path() + "/none"));
    EXPECT_FALSE(catalog_->importLean("relative", "lean", test::tinyRules, {}));
    EXPECT_FALSE(catalog_->importLean(home_.path() + "/none", "lean", test::tinyRules, {}));
}

TEST_F(LeanImportTest, CancelledAtAnyStepItLeavesNothing) {
    equities();
    int steps = 0;
    for (int stop_at = 0;; ++stop_at) {
        int step = 0;
        const auto report =
            catalog_->importLean(files_.path() + "/lean", "lean", test::tinyRules,
                                 [&](double f, std::string_view) { return f >= 1.0 || step++ != stop_at; });
        if (report) break;
        ++steps;
        EXPECT_EQ(report.error().front().code, kit::ErrorCode::Cancelled);
        EXPECT_TRUE(catalog_->instruments()->empty());
    }
    EXPECT_GT(steps, 4);
    EXPECT_EQ(catalog_->epoch(), 1);
}

TEST(LeanAdjust, TickersMeanWhoHeldThemThen) {
    catalog::TickerMap map;
    ASSERT_TRUE(map.add("goog", "20140327,goocv,Q\n20140402,goocv,Q\n20501231,goog,Q"));
    ASSERT_TRUE(map.add("googl", "20040819,goog,Q\n20140402,goog,Q\n20501231,googl,Q"));
    ASSERT_TRUE(map.add("fb.1", "19990929,fb\n20030328,fb\n"));
    ASSERT_TRUE(map.add("fb", "20120518,fb,Q\n20501231,fb,Q\n"));
    map.nameAll();
    EXPECT_EQ(map.holderOn("goog", SessionDate::of(2014, 4, 2)), "googl");
    EXPECT_EQ(map.holderOn("goog", SessionDate::of(2014, 4, 3)), "goog");
    EXPECT_EQ(map.holderOn("fb", SessionDate::of(2000, 1, 3)), "fb.1");
    EXPECT_EQ(map.holderOn("fb", SessionDate::of(2005, 1, 3)), std::nullopt);
    EXPECT_EQ(map.holderOn("spy", SessionDate::of(2005, 1, 3)), "spy");
    EXPECT_EQ(map.symbolOf("googl"), "GOOGL");
    EXPECT_EQ(map.symbolOf("fb.1"), "FB.1");
    EXPECT_EQ(map.symbolOf("fb"), "FB");
}

TEST(LeanAdjust, StepsAreSplitsAndDividends) {
    // Rows of LEAN's own file for AAPL (Apache-2.0): 2:1 on 2000-06-21, 0.205 a share on 2020-11-06.
    const auto rows =
        catalog::readFactorFile("19980102,0.8613657,0.00892857,1\n20000620,0.8613657,0.00892857,101\n"
                                "20050225,0.8613657,0.01785710,88.97\n"
                                "20201105,0.9967882,1,119.03\n20210204,0.9985079,1,137.39\n"
                                "20501231,1,1,0",
                                "f");
    ASSERT_TRUE(rows);
    const auto steps = catalog::stepsOf(*rows);
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps[0].ex_date.iso(), "2000-06-21");
    EXPECT_DOUBLE_EQ(steps[0].ratio, 2.0);
    EXPECT_EQ(steps[2].ex_date.iso(), "2020-11-06");
    EXPECT_NEAR(steps[2].amount, 0.205, 2e-5);
    EXPECT_NEAR(steps[3].amount, 0.205, 2e-5);
    EXPECT_DOUBLE_EQ(catalog::factorsOn(*rows, SessionDate::of(2000, 6, 20)).split_factor, 0.00892857);
    EXPECT_DOUBLE_EQ(catalog::factorsOn(*rows, SessionDate::of(2000, 6, 21)).split_factor, 0.0178571);
    EXPECT_DOUBLE_EQ(catalog::factorsOn(*rows, SessionDate::of(2060, 1, 4)).price_factor, 1.0);
}

} // namespace

// Workbooks, zip files and Parquet files as a source: what is read of them, and what is not let in.

#include "app/catalog/duckdb_catalog.h"
#include "app/catalog/parquet_limits.h"
#include "app/catalog/xlsx_reader.h"
#include "app/catalog/zip_archive.h"
#include "engines/marketdata/service/import_planner.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/tiny_dataset.h"
#include "tests/app/support/zip_files.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using catalog::XlsxBook;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kData = std::string(NAUTILUS_TEST_DATA) + "/import/";

class WorkbooksTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = catalog::DuckDbCatalog::open(home_.path() + "/catalog.duckdb", 1, 256'000'000);
        ASSERT_TRUE(opened);
        catalog_ = std::move(*opened);
    }
    marketdata::PlannedImport plan(const std::string& path, marketdata::ImportRequest request = {}) {
        request.files = {path};
        const auto sample = catalog_->sampleFiles(request.files, marketdata::readWishesOf(request.options));
        EXPECT_TRUE(sample) << sample.error().front().message;
        return sample ? marketdata::planImport(request, *sample) : marketdata::PlannedImport{};
    }
    kit::Result<kit::ImportReport> import(const std::string& path, marketdata::ImportRequest request = {}) {
        const auto planned = plan(path, std::move(request));
        for (const auto& problem : planned.guess.problems)
            ADD_FAILURE() << problem.message;
        return catalog_->importFiles(planned.plan, test::tinyRules, {});
    }
    std::string refusal(const std::string& path) {
        const auto sample = catalog_->sampleFiles({path}, {});
        EXPECT_FALSE(sample) << path;
        if (sample) return "";
        EXPECT_EQ(sample.error().front().field, "/files/0");
        EXPECT_EQ(sample.error().front().code, kit::ErrorCode::InvalidArgument);
        EXPECT_THAT(sample.error().front().message, testing::Not(HasSubstr(files_.path())));
        return sample.error().front().message;
    }
    std::string zip(const std::string& name, const test::ZipEntries& entries) {
        return test::writeZip(files_.path() + "/" + name, entries);
    }

    test::TemporaryFolder home_, files_;
    std::unique_ptr<catalog::DuckDbCatalog> catalog_;
};

TEST_F(WorkbooksTest, TheFirstSheetIsReadWithItsDates) {
    const auto report = import(kData + "made_up_prices.xlsx");
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->kind, "bars");
    EXPECT_EQ(report->rows_read, 7);
    EXPECT_EQ(report->rows_imported, 6);
    EXPECT_EQ(report->rows_quarantined, 1); // the close is a formula without a stored value
    EXPECT_THAT(report->warnings, testing::Contains(HasSubstr("1 formulas have no stored value")));
    const auto bars = catalog_->dailyBars({});
    EXPECT_THAT(bars->close, ElementsAre(10.1, 10.2, 10.3, 20.25, 20.35, 20.45));
    std::vector<std::string> days;
    for (const auto day : bars->session)
        days.push_back(day.iso());
    EXPECT_THAT(days, ElementsAre("2019-01-02", "2019-01-03", "2019-01-04", "2019-01-02", "2019-01-03",
                                  "2019-01-04"));
}

TEST_F(WorkbooksTest, ASheetIsChosenByItsName) {
    marketdata::ImportRequest request;
    request.options.sheet = "Sectors & more";
    const auto report = import(kData + "made_up_prices.xlsx", request);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->kind, "classifications");
    const auto classes = catalog_->classifications();
    EXPECT_EQ(classes->back().value, "Health \"Care\"");
    const auto none = catalog_->sampleFiles({kData + "made_up_prices.xlsx"}, {"", "Nothing", "", -1});
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().front().message, HasSubstr("has no sheet Nothing"));
}

TEST_F(WorkbooksTest, TimesOfTheCalendarOf1904AreTheSameDays) {
    const auto report = import(kData + "made_up_times_1904.xlsx");
    ASSERT_TRUE(report);
    EXPECT_EQ(report->rows_imported, 4);
    const auto id = catalog_->instruments()->front().id;
    EXPECT_THAT(*catalog_->barSizes(id), ElementsAre(5 * 60 * domain::kNsPerSecond));
    const auto bars = catalog_->sizedBars({id}, 5 * 60 * domain::kNsPerSecond);
    EXPECT_EQ(domain::Timestamp{bars->closes_at_ns.front()}.rfc3339(), "2019-01-02T14:35:00Z");
    EXPECT_THAT(bars->close, ElementsAre(10.0, 10.25, 10.5, 10.75));
}

TEST_F(WorkbooksTest, TextsInRunsAndInPlaceTruthAndErrorsAreRead) {
    const auto path =
        zip("b.xlsx", test::workbook("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                                     "<c r=\"C1\" t=\"inlineStr\"><is><t>in &amp; place</t></is></c></row>"
                                     "<row r=\"3\"><c r=\"B3\" t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c>"
                                     "<c r=\"D3\"><f>1+1</f><v>0.10000000000000001</v></c></row></sheetData>"
                                     "</worksheet>",
                                     "<sst><si><r><t>in </t></r><r><t>runs</t></r><rPh><t>aside</t></rPh>"
                                     "</si></sst>"));
    const auto book = XlsxBook::open(path, "/files/0");
    ASSERT_TRUE(book) << book.error().front().message;
    std::vector<std::pair<std::int64_t, XlsxBook::Row>> rows;
    ASSERT_TRUE(book->readSheet("S", [&](std::int64_t n, const XlsxBook::Row& row) {
        rows.emplace_back(n, row);
        return true;
    }));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(rows[0].second, ElementsAre("in runs", "", "in & place"));
    EXPECT_EQ(rows[1].first, 3);
    EXPECT_THAT(rows[1].second, ElementsAre("", "TRUE", "#N/A", "0.1"));
}

TEST_F(WorkbooksTest, WhatIsNoWorkbookIsSaid) {
    const std::string sheet = "<worksheet><sheetData/></worksheet>";
    std::ofstream(files_.path() + "/text.xlsx") << "Date,Close\n2019-01-02,1\n";
    EXPECT_THAT(refusal(files_.path() + "/text.xlsx"), HasSubstr("is not a sound zip file"));
    EXPECT_THAT(refusal(zip("other.xlsx", {{"a.txt", "x"}})), HasSubstr("is no workbook"));
    EXPECT_THAT(refusal(zip("empty.xlsx", test::workbook(sheet))), HasSubstr("is empty"));
    EXPECT_THAT(refusal(zip("broken.xlsx", test::workbook("<worksheet><sheetData><row>"))),
                HasSubstr("is no sound workbook"));
    EXPECT_THAT(refusal(zip("entities.xlsx",
                            test::workbook("<!DOCTYPE w [<!ENTITY a \"aa\">]><worksheet>&a;</worksheet>"))),
                HasSubstr("is no sound workbook"));
    EXPECT_THAT(refusal(zip("index.xlsx", test::workbook("<worksheet><sheetData><row><c t=\"s\"><v>7</v></c>"
                                                         "</row></sheetData></worksheet>"))),
                HasSubstr("is no sound workbook"));
    const auto cut = files_.path() + "/cut.xlsx";
    std::filesystem::copy_file(kData + "made_up_prices.xlsx", cut);
    EXPECT_THAT(refusal(test::cutShort(cut, 0.7)), HasSubstr("is not a sound zip file"));
}

TEST_F(WorkbooksTest, BombsAreNotUnpacked) {
    auto entries = test::workbook("<worksheet/>");
    entries.emplace_back("xl/media/zeros.bin", std::string(300'000'000, '\0'));
    EXPECT_THAT(refusal(zip("bomb.xlsx", entries)), HasSubstr("unpacks to far more than its own size"));
    entries = test::workbook("<worksheet/>");
    for (int i = 0; i < 5'001; ++i)
        entries.emplace_back("f" + std::to_string(i), "");
    EXPECT_THAT(refusal(zip("many.xlsx", entries)), HasSubstr("holds more than 5000 files"));
}

TEST_F(WorkbooksTest, NamesThatLeadOutAreRefused) {
    for (const char* name : {"../evil.xml", "xl/../../evil.xml", "/etc/evil.xml", "xl\\..\\evil.xml"}) {
        auto entries = test::workbook("<worksheet/>");
        entries.emplace_back(name, "x");
        EXPECT_THAT(refusal(zip("names.xlsx", entries)), HasSubstr("names a file outside itself")) << name;
    }
}

TEST_F(WorkbooksTest, OtherArchivesAreNamed) {
    EXPECT_THAT(refusal(zip("spy.zip", {{"spy.csv", "x"}})), HasSubstr("is a zip file"));
    std::ofstream(files_.path() + "/old.xls") << "x";
    EXPECT_THAT(refusal(files_.path() + "/old.xls"), HasSubstr("save it as .xlsx"));
}

TEST(XlsxDates, SerialNumbersAreDaysOfTheBooksCalendar) {
    EXPECT_EQ(catalog::dateOfSerial(43467, false, false), "2019-01-02");
    EXPECT_EQ(catalog::dateOfSerial(43467.396527777775, false, true), "2019-01-02 09:31:00");
    EXPECT_EQ(catalog::dateOfSerial(43467.5, false, false), "2019-01-02 12:00:00");
    EXPECT_EQ(catalog::dateOfSerial(1, false, false), "1900-01-01");
    EXPECT_EQ(catalog::dateOfSerial(59, false, false), "1900-02-28");
    EXPECT_EQ(catalog::dateOfSerial(60, false, false), std::nullopt); // a day that never was
    EXPECT_EQ(catalog::dateOfSerial(61, false, false), "1900-03-01");
    EXPECT_EQ(catalog::dateOfSerial(0, true, false), "1904-01-01");
    EXPECT_EQ(catalog::dateOfSerial(-1, false, false), std::nullopt);
    EXPECT_EQ(catalog::dateOfSerial(2'958'466, false, false), std::nullopt);
}

TEST(XlsxDates, NumberFormatsSayWhatANumberIs) {
    const std::pair<const char*, char> cases[] = {
        {"yyyy-mm-dd", 'd'},      {"dd.mm.yyyy hh:mm", 'b'}, {"mmm-yy", 'd'},         {"h:mm AM/PM", 't'},
        {"General", 'n'},         {"0.00E+00", 'n'},         {"#,##0 \"days\"", 'n'}, {"[Red]0.00", 'n'},
        {"[$-409]d-mmm-yy", 'd'}, {"[h]:mm", 'n'},           {"0.0\\d", 'n'},         {"0;\"d\"", 'n'}};
    for (const auto& [code, kind] : cases)
        EXPECT_EQ(catalog::kindOfNumberFormat(code), kind) << code;
}

TEST_F(WorkbooksTest, ParquetFilesArePassedByWhatTheirFooterSays) {
    const auto path = files_.path() + "/rows.parquet";
    const auto database = catalog::Connection::open("", 1, 256'000'000);
    ASSERT_TRUE(database);
    ASSERT_TRUE((*database)->run("COPY (SELECT 'AAA' AS symbol, DATE '2019-01-02' AS date, 1.5 AS close FROM "
                                 "range(100000)) TO " +
                                 catalog::sqlText(path) + " (FORMAT parquet)"));
    EXPECT_TRUE(catalog::checkParquet(**database, path, "/files/0"));
    catalog::ParquetLimits limits;
    limits.rows = 99'999;
    EXPECT_THAT(catalog::checkParquet(**database, path, "/files/0", limits).error().front().message,
                HasSubstr("far more rows"));
    limits = {};
    limits.rows_per_byte = 1;
    limits.free_rows = 0;
    EXPECT_FALSE(catalog::checkParquet(**database, path, "/files/0", limits));
    limits = {};
    limits.bytes = 100;
    EXPECT_THAT(catalog::checkParquet(**database, path, "/files/0", limits).error().front().message,
                HasSubstr("unpacks to far more"));
    limits = {};
    limits.columns = 2;
    EXPECT_THAT(catalog::checkParquet(**database, path, "/files/0", limits).error().front().message,
                HasSubstr("too many columns"));
    EXPECT_THAT(refusal(test::cutShort(path, 0.5)), HasSubstr("not a readable Parquet file"));
}

TEST_F(WorkbooksTest, LinksIntoTheHomeFolderAreFollowedAndRefused) {
    std::ofstream(home_.path() + "/token") << "secret,token\n1,2\n";
    for (const char* name : {"/token", "/catalog.duckdb"}) {
        const auto link = files_.path() + "/innocent.csv";
        std::filesystem::remove(link);
        std::filesystem::create_symlink(home_.path() + name, link);
        EXPECT_THAT(refusal(link), HasSubstr("home folder"));
        EXPECT_THAT(
            refusal(files_.path() + "/../" + std::filesystem::path(home_.path()).filename().string() + name),
            HasSubstr("home folder"));
    }
}

} // namespace

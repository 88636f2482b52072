// Reports as files without a drawing library: nothing in a document may become markup or a formula, numbers
// stay numbers, and the same document gives the same bytes.

#include "app/api/json/json_reader.h"
#include "app/catalog/zip_archive.h"
#include "app/composition/report_files.h"
#include "app/report/files/chart_sketch.h"
#include "app/report/files/report_text.h"
#include "app/report/files/svg_canvas.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/report/report_document.h"

#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace nautilus;
using kit::Shown;
using test::fullReport;

std::string written(const kit::ReportDocument& document, std::string_view format) {
    const test::TemporaryFolder folder;
    const auto bytes = composition::reportWriter({}, folder.path())(document, format);
    EXPECT_TRUE(bytes) << (bytes ? "" : bytes.error().front().message);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "a file was left behind";
    return bytes ? *bytes : std::string();
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// One part of a workbook.
std::string partOf(const std::string& xlsx, const std::string& name) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() + "/book.xlsx";
    std::ofstream(path, std::ios::binary) << xlsx;
    const auto zip = catalog::ZipArchive::open(path, {}, "/file");
    EXPECT_TRUE(zip);
    const auto text = zip ? zip->text(name, 64U << 20U) : kit::Result<std::string>("");
    EXPECT_TRUE(text) << name;
    return text ? *text : std::string();
}

/// Everything that a hostile name could try, in every place of a document that holds a text.
kit::ReportDocument hostile(const std::string& name) {
    auto out = fullReport(2);
    out.title = out.subject = out.period = out.made_at = name;
    out.notes = {name};
    auto& section = out.sections[0];
    section.title = name;
    section.paragraphs = {name};
    section.figures = {{name, test::kNoNumber, Shown::Ratio, name}};
    section.charts[0].title = name;
    section.charts[0].series[0].name = name;
    section.charts[0].labels[0] = name;
    kit::ReportTable table;
    table.title = name;
    table.table.add(name, kit::Table::Texts{name, "plain"});
    section.tables = {table};
    out.sections[1].charts[0].labels[0] = name; // a bar that lies
    return out;
}

TEST(ReportText, NumbersReadAsInTheDesktop) {
    using report::shownText;
    EXPECT_EQ(shownText(-0.012345, Shown::Percent), "−1.23\u00A0%");
    EXPECT_EQ(shownText(1234567.891, Shown::Money), "1,234,567.89");
    EXPECT_EQ(shownText(-999.5, Shown::Integer), "−1,000");
    EXPECT_EQ(shownText(0.53249, Shown::Ratio), "0.532");
    EXPECT_EQ(shownText(-0.00001, Shown::Percent), "0.00\u00A0%"); // no sign before a zero
    EXPECT_EQ(shownText(3.2e-9, Shown::Number), "3.20×10⁻⁹");
    EXPECT_EQ(shownText(12.5, Shown::Number), "12.50");
    EXPECT_EQ(shownText(1204, Shown::Number), "1,204");
    EXPECT_EQ(shownText(test::kNoNumber, Shown::Money), "–");
    EXPECT_EQ(shownText(HUGE_VAL, Shown::Money), "–");
}

TEST(ReportText, ColumnsShareTheirDecimals) {
    kit::ReportTable table;
    table.table.add("plain", kit::Table::Numbers{0.5, 12.25, test::kNoNumber});
    table.table.add("whole", kit::Table::Integers{-9'007'199'254'740'993, 5});
    table.shown = {Shown::Number};
    table.table.add("flag", kit::Table::Flags{1, 0});
    const auto columns = report::printedColumns(table);
    EXPECT_EQ(columns[0].cells, (std::vector<std::string>{"0.50", "12.25", "–"}));
    EXPECT_EQ(columns[1].cells, (std::vector<std::string>{"−9,007,199,254,740,993", "5"}));
    EXPECT_EQ(columns[2].cells, (std::vector<std::string>{"yes", "no"}));
}

TEST(ReportText, BytesThatAreNoUtf8AndControlsAreReplaced) {
    EXPECT_EQ(report::cleanText("Zürich 東京 😀"), "Zürich 東京 😀");
    EXPECT_EQ(report::cleanText("a\xC0\x80z"), "a\uFFFD\uFFFDz");       // overlong
    EXPECT_EQ(report::cleanText("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD"); // half of a pair
    EXPECT_EQ(report::cleanText(std::string("a\0b\x1B", 4)), "a\uFFFDb\uFFFD");
    EXPECT_EQ(report::cleanText("\xF5"), "\uFFFD");
    EXPECT_EQ(report::cleanText("\xE2\x82"), "\uFFFD\uFFFD"); // cut off
}

TEST(ReportText, AxesHaveFewRoundSteps) {
    using V = std::vector<double>;
    EXPECT_EQ(report::roundTicks(0, 1, 5), (V{0, 0.2, 0.4, 0.6000000000000001, 0.8, 1}));
    EXPECT_EQ(report::roundTicks(-3, 17, 5), (V{-5, 0, 5, 10, 15, 20}));
    for (const double low : {-1e9, -3.7, 0.0, 1e-7})
        for (const double span : {1e-8, 0.3, 7.0, 1e12}) {
            const auto ticks = report::roundTicks(low, low + span, 5);
            EXPECT_LE(ticks.front(), low + 1e-6 * span);
            EXPECT_GE(ticks.back(), low + span - 1e-6 * span);
            EXPECT_LE(ticks.size(), 7U) << low << " " << span;
            EXPECT_GE(ticks.size(), 2U);
        }
    EXPECT_EQ(report::tickText(0.05, 0.025, Shown::Percent), "5.0\u00A0%");
    EXPECT_EQ(report::tickText(-1.5e6, 5e5, Shown::Money), "−1.5\u00A0M");
    EXPECT_EQ(report::tickText(0, 5e5, Shown::Money), "0");
}

TEST(ReportHtml, IsOneSafeFile) {
    const auto html = written(fullReport(), "html");
    EXPECT_TRUE(html.starts_with("<!DOCTYPE html>"));
    EXPECT_TRUE(holds(html, "<svg viewBox="));
    EXPECT_TRUE(holds(html, "−1.23\u00A0%"));
    EXPECT_TRUE(holds(html, "<td class=\"n\">1,234,567.89</td>"));
    EXPECT_TRUE(holds(html, "the benchmark has no prices in this period"));
    EXPECT_TRUE(holds(html, "No rows."));
    EXPECT_TRUE(holds(html, "No values to draw"));
    for (const char* never : {"http:", "https:", "src=", "url(", "<script", "<link", "nan", "inf\""})
        EXPECT_FALSE(holds(html, never)) << never;
    EXPECT_EQ(html, written(fullReport(), "html"));
}

TEST(ReportHtml, NamesNeverBecomeMarkup) {
    for (const std::string name : {"<script>alert(1)</script>", "\"><img onerror='x'>",
                                   "</svg></title></style>", "a & b", "<!--", "]]>"}) {
        const auto html = written(hostile(name), "html");
        EXPECT_FALSE(holds(html, name)) << name;
        EXPECT_TRUE(holds(html, report::escaped(name))) << name;
    }
}

TEST(ReportJson, KeepsEveryValueAndSaysNullForWhatIsMissing) {
    const auto json = api::readJson(written(fullReport(), "json"));
    ASSERT_TRUE(json);
    const auto& sections = *json->find("sections")->as<kit::Value::Array>();
    const auto& figures = *sections[0].find("figures")->as<kit::Value::Array>();
    EXPECT_EQ(*figures[0].find("value")->as<double>(), 1234567.891);
    EXPECT_TRUE(figures[5].find("value")->isNull());
    EXPECT_EQ(*figures[5].find("note")->as<std::string>(), "the benchmark has no prices in this period");
    const auto& tables = *sections[1].find("tables")->as<kit::Value::Array>();
    const auto& rows = *tables[0].find("table")->find("rows")->as<kit::Value::Array>();
    EXPECT_EQ(rows.size(), 30U);
    EXPECT_TRUE((*rows[4].as<kit::Value::Array>())[2].isNull());
    EXPECT_TRUE(api::readJson(written(hostile("\xFF\"\\\n</script>"), "json")));
}

TEST(ReportCsv, NoTextRunsAsAFormula) {
    for (const std::string name : {"=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"}) {
        const auto csv = written(hostile(name), "csv");
        std::size_t cells = 0;
        for (std::size_t at = csv.find(name); at != std::string::npos; at = csv.find(name, at + 1)) {
            const bool title = at >= 2 && (csv[at - 1] == ' ' || csv[at - 1] == '#'); // "# <name>"
            EXPECT_TRUE(title || csv[at - 1] == '\'') << name << " at " << at;
            ++cells;
        }
        EXPECT_GT(cells, 8U);
    }
    const auto csv = written(fullReport(), "csv");
    EXPECT_TRUE(holds(csv, "\nReturn,-0.012345,\n")); // numbers stay numbers
    EXPECT_TRUE(holds(csv, "# Where the risk comes from: Positions\nsymbol,name,weight,"));
}

TEST(ReportXlsx, HoldsNumbersAndNoFormulas) {
    const auto name = std::string("=cmd|' /C calc'!A0");
    const auto book = written(hostile(name), "xlsx");
    const auto sheet = partOf(book, "xl/worksheets/sheet2.xml");
    EXPECT_FALSE(holds(sheet, "<f>"));
    EXPECT_TRUE(holds(partOf(book, "xl/sharedStrings.xml"), "=cmd|"));
    EXPECT_FALSE(holds(partOf(book, "xl/charts/chart1.xml"), "<c:f>cmd|")); // a title is no place of a cell
    const auto full = written(fullReport(10'000), "xlsx");
    EXPECT_EQ(full, written(fullReport(10'000), "xlsx"));
    EXPECT_TRUE(holds(partOf(full, "docProps/core.xml"), "2020-01-11T09:30:00Z"));
    EXPECT_TRUE(holds(partOf(full, "xl/worksheets/sheet2.xml"), "<v>1234567.891"));
    EXPECT_TRUE(holds(partOf(full, "xl/charts/chart1.xml"), "Overview"));
    EXPECT_FALSE(holds(partOf(full, "xl/worksheets/sheet3.xml"), "nan"));
}

TEST(ReportXlsx, SheetsHaveNamesThatSpreadsheetsTake) {
    kit::ReportDocument document;
    for (const std::string title : {"a/b\\c?d*e[f]:g", "Same", "same", "", "'quoted'", "History", "Report",
                                    "Überschriften, die länger sind als einunddreißig Zeichen"})
        document.sections.push_back({"s", title, {}, {}, {}, {}});
    const auto book = partOf(written(document, "xlsx"), "xl/workbook.xml");
    EXPECT_TRUE(holds(book, "name=\"a b c d e f  g\""));
    EXPECT_TRUE(holds(book, "name=\"same 2\""));
    EXPECT_TRUE(holds(book, "name=\"Report 2\""));
    EXPECT_TRUE(holds(book, "name=\"Überschriften, die länger sind…\""));
    EXPECT_FALSE(holds(book, "History"));
}

TEST(ReportFiles, RefuseWhatTheyCannotWrite) {
    const auto write = composition::reportWriter({}, ".");
    EXPECT_EQ(write({}, "docx").error().front().code, kit::ErrorCode::Unsupported);
    EXPECT_EQ(write({}, "pdf").error().front().code, kit::ErrorCode::Unsupported);
    auto torn = fullReport();
    torn.sections[0].charts[0].labels.pop_back();
    EXPECT_EQ(write(torn, "html").error().front().code, kit::ErrorCode::InvalidArgument);
    EXPECT_EQ(composition::reportWriter({}, "/nowhere/at/all")(fullReport(), "xlsx").error().front().code,
              kit::ErrorCode::Unavailable);
}

} // namespace

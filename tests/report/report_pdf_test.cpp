// Reports on paper: pages, repeated headings, the same bytes for the same document.

#include "app/composition/report_files.h"
#include "app/report/report_pdf.h"
#include "tests/report/pdf_text.h"
#include "tests/report/report_document.h"

#include <QByteArray>
#include <QRegularExpression>

#include <gtest/gtest.h>

#include <filesystem>
#include <future>

namespace {

using namespace nautilus;
using test::fullReport;

QByteArray printed(const kit::ReportDocument& document) {
    const auto write =
        composition::reportWriter(report::reportPdf, std::filesystem::temp_directory_path().string());
    const auto bytes = write(document, "pdf");
    EXPECT_TRUE(bytes) << (bytes ? "" : bytes.error().front().message);
    return bytes ? QByteArray::fromStdString(*bytes) : QByteArray();
}

qsizetype pagesOf(const QByteArray& pdf) {
    return QString::fromLatin1(pdf).count(QRegularExpression(QStringLiteral("/Type\\s*/Page\\b")));
}

TEST(ReportPdf, TheSameDocumentGivesTheSameBytesDatedByTheDocument) {
    const auto first = printed(fullReport());
    EXPECT_TRUE(first.startsWith("%PDF-"));
    EXPECT_EQ(first, printed(fullReport()));
    EXPECT_TRUE(first.contains("/CreationDate (D:20200111093000Z)"));
    EXPECT_EQ(first.count("/CreationDate"), 1);
    // Where the table of objects says that they are.
    const auto at = first.lastIndexOf("startxref\n") + 10;
    const auto table = first.mid(at, first.indexOf('\n', at) - at).toLongLong();
    EXPECT_EQ(first.mid(table, 4), "xref");
}

TEST(ReportPdf, WhatIsCopiedFromAPageIsWhatItSays) {
    const auto text = test::PdfText(printed(fullReport())).text();
    for (const char* words :
         {"Risk report", "portfolio_001 · 2019-12-10 to 2020-01-10", "−1.23\u00A0%", "1,234,567.89",
          "3.20×10⁻⁹", "the benchmark has no prices in this period", "Value of 100 invested", "S&P 500",
          "−0.13\u00A0%", "No values to draw", "No rows.", "weight,\u00A0%", "2018-03-30", "1 of 3", "3 of 3",
          "Data as of 2020-01-10 · made 2020-01-11T09:30:00Z"})
        EXPECT_TRUE(text.contains(QString::fromUtf8(words))) << words;
    EXPECT_EQ(text.count(QStringLiteral("\nsymbol")), 2); // once more on the page that the table goes on
    EXPECT_EQ(text.count(QChar(0xFFFD)), 0);
    EXPECT_EQ(text.count(QLatin1Char('\t')), 0);
}

TEST(ReportPdf, HostileAndForeignNamesArePrintedAsTheyAre) {
    auto document = fullReport(1);
    document.title = "<script>alert(1)</script> & =cmd|' /C calc'!A0";
    document.subject = "Zürich Łódź λδ";
    document.sections[0].title = "a\x1B[31m\xFF b"; // no escapes, no broken bytes
    const auto text = test::PdfText(printed(document))
                          .text()
                          .remove(QLatin1Char('\n')); // scripts are set one after the other
    EXPECT_TRUE(text.contains(QString::fromUtf8(document.title.c_str())));
    EXPECT_TRUE(text.contains(QString::fromUtf8(document.subject.c_str())));
    EXPECT_FALSE(text.contains(QChar(0x1B)));
}

TEST(ReportPdf, AnyThreadMayPrint) {
    const auto alone = printed(fullReport(500));
    std::vector<std::future<kit::Result<std::string>>> all;
    for (int i = 0; i < 4; ++i)
        all.push_back(std::async(std::launch::async, [] { return report::reportPdf(fullReport(500)); }));
    for (auto& each : all) {
        const auto bytes = each.get();
        ASSERT_TRUE(bytes);
        EXPECT_TRUE(QByteArray::fromStdString(*bytes) == alone);
    }
}

TEST(ReportPdf, LongTablesGoOnOverPages) {
    const auto few = pagesOf(printed(fullReport(30)));
    EXPECT_EQ(few, 3);
    EXPECT_GT(pagesOf(printed(fullReport(10'000))), 150);
}

TEST(ReportPdf, TablesOfManyColumnsAndEndlessTextsEnd) {
    kit::ReportDocument document;
    document.title = "Wide";
    kit::ReportTable wide;
    wide.table.add("name", kit::Table::Texts{std::string(20'000, 'x'), "short"});
    for (int i = 0; i < 40; ++i)
        wide.table.add("column_" + std::to_string(i), kit::Table::Numbers{1.5 * i, test::kNoNumber});
    document.sections.push_back({"wide", "Wide", {std::string(5'000, 'y')}, {}, {wide}, {}});
    EXPECT_GT(pagesOf(printed(document)), 4);
    EXPECT_EQ(pagesOf(printed(kit::ReportDocument{})), 1);
}

} // namespace

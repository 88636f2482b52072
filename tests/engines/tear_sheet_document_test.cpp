// A tear sheet as a document: what is in it, by section, and the bytes as the wire carries them.

#include "engines/analytics/service/performance_answers.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nautilus::analytics {
namespace {

MeasuredSeries fourDays() {
    MeasuredSeries out;
    out.subject = "mine";
    out.benchmark = "SPY";
    out.base = domain::SessionDate::of(2019, 12, 30);
    out.dates = {domain::SessionDate::of(2019, 12, 31), domain::SessionDate::of(2020, 1, 2),
                 domain::SessionDate::of(2020, 1, 3), domain::SessionDate::of(2020, 1, 6)};
    out.returns = {0.01, -0.02, 0.03, 0.01};
    out.market = {0.02, -0.01, 0.01, 0.02};
    return out;
}

std::vector<std::string> everySection() {
    return TearSheetRequest<GivenSubject>{}.sections;
}

std::vector<std::string> idsOf(const kit::ReportDocument& document) {
    std::vector<std::string> out;
    for (const auto& section : document.sections)
        out.push_back(section.id);
    return out;
}

TEST(TearSheetDocument, HoldsTheSectionsThatWereNamedInTheirOrder) {
    kit::Call call;
    auto series = fourDays();
    const std::vector<std::string> wanted{"drawdowns", "active", "growth", "drawdowns"};
    const auto sheet = tearSheetOf(series, {2, 0.95}, call);
    EXPECT_EQ(idsOf(documentOf(sheet, series, call, "", wanted)),
              (std::vector<std::string>{"drawdowns", "active", "growth"}));
    series.market.clear();
    const auto alone = tearSheetOf(series, {2, 0.95}, call);
    EXPECT_EQ(idsOf(documentOf(alone, series, call, "", wanted)),
              (std::vector<std::string>{"drawdowns", "growth"}));
}

TEST(TearSheetDocument, HoldsWhatTheSheetHolds) {
    kit::Call call;
    const auto series = fourDays();
    const auto sheet = tearSheetOf(series, {2, 0.95}, call);
    const auto document = documentOf(sheet, series, call, "2020-01-07T00:00:00Z", everySection());
    EXPECT_EQ(document.subject, "mine");
    EXPECT_EQ(document.period, "2019-12-30 to 2020-01-06");
    EXPECT_EQ(idsOf(document),
              (std::vector<std::string>{"growth", "returns", "active", "sharpe", "drawdowns", "rolling"}));
    const auto& growth = document.sections[0];
    const auto& curve = growth.charts.front().series.front().values;
    EXPECT_NEAR(curve.back(), 1.01 * 0.98 * 1.03 * 1.01 - 1, 1e-15);
    EXPECT_EQ(growth.charts.front().labels.front(), "2019-12-31");
    const auto& years = std::get<kit::Table::Texts>(growth.tables.front().table.find("year")->cells);
    EXPECT_EQ(years, (std::vector<std::string>{"2019", "2020"}));
    const auto& figures = document.sections[1].figures;
    const auto total = std::ranges::find(figures, "total_return", &kit::ReportFigure::name);
    ASSERT_NE(total, figures.end());
    EXPECT_EQ(total->value, sheet.metrics.returns.total_return);
    EXPECT_EQ(total->shown, kit::Shown::Percent);
    EXPECT_EQ(growth.tables.front().shown.size(), growth.tables.front().table.columns().size());
}

TEST(TearSheetDocument, WithoutDatesHasNoMonths) {
    kit::Call call;
    auto series = fourDays();
    series.dates.clear();
    series.base.reset();
    series.market.clear();
    const auto sheet = tearSheetOf(series, {10, 0.95}, call);
    EXPECT_FALSE(sheet.monthly);
    EXPECT_EQ(sheet.rolling.rowCount(), 0U); // the window is longer than the series
    const auto warned = [&](const std::string& pointer) {
        return std::ranges::any_of(call.warnings, [&](const auto& each) { return each.pointer == pointer; });
    };
    EXPECT_TRUE(warned("/data/monthly"));
    EXPECT_TRUE(warned("/data/rolling"));
    const auto document = documentOf(sheet, series, call, "", everySection());
    EXPECT_TRUE(document.period.empty());
    EXPECT_TRUE(document.sections.front().tables.empty());
}

/// The test vectors of RFC 4648, section 10.
TEST(TearSheetFile, IsBase64) {
    for (const auto& [bytes, text] : {std::pair{"", ""},
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"fooba", "Zm9vYmE="},
                                      {"foobar", "Zm9vYmFy"}})
        EXPECT_EQ(fileOf(bytes, "pdf", "sheet").content_base64, text);
    EXPECT_EQ(fileOf("", "xlsx", "sheet").name, "sheet.xlsx");
    EXPECT_EQ(fileOf("", "pdf", "sheet").media_type, "application/pdf");
}

} // namespace
} // namespace nautilus::analytics

// The rules one by one, on series made for them.
#include "engines/domain/calendar.h"
#include "engines/marketdata/kernel/quality_rules.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace {

using namespace nautilus;
using domain::SessionDate;
using marketdata::findQualityIssues;
using marketdata::lookAheadFault;
using marketdata::QualityIssue;
using marketdata::QualitySeverity;

/// Sixty sessions around 50, a little up and down each day.
struct Series {
    std::vector<SessionDate> session =
        domain::NyseCalendar::sessions(SessionDate::of(2019, 1, 2), SessionDate::of(2019, 3, 28));
    std::vector<double> open, high, low, close, volume, other;

    Series() {
        for (std::size_t i = 0; i < session.size(); ++i) {
            const double price = 50 + 0.3 * static_cast<double>(i % 7) + 0.05 * static_cast<double>(i);
            open.push_back(price - 0.1);
            high.push_back(price + 0.5);
            low.push_back(price - 0.5);
            close.push_back(price);
            volume.push_back(10'000 + 13 * static_cast<double>(i));
        }
        other = close;
    }
    [[nodiscard]] marketdata::QualitySeries view() const {
        marketdata::QualitySeries s;
        s.session = session;
        s.open = open;
        s.high = high;
        s.low = low;
        s.close = close;
        s.volume = volume;
        return s;
    }
    void erase(std::size_t row) {
        session.erase(session.begin() + static_cast<std::ptrdiff_t>(row));
        for (auto* column : {&open, &high, &low, &close, &volume, &other})
            column->erase(column->begin() + static_cast<std::ptrdiff_t>(row));
    }
};

std::vector<std::string> namesOf(const std::vector<QualityIssue>& issues) {
    std::vector<std::string> out;
    for (const auto& issue : issues)
        out.push_back(std::string(issue.rule) + "/" + std::string(issue.code) + "@" +
                      std::to_string(issue.first_row));
    return out;
}

TEST(QualityRules, FindNothingInASoundSeries) {
    Series s;
    EXPECT_THAT(namesOf(findQualityIssues(s.view())), testing::IsEmpty());
    EXPECT_THAT(findQualityIssues({}), testing::IsEmpty());
}

TEST(QualityRules, ImpossiblePricesAndRanges) {
    Series s;
    s.close[10] = 0;
    s.open[12] = domain::kMissing;
    s.low[20] = s.close[20] * 1.02;
    std::swap(s.high[30], s.low[30]);
    const auto issues = findQualityIssues(s.view());
    EXPECT_THAT(namesOf(issues), testing::UnorderedElementsAre(
                                     "impossible_price/not_above_zero@10", "impossible_price/not_finite@12",
                                     "range/high_below_low@20", "range/high_and_low_swapped@30",
                                     "range/high_and_low_swapped@30"));
    EXPECT_EQ(issues[0].severity, QualitySeverity::Error);
    EXPECT_NEAR(issues[0].proposed, std::sqrt(s.close[9] * s.close[11]), 1e-12);
}

TEST(QualityRules, ASourceOfClosesAloneIsNoFault) {
    Series s;
    for (auto* column : {&s.open, &s.high, &s.low})
        column->assign(column->size(), domain::kMissing);
    s.close[7] = -1;
    EXPECT_THAT(namesOf(findQualityIssues(s.view())),
                testing::ElementsAre("impossible_price/not_above_zero@7"));
}

TEST(QualityRules, DuplicatesStaleRunsAndSilentOnes) {
    Series s;
    s.session[5] = s.session[4];
    for (std::size_t i = 21; i < 24; ++i) {
        s.open[i] = s.open[20];
        s.high[i] = s.high[20];
        s.low[i] = s.low[20];
        s.close[i] = s.close[20];
    }
    for (std::size_t i = 40; i < 46; ++i)
        s.volume[i] = 0;
    s.volume[50] = 0;
    const auto issues = findQualityIssues(s.view());
    EXPECT_THAT(namesOf(issues),
                testing::UnorderedElementsAre("duplicate/other_values@5", "stale/bar_repeated@21",
                                              "zero_volume/no_trade@40", "zero_volume/no_trade@50"));
    EXPECT_EQ(issues[2].severity, QualitySeverity::Warning);
    EXPECT_EQ(issues[3].severity, QualitySeverity::Info);
    auto index = s.view();
    index.security_type = "index";
    EXPECT_EQ(findQualityIssues(index).size(), 2U);
}

TEST(QualityRules, GapsAndExtraDays) {
    Series s;
    const auto expected = s.session;
    const auto missing = s.session[30];
    s.erase(30);
    s.session[9] = SessionDate::of(2019, 1, 13); // a Sunday, instead of a session
    auto view = s.view();
    view.expected = expected;
    const auto issues = findQualityIssues(view);
    EXPECT_THAT(namesOf(issues),
                testing::UnorderedElementsAre("extra_day/exchange_closed@9", "gap/sessions_without_row@9",
                                              "gap/sessions_without_row@29"));
    EXPECT_THAT(issues.back().days, testing::ElementsAre(missing));
    const std::vector refused{missing};
    view.refused = refused;
    EXPECT_EQ(findQualityIssues(view).size(), 2U); // a refused row is no gap
    view.expected = {};
    EXPECT_THAT(namesOf(findQualityIssues(view)), testing::ElementsAre("extra_day/outside_the_pattern@9"));
}

TEST(QualityRules, AnotherLevelAfterALongGapIsAnotherHolder) {
    Series s;
    for (std::size_t i = 30; i < s.session.size(); ++i) {
        s.session[i] = s.session[i].plusDays(200);
        for (auto* column : {&s.open, &s.high, &s.low, &s.close})
            (*column)[i] *= 2.6;
    }
    EXPECT_THAT(namesOf(findQualityIssues(s.view())),
                testing::Contains("reused_ticker/other_level_after_gap@30"));
}

TEST(QualityRules, TheOddOneOfTwoSourcesIsTheOneThatLeavesTheLevel) {
    Series s;
    s.other[15] *= 1.05;
    auto view = s.view();
    view.other_close = s.other;
    auto issues = findQualityIssues(view);
    EXPECT_THAT(namesOf(issues), testing::ElementsAre("source_disagreement/other_source_is_odd@15"));
    EXPECT_TRUE(std::isnan(issues[0].proposed));
    Series own;
    for (double& price : own.other)
        price *= 4; // on another price basis
    const double right = own.close[15];
    for (auto* column : {&own.open, &own.high, &own.low, &own.close})
        (*column)[15] *= 1.05;
    view = own.view();
    view.other_close = own.other;
    issues = findQualityIssues(view);
    EXPECT_THAT(namesOf(issues), testing::ElementsAre("source_disagreement/this_source_is_odd@15"));
    EXPECT_NEAR(issues[0].proposed, right, 1e-9);
    std::ranges::reverse(own.other); // somebody else's prices
    for (std::size_t i = 0; i < own.other.size(); ++i)
        own.other[i] *= 1 + 0.03 * static_cast<double>(i % 3);
    issues = findQualityIssues(view);
    EXPECT_THAT(namesOf(issues), testing::ElementsAre("source_disagreement/another_instrument@0"));
}

TEST(QualityRules, LookAhead) {
    const auto end = SessionDate::of(2018, 12, 31);
    EXPECT_EQ(lookAheadFault({end, end.plusDays(40), end.plusDays(40)}), "");
    EXPECT_EQ(lookAheadFault({end, {}, end.plusDays(90)}), "");
    EXPECT_EQ(lookAheadFault({end, end.plusDays(-1), end.plusDays(40)}), "filed_before_period_end");
    EXPECT_EQ(lookAheadFault({end, {}, end.plusDays(-1)}), "knowable_before_period_end");
    EXPECT_EQ(lookAheadFault({end, end.plusDays(40), end.plusDays(39)}), "knowable_before_filed");
}

} // namespace

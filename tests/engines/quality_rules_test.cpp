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

/// One session of one-minute bars, each closing a minute after it began.
struct Minutes {
    std::vector<SessionDate> day{SessionDate::of(2019, 1, 2)}, session;
    std::vector<std::int64_t> opens{domain::NyseCalendar::open(day[0]).ns},
        closes{domain::NyseCalendar::close(day[0]).ns}, at;
    std::vector<double> open, high, low, close, volume;
    static constexpr std::int64_t kMinute = 60'000'000'000;

    Minutes() {
        for (int i = 0; i < 390; ++i) {
            const double price = 50 + 0.01 * (i % 13);
            session.push_back(day[0]);
            at.push_back(opens[0] + (i + 1) * kMinute);
            open.push_back(price);
            high.push_back(price + 0.02);
            low.push_back(price - 0.02);
            close.push_back(price + 0.01);
            volume.push_back(100 + i);
        }
    }
    [[nodiscard]] marketdata::QualitySeries view() const {
        marketdata::QualitySeries s;
        s.bar_size = marketdata::BarSize::Intraday;
        s.period_ns = kMinute;
        s.session = session;
        s.at_ns = at;
        s.open = open;
        s.high = high;
        s.low = low;
        s.close = close;
        s.volume = volume;
        s.expected = day;
        s.opens_ns = opens;
        s.closes_ns = closes;
        return s;
    }
};

TEST(QualityRules, BarsWithinADay) {
    Minutes m;
    EXPECT_THAT(namesOf(findQualityIssues(m.view())), testing::IsEmpty());
    m.at[20] = m.at[19];                             // told twice
    m.close[40] *= 100;                              // a field in another unit
    std::swap(m.high[60], m.low[60]);                // order of the row
    m.volume[80] = m.volume[81] = m.volume[82] = 0;  // too few to be told
    m.at[388] = m.closes[0] + 30 * Minutes::kMinute; // begins after the close
    m.at[389] = m.closes[0] + 31 * Minutes::kMinute;
    EXPECT_THAT(namesOf(findQualityIssues(m.view())),
                testing::UnorderedElementsAre("duplicate/other_values@20", "unit_error/field_off_by_ratio@40",
                                              "range/high_and_low_swapped@60",
                                              "range/high_and_low_swapped@60",
                                              "outside_session/exchange_closed@388"));
    for (std::size_t i = 0; i < 390; ++i)
        m.at[i] = m.opens[0] + (static_cast<std::int64_t>(i) - 100) * Minutes::kMinute;
    const auto issues = findQualityIssues(m.view()); // a source with early trading says so once
    EXPECT_EQ(std::ranges::count(issues, "outside_session", &QualityIssue::rule), 1);
    EXPECT_THAT(namesOf(issues), testing::Contains("outside_session/extended_hours@0"));
}

TEST(QualityRules, TicksAndQuotes) {
    Minutes m;
    auto ticks = m.view();
    ticks.period_ns = 0;
    ticks.open = ticks.high = ticks.low = {};
    EXPECT_THAT(namesOf(findQualityIssues(ticks)), testing::IsEmpty());
    for (std::size_t i = 100; i < 110; ++i)
        m.close[i] *= 100;
    m.at[200] = m.at[199];
    m.close[200] = m.close[199];
    m.volume[200] = m.volume[199];
    m.at[250] = m.at[249]; // another price: two trades of one instant
    std::vector<double> bid(390, 49.9), ask(390, 50.1);
    bid[300] = bid[301] = 50.2;
    ticks.bid = bid;
    ticks.ask = ask;
    EXPECT_THAT(
        namesOf(findQualityIssues(ticks)),
        testing::IsSupersetOf({"duplicate/same_instant_and_values@200", "crossed_quote/bid_above_ask@300",
                               "unit_error/block_off_by_unit@100"}));
    bid[320] = domain::kMissing; // a quote of one side alone: no fault, but it must be a price
    m.close[320] = domain::kMissing;
    ask[330] = domain::kMissing;
    bid[330] = -1;
    m.close[330] = domain::kMissing;
    const auto names = namesOf(findQualityIssues(ticks));
    EXPECT_THAT(names, testing::Not(testing::Contains(testing::HasSubstr("@320"))));
    EXPECT_THAT(names, testing::Contains("impossible_price/not_above_zero@330"));
    m.at[389] = m.closes[0] + 16 * Minutes::kMinute; // later than the closing auction is told
    EXPECT_THAT(namesOf(findQualityIssues(ticks)), testing::Contains("outside_session/exchange_closed@389"));
}

TEST(QualityRules, AMoveOnItsFirstDayDoesNotHideABlockLeftUnadjusted) {
    Series s;
    std::vector<double> split(s.session.size(), 0.0);
    split[40] = 2;
    for (std::size_t i = 0; i < 60; ++i) {
        const double move = i >= 33 ? 0.80 : 1.0; // down by a fifth on the day on which the block begins
        const double price = move * (i >= 33 && i < 40 ? 2 : 1);
        for (auto* column : {&s.open, &s.high, &s.low, &s.close})
            (*column)[i] *= price;
        if (i >= 33 && i < 40) s.volume[i] /= 2;
    }
    auto view = s.view();
    view.split = split;
    for (const auto& issue : findQualityIssues(view)) {
        if (issue.rule != "split_adjustment") continue;
        EXPECT_EQ(issue.first_row, 33U);
        EXPECT_EQ(issue.last_row, 39U);
    }
    EXPECT_THAT(namesOf(findQualityIssues(view)), testing::Contains("split_adjustment/unadjusted_split@33"));
}

} // namespace

#include "engines/factor/kernel/point_in_time.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

namespace {

using domain::Fact;
using domain::SessionDate;

const std::vector<std::string> kConcepts{"equity",         "net_income",  "shares_outstanding",
                                         "shares_diluted", "eps_diluted", "revenue"};
enum Concept : std::int32_t { kEquity, kIncome, kShares, kDiluted, kEps, kRevenue };

SessionDate day(const char* iso) {
    return SessionDate::parse(iso).value();
}

Fact fact(Concept what, char period, const char* end, const char* knowable, double value) {
    Fact f;
    f.id = 1;
    f.concept_index = what;
    f.period = period;
    f.period_end = day(end);
    f.knowable_at = day(knowable);
    f.filed = f.knowable_at.plusDays(-1);
    f.split_basis = f.knowable_at;
    f.priority = 3;
    f.value = value;
    return f;
}

/// The state of a date: the last one at or before it.
CompanyState at(const std::vector<Fact>& facts, const char* iso, const std::vector<Split>& splits = {}) {
    CompanyState out;
    for (const auto& state : companyTimeline(facts, kConcepts, splits))
        if (state.from <= day(iso)) out = state;
    return out;
}

TEST(PointInTime, CountsAFactFromTheDayOnWhichItIsKnowable) {
    const std::vector<Fact> facts{fact(kEquity, 'I', "2017-12-31", "2018-02-20", 100),
                                  fact(kEquity, 'I', "2018-03-31", "2018-05-02", 110)};
    EXPECT_TRUE(companyTimeline(facts, kConcepts, {}).front().from == day("2018-02-20"));
    EXPECT_TRUE(std::isnan(at(facts, "2018-02-19").equity));
    EXPECT_EQ(at(facts, "2018-02-20").equity, 100);
    EXPECT_EQ(at(facts, "2018-05-01").equity, 100);
    EXPECT_EQ(at(facts, "2018-05-02").equity, 110);
}

TEST(PointInTime, PrefersFirstFiledToRestated) {
    auto restated = fact(kEquity, 'I', "2017-12-31", "2018-01-20", 90);
    restated.restated = true;
    restated.priority = 1;
    const std::vector<Fact> facts{restated, fact(kEquity, 'I', "2017-12-31", "2018-02-20", 100)};
    EXPECT_EQ(at(facts, "2018-01-20").equity, 90); // nothing else is known yet
    EXPECT_TRUE(at(facts, "2018-01-20").used_restated);
    EXPECT_TRUE(at(facts, "2018-01-20").newest_is_restated);
    EXPECT_EQ(at(facts, "2018-02-20").equity, 100);
    EXPECT_FALSE(at(facts, "2018-02-20").used_restated);
}

TEST(PointInTime, PrefersTheSourceThenTheEarlierFiling) {
    auto second = fact(kEquity, 'I', "2017-12-31", "2018-02-21", 101);
    second.priority = 1;
    const auto amended =
        fact(kEquity, 'I', "2018-01-05", "2018-06-20", 102); // the same period by another day
    const std::vector<Fact> facts{fact(kEquity, 'I', "2017-12-31", "2018-02-20", 100), second, amended};
    EXPECT_EQ(at(facts, "2018-02-20").equity, 100);
    EXPECT_EQ(at(facts, "2018-02-21").equity, 101);
    EXPECT_EQ(at(facts, "2018-07-01").equity, 101);
}

TEST(PointInTime, NeverReadsSuspectFacts) {
    auto suspect = fact(kEquity, 'I', "2018-03-31", "2018-05-02", 1e12);
    suspect.suspect = true;
    const std::vector<Fact> facts{fact(kEquity, 'I', "2017-12-31", "2018-02-20", 100), suspect};
    EXPECT_EQ(at(facts, "2018-05-03").equity, 100);
}

TEST(PointInTime, DropsAnItemOlderThanEighteenMonths) {
    const std::vector<Fact> facts{fact(kEquity, 'I', "2016-12-31", "2017-02-20", 100),
                                  fact(kShares, 'F', "2016-12-31", "2017-02-20", 50)};
    const auto last = day("2016-12-31").plusDays(kStaleDays);
    EXPECT_EQ(at(facts, last.iso().c_str()).equity, 100);
    EXPECT_FALSE(at(facts, last.iso().c_str()).shares_carried);
    EXPECT_TRUE(std::isnan(at(facts, last.plusDays(1).iso().c_str()).equity));
    EXPECT_EQ(at(facts, last.plusDays(1).iso().c_str()).shares, 50); // carried, and said so
    EXPECT_TRUE(at(facts, last.plusDays(1).iso().c_str()).shares_carried);
}

std::vector<Fact> quarters() {
    return {fact(kIncome, 'F', "2016-12-31", "2017-02-20", 40),
            fact(kIncome, 'Q', "2016-12-31", "2017-02-20", 13),
            fact(kIncome, 'Q', "2016-09-30", "2016-11-02", 11),
            fact(kIncome, 'Q', "2016-06-30", "2016-08-02", 9),
            fact(kIncome, 'Q', "2016-03-31", "2016-05-02", 7),
            fact(kIncome, 'Q', "2017-03-31", "2017-05-02", 15)};
}

TEST(PointInTime, TakesTheFiscalYearWhileItIsTheNewestPeriod) {
    EXPECT_EQ(at(quarters(), "2017-03-01").net_income, 40);
}

TEST(PointInTime, AddsFourConsecutiveQuarters) {
    EXPECT_EQ(at(quarters(), "2017-05-02").net_income, 15 + 13 + 11 + 9);
}

TEST(PointInTime, RollsTheYearForwardByTheYearToDate) {
    const std::vector<Fact> facts{fact(kIncome, 'F', "2016-12-31", "2017-02-20", 40),
                                  fact(kIncome, 'Y', "2016-06-30", "2016-08-02", 16),
                                  fact(kIncome, 'Y', "2017-06-30", "2017-08-02", 21)};
    EXPECT_EQ(at(facts, "2017-08-02").net_income, 40 + 21 - 16);
}

TEST(PointInTime, FallsBackToTheLastFiscalYear) {
    auto facts = quarters();
    std::erase_if(facts, [](const Fact& f) { return f.period_end == day("2016-09-30"); }); // a hole
    EXPECT_EQ(at(facts, "2017-05-02").net_income, 40);
    EXPECT_TRUE(std::isnan(at({quarters().back()}, "2017-05-02").net_income)); // one quarter is no year
}

TEST(PointInTime, BringsSharesToThePriceBasis) {
    auto restated_for_split = fact(kShares, 'F', "2014-06-30", "2014-09-10", 700);
    restated_for_split.split_basis = day("2014-09-09");
    auto before = fact(kShares, 'F', "2013-06-30", "2013-09-10", 100);
    const std::vector<Split> splits{{day("2014-06-09"), 7}, {day("2018-01-02"), 2}};
    EXPECT_EQ(at({before}, "2014-01-02", splits).shares, 100 * 7 * 2);
    EXPECT_EQ(at({before, restated_for_split}, "2014-10-01", splits).shares, 700 * 2);
    before.split_basis = day("2014-06-09"); // a count of the ex-date itself is on the new basis
    EXPECT_EQ(at({before}, "2014-01-02", splits).shares, 100 * 2);
}

TEST(PointInTime, TakesADilutedCountThatIsAQuarterNewer) {
    const std::vector<Fact> facts{fact(kShares, 'F', "2016-12-31", "2017-02-20", 50),
                                  fact(kDiluted, 'Q', "2017-03-31", "2017-05-02", 53),
                                  fact(kDiluted, 'Q', "2017-06-30", "2017-08-02", 54)};
    EXPECT_EQ(at(facts, "2017-05-02").shares, 50);
    EXPECT_EQ(at(facts, "2017-08-02").shares, 54);
}

TEST(PointInTime, TakesADilutedCountWhereTheOutstandingOneIsFarOff) {
    const auto outstanding = fact(kShares, 'F', "2016-12-31", "2017-02-20", 70);
    EXPECT_EQ(at({outstanding, fact(kDiluted, 'F', "2016-12-31", "2017-02-20", 60)}, "2017-03-01").shares,
              70);
    EXPECT_EQ(at({outstanding, fact(kDiluted, 'F', "2016-12-31", "2017-02-20", 59)}, "2017-03-01").shares,
              59);
    EXPECT_EQ(at({outstanding, fact(kDiluted, 'Q', "2016-09-30", "2016-11-02", 59)}, "2017-03-01").shares,
              70);
}

TEST(PointInTime, PlacesFiscalYearsByTheirDistance) {
    const std::vector<Fact> facts{fact(kEps, 'F', "2014-12-31", "2015-02-20", 2),
                                  fact(kEps, 'F', "2016-12-31", "2017-02-20", 4),
                                  fact(kEps, 'F', "2012-12-31", "2013-02-20", 1)};
    const auto state = at(facts, "2017-03-01", {{day("2016-06-01"), 2}});
    EXPECT_EQ(state.eps[4], 4);
    EXPECT_TRUE(std::isnan(state.eps[3]));
    EXPECT_EQ(state.eps[2], 1); // 2 per share before a 2-for-1 split
    EXPECT_EQ(state.eps[0], 0.5);
}

TEST(PointInTime, DatesTheLastFilingByItsOwnPeriod) {
    auto comparative = fact(kEquity, 'I', "2016-12-31", "2018-02-20", 90);
    auto own = fact(kEquity, 'I', "2017-12-31", "2018-02-20", 100);
    own.annual_form = true;
    const auto state = at({comparative, own}, "2018-03-01");
    EXPECT_TRUE(state.has_filing);
    EXPECT_EQ(state.last_filed, day("2018-02-19"));
    EXPECT_EQ(state.filing_lag_days, 50);
    EXPECT_TRUE(state.last_filing_annual);
    own.dated_by_rule = true;
    EXPECT_FALSE(at({own}, "2018-03-01").has_filing);
    EXPECT_TRUE(at({own}, "2018-03-01").used_lag_rule);
}

TEST(PointInTime, ForgetsNothingButWhatIsNotYetKnown) {
    // States up to a cut-off are those of the facts knowable by then alone.
    auto facts = quarters();
    const auto all = companyTimeline(facts, kConcepts, {});
    std::erase_if(facts, [](const Fact& f) { return f.knowable_at > day("2017-02-20"); });
    const auto early = companyTimeline(facts, kConcepts, {});
    for (const auto& state : early) {
        if (state.from > day("2017-02-20")) break;
        const auto same = std::ranges::find(all, state.from, &CompanyState::from);
        ASSERT_NE(same, all.end());
        EXPECT_TRUE(same->net_income == state.net_income ||
                    (std::isnan(same->net_income) && std::isnan(state.net_income)));
    }
}

} // namespace

} // namespace nautilus::factor

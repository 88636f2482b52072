#include "engines/factor/kernel/macro_sensitivity.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nautilus::factor {

namespace {

using domain::MacroValue;
using domain::SessionDate;

SessionDate day(const char* iso) {
    return SessionDate::parse(iso).value();
}

int month(int year, int of_year) {
    return (year - 1970) * 12 + of_year - 1;
}

TEST(MacroSensitivity, CountsMonthsFrom1970) {
    EXPECT_EQ(monthOf(day("1970-01-31")), 0);
    EXPECT_EQ(monthOf(day("2018-03-01")), month(2018, 3));
}

TEST(MacroSensitivity, TakesTheLastValueOfEachMonthAsKnown) {
    const std::vector<MacroValue> yields{{day("2018-01-30"), day("2018-01-31"), 2.0},
                                         {day("2018-01-31"), day("2018-02-01"), 2.5},
                                         {day("2018-02-28"), day("2018-03-01"), 2.8},
                                         {day("2018-03-29"), day("2018-03-30"), 2.9}};
    const auto known = monthlyChanges(yields, MacroChange::LastDifference, day("2018-03-29"));
    EXPECT_NEAR(known.at(month(2018, 2)), 0.3, 1e-15);
    EXPECT_TRUE(std::isnan(known.at(month(2018, 3)))); // published the day after
    EXPECT_TRUE(std::isnan(known.at(month(2018, 1))));
}

TEST(MacroSensitivity, LetsALaterVintageReplaceAnEarlierOneOnlyOnceKnown) {
    const std::vector<MacroValue> prices{{day("2018-01-31"), day("2018-02-18"), 100},
                                         {day("2018-02-28"), day("2018-03-18"), 101},
                                         {day("2018-02-28"), day("2018-04-18"), 102}};
    EXPECT_NEAR(monthlyChanges(prices, MacroChange::Growth, day("2018-04-17")).at(month(2018, 2)), 0.01,
                1e-15);
    EXPECT_NEAR(monthlyChanges(prices, MacroChange::Growth, day("2018-04-18")).at(month(2018, 2)), 0.02,
                1e-15);
}

TEST(MacroSensitivity, GivesAQuartersGrowthToItsThreeMonths) {
    const std::vector<MacroValue> gdp{{day("2017-12-31"), day("2018-02-01"), 100},
                                      {day("2018-03-31"), day("2018-05-02"), 103}};
    const auto growth = monthlyChanges(gdp, MacroChange::QuarterlyLogGrowth, day("2018-06-01"));
    for (int m = 1; m <= 3; ++m)
        EXPECT_NEAR(growth.at(month(2018, m)), std::log(1.03), 1e-15);
    EXPECT_TRUE(std::isnan(growth.at(month(2018, 4))));
}

MonthlySeries line(std::size_t n) {
    MonthlySeries out;
    out.first_month = month(2010, 1);
    for (std::size_t i = 0; i < n; ++i)
        out.change.push_back(std::sin(static_cast<double>(i)));
    return out;
}

TEST(MacroSensitivity, FindsAnExactLine) {
    const auto x = line(70);
    std::vector<double> returns;
    for (const double v : x.change)
        returns.push_back(0.01 + 2.5 * v);
    const auto found = macroSensitivity(returns, month(2010, 1) + 69, x, x, x);
    EXPECT_NEAR(found.gdp_correlation, 1, 1e-12);
    EXPECT_NEAR(found.interest_rate_sensitivity, 2.5, 1e-12);
    EXPECT_NEAR(found.inflation_beta, 2.5, 1e-12);
    EXPECT_EQ(found.months, kMacroMonths);
}

TEST(MacroSensitivity, NeedsFortyEightMonths) {
    const auto x = line(70);
    std::vector<double> returns(x.change.begin(), x.change.begin() + 48);
    EXPECT_FALSE(std::isnan(macroSensitivity(returns, month(2010, 1) + 47, x, x, x).inflation_beta));
    returns[3] = std::nan("");
    EXPECT_TRUE(std::isnan(macroSensitivity(returns, month(2010, 1) + 47, x, x, x).inflation_beta));
}

} // namespace

} // namespace nautilus::factor

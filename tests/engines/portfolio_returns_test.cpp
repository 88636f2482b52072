// Returns of portfolios with flows: time-weighted, Modified Dietz, and all the internal rates there are.

#include "engines/analytics/kernel/money_weighted_return.h"
#include "engines/analytics/kernel/time_weighted_return.h"
#include "engines/numerics/counter_random.h"
#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace nautilus::analytics {
namespace {

using namespace testing_tables;

const double kNan = std::nan("");

std::vector<CashFlow> flowsOf(std::initializer_list<std::pair<double, double>> pairs) {
    std::vector<CashFlow> out;
    for (const auto& [day, amount] : pairs)
        out.push_back({day, amount});
    return out;
}

/// Share of the flows' size that is left when they are brought to one day at this rate.
double worth(const std::vector<CashFlow>& flows, double log_rate) {
    double sum = 0, size = 0, largest = -HUGE_VAL;
    for (const auto& flow : flows)
        largest = std::max(largest, -log_rate * flow.day / 365);
    for (const auto& flow : flows) {
        const double term = flow.amount * std::exp(-log_rate * flow.day / 365 - largest);
        sum += term;
        size += std::abs(term);
    }
    return sum / size;
}

TEST(TimeWeightedReturn, PutsTheFlowWhereItIsTold) {
    // 100 grow to 110; 40 come in; the 150 become 135.
    const std::vector<double> values{100, 110, 135}, flows{0, 40};
    const auto start = dailyReturns(values, flows);
    EXPECT_DOUBLE_EQ(start[0], 0.1);
    EXPECT_DOUBLE_EQ(start[1], -0.1);
    EXPECT_NEAR(linkReturns(start).value, 1.1 * 0.9 - 1, 1e-15);
    EXPECT_DOUBLE_EQ(dailyReturns(values, flows, FlowTiming::EndOfDay)[1], 95.0 / 110 - 1);
    EXPECT_DOUBLE_EQ(dailyReturns(values, flows, FlowTiming::MiddleOfDay)[1], -15.0 / 130);
}

TEST(TimeWeightedReturn, HasNoReturnWithoutCapital) {
    const auto r = dailyReturns(std::vector{0.0, 0.0, 105.0, 0.0, kNan, 50.0},
                                std::vector{0.0, 100.0, -105.0, 0.0, 10.0});
    EXPECT_TRUE(std::isnan(r[0])) << "nothing was there";
    EXPECT_DOUBLE_EQ(r[1], 0.05) << "the first money comes at the start of the day";
    EXPECT_TRUE(std::isnan(r[2])) << "all of it left at the start";
    EXPECT_TRUE(std::isnan(r[3]) && std::isnan(r[4])) << "a value is missing";
    const auto linked = linkReturns(r);
    EXPECT_NEAR(linked.value, 0.05, 1e-15);
    EXPECT_EQ(linked.linked, 1U);
    EXPECT_EQ(linked.missing, 4U);
    EXPECT_TRUE(dailyReturns({}, {}).empty());
    EXPECT_TRUE(std::isnan(linkReturns({}).value));
    EXPECT_DOUBLE_EQ(dailyReturns(std::vector{100.0, 0.0}, std::vector{0.0})[0], -1.0);
}

TEST(ModifiedDietz, IsTheWorkedExample) {
    // Bacon 2008, chapter 2: 74.2 to 104.4 in 31 days with 37.1 on day 14; the day of the flow counts half of
    // nothing: weight 17/31. (104.4 - 74.2 - 37.1) / (74.2 + 37.1 * 17/31) = -7.3 %.
    const std::vector<DatedFlow> flow{{14, 37.1}};
    const double r = modifiedDietz(74.2, 104.4, 31, flow);
    EXPECT_NEAR(r, -6.9 / (74.2 + 37.1 * 17 / 31), 1e-15);
    EXPECT_NEAR(r, -0.0730, 5e-5);
    EXPECT_TRUE(std::isnan(modifiedDietz(0, 10, 31, {})));
    EXPECT_TRUE(std::isnan(modifiedDietz(10, 10, 0, {})));
    EXPECT_TRUE(std::isnan(modifiedDietz(10, 0, 30, std::vector<DatedFlow>{{0, -10}})));
    EXPECT_DOUBLE_EQ(modifiedDietz(100, 110, 30, {}), 0.1);
}

TEST(ModifiedDietz, AnnualisesOnlyFromAYearOn) {
    EXPECT_EQ(annualizedByDays(0.1, 200), 0.1);
    EXPECT_NEAR(annualizedByDays(0.21, 2 * 365.25), 0.1, 1e-15);
    EXPECT_EQ(annualizedByDays(-1, 1000), -1.0);
    EXPECT_TRUE(std::isnan(annualizedByDays(-1.1, 1000)));
    EXPECT_TRUE(std::isnan(annualizedByDays(0.1, 0)));
}

TEST(MoneyWeightedReturn, IsThatOfScipy) {
    std::vector<CashFlow> regular;
    for (int k = 0; k < 121; ++k)
        regular.push_back({30.0 * k, -100});
    regular.push_back({3630, 14500});
    regular[0].day = 0;
    const std::vector<std::pair<std::string, std::vector<CashFlow>>> cases{
        {"sheet", flowsOf({{0, -10000}, {60, 2750}, {303, 4250}, {411, 3250}, {456, 2750}})},
        {"loss", flowsOf({{0, -1000}, {100, -500}, {400, 200}})},
        {"early", flowsOf({{0, -100}, {7, 250}})},
        {"ruin", flowsOf({{0, -1e6}, {365, 1e-3}})},
        {"regular", regular}};
    for (const auto& [name, flows] : cases) {
        const auto got = moneyWeightedReturn(flows);
        EXPECT_EQ(got.status, RateStatus::Unique) << name;
        expectRelative(got.log_rate, analyticsGolden("rate." + name).front(), 1e-11, name);
        EXPECT_DOUBLE_EQ(got.rate, std::expm1(got.log_rate));
        // Order, origin and sign do not matter.
        std::vector<CashFlow> turned(flows.rbegin(), flows.rend());
        for (auto& flow : turned)
            flow = {flow.day + 1000, -flow.amount};
        EXPECT_NEAR(moneyWeightedReturn(turned).log_rate, got.log_rate, 1e-12 * std::abs(got.log_rate))
            << name;
    }
}

TEST(MoneyWeightedReturn, FindsAllRates) {
    // Flows from (1 - 1.1 v)(1 - 1.5 v)(1 - 0.8 v): growth of 10 %, 50 % and -20 % a year.
    const auto& c = analyticsGolden("rate.three_flows");
    std::vector<CashFlow> flows;
    for (std::size_t i = 0; i < c.size(); ++i)
        flows.push_back({365.0 * static_cast<double>(i), c[i]});
    const auto got = moneyWeightedReturn(flows);
    EXPECT_EQ(got.status, RateStatus::Several);
    ASSERT_EQ(got.log_rates.size(), 3U);
    EXPECT_NEAR(std::exp(got.log_rates[0]), 0.8, 1e-12);
    EXPECT_NEAR(std::exp(got.log_rates[1]), 1.1, 1e-12);
    EXPECT_NEAR(std::exp(got.log_rates[2]), 1.5, 1e-12);
    EXPECT_NEAR(got.rate, 0.1, 1e-12) << "the one nearest to no growth";
}

TEST(MoneyWeightedReturn, AnswersWhateverTheFlows) {
    EXPECT_EQ(moneyWeightedReturn({}).status, RateStatus::OneSign);
    EXPECT_EQ(moneyWeightedReturn(flowsOf({{0, -1}, {5, -2}})).status, RateStatus::OneSign);
    EXPECT_EQ(moneyWeightedReturn(flowsOf({{0, 0}})).status, RateStatus::OneSign);
    EXPECT_EQ(moneyWeightedReturn(flowsOf({{0, 5}, {0, -5}})).status, RateStatus::Undetermined);
    EXPECT_EQ(moneyWeightedReturn(flowsOf({{0, 5}, {0, -6}})).status, RateStatus::OneSign);
    EXPECT_EQ(moneyWeightedReturn(flowsOf({{0, kNan}, {1, 2}})).status, RateStatus::Invalid);
    EXPECT_EQ(moneyWeightedReturn(flowsOf({{0, -1}, {HUGE_VAL, 2}})).status, RateStatus::Invalid);
    // 1 - 2 v + 2 v^2 never vanishes.
    const auto none = moneyWeightedReturn(flowsOf({{0, 1}, {365, -2}, {730, 2}}));
    EXPECT_EQ(none.status, RateStatus::None);
    EXPECT_TRUE(std::isnan(none.rate));
    // (1 - 1.1 v)^2 touches once.
    const auto touch = moneyWeightedReturn(flowsOf({{0, 1}, {365, -2.2}, {730, 1.21}}));
    EXPECT_NE(touch.status, RateStatus::None);
    EXPECT_NEAR(touch.rate, 0.1, 1e-6);
    const auto flat = moneyWeightedReturn(flowsOf({{0, -100}, {200, 100}}));
    EXPECT_EQ(flat.status, RateStatus::Unique);
    EXPECT_EQ(flat.rate, 0.0);
    // A thousandfold overnight: beyond every number as a yearly rate, yet known.
    const auto huge = moneyWeightedReturn(flowsOf({{0, -1}, {1, 1000}}));
    EXPECT_EQ(huge.status, RateStatus::Unique);
    EXPECT_TRUE(std::isinf(huge.rate));
    EXPECT_NEAR(huge.log_rate, 365 * std::log(1000.0), 1e-9);
    EXPECT_NEAR(huge.period_return, 999, 1e-9);
    const auto lost = moneyWeightedReturn(flowsOf({{0, -1e9}, {1, 1e-6}}));
    EXPECT_EQ(lost.rate, -1.0);
    EXPECT_NEAR(lost.log_rate, 365 * std::log(1e-15), 1e-8);
}

TEST(MoneyWeightedReturn, EveryRateOfRandomFlowsBalances) {
    constexpr std::uint64_t kSeed = 20260;
    std::size_t unique = 0, several = 0, none = 0;
    for (std::uint64_t k = 0; k < 2000; ++k) {
        const numerics::CounterRandom random(kSeed, k);
        std::vector<CashFlow> flows;
        const auto n = 2 + random.bits(0) % 12;
        for (std::uint64_t i = 0; i < n; ++i)
            flows.push_back(
                {std::floor(random.uniform(10 + i) * 2000), 2000 * random.uniform(50 + i) - 1000});
        const auto got = moneyWeightedReturn(flows);
        unique += got.status == RateStatus::Unique ? 1 : 0;
        several += got.status == RateStatus::Several ? 1 : 0;
        none += got.status == RateStatus::None ? 1 : 0;
        for (const double y : got.log_rates)
            ASSERT_NEAR(worth(flows, y), 0, 1e-9) << "seed " << kSeed << " case " << k;
        // Wherever a fine grid sees the sign change there must be a rate.
        if (k >= 200) continue;
        for (double y = -20; y < 20; y += 0.01) {
            if ((worth(flows, y) > 0) == (worth(flows, y + 0.01) > 0)) continue;
            ASSERT_TRUE(std::ranges::any_of(got.log_rates,
                                            [&](double z) { return z > y - 1e-6 && z < y + 0.01 + 1e-6; }))
                << "seed " << kSeed << " case " << k << " near " << y;
        }
    }
    EXPECT_GT(unique, 500U);
    EXPECT_GT(several, 10U);
    EXPECT_GT(none, 10U);
}

} // namespace
} // namespace nautilus::analytics

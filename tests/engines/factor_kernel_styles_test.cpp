#include "engines/factor/kernel/industry_groups.h"
#include "engines/factor/kernel/standardise.h"
#include "engines/factor/kernel/style_ratios.h"
#include "engines/factor/kernel/styles_joint.h"
#include "engines/factor/kernel/styles_two_stage.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <bit>
#include <functional>
#include <thread>

namespace {

using namespace nautilus::factor;
using namespace nautilus::testing_tables;
using nautilus::domain::kMissing;
using nautilus::domain::Matrix;

constexpr std::size_t kNames = 6;
constexpr std::size_t kFirstRow = 500;

PriceHistory history() {
    PriceHistory h{view(golden("px_returns"), kNames), golden("px_rf"), golden("px_market")};
    h.turnover = view(golden("px_turnover"), kNames);
    return h;
}

using Descriptor = std::function<Matrix(const PriceHistory&, RowRange, const ParallelFor&)>;

const std::vector<std::pair<std::string, Descriptor>>& descriptors() {
    using H = const PriceHistory&;
    using P = const ParallelFor&;
    static const std::vector<std::pair<std::string, Descriptor>> all{
        {"px_beta", [](H h, RowRange r, P p) { return betaDescriptors(h, r, p).beta; }},
        {"px_hsigma", [](H h, RowRange r, P p) { return betaDescriptors(h, r, p).hsigma; }},
        {"px_rstr", relativeStrength},
        {"px_dastd", dailyDeviation},
        {"px_cmra", cumulativeRange},
        {"px_reversal", shortTermReversal},
        {"px_stom", [](H h, RowRange r, P p) { return liquidityDescriptors(h, r, p).stom; }},
        {"px_stoq", [](H h, RowRange r, P p) { return liquidityDescriptors(h, r, p).stoq; }},
        {"px_stoa", [](H h, RowRange r, P p) { return liquidityDescriptors(h, r, p).stoa; }},
        {"px_product", [](H h, RowRange r, P p) {
             return rawProductMomentum(h.returns, {100, 30, 5, 0.01}, r, p);
         }}};
    return all;
}

TEST(PriceDescriptors, EqualNumpy) {
    const PriceHistory h = history();
    for (const auto& [name, compute] : descriptors())
        expectClose(compute(h, {kFirstRow, h.returns.rows}, sequential()).values(), golden(name), 1e-10,
                    name);
}

bool sameBits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

TEST(PriceDescriptors, RangeThreadsAndNeighboursDoNotMatter) {
    // 75 instruments: two full tiles and a partial one.
    const std::size_t rows = view(golden("px_returns"), kNames).rows, wide = 75;
    Matrix returns(rows, wide), turnover(rows, wide);
    const PriceHistory narrow = history();
    for (std::size_t t = 0; t < rows; ++t)
        for (std::size_t n = 0; n < wide; ++n) {
            returns.at(t, n) = narrow.returns.at(t, n % kNames);
            turnover.at(t, n) = narrow.turnover.at(t, n % kNames);
        }
    PriceHistory h{returns.view(), narrow.risk_free, narrow.market_excess};
    h.turnover = turnover.view();
    const ParallelFor two = [](std::size_t count, const RangeBody& body) {
        std::thread other([&] { body(count / 2, count); });
        body(0, count / 2);
        other.join();
    };
    for (const auto& [name, compute] : descriptors()) {
        const Matrix all = compute(h, {0, rows}, sequential());
        const Matrix threads = compute(h, {0, rows}, two);
        for (std::size_t i = 0; i < all.values().size(); ++i)
            ASSERT_TRUE(sameBits(all.values()[i], threads.values()[i])) << name;
        for (const std::size_t t : {30U, 300U, 550U}) {
            const Matrix one = compute(h, {t, t + 1}, sequential());
            const Matrix alone = compute(narrow, {t, t + 1}, sequential());
            for (std::size_t n = 0; n < wide; ++n) {
                ASSERT_TRUE(sameBits(all.at(t, n), one.at(0, n))) << name << ' ' << n;
                ASSERT_TRUE(sameBits(alone.at(0, n % kNames), one.at(0, n))) << name << ' ' << n;
            }
        }
    }
}

TEST(PriceDescriptors, TheFutureChangesNothing) {
    const PriceHistory h = history();
    std::vector<double> changed = golden("px_returns");
    for (std::size_t i = 530 * kNames; i < changed.size(); ++i)
        changed[i] = 0.5;
    PriceHistory other = h;
    other.returns = view(changed, kNames);
    for (const auto& [name, compute] : descriptors()) {
        if (name.starts_with("px_sto")) continue;
        const Matrix before = compute(h, {kFirstRow, 530}, sequential());
        const Matrix after = compute(other, {kFirstRow, 530}, sequential());
        for (std::size_t i = 0; i < before.values().size(); ++i)
            ASSERT_TRUE(sameBits(before.values()[i], after.values()[i])) << name;
    }
}

TEST(PriceDescriptors, ShortHistoriesAreMissing) {
    const std::vector<double> returns(100 * 2, 0.001), market(100, 0.001);
    const PriceHistory h{view(returns, 2), {}, market};
    const Matrix beta = betaDescriptors(h, {0, 100}, sequential()).beta;
    for (const double x : beta.values())
        EXPECT_TRUE(std::isnan(x));
    const Matrix reversal = shortTermReversal(h, {0, 100}, sequential());
    EXPECT_TRUE(std::isnan(reversal.at(19, 0)));
    EXPECT_FALSE(std::isnan(reversal.at(20, 0)));
}

TEST(MarketExcess, WeighsByTheCapOfTheSessionBefore) {
    const std::vector<double> returns{kMissing, kMissing, kMissing, .01, .02, .05, .01, kMissing, .05};
    const std::vector<double> cap{3, 1, 9, 1, 1, 9, 7, 7, 7}, risk_free{0, .001, .002};
    const std::vector<std::uint8_t> member{1, 1, 0};
    const auto market = marketExcess(view(returns, 3), view(cap, 3), {member.data(), 1, 3}, risk_free);
    EXPECT_TRUE(std::isnan(market[0]));
    EXPECT_NEAR(market[1], .0125 - .001, 1e-17);
    EXPECT_NEAR(market[2], .01 - .002, 1e-17);
}

TEST(LogCap, NeedsAPositiveCap) {
    const std::vector<double> cap{std::exp(2.0), 0, -1, kMissing};
    PriceHistory h;
    h.market_cap = view(cap, 4);
    const Matrix size = logCap(h, {0, 1});
    EXPECT_DOUBLE_EQ(size.at(0, 0), 2);
    for (std::size_t n = 1; n < 4; ++n)
        EXPECT_TRUE(std::isnan(size.at(0, n)));
}

std::vector<std::int32_t> groups() {
    std::vector<std::int32_t> result;
    for (const double x : golden("xs_group"))
        result.push_back(static_cast<std::int32_t>(x));
    return result;
}

std::vector<std::uint8_t> members() {
    std::vector<std::uint8_t> result;
    for (const double x : golden("xs_member"))
        result.push_back(x > 0 ? 1 : 0);
    return result;
}

TEST(Standardise, EqualsNumpy) {
    const std::vector<double>& cap = golden("xs_cap");
    const std::vector<std::uint8_t> member = members();
    std::vector<double> out(cap.size());
    standardise(golden("st_raw"), cap, member, out);
    expectClose(out, golden("st_standard"), 1e-10, "standardise");
    double sum = 0;
    for (std::size_t i = 0; i < out.size(); ++i)
        sum += member[i] != 0 && !std::isnan(out[i]) ? cap[i] * out[i] : 0;
    EXPECT_NEAR(sum, 0, 1e-10) << "the cap-weighted universe has no exposure";

    const std::vector<std::span<const double>> parts{golden("st_standard"), golden("st_second")};
    const std::vector<double> weights{.75, .25};
    combine(parts, weights, out);
    expectClose(out, golden("st_combined"), 1e-10, "combine");

    const auto beta = view(golden("xs_styles"), cap.size()).row(0);
    orthogonalise(golden("st_standard"), beta, cap, member, out);
    expectClose(out, golden("st_orthogonal"), 1e-10, "orthogonalise");

    std::vector<double> size;
    for (const double c : cap)
        size.push_back(std::log(c));
    std::vector<std::uint8_t> filled(cap.size());
    fillMissing(golden("st_standard"), groups(), 5, size, cap, member, out, filled);
    expectClose(out, golden("st_filled"), 1e-10, "fill");
    EXPECT_EQ(filled[3] + filled[30], 2);
    EXPECT_EQ(std::count(filled.begin(), filled.end(), 1), 2);
    EXPECT_NEAR(coverage(golden("st_standard"), cap, member), golden("st_coverage")[0], 1e-14);
}

TEST(Standardise, DegenerateCasesAreMissing) {
    const std::vector<double> cap{1, 2, 3}, flat{4, 4, 4}, none(3, kMissing);
    std::vector<double> out(3);
    standardise(flat, cap, {}, out);
    for (const double x : out)
        EXPECT_TRUE(std::isnan(x));
    std::vector<std::uint8_t> filled(3);
    const std::vector<std::int32_t> group{0, 0, 0};
    fillMissing(none, group, 1, flat, cap, {}, out, filled);
    for (const double x : out)
        EXPECT_TRUE(std::isnan(x));
    EXPECT_EQ(coverage(none, cap, {}), 0);
    EXPECT_TRUE(std::isnan(coverage(flat, none, {})));
}

TEST(Standardise, FillsAGroupWithoutDonorsFromAllGroups) {
    const std::vector<double> x{1, 2, 3, kMissing, kMissing}, size{1, 2, 4, 3, kMissing}, cap{1, 1, 1, 1, 1};
    const std::vector<std::int32_t> group{0, 0, 0, 1, 0};
    std::vector<double> out(5);
    std::vector<std::uint8_t> filled(5);
    fillMissing(x, group, 2, size, cap, {}, out, filled);
    const double slope = 3.0 / (14.0 / 3); // by hand: Sxy = 3, Sxx = 14/3
    EXPECT_NEAR(out[3], 2 + slope * (3 - 7.0 / 3), 1e-14);
    EXPECT_NEAR(out[4], 2, 1e-14) << "without a size the mean of the group";
}

TEST(TwoStageScores, EqualNumpy) {
    const std::vector<double>& cap = golden("xs_cap");
    std::vector<double> out(cap.size());
    valueScores(golden("value_book"), golden("value_sales"), golden("value_cash"), std::nullopt, out);
    expectClose(out, golden("value_plain"), 1e-10, "value");
    valueScores(golden("value_book"), golden("value_sales"), golden("value_cash"), 0.05, out);
    expectClose(out, golden("value_winsor"), 1e-10, "value winsorised");
    momentumScores(golden("st_raw"), 0.01, out);
    expectClose(out, golden("momentum_scores"), 1e-10, "momentum");
    sizeScores(cap, 0.2, 0.8, out);
    expectClose(out, golden("size_scores"), 1e-10, "size");
}

TEST(Ratios, AreMissingWithoutAPositiveDenominator) {
    std::vector<double> out(3);
    ratio(std::vector<double>{1, 1, kMissing}, std::vector<double>{4, -4, 2}, out);
    EXPECT_EQ(out[0], .25);
    EXPECT_TRUE(std::isnan(out[1]) && std::isnan(out[2]));
    marketLeverage(std::vector<double>{10, 10, 0}, std::vector<double>{kMissing, 5, 1},
                   std::vector<double>{5, kMissing, 1}, out);
    EXPECT_EQ(out[0], 1.5);
    EXPECT_TRUE(std::isnan(out[1]) && std::isnan(out[2]));
    bookLeverage(std::vector<double>{10, -1, 4}, std::vector<double>{0, 0, 1}, std::vector<double>{5, 5, 3},
                 out);
    EXPECT_EQ(out[2], 2);
    EXPECT_TRUE(std::isnan(out[1]));
}

TEST(Ratios, GrowthEqualsNumpy) {
    const auto years = view(golden("growth_years"), 5);
    std::vector<double> got;
    for (std::size_t i = 0; i < years.rows; ++i)
        got.push_back(fiscalGrowth(years.row(i)));
    expectClose(got, golden("growth"), 1e-12, "growth");
}

TEST(IndustryGroups, ThinIndustriesJoinTheirSector) {
    // Sector 0: industry 0 has six equal names, 1 three and 2 three: 1 and 2 pool to six.
    // Sector 1: industry 3 has six, 4 one name: the pool is thin, so the sector becomes one group.
    // Sector 2: industry 5 has two names: nothing to merge with, thin.
    std::vector<std::int32_t> industry;
    for (const auto& [i, count] : {std::pair{0, 6}, {1, 3}, {2, 3}, {3, 6}, {4, 1}, {5, 2}, {-1, 1}})
        industry.insert(industry.end(), static_cast<std::size_t>(count), i);
    const std::vector<std::int32_t> sector{0, 0, 0, 1, 1, 2};
    const std::vector<double> cap(industry.size(), 3.0);
    const IndustryGroups g = mergeThinIndustries(industry, sector, 3, cap, {});
    EXPECT_EQ(g.industry_target, (std::vector<std::int32_t>{0, 6, 6, 7, 7, 8}));
    EXPECT_DOUBLE_EQ(g.effective_names[6], 6);
    EXPECT_DOUBLE_EQ(g.effective_names[7], 7);
    EXPECT_EQ(g.thin[6], 0);
    EXPECT_EQ(g.thin[8], 1);
    EXPECT_EQ(g.group.back(), kNoGroup);
    EXPECT_EQ(g.group[0], 0);
}

} // namespace

// Schedules by identities over random orders, Almgren and Chriss against numpy
// (tests/data/optimisation/make_allocation.py), and the cost of trades.

#include "engines/portfolio/kernel/execution/shortfall.h"
#include "engines/portfolio/kernel/execution/trading_cost.h"
#include "tests/engines/allocation_tables.h"

#include <gtest/gtest.h>

#include <numeric>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using Slices = std::vector<std::int64_t>;

std::int64_t sumOf(const Slices& slices) {
    return std::accumulate(slices.begin(), slices.end(), std::int64_t{0});
}

TEST(Schedules, EvenSlicesStayWithinHalfALotOfThePlan) {
    EXPECT_EQ(timeWeighted({1000, 1}, 4).slices, (Slices{250, 250, 250, 250}));
    EXPECT_EQ(timeWeighted({-10, 1}, 4).slices, (Slices{-3, -2, -3, -2}));
    const auto lots = timeWeighted({1050, 100}, 3);
    EXPECT_EQ(lots.slices, (Slices{300, 400, 300}));
    EXPECT_EQ(lots.left_over, 50) << "no whole lot";
    EXPECT_EQ(timeWeighted({0, 1}, 3).slices, (Slices{0, 0, 0}));
    EXPECT_EQ(timeWeighted({7, 1}, 1).slices, (Slices{7}));
    EXPECT_EQ(volumeWeighted({100, 1}, std::vector<double>{500, 300, 200}).slices, (Slices{50, 30, 20}));
}

TEST(Schedules, WhatHasNoRoomGoesOnAndIsLeftOver) {
    const std::vector<double> volumes{1000, 1000, 1000, 1000};
    const auto tight = timeWeighted({600, 1}, 4, {0.1, volumes});
    EXPECT_EQ(tight.slices, (Slices{100, 100, 100, 100}));
    EXPECT_EQ(tight.left_over, 200);
    EXPECT_EQ(tight.limited, (std::vector<bool>{true, true, true, true}));
    const std::vector<double> thin{1000, 100, 5000, 5000};
    const auto late = timeWeighted({400, 1}, 4, {0.1, thin});
    EXPECT_EQ(late.slices, (Slices{100, 10, 190, 100})) << "what the second had no room for";
    EXPECT_EQ(late.left_over, 0);
    EXPECT_EQ(late.limited, (std::vector<bool>{true, true, false, false}));
    const auto sell = volumeWeighted({-900, 100}, volumes, 0.15);
    EXPECT_EQ(sell.slices, (Slices{-100, -100, -100, -100}));
    EXPECT_EQ(sell.left_over, -500);
    EXPECT_EQ(timeWeighted({30, 1}, 1, {0.3, std::vector<double>{100}}).slices, (Slices{30}))
        << "0.3 of 100 is 30";
}

TEST(Schedules, PercentOfVolumeFollowsTheMarket) {
    const auto got = percentOfVolume({100, 1}, std::vector<double>{105, 0, 333, 1000, 1000}, 0.1);
    EXPECT_EQ(got.slices, (Slices{10, 0, 33, 57, 0}));
    EXPECT_EQ(got.left_over, 0);
    EXPECT_EQ(got.limited, (std::vector<bool>{true, true, true, false, false}));
    const auto dry = percentOfVolume({-100, 10}, std::vector<double>{105, 333}, 0.1);
    EXPECT_EQ(dry.slices, (Slices{-10, -30}));
    EXPECT_EQ(dry.left_over, -60);
}

TEST(Schedules, RandomOrdersAddUp) {
    RandomNumbers random{std::mt19937_64(20261122)};
    for (int trial = 0; trial < 2000; ++trial) {
        const auto slices = static_cast<std::size_t>(random.whole(1, 40));
        const Order order{random.whole(-100000, 100000), random.whole(1, 100)};
        std::vector<double> volumes, shares;
        for (std::size_t i = 0; i < slices; ++i) {
            volumes.push_back(random.whole(0, 4) == 0 ? 0 : random.between(0, 20000));
            shares.push_back(random.between(0, 1));
        }
        volumes[0] += 1;
        const double limit = random.between(0.01, 1);
        const ImpactModel impact{0.5, 1e-7, 1e-5, 0.01};
        const Participation part{limit, volumes};
        const Schedule all[] = {sliced(order, shares, part), timeWeighted(order, slices, part),
                                volumeWeighted(order, volumes, limit), percentOfVolume(order, volumes, limit),
                                implementationShortfall(order, impact, 1, slices, 1e-5, part)};
        for (const auto& schedule : all) {
            ASSERT_FALSE(schedule.fault) << trial;
            ASSERT_EQ(schedule.slices.size(), slices);
            ASSERT_EQ(sumOf(schedule.slices) + schedule.left_over, order.quantity) << trial;
            ASSERT_GE(schedule.left_over * (order.quantity < 0 ? -1 : 1), 0) << "never more than the order";
            double traded = 0, done = 0;
            for (std::size_t i = 0; i < slices; ++i) {
                const auto n = schedule.slices[i];
                ASSERT_EQ(n % order.lot, 0);
                ASSERT_TRUE(n == 0 || (n < 0) == (order.quantity < 0));
                traded += volumes[i];
                done += std::abs(static_cast<double>(n));
                ASSERT_LE(done, limit * traded * (1 + 1e-9)) << trial;
                if (&schedule == &all[3]) continue; // of all volume so far
                ASSERT_LE(std::abs(static_cast<double>(n)), limit * volumes[i] * (1 + 1e-9)) << trial;
            }
        }
        // Without limits a volume-weighted order is done, but for what is no whole lot.
        const auto open = sliced(order, shares);
        ASSERT_EQ(open.left_over, order.quantity % order.lot) << trial;
    }
}

TEST(Schedules, WrongInputIsNamed) {
    const std::vector<double> volumes{100, -1}, none{0, 0};
    EXPECT_EQ(volumeWeighted({10, 1}, volumes).fault->field, "/volumes/1");
    EXPECT_EQ(volumeWeighted({10, 1}, none).fault->field, "/volumes");
    EXPECT_EQ(volumeWeighted({10, 1}, {}).fault->field, "/volumes");
    EXPECT_EQ(timeWeighted({10, 1}, 0).fault->field, "/slices");
    EXPECT_EQ(timeWeighted({10, 0}, 2).fault->field, "/lot");
    EXPECT_EQ(timeWeighted({10, 1}, 2, {0, none}).fault->field, "/participation");
    EXPECT_EQ(timeWeighted({10, 1}, 3, {0.1, none}).fault->field, "/volumes");
    EXPECT_EQ(sliced({10, 1}, none).fault->field, "/shares");
    EXPECT_EQ(sliced({10, 1}, std::vector<double>{1, std::nan("")}).fault->field, "/shares/1");
    EXPECT_EQ(percentOfVolume({10, 1}, none, 1.5).fault->field, "/rate");
    EXPECT_EQ(sliced({INT64_MIN, 1}, std::vector<double>{1}).fault->field, "/quantity");
}

TEST(Shortfall, TrajectoryIsThatOfTheQuadraticProgram) {
    const auto expectTrajectory = [](const std::string& name, int s, double volatility) {
        const ImpactModel model{volatility, 2.5e-7, 2.5e-6 * (1 + s % 3), 0.0625};
        const double aversion = s % 5 == 0 ? 0.0 : 1e-6 * std::pow(10.0, s % 4 - 1);
        const auto got =
            shortfallShares(model, 0.5 + 0.25 * (s % 7), static_cast<std::size_t>(1 + s % 20), aversion);
        expectClose(got, named(allocationGoldens(), name), 1e-10, name);
    };
    for (int s = 0; s < 200; ++s)
        expectTrajectory("trajectory " + std::to_string(s), s, 0.95);
    const Eigen::VectorXd variances = sampleCovariance(100).diagonal();
    for (int k = 0; k < 20; ++k) // of prices of 50
        expectTrajectory("real trajectory " + std::to_string(k), k, 50 * std::sqrt(variances[4 * k]));
}

TEST(Shortfall, ExampleOfThePaper) {
    // Almgren and Chriss, table 1: a million shares in five days, volatility 0.95 a day, half the spread
    // 1/16, risk aversion 1e-6: kappa is about 0.61 a day.
    const ImpactModel model{0.95, 2.5e-7, 2.5e-6, 0.0625};
    const auto shares = shortfallShares(model, 5, 5, 1e-6);
    const double ratio = shares[0] / shares[1];
    const double kappa = std::acosh(1 + 0.95 * 0.95 * 1e-6 / (2 * (2.5e-6 - 1.25e-7)));
    EXPECT_NEAR(ratio, std::cosh(kappa * 4.5) / std::cosh(kappa * 3.5), 1e-12);
    EXPECT_NEAR(kappa, 0.61, 0.01);
    const std::vector<std::int64_t> at_once{1000000, 0, 0, 0, 0}, even(5, 200000);
    EXPECT_NEAR(expectedShortfall(at_once, model, 5).cost, 62500 + 125000 + 2.375e6, 1e-6);
    EXPECT_EQ(expectedShortfall(at_once, model, 5).variance, 0);
    EXPECT_NEAR(expectedShortfall(even, model, 5).cost, 62500 + 125000 + 2.375e6 / 5, 1e-6);
    EXPECT_NEAR(expectedShortfall(even, model, 5).variance, 0.9025 * 4e10 * (16 + 9 + 4 + 1), 1);
}

TEST(Shortfall, NoOtherTrajectoryIsBetter) {
    RandomNumbers random{std::mt19937_64(9)};
    const ImpactModel model{0.95, 2.5e-7, 2.5e-6, 0.0625};
    const double aversion = 2e-6;
    const auto best = implementationShortfall({1000000, 1}, model, 5, 10, aversion);
    const auto worth = [&](const Slices& slices) {
        const auto e = expectedShortfall(slices, model, 5);
        return e.cost + aversion * e.variance;
    };
    for (int trial = 0; trial < 500; ++trial) {
        auto other = best.slices;
        const auto from = static_cast<std::size_t>(random.whole(0, 9)),
                   to = static_cast<std::size_t>(random.whole(0, 9));
        const auto moved = random.whole(5, 20000);
        other[from] -= moved;
        other[to] += moved;
        EXPECT_GE(worth(other), worth(best.slices) - 1e-3) << trial;
    }
    EXPECT_GT(worth(Slices(10, 100000)), worth(best.slices));
}

TEST(Shortfall, LimitsAndWrongInput) {
    const ImpactModel model{0.95, 0, 2.5e-6, 0};
    EXPECT_EQ(implementationShortfall({100, 1}, model, 5, 4, 0).slices, (Slices{25, 25, 25, 25}));
    const auto hasty = implementationShortfall({100, 1}, model, 5, 4, 1e9);
    EXPECT_EQ(hasty.slices, (Slices{100, 0, 0, 0})) << "nothing overflows";
    EXPECT_EQ(shortfallShares(model, 5, 1, 1e-6), std::vector<double>{1});
    const auto fieldOf = [](const ImpactModel& m, double horizon, std::size_t slices, double aversion) {
        const auto got = implementationShortfall({10, 1}, m, horizon, slices, aversion);
        return got.fault ? got.fault->field : std::string("none");
    };
    EXPECT_EQ(fieldOf(model, 5, 5, 1e-6), "none");
    EXPECT_EQ(fieldOf(model, 0, 5, 1e-6), "/horizon");
    EXPECT_EQ(fieldOf(model, 5, 0, 1e-6), "/slices");
    EXPECT_EQ(fieldOf(model, 5, 5, -1), "/risk_aversion");
    EXPECT_EQ(fieldOf({0.95, 1e-3, 2.5e-6, 0}, 5, 5, 1e-6), "/impact/temporary") << "waiting would pay";
    EXPECT_EQ(fieldOf({std::nan(""), 0, 1e-6, 0}, 5, 5, 1e-6), "/impact/volatility");
    EXPECT_EQ(fieldOf({0.95, -1, 1e-6, 0}, 5, 5, 1e-6), "/impact/permanent");
}

TEST(TradingCost, LinearAndSquareRootParts) {
    const CostModel model{0.0005, 1};
    const Liquidity liquidity{0.02, 1e8};
    EXPECT_NEAR(tradingCost(1e6, model, liquidity), 500 + 0.02 * std::pow(1e6, 1.5) / 1e4, 1e-9);
    EXPECT_EQ(tradingCost(-1e6, model, liquidity), tradingCost(1e6, model, liquidity));
    EXPECT_EQ(tradingCost(0, model, {std::nan(""), 0}), 0);
    EXPECT_NEAR(costInBasisPoints(1e6, model, liquidity), 5 + 20, 1e-10);
    const double h = 1;
    EXPECT_NEAR(marginalCost(1e6, model, liquidity),
                (tradingCost(1e6 + h, model, liquidity) - tradingCost(1e6 - h, model, liquidity)) / (2 * h),
                1e-9);
    EXPECT_EQ(marginalCost(0, model, liquidity), 0.0005);
    EXPECT_TRUE(std::isinf(tradingCost(1, model, {0.02, 0}))) << "a market that does not trade";
    EXPECT_TRUE(std::isnan(tradingCost(1, model, {std::nan(""), 1e8})));
    EXPECT_NEAR(tradingCost(1000, {0.001, 0}, {std::nan(""), std::nan("")}), 1, 1e-12)
        << "impact does not count";
}

} // namespace
} // namespace nautilus::portfolio

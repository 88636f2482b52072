// Triggers, tax lots and trade lists: hand-worked cases, and identities over random portfolios.

#include "engines/portfolio/kernel/rebalance/drift.h"
#include "engines/portfolio/kernel/rebalance/tax_lots.h"
#include "engines/portfolio/kernel/rebalance/trade_list.h"
#include "tests/engines/allocation_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using domain::SessionDate;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

TEST(Drift, CalendarPeriodsBeginOnce) {
    const auto friday = SessionDate::of(2026, 10, 30), monday = SessionDate::of(2026, 11, 2);
    EXPECT_TRUE(calendarDue(friday, monday, Frequency::Daily));
    EXPECT_TRUE(calendarDue(friday, monday, Frequency::Weekly));
    EXPECT_TRUE(calendarDue(friday, monday, Frequency::Monthly));
    EXPECT_FALSE(calendarDue(friday, monday, Frequency::Quarterly));
    EXPECT_FALSE(calendarDue(monday, monday, Frequency::Daily));
    EXPECT_FALSE(calendarDue(monday, monday.plusDays(4), Frequency::Weekly));
    EXPECT_TRUE(calendarDue(monday, monday.plusDays(7), Frequency::Weekly));
    EXPECT_TRUE(
        calendarDue(SessionDate::of(2026, 9, 30), SessionDate::of(2026, 10, 1), Frequency::Quarterly));
    EXPECT_TRUE(calendarDue(SessionDate::of(2026, 12, 31), SessionDate::of(2027, 1, 4), Frequency::Yearly));
    EXPECT_FALSE(calendarDue(SessionDate::of(2027, 1, 4), SessionDate::of(2026, 12, 31), Frequency::Yearly));
    const auto early = SessionDate::of(1969, 12, 29); // a Monday before the count of days begins
    EXPECT_TRUE(calendarDue(early.plusDays(-1), early, Frequency::Weekly));
    EXPECT_FALSE(calendarDue(early, early.plusDays(6), Frequency::Weekly));
}

TEST(Drift, BandsTakeTheNarrowerLimit) {
    const std::vector<double> weights{0.56, 0.27, 0.04, 0.13}, targets{0.5, 0.25, 0.05, 0.2};
    const DriftBand band{0.05, 0.25}; // 0.05, 0.05, 0.0125, 0.05
    const auto drift = driftOf(weights, targets, band);
    EXPECT_EQ(drift.outside, (std::vector<std::size_t>{0, 3}));
    EXPECT_NEAR(drift.largest, 0.07, 1e-15);
    EXPECT_NEAR(drift.turnover, 0.08, 1e-15);
    EXPECT_TRUE(drift.due());
    const auto edges = nearestInBand(weights, targets, band);
    expectClose(edges, std::vector<double>{0.55, 0.27, 0.04, 0.15}, 1e-15, "edges");
    EXPECT_FALSE(driftOf(edges, targets, band).due()) << "the edge is inside";
    EXPECT_FALSE(driftOf(weights, targets, {0.07, kInfinite}).due());
    EXPECT_TRUE(driftOf(std::vector<double>{0.01}, std::vector<double>{0.0}, {kInfinite, 0.25}).due())
        << "what should not be held at all";
    EXPECT_TRUE(driftOf(std::vector<double>{std::nan("")}, std::vector<double>{0.1}, band).due());
}

TEST(TaxLots, OrdersOfSale) {
    const std::vector<TaxLot> lots{{10, 50, true}, {10, 95, false}, {10, 90, true}, {10, 120, false}};
    const TaxRates rates{0.4, 0.2};
    const auto lotsOf = [&](LotOrder order) {
        std::vector<std::size_t> out;
        for (const auto& one : sellLots(lots, 35, 100, rates, order).lots)
            out.push_back(one.lot);
        return out;
    };
    EXPECT_EQ(lotsOf(LotOrder::FirstIn), (std::vector<std::size_t>{0, 1, 2, 3}));
    EXPECT_EQ(lotsOf(LotOrder::HighestCost), (std::vector<std::size_t>{3, 1, 2, 0}));
    const auto first = sellLots(lots, 15, 100, rates, LotOrder::FirstIn);
    EXPECT_EQ(first.proceeds, 1500);
    EXPECT_EQ(first.long_term_gain, 500);
    EXPECT_EQ(first.short_term_gain, 25);
    EXPECT_NEAR(first.tax, 110, 1e-12);
    const auto loss = sellLots(lots, 10, 100, rates, LotOrder::LeastTax);
    EXPECT_EQ(loss.lots[0].lot, 3U);
    EXPECT_EQ(loss.lots[0].tax, -80);
    EXPECT_EQ(loss.tax, 0);
    EXPECT_EQ(loss.loss_left, 200);
    // A long-term gain of 10 is taxed like a short-term one of 5: the lots stand as they are.
    EXPECT_EQ(lotsOf(LotOrder::LeastTax), (std::vector<std::size_t>{3, 1, 2, 0}));
    EXPECT_EQ(taxOf(-100, 300, rates), 40) << "a short-term loss lowers the long-term gain";
    EXPECT_EQ(taxOf(300, -100, rates), 80);
    EXPECT_EQ(taxOf(100, 100, rates), 60);
    EXPECT_EQ(taxOf(-100, 50, rates), 0);
}

TEST(TaxLots, NoSaleHasLessTaxThanLeastTax) {
    RandomNumbers random{std::mt19937_64(20261122)};
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<TaxLot> lots;
        for (int i = random.whole(1, 6); i > 0; --i)
            lots.push_back({1, random.between(50, 150), random.whole(0, 1) == 1});
        const int sold = random.whole(1, static_cast<int>(lots.size()));
        const TaxRates rates{random.between(0.2, 0.5), random.between(0, 0.2)};
        const auto taxes = [](const TaxedSale& sale) {
            return std::accumulate(sale.lots.begin(), sale.lots.end(), 0.0,
                                   [](double sum, const LotSale& one) { return sum + one.tax; });
        };
        const double least = taxes(sellLots(lots, sold, 100, rates, LotOrder::LeastTax));
        for (unsigned chosen = 1; chosen < 1U << lots.size(); ++chosen) {
            if (std::popcount(chosen) != sold) continue;
            double tax = 0;
            for (std::size_t i = 0; i < lots.size(); ++i)
                if (chosen >> i & 1U)
                    tax +=
                        (100 - lots[i].unit_cost) * (lots[i].long_term ? rates.long_term : rates.short_term);
            ASSERT_GE(tax, least - 1e-9) << trial;
        }
        const auto all = sellLots(lots, static_cast<double>(lots.size()), 100, rates, LotOrder::HighestCost);
        double gain = 0;
        for (const auto& lot : lots)
            gain += 100 - lot.unit_cost;
        EXPECT_NEAR(all.short_term_gain + all.long_term_gain, gain, 1e-9) << trial;
    }
}

TEST(TaxLots, WrongInputIsNamed) {
    const std::vector<TaxLot> lots{{10, 50, true}};
    const TaxRates rates{0.4, 0.2};
    EXPECT_EQ(sellLots(lots, 11, 100, rates, LotOrder::FirstIn).fault->field, "/quantity");
    EXPECT_EQ(sellLots(lots, 0, 100, rates, LotOrder::FirstIn).fault->field, "/quantity");
    EXPECT_EQ(sellLots({}, 1, 100, rates, LotOrder::FirstIn).fault->field, "/quantity");
    EXPECT_EQ(sellLots(lots, 1, std::nan(""), rates, LotOrder::FirstIn).fault->field, "/price");
    EXPECT_EQ(sellLots(lots, 1, 100, {1.4, 0.2}, LotOrder::FirstIn).fault->field, "/tax_rates/short_term");
    EXPECT_EQ(sellLots(std::vector<TaxLot>{{1, 1, true}, {-1, 1, true}}, 1, 1, rates, LotOrder::FirstIn)
                  .fault->field,
              "/lots/1");
}

RebalancePosition position(double quantity, double price, double target, double lot = 1, double rate = 1) {
    return {quantity, price, rate, lot, target, {0, 0}, {}};
}

TEST(TradeLists, GoToTheNearestLots) {
    const std::vector<RebalancePosition> positions{position(100, 50, 0.25), position(0, 30, 0.5, 10),
                                                   position(33, 10, 0), position(10, 100, 0.2, 1, 1.25)};
    RebalanceOptions options;
    options.cash = 10000 - 5000 - 330 - 1250;
    options.value = 10000;
    const auto got = tradesTo(positions, options);
    ASSERT_FALSE(got.fault);
    ASSERT_EQ(got.trades.size(), 4U);
    EXPECT_EQ(got.trades[0].quantity, -50);
    EXPECT_EQ(got.trades[1].quantity, 170) << "166.7 in lots of 10";
    EXPECT_EQ(got.trades[2].quantity, -33) << "all of it, odd as it is";
    EXPECT_EQ(got.trades[3].quantity, 6);
    EXPECT_EQ(got.trades[3].amount, 750);
    EXPECT_EQ(got.cash, 3420 + 2500 - 5100 + 330 - 750);
    EXPECT_NEAR(got.weights[1], 0.51, 1e-15);
    EXPECT_NEAR(got.turnover, 0.283, 1e-15);
    EXPECT_EQ(got.purchases_cut, 0);
}

TEST(TradeLists, CashIsNeverSpentTwice) {
    // All in one dear stock: half a lot too much rounds up, and there is no cash for it.
    const auto dear = tradesTo(std::vector{position(0, 400, 1.0)}, {1000, 1000, 0, 0});
    EXPECT_EQ(dear.trades[0].quantity, 2);
    EXPECT_EQ(dear.cash, 200);
    EXPECT_EQ(dear.purchases_cut, 400);
    // What two cannot both have goes to the one that misses more.
    const std::vector pair{position(0, 100, 0.57), position(0, 100, 0.43)};
    const auto shared = tradesTo(pair, {1000, 950, 0, 0});
    EXPECT_EQ(shared.trades[0].quantity + shared.trades[1].quantity, 9);
    EXPECT_EQ(shared.cash, 50);
    const auto kept = tradesTo(pair, {1000, 1000, 300, 0});
    EXPECT_EQ(kept.cash, 300);
    // Nothing to buy with, and the sales do not cover what is owed.
    const auto owing = tradesTo(std::vector{position(10, 10, 0), position(5, 20, 0.3)}, {1000, -500, 0, 0});
    EXPECT_EQ(owing.trades.size(), 1U);
    EXPECT_EQ(owing.cash, -400);
    EXPECT_EQ(owing.short_of_cash, 400);
}

TEST(TradeLists, SmallTradesAreLeftOut) {
    const std::vector positions{position(100, 10, 0.104), position(3, 10, 0), position(0, 10, 0.3)};
    const auto got = tradesTo(positions, {10000, 8970, 0, 100});
    EXPECT_EQ(got.too_small, (std::vector<std::size_t>{0}));
    ASSERT_EQ(got.trades.size(), 2U);
    EXPECT_EQ(got.trades[0].position, 1U) << "an exit is made whatever its size";
    EXPECT_EQ(got.trades[1].quantity, 300);
}

struct Portfolio {
    std::vector<RebalancePosition> positions;
    RebalanceOptions options;
};
Portfolio randomPortfolio(RandomNumbers& random) {
    Portfolio out;
    double held = 0, sum = 0;
    for (int i = random.whole(1, 60); i > 0; --i) {
        auto p = position(random.whole(0, 100), random.between(1, 500), random.between(0, 1),
                          random.whole(1, 3) == 1 ? 10 : 1, random.between(0.5, 2));
        if (random.whole(0, 9) == 0) p.target = 0;
        if (random.whole(0, 2) == 0) {
            p.cost = {0.001, 1};
            p.liquidity = {0.02, 1e6};
        }
        held += p.quantity * p.price * p.rate;
        sum += p.target;
        out.positions.push_back(p);
    }
    for (auto& p : out.positions)
        p.target /= std::max(sum, 1e-9);
    auto& options = out.options;
    options.cash = random.between(0, 20000);
    options.value = held + options.cash;
    options.cash_kept = random.between(0, 0.02) * options.value;
    options.least_trade = random.whole(0, 1) ? 0 : random.between(0, 300);
    return out;
}

/// The trades are whole lots, large enough, and add up to the cash that is left.
void expectTrades(const Portfolio& from, const TradeList& got, int trial) {
    double cash = from.options.cash, bought = 0;
    for (const auto& trade : got.trades) {
        const auto& p = from.positions[trade.position];
        ASSERT_NE(trade.quantity, 0);
        ASSERT_TRUE(p.target == 0 || std::remainder(trade.quantity, p.lot) == 0) << trial;
        ASSERT_TRUE(p.target == 0 || std::abs(trade.amount) >= from.options.least_trade) << trial;
        ASSERT_GE(p.quantity + trade.quantity, 0) << trial;
        ASSERT_NEAR(trade.cost, tradingCost(trade.amount, p.cost, p.liquidity), 1e-9);
        cash -= trade.amount + trade.cost;
        bought += std::max(trade.amount, 0.0);
    }
    ASSERT_NEAR(got.cash, cash, 1e-8 * from.options.value) << trial;
    ASSERT_TRUE(bought == 0 || got.cash >= from.options.cash_kept) << trial;
}

TEST(TradeLists, RandomPortfoliosObeyTheirLimits) {
    RandomNumbers random{std::mt19937_64(20261122)};
    int cut = 0;
    for (int trial = 0; trial < 1000; ++trial) {
        const auto from = randomPortfolio(random);
        const auto got = tradesTo(from.positions, from.options);
        ASSERT_FALSE(got.fault) << trial;
        expectTrades(from, got, trial);
        cut += got.purchases_cut > 0 ? 1 : 0;
        for (std::size_t i = 0; i < from.positions.size(); ++i) {
            const auto& p = from.positions[i];
            const bool small = std::ranges::count(got.too_small, i) > 0;
            const double lot = p.lot * p.price * p.rate / from.options.value;
            // Nobody is farther above the target than half a lot, but where the trade was too small, or the
            // last lot would have gone past 0.
            const bool last = got.weights[i] < lot;
            ASSERT_TRUE(small || last || got.weights[i] <= p.target + lot / 2 + 1e-12) << trial << " " << i;
        }
    }
    EXPECT_GT(cut, 300) << "both kinds are among them";
}

TEST(TradeLists, OddUnitsDoNotChangeSides) {
    const auto got = tradesTo(std::vector{position(8, 10, 0.001, 10)}, {1000, 920, 0, 0});
    EXPECT_TRUE(got.trades.empty()) << "one lot sold would leave two units short";
}

TEST(TradeLists, ShortPositionsAndFractions) {
    const std::vector positions{position(0, 20, -0.2), position(0, 7, 1.2, 0.001)};
    const auto got = tradesTo(positions, {1000, 1000, 0, 0});
    EXPECT_EQ(got.trades[0].quantity, -10);
    EXPECT_NEAR(got.trades[1].quantity, 171.428, 1e-9) << "1200 of 7 in thousandths";
    EXPECT_GE(got.cash, 0);
    EXPECT_TRUE(tradesTo({}, {1000, 1000, 0, 0}).trades.empty());
}

TEST(TradeLists, WrongInputIsNamed) {
    const auto fieldOf = [](const RebalancePosition& p, RebalanceOptions options = {1000, 1000, 0, 0}) {
        const auto got = tradesTo(std::vector{position(1, 1, 0.1), p}, options);
        return got.fault ? got.fault->field : std::string("none");
    };
    EXPECT_EQ(fieldOf(position(1, 1, 0.1)), "none");
    EXPECT_EQ(fieldOf(position(1, 0, 0.1)), "/positions/1/price");
    EXPECT_EQ(fieldOf(position(1, 1, 0.1, 0)), "/positions/1/lot");
    EXPECT_EQ(fieldOf(position(1, 1, 0.1, 1, -1)), "/positions/1/rate");
    EXPECT_EQ(fieldOf(position(1, 1, std::nan(""))), "/positions/1/target");
    EXPECT_EQ(fieldOf(position(std::nan(""), 1, 0.1)), "/positions/1/quantity");
    auto costly = position(1, 1, 0.1);
    costly.cost.impact = 1;
    costly.liquidity = {0.02, 0};
    EXPECT_EQ(fieldOf(costly), "/positions/1/liquidity/volume");
    EXPECT_EQ(fieldOf(position(1, 1, 0.1), {0, 0, 0, 0}), "/value");
    EXPECT_EQ(fieldOf(position(1, 1, 0.1), {1000, kInfinite, 0, 0}), "/cash");
    EXPECT_EQ(fieldOf(position(1, 1, 0.1), {1000, 0, -1, 0}), "/cash_kept");
    EXPECT_EQ(fieldOf(position(1, 1, 0.1), {1000, 0, 0, std::nan("")}), "/least_trade");
}

} // namespace
} // namespace nautilus::portfolio

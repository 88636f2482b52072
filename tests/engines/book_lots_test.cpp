// Lots worked by hand: which go first under every method, charges, short lots, flips, holding periods.

#include "tests/engines/book_builders.h"

namespace nautilus::portfolio {
namespace {

/// 100 at 10, 100 at 30, 100 at 20, 1 charged each: costs 1001, 3001, 2001.
Recorder threeLots(LotMethod method) {
    Recorder r(terms(method));
    r.add(trade(Kind::Buy, "100", "10", "1"));
    r.add(trade(Kind::Buy, "100", "30", "1"));
    r.add(trade(Kind::Buy, "100", "20", "1"));
    return r;
}

/// Gains of selling 150 at 40 for 2 charged: proceeds 6000 - 2 = 5998, by quantity 3998.666667 + 1999.333333.
std::vector<std::string> gainsOfSale(LotMethod method) {
    Recorder r = threeLots(method);
    r.add(trade(Kind::Sell, "150", "40", "2"));
    std::vector<std::string> out;
    for (const ClosedLot& lot : r.ledger().closed())
        out.push_back(std::to_string(lot.lot.opened_by) + ": " + lot.gain.text());
    expectConserved(r.book(), r.ledger().closed());
    return out;
}

TEST(BookLots, FirstInFirstOut) {
    // 3998.666667 - 1001; 1999.333333 - 3001 / 2
    EXPECT_EQ(gainsOfSale(LotMethod::Fifo), (std::vector<std::string>{"1: 2997.666667", "2: 498.833333"}));
}

TEST(BookLots, LastInFirstOut) {
    // 3998.666667 - 2001; 1999.333333 - 1500.5
    EXPECT_EQ(gainsOfSale(LotMethod::Lifo), (std::vector<std::string>{"3: 1997.666667", "2: 498.833333"}));
}

TEST(BookLots, HighestCost) {
    // 3998.666667 - 3001; 1999.333333 - 2001 / 2
    EXPECT_EQ(gainsOfSale(LotMethod::HighestCost),
              (std::vector<std::string>{"2: 997.666667", "3: 998.833333"}));
}

TEST(BookLots, AverageCost) {
    // 6003 / 300 = 20.01 each: 3998.666667 - 2001; 1999.333333 - 1000.5
    EXPECT_EQ(gainsOfSale(LotMethod::AverageCost),
              (std::vector<std::string>{"1: 1997.666667", "2: 998.833333"}));
    Recorder r = threeLots(LotMethod::AverageCost);
    r.add(trade(Kind::Sell, "150", "40"));
    EXPECT_EQ(r.totals().open_cost, money("3001.5")); // 150 x 20.01
    r.add(trade(Kind::Buy, "150", "40"));
    for (const Lot& lot : r.lots()) // (3001.5 + 6000) / 300 = 30.005 each
        EXPECT_EQ(lot.cost, *valueOf(lot.quantity, price("30.005")));
}

TEST(BookLots, SpecificLotsAreThoseNamed) {
    Recorder r = threeLots(LotMethod::SpecificLots);
    auto sale = trade(Kind::Sell, "150", "40", "2");
    r.refuses(sale, Code::LotsMissing, "lots");
    sale.lots = {{{3, 0}, quantity("50")}, {{1, 0}, quantity("100")}};
    r.add(sale);
    // 5998: a third is 1999.333333, the rest 3998.666667; costs 1000.5 and 1001
    EXPECT_EQ(r.ledger().closed()[0].gain, money("998.833333"));
    EXPECT_EQ(r.ledger().closed()[1].gain, money("2997.666667"));
    EXPECT_EQ(r.lots().size(), 2u);
    EXPECT_EQ(r.totals().open_cost, money("4001.5")); // 3001 + 1000.5
}

TEST(BookLots, NamedLotsThatDoNotFitAreRefused) {
    Recorder r = threeLots(LotMethod::Fifo);
    auto sale = trade(Kind::Sell, "100", "40");
    sale.lots = {{{1, 0}, quantity("50")}};
    r.refuses(sale, Code::LotsMismatch, "lots"); // 50 of 100
    sale.lots = {{{1, 0}, quantity("50")}, {{1, 0}, quantity("50")}};
    r.refuses(sale, Code::LotsMismatch, "lots"); // named twice
    sale.lots = {{{1, 0}, quantity("50")}, {{77, 0}, quantity("50")}};
    r.refuses(sale, Code::LotUnknown, "lots/1/lot");
    sale.lots = {{{1, 0}, quantity("100.00000001")}};
    r.refuses(sale, Code::MoreThanHeld, "lots/0/quantity");
    sale.lots = {{{1, 0}, quantity("0")}};
    r.refuses(sale, Code::ZeroQuantity, "lots/0/quantity");
    r.add(trade(Kind::Sell, "100", "40"));
    sale.lots = {{{1, 0}, quantity("100")}};
    r.refuses(sale, Code::LotClosed, "lots/0/lot");

    Recorder average = threeLots(LotMethod::AverageCost);
    sale.lots = {{{1, 0}, quantity("100")}};
    average.refuses(sale, Code::LotsNotAllowed, "lots");
}

TEST(BookLots, PartsOfALotTakeItsCostUpToTheLastUnit) {
    Recorder r;
    r.add(trade(Kind::Buy, "3", "33.333333", "0.000001")); // 99.999999 + 0.000001 = 100
    for (const char* cost : {"33.333333", "33.333334", "33.333333"}) {
        r.add(trade(Kind::Sell, "1", "40")); // 100 / 3; 66.666667 / 2 is a tie, to the even unit; the rest
        EXPECT_EQ(r.lastClosed().cost, money(cost));
    }
    EXPECT_TRUE(r.lots().empty());
    EXPECT_EQ(r.totals().realised, money("20"));
    EXPECT_EQ(r.totals().open_cost, money("0"));
}

TEST(BookLots, ShortLotsGainWhenTheyAreCoveredLower) {
    Recorder r;
    r.add(trade(Kind::SellShort, "100", "50", "5")); // received 4995
    EXPECT_EQ(r.totals().cash, money("4995"));
    EXPECT_EQ(r.totals().open_cost, money("-4995"));
    EXPECT_EQ(r.lots()[0].quantity, quantity("-100"));
    r.add(trade(Kind::Cover, "40", "45", "2")); // pays 1802; 40 % of 4995 is 1998
    EXPECT_EQ(r.lastClosed().gain, money("196"));
    EXPECT_EQ(r.lastClosed().quantity, quantity("-40"));
    EXPECT_FALSE(r.lastClosed().long_term);
    r.refuses(trade(Kind::Cover, "61", "45"), Code::MoreThanHeld, "quantity");
    r.add(trade(Kind::Cover, "60", "60")); // pays 3600; received 2997
    EXPECT_EQ(r.lastClosed().gain, money("-603"));
    EXPECT_EQ(r.totals().cash, money("-407")); // 4995 - 1802 - 3600 = 196 - 603
}

TEST(BookLots, ShortLotsOfLeastProceedsGoFirstByHighestCost) {
    Recorder r(terms(LotMethod::HighestCost));
    r.add(trade(Kind::SellShort, "10", "50"));
    r.add(trade(Kind::SellShort, "10", "40"));
    r.add(trade(Kind::Cover, "10", "45"));
    EXPECT_EQ(r.lastClosed().lot, (LotId{2, 0}));
    EXPECT_EQ(r.lastClosed().gain, money("-50"));
}

TEST(BookLots, ASaleBeyondWhatIsHeldOpensTheOtherSide) {
    Recorder r;
    r.add(trade(Kind::Buy, "60", "10"));
    r.add(trade(Kind::Sell, "100", "12", "1")); // 1199: 60 % closes = 719.4, 479.6 opens the short lot
    EXPECT_EQ(r.lastClosed().gain, money("119.4"));
    ASSERT_EQ(r.lots().size(), 1u);
    EXPECT_EQ(r.lots()[0].quantity, quantity("-40"));
    EXPECT_EQ(r.lots()[0].cost, money("-479.6"));
    r.add(trade(Kind::Buy, "50", "11", "1")); // 551: 40 / 50 covers = 440.8, 110.2 opens 10 long
    EXPECT_EQ(r.lastClosed().gain, money("38.8"));
    EXPECT_EQ(r.lots()[0].cost, money("110.2"));
    EXPECT_EQ(r.book().position(kAcme)->quantity(), quantity("10"));
    r.refuses(trade(Kind::SellShort, "1", "11"), Code::OtherSideHeld, "kind");
}

TEST(BookLots, AnAccountThatMayNotBeShortSellsNoMoreThanItHolds) {
    Recorder r(terms(LotMethod::Fifo, false));
    r.refuses(trade(Kind::Sell, "1", "10"), Code::MoreThanHeld, "quantity");
    r.add(trade(Kind::Buy, "10", "10"));
    r.refuses(trade(Kind::Sell, "10.00000001", "10"), Code::MoreThanHeld, "quantity");
    r.add(trade(Kind::Sell, "10", "10"));
    r.refuses(trade(Kind::SellShort, "1", "10"), Code::ShortingNotAllowed, "kind");
}

TEST(BookLots, LongTermBeginsADayAfterTheYear) {
    const auto held = [](std::string_view from, std::string_view to) {
        return heldLongTerm(at(from), at(to));
    };
    EXPECT_FALSE(held("2019-03-15T15:00:00Z", "2020-03-15T20:00:00Z"));
    EXPECT_TRUE(held("2019-03-15T15:00:00Z", "2020-03-16T00:00:00Z"));
    EXPECT_FALSE(held("2019-02-28T15:00:00Z", "2020-02-29T15:00:00Z")); // the year begins on 1 March
    EXPECT_TRUE(held("2019-02-28T15:00:00Z", "2020-03-01T15:00:00Z"));
    EXPECT_FALSE(held("2020-02-28T15:00:00Z", "2021-02-28T15:00:00Z")); // the year begins on 29 February
    EXPECT_TRUE(held("2020-02-28T15:00:00Z", "2021-03-01T15:00:00Z"));
    EXPECT_TRUE(held("2020-02-29T15:00:00Z", "2021-03-01T15:00:00Z"));
    EXPECT_FALSE(held("2019-12-31T15:00:00Z", "2020-12-31T15:00:00Z"));
    EXPECT_TRUE(held("2019-12-31T15:00:00Z", "2021-01-01T15:00:00Z"));
    EXPECT_TRUE(held("1960-01-01T15:00:00Z", "1961-01-02T15:00:00Z")); // before 1970 days count downwards
    EXPECT_FALSE(held("1960-01-01T15:00:00Z", "1961-01-01T23:00:00Z"));
}

TEST(BookLots, TransfersCarryTheirCostAndDate) {
    Recorder r(terms(LotMethod::Fifo, true));
    auto in = trade(Kind::TransferIn, "10", "0");
    in.amount = money("150"), in.acquired_at = day(-400);
    r.add(in);
    EXPECT_EQ(r.totals().transferred, money("150"));
    EXPECT_EQ(r.totals().cash, money("0"));
    auto out = trade(Kind::TransferOut, "4", "0");
    r.add(out);
    EXPECT_EQ(r.totals().transferred, money("90"));
    EXPECT_TRUE(r.ledger().closed().empty());
    r.add(trade(Kind::Sell, "6", "20"));
    EXPECT_TRUE(r.lastClosed().long_term);
    EXPECT_EQ(r.lastClosed().gain, money("30"));
    r.refuses(out, Code::MoreThanHeld, "quantity");
    in.acquired_at = day(1000);
    r.refuses(in, Code::BeforeOpening, "acquired_at");
    in.acquired_at = {}, in.quantity = quantity("-10");
    r.refuses(in, Code::WrongSign, "amount");
    in.amount = money("-150");
    r.add(in);
    EXPECT_EQ(r.totals().open_cost, money("-150"));
}

} // namespace
} // namespace nautilus::portfolio

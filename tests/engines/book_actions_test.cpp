// Corporate actions worked by hand, and the ends of the ranges.

#include "tests/engines/book_builders.h"

namespace nautilus::portfolio {
namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

TEST(BookActions, AThreeForTwoSplitOfOddSharesSellsTheHalfShare) {
    Recorder r;
    r.add(trade(Kind::Buy, "51", "10")); // 510
    r.add(trade(Kind::Buy, "50", "20")); // 1000
    // 101 x 3 / 2 = 151.5: 76.5 and 75; half a share of the first lot goes for 7: cost 510 x 0.5 / 76.5
    r.add(action(Kind::Split, "7", {3, 2}, "1"));
    EXPECT_EQ(r.book().position(kAcme)->quantity(), quantity("151"));
    EXPECT_EQ(r.lastClosed().quantity, quantity("0.5"));
    EXPECT_EQ(r.lastClosed().cost, money("3.333333"));
    EXPECT_EQ(r.lastClosed().gain, money("3.666667"));
    EXPECT_EQ(r.lots()[0].quantity, quantity("76"));
    EXPECT_EQ(r.lots()[0].cost, money("506.666667"));
    EXPECT_EQ(r.lots()[1].cost, money("1000"));
    EXPECT_EQ(r.totals().cash, money("-1503")); // -1510 + 7
    expectConserved(r.book(), r.ledger().closed());
}

TEST(BookActions, LotsOfASplitSumToThePosition) {
    Recorder r;
    for (int i = 0; i < 3; ++i)
        r.add(trade(Kind::Buy, "0.00000001", "1000000"));
    // 3 units x 1 / 2 = 1.5, cut off to 1: running totals 0.5, 1, 1.5 give the unit to the second lot
    r.add(action(Kind::Split, "0", {1, 2}));
    ASSERT_EQ(r.lots().size(), 1u);
    EXPECT_EQ(r.lots()[0].id, (LotId{2, 0}));
    EXPECT_EQ(r.ledger().closed().size(), 2u); // the two without a unit are closed for nothing
    EXPECT_EQ(r.totals().realised, money("-0.02"));
    expectConserved(r.book(), r.ledger().closed());
}

TEST(BookActions, AThousandForOneAndBackIsTheSame) {
    Recorder r(terms(LotMethod::HighestCost));
    r.add(trade(Kind::Buy, "7.5", "0.00000001"));
    r.add(trade(Kind::Buy, "12345.678", "99.99"));
    const auto before = r.lots();
    r.add(action(Kind::Split, "0", {1000, 1}));
    EXPECT_EQ(r.book().position(kAcme)->quantity(), quantity("12353178"));
    r.add(action(Kind::Split, "0", {1, 1000}));
    EXPECT_EQ(r.lots(), before);
    r.add(action(Kind::Split, "0.5", {1, 1000}, "1")); // 12.353178 shares: 0.353178 for 0.5
    EXPECT_EQ(r.book().position(kAcme)->quantity(), quantity("12"));
    EXPECT_EQ(r.lastClosed().quantity, quantity("0.353178"));
}

TEST(BookActions, AReverseSplitThatLeavesNothingClosesThePosition) {
    Recorder r;
    r.add(trade(Kind::Buy, "3", "10"));
    r.add(action(Kind::Split, "29", {1, 1000}, "1"));
    EXPECT_TRUE(r.book().positions().empty());
    EXPECT_EQ(r.totals().realised, money("-1"));
    r.refuses(action(Kind::Split, "0", {2, 1}), Code::NotHeld, "instrument");
}

TEST(BookActions, AShortPositionPaysForItsFraction) {
    Recorder r;
    r.add(trade(Kind::SellShort, "101", "10")); // -1010
    r.refuses(action(Kind::Split, "3", {3, 2}, "1"), Code::WrongSign, "amount");
    r.add(action(Kind::Split, "-3", {3, 2}, "1")); // -151.5; half a share received 1010 / 303 = 3.333333
    EXPECT_EQ(r.book().position(kAcme)->quantity(), quantity("-151"));
    EXPECT_EQ(r.lastClosed().gain, money("0.333333"));
}

TEST(BookActions, CashForNothingIsRefused) {
    Recorder r;
    r.add(trade(Kind::Buy, "100", "10"));
    r.refuses(action(Kind::Split, "1", {2, 1}, "1"), Code::NothingPaidFor, "amount");
    r.refuses(action(Kind::Split, "0", {0, 1}), Code::ZeroQuantity, "ratio");
    r.refuses(action(Kind::Split, "0", {2, 0}), Code::ZeroQuantity, "ratio");
    r.refuses(action(Kind::Split, "0", {Ratio::kMost + 1, 1}), Code::ZeroQuantity, "ratio");
    r.refuses(action(Kind::Split, "0", {2, 1}, "-1"), Code::WrongSign, "unit");
    r.refuses(action(Kind::SymbolChange, "1", {}, "0", kOther), Code::NothingPaidFor, "amount");
    r.refuses(action(Kind::Merger, "0", {}, "0", kAcme), Code::NoInstrument, "other_instrument");
    auto euro = action(Kind::Split, "0", {2, 1});
    euro.currency = kEur;
    r.refuses(euro, Code::WrongCurrency, "currency");
}

TEST(BookActions, ASpinOffMovesItsShareOfEveryLotsCost) {
    Recorder r;
    r.add(trade(Kind::Buy, "100", "10")); // 1000
    r.add(trade(Kind::Buy, "50", "30"));  // 1500
    auto spin = action(Kind::SpinOff, "6", {1, 7}, "1", kOther);
    spin.cost_share = {20, 100};
    // 150 / 7 = 21.42857142 children: 14.28571428 and 7.14285714; 0.42857142 of the first lot goes for 6
    const auto spun = r.add(spin);
    EXPECT_EQ(r.lots()[0].cost, money("800"));
    EXPECT_EQ(r.lots()[1].cost, money("1200"));
    const auto children = r.lots(kOther);
    ASSERT_EQ(children.size(), 2u);
    EXPECT_EQ(children[0].id, (LotId{spun, 0}));
    EXPECT_EQ(children[0].acquired_at, r.lots()[0].acquired_at);
    EXPECT_EQ(children[0].quantity, quantity("13.85714286"));
    EXPECT_EQ(children[0].cost, money("194.000000")); // 200 - 200 x 0.42857142 / 14.28571428 = 200 - 6
    EXPECT_EQ(children[1].id, (LotId{spun, 1}));
    EXPECT_EQ(children[1].quantity, quantity("7.14285714"));
    EXPECT_EQ(r.lastClosed().instrument, kOther);
    EXPECT_EQ(r.lastClosed().gain, money("0"));
    EXPECT_EQ(r.book().position(kOther)->quantity(), quantity("21"));
    expectConserved(r.book(), r.ledger().closed());
    spin.cost_share = {101, 100};
    r.refuses(spin, Code::WrongSign, "cost_share");
}

TEST(BookActions, AMergerForStockKeepsDatesAndCosts) {
    Recorder r;
    r.add(trade(Kind::Buy, "10", "10"));
    r.add(trade(Kind::Buy, "5", "50", "0", kOther));
    r.add(action(Kind::Merger, "0", {1, 2}, "1", kOther));
    ASSERT_EQ(r.lots(kOther).size(), 2u);
    EXPECT_EQ(r.lots(kOther)[0].quantity, quantity("5"));
    EXPECT_EQ(r.lots(kOther)[0].cost, money("100"));
    EXPECT_EQ(r.lots(kOther)[0].acquired_at, day(1));
    EXPECT_FALSE(r.book().position(kAcme));
    EXPECT_EQ(r.totals().realised, money("0"));
}

TEST(BookActions, ANewSymbolChangesNothingElse) {
    Recorder r;
    r.add(trade(Kind::Buy, "10.12345678", "10", "1"));
    const auto before = r.lots();
    r.add(action(Kind::SymbolChange, "0", {}, "0", kOther));
    EXPECT_EQ(r.lots(kOther), before);
    EXPECT_TRUE(r.lots().empty());
}

TEST(BookActions, AMergerIntoTheOtherSideIsRefused) {
    Recorder r;
    r.add(trade(Kind::Buy, "10", "10"));
    r.add(trade(Kind::SellShort, "5", "50", "0", kOther));
    r.refuses(action(Kind::Merger, "0", {1, 2}, "0", kOther), Code::OtherSideHeld, "other_instrument");
}

TEST(BookActions, AMergerForCashClosesEveryLot) {
    Recorder r;
    r.add(trade(Kind::Buy, "10", "10"));
    r.add(trade(Kind::Buy, "20", "20"));
    auto paid = action(Kind::CashMerger, "1000");
    paid.charges = money("1"); // 999: 333 and 666
    r.add(paid);
    EXPECT_EQ(r.ledger().closed()[0].gain, money("233"));
    EXPECT_EQ(r.ledger().closed()[1].gain, money("266"));
    EXPECT_TRUE(r.book().positions().empty());
    EXPECT_EQ(r.totals().cash, money("499"));
}

TEST(BookActions, CapitalReturnedBeyondTheCostIsAGain) {
    Recorder r;
    r.add(trade(Kind::Buy, "10", "1"));         // 10
    r.add(trade(Kind::Buy, "10", "5"));         // 50
    r.add(action(Kind::ReturnOfCapital, "30")); // 15 each: the first lot is used up, 5 are a gain
    EXPECT_EQ(r.lots()[0].cost, money("0"));
    EXPECT_EQ(r.lots()[1].cost, money("35"));
    EXPECT_EQ(r.totals().realised, money("5"));
    EXPECT_EQ(r.lastClosed().quantity, quantity("0"));
    EXPECT_EQ(r.totals().cash, money("-30"));
    r.refuses(action(Kind::ReturnOfCapital, "0"), Code::ZeroQuantity, "amount");
    r.refuses(action(Kind::ReturnOfCapital, "-1"), Code::WrongSign, "amount");
}

TEST(BookExtremes, TheLargestLotFitsAndOneUnitMoreDoesNot) {
    Recorder r;
    Transaction buy = trade(Kind::Buy, "1", "100");
    buy.quantity = {kMost}; // x 100 = the largest amount
    r.add(buy);
    EXPECT_EQ(r.totals().open_cost.units, kMost);
    EXPECT_EQ(r.totals().cash.units, -kMost);
    r.refuses(trade(Kind::Buy, "0.00000001", "0"), Code::Overflow, "quantity");
    r.refuses(action(Kind::Split, "0", {1001, 1000}), Code::Overflow, "quantity");
    r.add(cash(Kind::Withdrawal, "0.000001")); // cash is now the least number there is
    r.refuses(cash(Kind::Withdrawal, "0.000001"), Code::Overflow, "cash");
    r.refuses(trade(Kind::Buy, "1", "0.000001", "0", kOther), Code::Overflow, "cash");
    buy.kind = Kind::Sell, buy.price = price("100.00000001");
    r.refuses(buy, Code::Overflow, "amount");
    buy.price = price("100");
    r.add(buy);
    EXPECT_EQ(r.totals().cash.units, -1);
    EXPECT_TRUE(r.book().positions().empty());
}

TEST(BookExtremes, ChargesThatDoNotFitAreRefused) {
    Recorder r;
    auto buy = trade(Kind::Buy, "1", "1");
    buy.charges = {kMost};
    r.refuses(buy, Code::Overflow, "amount");
    buy.kind = Kind::SellShort, buy.charges = {std::numeric_limits<std::int64_t>::min()};
    r.refuses(buy, Code::Overflow, "amount");
    auto fee = cash(Kind::Interest, "1");
    fee.charges = {std::numeric_limits<std::int64_t>::min()};
    r.refuses(fee, Code::Overflow, "cash");
    fee.amount = {std::numeric_limits<std::int64_t>::min()}, fee.charges = {};
    r.add(fee);
    r.refuses(fee, Code::Overflow, "cash");
}

TEST(BookExtremes, TheTiniestPricesCostNothingAndLoseNothing) {
    Recorder r;
    r.add(trade(Kind::Buy, "49", "0.00000001")); // 0.00000049: rounds to 0
    r.add(trade(Kind::Buy, "50", "0.00000001")); // 0.0000005: a tie, to 0
    r.add(trade(Kind::Buy, "51", "0.00000001")); // 0.00000051: to 0.000001
    EXPECT_EQ(r.totals().open_cost.units, 1);
    r.add(trade(Kind::Sell, "150", "0.00000001")); // 0.0000015: a tie, to 0.000002
    EXPECT_EQ(r.totals().cash.units, 1);
    EXPECT_EQ(r.totals().realised.units, 1);
    EXPECT_TRUE(r.book().positions().empty());
}

} // namespace
} // namespace nautilus::portfolio

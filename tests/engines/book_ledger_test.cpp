// The ledger: cash, order, dates back, reversals, snapshots, and what is refused.

#include "tests/engines/book_builders.h"

namespace nautilus::portfolio {
namespace {

TEST(BookLedger, CashPerCurrencyAddsUp) {
    Recorder r;
    r.add(cash(Kind::Deposit, "1000"));
    auto dividend = cash(Kind::Dividend, "10");
    dividend.charges = money("1.5");
    r.add(dividend);
    r.add(cash(Kind::Interest, "-2"));
    r.add(cash(Kind::Fee, "3"));
    r.add(cash(Kind::Withdrawal, "100"));
    auto exchange = cash(Kind::Exchange, "500");
    exchange.other_currency = kEur, exchange.other_amount = money("460"), exchange.charges = money("2");
    r.add(exchange);
    EXPECT_EQ(r.totals().cash, money("401.5")); // 1000 + 10 - 1.5 - 2 - 3 - 100 - 500 - 2
    EXPECT_EQ(r.totals().deposited, money("900"));
    EXPECT_EQ(r.totals().dividends, money("10"));
    EXPECT_EQ(r.totals().interest, money("-2"));
    EXPECT_EQ(r.totals().charges, money("6.5"));
    EXPECT_EQ(r.totals().exchanged, money("-500"));
    EXPECT_EQ(r.book().totals(kEur).cash, money("460"));
    exchange.other_currency = kUsd;
    r.refuses(exchange, Code::WrongCurrency, "other_currency");
    exchange.other_currency = kEur, exchange.other_amount = money("0");
    r.refuses(exchange, Code::ZeroQuantity, "other_amount");
}

TEST(BookLedger, WhatDoesNotFitIsRefusedByItsField) {
    Recorder r;
    r.refuses(trade(Kind::Buy, "0", "1"), Code::ZeroQuantity, "quantity");
    r.refuses(trade(Kind::Buy, "-1", "1"), Code::ZeroQuantity, "quantity");
    r.refuses(trade(Kind::Buy, "1", "-1"), Code::WrongSign, "price");
    r.refuses(trade(Kind::Buy, "1", "1", "0", 0), Code::NoInstrument, "instrument");
    auto no_currency = trade(Kind::Buy, "1", "1");
    no_currency.currency = {};
    r.refuses(no_currency, Code::WrongCurrency, "currency");
    auto rate_below_zero = trade(Kind::Buy, "1", "1");
    rate_below_zero.fx_rate = {-1};
    r.refuses(rate_below_zero, Code::WrongSign, "fx_rate");
    r.refuses(cash(Kind::Deposit, "0"), Code::ZeroQuantity, "amount");
    r.refuses(cash(Kind::Deposit, "-1"), Code::WrongSign, "amount");
    r.refuses(cash(Kind::Fee, "-1"), Code::WrongSign, "amount");
    r.refuses(cash(Kind::Deposit, "1", Currency()), Code::WrongCurrency, "currency");
    r.add(trade(Kind::Buy, "1", "1"));
    auto euro = trade(Kind::Sell, "1", "1");
    euro.currency = kEur;
    r.refuses(euro, Code::WrongCurrency, "currency");
    r.add(trade(Kind::Sell, "1", "1"));
    euro.kind = Kind::Buy;
    r.add(euro); // nothing was held any more
    auto early = cash(Kind::Deposit, "1");
    early.effective_at = {-1};
    r.refuses(early, Code::BeforeOpening, "effective_at");
}

TEST(BookLedger, ABookAloneTakesTransactionsInOrderAndNoReversals) {
    Book book(terms());
    std::vector<ClosedLot> closed;
    Transaction t = cash(Kind::Deposit, "1");
    t.effective_at = day(2);
    const auto refused = [&] { return book.apply(t, closed); };
    EXPECT_EQ(refused(), (Refusal{Code::OutOfOrder, "sequence", 0, 0}));
    t.sequence = 5;
    EXPECT_FALSE(refused());
    EXPECT_EQ(refused(), (Refusal{Code::OutOfOrder, "sequence", 5, 0}));
    t.sequence = 6, t.effective_at = day(1);
    EXPECT_EQ(refused(), (Refusal{Code::OutOfOrder, "effective_at", 6, 0}));
    t.effective_at = day(3), t.kind = Kind::Reversal;
    EXPECT_EQ(refused(), (Refusal{Code::IsReversal, "kind", 6, 0}));
}

TEST(BookLedger, AReversalMakesItNeverHappened) {
    std::vector<Transaction> list{trade(Kind::Buy, "100", "10"), trade(Kind::Buy, "1000", "9.99", "1"),
                                  action(Kind::Split, "0", {2, 1}), trade(Kind::Sell, "150", "6"),
                                  reversal(2)};
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i].sequence = static_cast<std::int64_t>(i + 1), list[i].effective_at = day(list[i].sequence);
    Ledger with(terms(LotMethod::HighestCost)), without(terms(LotMethod::HighestCost));
    for (const Transaction& t : list) {
        EXPECT_FALSE(with.record(t));
        const bool stays = t.sequence != 2 && t.kind != Kind::Reversal;
        EXPECT_FALSE(stays && without.record(t));
    }
    EXPECT_TRUE(with.book() == without.book());
    EXPECT_EQ(with.closed(), without.closed());
    EXPECT_EQ(with.effective(), without.effective());
    EXPECT_EQ(with.book().position(kAcme)->quantity(), quantity("50"));
}

TEST(BookLedger, WhatALaterTransactionNeedsCannotBeReversed) {
    Recorder r(terms(LotMethod::Fifo, false));
    const auto bought = r.add(trade(Kind::Buy, "100", "10"));
    const auto sold = r.add(trade(Kind::Sell, "60", "11"));
    const Book before = r.book();
    const auto refused = r.refusal(reversal(bought));
    EXPECT_EQ(refused, (Refusal{Code::StillNeeded, "reverses", 3, sold}));
    EXPECT_TRUE(before == r.book());
    r.add(reversal(sold));
    r.add(reversal(bought));
    EXPECT_TRUE(r.book().positions().empty());
    EXPECT_EQ(r.totals(), CurrencyTotals{});
    EXPECT_TRUE(r.book() == Book(terms(LotMethod::Fifo, false)));
    EXPECT_TRUE(r.ledger().closed().empty());
}

TEST(BookLedger, ReversalsNameWhatWasRecordedOnce) {
    Recorder r;
    const auto first = r.add(cash(Kind::Deposit, "1"));
    r.refuses(reversal(99), Code::TransactionUnknown, "reverses");
    r.refuses(reversal(0), Code::TransactionUnknown, "reverses");
    r.refuses(reversal(4), Code::TransactionUnknown, "reverses"); // itself
    const auto taken_back = r.add(reversal(first));
    r.refuses(reversal(taken_back), Code::IsReversal, "reverses");
    r.refuses(reversal(first), Code::AlreadyReversed, "reverses");
    auto early = reversal(first);
    early.effective_at = {-5};
    r.refuses(early, Code::BeforeOpening, "effective_at");
}

TEST(BookLedger, ATransactionDatedBackStandsWhereItBelongs) {
    Recorder r;
    r.add(trade(Kind::Buy, "10", "20"));
    r.add(trade(Kind::Sell, "10", "30"));
    EXPECT_EQ(r.totals().realised, money("100"));
    auto earlier = trade(Kind::Buy, "10", "5");
    earlier.effective_at = {1};
    r.add(earlier); // now the older lot is the one that was sold
    EXPECT_EQ(r.totals().realised, money("250"));
    EXPECT_EQ(r.lots()[0].cost, money("200"));
    EXPECT_EQ(r.ledger().closed().size(), 1u);
    auto sale = trade(Kind::SellShort, "1", "5");
    sale.effective_at = day(1);
    r.refuses(sale, Code::OtherSideHeld, "kind");
    auto move = trade(Kind::TransferOut, "10", "0");
    move.effective_at = day(1);
    r.add(move);
    move.quantity = quantity("5");
    const auto refused =
        r.refusal(move); // would leave 5 to the sale of 10, which then opens 5 short: allowed
    EXPECT_FALSE(refused);
    EXPECT_EQ(r.book().position(kAcme)->quantity(), quantity("-5"));
}

TEST(BookLedger, AListIsTakenWholeOrNotAtAll) {
    Ledger ledger(terms(LotMethod::Fifo, false));
    std::vector<Transaction> list{trade(Kind::Buy, "10", "1"), trade(Kind::Sell, "10", "2"),
                                  trade(Kind::Sell, "1", "2")};
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i].sequence = static_cast<std::int64_t>(i + 1), list[i].effective_at = day(1);
    const auto refused = ledger.record(list);
    EXPECT_EQ(refused, (Refusal{Code::MoreThanHeld, "quantity", 3, 0}));
    EXPECT_TRUE(ledger.book() == Book(terms(LotMethod::Fifo, false)));
    EXPECT_TRUE(ledger.closed().empty() && ledger.effective().empty());
    list.pop_back();
    EXPECT_FALSE(ledger.record(list));
    EXPECT_EQ(ledger.record(list), (Refusal{Code::OutOfOrder, "sequence", 1, 0}));
}

TEST(BookLedger, AResumedLedgerGoesOnButNotBack) {
    Recorder r;
    r.add(trade(Kind::Buy, "10", "1"));
    r.add(trade(Kind::Buy, "10", "2"));
    Ledger resumed(r.ledger().snapshot());
    Transaction next = trade(Kind::Sell, "15", "3");
    next.sequence = 3, next.effective_at = day(3);
    EXPECT_FALSE(resumed.record(next));
    r.add(next);
    EXPECT_TRUE(resumed.snapshot() == r.ledger().snapshot());
    EXPECT_EQ(resumed.closed(), r.ledger().closed());
    Transaction back = reversal(1);
    back.sequence = 4, back.effective_at = day(4);
    EXPECT_EQ(resumed.record(back), (Refusal{Code::BeforeSnapshot, "reverses", 4, 0}));
    back.reverses = 3;
    EXPECT_FALSE(resumed.record(back));
    EXPECT_EQ(resumed.book().position(kAcme)->quantity(), quantity("20"));
    next.sequence = 5, next.effective_at = day(1);
    EXPECT_EQ(resumed.record(next), (Refusal{Code::BeforeSnapshot, "effective_at", 5, 0}));
}

} // namespace
} // namespace nautilus::portfolio

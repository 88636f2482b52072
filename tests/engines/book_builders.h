#pragma once
// Transactions written short, for tests of the book.

#include "engines/portfolio/kernel/ledger.h"

#include <gtest/gtest.h>

#include <string_view>

namespace nautilus::portfolio {

using Kind = TransactionKind;
using Code = RefusalCode;

inline constexpr std::int64_t kDay = 86'400 * domain::kNsPerSecond;
inline constexpr Currency kUsd = *Currency::parse("USD");
inline constexpr Currency kEur = *Currency::parse("EUR");
inline constexpr InstrumentId kAcme = 1, kOther = 2;

inline Money money(std::string_view text) {
    return Money::parse(text).value();
}
inline Quantity quantity(std::string_view text) {
    return Quantity::parse(text).value();
}
inline Price price(std::string_view text) {
    return Price::parse(text).value();
}
inline FxRate rate(std::string_view text) {
    return FxRate::parse(text).value();
}
inline Timestamp day(std::int64_t number) {
    return {number * kDay};
}
inline Timestamp at(std::string_view text) {
    return Timestamp::parse(text).value();
}

inline AccountTerms terms(LotMethod method = LotMethod::Fifo, bool shorting = true) {
    return {kUsd, day(0), method, shorting};
}

/// The sequence and day are set by Recorder, unless given.
inline Transaction trade(Kind kind, std::string_view shares, std::string_view unit_price,
                         std::string_view charges = "0", InstrumentId instrument = kAcme) {
    Transaction t;
    t.kind = kind, t.instrument = instrument, t.currency = kUsd;
    t.quantity = quantity(shares), t.price = price(unit_price), t.charges = money(charges);
    return t;
}
inline Transaction cash(Kind kind, std::string_view amount, Currency currency = kUsd) {
    Transaction t;
    t.kind = kind, t.currency = currency, t.amount = money(amount);
    if (kind == Kind::Dividend) t.instrument = kAcme;
    return t;
}
inline Transaction action(Kind kind, std::string_view amount = "0", Ratio ratio = {},
                          std::string_view unit = "0", InstrumentId other = 0) {
    Transaction t = cash(kind, amount);
    t.instrument = kAcme, t.other_instrument = other, t.ratio = ratio, t.unit = quantity(unit);
    return t;
}
inline Transaction reversal(std::int64_t of) {
    Transaction t;
    t.kind = Kind::Reversal, t.reverses = of;
    return t;
}

/// Records one after another, a day apart, and checks the conservation law after each.
class Recorder {
public:
    explicit Recorder(const AccountTerms& of = terms()) : ledger_(of) {}

    std::optional<Refusal> refusal(Transaction t) {
        t.sequence = ++sequence_;
        if (t.effective_at == Timestamp{}) t.effective_at = day(sequence_);
        auto out = ledger_.record(t);
        for (const auto& [currency, totals] : ledger_.book().totals())
            EXPECT_TRUE(totals.balanced()) << currency.code();
        return out;
    }
    /// Sequence of what must be accepted.
    std::int64_t add(const Transaction& t) {
        const auto refused = refusal(t);
        EXPECT_FALSE(refused) << refusalWord(refused->code) << " " << refused->field;
        return sequence_;
    }
    void refuses(const Transaction& t, Code code, std::string_view field) {
        const Book before = ledger_.book();
        const auto refused = refusal(t);
        ASSERT_TRUE(refused) << refusalWord(code);
        EXPECT_EQ(refusalWord(refused->code), refusalWord(code));
        EXPECT_EQ(refused->field, field);
        EXPECT_EQ(refused->sequence, sequence_);
        EXPECT_TRUE(before == ledger_.book());
    }

    Ledger& ledger() { return ledger_; }
    const Book& book() { return ledger_.book(); }
    CurrencyTotals totals() { return ledger_.book().totals(kUsd); }
    std::vector<Lot> lots(InstrumentId instrument = kAcme) {
        const Position* position = ledger_.book().position(instrument);
        return position ? position->lots() : std::vector<Lot>{};
    }
    const ClosedLot& lastClosed() { return ledger_.closed().back(); }

private:
    Ledger ledger_;
    std::int64_t sequence_ = 0;
};

/// What the lots themselves say against what the totals were carried on to.
inline void expectConserved(const Book& book, const std::vector<ClosedLot>& closed) {
    std::map<Currency, Wide> cost, gain;
    for (const auto& [instrument, position] : book.positions()) {
        Wide held = 0, own = 0;
        for (const Lot& lot : position.lots()) {
            held += lot.quantity.wide(), own += lot.cost.wide();
            EXPECT_NE(lot.quantity.units, 0);
            EXPECT_EQ(lot.quantity.units < 0, position.quantity().units < 0);
        }
        EXPECT_TRUE(held == position.quantity().wide() && own == position.cost().wide()) << instrument;
        cost[position.currency()] += own;
    }
    for (const ClosedLot& lot : closed) {
        EXPECT_EQ(lot.gain.units, lot.proceeds.units - lot.cost.units);
        gain[lot.currency] += lot.gain.wide();
    }
    for (const auto& [currency, totals] : book.totals()) {
        EXPECT_TRUE(totals.balanced()) << currency.code();
        EXPECT_TRUE(totals.open_cost.wide() == cost[currency]) << currency.code();
        EXPECT_TRUE(totals.realised.wide() == gain[currency]) << currency.code();
    }
}

} // namespace nautilus::portfolio

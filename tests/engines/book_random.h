#pragma once
// Random transactions of every kind, drawn with an eye on what is held so that most of them are possible.

#include "tests/engines/book_builders.h"

#include <random>

namespace nautilus::portfolio {

class RandomTransactions {
public:
    explicit RandomTransactions(unsigned seed) : random_(seed) {}

    /// The next one to record, some dated back, some reversals; what is impossible is refused.
    Transaction next(const Book& book, std::int64_t sequence) {
        Transaction t;
        t.sequence = sequence;
        clock_ += pick({0, kDay / 24, kDay, 30 * kDay});
        t.effective_at = {chance(6) ? clock_ - kDay * below(100) : clock_};
        t.instrument = 1 + below(4);
        t.currency = t.instrument == 4 ? kEur : kUsd;
        t.fx_rate = {1 + below(3'000'000'000'000)};
        if (chance(6) && sequence > 1) {
            t.kind = Kind::Reversal, t.reverses = 1 + below(sequence - 1);
            return t;
        }
        const auto family = below(100);
        if (family < 65)
            drawTrade(book, t);
        else if (family < 75)
            drawTransfer(book, t);
        else if (family < 88)
            drawAction(book, t);
        else
            drawCash(t);
        return t;
    }

    std::int64_t below(std::int64_t limit) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
    }
    std::int64_t pick(std::initializer_list<std::int64_t> values) {
        return values.begin()[below(static_cast<std::int64_t>(values.size()))];
    }
    bool chance(int percent) { return below(100) < percent; }

private:
    static std::int64_t magnitude(const Position* held) {
        return held ? std::abs(held->quantity().units) : 0;
    }
    void drawQuantity(const Book& book, Transaction& t) {
        const std::int64_t held = magnitude(book.position(t.instrument));
        t.quantity = {pick({1 + below(500), (1 + below(300)) * Quantity::kOne, 1 + below(10'000'000'000)})};
        if (held > 0 && chance(40)) t.quantity = {chance(50) ? held : 1 + below(held)};
    }
    /// Names some lots and makes the quantity theirs.
    void drawPicks(const Book& book, Transaction& t) {
        const Position* held = book.position(t.instrument);
        if (!held || !(book.terms().method == LotMethod::SpecificLots || chance(10))) return;
        t.quantity = {};
        for (const Lot& lot : held->lots()) {
            if (!chance(50)) continue;
            const std::int64_t own = std::abs(lot.quantity.units);
            t.lots.push_back({lot.id, {chance(50) ? own : 1 + below(own)}});
            t.quantity.units += t.lots.back().quantity.units;
        }
    }
    void drawTrade(const Book& book, Transaction& t) {
        constexpr Kind kKinds[] = {Kind::Buy,  Kind::Buy,       Kind::Sell,
                                   Kind::Sell, Kind::SellShort, Kind::Cover};
        t.kind = kKinds[below(6)];
        t.price = {pick({below(200), 1 + below(50'000'000'000), 10 * Price::kOne})};
        t.charges = {pick({0, 990'000, below(10'000) - 5'000})};
        drawQuantity(book, t);
        drawPicks(book, t);
    }
    void drawTransfer(const Book& book, Transaction& t) {
        t.kind = chance(50) ? Kind::TransferIn : Kind::TransferOut;
        drawQuantity(book, t);
        if (t.kind == Kind::TransferOut) {
            drawPicks(book, t);
            return;
        }
        t.amount = {below(10'000'000'000)};
        if (chance(50)) t.acquired_at = Timestamp{t.effective_at.ns - kDay * below(800)};
        if (chance(25)) t.quantity.units = -t.quantity.units, t.amount.units = -t.amount.units;
    }
    void drawAction(const Book& book, Transaction& t) {
        t.kind = static_cast<Kind>(static_cast<int>(Kind::Split) + below(6));
        t.other_instrument = 1 + below(5);
        t.ratio = {pick({1, 2, 3, 1000, 1053}), pick({1, 2, 7, 1000})};
        t.cost_share = {below(101), 100};
        t.unit = {pick({0, Quantity::kOne, 1000})};
        t.amount = {pick({0, 0, 1 + below(100'000'000)})};
        const Position* held = book.position(t.instrument);
        if (held && held->quantity().units < 0) t.amount.units = -t.amount.units;
        if (t.kind == Kind::SymbolChange) t.amount = {};
    }
    void drawCash(Transaction& t) {
        t.kind = static_cast<Kind>(static_cast<int>(Kind::Dividend) + below(6));
        t.amount = {1 + below(100'000'000'000)};
        t.charges = {pick({0, 150'000})};
        t.other_currency = t.currency == kUsd ? kEur : kUsd;
        t.other_amount = {1 + below(100'000'000'000)};
    }

    std::mt19937_64 random_;
    std::int64_t clock_ = 1000 * kDay;
};

/// The terms of one list: every method and both sorts of account come round.
inline AccountTerms randomTerms(unsigned seed) {
    return terms(static_cast<LotMethod>(seed % 5), seed / 5 % 3 != 0);
}

} // namespace nautilus::portfolio

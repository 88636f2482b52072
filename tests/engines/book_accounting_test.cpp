// Laws of the book over random lists of transactions of every kind, under every method.

#include "engines/portfolio/kernel/valuation.h"
#include "tests/engines/book_random.h"

#include <algorithm>

namespace nautilus::portfolio {
namespace {

constexpr unsigned kLists = 10'000;
constexpr std::int64_t kLength = 24;

/// What a ledger took of a random list, reversals included, in the order of recording.
std::vector<Transaction> accepted(Ledger& ledger, unsigned seed) {
    RandomTransactions draw(seed);
    std::vector<Transaction> list;
    for (std::int64_t sequence = 1; sequence <= kLength; ++sequence) {
        const Transaction t = draw.next(ledger.book(), sequence);
        if (!ledger.record(t)) list.push_back(t);
    }
    return list;
}

/// An ordinary fold: what counts, in order, through a book.
Book foldOf(const AccountTerms& of, std::span<const Transaction> list, std::vector<ClosedLot>& closed) {
    Book book(of);
    for (const Transaction& t : list)
        EXPECT_FALSE(book.apply(t, closed)) << t.sequence;
    return book;
}

void expectSame(const Ledger& ledger, const Book& book, const std::vector<ClosedLot>& closed,
                const char* how) {
    EXPECT_TRUE(ledger.book() == book) << how;
    EXPECT_TRUE(ledger.closed() == closed) << how;
}

TEST(BookAccounting, ConservesEveryUnitAfterEveryTransaction) {
    std::size_t taken = 0;
    for (unsigned seed = 1; seed <= kLists; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Ledger ledger(randomTerms(seed));
        taken += accepted(ledger, seed).size();
        expectConserved(ledger.book(), ledger.closed());
        // No step on the way loses a unit either.
        Book book(ledger.book().terms());
        std::vector<ClosedLot> closed;
        for (const Transaction& t : ledger.effective()) {
            ASSERT_FALSE(book.apply(t, closed));
            for (const auto& [currency, totals] : book.totals())
                ASSERT_TRUE(totals.balanced()) << currency.code() << " after " << t.sequence;
        }
        expectSame(ledger, book, closed, "one by one");
        if (HasFailure()) return;
    }
    EXPECT_GT(taken, kLists * static_cast<std::size_t>(kLength) / 2);
}

TEST(BookAccounting, ReversedEqualsNeverHappened) {
    std::size_t reversed = 0;
    for (unsigned seed = 1; seed <= kLists; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Ledger ledger(randomTerms(seed));
        const auto list = accepted(ledger, seed);
        std::vector<Transaction> never;
        for (const Transaction& t : list) {
            const bool gone = std::ranges::count(list, t.sequence, &Transaction::reverses) > 0;
            if (t.kind != Kind::Reversal && !gone) never.push_back(t);
        }
        reversed += list.size() - never.size();
        Ledger unaware(ledger.book().terms());
        ASSERT_FALSE(unaware.record(never));
        expectSame(ledger, unaware.book(), unaware.closed(), "without what was reversed");
        ASSERT_EQ(ledger.effective(), unaware.effective());
        if (HasFailure()) return;
    }
    EXPECT_GT(reversed, kLists / 2);
}

TEST(BookAccounting, PiecesAndSnapshotsEndInTheSameState) {
    std::size_t compared = 0;
    for (unsigned seed = 1; seed <= kLists; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Ledger ledger(randomTerms(seed));
        const auto list = accepted(ledger, seed);
        RandomTransactions draw(seed + kLists);

        Ledger pieces(ledger.book().terms());
        const auto cut = static_cast<std::size_t>(draw.below(static_cast<std::int64_t>(list.size()) + 1));
        ASSERT_FALSE(pieces.record(std::span(list).first(cut)));
        ASSERT_FALSE(pieces.record(std::span(list).subspan(cut)));
        expectSame(ledger, pieces.book(), pieces.closed(), "in two pieces");

        Ledger before(ledger.book().terms());
        ASSERT_FALSE(before.record(std::span(list).first(cut)));
        Ledger resumed(before.snapshot());
        bool reaches_back = false;
        for (const Transaction& t : std::span(list).subspan(cut)) {
            const auto refused = resumed.record(t);
            if (!reaches_back && refused) {
                ASSERT_EQ(refusalWord(refused->code), refusalWord(Code::BeforeSnapshot));
            }
            reaches_back = reaches_back || refused;
        }
        if (reaches_back) continue; // a later transaction changed what the snapshot holds
        ++compared;
        ASSERT_TRUE(resumed.snapshot() == ledger.snapshot());
        auto closed = before.closed();
        closed.insert(closed.end(), resumed.closed().begin(), resumed.closed().end());
        ASSERT_TRUE(closed == ledger.closed());
        if (HasFailure()) return;
    }
    EXPECT_GT(compared, kLists / 4);
}

TEST(BookAccounting, ValuesAddUpInWholeUnits) {
    for (unsigned seed = 1; seed <= kLists; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Ledger ledger(randomTerms(seed));
        (void)accepted(ledger, seed);
        RandomTransactions draw(seed);
        MarketPrices prices;
        for (const auto& [instrument, position] : ledger.book().positions())
            prices[instrument] = {{draw.below(10'000'000'000)}, position.currency()};
        const auto out = valueOfBook(ledger.book(), prices, {{kEur, {1 + draw.below(2'000'000'000'000)}}});
        if (std::holds_alternative<Refusal>(out)) continue; // splits of 1053:1 drive some quantities far up
        const auto& value = std::get<BookValue>(out);
        ASSERT_TRUE(value.missing.empty());
        Wide sum = 0;
        for (const PositionValue& p : value.positions) {
            Wide own = 0, base = 0, gain = 0;
            for (const LotValue& lot : p.lots) {
                own += lot.value->wide(), base += lot.base_value->wide(), gain += lot.base_gain->total.wide();
                ASSERT_EQ(lot.base_gain->price.units + lot.base_gain->currency.units,
                          lot.base_gain->total.units);
                ASSERT_TRUE(p.currency != kUsd || lot.base_gain->currency.units == 0);
            }
            ASSERT_TRUE(own == p.value->wide() && base == p.base_value->wide());
            ASSERT_TRUE(gain == p.base_gain->total.wide());
            ASSERT_EQ(p.base_gain->price.units + p.base_gain->currency.units, p.base_gain->total.units);
            sum += base;
        }
        for (const CashValue& cash : value.cash)
            sum += cash.base_value->wide();
        ASSERT_TRUE(sum == value.base_value->wide());
    }
}

TEST(BookAccounting, ALongListIsFoldedAgainFromACopy) {
    for (const unsigned seed : {1u, 2u, 3u, 4u, 5u}) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Ledger ledger(randomTerms(seed + 5));
        RandomTransactions draw(seed);
        for (std::int64_t sequence = 1; sequence <= 12'000; ++sequence) {
            Transaction t = draw.next(ledger.book(), sequence);
            if (t.kind == Kind::Reversal && !draw.chance(2)) continue;
            if (!draw.chance(1)) t.effective_at = std::max(t.effective_at, ledger.book().last().effective_at);
            (void)ledger.record(t);
        }
        std::vector<ClosedLot> closed;
        const Book book = foldOf(ledger.book().terms(), ledger.effective(), closed);
        expectSame(ledger, book, closed, "from the start");
        expectConserved(book, closed);
    }
}

} // namespace
} // namespace nautilus::portfolio

// Long runs of fills against an account of plain lists of lots in 128-bit whole numbers, which shares no code
// with the book: every closing in its order, every lot, all cash and gains, to the last unit.

#include "tests/engines/book_builders.h"

#include <algorithm>
#include <random>

namespace nautilus::portfolio {
namespace {

__extension__ typedef __int128 Whole;

/// n / d, d > 0, by the floor: up when more than half is left, or half and the floor is odd.
Whole nearest(Whole n, Whole d) {
    Whole floor = n / d;
    if (floor * d > n) --floor;
    const Whole twice = 2 * (n - floor * d);
    return floor + (twice > d || (twice == d && floor % 2 != 0) ? 1 : 0);
}

/// value x part / of for signed part and of.
Whole fraction(Whole value, Whole part, Whole of) {
    return of < 0 ? nearest(value * -part, -of) : nearest(value * part, of);
}

struct PlainLot {
    std::int64_t id;
    Whole quantity, cost;
};
struct PlainClosing {
    std::int64_t id;
    Whole quantity, cost, proceeds;
};

class PlainAccount {
public:
    explicit PlainAccount(LotMethod method) : method_(method) {}

    void fill(std::int64_t id, InstrumentId instrument, int side, Whole quantity, Whole price,
              Whole charges) {
        auto& lots = lots_[instrument];
        const Whole net = -side * nearest(quantity * price, 10'000'000'000) - charges;
        cash += net;
        Whole open = 0;
        for (const PlainLot& lot : lots)
            open += lot.quantity;
        const Whole against = open * side < 0 ? std::min(-open * side, quantity) : 0;
        const Whole proceeds = nearest(net * against, quantity);
        close(lots, -side * against, proceeds);
        if (quantity > against) lots.push_back({id, side * (quantity - against), proceeds - net});
    }

    Whole cash = 0, realised = 0;
    std::vector<PlainClosing> closings;
    std::map<InstrumentId, std::vector<PlainLot>> lots_;

private:
    std::size_t next(const std::vector<PlainLot>& lots) const {
        if (method_ == LotMethod::Lifo) return lots.size() - 1;
        if (method_ != LotMethod::HighestCost) return 0;
        std::size_t best = 0;
        for (std::size_t i = 1; i < lots.size(); ++i) {
            const Whole own = lots[i].cost * lots[best].quantity, other = lots[best].cost * lots[i].quantity;
            const bool is_short = lots[i].quantity < 0;
            if (is_short ? own < other : own > other) best = i;
        }
        return best;
    }

    void close(std::vector<PlainLot>& lots, Whole quantity, Whole proceeds) {
        while (quantity != 0) {
            const std::size_t at = next(lots);
            PlainLot& lot = lots[at];
            const bool all = quantity < 0 ? lot.quantity >= quantity : lot.quantity <= quantity;
            const Whole taken = all ? lot.quantity : quantity;
            const Whole cost = method_ == LotMethod::AverageCost ? averaged(lots, taken)
                                                                 : fraction(lot.cost, taken, lot.quantity);
            const Whole share = fraction(proceeds, taken, quantity);
            closings.push_back({lot.id, taken, cost, share});
            realised += share - cost, proceeds -= share, quantity -= taken;
            lot.quantity -= taken, lot.cost -= cost;
            if (lot.quantity != 0) continue;
            const Whole rest = lot.cost; // with average cost lots hold what they brought: the sum is the pool
            lots.erase(lots.begin() + static_cast<std::ptrdiff_t>(at));
            if (!lots.empty()) lots.front().cost += rest;
        }
    }

    static Whole averaged(const std::vector<PlainLot>& lots, Whole taken) {
        Whole cost = 0, quantity = 0;
        for (const PlainLot& lot : lots)
            cost += lot.cost, quantity += lot.quantity;
        return fraction(cost, taken, quantity);
    }

    LotMethod method_;
};

std::int64_t narrow(Whole value) {
    return static_cast<std::int64_t>(value);
}

void expectSameClosings(const PlainAccount& plain, const std::vector<ClosedLot>& closed) {
    ASSERT_EQ(plain.closings.size(), closed.size());
    for (std::size_t i = 0; i < closed.size(); ++i) {
        const PlainClosing& p = plain.closings[i];
        const bool same = closed[i].lot.opened_by == p.id && closed[i].quantity.wide() == p.quantity &&
                          closed[i].cost.wide() == p.cost && closed[i].proceeds.wide() == p.proceeds;
        ASSERT_TRUE(same) << "closing " << i;
    }
}

void expectSameLots(const PlainAccount& plain, const Book& book) {
    for (const auto& [instrument, lots] : plain.lots_) {
        const Position* position = book.position(instrument);
        ASSERT_EQ(position != nullptr, !lots.empty());
        if (!position) continue;
        auto own = position->lots();
        std::ranges::sort(own, {}, &Lot::id);
        ASSERT_EQ(own.size(), lots.size());
        Whole cost = 0;
        for (std::size_t i = 0; i < lots.size(); ++i) {
            cost += lots[i].cost;
            ASSERT_EQ(own[i].id.opened_by, lots[i].id);
            ASSERT_EQ(own[i].quantity.units, narrow(lots[i].quantity));
            const bool pooled = book.terms().method == LotMethod::AverageCost;
            ASSERT_TRUE(pooled || own[i].cost.units == narrow(lots[i].cost));
        }
        ASSERT_EQ(position->cost().units, narrow(cost));
    }
}

/// `fills` random fills, half of them of whole lots; buys and sells take turns so that lots come and go.
void compare(LotMethod method, std::int64_t fills, unsigned seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const auto below = [&](std::int64_t limit) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
    };
    Ledger ledger(terms(method));
    PlainAccount plain(method);
    for (std::int64_t id = 1; id <= fills; ++id) {
        Transaction t;
        t.sequence = id, t.effective_at = {id * domain::kNsPerSecond};
        t.kind = below(2) == 0 ? Kind::Buy : Kind::Sell;
        t.instrument = 1 + below(50), t.currency = kUsd;
        t.quantity = {below(2) == 0 ? (1 + below(500)) * Quantity::kOne : 1 + below(50'000'000'000)};
        t.price = {1 + below(50'000'000'000)};
        t.charges = {below(2'000'000) - 100'000};
        ASSERT_FALSE(ledger.record(t));
        plain.fill(id, t.instrument, t.kind == Kind::Buy ? 1 : -1, t.quantity.units, t.price.units,
                   t.charges.units);
    }
    expectSameClosings(plain, ledger.closed());
    expectSameLots(plain, ledger.book());
    const CurrencyTotals totals = ledger.book().totals(kUsd);
    EXPECT_EQ(totals.cash.units, narrow(plain.cash));
    EXPECT_EQ(totals.realised.units, narrow(plain.realised));
    expectConserved(ledger.book(), ledger.closed());
    EXPECT_GT(ledger.closed().size(), static_cast<std::size_t>(fills) / 2);
}

TEST(BookFills, AMillionFirstInFirstOut) {
    compare(LotMethod::Fifo, 1'000'000, 1);
}
TEST(BookFills, LastInFirstOut) {
    compare(LotMethod::Lifo, 200'000, 2);
}
TEST(BookFills, HighestCost) {
    compare(LotMethod::HighestCost, 200'000, 3);
}
TEST(BookFills, AverageCost) {
    compare(LotMethod::AverageCost, 200'000, 4);
}

} // namespace
} // namespace nautilus::portfolio

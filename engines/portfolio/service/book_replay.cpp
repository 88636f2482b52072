#include "engines/portfolio/service/book_replay.h"

#include <algorithm>

namespace nautilus::portfolio {

using domain::SessionDate;

namespace {

double number(Money money) {
    return static_cast<double>(money.units) / static_cast<double>(Money::kOne);
}
double number(Quantity quantity) {
    return static_cast<double>(quantity.units) / static_cast<double>(Quantity::kOne);
}

void add(std::vector<CurrencyAmount>& amounts, const std::string& currency, double amount) {
    if (amount == 0) return;
    const auto found = std::ranges::find(amounts, currency, &CurrencyAmount::currency);
    if (found == amounts.end())
        amounts.push_back({currency, amount});
    else
        found->amount += amount;
}

bool isTrade(TransactionKind kind) {
    return kind <= TransactionKind::Cover;
}

using Totals = std::map<Currency, CurrencyTotals>;

/// What a session brought and took, beside what is held afterwards.
void addFlows(const Totals& before, const Totals& after, ReplayStep& step) {
    for (const auto& [currency, now] : after) {
        const auto known = before.find(currency);
        const auto then = known == before.end() ? CurrencyTotals{} : known->second;
        const auto code = currency.code();
        add(step.deposited, code, number(now.deposited) - number(then.deposited));
        add(step.charges, code, number(now.charges) - number(then.charges));
        add(step.income, code,
            number(now.dividends) - number(then.dividends) + number(now.interest) - number(then.interest));
    }
}

/// What the totals do not show of a transaction that is about to be applied.
void addDetails(const Transaction& t, const Book& before, ReplayStep& step) {
    if (isTrade(t.kind) || t.kind == TransactionKind::Exchange)
        add(step.charges, t.currency.code(), number(t.charges)); // part of cost and proceeds there
    if (t.kind == TransactionKind::TransferIn)
        step.transferred.emplace_back(t.instrument, number(t.quantity));
    if (t.kind == TransactionKind::TransferOut) {
        const auto* position = before.position(t.instrument);
        const bool is_short = position && position->quantity().units < 0;
        step.transferred.emplace_back(t.instrument, is_short ? number(t.quantity) : -number(t.quantity));
    }
}

void setState(const Book& book, ReplayStep& step) {
    step.quantity.clear();
    step.cash.clear();
    for (const auto& [id, position] : book.positions())
        step.quantity.emplace_back(id, number(position.quantity()));
    for (const auto& [currency, totals] : book.totals())
        add(step.cash, currency.code(), number(totals.cash));
}

} // namespace

std::vector<ReplayStep> replay(const ShelfBook& shelf, SessionDate last) {
    std::vector<ReplayStep> out;
    Book book(shelf.ledger.book().terms());
    std::vector<ClosedLot> closed;
    Totals begun;
    const auto finish = [&] {
        if (out.empty()) return;
        addFlows(begun, book.totals(), out.back());
        setState(book, out.back());
        begun = book.totals();
    };
    for (const auto& transaction : shelf.ledger.effective()) {
        const auto session = sessionOf(transaction.effective_at);
        if (session > last) break;
        if (out.empty() || out.back().session != session) {
            finish();
            out.push_back({session, {}, {}, {}, {}, {}, {}});
        }
        addDetails(transaction, book, out.back());
        closed.clear();
        (void)book.apply(transaction, closed); // it has been applied before, in this order
    }
    finish();
    return out;
}

ReplayedBook bookAt(const ShelfBook& shelf, SessionDate session) {
    ReplayedBook out{Book(shelf.ledger.book().terms()), {}};
    for (const auto& transaction : shelf.ledger.effective()) {
        if (sessionOf(transaction.effective_at) > session) break;
        (void)out.book.apply(transaction, out.closed);
    }
    return out;
}

} // namespace nautilus::portfolio

#include "engines/portfolio/kernel/book.h"

#include "engines/portfolio/kernel/step.h"

namespace nautilus::portfolio {
namespace {

using Kind = TransactionKind;
using Code = RefusalCode;

struct NamedTotal {
    Money CurrencyTotals::*member;
    std::string_view name;
};
constexpr std::array<NamedTotal, 9> kTotals{{{&CurrencyTotals::cash, "cash"},
                                             {&CurrencyTotals::open_cost, "open_cost"},
                                             {&CurrencyTotals::deposited, "deposited"},
                                             {&CurrencyTotals::transferred, "transferred"},
                                             {&CurrencyTotals::exchanged, "exchanged"},
                                             {&CurrencyTotals::realised, "realised"},
                                             {&CurrencyTotals::dividends, "dividends"},
                                             {&CurrencyTotals::interest, "interest"},
                                             {&CurrencyTotals::charges, "charges"}}};

std::optional<Refusal> checkPlace(const Step& step) {
    const Transaction& t = step.transaction;
    if (t.sequence <= 0) return step.refuse(Code::OutOfOrder, "sequence");
    if (t.effective_at < step.book.terms().opened_at) return step.refuse(Code::BeforeOpening, "effective_at");
    if (placeOf(t) > step.book.last()) return std::nullopt;
    const bool same_time = t.effective_at == step.book.last().effective_at;
    return step.refuse(Code::OutOfOrder, same_time ? "sequence" : "effective_at");
}

std::optional<Refusal> stage(Step& step) {
    switch (step.transaction.kind) {
    case Kind::Buy:
    case Kind::Sell:
    case Kind::SellShort:
    case Kind::Cover:
        return stageTrade(step);
    case Kind::TransferIn:
    case Kind::TransferOut:
        return stageTransfer(step);
    case Kind::Dividend:
    case Kind::Interest:
    case Kind::Fee:
    case Kind::Deposit:
    case Kind::Withdrawal:
    case Kind::Exchange:
        return stageCash(step);
    case Kind::Split:
    case Kind::SpinOff:
    case Kind::Merger:
    case Kind::SymbolChange:
    case Kind::CashMerger:
    case Kind::ReturnOfCapital:
        return stageAction(step);
    case Kind::Reversal:
        break;
    }
    return step.refuse(Code::IsReversal, "kind");
}

/// Turns the step's changes into the totals as they will be and sees whether everything fits.
void sumUp(Step& step) {
    for (auto& [currency, change] : step.changes) {
        if (!currency.given()) continue;
        const CurrencyTotals now = step.book.totals(currency);
        for (const auto& [member, name] : kTotals)
            change.*member = step.money((now.*member).wide() + (change.*member).wide(), name);
    }
    const Position* held = step.book.position(step.transaction.instrument);
    Wide quantity = held ? held->quantity().wide() : 0, cost = held ? held->cost().wide() : 0;
    for (const LotPiece& piece : step.removed)
        quantity -= piece.quantity.wide(), cost -= piece.cost.wide();
    if (step.added) quantity += step.added->quantity.wide(), cost += step.added->cost.wide();
    (void)step.quantity(quantity, "quantity");
    (void)step.money(cost, "open_cost");
}

} // namespace

bool CurrencyTotals::balanced() const {
    const Wide is = cash.wide() + open_cost.wide();
    const Wide came = deposited.wide() + transferred.wide() + exchanged.wide() + realised.wide() +
                      dividends.wide() + interest.wide() - charges.wide();
    return is == came;
}

std::optional<Refusal> Book::apply(const Transaction& transaction, std::vector<ClosedLot>& closed) {
    Step step(*this, transaction);
    if (auto refusal = checkPlace(step)) return refusal;
    if (auto refusal = stage(step)) return refusal;
    sumUp(step);
    if (step.overflow) return step.refuse(Code::Overflow, std::string(*step.overflow));
    commit(step);
    closed.insert(closed.end(), step.closed.begin(), step.closed.end());
    return std::nullopt;
}

void Book::commit(Step& step) {
    const Transaction& t = step.transaction;
    for (const auto& [currency, totals] : step.changes)
        if (currency.given()) totals_[currency] = totals;
    for (auto& [instrument, position] : step.replaced) {
        if (position.empty())
            positions_.erase(instrument);
        else
            positions_.insert_or_assign(instrument, std::move(position));
    }
    if (!step.removed.empty() || step.added) {
        auto& position = positions_.try_emplace(t.instrument, terms_.method, t.currency).first->second;
        for (const LotPiece& piece : step.removed)
            position.remove(piece);
        if (step.added) position.add(*step.added);
        if (position.empty()) positions_.erase(t.instrument);
    }
    last_ = placeOf(t);
}

const Position* Book::position(InstrumentId instrument) const {
    const auto found = positions_.find(instrument);
    return found == positions_.end() ? nullptr : &found->second;
}

CurrencyTotals Book::totals(Currency currency) const {
    const auto found = totals_.find(currency);
    return found == totals_.end() ? CurrencyTotals{} : found->second;
}

} // namespace nautilus::portfolio

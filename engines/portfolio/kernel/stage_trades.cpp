// Trades and transfers: lots open and close one by one.

#include "engines/portfolio/kernel/step.h"

#include <algorithm>

namespace nautilus::portfolio {
namespace {

using Kind = TransactionKind;
using Code = RefusalCode;

std::optional<Refusal> checkInstrument(const Step& step, const Position* held) {
    const Transaction& t = step.transaction;
    if (t.instrument == 0) return step.refuse(Code::NoInstrument, "instrument");
    if (!t.currency.given() || (held && held->currency() != t.currency))
        return step.refuse(Code::WrongCurrency, "currency");
    if (t.fx_rate.units < 0) return step.refuse(Code::WrongSign, "fx_rate");
    return std::nullopt;
}

/// `open` is held now, `against` of the trade closes it; both without the checks of checkInstrument.
std::optional<Refusal> checkSide(const Step& step, Wide open, Wide against) {
    const Transaction& t = step.transaction;
    const bool may_short = step.book.terms().shorting_allowed;
    const bool opens = against < t.quantity.wide();
    if (t.kind == Kind::SellShort && open > 0) return step.refuse(Code::OtherSideHeld, "kind");
    if (t.kind == Kind::SellShort && !may_short) return step.refuse(Code::ShortingNotAllowed, "kind");
    if (t.kind == Kind::Cover && opens) return step.refuse(Code::MoreThanHeld, "quantity");
    if (t.kind == Kind::Sell && opens && !may_short) return step.refuse(Code::MoreThanHeld, "quantity");
    return std::nullopt;
}

void open(Step& step, Quantity quantity, Money cost, Timestamp acquired_at) {
    const Transaction& t = step.transaction;
    step.added = Lot{{t.sequence, 0}, acquired_at, quantity, cost, step.rate()};
    auto& totals = step.change(t.currency);
    totals.open_cost = step.money(totals.open_cost.wide() + cost.wide(), "open_cost");
}

Wide quantityHeld(const Position* held) {
    return held ? held->quantity().wide() : 0;
}

} // namespace

std::optional<Refusal> stageTrade(Step& step) {
    const Transaction& t = step.transaction;
    const Position* held = step.book.position(t.instrument);
    if (auto refusal = checkInstrument(step, held)) return refusal;
    if (t.quantity.units <= 0) return step.refuse(Code::ZeroQuantity, "quantity");
    if (t.price.units < 0) return step.refuse(Code::WrongSign, "price");

    const int side = t.kind == Kind::Buy || t.kind == Kind::Cover ? 1 : -1;
    const Wide held_now = quantityHeld(held);
    const Wide opposite = held_now * side < 0 ? -held_now * side : 0;
    const Wide against = std::min(opposite, t.quantity.wide());
    if (auto refusal = checkSide(step, held_now, against)) return refusal;

    const auto gross = valueOf(t.quantity, t.price);
    if (!gross) return step.refuse(Code::Overflow, "amount");
    const Money net = step.money(-side * gross->wide() - t.charges.wide(), "amount");
    const Money net_closed = shareOf(net, Quantity{static_cast<std::int64_t>(against)}, t.quantity);
    if (against > 0) {
        const Quantity closed{static_cast<std::int64_t>(-side * against)};
        if (auto refusal = choosePieces(step, *held, closed, step.removed)) return refusal;
        step.closeAll(step.removed, net_closed);
    } else if (!t.lots.empty()) {
        return step.refuse(Code::LotsMismatch, "lots");
    }
    const Wide opened = side * (t.quantity.wide() - against);
    if (opened != 0)
        open(step, step.quantity(opened, "quantity"), step.money(net_closed.wide() - net.wide(), "cost"),
             t.effective_at);
    step.change(t.currency).cash = net;
    return std::nullopt;
}

std::optional<Refusal> stageTransfer(Step& step) {
    const Transaction& t = step.transaction;
    const Position* held = step.book.position(t.instrument);
    if (auto refusal = checkInstrument(step, held)) return refusal;
    const Wide held_now = quantityHeld(held);
    auto& totals = step.change(t.currency);
    if (t.kind == Kind::TransferOut) {
        if (t.quantity.units <= 0) return step.refuse(Code::ZeroQuantity, "quantity");
        const Wide signed_quantity = held_now < 0 ? -t.quantity.wide() : t.quantity.wide();
        if (signed_quantity * (held_now < 0 ? -1 : 1) > held_now * (held_now < 0 ? -1 : 1))
            return step.refuse(Code::MoreThanHeld, "quantity");
        const Quantity leaving{static_cast<std::int64_t>(signed_quantity)};
        if (auto refusal = choosePieces(step, *held, leaving, step.removed)) return refusal;
        for (const LotPiece& piece : step.removed)
            totals.open_cost = step.money(totals.open_cost.wide() - piece.cost.wide(), "open_cost");
        totals.transferred = totals.open_cost;
        return std::nullopt;
    }
    const int side = t.quantity.units < 0 ? -1 : 1;
    const Timestamp acquired_at = t.acquired_at.value_or(t.effective_at);
    if (t.quantity.units == 0) return step.refuse(Code::ZeroQuantity, "quantity");
    if (side < 0 && !step.book.terms().shorting_allowed)
        return step.refuse(Code::ShortingNotAllowed, "quantity");
    if (held_now * side < 0) return step.refuse(Code::OtherSideHeld, "quantity");
    if (t.amount.wide() * side < 0) return step.refuse(Code::WrongSign, "amount");
    if (acquired_at > t.effective_at) return step.refuse(Code::BeforeOpening, "acquired_at");
    open(step, t.quantity, t.amount, acquired_at);
    totals.transferred = t.amount;
    return std::nullopt;
}

} // namespace nautilus::portfolio

// Corporate actions: every lot of an instrument changes at once. Ratios apply to the position: the running
// total of the lots, in the order of disposal, is multiplied and cut off towards zero at 10^-8, so that the
// lots sum to exactly what the position comes to.

#include "engines/portfolio/kernel/step.h"

#include <algorithm>

namespace nautilus::portfolio {
namespace {

using Kind = TransactionKind;
using Code = RefusalCode;

/// Lots after an action: what stays, the fraction sold for cash in lieu, and lots that were left no unit.
struct Cut {
    std::vector<Lot> kept;
    std::vector<LotPiece> sold;
    std::vector<LotPiece> vanished; ///< as before the action
};

bool validRatio(Ratio ratio, std::int64_t least) {
    return ratio.from >= 1 && ratio.from <= Ratio::kMost && ratio.to >= least && ratio.to <= Ratio::kMost;
}

std::vector<Lot> rescaled(Step& step, std::vector<Lot> lots, Ratio ratio) {
    Wide before = 0, done = 0;
    for (Lot& lot : lots) {
        before += lot.quantity.wide();
        const Wide up_to = before * ratio.to / ratio.from;
        lot.quantity = step.quantity(up_to - done, "quantity");
        done = up_to;
    }
    return lots;
}

/// Takes what exceeds a multiple of the unit from the lots that go first.
Cut cutToUnit(const std::vector<Lot>& before, const std::vector<Lot>& after, Quantity unit) {
    Wide fraction = 0;
    for (const Lot& lot : after)
        fraction += lot.quantity.wide();
    fraction = unit.units > 0 ? fraction % unit.units : Wide{0};
    Cut cut;
    for (std::size_t i = 0; i < after.size(); ++i) {
        Lot lot = after[i];
        if (lot.quantity.units == 0) {
            cut.vanished.push_back({before[i], before[i].quantity, before[i].cost});
            continue;
        }
        if (fraction != 0) {
            const bool part = fraction < 0 ? fraction > lot.quantity.wide() : fraction < lot.quantity.wide();
            const Quantity taken = part ? Quantity{static_cast<std::int64_t>(fraction)} : lot.quantity;
            const Money cost = shareOf(lot.cost, taken, lot.quantity);
            cut.sold.push_back({lot, taken, cost});
            lot.quantity.units -= taken.units, lot.cost.units -= cost.units;
            fraction -= taken.wide();
        }
        if (lot.quantity.units != 0) cut.kept.push_back(lot);
    }
    return cut;
}

/// Cash in lieu goes to the fraction; where there is none, to the lots that vanished, by their quantity.
std::optional<Refusal> payInLieu(Step& step, const Cut& cut, InstrumentId sold_of) {
    const Money amount = step.transaction.amount;
    const bool to_sold = !cut.sold.empty();
    if (!to_sold && cut.vanished.empty() && amount.units != 0)
        return step.refuse(Code::NothingPaidFor, "amount");
    step.closeAll(cut.vanished, to_sold ? Money{} : amount);
    step.closing = sold_of;
    step.closeAll(cut.sold, amount);
    step.change(step.transaction.currency).cash = amount;
    return std::nullopt;
}

std::optional<Refusal> stageSplit(Step& step, const Position& held) {
    const Transaction& t = step.transaction;
    const auto lots = held.lots();
    const Cut cut = cutToUnit(lots, rescaled(step, lots, t.ratio), t.unit);
    if (auto refusal = payInLieu(step, cut, t.instrument)) return refusal;
    step.replace(t.instrument, t.currency, cut.kept);
    return std::nullopt;
}

/// The other instrument, held or not, is to have these lots besides its own.
std::optional<Refusal> join(Step& step, const Position& held, std::span<const Lot> lots) {
    const Transaction& t = step.transaction;
    if (t.other_instrument == 0 || t.other_instrument == t.instrument)
        return step.refuse(Code::NoInstrument, "other_instrument");
    std::vector<Lot> joined;
    if (const Position* other = step.book.position(t.other_instrument)) {
        if (other->currency() != t.currency) return step.refuse(Code::WrongCurrency, "other_instrument");
        if ((other->quantity().units < 0) != (held.quantity().units < 0))
            return step.refuse(Code::OtherSideHeld, "other_instrument");
        joined = other->lots();
    }
    joined.insert(joined.end(), lots.begin(), lots.end());
    step.replace(t.other_instrument, t.currency, joined);
    return std::nullopt;
}

std::optional<Refusal> stageMerger(Step& step, const Position& held) {
    const Transaction& t = step.transaction;
    const bool renamed = t.kind == Kind::SymbolChange;
    if (renamed && t.amount.units != 0) return step.refuse(Code::NothingPaidFor, "amount");
    const auto lots = held.lots();
    const auto after = renamed ? lots : rescaled(step, lots, t.ratio);
    const Cut cut = cutToUnit(lots, after, renamed ? Quantity{} : t.unit);
    if (auto refusal = payInLieu(step, cut, t.other_instrument)) return refusal;
    if (auto refusal = join(step, held, cut.kept)) return refusal;
    step.replace(t.instrument, t.currency, {});
    return std::nullopt;
}

/// Every lot has a child with its date and its share of the cost; one whose child comes to nothing keeps all.
std::optional<Refusal> stageSpinOff(Step& step, const Position& held) {
    const Transaction& t = step.transaction;
    if (!validRatio(t.cost_share, 0) || t.cost_share.to > t.cost_share.from)
        return step.refuse(Code::WrongSign, "cost_share");
    auto parents = held.lots();
    auto children = rescaled(step, parents, t.ratio);
    for (std::size_t i = 0; i < parents.size(); ++i) {
        Lot& child = children[i];
        child.id = {t.sequence, static_cast<std::int32_t>(i)};
        const Wide moved = domain::divideHalfEven(child.cost.wide() * t.cost_share.to, t.cost_share.from);
        child.cost = step.money(moved, "cost_share");
        if (child.quantity.units != 0) parents[i].cost.units -= child.cost.units;
    }
    std::erase_if(children, [](const Lot& child) { return child.quantity.units == 0; });
    const Cut cut = cutToUnit(children, children, t.unit);
    if (auto refusal = payInLieu(step, cut, t.other_instrument)) return refusal;
    if (auto refusal = join(step, held, cut.kept)) return refusal;
    step.replace(t.instrument, t.currency, parents);
    return std::nullopt;
}

void stageCashMerger(Step& step, const Position& held) {
    const Transaction& t = step.transaction;
    const Money net = step.money(t.amount.wide() - t.charges.wide(), "amount");
    step.closeAll(held.firstPieces(held.quantity()), net);
    step.change(t.currency).cash = net;
    step.replace(t.instrument, t.currency, {});
}

/// Lowers every lot's cost by its share of the cash, down to 0; what is beyond is a gain (26 U.S.C. 301(c)).
/// A short position mirrors it.
std::optional<Refusal> stageReturnOfCapital(Step& step, const Position& held) {
    const Transaction& t = step.transaction;
    if (t.amount.units == 0) return step.refuse(Code::ZeroQuantity, "amount");
    const int side = held.quantity().units < 0 ? -1 : 1;
    auto& totals = step.change(t.currency);
    auto lots = held.lots();
    Money rest = t.amount;
    Quantity left = held.quantity();
    for (Lot& lot : lots) {
        const Money share = shareOf(rest, lot.quantity, left);
        const Wide cost_above_zero = std::max<Wide>(lot.cost.wide() * side, 0);
        const Wide lowered_by = side * std::min(share.wide() * side, cost_above_zero);
        const Money lowered{static_cast<std::int64_t>(lowered_by)};
        if (share != lowered)
            step.close({lot, Quantity{}, lowered}, share);
        else
            totals.open_cost = step.money(totals.open_cost.wide() - lowered.wide(), "open_cost");
        lot.cost.units -= lowered.units;
        rest.units -= share.units;
        left.units -= lot.quantity.units;
    }
    totals.cash = t.amount;
    step.replace(t.instrument, t.currency, lots);
    return std::nullopt;
}

} // namespace

std::optional<Refusal> stageAction(Step& step) {
    const Transaction& t = step.transaction;
    const Position* held = step.book.position(t.instrument);
    if (t.instrument == 0) return step.refuse(Code::NoInstrument, "instrument");
    if (!held) return step.refuse(Code::NotHeld, "instrument");
    if (held->currency() != t.currency) return step.refuse(Code::WrongCurrency, "currency");
    if (t.amount.wide() * held->quantity().wide() < 0) return step.refuse(Code::WrongSign, "amount");
    if (!validRatio(t.ratio, 1)) return step.refuse(Code::ZeroQuantity, "ratio");
    if (t.unit.units < 0) return step.refuse(Code::WrongSign, "unit");
    switch (t.kind) {
    case Kind::Split:
        return stageSplit(step, *held);
    case Kind::SpinOff:
        return stageSpinOff(step, *held);
    case Kind::ReturnOfCapital:
        return stageReturnOfCapital(step, *held);
    case Kind::CashMerger:
        stageCashMerger(step, *held);
        return std::nullopt;
    default:
        return stageMerger(step, *held);
    }
}

} // namespace nautilus::portfolio

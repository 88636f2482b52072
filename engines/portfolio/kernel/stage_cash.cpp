// Movements of cash alone.

#include "engines/portfolio/kernel/step.h"

namespace nautilus::portfolio {
namespace {

using Kind = TransactionKind;
using Code = RefusalCode;

std::optional<Refusal> stageExchange(Step& step) {
    const Transaction& t = step.transaction;
    if (!t.other_currency.given() || t.other_currency == t.currency)
        return step.refuse(Code::WrongCurrency, "other_currency");
    if (t.other_amount.units <= 0) return step.refuse(Code::ZeroQuantity, "other_amount");
    auto& given = step.change(t.currency);
    given.cash = step.money(-t.amount.wide() - t.charges.wide(), "cash");
    given.exchanged = step.money(-t.amount.wide(), "exchanged");
    given.charges = t.charges;
    auto& bought = step.change(t.other_currency);
    bought.cash = t.other_amount;
    bought.exchanged = t.other_amount;
    return std::nullopt;
}

} // namespace

std::optional<Refusal> stageCash(Step& step) {
    const Transaction& t = step.transaction;
    const bool either_sign = t.kind == Kind::Dividend || t.kind == Kind::Interest;
    if (!t.currency.given()) return step.refuse(Code::WrongCurrency, "currency");
    if (t.amount.units == 0) return step.refuse(Code::ZeroQuantity, "amount");
    if (t.amount.units < 0 && !either_sign) return step.refuse(Code::WrongSign, "amount");
    if (t.kind == Kind::Dividend && t.instrument == 0) return step.refuse(Code::NoInstrument, "instrument");
    if (t.kind == Kind::Exchange) return stageExchange(step);

    auto& totals = step.change(t.currency);
    if (either_sign) {
        (t.kind == Kind::Dividend ? totals.dividends : totals.interest) = t.amount;
        totals.charges = t.charges;
        totals.cash = step.money(t.amount.wide() - t.charges.wide(), "cash");
        return std::nullopt;
    }
    const Money taken = step.money(-t.amount.wide(), "cash");
    totals.cash = t.kind == Kind::Deposit ? t.amount : taken;
    if (t.kind == Kind::Fee)
        totals.charges = t.amount;
    else
        totals.deposited = totals.cash;
    return std::nullopt;
}

} // namespace nautilus::portfolio

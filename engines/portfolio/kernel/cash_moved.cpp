#include "engines/portfolio/kernel/cash_moved.h"

namespace nautilus::portfolio {

std::optional<Money> cashMoved(const Transaction& t) {
    using Kind = TransactionKind;
    switch (t.kind) {
    case Kind::Buy:
    case Kind::Cover:
    case Kind::Sell:
    case Kind::SellShort: {
        const auto gross = valueOf(t.quantity, t.price);
        if (!gross) return std::nullopt;
        const bool buys = t.kind == Kind::Buy || t.kind == Kind::Cover;
        return Money::of((buys ? -gross->wide() : gross->wide()) - t.charges.wide());
    }
    case Kind::Dividend:
    case Kind::Interest:
    case Kind::CashMerger:
        return Money::of(t.amount.wide() - t.charges.wide());
    case Kind::Deposit:
    case Kind::ReturnOfCapital:
        return t.amount;
    case Kind::Fee:
    case Kind::Withdrawal:
        return Money::of(-t.amount.wide());
    case Kind::Exchange:
        return Money::of(-t.amount.wide() - t.charges.wide());
    case Kind::Split:
    case Kind::SpinOff:
    case Kind::Merger: // cash in lieu of fractions
        return t.amount.units != 0 ? std::optional(t.amount) : std::nullopt;
    case Kind::TransferIn:
    case Kind::TransferOut:
    case Kind::SymbolChange:
    case Kind::Reversal:
        break;
    }
    return std::nullopt;
}

} // namespace nautilus::portfolio

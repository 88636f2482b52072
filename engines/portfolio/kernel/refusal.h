#pragma once
// Why a transaction or a valuation was refused: what is wrong, and with which field of it.

#include <cstdint>
#include <string>
#include <string_view>

namespace nautilus::portfolio {

enum class RefusalCode : std::uint8_t {
    ZeroQuantity,       ///< a quantity, amount, ratio or share that must not be zero, or not below it
    WrongSign,          ///< an amount whose sign contradicts the position or the kind
    NoInstrument,       ///< the kind needs an instrument, or two different ones
    WrongCurrency,      ///< none given, or another one than that of the position
    BeforeOpening,      ///< effective before the account was opened, or acquired after it was transferred
    OutOfOrder,         ///< sequence or time does not come after what was applied before
    ShortingNotAllowed, ///< the account may not sell what it does not hold
    MoreThanHeld,       ///< sells, covers or transfers out more than there is
    NotHeld,            ///< nothing is held of the instrument
    OtherSideHeld,      ///< a long and a short position of one instrument at a time
    LotUnknown,         ///< no such lot of the instrument
    LotClosed,          ///< nothing of the lot is left
    LotsMismatch,       ///< the named lots do not sum up to what is closed, or one stands there twice
    LotsNotAllowed,     ///< average cost knows no single lots
    LotsMissing,        ///< the account's method wants the lots to be named
    NothingPaidFor,     ///< cash in lieu although no fraction is left
    TransactionUnknown, ///< reverses what was never recorded
    IsReversal,         ///< a reversal cannot be reversed
    AlreadyReversed,    ///< reversed before
    BeforeSnapshot,     ///< lies before the state that the ledger was resumed from
    StillNeeded,        ///< a later transaction would be refused
    Overflow            ///< a result does not fit 64 bits
};

[[nodiscard]] std::string_view refusalWord(RefusalCode code);

struct Refusal {
    RefusalCode code = RefusalCode::Overflow;
    std::string field;          ///< member of the transaction ("quantity", "lots/2/lot"), or of the state
    std::int64_t sequence = 0;  ///< the transaction that is refused; of a list, the first that does not fit
    std::int64_t needed_by = 0; ///< with StillNeeded: the later transaction that would be

    bool operator==(const Refusal&) const = default;
};

} // namespace nautilus::portfolio

#pragma once
// What can happen to an account, as values that are only ever added. Which fields a kind reads, besides
// sequence, kind and effective_at:
//
//   Buy, Sell, SellShort, Cover  instrument, currency, quantity > 0, price >= 0, charges, fx_rate, lots.
//       Buy covers what is short first and Sell closes what is long first; the rest opens the other side,
//       where the account may be short. SellShort refuses while long, Cover more than is short.
//   Dividend     amount gross (negative: paid on a short position), charges = tax withheld, currency
//   Interest     amount (negative: paid), charges = tax withheld, currency
//   Fee          amount > 0, currency          Deposit, Withdrawal   amount > 0, currency
//   Exchange     amount > 0 of currency given for other_amount > 0 of other_currency; charges in currency
//   TransferIn   instrument, currency, quantity (negative: a short lot), amount = its cost (negative: the
//                proceeds of a short lot), acquired_at, fx_rate of that day
//   TransferOut  instrument, currency, quantity > 0, lots; the cost leaves with it, nothing is realised
//   Split        instrument, ratio, unit, amount = cash in lieu (negative: paid on a short position)
//   SpinOff      instrument, other_instrument, ratio, cost_share (of the parent's cost, to the child), unit,
//                amount
//   Merger       instrument, other_instrument, ratio, unit, amount
//   SymbolChange instrument, other_instrument
//   CashMerger   instrument, amount paid for all of it, charges
//   ReturnOfCapital  instrument, amount for all of it (negative: paid on a short position)
//   Reversal     reverses: that transaction never happened
//
// Currency: that of the position where there is an instrument; corporate actions need it too.

#include "engines/domain/currency.h"
#include "engines/domain/money.h"
#include "engines/domain/panel.h"
#include "engines/domain/timestamp.h"

#include <optional>
#include <vector>

namespace nautilus::portfolio {

using domain::Currency;
using domain::FxRate;
using domain::InstrumentId;
using domain::Money;
using domain::Price;
using domain::Quantity;
using domain::Timestamp;
using domain::Wide;

enum class TransactionKind : std::uint8_t {
    Buy,
    Sell,
    SellShort,
    Cover,
    Dividend,
    Interest,
    Fee,
    Deposit,
    Withdrawal,
    Exchange,
    TransferIn,
    TransferOut,
    Split,
    SpinOff,
    Merger,
    SymbolChange,
    CashMerger,
    ReturnOfCapital,
    Reversal
};

/// A lot is named after the transaction that opened it. Splits and mergers leave the name as it is.
struct LotId {
    std::int64_t opened_by = 0; ///< Transaction::sequence
    std::int32_t part = 0;      ///< of a spin-off: place of the parent's lot in the order of disposal; else 0

    auto operator<=>(const LotId&) const = default;
};

/// `to` new for every `from` old; both 1 to kMost, `to` of a cost share from 0.
struct Ratio {
    static constexpr std::int64_t kMost = 1'000'000'000;
    std::int64_t to = 1;
    std::int64_t from = 1;

    bool operator==(const Ratio&) const = default;
};

/// So much of that lot, > 0.
struct LotPick {
    LotId lot;
    Quantity quantity;

    bool operator==(const LotPick&) const = default;
};

struct Transaction {
    std::int64_t sequence = 0; ///< > 0, rising in the order of recording
    TransactionKind kind = TransactionKind::Deposit;
    Timestamp effective_at; ///< its UTC date is the trade date
    InstrumentId instrument = 0;
    InstrumentId other_instrument = 0;
    Currency currency;
    Currency other_currency;
    Quantity quantity;
    Price price;
    Money amount;
    Money other_amount;
    Money charges;  ///< commission, taxes, fees; negative: a rebate. Of trades: part of cost and proceeds
    FxRate fx_rate; ///< base currency per unit of `currency`; 0: not known. Not read in the base currency
    Ratio ratio;
    Ratio cost_share{0, 1};
    Quantity unit; ///< smallest quantity that a corporate action leaves: 1 share, say; 0: no limit
    std::optional<Timestamp> acquired_at; ///< not given: effective_at
    std::vector<LotPick> lots;            ///< which lots a trade or transfer closes; empty: by the method
    std::int64_t reverses = 0;

    bool operator==(const Transaction&) const = default;
};

/// Which lots go first.
enum class LotMethod : std::uint8_t {
    Fifo,
    Lifo,
    HighestCost, ///< least gain first: highest cost per unit, of short lots lowest proceeds per unit
    AverageCost, ///< one cost per unit for the whole position; lots go first in, first out
    SpecificLots ///< every closing names its lots; corporate actions close first in, first out
};

struct AccountTerms {
    Currency base;
    Timestamp opened_at;
    LotMethod method = LotMethod::Fifo;
    bool shorting_allowed = false;

    bool operator==(const AccountTerms&) const = default;
};

} // namespace nautilus::portfolio

#pragma once
// What a book is worth, in each currency and in the account's base currency, and where the gain comes from.
//
// With V = market value and C = cost in the position's currency, r1 = base units per unit now and r0 = the
// same when the lot was acquired, everything in whole units of Money:
//   total gain in base = V r1 - C r0;   price effect = (V - C) r1;   currency effect = C (r1 - r0)
// Total and price effect are rounded once each and the currency effect is what remains, so the two sum to the
// total exactly. A position is its lots: its value is quantity x price rounded once, and the lots get the
// differences of its running totals. Realised gains split alike, with proceeds for V and the rate at closing.
//
// Nothing is guessed: a missing price or rate leaves the values that need it without an answer, says what is
// missing, and leaves the sums over the book without an answer too.

#include "engines/portfolio/kernel/book.h"

#include <variant>

namespace nautilus::portfolio {

/// The price of one unit (of a contract: quote x multiplier) in `currency`.
struct MarketPrice {
    Price price;
    Currency currency;
};
using MarketPrices = std::map<InstrumentId, MarketPrice>;
/// Base units per unit of the currency, > 0. The base currency is 1 and is not looked up.
using FxRates = std::map<Currency, FxRate>;

struct GainInBase {
    Money total;
    Money price;    ///< (V - C) r1
    Money currency; ///< total - price

    bool operator==(const GainInBase&) const = default;
};

struct LotValue {
    Lot lot;                         ///< with its cost
    std::optional<Money> value;      ///< in the position's currency
    std::optional<Money> gain;       ///< value - cost
    std::optional<Money> base_value; ///< V r1
    std::optional<GainInBase> base_gain;

    bool operator==(const LotValue&) const = default;
};

/// The members without an answer lack what BookValue::missing says; a lot's rate may be missing alone.
struct PositionValue {
    InstrumentId instrument = 0;
    Currency currency;
    Quantity quantity;
    Money cost;
    std::optional<Money> value;
    std::optional<Money> gain;
    std::optional<Money> base_value;     ///< V r1 of the whole position, rounded once
    std::optional<GainInBase> base_gain; ///< sum of the lots'
    std::vector<LotValue> lots;          ///< in the order of disposal

    bool operator==(const PositionValue&) const = default;
};

struct CashValue {
    Currency currency;
    Money cash;
    std::optional<Money> base_value;

    bool operator==(const CashValue&) const = default;
};

enum class Lack : std::uint8_t {
    NoPrice,       ///< none, or one below 0
    OtherCurrency, ///< the price is in another currency than the position
    NoRate,        ///< no rate of today, or one that is not above 0
    NoOpeningRate  ///< the rate when a lot was acquired is not known
};
struct Missing {
    Lack lack = Lack::NoPrice;
    InstrumentId instrument = 0; ///< 0: cash
    Currency currency;
    LotId lot; ///< with NoOpeningRate

    bool operator==(const Missing&) const = default;
};

struct BookValue {
    std::vector<PositionValue> positions; ///< by instrument
    std::vector<CashValue> cash;          ///< by currency
    std::optional<Money> base_value;      ///< positions and cash
    std::optional<GainInBase> base_gain;  ///< unrealised, of all positions
    std::vector<Missing> missing;

    bool operator==(const BookValue&) const = default;
};

/// Overflow is the only refusal.
[[nodiscard]] std::variant<BookValue, Refusal> valueOfBook(const Book& book, const MarketPrices& prices,
                                                           const FxRates& rates);

/// nullopt when a rate is not known or a result does not fit.
[[nodiscard]] std::optional<GainInBase> realisedInBase(const ClosedLot& closed);

} // namespace nautilus::portfolio

#pragma once
// What one transaction would change: worked out whole before anything is touched, so that a refusal leaves
// the book as it was. Not for use outside this folder.

#include "engines/portfolio/kernel/book.h"

namespace nautilus::portfolio {

struct Step {
    Step(const Book& before, const Transaction& of) : book(before), transaction(of) {}

    /// A sum that fits 64 bits; if it does not, the step is refused with this field.
    [[nodiscard]] Money money(Wide units, std::string_view field);
    [[nodiscard]] Quantity quantity(Wide units, std::string_view field);
    /// What changes in that currency; two at most.
    [[nodiscard]] CurrencyTotals& change(Currency currency);
    /// One unit of the transaction's currency in base currency; 0: not known.
    [[nodiscard]] FxRate rate() const;
    [[nodiscard]] Refusal refuse(RefusalCode code, std::string field) const;

    /// Notes the piece as closed for `proceeds`, with its gain.
    void close(const LotPiece& piece, Money proceeds);
    /// The same for several, each with its share of the proceeds by quantity.
    void closeAll(std::span<const LotPiece> pieces, Money proceeds);
    /// The instrument's lots are to be these.
    void replace(InstrumentId instrument, Currency currency, std::span<const Lot> lots);

    const Book& book;
    const Transaction& transaction;
    InstrumentId closing = transaction.instrument; ///< what the next closed lots are lots of
    std::array<std::pair<Currency, CurrencyTotals>, 2> changes;
    std::vector<LotPiece> removed; ///< from the transaction's instrument
    std::optional<Lot> added;      ///< to it
    std::vector<std::pair<InstrumentId, Position>> replaced;
    std::vector<ClosedLot> closed;
    std::optional<std::string_view> overflow; ///< the first field that did not fit
};

/// Fills the step or says why not. One function for every family of kinds.
[[nodiscard]] std::optional<Refusal> stageTrade(Step& step);
[[nodiscard]] std::optional<Refusal> stageTransfer(Step& step);
[[nodiscard]] std::optional<Refusal> stageCash(Step& step);
[[nodiscard]] std::optional<Refusal> stageAction(Step& step);

/// The pieces that the transaction closes, `quantity` in all with the position's sign: those that it names,
/// else those whose turn it is. Negative and positive quantities of picks are told apart by the position.
[[nodiscard]] std::optional<Refusal> choosePieces(const Step& step, const Position& position,
                                                  Quantity quantity, std::vector<LotPiece>& pieces);

} // namespace nautilus::portfolio

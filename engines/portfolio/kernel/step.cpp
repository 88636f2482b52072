#include "engines/portfolio/kernel/step.h"

#include <algorithm>

namespace nautilus::portfolio {

Money Step::money(Wide units, std::string_view field) {
    const auto fits = Money::of(units);
    if (!fits && !overflow) overflow = field;
    return fits.value_or(Money{});
}

Quantity Step::quantity(Wide units, std::string_view field) {
    const auto fits = Quantity::of(units);
    if (!fits && !overflow) overflow = field;
    return fits.value_or(Quantity{});
}

CurrencyTotals& Step::change(Currency currency) {
    auto& first = changes[0];
    if (!first.first.given()) first.first = currency;
    if (first.first == currency) return first.second;
    changes[1].first = currency;
    return changes[1].second;
}

FxRate Step::rate() const {
    return transaction.currency == book.terms().base ? FxRate{FxRate::kOne} : transaction.fx_rate;
}

Refusal Step::refuse(RefusalCode code, std::string field) const {
    return {code, std::move(field), transaction.sequence, 0};
}

void Step::close(const LotPiece& piece, Money proceeds) {
    const Lot& lot = piece.lot;
    const Transaction& t = transaction;
    auto& totals = change(t.currency);
    const Money gain = money(proceeds.wide() - piece.cost.wide(), "gain");
    totals.open_cost = money(totals.open_cost.wide() - piece.cost.wide(), "open_cost");
    totals.realised = money(totals.realised.wide() + gain.wide(), "realised");
    closed.push_back({.lot = lot.id,
                      .closed_by = t.sequence,
                      .instrument = closing,
                      .currency = t.currency,
                      .quantity = piece.quantity,
                      .cost = piece.cost,
                      .proceeds = proceeds,
                      .gain = gain,
                      .opened_rate = lot.opened_rate,
                      .closed_rate = rate(),
                      .acquired_at = lot.acquired_at,
                      .closed_at = t.effective_at,
                      .long_term = lot.quantity.units > 0 && heldLongTerm(lot.acquired_at, t.effective_at)});
}

void Step::closeAll(std::span<const LotPiece> pieces, Money proceeds) {
    Wide left = 0;
    for (const LotPiece& piece : pieces)
        left += piece.quantity.wide();
    for (const LotPiece& piece : pieces) {
        const Money share = shareOf(proceeds, piece.quantity, quantity(left, "quantity"));
        close(piece, share);
        proceeds.units -= share.units;
        left -= piece.quantity.wide();
    }
}

void Step::replace(InstrumentId instrument, Currency currency, std::span<const Lot> lots) {
    Wide held = 0, cost = 0;
    for (const Lot& lot : lots)
        held += lot.quantity.wide(), cost += lot.cost.wide();
    (void)quantity(held, "quantity");
    (void)money(cost, "open_cost");
    if (!overflow) replaced.emplace_back(instrument, Position(book.terms().method, currency, lots));
}

std::optional<Refusal> choosePieces(const Step& step, const Position& position, Quantity quantity,
                                    std::vector<LotPiece>& pieces) {
    const auto& picks = step.transaction.lots;
    const LotMethod method = step.book.terms().method;
    if (picks.empty()) {
        if (method == LotMethod::SpecificLots) return step.refuse(RefusalCode::LotsMissing, "lots");
        pieces = position.firstPieces(quantity);
        return std::nullopt;
    }
    if (method == LotMethod::AverageCost) return step.refuse(RefusalCode::LotsNotAllowed, "lots");
    const int side = quantity.units < 0 ? -1 : 1;
    Wide sum = 0;
    std::vector<LotId> named;
    for (const LotPick& pick : picks) {
        const std::string field = "lots/" + std::to_string(pieces.size());
        if (pick.quantity.units <= 0) return step.refuse(RefusalCode::ZeroQuantity, field + "/quantity");
        const auto wanted = Quantity::of(pick.quantity.wide() * side);
        const auto piece = position.pieceOf(pick.lot, *wanted);
        if (!piece) return step.refuse(RefusalCode::LotUnknown, field + "/lot");
        if (piece->quantity != *wanted) return step.refuse(RefusalCode::MoreThanHeld, field + "/quantity");
        sum += wanted->wide();
        named.push_back(pick.lot);
        pieces.push_back(*piece);
    }
    std::ranges::sort(named);
    const bool twice = std::ranges::adjacent_find(named) != named.end();
    if (twice || sum != quantity.wide()) return step.refuse(RefusalCode::LotsMismatch, "lots");
    return std::nullopt;
}

} // namespace nautilus::portfolio

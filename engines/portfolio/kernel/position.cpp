#include "engines/portfolio/kernel/position.h"

#include <tuple>

namespace nautilus::portfolio {
namespace {

/// Costs of both signs may leave 64 bits on the way to a sum that fits, and come back.
void addTo(Money& sum, Wide units) {
    sum.units = static_cast<std::int64_t>(sum.wide() + units);
}

} // namespace

bool TurnOrder::operator()(const Turn& a, const Turn& b) const {
    const auto by_time = [](const Turn& turn) { return std::tie(turn.acquired_at, turn.id); };
    if (method == LotMethod::Lifo) return by_time(b) < by_time(a);
    if (method != LotMethod::HighestCost) return by_time(a) < by_time(b);
    // Costs per unit compare by cross products: quantities of one position have one sign. On a short position
    // the signs of both are turned round, so that its least proceeds per unit come first.
    const Wide of_a = a.cost.wide() * b.quantity.wide(), of_b = b.cost.wide() * a.quantity.wide();
    if (of_a != of_b) return (of_a > of_b) != (a.quantity.units < 0);
    return by_time(a) < by_time(b);
}

Position::Position(LotMethod method, Currency currency)
    : order_{method}, currency_(currency), turns_(order_) {}

Position::Position(LotMethod method, Currency currency, std::span<const Lot> lots)
    : Position(method, currency) {
    for (const Lot& lot : lots)
        add(lot);
}

Turn Position::turnOf(const Lot& lot) const {
    const bool by_cost = order_.method == LotMethod::HighestCost;
    return {by_cost ? lot.cost : Money{}, by_cost ? lot.quantity : Quantity{}, lot.acquired_at, lot.id};
}

std::vector<Lot> Position::lots() const {
    std::vector<Lot> out;
    out.reserve(lots_.size());
    for (const LotPiece& piece : firstPieces(quantity_)) {
        out.push_back(piece.lot);
        out.back().cost = piece.cost;
    }
    return out;
}

std::vector<LotPiece> Position::firstPieces(Quantity quantity) const {
    std::vector<LotPiece> out;
    Money pool = cost_;
    Quantity held = quantity_;
    std::int64_t wanted = quantity.units;
    for (auto turn = turns_.begin(); wanted != 0; ++turn) {
        const Lot& lot = lots_.find(turn->id)->second;
        const bool whole = wanted < 0 ? lot.quantity.units >= wanted : lot.quantity.units <= wanted;
        const Quantity taken = whole ? lot.quantity : Quantity{wanted};
        const Money cost = pooled() ? shareOf(pool, taken, held) : shareOf(lot.cost, taken, lot.quantity);
        out.push_back({lot, taken, cost});
        wanted -= taken.units;
        if (!pooled()) continue;
        pool.units -= cost.units;
        held.units -= taken.units;
    }
    return out;
}

std::optional<LotPiece> Position::pieceOf(LotId id, Quantity quantity) const {
    const auto found = lots_.find(id);
    if (found == lots_.end()) return std::nullopt;
    const Lot& lot = found->second;
    const bool too_much = quantity.units < 0 ? quantity < lot.quantity : quantity > lot.quantity;
    const Quantity taken = too_much ? lot.quantity : quantity;
    return LotPiece{lot, taken, shareOf(lot.cost, taken, lot.quantity)};
}

void Position::add(const Lot& lot) {
    quantity_.units += lot.quantity.units;
    addTo(cost_, lot.cost.wide());
    Lot& kept = lots_.emplace(lot.id, lot).first->second;
    if (pooled()) kept.cost = {};
    turns_.insert(turnOf(kept));
}

void Position::remove(const LotPiece& piece) {
    quantity_.units -= piece.quantity.units;
    addTo(cost_, -piece.cost.wide());
    const auto found = lots_.find(piece.lot.id);
    Lot& lot = found->second;
    const bool whole = piece.quantity == lot.quantity;
    const bool moves = whole || order_.method == LotMethod::HighestCost;
    if (moves) turns_.erase(turnOf(lot));
    if (whole) {
        lots_.erase(found);
        return;
    }
    lot.quantity.units -= piece.quantity.units;
    if (!pooled()) lot.cost.units -= piece.cost.units;
    if (moves) turns_.insert(turnOf(lot));
}

bool Position::operator==(const Position& other) const {
    return order_.method == other.order_.method && currency_ == other.currency_ &&
           quantity_ == other.quantity_ && cost_ == other.cost_ && lots_ == other.lots_ &&
           turns_ == other.turns_;
}

} // namespace nautilus::portfolio

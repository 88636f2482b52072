#pragma once
// The open lots of one instrument, all long or all short, in the order in which they are disposed of.

#include "engines/portfolio/kernel/lot.h"

#include <map>
#include <set>
#include <span>
#include <vector>

namespace nautilus::portfolio {

/// A part of a lot, or all of it, with the cost that goes with it: the lot's cost x quantity / the lot's
/// quantity, rounded to even; the whole lot takes all that is left.
struct LotPiece {
    Lot lot; ///< as it stands before
    Quantity quantity;
    Money cost;
};

/// A place in the order of disposal: first the lots of least gain where the method looks at cost, then by
/// time of acquisition and name.
struct Turn {
    Money cost;        ///< 0 unless the method is HighestCost
    Quantity quantity; ///< likewise
    Timestamp acquired_at;
    LotId id;

    bool operator==(const Turn&) const = default;
};
struct TurnOrder {
    LotMethod method = LotMethod::Fifo;
    bool operator()(const Turn& a, const Turn& b) const;
};

/// With AverageCost the position has one cost, and a lot's is worked out on reading: its share of the cost
/// that the lots before it leave. Adding and removing costs O(log lots). The caller sees to it that sums fit.
class Position {
public:
    Position(LotMethod method, Currency currency);
    /// Of lots whose sums fit, none of them without quantity.
    Position(LotMethod method, Currency currency, std::span<const Lot> lots);

    [[nodiscard]] Currency currency() const { return currency_; }
    [[nodiscard]] Quantity quantity() const { return quantity_; } ///< negative: short
    [[nodiscard]] Money cost() const { return cost_; }            ///< of all open lots
    [[nodiscard]] std::size_t lotCount() const { return lots_.size(); }
    [[nodiscard]] bool empty() const { return lots_.empty(); }
    /// In the order of disposal, with their costs; the costs sum to cost().
    [[nodiscard]] std::vector<Lot> lots() const;

    /// What goes first, up to `quantity`, which has the position's sign and is not more than there is.
    [[nodiscard]] std::vector<LotPiece> firstPieces(Quantity quantity) const;
    /// That part of one lot; not with AverageCost. nullopt when there is no such lot.
    [[nodiscard]] std::optional<LotPiece> pieceOf(LotId id, Quantity quantity) const;

    void add(const Lot& lot);
    void remove(const LotPiece& piece);

    bool operator==(const Position& other) const;

private:
    [[nodiscard]] bool pooled() const { return order_.method == LotMethod::AverageCost; }
    [[nodiscard]] Turn turnOf(const Lot& lot) const;

    TurnOrder order_;
    Currency currency_;
    Quantity quantity_;
    Money cost_;
    std::map<LotId, Lot> lots_;
    std::set<Turn, TurnOrder> turns_;
};

} // namespace nautilus::portfolio

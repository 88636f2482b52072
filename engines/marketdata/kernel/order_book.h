#pragma once
// The book of one line, made of changes of single price levels; and the best of both sides where a source
// has quotes alone.

#include "engines/domain/market_event.h"

#include <span>
#include <vector>

namespace nautilus::marketdata {

struct BookLevel {
    double price;
    double size;
    bool operator==(const BookLevel&) const = default;
};

/// At most `most_levels` per side; what lies deeper is forgotten. One change costs O(log n) to find and
/// O(n) to move, with n levels, small and contiguous.
class OrderBook {
public:
    explicit OrderBook(std::size_t most_levels = 1'000) : most_levels_(most_levels) {}

    void apply(const domain::BookPart& change);
    void clear();

    /// Best first.
    [[nodiscard]] std::span<const BookLevel> bids() const { return bids_; }
    [[nodiscard]] std::span<const BookLevel> asks() const { return asks_; }
    [[nodiscard]] bool empty() const { return bids_.empty() && asks_.empty(); }
    /// The best bid is at or above the best ask: the source is between two changes, or wrong.
    [[nodiscard]] bool crossed() const {
        return !bids_.empty() && !asks_.empty() && bids_.front().price >= asks_.front().price;
    }

private:
    std::size_t most_levels_;
    std::vector<BookLevel> bids_, asks_;
};

} // namespace nautilus::marketdata

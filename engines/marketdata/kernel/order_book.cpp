#include "engines/marketdata/kernel/order_book.h"

#include <algorithm>

namespace nautilus::marketdata {

using domain::BookAction;
using domain::BookPart;
using domain::Side;

void OrderBook::clear() {
    bids_.clear();
    asks_.clear();
}

void OrderBook::apply(const BookPart& change) {
    if (change.action == BookAction::Clear) return clear();
    const bool is_bid = change.side == Side::Bid;
    auto& levels = is_bid ? bids_ : asks_;
    const auto before = [is_bid](const BookLevel& level, double price) {
        return is_bid ? level.price > price : level.price < price;
    };
    const auto at = std::lower_bound(levels.begin(), levels.end(), change.price, before);
    const bool there = at != levels.end() && at->price == change.price;
    // Feeds also end a level by a size of nothing.
    if (change.action == BookAction::Remove || change.size == 0) {
        if (there) levels.erase(at);
    } else if (there) {
        at->size = change.size;
    } else {
        levels.insert(at, {change.price, change.size});
        if (levels.size() > most_levels_) levels.pop_back();
    }
}

} // namespace nautilus::marketdata

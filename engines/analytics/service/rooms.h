#pragma once
// What the analytics engine reads of the rooms to its left.

#include "engines/factor/contract/model_access.h"
#include "engines/kit/catalog.h"
#include "engines/marketdata/contract/daily_market.h"
#include "engines/portfolio/contract/books.h"

namespace nautilus::analytics {

class Universes;

/// `market` and `universes` are set while the engine runs. On the driver thread.
struct Rooms {
    marketdata::DailyMarket* market = nullptr;
    portfolio::Books* books = nullptr;
    factor::ModelAccess* model = nullptr;
    Universes* universes = nullptr;

    /// What a question about a book says while there are none.
    [[nodiscard]] static tl::unexpected<kit::Errors> noBooks() {
        return kit::fail(kit::ErrorCode::Unavailable, "the books are not there", "", true);
    }
};

} // namespace nautilus::analytics

#pragma once
// What the analytics engine reads of the rooms to its left.

#include "engines/factor/contract/model_access.h"
#include "engines/kit/catalog.h"
#include "engines/marketdata/contract/daily_market.h"
#include "engines/portfolio/contract/books.h"

namespace nautilus::analytics {

class Universes;

/// Everything is set while the engine runs; `model` may be null. On the driver thread.
struct Rooms {
    marketdata::DailyMarket* market = nullptr;
    portfolio::Books* books = nullptr;
    factor::ModelAccess* model = nullptr;
    Universes* universes = nullptr;
};

} // namespace nautilus::analytics

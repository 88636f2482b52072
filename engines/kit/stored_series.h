#pragma once
// What the catalog stores beside daily bars and figures: bars of other sizes and ticks; and spans of what
// there is of macro series and universes.

#include "engines/domain/instrument.h"
#include "engines/domain/session_date.h"

#include <cstdint>
#include <string>
#include <vector>

namespace nautilus::kit {

/// Rows of one instrument on the days `from` to `to` (inclusive) of a time zone. A bar belongs to the day on
/// which it ends; one that ends at midnight to the day before.
struct SeriesQuery {
    domain::InstrumentId id = 0;
    domain::SessionDate from = domain::kBeginningOfTime;
    domain::SessionDate to = domain::kEndOfTime;
    std::string timezone = "UTC";
    std::int64_t row_limit = 0; ///< 0 = all; else only the first
};

/// Bars of one size. Prices in the instrument's currency; NaN = not given.
struct SizedBars {
    std::vector<std::int64_t> closes_at_ns;
    std::vector<double> open, high, low, close, volume;
    std::vector<std::string> source;
};

/// Trades have a price and size, quotes a bid or ask; NaN = not given.
struct StoredTicks {
    std::vector<std::int64_t> at_ns;
    std::vector<double> price, size, bid, bid_size, ask, ask_size;
    std::vector<std::string> venue, conditions, source;
    std::vector<std::int64_t> source_row;
};

struct MacroSpan {
    std::string series, dataset, name, units, frequency, source;
    std::int64_t release_lag_days = 0;
    std::int64_t observations = 0;   ///< with a value
    domain::SessionDate first, last; ///< ends of periods
};

struct UniverseSpan {
    std::string universe, dataset;
    std::int64_t members = 0; ///< on `as_of`
    std::int64_t members_ever = 0;
    domain::SessionDate first, last; ///< first day of a membership; last on which one begins or ends
    domain::SessionDate as_of;       ///< the data set's last session; today when it has no daily bars
};

} // namespace nautilus::kit

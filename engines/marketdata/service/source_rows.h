#pragma once
// What a source answers to a historical request, as events.

#include "engines/domain/market_event.h"
#include "engines/kit/data_source.h"

#include <string>
#include <vector>

namespace nautilus::marketdata {

/// Columns of a source's answer as events in the order of time; bars are `bar_ns` long. Unavailable names
/// the column that is missing or holds what it must not.
[[nodiscard]] kit::Result<std::vector<domain::MarketEvent>>
eventsOf(const kit::Table& table, const std::string& data_type, std::int64_t bar_ns);

} // namespace nautilus::marketdata

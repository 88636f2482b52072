#pragma once
// Values of one unit of an instrument over given sessions, dividends reinvested, in a currency of choice.

#include "engines/analytics/service/rooms.h"

#include <span>
#include <vector>

namespace nautilus::analytics {

/// Adjusted close of the last bar on or before each session; NaN before the first bar, more than ten days
/// after the last one, and where there is no price.
[[nodiscard]] std::vector<double> levelsOn(const marketdata::DailyHistory& history,
                                           std::span<const domain::SessionDate> sessions);

/// Level over the level of the session before - 1; NaN at 0.
[[nodiscard]] std::vector<double> returnsOf(std::span<const double> levels);

/// Units of `to` per unit of `from` on each session: 1 when they are the same, else the last rate on or
/// before it. NotComputable when the catalog has no such rate. Blocks.
[[nodiscard]] kit::Result<std::vector<double>> ratesOn(marketdata::DailyMarket& market,
                                                       const std::string& from, const std::string& to,
                                                       std::span<const domain::SessionDate> sessions);

} // namespace nautilus::analytics

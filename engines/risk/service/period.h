#pragma once
// Spans of time by the clock, as requests write them.

#include "engines/domain/timestamp.h"
#include "engines/kit/result.h"

#include <string_view>

namespace nautilus::risk {

/// The beginning of "24H", "7D", "2W", "1M" (30 days), "1Y" (365 days) or "ALL" that ends at `now`.
/// InvalidArgument at `field`.
[[nodiscard]] kit::Result<domain::Timestamp> periodStart(std::string_view period, domain::Timestamp now,
                                                         const char* field = "/period");

} // namespace nautilus::risk

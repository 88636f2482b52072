#pragma once
// Periods in words: how far back the base of a period lies.

#include "engines/domain/session_date.h"
#include "engines/kit/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace nautilus::kit {

/// The day whose close, or the last one before it, is the base of a period that ends at `end`: <n>D goes back
/// n sessions of New York, <n>W 7n days, <n>M and <n>Y calendar months and years (a day that the month lacks
/// becomes its last), MTD, QTD and YTD end the month, quarter or year before; ALL (or MAX) is the beginning
/// of time. InvalidArgument at `pointer` for other words.
[[nodiscard]] Result<domain::SessionDate> periodBase(std::string_view words, domain::SessionDate end,
                                                     const std::string& pointer);

/// `start` when it is given, which must lie before `end`; else the period's base.
[[nodiscard]] Result<domain::SessionDate> baseOf(std::string_view words,
                                                 std::optional<domain::SessionDate> start,
                                                 domain::SessionDate end, const std::string& pointer);

} // namespace nautilus::kit

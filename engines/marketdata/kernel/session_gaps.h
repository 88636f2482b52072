#pragma once
// Sessions that should have a row and have none: the one rule for the quality report, the listing of gaps
// and the filling of them.

#include "engines/domain/session_date.h"

#include <span>
#include <vector>

namespace nautilus::marketdata {

/// A run of sessions without a row between two neighbouring rows, or before the first or after the last one.
struct SessionGap {
    std::size_t before = 0; ///< rows before the gap: 0 = it lies before the first, all = after the last
    std::vector<domain::SessionDate> days;
    bool operator==(const SessionGap&) const = default;
};

/// `rows` ascend (days may repeat), `expected` are the sessions of the calendar in question, ascending;
/// days of `refused` (ascending: there was a row, which a rule did not take) are in no gap. A gap of
/// refused days alone is none. In the order of time.
[[nodiscard]] std::vector<SessionGap> sessionGaps(std::span<const domain::SessionDate> rows,
                                                  std::span<const domain::SessionDate> expected,
                                                  std::span<const domain::SessionDate> refused);

} // namespace nautilus::marketdata

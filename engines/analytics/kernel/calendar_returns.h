#pragma once
// Returns of calendar months and years, compounded from returns per session.

#include "engines/domain/session_date.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::analytics {

struct PeriodReturn {
    int year;
    unsigned month; ///< 1 .. 12; 0 in a table of years
    double value;   ///< PROD(1 + r) - 1; NaN if no session of the period has a number
    std::size_t sessions;
};

/// Ascending, periods without a session left out; the first and the last may be partial. `dates` ascend and
/// belong to the returns. A NaN return is left out.
[[nodiscard]] std::vector<PeriodReturn> monthlyReturns(std::span<const double> returns,
                                                       std::span<const domain::SessionDate> dates);
[[nodiscard]] std::vector<PeriodReturn> yearlyReturns(std::span<const double> returns,
                                                      std::span<const domain::SessionDate> dates);

} // namespace nautilus::analytics

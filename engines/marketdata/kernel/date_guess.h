#pragma once
// Finds out how a column writes its dates, from a sample of its cells. Pure; no locale.

#include "engines/domain/session_date.h"

#include <span>
#include <string>
#include <vector>

namespace nautilus::marketdata {

/// A date read under one format, and what stands behind it in the cell.
struct ReadDate {
    domain::SessionDate date;
    std::string_view rest; ///< time of day and zone, or empty
};

/// Reads the date at the start of a cell; nullopt when the cell does not begin with one of this format.
/// Formats are those of strptime: %Y %y %m %d %b and literal characters.
[[nodiscard]] std::optional<ReadDate> readDate(std::string_view cell, std::string_view format);

struct DateGuess {
    std::string format;       ///< empty: not a column of dates
    std::string other_format; ///< when the sample fits this one as well and the two differ: ask
    double share = 0.0;       ///< of the non-empty cells that the format reads
    bool has_time = false;    ///< a time of day follows
    bool midnight_only = true;
    std::string offset; ///< of the first cell with one: "+09:00", "Z"
    std::vector<domain::SessionDate> dates;
};

/// Tries the formats in use; `wanted` (a strptime format, or "iso") leaves no choice.
[[nodiscard]] DateGuess guessDates(std::span<const std::string> cells, std::string_view wanted = {});

/// Spacing of ascending dates: D, W, M, Q or A, by the median gap between different dates.
[[nodiscard]] char frequencyOf(std::vector<domain::SessionDate> dates);

} // namespace nautilus::marketdata

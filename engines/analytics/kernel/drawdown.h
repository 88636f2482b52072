#pragma once
// How far below its highest level a compounded return series stood, and for how long. The curve starts at 1
// before the first return, so a first loss is a drawdown (quantstats and empyrical begin the same way).

#include "engines/domain/session_date.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace nautilus::analytics {

/// Level / highest level so far - 1 after each return, <= 0. NaN where the return is NaN; the level stays.
/// After a return of -100 % it is -1 for good.
[[nodiscard]] std::vector<double> drawdownSeries(std::span<const double> returns);

/// One spell under water, as places in the series.
struct Drawdown {
    std::size_t start;                   ///< first period below the peak
    std::size_t valley;                  ///< first period at the lowest level
    std::size_t end;                     ///< last period below the peak
    std::optional<std::size_t> recovery; ///< first period back at the peak; none while it lasts
    double depth;                        ///< < 0
};
/// Deepest first (equal depths: earlier first), at most `most`. A level within 1e-12 of the peak is at the
/// peak: rounding is no drawdown.
[[nodiscard]] std::vector<Drawdown> drawdownTable(std::span<const double> returns, std::size_t most);

/// Calendar days from the first to the last date under water, both counted (quantstats' days). `dates` belong
/// to the returns.
[[nodiscard]] int drawdownDays(const Drawdown& drawdown, std::span<const domain::SessionDate> dates);

struct DrawdownMetrics {
    double max_drawdown;
    double average_drawdown; ///< mean depth of the spells; 0 without one
    double ulcer_index;      ///< sqrt(mean(drawdown^2)) over all periods (Martin 1987)
    double pain_index;       ///< mean(-drawdown) over all periods
    double under_water;      ///< share of periods below the peak
    std::size_t longest;     ///< periods of the longest spell
    std::size_t spells;
};
/// NaN figures when no return is a number.
[[nodiscard]] DrawdownMetrics drawdownMetrics(std::span<const double> returns);

} // namespace nautilus::analytics

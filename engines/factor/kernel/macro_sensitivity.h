#pragma once
// How a stock moved with the economy: regressions of its monthly returns over 60 months on changes of GDP,
// the 10-year yield and the CPI, as far as they were known on the date.
//
//   gdp_correlation           correlation with the quarter's log growth of real GDP (each month of the
//   quarter) interest_rate_sensitivity least-squares slope on the month's change of the yield, per percentage
//   point inflation_beta            least-squares slope on the month's CPI change, both as fractions

#include "engines/domain/observation.h"

#include <span>
#include <vector>

namespace nautilus::factor {

inline constexpr std::size_t kMacroMonths = 60;
inline constexpr std::size_t kMinMacroMonths =
    48; ///< below it there is no value; between, the caller says so

/// Months since January 1970.
[[nodiscard]] int monthOf(domain::SessionDate day);

/// Monthly changes of one series, from month `first_month` on; NaN where not known.
struct MonthlySeries {
    int first_month = 0;
    std::vector<double> change;
    [[nodiscard]] double at(int month) const {
        const int i = month - first_month;
        return i >= 0 && i < static_cast<int>(change.size()) ? change[static_cast<std::size_t>(i)]
                                                             : domain::kMissing;
    }
};

enum class MacroChange {
    QuarterlyLogGrowth, ///< ln(v_q / v_{q-1}) for each month of the quarter
    LastDifference,     ///< last value of the month - last value of the month before
    Growth              ///< v_m / v_{m-1} - 1
};

/// Changes as known at the close of `as_of`. `values` ordered by knowable_at.
[[nodiscard]] MonthlySeries monthlyChanges(std::span<const domain::MacroValue> values, MacroChange kind,
                                           domain::SessionDate as_of);

struct MacroSensitivity {
    double gdp_correlation = domain::kMissing;
    double interest_rate_sensitivity = domain::kMissing;
    double inflation_beta = domain::kMissing;
    std::size_t months = 0; ///< months that the shortest of the three used
};

/// `returns`: the stock's simple returns of whole months, oldest first, the last being month `last_month`; at
/// most the last kMacroMonths are used.
[[nodiscard]] MacroSensitivity macroSensitivity(std::span<const double> returns, int last_month,
                                                const MonthlySeries& gdp, const MonthlySeries& yield,
                                                const MonthlySeries& cpi);

} // namespace nautilus::factor

#include "engines/analytics/kernel/calendar_returns.h"

#include <cmath>

namespace nautilus::analytics {
namespace {

std::vector<PeriodReturn> periods(std::span<const double> returns, std::span<const domain::SessionDate> dates,
                                  bool months) {
    std::vector<PeriodReturn> out;
    for (std::size_t t = 0; t < returns.size(); ++t) {
        const auto day = dates[t].ymd();
        const int year = static_cast<int>(day.year());
        const unsigned month = months ? static_cast<unsigned>(day.month()) : 0;
        if (out.empty() || out.back().year != year || out.back().month != month)
            out.push_back({year, month, std::nan(""), 0});
        if (std::isnan(returns[t])) continue;
        PeriodReturn& period = out.back();
        period.value = period.sessions == 0 ? returns[t] : (1 + period.value) * (1 + returns[t]) - 1;
        ++period.sessions;
    }
    return out;
}

} // namespace

std::vector<PeriodReturn> monthlyReturns(std::span<const double> returns,
                                         std::span<const domain::SessionDate> dates) {
    return periods(returns, dates, true);
}

std::vector<PeriodReturn> yearlyReturns(std::span<const double> returns,
                                        std::span<const domain::SessionDate> dates) {
    return periods(returns, dates, false);
}

} // namespace nautilus::analytics

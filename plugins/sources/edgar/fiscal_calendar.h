#pragma once
// Which fiscal year a day belongs to, from the fiscal years that a company reported.

#include "engines/domain/session_date.h"

#include <string_view>
#include <vector>

namespace nautilus::sources::edgar {

class FiscalCalendar {
public:
    /// `ends` are last days of reported fiscal years, in any order. Without any, `month_day` ("0926") says
    /// when a year ends; without both it is the calendar's.
    FiscalCalendar(std::vector<domain::SessionDate> ends, std::string_view month_day);

    /// The last day of the fiscal year that the day is in; one within ten days after an end belongs to it.
    [[nodiscard]] domain::SessionDate yearEnd(domain::SessionDate day) const;
    /// Year of the fiscal year's end; an end in January or February counts to the year before.
    [[nodiscard]] int yearOf(domain::SessionDate day) const;
    /// True for the first day of a fiscal year, give or take ten days.
    [[nodiscard]] bool beginsYear(domain::SessionDate day) const;

private:
    std::vector<domain::SessionDate> ends_; ///< ascending, at least one
};

} // namespace nautilus::sources::edgar

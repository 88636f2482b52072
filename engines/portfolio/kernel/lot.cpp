#include "engines/portfolio/kernel/lot.h"

#include "engines/domain/session_date.h"

namespace nautilus::portfolio {
namespace {

constexpr std::int64_t kNsPerDay = 86'400 * domain::kNsPerSecond;

domain::SessionDate utcDate(Timestamp at) {
    const std::int64_t down = at.ns % kNsPerDay < 0 ? 1 : 0;
    return {static_cast<std::int32_t>(at.ns / kNsPerDay - down)};
}

} // namespace

bool heldLongTerm(Timestamp acquired_at, Timestamp closed_at) {
    const auto first = utcDate(acquired_at).plusDays(1).ymd();
    const auto next_year = static_cast<int>(first.year()) + 1;
    const auto month = static_cast<unsigned>(first.month()), day = static_cast<unsigned>(first.day());
    const bool leap_day = month == 2 && day == 29;
    const auto begins =
        leap_day ? domain::SessionDate::of(next_year, 3, 1) : domain::SessionDate::of(next_year, month, day);
    return utcDate(closed_at) >= begins;
}

} // namespace nautilus::portfolio

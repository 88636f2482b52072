#include "engines/risk/service/period.h"

#include <charconv>

namespace nautilus::risk {

namespace {

constexpr std::int64_t kHourNs = 3'600 * domain::kNsPerSecond;
constexpr std::int64_t kMostHours = 200LL * 365 * 24;

std::int64_t hoursOf(char unit) {
    switch (unit) {
    case 'H':
        return 1;
    case 'D':
        return 24;
    case 'W':
        return 7 * 24;
    case 'M':
        return 30 * 24;
    case 'Y':
        return 365 * 24;
    default:
        return 0;
    }
}

} // namespace

kit::Result<domain::Timestamp> periodStart(std::string_view period, domain::Timestamp now,
                                           const char* field) {
    if (period == "ALL") return domain::Timestamp{0};
    std::int64_t count = 0;
    const auto* end = period.data() + period.size();
    const auto [stopped, error] = std::from_chars(period.data(), end, count);
    const auto hours = stopped + 1 == end ? hoursOf(*stopped) : 0;
    if (error != std::errc{} || hours == 0 || count < 1 || count > kMostHours / hours)
        return kit::fail(kit::ErrorCode::InvalidArgument,
                         "must be a number with H, D, W, M or Y (7D, 1M), or ALL", field);
    return domain::Timestamp{now.ns - count * hours * kHourNs};
}

} // namespace nautilus::risk

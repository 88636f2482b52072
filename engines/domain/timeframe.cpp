#include "engines/domain/timeframe.h"

#include "engines/domain/timestamp.h"

#include <algorithm>
#include <charconv>

namespace nautilus::domain {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t ns;
};
/// The longest that divides a size names it.
constexpr Unit kUnits[] = {{"d", 86'400 * kNsPerSecond}, {"h", 3'600 * kNsPerSecond},
                           {"m", 60 * kNsPerSecond},     {"s", kNsPerSecond},
                           {"ms", kNsPerSecond / 1'000}, {"ns", 1}};

} // namespace

std::int64_t timeframeNs(std::string_view timeframe) {
    std::int64_t n = 0;
    const auto* end = timeframe.data() + timeframe.size();
    const auto [rest, error] = std::from_chars(timeframe.data(), end, n);
    const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
    const auto* found = std::ranges::find(kUnits, unit, &Unit::name);
    const bool good = error == std::errc{} && found != std::end(kUnits) && n > 0 && n < 100'000;
    return good ? n * found->ns : 0;
}

std::string timeframeName(std::int64_t ns) {
    for (const auto& unit : kUnits)
        if (ns % unit.ns == 0) return std::to_string(ns / unit.ns) + std::string(unit.name);
    return std::to_string(ns) + "ns";
}

} // namespace nautilus::domain

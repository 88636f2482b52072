#pragma once
// Names of bar sizes: "5m", "1h", "1d".

#include <cstdint>
#include <string>
#include <string_view>

namespace nautilus::domain {

/// "5m" -> nanoseconds; 0 when it is no timeframe. Units: ns, ms, s, m, h, d.
[[nodiscard]] std::int64_t timeframeNs(std::string_view timeframe);
/// The other way round, with the largest unit that divides.
[[nodiscard]] std::string timeframeName(std::int64_t ns);

} // namespace nautilus::domain

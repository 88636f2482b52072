#pragma once

#include <string_view>

namespace nautilus::factor {

/// What a factor of the library bets on, whatever it reads: momentum, reversal, value, quality, growth,
/// payout, leverage, low_risk, liquidity, size, macro_sensitivity, filing_conduct. Empty for an id that has
/// none.
[[nodiscard]] std::string_view themeOf(std::string_view factor_id);

} // namespace nautilus::factor

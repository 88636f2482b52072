#include "engines/domain/scaled.h"

namespace nautilus::domain {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<std::int64_t> parseDecimal(std::string_view text, int decimals) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto behind = point == std::string_view::npos ? 0 : text.size() - point - 1;
    const bool whole = !text.empty() && point != 0 && !text.ends_with('.');
    if (!whole || behind > static_cast<std::size_t>(decimals)) return std::nullopt;
    constexpr Wide kTooLarge = Wide{1} << 64; // does not fit; ten times it does not overflow
    Wide units = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == point) continue;
        if (!isDigit(text[i]) || units > kTooLarge) return std::nullopt;
        units = units * 10 + (text[i] - '0');
    }
    if (units > kTooLarge) return std::nullopt;
    units *= powerOfTen(decimals - static_cast<int>(behind));
    if (negative) units = -units;
    const auto fits = Scaled<void, 0>::of(units);
    return fits ? std::optional(fits->units) : std::nullopt;
}

std::string decimalText(std::int64_t units, int decimals) {
    // The magnitude of the least number does not fit its own type.
    auto rest = units < 0 ? ~static_cast<std::uint64_t>(units) + 1 : static_cast<std::uint64_t>(units);
    std::string digits = std::to_string(rest);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) {
        digits.insert(digits.size() - places, 1, '.');
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.ends_with('.')) digits.pop_back();
    }
    return (units < 0 ? "-" : "") + digits;
}

} // namespace nautilus::domain

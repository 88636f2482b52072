#pragma once
// The alphabetic code of a currency by ISO 4217: three capital letters. The form is checked, not the list,
// which changes; a code made of nothing means "none given".

#include <algorithm>
#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace nautilus::domain {

class Currency {
public:
    constexpr Currency() = default;

    /// nullopt unless the text is three of A to Z.
    [[nodiscard]] static constexpr std::optional<Currency> parse(std::string_view code) {
        const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        if (code.size() != 3 || !std::ranges::all_of(code, capital)) return std::nullopt;
        Currency currency;
        std::ranges::copy(code, currency.code_.begin());
        return currency;
    }

    [[nodiscard]] constexpr bool given() const { return code_[0] != '\0'; }
    /// "USD"; empty when none is given.
    [[nodiscard]] std::string code() const { return given() ? std::string(code_.data(), 3) : std::string(); }

    constexpr auto operator<=>(const Currency&) const = default;

private:
    std::array<char, 3> code_{};
};

} // namespace nautilus::domain

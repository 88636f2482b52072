#pragma once
// Whole numbers of a decimal unit, for what must add up to the last unit: amounts, quantities, prices, rates.
// Sums and products are taken in 128 bits and narrowed once; what does not fit is nullopt and never wraps.
// The one rounding rule: to the nearest unit, ties to the even one (IEEE 754 roundTiesToEven), the same for
// negative numbers as for positive ones.

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace nautilus::domain {

/// Holds the product of any two 64-bit numbers.
__extension__ typedef __int128 Wide;

/// numerator / denominator to the nearest whole number, ties to even. The denominator is not 0; neither is
/// -2^127.
[[nodiscard]] constexpr Wide divideHalfEven(Wide numerator, Wide denominator) {
    if (denominator < 0) numerator = -numerator, denominator = -denominator;
    const Wide quotient = numerator / denominator; // towards zero
    const Wide remainder = numerator % denominator;
    const Wide over = remainder < 0 ? -remainder : remainder;
    const Wide under = denominator - over;
    if (over < under || (over == under && quotient % 2 == 0)) return quotient;
    return quotient + (numerator < 0 ? -1 : 1);
}

[[nodiscard]] constexpr std::int64_t powerOfTen(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

/// "-12.5" as a whole number of 10^-decimals: digits with at most one point, at most `decimals` places behind
/// it, a sign or none. nullopt for anything else and for what does not fit; nothing is rounded.
[[nodiscard]] std::optional<std::int64_t> parseDecimal(std::string_view text, int decimals);
/// The shortest decimal that reads back as the same number.
[[nodiscard]] std::string decimalText(std::int64_t units, int decimals);

/// `units` x 10^-Decimals of whatever `Meaning` names. Different meanings do not mix.
template <class Meaning, int Decimals>
struct Scaled {
    static constexpr int kDecimals = Decimals;
    static constexpr std::int64_t kOne = powerOfTen(Decimals);

    std::int64_t units = 0;

    /// nullopt when it does not fit 64 bits.
    [[nodiscard]] static constexpr std::optional<Scaled> of(Wide wide_units) {
        if (wide_units < std::numeric_limits<std::int64_t>::min() ||
            wide_units > std::numeric_limits<std::int64_t>::max())
            return std::nullopt;
        return Scaled{static_cast<std::int64_t>(wide_units)};
    }
    /// See parseDecimal.
    [[nodiscard]] static std::optional<Scaled> parse(std::string_view text) {
        const auto parsed = parseDecimal(text, Decimals);
        return parsed ? std::optional(Scaled{*parsed}) : std::nullopt;
    }
    [[nodiscard]] std::string text() const { return decimalText(units, Decimals); }
    [[nodiscard]] constexpr Wide wide() const { return units; }

    auto operator<=>(const Scaled&) const = default;
};

/// a + b and a - b, nullopt when they do not fit.
template <class Meaning, int Decimals>
[[nodiscard]] constexpr std::optional<Scaled<Meaning, Decimals>> plus(Scaled<Meaning, Decimals> a,
                                                                      Scaled<Meaning, Decimals> b) {
    return Scaled<Meaning, Decimals>::of(a.wide() + b.wide());
}
template <class Meaning, int Decimals>
[[nodiscard]] constexpr std::optional<Scaled<Meaning, Decimals>> minus(Scaled<Meaning, Decimals> a,
                                                                       Scaled<Meaning, Decimals> b) {
    return Scaled<Meaning, Decimals>::of(a.wide() - b.wide());
}

} // namespace nautilus::domain

#pragma once
// Exact amounts. Scales, and the largest magnitude that 64 bits hold:
//   Money     10^-6  of a currency unit          9.2e12   finer than any minor unit of ISO 4217 (at most
//   10^-4) Quantity  10^-8  of a share, contract, coin  9.2e10   crypto trades to 10^-8 Price     10^-8  of a
//   currency unit per unit of quantity   9.2e10 FxRate    10^-12 base units per unit         9.2e6    seven
//   digits left for a rate of 0.00004
// Rounding and overflow: scaled.h.

#include "engines/domain/scaled.h"

namespace nautilus::domain {

using Money = Scaled<struct MoneyMeaning, 6>;
using Quantity = Scaled<struct QuantityMeaning, 8>;
using Price = Scaled<struct PriceMeaning, 8>; ///< of a contract: the quoted price x its multiplier
using FxRate = Scaled<struct FxRateMeaning, 12>;

/// quantity x price, rounded once.
[[nodiscard]] constexpr std::optional<Money> valueOf(Quantity quantity, Price price) {
    constexpr std::int64_t kFiner = powerOfTen(Quantity::kDecimals + Price::kDecimals - Money::kDecimals);
    return Money::of(divideHalfEven(quantity.wide() * price.wide(), kFiner));
}

/// amount x rate, rounded once.
[[nodiscard]] constexpr std::optional<Money> converted(Money amount, FxRate rate) {
    return Money::of(divideHalfEven(amount.wide() * rate.wide(), FxRate::kOne));
}

/// whole x part / of, rounded once: what falls to `part` of a quantity. Needs 0 <= part/of <= 1 and of != 0;
/// part = of gives the whole. Taking shares one after another from what is left uses the whole up exactly.
[[nodiscard]] constexpr Money shareOf(Money whole, Quantity part, Quantity of) {
    return Money{static_cast<std::int64_t>(divideHalfEven(whole.wide() * part.wide(), of.wide()))};
}

} // namespace nautilus::domain

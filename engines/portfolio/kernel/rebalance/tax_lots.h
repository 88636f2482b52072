#pragma once
// Which lots to sell, and what tax the sale is expected to cost. An estimate for choosing: no wash sales, no
// brackets, no carried losses. Amounts in one currency.

#include "engines/portfolio/kernel/fault.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace nautilus::portfolio {

struct TaxLot {
    double quantity = 0; ///< units held, > 0
    double unit_cost = 0;
    bool long_term = false; ///< at the time of the sale (lot.h: heldLongTerm)
};

struct TaxRates {
    double short_term = 0; ///< parts of a gain, 0 to 1
    double long_term = 0;
};

enum class LotOrder {
    FirstIn,     ///< as the lots stand
    HighestCost, ///< least gain first
    LeastTax     ///< least tax per unit first, (price - cost) x rate of the lot; losses count as savings
};

struct LotSale {
    std::size_t lot = 0; ///< index
    double quantity = 0;
    double gain = 0;
    double tax = 0; ///< gain x rate of the lot; negative for a loss
};

struct TaxedSale {
    std::optional<Fault> fault; ///< set: nothing else is
    std::vector<LotSale> lots;  ///< in the order of sale
    double proceeds = 0;
    double short_term_gain = 0, long_term_gain = 0; ///< net, each of its own kind
    double tax = 0;                                 ///< of this sale alone, netted: taxOf
    double loss_left = 0; ///< >= 0: net loss beyond all gains, for other gains or years
};

/// Tax on net gains of a year: a loss of one kind is set against the gain of the other (26 U.S.C. 1222); a
/// net loss of both costs nothing.
[[nodiscard]] double taxOf(double short_term_gain, double long_term_gain, const TaxRates& rates);

/// Sells `quantity` > 0 units at `price`. Equal lots go as they stand. LeastTax has the least sum of
/// LotSale::tax of all ways to sell. Faults: more than held ("/quantity"), "/price", "/lots/i",
/// "/tax_rates/...".
[[nodiscard]] TaxedSale sellLots(std::span<const TaxLot> lots, double quantity, double price,
                                 const TaxRates& rates, LotOrder order);

} // namespace nautilus::portfolio

#pragma once
// Fundamental features of one company on one date, from what was known then. Figures: domain/known_facts.h;
// flows are over four quarters, balance sheet items the newest. A denominator that is not above 0 gives no
// value. Margins of cost and growth rates are of fiscal years: five years of growth take the newest year
// known and the one five years before it, (new / old)^(1/5) - 1, both above 0.

#include "engines/domain/known_facts.h"

#include <array>
#include <string_view>

namespace nautilus::features {

enum class Ratio : std::size_t {
    PriceEarnings,
    PriceBook,
    PriceSales,
    EvEbitda,
    ReturnOnEquity,
    ReturnOnAssets,
    GrossMargin,
    OperatingMargin,
    NetMargin,
    RevenueGrowth,
    EarningsGrowth,
    DividendGrowth,
    AssetTurnover,
    InventoryTurnover,
    ReceivablesTurnover
};
inline constexpr std::size_t kRatios = 15;

struct RatioSpec {
    std::string_view id;
    std::string_view group; ///< valuation, profitability, growth, efficiency
    int direction;          ///< +1: high is good; -1: low is good
    std::string_view formula;
};
/// In the order of Ratio.
[[nodiscard]] const std::array<RatioSpec, kRatios>& ratioSpecs();

struct CompanyFigures {
    std::array<double, kRatios> values;           ///< NaN = not computable
    std::array<std::string_view, kRatios> reason; ///< why; empty where there is a value
    bool used_restated = false;                   ///< a figure exists only as restated later
    bool used_lag_rule = false;                   ///< a figure is dated by period end plus a lag
    bool shares_carried = false;                  ///< the share count is older than 18 months
    [[nodiscard]] double operator[](Ratio ratio) const { return values[static_cast<std::size_t>(ratio)]; }
};

/// `price`: mean price of the company's listed classes on the price basis, NaN = none.
[[nodiscard]] CompanyFigures companyFigures(const domain::KnownFacts& known, double price,
                                            std::span<const domain::Split> splits);

/// Where a value stands among its peers, itself included: the share of peers below plus half of the equal
/// ones, 0 .. 1. NaN values are left out; NaN when `value` is.
[[nodiscard]] double percentileAmong(std::span<const double> peers, double value);
/// (value - mean) / sample deviation of the peers; NaN with fewer than two or without spread.
[[nodiscard]] double zScoreAmong(std::span<const double> peers, double value);
/// Median of what is not NaN; NaN without any.
[[nodiscard]] double medianOf(std::span<const double> values);

} // namespace nautilus::features

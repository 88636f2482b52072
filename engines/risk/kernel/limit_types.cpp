#include "engines/risk/kernel/limit_types.h"

#include <algorithm>
#include <array>

namespace nautilus::risk {

namespace {

constexpr std::array<LimitKind, kLimitTypes> kKinds{{
    {LimitType::PositionSize, "position_size", "max_position_size", "REDUCE_POSITION",
     "largest |position| / portfolio value", false, true},
    {LimitType::Concentration, "concentration_limit", "max_concentration", "DIVERSIFY",
     "largest |position| / sum of |positions|", false, true},
    {LimitType::SectorExposure, "sector_exposure", "max_sector_exposure", "REDUCE_SECTOR",
     "largest |sum of a sector's positions| / portfolio value", false, true},
    {LimitType::ValueAtRisk, "var_limit", "max_var", "REDUCE_RISK",
     "historical value at risk, 1 day, 99 % / portfolio value"},
    {LimitType::ExpectedShortfall, "expected_shortfall", "max_expected_shortfall", "REDUCE_RISK",
     "historical expected shortfall, 1 day, 99 % / portfolio value"},
    {LimitType::Leverage, "leverage_limit", "max_leverage", "REDUCE_LEVERAGE",
     "sum of |positions| / portfolio value", false, false, false},
    {LimitType::GrossExposure, "gross_exposure", "max_gross_exposure", "REDUCE_GROSS",
     "sum of |positions| / portfolio value"},
    {LimitType::NetExposure, "net_exposure", "max_net_exposure", "REDUCE_NET",
     "|sum of positions| / portfolio value"},
    {LimitType::CurrencyExposure, "currency_exposure", "max_currency_exposure", "HEDGE_CURRENCY",
     "largest |sum of positions in one foreign currency| / portfolio value", false, true},
    {LimitType::AverageDailyVolume, "adv_limit", "max_adv", "REDUCE_POSITION",
     "largest |position| / mean traded value of 21 sessions", false, true, false},
    {LimitType::Liquidity, "liquidity_limit", "min_liquidity", "RAISE_LIQUIDITY",
     "share that is sold within a day at 20 % of the volume, cash counting whole", true},
    {LimitType::Correlation, "correlation_limit", "max_correlation", "DIVERSIFY",
     "correlation of daily returns with the market's", false, false, false},
}};

} // namespace

std::span<const LimitKind> limitKinds() {
    return kKinds;
}

const LimitKind& limitKind(LimitType type) {
    return kKinds[static_cast<std::size_t>(type)];
}

const LimitKind* findLimitKind(std::string_view name) {
    const auto found = std::ranges::find_if(
        kKinds, [&](const LimitKind& kind) { return kind.name == name || kind.alias == name; });
    return found == kKinds.end() ? nullptr : &*found;
}

} // namespace nautilus::risk

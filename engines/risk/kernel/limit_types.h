#pragma once
// What can be limited, and exactly how it is measured. NAV = portfolio value (positions and cash), v_i =
// signed value of position i in base currency (short: negative), ADV_i = mean traded value of the last 21
// sessions.
//
//   position_size        max_i |v_i| / NAV
//   concentration_limit  max_i |v_i| / SUM |v|: of what is invested, so cash does not hide it
//   sector_exposure      max over sectors |SUM v_i| / NAV: long and short in one sector offset each other;
//                        positions without a sector (funds) belong to none
//   var_limit            historical value at risk, one day, 99 %, as a share of NAV
//   expected_shortfall   historical expected shortfall, one day, 99 %, as a share of NAV
//   leverage_limit       SUM |v| / NAV (gross method of AIFMD, Regulation (EU) 231/2013, article 7)
//   gross_exposure       SUM |v| / NAV: the same figure, for mandates that state it as a share
//   net_exposure         |SUM v| / NAV
//   currency_exposure    max over foreign currencies |SUM v_i| / NAV, of positions (cash is known in total
//                        only)
//   adv_limit            max_i |v_i| / ADV_i: days of the whole market's volume
//   liquidity_limit      a MINIMUM: the share of SUM |v| + cash that is sold within one day at 20 % of ADV,
//   cash
//                        counting whole: (SUM min(|v_i|, 0.2 ADV_i) + max(cash, 0)) / (SUM |v| + max(cash,
//                        0))
//   correlation_limit    correlation of the portfolio's daily returns with the market's, signed

#include <cstddef>
#include <span>
#include <string_view>

namespace nautilus::risk {

enum class LimitType {
    PositionSize,
    Concentration,
    SectorExposure,
    ValueAtRisk,
    ExpectedShortfall,
    Leverage,
    GrossExposure,
    NetExposure,
    CurrencyExposure,
    AverageDailyVolume,
    Liquidity,
    Correlation
};
inline constexpr std::size_t kLimitTypes = 12;

inline constexpr std::size_t kAdvSessions = 21;
inline constexpr double kParticipation = 0.2; ///< share of the daily volume that a seller may be
inline constexpr double kLimitConfidence = 0.99;

struct LimitKind {
    LimitType type;
    std::string_view name;       ///< "position_size"
    std::string_view alias;      ///< "max_position_size": what a request's `limits` may say as well
    std::string_view action;     ///< of a broken hard limit, "REDUCE_POSITION"
    std::string_view definition; ///< one line for people
    bool is_minimum = false;     ///< broken below, not above
    bool by_subject = false;     ///< one value per position, sector or currency
    bool is_share = true;        ///< shown as a percentage
};

/// All twelve, in the order of LimitType.
[[nodiscard]] std::span<const LimitKind> limitKinds();
[[nodiscard]] const LimitKind& limitKind(LimitType type);
/// By name or alias; nullptr when there is none.
[[nodiscard]] const LimitKind* findLimitKind(std::string_view name);

} // namespace nautilus::risk

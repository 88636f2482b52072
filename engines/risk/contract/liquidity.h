#pragma once
// How long selling takes and what it costs.

#include "engines/risk/contract/risk_engine.h"

namespace nautilus::risk {

struct LiquidityRequest {
    std::string portfolio_id;
    std::vector<RiskPosition> positions;
    std::optional<double> portfolio_value, cash;
    double participation = 0.2, half_spread_bp = 5, impact = 1;
    std::int64_t window = 504;
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = LiquidityRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64),
            field("positions", &R::positions).size(0, 10'000).doc("Without any, those of the book"),
            field("portfolio_value", &R::portfolio_value).range(1e-9, 1e15),
            field("cash", &R::cash).range(-1e15, 1e15),
            field("participation", &R::participation).range(0.001, 1).doc("Share of the daily volume"),
            field("half_spread_bp", &R::half_spread_bp).range(0, 1'000).unit("bp").doc("Assumed for all"),
            field("impact", &R::impact).range(0, 10).doc("Y of the square-root law"),
            field("window", &R::window).range(100, 2520).unit("sessions"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct LiquidityRow {
    std::string symbol;
    double value = domain::kMissing, daily_value = domain::kMissing, share_of_volume = domain::kMissing,
           days = domain::kMissing, cost = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = LiquidityRow;
        return std::make_tuple(field("symbol", &R::symbol), field("value", &R::value),
                               field("daily_value", &R::daily_value).doc("Mean traded value of 21 sessions"),
                               field("share_of_volume", &R::share_of_volume).doc("|value| / daily_value"),
                               field("days", &R::days).doc("Until all is sold at the participation"),
                               field("cost", &R::cost).doc("Of selling all, in base currency"));
    }
};

struct LiquidityBucket {
    std::int64_t days = 0;
    double share = domain::kMissing;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("days", &LiquidityBucket::days),
                               kit::field("share", &LiquidityBucket::share)
                                   .doc("Of the gross value and cash that is money by then"));
    }
};

struct LiquidityResult {
    std::vector<LiquidityRow> positions;
    std::vector<LiquidityBucket> sold;
    double days_for_all = domain::kMissing, cost = domain::kMissing, cost_share = domain::kMissing,
           liquidity_adjusted_var = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = LiquidityResult;
        return std::make_tuple(field("positions", &R::positions).doc("The slowest first"),
                               field("sold", &R::sold), field("days_for_all", &R::days_for_all),
                               field("cost", &R::cost).doc("In base currency"),
                               field("cost_share", &R::cost_share).doc("Of the portfolio value"),
                               field("liquidity_adjusted_var", &R::liquidity_adjusted_var)
                                   .doc("Historical VaR, one session, 99 %, plus cost_share"));
    }
};

} // namespace nautilus::risk

#pragma once
// Profit and loss, risk-adjusted figures and contributions of one portfolio.

#include "engines/kit/engine.h"

namespace nautilus::analytics {

/// One position of the caller's own.
struct GivenPosition {
    std::string symbol;
    double quantity = 0;
    std::optional<double> avg_cost, current_price;
    double realized_pnl = 0;
    std::optional<std::string> asset_class, sector, currency;

    static constexpr auto fields() {
        using kit::field;
        using P = GivenPosition;
        return std::make_tuple(
            field("symbol", &P::symbol).required().size(1, 32).doc("Ticker"),
            field("quantity", &P::quantity).required().range(-1e15, 1e15).doc("Units; negative: short"),
            field("avg_cost", &P::avg_cost)
                .range(0, 1e12)
                .doc("Paid per unit; default: the close before the period, so that the gain is the period's"),
            field("current_price", &P::current_price)
                .range(0, 1e12)
                .doc("Per unit; default: the last stored close up to as_of"),
            field("realized_pnl", &P::realized_pnl).doc("Gained by sales already"),
            field("asset_class", &P::asset_class)
                .size(1, 64)
                .doc("equities, bonds, commodities, fx, crypto, cash; equity is accepted"),
            field("sector", &P::sector)
                .size(1, 64)
                .doc("GICS name or the short form (technology ...), answered in kind; default the catalog's"),
            field("currency", &P::currency).size(3, 3).doc("ISO 4217; default the instrument's, else USD"));
    }
};

struct AnalyticsOptions {
    bool include_attribution = true;
    std::string time_period = "1D";
    double risk_free_rate = 0;

    static constexpr auto fields() {
        using kit::field;
        using O = AnalyticsOptions;
        return std::make_tuple(
            field("include_attribution", &O::include_attribution).doc("Fill attribution"),
            field("time_period", &O::time_period)
                .size(2, 8)
                .doc("Window of the gain: <n>D (sessions), <n>W, <n>M, <n>Y, MTD, QTD, YTD or ALL, ending at "
                     "as_of"),
            field("risk_free_rate", &O::risk_free_rate).range(-0.99, 10).unit("per year").doc("Compounded"));
    }
};

struct AnalyticsRequest {
    std::string portfolio_id;
    std::optional<std::vector<GivenPosition>> positions;
    std::optional<std::string> benchmark;
    AnalyticsOptions calculation_options;
    std::optional<std::string> base_currency;
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = AnalyticsRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id)
                .required()
                .size(1, 128)
                .doc("Portfolio, account or firm; with positions a name for the answer"),
            field("positions", &R::positions)
                .doc("At least one and at most 5000; default: what the book holds at as_of"),
            field("benchmark", &R::benchmark)
                .size(1, 128)
                .doc("Symbol, universe or portfolio; default the book's own, else SPY"),
            field("calculation_options", &R::calculation_options).doc("What is computed"),
            field("base_currency", &R::base_currency)
                .size(3, 3)
                .doc("Of all amounts of given positions; default that of the first one"),
            field("as_of", &R::as_of)
                .doc("Session whose close is the last thing known; default: the latest session on which 90 % "
                     "of the holdings that still trade have a bar"));
    }
};

struct RiskAdjusted {
    double sharpe_ratio = domain::kMissing, alpha = domain::kMissing, beta = domain::kMissing;
    double max_drawdown = domain::kMissing, volatility = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using M = RiskAdjusted;
        return std::make_tuple(
            field("sharpe_ratio", &M::sharpe_ratio).unit("per year").doc("Mean excess return over deviation"),
            field("alpha", &M::alpha).unit("per year").doc("Compounded, against the benchmark"),
            field("beta", &M::beta).doc("Of excess returns against the benchmark"),
            field("max_drawdown", &M::max_drawdown).unit("fraction").doc("<= 0"),
            field("volatility", &M::volatility).unit("per year").doc("Sample deviation"));
    }
};

struct GainParts {
    kit::Keyed<double> sector_attribution, security_attribution;

    static constexpr auto fields() {
        using kit::field;
        using G = GainParts;
        return std::make_tuple(
            field("sector_attribution", &G::sector_attribution).doc("Sector -> its part of total_pnl"),
            field("security_attribution", &G::security_attribution).doc("Symbol -> its part of total_pnl"));
    }
};

struct AnalyticsResult {
    std::string portfolio_id;
    double total_pnl = domain::kMissing, total_pnl_percent = domain::kMissing;
    double unrealized_pnl = domain::kMissing, realized_pnl = domain::kMissing;
    double market_value = domain::kMissing, cost_basis = domain::kMissing;
    double cash = domain::kMissing;
    std::string currency;
    std::optional<domain::SessionDate> period_start, period_end;
    std::int64_t sessions_of_metrics = 0;
    RiskAdjusted performance_metrics;
    GainParts attribution;

    static constexpr auto fields() {
        using kit::field;
        using R = AnalyticsResult;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).doc("As asked"),
            field("total_pnl", &R::total_pnl)
                .doc("Given positions: since their cost was paid; a book: over the period, see methods"),
            field("total_pnl_percent", &R::total_pnl_percent)
                .unit("%")
                .doc("Of the cost (given positions), or of the capital of the period (a book)"),
            field("unrealized_pnl", &R::unrealized_pnl).doc("market_value - cost_basis"),
            field("realized_pnl", &R::realized_pnl).doc("Of sales, since the opening"),
            field("market_value", &R::market_value).doc("Of the positions, without cash"),
            field("cost_basis", &R::cost_basis).doc("Of the positions"),
            field("cash", &R::cash).doc("Of the book; 0 with given positions"),
            field("currency", &R::currency).doc("Of all amounts, ISO 4217"),
            field("period_start", &R::period_start)
                .doc("Its close is the base of the period; null without stored prices"),
            field("period_end", &R::period_end).doc("as_of; null without stored prices"),
            field("sessions_of_metrics", &R::sessions_of_metrics)
                .doc("Returns that performance_metrics are made of; at most 252"),
            field("performance_metrics", &R::performance_metrics)
                .doc("Of the positions held constant over the last 252 sessions"),
            field("attribution", &R::attribution).doc("Parts of total_pnl; empty unless asked for"));
    }
};

} // namespace nautilus::analytics

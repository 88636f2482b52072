#pragma once
// What an optimiser is asked: universe, method, constraints, objective, data. Weights are fractions of the
// portfolio's value; returns, volatilities and risk aversion are per year.

#include "engines/kit/engine.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::portfolio {

/// Every word of `optimization_method`.
inline constexpr std::string_view kOptimisationMethods =
    "mean_variance|minimum_variance|max_sharpe|max_diversification|risk_parity|black_litterman|"
    "entropy_pooling|hierarchical_risk_parity|herc|nco|cvar|cdar|kelly|benchmark_relative|robust|"
    "equal_weight|inverse_volatility";

/// At least one of both is given.
struct WeightRange {
    std::optional<double> min, max;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("min", &WeightRange::min).range(-100, 100),
                               field("max", &WeightRange::max).range(-100, 100));
    }
};

struct OptimiserConstraints {
    std::optional<double> max_weight, min_weight;
    kit::Keyed<WeightRange> weights;
    kit::Keyed<double> sector_limits;
    kit::Keyed<WeightRange> sectors, asset_classes, factor_exposures;
    std::optional<double> max_turnover, max_leverage, max_tracking_error, max_volatility;
    std::optional<WeightRange> cash, net_exposure, beta;
    std::optional<double> max_adv_share, min_position;
    std::optional<std::int64_t> max_positions;
    std::vector<std::string> no_trade, restricted;
    bool fully_invested = false;
    bool sector_neutral = false;

    static constexpr auto fields() {
        using kit::field;
        using C = OptimiserConstraints;
        return std::make_tuple(
            field("max_weight", &C::max_weight).range(-10, 10).doc("Of every symbol; default 1"),
            field("min_weight", &C::min_weight).range(-10, 10).doc("Of every symbol; default 0: no shorts"),
            field("weights", &C::weights).size(0, 5000).doc("Of single symbols, before the two above"),
            field("sector_limits", &C::sector_limits).size(0, 100).doc("Largest sum of weights by sector"),
            field("sectors", &C::sectors).size(0, 100).doc("Sums of weights by sector, from and to"),
            field("asset_classes", &C::asset_classes).size(0, 20).doc("The same by asset class"),
            field("factor_exposures", &C::factor_exposures)
                .size(0, 100)
                .doc("By factor of the risk model (\"momentum\", \"style:size\"); with a benchmark: less its "
                     "exposure"),
            field("max_turnover", &C::max_turnover)
                .range(0, 100)
                .doc("Half the sum of what is bought and sold, of the portfolio's value"),
            field("max_leverage", &C::max_leverage).range(0, 100).doc("Sum of |weight|"),
            field("max_tracking_error", &C::max_tracking_error)
                .range(1e-6, 10)
                .unit("per year")
                .doc("Needs objective.benchmark"),
            field("max_volatility", &C::max_volatility).range(1e-6, 10).unit("per year"),
            field("cash", &C::cash).doc("What is not invested; default from 0"),
            field("net_exposure", &C::net_exposure).doc("Sum of weights; default up to 1"),
            field("beta", &C::beta).doc("Sum of weight x beta to objective.market over the lookback"),
            field("max_adv_share", &C::max_adv_share)
                .range(1e-6, 100)
                .doc("Largest trade in a symbol against its mean daily traded value of 21 sessions"),
            field("min_position", &C::min_position)
                .range(0, 1)
                .doc("What is held weighs at least so much, long or short"),
            field("max_positions", &C::max_positions).range(1, 5000).doc("Most symbols held"),
            field("no_trade", &C::no_trade).size(0, 5000).doc("Symbols that stay as they are"),
            field("restricted", &C::restricted).size(0, 5000).doc("Symbols that may not be held"),
            field("fully_invested", &C::fully_invested).doc("true: no cash; false: cash is an asset"),
            field("sector_neutral", &C::sector_neutral)
                .doc("Every sector weighs what it does in the benchmark"));
    }
};

/// What somebody believes: the sum of `assets` x expected return = `value`.
struct OptimiserView {
    kit::Keyed<double> assets;
    double value = 0;
    std::optional<double> confidence;

    static constexpr auto fields() {
        using kit::field;
        using V = OptimiserView;
        return std::make_tuple(
            field("assets", &V::assets)
                .required()
                .size(1, 500)
                .doc("{\"AAPL\":1}: its return; {\"AAPL\":1,\"MSFT\":-1}: by how much it does better"),
            field("value", &V::value).required().range(-10, 10).unit("per year"),
            field("confidence", &V::confidence)
                .range(0, 1)
                .doc("Idzorek's; default: as uncertain as the prior"));
    }
};

struct OptimiserObjective {
    std::optional<double> target_return, risk_aversion;
    std::optional<std::string> benchmark;
    std::string market = "SPY";
    std::vector<OptimiserView> views;
    kit::Keyed<double> market_weights, risk_budget;

    static constexpr auto fields() {
        using kit::field;
        using O = OptimiserObjective;
        return std::make_tuple(
            field("target_return", &O::target_return)
                .range(-10, 10)
                .unit("per year")
                .doc("At least; risk is then minimised"),
            field("risk_aversion", &O::risk_aversion)
                .range(0, 1e6)
                .doc("Return - half of it x variance is maximised; default 5, or from the market"),
            field("benchmark", &O::benchmark).size(1, 128).doc("Symbol or portfolio"),
            field("market", &O::market).size(1, 32).doc("Symbol that betas are measured against"),
            field("views", &O::views).size(0, 100).doc("Of black_litterman and entropy_pooling"),
            field("market_weights", &O::market_weights)
                .size(0, 5000)
                .doc("Of black_litterman; default: the benchmark portfolio's, else traded value"),
            field("risk_budget", &O::risk_budget)
                .size(0, 5000)
                .doc("Of risk_parity: by symbol or asset class (split equally inside); default equal"));
    }
};

struct OptimiserConfig {
    std::string lookback_period = "2Y", rebalance_frequency = "monthly";
    double transaction_costs = 0, market_impact = 0, cost_horizon = 1;
    std::string covariance = "ledoit_wolf", expected_returns = "historical";
    kit::Keyed<double> given_returns;
    double risk_free_rate = 0, confidence = 0.95, robustness = 1, tau = 0.05;
    std::string linkage = "single", distance = "direct", cluster_count = "silhouette";
    std::optional<double> lot_size;

    static constexpr auto fields() {
        using kit::field;
        using C = OptimiserConfig;
        return std::make_tuple(
            field("lookback_period", &C::lookback_period).size(2, 8).doc("<n>D, <n>W, <n>M or <n>Y"),
            field("rebalance_frequency", &C::rebalance_frequency)
                .oneOf("daily|weekly|monthly|quarterly|yearly|never")
                .doc("Of backtests; in one optimisation it says nothing"),
            field("transaction_costs", &C::transaction_costs)
                .range(0, 1)
                .unit("fraction")
                .doc("Of what is bought or sold"),
            field("market_impact", &C::market_impact)
                .range(0, 100)
                .doc("b of b x sigma x |trade|^1.5 / sqrt(daily value): sigma per day; 1 is typical"),
            field("cost_horizon", &C::cost_horizon)
                .range(1.0 / 252, 100)
                .unit("years")
                .doc("Costs are paid once and count against the return of so long"),
            field("covariance", &C::covariance)
                .oneOf("sample|ledoit_wolf|constant_correlation|oas|denoised|factor_model"),
            field("expected_returns", &C::expected_returns)
                .oneOf("historical|shrunk|capm|equilibrium|factor_model|given")
                .doc("historical: mean; shrunk: James-Stein towards the return of the minimum variance "
                     "portfolio (Jorion 1986); capm: beta x the market's; equilibrium: implied by the market "
                     "weights; factor_model: exposures now x mean returns of the risk model's factors over "
                     "the lookback; given: given_returns"),
            field("given_returns", &C::given_returns).size(0, 5000).unit("per year").doc("By symbol"),
            field("risk_free_rate", &C::risk_free_rate)
                .range(-0.5, 1)
                .unit("per year")
                .doc("What cash earns; Sharpe ratios are against it"),
            field("confidence", &C::confidence).range(0.5, 0.999).doc("Of cvar and cdar"),
            field("robustness", &C::robustness)
                .range(0, 10)
                .doc("Of robust: standard errors by which the means may be wrong together"),
            field("tau", &C::tau).range(1e-6, 10).doc("Of black_litterman: uncertainty of the prior"),
            field("linkage", &C::linkage)
                .oneOf("single|complete|average|ward")
                .doc("Of the hierarchical methods"),
            field("distance", &C::distance)
                .oneOf("direct|of_distances")
                .doc("sqrt((1 - correlation) / 2), or the Euclidean distance between its columns"),
            field("cluster_count", &C::cluster_count)
                .oneOf("silhouette|gap")
                .doc("Of herc and nco: as many clusters, 2 to 10, as have the highest mean silhouette, or as "
                     "many as where the spread inside them bends most"),
            field("lot_size", &C::lot_size)
                .range(1e-8, 1e9)
                .unit("units")
                .doc("The trades are whole multiples; default: fractions are traded"));
    }
};

/// The fields of everything that solves the same problem: one optimum, a frontier, methods side by side, a
/// backtest.
struct OptimiserProblem {
    std::string portfolio_id;
    std::vector<std::string> universe;
    OptimiserConstraints constraints;
    OptimiserObjective objective;
    OptimiserConfig optimization_config;
    kit::Keyed<double> current_weights;
    bool relax = false;
    std::optional<domain::SessionDate> as_of;
};

template <class Request>
constexpr auto problemFields() {
    using kit::field;
    return std::make_tuple(
        field("portfolio_id", &Request::portfolio_id)
            .size(0, 128)
            .doc("Whose holdings are the weights of now; empty: none"),
        field("universe", &Request::universe)
            .size(0, 5000)
            .doc("Symbols to choose from; default: what the portfolio holds. What is held besides them is "
                 "sold"),
        field("constraints", &Request::constraints), field("objective", &Request::objective),
        field("optimization_config", &Request::optimization_config),
        field("current_weights", &Request::current_weights)
            .size(0, 5000)
            .doc("Instead of those of the portfolio"),
        field("relax", &Request::relax)
            .doc("true: constraints that cannot be met together are widened by the least that will do"),
        field("as_of", &Request::as_of).doc("Nothing after this session is read"));
}

struct OptimiseRequest : OptimiserProblem {
    std::string optimization_method = "mean_variance";

    static constexpr auto fields() {
        using kit::field;
        return std::tuple_cat(
            std::make_tuple(field("optimization_method", &OptimiseRequest::optimization_method)
                                .oneOf(kOptimisationMethods)),
            problemFields<OptimiseRequest>());
    }
};

struct FrontierRequest : OptimiserProblem {
    std::int64_t points = 50;

    static constexpr auto fields() {
        using kit::field;
        return std::tuple_cat(std::make_tuple(field("points", &FrontierRequest::points).range(2, 200)),
                              problemFields<FrontierRequest>());
    }
};

struct CompareMethodsRequest : OptimiserProblem {
    std::vector<std::string> methods{"mean_variance",     "minimum_variance",         "max_sharpe",
                                     "risk_parity",       "hierarchical_risk_parity", "equal_weight",
                                     "inverse_volatility"};

    static constexpr auto fields() {
        using kit::field;
        return std::tuple_cat(
            std::make_tuple(
                field("methods", &CompareMethodsRequest::methods).size(1, 20).oneOf(kOptimisationMethods)),
            problemFields<CompareMethodsRequest>());
    }
};

/// Risk parity has an operation of its own in the contract.
struct RiskParityRequest {
    std::string portfolio_id;
    std::vector<std::string> universe;
    kit::Keyed<double> risk_budget;
    OptimiserConstraints constraints;
    OptimiserConfig optimization_config;
    bool relax = false;
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskParityRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).size(0, 128),
            field("universe", &R::universe).size(0, 5000).doc("Default: what the portfolio holds"),
            field("risk_budget", &R::risk_budget)
                .size(0, 5000)
                .doc("By symbol, or by asset class and then split equally inside; default equal"),
            field("constraints", &R::constraints), field("optimization_config", &R::optimization_config),
            field("relax", &R::relax).doc("As of /portfolio/optimize"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct FactorPortfolioRequest {
    kit::Keyed<double> factor_exposures;
    kit::Value universe;
    std::string portfolio_id;
    std::optional<std::string> benchmark;
    OptimiserConstraints constraints;
    OptimiserConfig optimization_config;
    double active_risk_aversion = 1;
    bool relax = false;
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = FactorPortfolioRequest;
        return std::make_tuple(
            field("factor_exposures", &R::factor_exposures)
                .required()
                .size(1, 50)
                .doc("Wanted active exposures in standard deviations of the universe"),
            field("universe", &R::universe).doc("A universe's name (SP500, ALL) or a list of symbols"),
            field("portfolio_id", &R::portfolio_id).size(0, 128).doc("Whose holdings are the weights of now"),
            field("benchmark", &R::benchmark)
                .size(1, 128)
                .doc("Symbol or portfolio; default: the universe, weighted by market value where known, else "
                     "equally"),
            field("constraints", &R::constraints), field("optimization_config", &R::optimization_config),
            field("active_risk_aversion", &R::active_risk_aversion)
                .range(0, 1e6)
                .doc("Weight of the active variance per year beside the squared misses of the exposures"),
            field("relax", &R::relax).doc("As of /portfolio/optimize"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

} // namespace nautilus::portfolio

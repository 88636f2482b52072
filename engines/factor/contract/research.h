#pragma once
// Factor research asked from outside: which factors resemble one, which paid, several as one, and the tear
// sheet of one.

#include "engines/factor/contract/factor_engine.h"

namespace nautilus::factor {

inline constexpr const char* kPeriods = "1M|3M|6M|1Y|2Y|3Y|5Y|ALL";

struct FactorCorrelationRequest {
    std::string factor_id;
    std::string period = "1Y";
    double correlation_threshold = 0.5;
    std::string distance = "angular";
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = FactorCorrelationRequest;
        return std::make_tuple(
            universeField(&R::universe),
            field("factor_id", &R::factor_id)
                .required()
                .size(1, 128)
                .doc("Id from /api/v1/factor-engine/factors, or of a synthetic factor"),
            field("period", &R::period)
                .oneOf(kPeriods)
                .doc("Span before as_of over whose months correlations are averaged"),
            field("correlation_threshold", &R::correlation_threshold)
                .range(0, 1)
                .doc("Least absolute correlation of what is listed, and of factors that form a group"),
            field("distance", &R::distance)
                .oneOf("angular|absolute")
                .doc("Of clusters: sqrt((1 - rho) / 2), or 1 - |rho|, by which opposites are alike"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct CorrelatedFactor {
    std::string factor_id;
    double correlation = domain::kMissing;
    std::string data_source;
    std::string category;

    static constexpr auto fields() {
        using kit::field;
        using F = CorrelatedFactor;
        return std::make_tuple(field("factor_id", &F::factor_id), field("correlation", &F::correlation),
                               field("data_source", &F::data_source)
                                   .doc("What it reads: prices, filings, macro, or several of them"),
                               field("category", &F::category).doc("Family of the library"));
    }
};

struct FactorCorrelations {
    std::vector<CorrelatedFactor> highly_correlated_factors;
    std::vector<CorrelatedFactor> negatively_correlated_factors;
    kit::Keyed<std::vector<std::string>> factor_groups;

    static constexpr auto fields() {
        using kit::field;
        using F = FactorCorrelations;
        return std::make_tuple(
            field("highly_correlated_factors", &F::highly_correlated_factors).doc("Highest first"),
            field("negatively_correlated_factors", &F::negatively_correlated_factors).doc("Lowest first"),
            field("factor_groups", &F::factor_groups)
                .doc(
                    "Clusters of at least two factors of the whole library, each named after the member that "
                    "correlates most with the others"));
    }
};

struct FactorCorrelationResult {
    std::string factor_id;
    std::string own_group;
    std::int64_t months = 0;
    std::int64_t factors_compared = 0;
    FactorCorrelations correlation_analysis;

    static constexpr auto fields() {
        using kit::field;
        using R = FactorCorrelationResult;
        return std::make_tuple(
            field("factor_id", &R::factor_id),
            field("own_group", &R::own_group).doc("Key of factor_groups; empty when it stands alone"),
            field("months", &R::months).doc("Cross-sections that were averaged"),
            field("factors_compared", &R::factors_compared),
            field("correlation_analysis", &R::correlation_analysis));
    }
};

struct FactorMapRequest {
    std::string period = "1Y";
    std::string distance = "angular";
    double correlation_threshold = 0.5;
    std::optional<std::string> category;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = FactorMapRequest;
        return std::make_tuple(universeField(&R::universe),
                               field("period", &R::period).oneOf(kPeriods).doc("Span before as_of"),
                               field("correlation_threshold", &R::correlation_threshold)
                                   .range(0, 1)
                                   .doc("Least correlation of factors that form a cluster"),
                               field("distance", &R::distance).oneOf("angular|absolute"),
                               field("category", &R::category).size(1, 64).doc("Only this family"),
                               field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct RankingRequest {
    std::string period = "1Y";
    std::string metric = "sharpe_ratio";
    std::int64_t top_n = 50;
    std::optional<std::string> category;
    std::vector<std::string> factors;
    double cost_bps = 10.0;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = RankingRequest;
        return std::make_tuple(
            universeField(&R::universe),
            field("period", &R::period).oneOf(kPeriods).doc("Span that ends at as_of"),
            field("metric", &R::metric)
                .oneOf("sharpe_ratio|annualized_return|net_sharpe_ratio|information_coefficient|ic_t_stat|"
                       "deflated_sharpe_ratio")
                .doc("What is ranked, highest first"),
            field("top_n", &R::top_n).range(1, 1000).doc("How many are listed"),
            field("category", &R::category)
                .size(1, 64)
                .doc("Only this theme (momentum, value ...) or family of the library"),
            field("factors", &R::factors)
                .size(0, 50)
                .doc("Ids of synthetic factors and of the user's own that are ranked beside the library"),
            field("cost_bps", &R::cost_bps).range(0, 1000).unit("basis points").doc("Per unit traded"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct RankingCriteria {
    std::string metric;
    std::string period;
    std::int64_t minimum_observations = 0;
    std::int64_t factors_ranked = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = RankingCriteria;
        return std::make_tuple(field("metric", &R::metric), field("period", &R::period),
                               field("minimum_observations", &R::minimum_observations)
                                   .doc("Sessions with a return that a factor needs"),
                               field("factors_ranked", &R::factors_ranked));
    }
};

struct RankedFactor {
    std::int64_t rank = 0;
    std::string factor_id;
    std::string data_source;
    std::string category;
    std::string theme;
    std::int64_t direction = 0;
    double sharpe_ratio = domain::kMissing, annualized_return = domain::kMissing,
           volatility = domain::kMissing, max_drawdown = domain::kMissing,
           net_sharpe_ratio = domain::kMissing, information_coefficient = domain::kMissing,
           ic_t_stat = domain::kMissing, ic_p_value = domain::kMissing,
           false_discovery_rate = domain::kMissing, deflated_sharpe_ratio = domain::kMissing,
           quantile_spread = domain::kMissing, turnover = domain::kMissing;
    std::int64_t observations = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = RankedFactor;
        return std::make_tuple(
            field("rank", &R::rank), field("factor_id", &R::factor_id),
            field("data_source", &R::data_source).doc("What it reads: prices, filings, macro or several"),
            field("category", &R::category).doc("Family of the library"),
            field("theme", &R::theme).doc("What it bets on: momentum, value, quality ..."),
            field("direction", &R::direction).doc("-1: low values are held long"),
            field("sharpe_ratio", &R::sharpe_ratio).unit("per year").doc("Of the long-short portfolio"),
            field("annualized_return", &R::annualized_return).unit("fraction"),
            field("volatility", &R::volatility).unit("per year"), field("max_drawdown", &R::max_drawdown),
            field("net_sharpe_ratio", &R::net_sharpe_ratio).doc("After costs"),
            field("information_coefficient", &R::information_coefficient)
                .doc("Mean rank correlation with the return of the next 21 sessions"),
            field("ic_t_stat", &R::ic_t_stat).doc("Newey-West, 20 lags"), field("ic_p_value", &R::ic_p_value),
            field("false_discovery_rate", &R::false_discovery_rate)
                .doc("Benjamini-Hochberg over all factors that were ranked"),
            field("deflated_sharpe_ratio", &R::deflated_sharpe_ratio)
                .doc("Probability that the Sharpe ratio is more than the best of all trials by luck"),
            field("quantile_spread", &R::quantile_spread)
                .doc("Mean return over 21 sessions of the highest fifth less the lowest"),
            field("turnover", &R::turnover).unit("per session").doc("Of the portfolio, both sides"),
            field("observations", &R::observations).doc("Sessions with a return"));
    }
};

struct CategoryPerformance {
    double avg_sharpe_ratio = domain::kMissing;
    std::string best_factor;
    std::int64_t factors = 0;

    static constexpr auto fields() {
        using kit::field;
        using C = CategoryPerformance;
        return std::make_tuple(field("avg_sharpe_ratio", &C::avg_sharpe_ratio),
                               field("best_factor", &C::best_factor).doc("By the metric"),
                               field("factors", &C::factors));
    }
};

struct RankingResult {
    RankingCriteria ranking_criteria;
    std::vector<RankedFactor> top_factors;
    kit::Keyed<CategoryPerformance> factor_categories_performance, factor_families_performance;
    std::int64_t trials = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = RankingResult;
        return std::make_tuple(
            field("ranking_criteria", &R::ranking_criteria), field("top_factors", &R::top_factors),
            field("factor_categories_performance", &R::factor_categories_performance).doc("By theme"),
            field("factor_families_performance", &R::factor_families_performance)
                .doc("By family: what the factors read"),
            field("trials", &R::trials).doc("Factors and settings that were ever tried on this universe"));
    }
};

struct SynthesisRebalancing {
    std::string frequency = "monthly";
    std::string optimization_method = "none";

    static constexpr auto fields() {
        using kit::field;
        using R = SynthesisRebalancing;
        return std::make_tuple(
            field("frequency", &R::frequency)
                .oneOf("daily|weekly|monthly|quarterly")
                .doc("On the first session of each day, week, month or quarter"),
            field("optimization_method", &R::optimization_method)
                .oneOf("none|sharpe_ratio|ic|risk_parity")
                .doc("none: weights stay as given. Else they are learnt at every rebalancing from what was "
                     "known then, none negative, summing to 1; the given ones hold until 126 sessions are "
                     "known"));
    }
};

struct SynthesizeRequest {
    std::string synthesis_type = "multi_source";
    kit::Keyed<double> factor_combination;
    std::vector<std::string> symbols;
    SynthesisRebalancing rebalancing;
    double cost_bps = 10.0;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = SynthesizeRequest;
        return std::make_tuple(
            universeField(&R::universe),
            field("synthesis_type", &R::synthesis_type)
                .size(1, 40)
                .doc("A word of your own: small letters, digits, underscores; begins the id"),
            field("factor_combination", &R::factor_combination)
                .required()
                .doc("Factor -> weight; factors count in their expected direction"),
            field("symbols", &R::symbols)
                .doc("Whose values are answered; the cross-section is the universe's"),
            field("rebalancing", &R::rebalancing),
            field("cost_bps", &R::cost_bps).range(0, 1000).unit("basis points").doc("Per unit traded"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct SynthesisBacktest {
    double annualized_return = domain::kMissing, volatility = domain::kMissing,
           sharpe_ratio = domain::kMissing, max_drawdown = domain::kMissing,
           information_ratio = domain::kMissing, gross_annualized_return = domain::kMissing,
           gross_sharpe_ratio = domain::kMissing, annual_turnover = domain::kMissing,
           deflated_sharpe_ratio = domain::kMissing;
    std::int64_t sessions = 0, rebalances = 0;
    std::optional<domain::SessionDate> start, end;

    static constexpr auto fields() {
        using kit::field;
        using B = SynthesisBacktest;
        return std::make_tuple(
            field("annualized_return", &B::annualized_return).doc("After costs"),
            field("volatility", &B::volatility).unit("per year"),
            field("sharpe_ratio", &B::sharpe_ratio).doc("After costs"),
            field("max_drawdown", &B::max_drawdown),
            field("information_ratio", &B::information_ratio)
                .doc("Return that the market does not explain over its deviation, per year"),
            field("gross_annualized_return", &B::gross_annualized_return),
            field("gross_sharpe_ratio", &B::gross_sharpe_ratio),
            field("annual_turnover", &B::annual_turnover).doc("Traded per year over the capital, both sides"),
            field("deflated_sharpe_ratio", &B::deflated_sharpe_ratio), field("sessions", &B::sessions),
            field("rebalances", &B::rebalances), field("start", &B::start), field("end", &B::end));
    }
};

struct SynthesisWeights {
    domain::SessionDate date;
    bool learnt = false;
    kit::Keyed<double> weights;

    static constexpr auto fields() {
        using kit::field;
        using W = SynthesisWeights;
        return std::make_tuple(field("date", &W::date),
                               field("learnt", &W::learnt).doc("false: given, or carried on"),
                               field("weights", &W::weights));
    }
};

struct SynthesizeResult {
    std::string synthetic_factor_id;
    kit::Keyed<double> factor_weights;
    SynthesisBacktest backtest_results;
    kit::Keyed<double> factor_values;
    std::vector<SynthesisWeights> weights_history;

    static constexpr auto fields() {
        using kit::field;
        using R = SynthesizeResult;
        return std::make_tuple(field("synthetic_factor_id", &R::synthetic_factor_id)
                                   .doc("Kept: correlation, synthesize and the tear sheet take it. The same "
                                        "combination keeps its id"),
                               field("factor_weights", &R::factor_weights).doc("In force at as_of"),
                               field("backtest_results", &R::backtest_results),
                               field("factor_values", &R::factor_values)
                                   .unit("deviations")
                                   .doc("Mixed score at as_of, by symbol"),
                               field("weights_history", &R::weights_history).doc("At every rebalancing"));
    }
};

} // namespace nautilus::factor

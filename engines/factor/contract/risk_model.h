#pragma once
// What the risk model is asked and answers.

#include "engines/factor/contract/factor_engine.h"

namespace nautilus::factor {

/// Which model, how far it looks ahead, and which of its adjustments are on: the fields of all requests
/// below.
struct RiskChoice {
    std::string horizon = "short";
    std::string model = "fundamental";
    std::vector<std::string> adjustments{"newey_west", "structural"};
};

template <class Request>
constexpr auto riskChoiceFields() {
    using kit::field;
    return std::make_tuple(
        field("horizon", &Request::horizon)
            .oneOf("short|long")
            .doc("Half-lives of volatilities and correlations: short 84/504, long 252/504 sessions"),
        field("model", &Request::model)
            .oneOf("fundamental|statistical")
            .doc("fundamental: country, industries, styles; statistical: principal components of the returns "
                 "of "
                 "252 (short) or 504 (long) sessions"),
        field("adjustments", &Request::adjustments)
            .oneOf("newey_west|structural|shrinkage|eigenfactor|volatility_regime|none")
            .doc(
                "newey_west: serial correlation; structural: specific risk of short histories from a model; "
                "shrinkage: specific risk towards names of the same size; eigenfactor: simulated correction "
                "of "
                "eigenvalues; volatility_regime: scaled to how the last forecasts did; none: nothing of it"));
}

struct CovarianceRequest : RiskChoice {
    std::optional<domain::SessionDate> date;
    bool annualised = false;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = CovarianceRequest;
        return std::tuple_cat(
            std::make_tuple(
                universeField(&CovarianceRequest::universe),
                field("date", &R::date)
                    .doc("Session whose close is the last thing known; default the latest"),
                field("annualised", &R::annualised).doc("true: per year (252 sessions); false: per session")),
            riskChoiceFields<R>());
    }
};

struct RiskExposuresRequest {
    std::optional<domain::SessionDate> date;
    std::string horizon = "short";
    std::string model = "fundamental";
    std::vector<std::string> symbols;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskExposuresRequest;
        return std::make_tuple(
            universeField(&RiskExposuresRequest::universe),
            field("date", &R::date).doc("Session whose close is the last thing known; default the latest"),
            field("horizon", &R::horizon)
                .oneOf("short|long")
                .doc("statistical: returns of 252 or 504 sessions"),
            field("model", &R::model).oneOf("fundamental|statistical"),
            field("symbols", &R::symbols).doc("Only these"),
            field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
            field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct MimickingRequest {
    std::optional<domain::SessionDate> date;
    std::string horizon = "short";
    std::string model = "fundamental";
    std::vector<std::string> factors;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = MimickingRequest;
        return std::make_tuple(universeField(&MimickingRequest::universe),
                               field("date", &R::date).doc("Session of the exposures; default the latest"),
                               field("horizon", &R::horizon)
                                   .oneOf("short|long")
                                   .doc("statistical: returns of 252 or 504 sessions"),
                               field("model", &R::model).oneOf("fundamental|statistical"),
                               field("factors", &R::factors)
                                   .doc("country, industry:<name>, style:<name>, of the statistical model "
                                        "component:<n>; default country and styles, or all components"),
                               field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
                               field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct RiskRequest : RiskChoice {
    std::optional<domain::SessionDate> date;
    kit::Keyed<double> weights;
    kit::Value benchmark; ///< name of the universe or {symbol: weight}
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskRequest;
        return std::tuple_cat(
            std::make_tuple(
                universeField(&RiskRequest::universe),
                field("date", &R::date)
                    .doc("Session whose close is the last thing known; default the latest"),
                field("weights", &R::weights)
                    .required()
                    .doc("symbol -> share of the portfolio; the rest is cash"),
                field("benchmark", &R::benchmark)
                    .doc("The universe's name (its cap-weighted estimation universe) or {symbol: weight}; "
                         "null: absolute risk")),
            riskChoiceFields<R>());
    }
};

struct RiskContribution {
    std::string factor;
    double exposure = domain::kMissing;
    double volatility = domain::kMissing;
    double correlation = domain::kMissing;
    double contribution = domain::kMissing;
    double marginal = domain::kMissing;
    double percent = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskContribution;
        return std::make_tuple(
            field("factor", &R::factor).doc("Factor, or specific"),
            field("exposure", &R::exposure).unit("deviations or weight"),
            field("volatility", &R::volatility).unit("per year"),
            field("correlation", &R::correlation)
                .doc("With the portfolio: contribution = exposure x volatility x correlation"),
            field("contribution", &R::contribution).unit("per year").doc("Adds up to the total"),
            field("marginal", &R::marginal).unit("per year").doc("Change of the total per unit of exposure"),
            field("percent", &R::percent).unit("fraction").doc("Share of the total"));
    }
};

struct NameContribution {
    std::string symbol;
    double weight = domain::kMissing;
    double volatility = domain::kMissing;
    double correlation = domain::kMissing;
    double marginal = domain::kMissing;
    double contribution = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = NameContribution;
        return std::make_tuple(
            field("symbol", &R::symbol), field("weight", &R::weight).doc("Active when benchmarked"),
            field("volatility", &R::volatility).unit("per year").doc("Of the stock alone"),
            field("correlation", &R::correlation)
                .doc("With the portfolio: contribution = weight x volatility x correlation"),
            field("marginal", &R::marginal)
                .unit("per year")
                .doc("Change of the total per unit of weight, from cash"),
            field("contribution", &R::contribution).unit("per year").doc("Adds up to the total"));
    }
};

struct RiskResult {
    domain::SessionDate date;
    std::string horizon;
    std::string model;
    double total_volatility = domain::kMissing;
    double factor_volatility = domain::kMissing;
    double specific_volatility = domain::kMissing;
    double factor_regime = 1;
    double specific_regime = 1;
    std::vector<RiskContribution> contributions;
    std::vector<NameContribution> positions;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskResult;
        return std::make_tuple(
            field("date", &R::date), field("horizon", &R::horizon), field("model", &R::model),
            field("total_volatility", &R::total_volatility).unit("per year"),
            field("factor_volatility", &R::factor_volatility).unit("per year"),
            field("specific_volatility", &R::specific_volatility).unit("per year"),
            field("factor_regime", &R::factor_regime)
                .doc("Volatilities of factors were multiplied by it; 1 without volatility_regime"),
            field("specific_regime", &R::specific_regime).doc("The same of specific risks"),
            field("contributions", &R::contributions), field("positions", &R::positions));
    }
};

} // namespace nautilus::factor

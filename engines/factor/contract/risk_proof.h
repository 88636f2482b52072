#pragma once
// The proof of the risk model: what its forecasts were worth.

#include "engines/factor/contract/factor_engine.h"

namespace nautilus::factor {

struct RiskProofRequest {
    std::string model = "fundamental";
    std::string horizon = "short";
    std::int64_t span = 1;
    std::int64_t every = 1;
    std::int64_t portfolios = 25;
    std::int64_t simulations = 50;
    std::int64_t seed = 1;
    std::optional<domain::SessionDate> start;
    std::optional<domain::SessionDate> end;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskProofRequest;
        return std::make_tuple(
            universeField(&RiskProofRequest::universe),
            field("model", &R::model).oneOf("fundamental|statistical"),
            field("horizon", &R::horizon).oneOf("short|long"),
            field("span", &R::span)
                .range(1, 63)
                .unit("sessions")
                .doc("How far each forecast looks: the return of so many sessions is compared with it"),
            field("every", &R::every)
                .range(1, 63)
                .unit("sessions")
                .doc("Distance of the forecasts; never less than span, so that no return counts twice"),
            field("portfolios", &R::portfolios)
                .range(2, 200)
                .doc("Of each set that is drawn: random, random_active, optimised, optimised_factors"),
            field("simulations", &R::simulations).range(10, 1000).doc("Of the eigenfactor adjustment"),
            field("seed", &R::seed).range(0, 1'000'000'000).doc("Of the drawn portfolios"),
            field("start", &R::start).doc("First forecast; default: after 252 factor returns"),
            field("end", &R::end).doc("Last return that is used; default the latest"));
    }
};

/// How the forecasts of one variant did on one set of test portfolios.
struct ProofScore {
    std::string variant;
    std::string set;
    std::int64_t portfolios = 0;
    std::int64_t observations = 0;
    double bias = domain::kMissing, bias_low = domain::kMissing, bias_high = domain::kMissing;
    double in_band = domain::kMissing, mrad = domain::kMissing, q_like = domain::kMissing;
    double var_95 = domain::kMissing, var_99 = domain::kMissing;
    double kupiec_95 = domain::kMissing, kupiec_99 = domain::kMissing, conditional_95 = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using S = ProofScore;
        return std::make_tuple(
            field("variant", &S::variant), field("set", &S::set), field("portfolios", &S::portfolios),
            field("observations", &S::observations)
                .doc("Forecasts per portfolio that could be compared, mean"),
            field("bias", &S::bias)
                .doc("Mean bias statistic: deviation of return / forecast; above 1: risk was forecast too "
                     "low"),
            field("bias_low", &S::bias_low).doc("5 % quantile over the portfolios"),
            field("bias_high", &S::bias_high).doc("95 % quantile over the portfolios"),
            field("in_band", &S::in_band)
                .unit("fraction")
                .doc("Portfolios within 1 +- sqrt(2/observations); .95 for perfect forecasts of normal "
                     "returns"),
            field("mrad", &S::mrad).doc("Mean |bias - 1| over windows of 12 months"),
            field("q_like", &S::q_like)
                .doc("Mean of b^2 - ln b^2; lower is better, 2.27 at best for normal returns"),
            field("var_95", &S::var_95)
                .unit("fraction")
                .doc("Returns below the 95 % value at risk; .05 is right"),
            field("var_99", &S::var_99).unit("fraction").doc("The same at 99 %; .01 is right"),
            field("kupiec_95", &S::kupiec_95)
                .unit("fraction")
                .doc("Portfolios whose number of exceptions at 95 % Kupiec's test refuses at 5 %"),
            field("kupiec_99", &S::kupiec_99).unit("fraction").doc("The same at 99 %"),
            field("conditional_95", &S::conditional_95)
                .unit("fraction")
                .doc("Portfolios that Christoffersen's conditional coverage test refuses at 95 %"));
    }
};

/// One portfolio of the sets that have names, under all adjustments.
struct ProofPortfolio {
    std::string set;
    std::string portfolio;
    std::int64_t observations = 0;
    double bias = domain::kMissing, q_like = domain::kMissing;
    std::int64_t exceptions_95 = 0;
    double kupiec_95_p = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using P = ProofPortfolio;
        return std::make_tuple(field("set", &P::set), field("portfolio", &P::portfolio),
                               field("observations", &P::observations), field("bias", &P::bias),
                               field("q_like", &P::q_like), field("exceptions_95", &P::exceptions_95),
                               field("kupiec_95_p", &P::kupiec_95_p));
    }
};

/// Mean |bias - 1| of the 12 months before a date over the portfolios of a set.
struct ProofMoment {
    domain::SessionDate date;
    std::string variant;
    std::string set;
    double mrad = domain::kMissing;
    double bias = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using M = ProofMoment;
        return std::make_tuple(field("date", &M::date), field("variant", &M::variant), field("set", &M::set),
                               field("mrad", &M::mrad),
                               field("bias", &M::bias).doc("Mean bias statistic of the same window"));
    }
};

struct ProofMonth {
    domain::SessionDate date;
    double r2 = domain::kMissing;
    std::int64_t names = 0;

    static constexpr auto fields() {
        using kit::field;
        using M = ProofMonth;
        return std::make_tuple(field("date", &M::date).doc("Last session of the month"),
                               field("r2", &M::r2).doc("Mean R2 of the month's regressions"),
                               field("names", &M::names).doc("In the month's last regression"));
    }
};

struct ProofStyle {
    std::string style;
    double stability = domain::kMissing, vif = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using S = ProofStyle;
        return std::make_tuple(
            field("style", &S::style),
            field("stability", &S::stability)
                .doc("Mean correlation of exposures 21 sessions apart; .90 is good, below .80 too unstable"),
            field("vif", &S::vif).doc("Mean variance inflation factor; above 5 it is hardly its own factor"));
    }
};

struct RiskProofResult {
    std::string universe;
    std::string model;
    std::string horizon;
    std::int64_t span = 0;
    std::int64_t every = 0;
    std::int64_t catalog_epoch = 0;
    std::string engine_version;
    std::optional<domain::SessionDate> first_forecast;
    std::optional<domain::SessionDate> last_forecast;
    std::int64_t forecasts = 0;
    double band = domain::kMissing;
    double mrad_ideal = domain::kMissing;
    std::int64_t missing_returns = 0;
    std::vector<ProofScore> scores;
    std::vector<ProofMoment> rolling;
    std::vector<ProofPortfolio> portfolios;
    std::vector<ProofMonth> fit;
    std::vector<ProofStyle> styles;
    std::vector<std::string> notes;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskProofResult;
        return std::make_tuple(
            field("universe", &R::universe), field("model", &R::model), field("horizon", &R::horizon),
            field("span", &R::span).unit("sessions"), field("every", &R::every).unit("sessions"),
            field("catalog_epoch", &R::catalog_epoch), field("engine_version", &R::engine_version),
            field("first_forecast", &R::first_forecast), field("last_forecast", &R::last_forecast),
            field("forecasts", &R::forecasts),
            field("band", &R::band).doc("sqrt(2/forecasts): half-width of the 95 % band of a bias statistic"),
            field("mrad_ideal", &R::mrad_ideal)
                .doc("1/sqrt(pi n), n forecasts in 12 months: mean |bias - 1| of perfect forecasts"),
            field("missing_returns", &R::missing_returns)
                .doc("Stocks held without a return on a session, over all portfolios of the first variant: "
                     "they "
                     "count as 0 there"),
            field("scores", &R::scores), field("rolling", &R::rolling), field("portfolios", &R::portfolios),
            field("fit", &R::fit).doc("Of the fundamental model"),
            field("styles", &R::styles).doc("Of the fundamental model"),
            field("notes", &R::notes).doc("What the models said, each once"));
    }
};

struct RiskProofLatest {
    std::string model = "fundamental";
    std::string horizon = "short";
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskProofLatest;
        return std::make_tuple(universeField(&RiskProofLatest::universe),
                               field("model", &R::model).oneOf("fundamental|statistical"),
                               field("horizon", &R::horizon).oneOf("short|long"));
    }
};

/// A proof that was kept.
struct RiskProofKept {
    std::optional<domain::Timestamp> made_at;
    bool current = false;
    kit::RawJson proof{"null"};

    static constexpr auto fields() {
        using kit::field;
        using R = RiskProofKept;
        return std::make_tuple(
            field("made_at", &R::made_at).doc("null: none was made yet"),
            field("current", &R::current).doc("It was made from the catalog as it is now"),
            field("proof", &R::proof)
                .doc("Result of the job that POST /api/v1/factor-engine/risk-proof starts"));
    }
};

} // namespace nautilus::factor

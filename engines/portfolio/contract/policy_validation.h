#pragma once
// How well methods and settings do outside of the sessions that they were fitted on: combinatorial purged
// cross-validation (Lopez de Prado 2018, "Advances in Financial Machine Learning", chapters 7 and 12).

#include "engines/portfolio/contract/optimisation_request.h"

namespace nautilus::portfolio {

struct PolicyValidationRequest : OptimiserProblem {
    std::vector<std::string> methods{"mean_variance"};
    std::vector<std::string> covariances;
    std::vector<double> risk_aversions;
    std::int64_t groups = 6, test_groups = 2, purge = 5;
    std::optional<domain::SessionDate> start, end;

    static constexpr auto fields() {
        using kit::field;
        using R = PolicyValidationRequest;
        return std::tuple_cat(
            std::make_tuple(
                field("methods", &R::methods).size(1, 20).oneOf(kOptimisationMethods),
                field("covariances", &R::covariances)
                    .size(0, 6)
                    .oneOf("sample|ledoit_wolf|constant_correlation|oas|denoised")
                    .doc("Each with every method; default that of optimization_config"),
                field("risk_aversions", &R::risk_aversions)
                    .size(0, 20)
                    .doc("Each with everything else; default that of objective"),
                field("groups", &R::groups).range(3, 12).doc("Equal spans of sessions"),
                field("test_groups", &R::test_groups).range(1, 6).doc("Of them tested at once; below groups"),
                field("purge", &R::purge)
                    .range(0, 252)
                    .unit("sessions")
                    .doc("Left out of the fit on either side of what is tested"),
                field("start", &R::start), field("end", &R::end).doc("Default: as_of")),
            problemFields<R>());
    }
};

/// One method with one set of settings.
struct ValidatedVariant {
    std::string name, method, covariance, error;
    double risk_aversion = domain::kMissing;
    double mean_sharpe = domain::kMissing, deviation_of_sharpe = domain::kMissing;
    double worst_sharpe = domain::kMissing, fitted_sharpe = domain::kMissing;
    double volatility = domain::kMissing, volatility_bias = domain::kMissing;
    std::int64_t failed = 0;
    std::vector<double> sharpes;

    static constexpr auto fields() {
        using kit::field;
        using V = ValidatedVariant;
        return std::make_tuple(
            field("name", &V::name), field("method", &V::method), field("covariance", &V::covariance),
            field("risk_aversion", &V::risk_aversion),
            field("mean_sharpe", &V::mean_sharpe).doc("Per year, of the tested sessions of all splits"),
            field("deviation_of_sharpe", &V::deviation_of_sharpe), field("worst_sharpe", &V::worst_sharpe),
            field("fitted_sharpe", &V::fitted_sharpe).doc("Mean over the sessions it was fitted on"),
            field("volatility", &V::volatility).unit("per year"),
            field("volatility_bias", &V::volatility_bias)
                .doc("Realised / predicted volatility of the tested sessions, mean over the splits"),
            field("failed", &V::failed).doc("Splits without an answer"),
            field("error", &V::error).doc("Why the first of them had none"),
            field("sharpes", &V::sharpes).doc("Of every split, in their order"));
    }
};

struct PolicyValidationResult {
    std::vector<domain::SessionDate> sessions;
    std::int64_t splits = 0;
    std::vector<ValidatedVariant> variants;
    double overfitting_probability = domain::kMissing;
    std::vector<std::string> notes;

    static constexpr auto fields() {
        using kit::field;
        using R = PolicyValidationResult;
        return std::make_tuple(
            field("sessions", &R::sessions), field("splits", &R::splits),
            field("variants", &R::variants).doc("The best mean Sharpe ratio first"),
            field("overfitting_probability", &R::overfitting_probability)
                .doc("Share of splits in which the variant that was best where it was fitted is below the "
                     "median where it is tested (Bailey, Borwein, Lopez de Prado and Zhu 2017); null below "
                     "two variants"),
            field("notes", &R::notes).doc("What was left out, and why"));
    }
};

} // namespace nautilus::portfolio

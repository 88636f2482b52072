#pragma once
// Question and answer about how much features say of what comes after.

#include "engines/kit/engine.h"

namespace nautilus::features {

struct ImportanceRequest {
    std::string target_variable = "future_returns_1d";
    std::vector<std::string> features;
    std::string analysis_period = "1Y";
    std::string method = "mutual_information";
    std::vector<std::string> symbols;
    std::optional<std::string> universe;
    std::optional<domain::SessionDate> as_of;
    std::string transform = "none";
    std::int64_t neighbours = 3;
    std::int64_t max_observations = 20'000;
    std::int64_t seed = 1;

    static constexpr auto fields() {
        using kit::field;
        using R = ImportanceRequest;
        return std::make_tuple(
            field("target_variable", &R::target_variable)
                .size(1, 64)
                .doc("future_returns_<n>d: the return with dividends over the n sessions after, n = 1 .. 60"),
            field("features", &R::features)
                .required()
                .size(1, 50)
                .doc("Keys of indicators (rsi_14, macd), fundamental features, volume_ratio"),
            field("analysis_period", &R::analysis_period).oneOf("1M|3M|6M|1Y|2Y|3Y|5Y"),
            field("method", &R::method).oneOf("mutual_information|correlation|permutation"),
            field("symbols", &R::symbols).size(1, 5'000).doc("Tickers; else the members of the universe"),
            field("universe", &R::universe).size(1, 64).doc("Membership list, point in time"),
            field("as_of", &R::as_of).doc("Nothing that became known after this session is read"),
            field("transform", &R::transform)
                .oneOf("none|session_rank")
                .doc("session_rank: features and target as ranks among the stocks of a session, 0 .. 1"),
            field("neighbours", &R::neighbours).range(1, 50).doc("k of the estimator"),
            field("max_observations", &R::max_observations)
                .range(200, 500'000)
                .doc("Of more, one of every n is taken"),
            field("seed", &R::seed).range(0, 1e15).doc("Of the deviates that break ties"));
    }
};

struct FeatureImportance {
    std::string feature, group;
    double importance_score = domain::kMissing;
    std::int64_t rank = 0;
    double correlation_to_target = domain::kMissing, rank_correlation = domain::kMissing;
    double mutual_information = domain::kMissing, permutation_importance = domain::kMissing;
    std::int64_t observations = 0;

    static constexpr auto fields() {
        using kit::field;
        using F = FeatureImportance;
        return std::make_tuple(
            field("feature", &F::feature), field("group", &F::group),
            field("importance_score", &F::importance_score)
                .doc("Share of the method's total over the features; what is below 0 counts 0"),
            field("rank", &F::rank), field("correlation_to_target", &F::correlation_to_target),
            field("rank_correlation", &F::rank_correlation),
            field("mutual_information", &F::mutual_information).unit("nats"),
            field("permutation_importance", &F::permutation_importance)
                .doc("Loss of out-of-sample R^2 of a ridge model when the feature is shuffled"),
            field("observations", &F::observations).doc("With a feature and a target"));
    }
};

struct ImportanceResult {
    std::vector<FeatureImportance> feature_importance;
    kit::Keyed<double> feature_groups;
    std::string target_variable, method;
    std::int64_t observations = 0, observations_available = 0, symbols = 0, sessions = 0;
    double model_r2 = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = ImportanceResult;
        return std::make_tuple(
            field("feature_importance", &R::feature_importance).doc("The most important first"),
            field("feature_groups", &R::feature_groups).doc("Sum of the scores of a group"),
            field("target_variable", &R::target_variable), field("method", &R::method),
            field("observations", &R::observations).doc("A stock on a session, as used"),
            field("observations_available", &R::observations_available), field("symbols", &R::symbols),
            field("sessions", &R::sessions),
            field("model_r2", &R::model_r2)
                .doc("Out of sample, of the ridge model on all features; below 0 = worse than the mean"));
    }
};

} // namespace nautilus::features

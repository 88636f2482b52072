#pragma once
// Questions and answers about fundamental features, and about many symbols at once.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"

namespace nautilus::features {

struct FundamentalRequest {
    std::string symbol;
    std::vector<std::string> data_sources;
    std::vector<std::string> feature_types{"valuation", "profitability", "growth", "efficiency"};
    std::string normalization = "industry_relative";
    std::optional<std::string> universe;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> dataset;

    static constexpr auto fields() {
        using kit::field;
        using R = FundamentalRequest;
        return std::make_tuple(
            field("symbol", &R::symbol).required().size(1, 32).doc("Ticker"),
            field("data_sources", &R::data_sources)
                .doc("Order of preference; the sources really used stand in the answer"),
            field("feature_types", &R::feature_types)
                .size(1, 4)
                .oneOf("valuation|profitability|growth|efficiency"),
            field("normalization", &R::normalization)
                .oneOf("industry_relative|sector_relative|universe_relative|none")
                .doc("Who the peers are; none: values alone, ranked in the universe"),
            field("universe", &R::universe).size(1, 64).doc("Membership list that the peers are of"),
            field("as_of", &R::as_of).doc("Nothing that became known after this session is read"),
            field("dataset", &R::dataset).size(1, 64).doc("Data set that the symbol belongs to"));
    }
};

struct NormalisedFeature {
    double percentile = domain::kMissing, z_score = domain::kMissing;
    std::int64_t peers = 0;
    static constexpr auto fields() {
        using kit::field;
        using F = NormalisedFeature;
        return std::make_tuple(
            field("percentile", &F::percentile).doc("Share of peers with a worse value, 0 .. 1"),
            field("z_score", &F::z_score).doc("(value - mean) / deviation of the peers"),
            field("peers", &F::peers).doc("Peers with a value, itself among them"));
    }
};

struct IndustryRanking {
    double percentile = domain::kMissing;
    std::optional<std::int64_t> rank;
    std::int64_t total_companies = 0;
    std::string peer_group;
    static constexpr auto fields() {
        using kit::field;
        using R = IndustryRanking;
        return std::make_tuple(field("percentile", &R::percentile).unit("%").doc("100 = best of the peers"),
                               field("rank", &R::rank).doc("1 = best"),
                               field("total_companies", &R::total_companies),
                               field("peer_group", &R::peer_group));
    }
};

struct FundamentalResult {
    std::string symbol;
    kit::Keyed<kit::Keyed<double>> fundamental_features;
    kit::Keyed<NormalisedFeature> normalised_features;
    double fundamental_score = domain::kMissing;
    IndustryRanking industry_ranking;
    std::vector<std::string> data_sources_used;

    static constexpr auto fields() {
        using kit::field;
        using R = FundamentalResult;
        return std::make_tuple(
            field("symbol", &R::symbol),
            field("fundamental_features", &R::fundamental_features).doc("Type -> feature -> value"),
            field("normalised_features", &R::normalised_features).doc("Among the peers"),
            field("fundamental_score", &R::fundamental_score)
                .doc("Mean percentile of the features among the peers, turned so that 1 is good"),
            field("industry_ranking", &R::industry_ranking).doc("By the score"),
            field("data_sources_used", &R::data_sources_used));
    }
};

struct BatchRequest {
    std::vector<std::string> symbols;
    std::optional<std::string> universe;
    std::vector<std::string> feature_types{"technical", "fundamental"};
    std::vector<std::string> features;
    std::optional<domain::SessionDate> calculation_date;
    std::string output_format = "dataframe";
    bool include_metadata = false;

    static constexpr auto fields() {
        using kit::field;
        using R = BatchRequest;
        return std::make_tuple(
            field("symbols", &R::symbols).size(1, 5'000).doc("Tickers; or a universe"),
            field("universe", &R::universe).size(1, 64).doc("Its members on the calculation date"),
            field("feature_types", &R::feature_types).size(1, 2).oneOf("technical|fundamental"),
            field("features", &R::features).size(1, 200).doc("Only these columns, in this order"),
            field("calculation_date", &R::calculation_date)
                .doc("Nothing that became known after this session is read"),
            field("output_format", &R::output_format).oneOf("dataframe|csv|parquet"),
            field("include_metadata", &R::include_metadata).doc("true: what each column is"));
    }
};

struct FeatureColumn {
    std::string feature, group, formula;
    std::int64_t missing = 0;
    static constexpr auto fields() {
        using kit::field;
        using C = FeatureColumn;
        return std::make_tuple(field("feature", &C::feature), field("group", &C::group),
                               field("formula", &C::formula),
                               field("missing", &C::missing).doc("Symbols without a value"));
    }
};

struct Dataframe {
    std::vector<std::string> columns;
    std::vector<kit::Value> data;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("columns", &Dataframe::columns),
                               kit::field("data", &Dataframe::data).doc("One row per symbol"));
    }
};

struct BatchStatistics {
    std::int64_t symbols_processed = 0, features_per_symbol = 0;
    double processing_time_ms = domain::kMissing, success_rate = domain::kMissing;
    static constexpr auto fields() {
        using kit::field;
        using S = BatchStatistics;
        return std::make_tuple(
            field("symbols_processed", &S::symbols_processed),
            field("features_per_symbol", &S::features_per_symbol),
            field("processing_time_ms", &S::processing_time_ms).unit("ms"),
            field("success_rate", &S::success_rate).doc("Share of the symbols with at least one value"));
    }
};

struct BatchResult {
    std::string batch_id;
    Dataframe features_dataframe;
    BatchStatistics processing_statistics;
    std::vector<FeatureColumn> feature_metadata;
    kit::Table table; ///< the dataframe's columns; not a field of the answer

    static constexpr auto fields() {
        using kit::field;
        using R = BatchResult;
        return std::make_tuple(field("batch_id", &R::batch_id).doc("The same for the same question and data"),
                               field("features_dataframe", &R::features_dataframe),
                               field("processing_statistics", &R::processing_statistics),
                               field("feature_metadata", &R::feature_metadata));
    }
    [[nodiscard]] std::string csv() const { return table.csv(); }
};

} // namespace nautilus::features

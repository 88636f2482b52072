#pragma once
// What the factor engine is asked and answers. Other engines may include this folder, nothing deeper.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"

namespace nautilus::factor {

/// The field `universe` of the requests below.
template <class Request>
constexpr auto universeField(std::optional<std::string> Request::*member) {
    return kit::field("universe", member)
        .size(1, 128)
        .doc("Name from /api/v1/factor-engine/universes; default SP500, or the first one there");
}

struct CalculationOptions {
    std::string lookback_period = "1Y";
    std::string rebalance_frequency = "monthly";
    bool cross_correlation = true;
    bool factor_scoring = true;

    static constexpr auto fields() {
        using kit::field;
        using O = CalculationOptions;
        return std::make_tuple(
            field("lookback_period", &O::lookback_period)
                .oneOf("1M|3M|6M|1Y|2Y|3Y|5Y")
                .doc("Span before as_of over whose rebalance dates the cross-correlations are averaged"),
            field("rebalance_frequency", &O::rebalance_frequency)
                .oneOf("daily|weekly|monthly|quarterly")
                .doc("Distance of those dates: 1, 5, 21 or 63 sessions"),
            field("cross_correlation", &O::cross_correlation).doc("Fill cross_correlations"),
            field("factor_scoring", &O::factor_scoring).doc("Fill factor_scores"));
    }
};

struct CalculateRequest {
    std::vector<std::string> symbols;
    std::vector<std::string> factor_categories{"technical", "fundamental", "economic", "regulatory"};
    std::vector<std::string> data_sources;
    CalculationOptions calculation_options;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = CalculateRequest;
        return std::make_tuple(
            universeField(&CalculateRequest::universe),
            field("symbols", &R::symbols).required().size(1, 5000).doc("Tickers"),
            field("factor_categories", &R::factor_categories)
                .oneOf("technical|fundamental|economic|regulatory")
                .doc("Which groups of factors to answer"),
            field("data_sources", &R::data_sources)
                .doc("Order of preference, not a filter; the sources really used are in metadata.methods"),
            field("calculation_options", &R::calculation_options),
            field("as_of", &R::as_of)
                .doc("Session whose close is the last thing known; default: the latest session "
                     "on which 90 % of the requested stocks that still trade have a bar"));
    }
};

struct CalculateResult {
    std::string calculation_id;
    std::int64_t symbols_processed = 0;
    std::int64_t factors_calculated = 0;
    double calculation_time_ms = 0;
    /// symbol -> "<category>_factors" or "style_exposures" -> factor -> value
    kit::Keyed<kit::Keyed<kit::Keyed<double>>> factor_results;
    kit::Keyed<double> cross_correlations;
    kit::Keyed<double> factor_scores;

    static constexpr auto fields() {
        using kit::field;
        using R = CalculateResult;
        return std::make_tuple(
            field("calculation_id", &R::calculation_id)
                .doc("Hash of parameters, data epoch and engine version"),
            field("symbols_processed", &R::symbols_processed),
            field("factors_calculated", &R::factors_calculated).doc("Values that are not null"),
            field("calculation_time_ms", &R::calculation_time_ms).unit("ms"),
            field("factor_results", &R::factor_results).doc("By symbol, group and factor"),
            field("cross_correlations", &R::cross_correlations)
                .doc("Cross-sectional correlation over the universe of two groups' composites"),
            field("factor_scores", &R::factor_scores)
                .doc("Mean percentile (0 to 1) of the requested symbols in the universe"));
    }
};

struct ExposuresRequest {
    std::optional<domain::SessionDate> date;
    std::optional<domain::SessionDate> as_of;
    std::string set = "joint";
    std::vector<std::string> symbols;
    std::vector<std::string> factors;
    bool regression_inputs = false;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = ExposuresRequest;
        return std::make_tuple(universeField(&ExposuresRequest::universe),
                               field("date", &R::date).doc("Session; default the latest"),
                               field("as_of", &R::as_of).doc("Nothing after this session is read"),
                               field("set", &R::set).oneOf("joint|two_stage").doc("Style set"),
                               field("symbols", &R::symbols).doc("Only these"),
                               field("factors", &R::factors).doc("Only these styles, as style:<name>"),
                               field("regression_inputs", &R::regression_inputs)
                                   .doc("Adds the return of `date`; exposures, caps, groups and flags are of "
                                        "the session before, as the "
                                        "fit used them"),
                               field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
                               field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct ExposureHistoryRequest {
    std::string symbol;
    std::string set = "joint";
    std::optional<domain::SessionDate> start;
    std::optional<domain::SessionDate> end;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = ExposureHistoryRequest;
        return std::make_tuple(universeField(&ExposureHistoryRequest::universe),
                               field("symbol", &R::symbol).required().size(1, 32).doc("Ticker"),
                               field("set", &R::set).oneOf("joint|two_stage").doc("Style set"),
                               field("start", &R::start).doc("First session"),
                               field("end", &R::end).doc("Last session, inclusive"),
                               field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
                               field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

/// Factor returns and what is derived from them.
struct ReturnsRequest {
    std::string estimator = "joint";
    std::optional<domain::SessionDate> start;
    std::optional<domain::SessionDate> end;
    std::optional<domain::SessionDate> as_of;
    std::vector<std::string> factors;
    double winsor_factor = 0.05;
    bool residualise_styles = true;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = ReturnsRequest;
        return std::make_tuple(
            universeField(&ReturnsRequest::universe),
            field("estimator", &R::estimator)
                .oneOf("joint|two_stage")
                .doc("joint: one weighted regression; two_stage: "
                     "sectors, then styles"),
            field("start", &R::start).doc("First session"),
            field("end", &R::end).doc("Last session, inclusive"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"),
            field("factors", &R::factors).doc("country, industry:<name>, style:<name>; default all"),
            field("winsor_factor", &R::winsor_factor)
                .range(0, 0.49)
                .doc("two_stage: share of returns clipped on each side; 0 = none"),
            field("residualise_styles", &R::residualise_styles)
                .doc("two_stage: styles explain the sector stage's residuals (true) or raw returns"),
            field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
            field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct FactorsRequest {
    std::optional<std::string> universe;

    static constexpr auto fields() { return std::make_tuple(universeField(&FactorsRequest::universe)); }
};

struct UniverseView {
    std::string universe;
    std::vector<std::string> datasets;
    bool by_membership = true;
    std::int64_t stocks = 0;
    std::optional<domain::SessionDate> first_session;
    std::optional<domain::SessionDate> last_session;
    std::optional<domain::SessionDate> first_model_session;
    bool equal_caps = false;
    std::int64_t catalog_epoch = 0;

    static constexpr auto fields() {
        using kit::field;
        using U = UniverseView;
        return std::make_tuple(
            field("universe", &U::universe), field("datasets", &U::datasets).doc("Whose stocks it holds"),
            field("by_membership", &U::by_membership)
                .doc("false: every stock of the data set, on days with a bar"),
            field("stocks", &U::stocks), field("first_session", &U::first_session),
            field("last_session", &U::last_session),
            field("first_model_session", &U::first_model_session)
                .doc("First session with enough names for factor returns; null: never"),
            field("equal_caps", &U::equal_caps).doc("No share counts are known: every stock counts the same"),
            field("catalog_epoch", &U::catalog_epoch));
    }
};

struct UniversesResult {
    std::vector<UniverseView> universes;
    static constexpr auto fields() {
        return std::make_tuple(
            kit::field("universes", &UniversesResult::universes).doc("The first one is the default"));
    }
};

struct FactorView {
    std::string id;
    std::string name;
    std::string family;
    std::vector<std::string> sets;
    std::string formula;
    std::string description;
    std::int64_t direction = 0;
    std::string unit;
    std::vector<std::string> inputs;
    std::optional<domain::SessionDate> first_valid_date, first_value_date;
    double coverage = domain::kMissing;
    std::string theme;
    std::optional<std::string> expression;
    std::string source;

    static constexpr auto fields() {
        using kit::field;
        using F = FactorView;
        return std::make_tuple(
            field("id", &F::id), field("name", &F::name), field("family", &F::family),
            field("sets", &F::sets).doc("Style sets that hold it"), field("formula", &F::formula),
            field("description", &F::description),
            field("direction", &F::direction).doc("1: high is expected to pay; -1: low; 0: neither"),
            field("unit", &F::unit), field("inputs", &F::inputs),
            field("first_valid_date", &F::first_valid_date)
                .doc("First session on which names with at least 80 % of the universe's cap have it; null: "
                     "never, as of figures that most companies do not report, or a synthetic factor"),
            field("first_value_date", &F::first_value_date)
                .doc("First session on which 20 names of the universe have it"),
            field("coverage", &F::coverage)
                .unit("fraction")
                .doc("Share of the universe's names that have it on the last session"),
            field("theme", &F::theme).doc("What it bets on: momentum, value, quality ..."),
            field("expression", &F::expression)
                .doc(
                    "Text that defines it, for /api/v1/factor-engine/evaluate; null: it has code of its own"),
            field("source", &F::source));
    }
};

struct FactorsResult {
    std::vector<FactorView> factors;
    static constexpr auto fields() { return std::make_tuple(kit::field("factors", &FactorsResult::factors)); }
};

struct RunView {
    std::string run_id;
    std::string kind;
    kit::RawJson parameters;
    std::int64_t catalog_epoch = 0;
    std::string engine_version;
    std::string content_hash;
    kit::RawJson manifest;
    domain::Timestamp created_at;

    static constexpr auto fields() {
        using kit::field;
        using R = RunView;
        return std::make_tuple(
            field("run_id", &R::run_id).doc("Hash of parameters, epoch and engine version"),
            field("kind", &R::kind), field("parameters", &R::parameters),
            field("catalog_epoch", &R::catalog_epoch), field("engine_version", &R::engine_version),
            field("content_hash", &R::content_hash).doc("SHA-256 of the values' bytes"),
            field("manifest", &R::manifest).doc("Blocks that were written"),
            field("created_at", &R::created_at));
    }
};

struct RunsRequest {
    std::int64_t limit = 100;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("limit", &RunsRequest::limit).range(1, 10'000).doc("Newest first"));
    }
};

struct RunsResult {
    std::vector<RunView> runs;
    static constexpr auto fields() { return std::make_tuple(kit::field("runs", &RunsResult::runs)); }
};

struct RunRequest {
    std::string kind = "joint";
    std::optional<std::string> universe;

    static constexpr auto fields() {
        return std::make_tuple(universeField(&RunRequest::universe),
                               kit::field("kind", &RunRequest::kind)
                                   .oneOf("joint|two_stage")
                                   .doc("Whole-universe run: exposures and factor returns of every session"));
    }
};

struct FactorHealth {
    std::string status;
    std::string version;
    double uptime_seconds = 0;
    bool messagebus_connected = false;
    kit::Keyed<bool> data_sources_connected;
    std::int64_t total_factors_available = 0;
    std::int64_t factors_calculated_today = 0;
    double avg_calculation_time_ms = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using H = FactorHealth;
        return std::make_tuple(
            field("status", &H::status).oneOf("healthy|degraded|unhealthy"), field("version", &H::version),
            field("uptime_seconds", &H::uptime_seconds).unit("s"),
            field("messagebus_connected", &H::messagebus_connected),
            field("data_sources_connected", &H::data_sources_connected)
                .doc("False: not installed, or not connected"),
            field("total_factors_available", &H::total_factors_available)
                .doc("Definitions and registered outside series"),
            field("factors_calculated_today", &H::factors_calculated_today).doc("Values since midnight UTC"),
            field("avg_calculation_time_ms", &H::avg_calculation_time_ms)
                .unit("ms")
                .doc("Of /factors/calculate; null before the first"));
    }
};

} // namespace nautilus::factor

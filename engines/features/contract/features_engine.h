#pragma once
// What the features engine is asked and answers about technical indicators. Other engines may include this
// folder, nothing deeper.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"

namespace nautilus::features {

/// One bar of the caller's own. `timestamp` is whatever the caller takes for the bar; it must rise.
struct GivenBar {
    domain::Timestamp timestamp;
    double open = domain::kMissing, high = domain::kMissing, low = domain::kMissing;
    double close = domain::kMissing, volume = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using B = GivenBar;
        return std::make_tuple(field("timestamp", &B::timestamp).required().doc("Time of the bar, rising"),
                               field("open", &B::open).required(), field("high", &B::high).required(),
                               field("low", &B::low).required(), field("close", &B::close).required(),
                               field("volume", &B::volume).required().range(0, 1e18));
    }
};

struct GivenData {
    std::vector<GivenBar> ohlcv;
    static constexpr auto fields() {
        return std::make_tuple(
            kit::field("ohlcv", &GivenData::ohlcv).required().size(1, 100'000).doc("Bars, oldest first"));
    }
};

struct TechnicalRequest {
    std::string symbol;
    std::optional<GivenData> data;
    kit::Keyed<std::vector<std::string>> indicators;
    kit::Keyed<double> parameters;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> dataset;
    std::string timeframe = "1d";
    std::string history = "auto";
    std::int64_t history_bars = 252;
    bool adjusted = false;
    bool strict = false;

    static constexpr auto fields() {
        using kit::field;
        using R = TechnicalRequest;
        return std::make_tuple(
            field("symbol", &R::symbol).required().size(1, 32).doc("Ticker"),
            field("data", &R::data).doc("The caller's own bars; without them the stored ones are read"),
            field("indicators", &R::indicators)
                .doc("Group -> ids of /features/indicators; empty = the usual ones"),
            field("parameters", &R::parameters)
                .doc("<indicator>_<parameter> -> value: rsi_period, macd_fast, bollinger_deviations_up"),
            field("as_of", &R::as_of).doc("Nothing stored after this session is read"),
            field("dataset", &R::dataset).size(1, 64).doc("Data set that the symbol belongs to"),
            field("timeframe", &R::timeframe)
                .size(2, 12)
                .doc("Size of the stored bars when no bars are given: 1d, or one that is stored"),
            field("history", &R::history)
                .oneOf("auto|none")
                .doc("auto: stored bars help out where the given ones are too few; none: they do not"),
            field("history_bars", &R::history_bars)
                .range(2, 100'000)
                .doc("Stored bars that are read; recursive indicators start on the first of them"),
            field("adjusted", &R::adjusted).doc("Stored daily prices with dividends included"),
            field("strict", &R::strict)
                .doc("true: from the first missing bar on an indicator has no value, as in TA-Lib"));
    }
};

/// How many indicators say what; the rules stand in docs/methods/features.md.
struct FeatureSummary {
    std::int64_t bullish_signals = 0;
    std::int64_t bearish_signals = 0;
    std::int64_t neutral_signals = 0;
    std::string overall_signal;
    double signal_strength = domain::kMissing;
    kit::Keyed<std::string> votes;

    static constexpr auto fields() {
        using kit::field;
        using S = FeatureSummary;
        return std::make_tuple(field("bullish_signals", &S::bullish_signals),
                               field("bearish_signals", &S::bearish_signals),
                               field("neutral_signals", &S::neutral_signals),
                               field("overall_signal", &S::overall_signal).oneOf("BULLISH|BEARISH|NEUTRAL"),
                               field("signal_strength", &S::signal_strength)
                                   .doc("|bullish - bearish| / all votes; null without votes"),
                               field("votes", &S::votes).doc("Indicator -> BULLISH, BEARISH or NEUTRAL"));
    }
};

struct TechnicalResult {
    std::string symbol;
    domain::Timestamp timestamp;
    kit::Keyed<kit::Keyed<double>> technical_indicators;
    FeatureSummary feature_summary;

    static constexpr auto fields() {
        using kit::field;
        using R = TechnicalResult;
        return std::make_tuple(field("symbol", &R::symbol),
                               field("timestamp", &R::timestamp).doc("Of the last bar"),
                               field("technical_indicators", &R::technical_indicators)
                                   .doc("Group -> value; null = cannot be computed, see the warnings"),
                               field("feature_summary", &R::feature_summary));
    }
};

struct SeriesRequest {
    std::string symbol;
    std::vector<std::string> indicators{"sma:20"};
    std::string timeframe = "1d";
    std::optional<domain::SessionDate> start, end, as_of;
    std::optional<std::string> dataset;
    bool adjusted = false;
    bool strict = false;
    bool bars = false;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = SeriesRequest;
        return std::make_tuple(
            field("symbol", &R::symbol).required().size(1, 32).doc("Ticker"),
            field("indicators", &R::indicators)
                .size(1, 32)
                .doc("Ids, with parameters after colons: rsi:14, macd:12:26:9, bollinger_bands"),
            field("timeframe", &R::timeframe).size(2, 12).doc("1d, or a size that is stored"),
            field("start", &R::start).doc("First session shown; earlier bars warm the indicators up"),
            field("end", &R::end).doc("Last session, inclusive"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"),
            field("dataset", &R::dataset).size(1, 64).doc("Data set that the symbol belongs to"),
            field("adjusted", &R::adjusted).doc("Daily prices with dividends included"),
            field("strict", &R::strict)
                .doc("true: from the first missing bar on an indicator has no value, as in TA-Lib"),
            field("bars", &R::bars).doc("true: columns open to volume as well"),
            field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
            field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct GivenSeriesRequest {
    GivenData data;
    std::vector<std::string> indicators{"sma:20"};
    bool strict = false;

    static constexpr auto fields() {
        using kit::field;
        using R = GivenSeriesRequest;
        return std::make_tuple(field("data", &R::data).required().doc("The caller's bars"),
                               field("indicators", &R::indicators)
                                   .size(1, 32)
                                   .doc("Ids, with parameters after colons: rsi:14, macd:12:26:9"),
                               field("strict", &R::strict)
                                   .doc("true: from the first missing bar on an indicator has no value, "
                                        "as in TA-Lib"));
    }
};

struct ParameterView {
    std::string name;
    double default_value = 0, minimum = 0, maximum = 0;
    bool integer = false;

    static constexpr auto fields() {
        using kit::field;
        using V = ParameterView;
        return std::make_tuple(field("name", &V::name), field("default", &V::default_value),
                               field("minimum", &V::minimum), field("maximum", &V::maximum),
                               field("integer", &V::integer));
    }
};

struct IndicatorView {
    std::string id, title, group;
    std::vector<std::string> inputs, outputs, keys;
    std::vector<ParameterView> parameters;
    std::int64_t lookback = 0;
    std::string formula, source, talib, difference;

    static constexpr auto fields() {
        using kit::field;
        using V = IndicatorView;
        return std::make_tuple(
            field("id", &V::id), field("title", &V::title), field("group", &V::group),
            field("inputs", &V::inputs).doc("Fields of a bar that it reads"), field("outputs", &V::outputs),
            field("keys", &V::keys).doc("Names of the outputs in answers, with the default parameters"),
            field("parameters", &V::parameters),
            field("lookback", &V::lookback).doc("Leading bars without a value, default parameters"),
            field("formula", &V::formula), field("source", &V::source),
            field("talib", &V::talib).doc("TA-Lib's name of the same definition"),
            field("difference", &V::difference).doc("From TA-Lib"));
    }
};

struct IndicatorsRequest {
    std::optional<std::string> group;
    static constexpr auto fields() {
        return std::make_tuple(
            kit::field("group", &IndicatorsRequest::group).size(1, 32).doc("Only this group"));
    }
};

struct IndicatorsResult {
    std::vector<IndicatorView> indicators;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("indicators", &IndicatorsResult::indicators));
    }
};

struct StreamRequest {
    std::string symbol;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("symbol", &StreamRequest::symbol)
                                   .required()
                                   .size(1, 32)
                                   .doc("Ticker, as the source or the catalog names it"));
    }
};

struct FeaturesHealth {
    std::string status, version;
    double uptime_seconds = 0;
    bool messagebus_connected = false;
    std::int64_t features_calculated_today = 0, active_streams = 0, supported_indicators = 0;
    double avg_calculation_time_ms = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using H = FeaturesHealth;
        return std::make_tuple(
            field("status", &H::status).oneOf("healthy|degraded|unhealthy"), field("version", &H::version),
            field("uptime_seconds", &H::uptime_seconds).unit("s"),
            field("messagebus_connected", &H::messagebus_connected),
            field("features_calculated_today", &H::features_calculated_today).doc("Since midnight UTC"),
            field("active_streams", &H::active_streams).doc("Symbols whose features are streamed"),
            field("supported_indicators", &H::supported_indicators),
            field("avg_calculation_time_ms", &H::avg_calculation_time_ms)
                .unit("ms")
                .doc("Of a calculation; null before the first"));
    }
};

} // namespace nautilus::features

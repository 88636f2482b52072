#pragma once
// Stored bars and ticks of any timeframe, from the best source that has them.

#include "engines/domain/panel.h"
#include "engines/kit/field_table.h"
#include "engines/kit/json_writer.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::marketdata {

struct HistoricalRequest {
    std::string symbol;
    std::string data_type = "bars";
    std::string timeframe = "1d";
    std::optional<domain::SessionDate> start_date;
    std::optional<domain::SessionDate> end_date;
    std::optional<domain::SessionDate> as_of;
    std::vector<std::string> sources;
    bool fallback_enabled = true;
    bool cache_result = true;
    bool adjusted = false;
    std::int64_t limit = 100'000;

    static constexpr auto fields() {
        using kit::field;
        using R = HistoricalRequest;
        return std::make_tuple(
            field("symbol", &R::symbol).required().size(1, 32).doc("Ticker, resolved at the end date"),
            field("data_type", &R::data_type).oneOf("bars|trades|quotes"),
            field("timeframe", &R::timeframe)
                .size(2, 12)
                .doc("Size of a bar: 1m, 5m, 1h, 1d ...; made of smaller bars or trades where it is not "
                     "stored"),
            field("start_date", &R::start_date).doc("First session; a month before the end when left out"),
            field("end_date", &R::end_date).doc("Last session, inclusive; today when left out"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"),
            field("sources", &R::sources).size(0, 32).doc("Order of preference, not a filter"),
            field("fallback_enabled", &R::fallback_enabled)
                .doc("false: only the first source of the list that is installed is asked"),
            field("cache_result", &R::cache_result).doc("The same request again is answered from memory"),
            field("adjusted", &R::adjusted)
                .doc("true: prices scaled so that dividends are included (adj_close / close of the session)"),
            field("limit", &R::limit).range(1, 1'000'000).doc("Rows at most; the newest are kept"));
    }
};

struct HistoricalQuality {
    double completeness = domain::kMissing;
    double source_reliability = domain::kMissing;
    double latency_ms = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using Q = HistoricalQuality;
        return std::make_tuple(
            field("completeness", &Q::completeness).doc("Bars there are / bars of the sessions in the range"),
            field("source_reliability", &Q::source_reliability)
                .doc("Overall quality score of the data set, by the quality rules"),
            field("latency_ms", &Q::latency_ms).unit("ms").doc("Until the source had answered"));
    }
};

struct HistoricalResult {
    std::string symbol, data_type, timeframe;
    std::string source_used = "none";
    std::string dataset;
    std::int64_t bars_count = 0;
    kit::RawJson data{"[]"}; ///< rows as objects
    HistoricalQuality data_quality;

    static constexpr auto fields() {
        using kit::field;
        using R = HistoricalResult;
        return std::make_tuple(
            field("symbol", &R::symbol), field("data_type", &R::data_type), field("timeframe", &R::timeframe),
            field("source_used", &R::source_used)
                .doc("demo, files or the id of a source; none = nothing found"),
            field("dataset", &R::dataset), field("bars_count", &R::bars_count).doc("Rows of `data`"),
            field("data", &R::data)
                .doc("Bars: timestamp (begin), open, high, low, close, volume, vwap; trades: timestamp, "
                     "price, "
                     "size; quotes: timestamp, bid, bid_size, ask, ask_size"),
            field("data_quality", &R::data_quality));
    }
};

} // namespace nautilus::marketdata

#pragma once
// What the market data engine is asked and answers. Other engines may include this folder, nothing deeper.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"
#include "engines/marketdata/contract/import.h"
#include "engines/marketdata/contract/page_fields.h"

namespace nautilus::marketdata {

struct InstrumentsRequest {
    std::optional<std::string> query;
    std::optional<std::string> security_type;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        return std::tuple_cat(
            std::make_tuple(
                field("query", &InstrumentsRequest::query).doc("Part of a symbol or name, any case"),
                field("security_type", &InstrumentsRequest::security_type).doc("stock, etf, index ...")),
            pageFields<InstrumentsRequest>());
    }
};

struct BarsRequest {
    std::string symbol;
    std::string timeframe = "1d";
    std::optional<domain::SessionDate> start;
    std::optional<domain::SessionDate> end;
    std::optional<domain::SessionDate> as_of;
    bool adjusted = false;
    bool raw = false;
    std::optional<std::string> dataset;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        return std::tuple_cat(
            std::make_tuple(
                field("symbol", &BarsRequest::symbol)
                    .required()
                    .size(1, 32)
                    .doc("Ticker, resolved at the end date"),
                field("timeframe", &BarsRequest::timeframe)
                    .size(2, 12)
                    .doc("Size of a bar: 1d, or one that is stored: 1s, 1m, 5m, 1h, 7d ..."),
                field("start", &BarsRequest::start).doc("First session"),
                field("end", &BarsRequest::end).doc("Last session, inclusive"),
                field("as_of", &BarsRequest::as_of).doc("Nothing after this session is read"),
                field("adjusted", &BarsRequest::adjusted)
                    .doc("true: prices scaled so that dividends are included (adj_close / close)"),
                field("raw", &BarsRequest::raw).doc("true: the rows as they came, without corrections"),
                field("dataset", &BarsRequest::dataset)
                    .size(1, 64)
                    .doc(
                        "Data set that the symbol belongs to; the user's own come before the built-in ones")),
            pageFields<BarsRequest>());
    }
};

struct QualityRequest {
    std::optional<std::string> symbol;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        return std::tuple_cat(
            std::make_tuple(field("symbol", &QualityRequest::symbol).doc("Only this instrument")),
            pageFields<QualityRequest>());
    }
};

struct DatasetView {
    std::string name;
    std::string title;
    domain::SessionDate price_basis;
    std::string calendar;
    std::string notes;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("name", &DatasetView::name), field("title", &DatasetView::title),
                               field("price_basis", &DatasetView::price_basis)
                                   .doc("Prices and share counts are on the basis of this day"),
                               field("calendar", &DatasetView::calendar),
                               field("notes", &DatasetView::notes));
    }
};

struct SourcesResult {
    std::int64_t catalog_epoch = 0;
    std::vector<DatasetView> datasets;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("catalog_epoch", &SourcesResult::catalog_epoch).doc("Rises with every import"),
            field("datasets", &SourcesResult::datasets));
    }
};

struct SourceState {
    std::string status;
    double latency_ms = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("status", &SourceState::status).doc("connected or disconnected"),
                               field("latency_ms", &SourceState::latency_ms).unit("ms"));
    }
};

struct MarketDataHealth {
    std::string status;
    std::string version;
    double uptime_seconds = 0;
    bool messagebus_connected = false;
    kit::Keyed<SourceState> data_sources_status;
    std::int64_t data_points_ingested_today = 0;
    double avg_ingestion_latency_ms = domain::kMissing;
    std::int64_t active_streams = 0;

    static constexpr auto fields() {
        using kit::field;
        using H = MarketDataHealth;
        return std::make_tuple(
            field("status", &H::status).oneOf("healthy|degraded|unhealthy"), field("version", &H::version),
            field("uptime_seconds", &H::uptime_seconds).unit("s"),
            field("messagebus_connected", &H::messagebus_connected),
            field("data_sources_status", &H::data_sources_status),
            field("data_points_ingested_today", &H::data_points_ingested_today)
                .doc("Rows since midnight UTC"),
            field("avg_ingestion_latency_ms", &H::avg_ingestion_latency_ms)
                .unit("ms")
                .doc("Time per imported row; null before the first import of this process"),
            field("active_streams", &H::active_streams));
    }
};

} // namespace nautilus::marketdata

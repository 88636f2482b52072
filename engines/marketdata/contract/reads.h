#pragma once
// Reported figures and macro observations of the catalog, as they were stored and known.

#include "engines/domain/session_date.h"
#include "engines/kit/field_table.h"
#include "engines/marketdata/contract/page_fields.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::marketdata {

struct FundamentalsRequest {
    std::string symbol;
    std::optional<std::string> concept_name;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> dataset;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = FundamentalsRequest;
        return std::tuple_cat(
            std::make_tuple(
                field("symbol", &R::symbol).required().size(1, 32).doc("Ticker"),
                field("concept", &R::concept_name)
                    .size(1, 64)
                    .doc("Only this figure: equity, net_income ..."),
                field("as_of", &R::as_of).doc("Only what was knowable at this session"),
                field("dataset", &R::dataset).size(1, 64).doc("Data set that the symbol belongs to")),
            pageFields<R>());
    }
};

struct MacroRequest {
    std::string series;
    std::optional<domain::SessionDate> start;
    std::optional<domain::SessionDate> end;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> dataset;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = MacroRequest;
        return std::tuple_cat(
            std::make_tuple(field("series", &R::series).required().size(1, 128).doc("Series id, CPIAUCSL"),
                            field("start", &R::start).doc("First period's end"),
                            field("end", &R::end).doc("Last period's end, inclusive"),
                            field("as_of", &R::as_of).doc("Only what was knowable at this session"),
                            field("dataset", &R::dataset).size(1, 64).doc("Only of this data set")),
            pageFields<R>());
    }
};

struct LastClosesRequest {
    std::vector<std::string> symbols;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("symbols", &LastClosesRequest::symbols)
                                   .required()
                                   .size(1, 1'000)
                                   .doc("Tickers: those that carry them now, or carried them last"));
    }
};

struct TicksRequest {
    std::string symbol;
    std::optional<domain::SessionDate> start;
    std::optional<domain::SessionDate> end;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> dataset;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = TicksRequest;
        return std::tuple_cat(
            std::make_tuple(
                field("symbol", &R::symbol).required().size(1, 32).doc("Ticker, resolved at the end date"),
                field("start", &R::start).doc("First day, exchange time"),
                field("end", &R::end).doc("Last day, inclusive"),
                field("as_of", &R::as_of).doc("Nothing after this session is read"),
                field("dataset", &R::dataset).size(1, 64).doc("Data set that the symbol belongs to")),
            pageFields<R>());
    }
};

struct MacroSeriesRequest {
    std::optional<std::string> query;
    std::optional<std::string> dataset;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = MacroSeriesRequest;
        return std::tuple_cat(
            std::make_tuple(field("query", &R::query).doc("Part of a series' id or name, any case"),
                            field("dataset", &R::dataset).size(1, 64).doc("Only of this data set")),
            pageFields<R>());
    }
};

} // namespace nautilus::marketdata

#pragma once
// Fundamentals and macro series that are fetched from a source into the catalog, once or again and again.

#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::marketdata {

struct RefreshRequest {
    std::string source;
    std::vector<std::string> symbols;
    std::optional<std::string> data_type;
    std::string dataset = "user";
    std::optional<double> every_hours;

    static constexpr auto fields() {
        using kit::field;
        using R = RefreshRequest;
        return std::make_tuple(
            field("source", &R::source).required().size(1, 64).doc("Source to ask: edgar, fred ..."),
            field("symbols", &R::symbols)
                .required()
                .size(1, 10'000)
                .doc("Tickers of companies, or ids of macro series, as the source names them"),
            field("data_type", &R::data_type)
                .oneOf("fundamentals|macro")
                .doc("What to fetch; what the source has when left out"),
            field("dataset", &R::dataset).size(1, 64).doc("Data set that the rows belong to"),
            field("every_hours", &R::every_hours)
                .range(0.25, 8'784)
                .unit("h")
                .doc("Do it again so many hours after it began; once when left out"));
    }
};

struct RefreshFailure {
    std::string symbol, message;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("symbol", &RefreshFailure::symbol),
                               kit::field("message", &RefreshFailure::message));
    }
};

/// One refresh as it is kept and shown.
struct RefreshView {
    std::string refresh_id, source, data_type, dataset;
    std::vector<std::string> symbols;
    std::optional<double> every_hours;
    std::string state = "running";
    std::int64_t next_symbol = 0, rows_imported = 0, rows_unchanged = 0, rows_quarantined = 0;
    std::vector<RefreshFailure> failures;
    std::vector<std::string> warnings;
    std::string job_id;
    domain::Timestamp begun_at;
    std::optional<domain::Timestamp> next_at;

    static constexpr auto fields() {
        using kit::field;
        using V = RefreshView;
        return std::make_tuple(
            field("refresh_id", &V::refresh_id), field("source", &V::source),
            field("data_type", &V::data_type), field("dataset", &V::dataset), field("symbols", &V::symbols),
            field("every_hours", &V::every_hours).unit("h"),
            field("state", &V::state)
                .oneOf("running|waiting|done|failed|interrupted")
                .doc("waiting: goes on at next_at; interrupted: goes on when the program starts again"),
            field("next_symbol", &V::next_symbol).doc("Position in symbols with which it goes on"),
            field("rows_imported", &V::rows_imported).doc("Of this round: new and changed rows"),
            field("rows_unchanged", &V::rows_unchanged).doc("Of this round"),
            field("rows_quarantined", &V::rows_quarantined).doc("Of this round: kept aside"),
            field("failures", &V::failures).doc("Symbols of this round of which nothing came"),
            field("warnings", &V::warnings).doc("What the source said of the values, at most 200 lines"),
            field("job_id", &V::job_id).doc("Of the last round"), field("begun_at", &V::begun_at),
            field("next_at", &V::next_at));
    }
};

struct RefreshList {
    std::vector<RefreshView> refreshes;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("refreshes", &RefreshList::refreshes).doc("By id"));
    }
};

struct RefreshName {
    std::string refresh_id;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("refresh_id", &RefreshName::refresh_id).required().size(1, 64));
    }
};

} // namespace nautilus::marketdata

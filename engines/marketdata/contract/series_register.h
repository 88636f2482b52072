#pragma once
// Series that exist outside: found by words, registered by hand or by asking a source.

#include "engines/kit/field_table.h"
#include "engines/marketdata/contract/page_fields.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::marketdata {

struct SeriesSearchRequest {
    std::string query;
    std::optional<std::string> source;
    std::int64_t limit = 50;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = SeriesSearchRequest;
        return std::make_tuple(
            field("query", &R::query)
                .size(0, 256)
                .doc(
                    "Words of ids, titles, topics, places; the last letters may be missing; empty lists all"),
            field("source", &R::source).size(1, 64).doc("Only of this provider"),
            field("limit", &R::limit).range(1, 500).doc("Rows of a page"),
            field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct SeriesEntry {
    std::string source;
    std::string series_id;
    std::string title;
    std::string frequency;
    std::string unit;
    std::string place;
    std::string topic;
    std::optional<domain::SessionDate> first;
    std::optional<domain::SessionDate> last;
    std::string origin = "user";
    bool stored = false;

    static constexpr auto fields() {
        using kit::field;
        using E = SeriesEntry;
        return std::make_tuple(
            field("source", &E::source).required().size(1, 64).doc("Provider: fred, dbnomics ..."),
            field("series_id", &E::series_id).required().size(1, 256).doc("As the provider writes it"),
            field("title", &E::title).size(0, 1'024), field("frequency", &E::frequency).size(0, 64),
            field("unit", &E::unit).size(0, 256),
            field("place", &E::place).size(0, 128).doc("Country or region"),
            field("topic", &E::topic).size(0, 512).doc("Release, data set or category"),
            field("first", &E::first).doc("First observation"), field("last", &E::last).doc("Last one"),
            field("origin", &E::origin)
                .oneOf("user|source|catalog|generated")
                .doc("How it became known; generated ones exist for measurements only"),
            field("stored", &E::stored).doc("The catalog holds values of a series of this id"));
    }
};

struct SeriesSearchResult {
    std::vector<SeriesEntry> series;
    std::int64_t matches = 0;
    bool complete = true;
    std::int64_t registered = 0;
    std::optional<std::string> next_cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = SeriesSearchResult;
        return std::make_tuple(
            field("series", &R::series).doc("Best first: the id itself, then by how well the words fit"),
            field("matches", &R::matches).doc("Series that were looked at"),
            field("complete", &R::complete).doc("false: more may match; more words find them"),
            field("registered", &R::registered).doc("Series in the register"),
            field("next_cursor", &R::next_cursor));
    }
};

struct SeriesAddRequest {
    std::vector<SeriesEntry> series;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("series", &SeriesAddRequest::series)
                                   .required()
                                   .size(1, 10'000)
                                   .doc("All of them are taken or none; the same again changes nothing"));
    }
};

struct SeriesDiscoverRequest {
    std::string source;
    std::string query;
    std::int64_t limit = 100;

    static constexpr auto fields() {
        using kit::field;
        using R = SeriesDiscoverRequest;
        return std::make_tuple(
            field("source", &R::source).required().size(1, 64).doc("Source to ask, with its own search"),
            field("query", &R::query).required().size(1, 256).doc("Words, as the source takes them"),
            field("limit", &R::limit).range(1, 1'000).doc("Most series to take over"));
    }
};

struct SeriesAddResult {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t registered = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = SeriesAddResult;
        return std::make_tuple(field("added", &R::added), field("changed", &R::changed),
                               field("unchanged", &R::unchanged),
                               field("registered", &R::registered).doc("Series in the register now"));
    }
};

} // namespace nautilus::marketdata

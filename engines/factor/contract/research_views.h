#pragma once
// What dashboards of research ask: the library at a glance, and one macro series with its transformation,
// surprises and the states of the market.

#include "engines/factor/contract/factor_engine.h"

namespace nautilus::factor {

struct LibraryRequest {
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = LibraryRequest;
        return std::make_tuple(universeField(&R::universe),
                               field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct LibraryLine {
    std::string factor_id, data_source;
    std::optional<domain::SessionDate> first_valid_date;
    double coverage = domain::kMissing, rank_ic = domain::kMissing, t_stat = domain::kMissing;
    std::int64_t sessions = 0;
    std::vector<double> quarters;

    static constexpr auto fields() {
        using kit::field;
        using L = LibraryLine;
        return std::make_tuple(
            field("factor_id", &L::factor_id), field("data_source", &L::data_source),
            field("first_valid_date", &L::first_valid_date)
                .doc("First session on which names with at least 80 % of the universe's cap have it, as in "
                     "/api/v1/factor-engine/factors; null when there was none by as_of"),
            field("coverage", &L::coverage)
                .unit("fraction")
                .doc("Share of the universe's names that have it at as_of"),
            field("rank_ic", &L::rank_ic).doc("Mean Spearman of value and return of the next 21 sessions"),
            field("t_stat", &L::t_stat).doc("Newey-West, 20 lags"),
            field("sessions", &L::sessions).doc("With a coefficient"),
            field("quarters", &L::quarters).doc("Mean coefficient per quarter of the list beside; or null"));
    }
};

struct LibraryResult {
    std::vector<domain::SessionDate> quarters;
    std::vector<LibraryLine> factors;

    static constexpr auto fields() {
        using kit::field;
        using R = LibraryResult;
        return std::make_tuple(field("quarters", &R::quarters).doc("First session of each"),
                               field("factors", &R::factors));
    }
};

struct MacroViewRequest {
    std::string series;
    std::optional<std::int64_t> transform;
    std::optional<domain::SessionDate> start;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = MacroViewRequest;
        return std::make_tuple(
            universeField(&R::universe),
            field("series", &R::series)
                .required()
                .size(1, 128)
                .doc("Id from /api/v1/data-catalog/macro-series"),
            field("transform", &R::transform)
                .range(1, 7)
                .doc("Code of FRED-MD; default the series' own, or that of its kind"),
            field("start", &R::start)
                .doc("First end of a period to answer for; what is before is still used"),
            field("as_of", &R::as_of)
                .doc("Only what had been published by then, in the vintage known then; default: all"));
    }
};

struct MacroPoint {
    domain::SessionDate period_end, knowable_at;
    double value = domain::kMissing, transformed = domain::kMissing;
    std::int64_t vintages = 1;

    static constexpr auto fields() {
        using kit::field;
        using P = MacroPoint;
        return std::make_tuple(
            field("period_end", &P::period_end),
            field("knowable_at", &P::knowable_at).doc("Session on which this value became known"),
            field("value", &P::value), field("transformed", &P::transformed),
            field("vintages", &P::vintages).doc("Values of the period that had been published"));
    }
};

struct MacroSurprise {
    domain::SessionDate date;
    double surprise = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("date", &MacroSurprise::date).doc("Session"),
                               field("surprise", &MacroSurprise::surprise));
    }
};

struct RegimeSpan {
    domain::SessionDate first, last;
    std::string regime;

    static constexpr auto fields() {
        using kit::field;
        using S = RegimeSpan;
        return std::make_tuple(
            field("first", &S::first), field("last", &S::last),
            field("regime", &S::regime)
                .doc("low_volatility, middle_volatility, high_volatility: as tear sheets"));
    }
};

struct MacroViewResult {
    std::string series, name, units, frequency, formula, transform_source;
    std::int64_t transform = 1, surprise_sessions = 1;
    bool surprise_of_logs = false;
    std::vector<MacroPoint> points;
    std::vector<MacroSurprise> surprises;
    std::vector<RegimeSpan> regimes;
    std::vector<std::string> library_factors;

    static constexpr auto fields() {
        using kit::field;
        using R = MacroViewResult;
        return std::make_tuple(
            field("series", &R::series), field("name", &R::name), field("units", &R::units),
            field("frequency", &R::frequency).doc("D, W, M, Q or A"),
            field("transform", &R::transform).doc("Code that was used"),
            field("formula", &R::formula).doc("What the code does"),
            field("transform_source", &R::transform_source).doc("Where the code comes from"),
            field("surprise_sessions", &R::surprise_sessions)
                .doc("A surprise is the change of what was published over so many sessions"),
            field("surprise_of_logs", &R::surprise_of_logs).doc("true: the change of its logarithm"),
            field("points", &R::points).doc("By period"),
            field("surprises", &R::surprises).doc("Of every session of the panel that has one"),
            field("regimes", &R::regimes).doc("Of the market, by date; sessions before the first have none"),
            field("library_factors", &R::library_factors).doc("Ids of factors whose expression reads it"));
    }
};

} // namespace nautilus::factor

#pragma once
// Sessions without a bar, and the job that asks the sources for them.
//
// Bars that a source fills in stand in a data set of that source's own and in no other: whoever asks for a
// data set by its name never reads another one's rows.

#include "engines/domain/panel.h"
#include "engines/kit/field_table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::marketdata {

/// Names of data sets that hold what a source filled in: "backfill-<source>". No import of files may use one.
inline constexpr std::string_view kBackfillPrefix = "backfill-";

[[nodiscard]] inline bool isBackfill(std::string_view dataset) {
    return dataset.starts_with(kBackfillPrefix);
}
[[nodiscard]] inline std::string backfillDataset(std::string_view source) {
    return std::string(kBackfillPrefix) + std::string(source);
}
/// Which data set a bare symbol means, where several hold it, the highest first: the user's own, the built-in
/// ones, what sources filled in.
[[nodiscard]] inline int datasetRank(std::string_view dataset) {
    if (isBackfill(dataset)) return 0;
    return dataset == "panel" || dataset == "open" ? 1 : 2;
}

struct GapsRequest {
    std::string symbol;
    std::optional<std::string> dataset;
    std::optional<domain::SessionDate> start, end;

    static constexpr auto fields() {
        using kit::field;
        using R = GapsRequest;
        return std::make_tuple(
            field("symbol", &R::symbol).required().size(1, 32).doc("Ticker, resolved at the end date"),
            field("dataset", &R::dataset)
                .size(1, 64)
                .doc("Data set that the symbol belongs to; the user's own come before the built-in ones"),
            field("start", &R::start).doc("First session to look at; that of the first bar when left out"),
            field("end", &R::end).doc("Last session, inclusive; that of the last bar when left out"));
    }
};

struct GapView {
    domain::SessionDate first, last;
    std::int64_t sessions = 0;
    std::int64_t filled = 0;
    std::vector<std::string> filled_by;
    std::string where;

    static constexpr auto fields() {
        using kit::field;
        using V = GapView;
        return std::make_tuple(
            field("first", &V::first), field("last", &V::last),
            field("sessions", &V::sessions).doc("Sessions without a bar"),
            field("filled", &V::filled).doc("Of them: a source's data set holds a bar"),
            field("filled_by", &V::filled_by).doc("Those data sets"),
            field("where", &V::where).oneOf("before_first|inside|after_last").doc("Beside the stored bars"));
    }
};

struct GapsResult {
    std::string symbol, dataset, calendar;
    std::optional<domain::SessionDate> first_session, last_session;
    std::int64_t sessions_expected = 0, sessions_missing = 0, sessions_refused = 0, sessions_filled = 0;
    std::vector<GapView> gaps;

    static constexpr auto fields() {
        using kit::field;
        using R = GapsResult;
        return std::make_tuple(
            field("symbol", &R::symbol), field("dataset", &R::dataset), field("calendar", &R::calendar),
            field("first_session", &R::first_session).doc("With a bar, in the whole data set"),
            field("last_session", &R::last_session),
            field("sessions_expected", &R::sessions_expected).doc("Sessions of the calendar in the range"),
            field("sessions_missing", &R::sessions_missing).doc("Without a bar"),
            field("sessions_refused", &R::sessions_refused)
                .doc("With a row that a quality rule kept aside: no gap, see quarantine"),
            field("sessions_filled", &R::sessions_filled)
                .doc("Of the missing ones: a source's data set holds a bar"),
            field("gaps", &R::gaps).doc("In the order of time"));
    }
};

struct BackfillRequest {
    std::vector<std::string> symbols;
    std::optional<std::string> dataset;
    std::optional<domain::SessionDate> start, end;
    std::string timeframe = "1d";
    std::vector<std::string> sources;
    bool allow_invented = false;

    static constexpr auto fields() {
        using kit::field;
        using R = BackfillRequest;
        return std::make_tuple(
            field("symbols", &R::symbols).required().size(1, 5'000).doc("Tickers, resolved at the end date"),
            field("dataset", &R::dataset)
                .size(1, 64)
                .doc("Data set whose gaps are meant; the user's own come before the built-in ones"),
            field("start", &R::start).doc("First session to fill; that of the first bar when left out"),
            field("end", &R::end).doc("Last session, inclusive; that of the last bar when left out"),
            field("timeframe", &R::timeframe).oneOf("1d").doc("Size of the bars: days"),
            field("sources", &R::sources)
                .size(0, 32)
                .doc("Order of preference, not a filter; then the failover order"),
            field("allow_invented", &R::allow_invented)
                .doc("true: a source that is named may be one whose values are not real"));
    }
};

/// What came of one symbol.
struct BackfilledSymbol {
    std::string symbol, dataset;
    std::int64_t missing = 0, filled = 0, still_missing = 0;
    std::vector<std::string> sources;
    std::string note;

    static constexpr auto fields() {
        using kit::field;
        using S = BackfilledSymbol;
        return std::make_tuple(
            field("symbol", &S::symbol), field("dataset", &S::dataset).doc("Whose gaps these are"),
            field("missing", &S::missing).doc("Sessions that neither it nor a source's data set had before"),
            field("filled", &S::filled).doc("Of them: now a source's data set has a bar"),
            field("still_missing", &S::still_missing), field("sources", &S::sources).doc("That gave bars"),
            field("note", &S::note).doc("Why sessions are still missing, where that is known"));
    }
};

/// What was asked of one source.
struct BackfillSourceUse {
    std::string source, dataset;
    std::int64_t requests = 0, rows_received = 0, rows_imported = 0, rows_unchanged = 0;
    std::int64_t rows_quarantined = 0, rows_not_needed = 0, failures = 0;
    std::string last_failure;
    bool real = true;

    static constexpr auto fields() {
        using kit::field;
        using U = BackfillSourceUse;
        return std::make_tuple(
            field("source", &U::source), field("dataset", &U::dataset).doc("Where its bars stand"),
            field("requests", &U::requests), field("rows_received", &U::rows_received),
            field("rows_imported", &U::rows_imported), field("rows_unchanged", &U::rows_unchanged),
            field("rows_quarantined", &U::rows_quarantined).doc("Refused by a quality rule"),
            field("rows_not_needed", &U::rows_not_needed)
                .doc("Of sessions that were not asked for, or given twice"),
            field("failures", &U::failures), field("last_failure", &U::last_failure),
            field("real", &U::real).doc("false: its values are invented"));
    }
};

/// Result of the job.
struct BackfillResult {
    std::int64_t sessions_missing = 0, sessions_filled = 0, sessions_still_missing = 0;
    std::int64_t catalog_epoch = 0;
    double retry_after_s = domain::kMissing;
    std::vector<BackfilledSymbol> symbols;
    std::vector<BackfillSourceUse> sources;
    std::vector<std::string> warnings;

    static constexpr auto fields() {
        using kit::field;
        using R = BackfillResult;
        return std::make_tuple(
            field("sessions_missing", &R::sessions_missing), field("sessions_filled", &R::sessions_filled),
            field("sessions_still_missing", &R::sessions_still_missing),
            field("catalog_epoch", &R::catalog_epoch),
            field("retry_after_s", &R::retry_after_s)
                .unit("s")
                .doc("When a used-up budget has a request again; null when none was in the way"),
            field("symbols", &R::symbols), field("sources", &R::sources), field("warnings", &R::warnings));
    }
};

} // namespace nautilus::marketdata

#include "app/catalog/appender.h"
#include "app/catalog/file_import.h"

#include <fmt/format.h>

namespace nautilus::catalog {

namespace {

constexpr std::int64_t kNsPerDay = 86'400'000'000'000;

} // namespace

kit::Result<void> FileImport::writeBars() {
    if (auto laid = layOutBars(); !laid) return laid;
    const bool daily = plan_.period_ns == 0 || plan_.period_ns == kNsPerDay;
    if (auto written = daily ? writeDailyBars() : writeIntradayBars(); !written) return written;
    return writeBarExtras();
}

/// True when the rows of each symbol follow each other: most files are written so.
kit::Result<bool> FileImport::standTogether() {
    const auto mixed = db_.integer(
        "SELECT count(*)::BIGINT FROM (SELECT first_row, lag(last_row) OVER (ORDER BY first_row) AS before "
        "FROM names) WHERE before >= first_row");
    if (!mixed) return kit::failAs(mixed);
    return *mixed == 0;
}

/// What a file does not give is filled by the stated rules: close from adj_close and the other way round.
std::string FileImport::barColumns() const {
    const bool no_close = !plan_.has("close") && plan_.wide_field != "close";
    const auto number = [&](const char* field) { return column(field, "DOUBLE"); };
    const auto close = fmt::format("coalesce({}, {})", number("close"), number("adj_close"));
    return fmt::format("n.id, \"date\" AS moment, {} AS open, {} AS high, {} AS low, {} AS close, "
                       "coalesce({}, {}) AS adj_close, {} AS volume, f.source, coalesce(s.source_row, "
                       "s.rowid - f.first + 1) AS source_row",
                       number("open"), number("high"), number("low"),
                       no_close ? number("adj_close") : number("close"), number("adj_close"), close,
                       number("volume"));
}

/// `bars`: rows in the order of instrument, time, file, with `rid`. Where the staged rows stand so they are
/// shown in place; judging finds out whether their days do as well.
kit::Result<void> FileImport::layOutBars() {
    if (!plan_.has("close") && plan_.wide_field != "close")
        warn("there is no column for close: it was taken from adj_close");
    if (!plan_.has("adj_close"))
        warn("there is no column for adj_close: it equals close, as if no dividend had been paid");
    if (!plan_.has("open") || !plan_.has("high") || !plan_.has("low"))
        warn("open, high and low are not all given: they stay empty");
    if (!plan_.has("volume")) warn("there is no column for volume: it stays empty");
    const auto together = standTogether();
    if (!together) return kit::failAs(together);
    if (!*together) return sortBars();
    bars_as_staged_ = true;
    return db_.run("CREATE OR REPLACE TEMP VIEW bars AS SELECT s.rowid AS rid, " + barColumns() +
                   " FROM staged s JOIN names n USING (symbol) JOIN sources f USING (file) WHERE s.bad IS "
                   "NULL");
}

kit::Result<void> FileImport::sortBars() {
    if (auto on = step(0.5, "sorting bars"); !on) return on;
    bars_as_staged_ = false;
    return db_.run("CREATE OR REPLACE TEMP TABLE sorted_bars AS SELECT " + barColumns() +
                   " FROM staged s JOIN names n USING (symbol) JOIN sources f USING (file) WHERE s.bad IS "
                   "NULL ORDER BY id, moment, file, source_row; CREATE OR REPLACE TEMP VIEW bars AS SELECT "
                   "rowid AS rid, * FROM sorted_bars");
}

kit::Result<void> FileImport::writeDailyBars() {
    if (auto judged = judgeBars(); !judged) return judged;
    if (auto on = step(0.8, "writing bars"); !on) return on;
    const auto kept = insertNewQuarantine(
        "bars_quarantine",
        fmt::format("SELECT {}, b.id, b.moment, b.open, b.high, b.low, b.close, b.adj_close, b.volume, "
                    "b.source, b.source_row, r.reason FROM bars b JOIN refused r ON r.rid = b.rid",
                    dataset()));
    if (!kept) return kit::failAs(kept);
    if (*kept > 0)
        if (auto noted =
                noteTouched("bars_quarantine",
                            "(SELECT b.id AS instrument_id FROM bars b JOIN refused r USING (rid))", false);
            !noted)
            return noted;
    report_.rows_quarantined += *kept;
    if (auto made = db_.run(
            "CREATE OR REPLACE TEMP VIEW fresh AS SELECT b.id AS instrument_id, b.moment AS session, b.open, "
            "b.high, b.low, b.close, b.adj_close, b.volume, b.source, b.source_row FROM bars b ANTI JOIN "
            "refused r ON r.rid = b.rid");
        !made)
        return made;
    if (auto merged = mergeFresh({"bars_daily",
                                  {"instrument_id", "session"},
                                  {"open", "high", "low", "close", "adj_close", "volume"},
                                  {"source", "source_row"},
                                  true});
        !merged)
        return merged;
    return db_.run("DROP VIEW fresh");
}

/// Bars of another size: their time is the start of the bar, what is kept is its end.
kit::Result<void> FileImport::writeIntradayBars() {
    if (auto on = step(0.8, "writing bars"); !on) return on;
    const std::string fault =
        "CASE WHEN moment IS NULL THEN 'no_time' WHEN close IS NULL OR least(open, high, low, close) <= 0 "
        "THEN "
        "'bad_price' "
        "WHEN high < low OR close > high * 1.01 OR close < low * 0.99 THEN 'high_below_low' END";
    const auto kept = insertNewQuarantine(
        "rows_quarantine",
        fmt::format("SELECT {}, 'bars', source, source_row, {} AS reason, concat_ws(',', id, moment, open, "
                    "high, low, close, volume) FROM bars WHERE {} IS NOT NULL",
                    dataset(), fault, fault));
    if (!kept) return kit::failAs(kept);
    report_.rows_quarantined += *kept;
    if (auto made = db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE fresh AS SELECT id AS instrument_id, "
                                        "{0}::BIGINT AS period_ns, moment + {0} AS "
                                        "closes_at_ns, open, high, low, close, volume, source, source_row, "
                                        "source AS from_source, source_row AS "
                                        "from_row FROM bars WHERE {1} IS NULL",
                                        plan_.period_ns, fault));
        !made)
        return made;
    const Target target{"bars_intraday",
                        {"instrument_id", "period_ns", "closes_at_ns"},
                        {"open", "high", "low", "close", "volume"},
                        {"source", "source_row"},
                        true};
    if (auto once = refuseRepeated(target); !once) return once;
    return mergeFresh(target);
}

/// Sectors, dividends and splits that stand beside the prices.
kit::Result<void> FileImport::writeBarExtras() {
    if (plan_.has("sector") || plan_.has("industry"))
        if (auto classes = writeClasses(readRows()); !classes) return classes;
    if (!plan_.has("dividend") && !plan_.has("split")) return {};
    const auto day =
        plan_.period_ns == 0 ? std::string("\"date\"") : std::string("make_timestamp_ns(\"date\")::DATE");
    const auto dividend = column("dividend", "DOUBLE"), split = column("split", "DOUBLE");
    if (auto made = db_.run(fmt::format(
            "CREATE OR REPLACE TEMP TABLE fresh AS SELECT DISTINCT ON (instrument_id, type, ex_date) * FROM "
            "(SELECT id AS "
            "instrument_id, 'dividend' AS type, {0} AS ex_date, NULL::DOUBLE AS ratio, {1} AS amount, {1} AS "
            "amount_on_basis, {2} AS currency, {0} AS knowable_at, source, false AS inferred FROM {3} WHERE "
            "{1} > 0 UNION "
            "ALL SELECT id, 'split', {0}, {4}, NULL, NULL, {2}, {0}, source, false FROM {3} WHERE {4} > 0 "
            "AND {4} <> 1)",
            day, dividend, sqlText(plan_.currency), readRows(), split));
        !made)
        return made;
    return mergeFresh({"corporate_actions",
                       {"instrument_id", "type", "ex_date"},
                       {"ratio", "amount", "amount_on_basis", "currency", "knowable_at", "inferred"},
                       {"source"},
                       true,
                       false});
}

} // namespace nautilus::catalog

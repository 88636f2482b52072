#include "app/catalog/appender.h"
#include "app/catalog/file_import.h"

#include <fmt/format.h>

namespace nautilus::catalog {

namespace {

constexpr std::int64_t kRowsAtOnce = 1'000'000; ///< rows that the rules look at at once
constexpr std::int64_t kNsPerDay = 86'400'000'000'000;

} // namespace

kit::Result<void> FileImport::writeBars() {
    if (auto sorted = sortBars(); !sorted) return sorted;
    const bool daily = plan_.period_ns == 0 || plan_.period_ns == kNsPerDay;
    if (auto written = daily ? writeDailyBars() : writeIntradayBars(); !written) return written;
    return writeBarExtras();
}

/// `bars`: rows in the order of instrument, time, file. What a file does not give is filled by the stated
/// rules: close from adj_close and the other way round.
kit::Result<void> FileImport::sortBars() {
    if (auto on = step(0.5, "sorting bars"); !on) return on;
    const bool no_close = !plan_.has("close") && plan_.wide_field != "close";
    if (no_close) warn("there is no column for close: it was taken from adj_close");
    if (!plan_.has("adj_close"))
        warn("there is no column for adj_close: it equals close, as if no dividend had been paid");
    if (!plan_.has("open") || !plan_.has("high") || !plan_.has("low"))
        warn("open, high and low are not all given: they stay empty");
    if (!plan_.has("volume")) warn("there is no column for volume: it stays empty");
    const auto number = [&](const char* field) { return column(field, "DOUBLE"); };
    const auto close = fmt::format("coalesce({}, {})", number("close"), number("adj_close"));
    return db_.run(fmt::format(
        "CREATE OR REPLACE TEMP TABLE bars AS SELECT id, \"date\" AS moment, {} AS open, "
        "{} AS high, {} AS low, {} AS close, "
        "coalesce({}, {}) AS adj_close, {} AS volume, source, \"row\" AS source_row "
        "FROM {} ORDER BY id, moment, file, "
        "\"row\"",
        number("open"), number("high"), number("low"), no_close ? number("adj_close") : number("close"),
        number("adj_close"), close, number("volume"), readRows()));
}

/// Rules look at whole instruments, some at a time, so that memory does not grow with the file.
kit::Result<void> FileImport::judgeBars() {
    if (auto made = db_.run(
            "CREATE OR REPLACE TEMP TABLE refused (rid BIGINT, reason VARCHAR); CREATE OR REPLACE TEMP "
            "TABLE silent AS SELECT id FROM bars GROUP BY id HAVING coalesce(max(volume), 0) <= 0");
        !made)
        return made;
    const auto groups = db_.query("SELECT id, count(*)::BIGINT FROM bars GROUP BY id ORDER BY id");
    if (!groups) return kit::failAs(groups);
    const auto id = (*groups)->integers(0), rows = (*groups)->integers(1);
    std::int64_t total = 0, taken = 0;
    for (const auto n : rows)
        total += n;
    for (std::size_t begin = 0; begin < id.size();) {
        std::size_t end = begin;
        std::int64_t n = 0;
        while (end < id.size() && (end == begin || n + rows[end] <= kRowsAtOnce))
            n += rows[end++];
        const auto share = static_cast<double>(taken) / static_cast<double>(std::max<std::int64_t>(total, 1));
        if (auto on = step(0.6 + 0.2 * share, "checking bars"); !on) return on;
        if (auto judged = judgeRange(id[begin], id[end - 1]); !judged) return judged;
        taken += n;
        begin = end;
    }
    const auto without = db_.integer("SELECT count(*)::BIGINT FROM silent");
    if (!without) return kit::failAs(without);
    if (*without > 0 && plan_.has("volume"))
        warn(fmt::format("{} symbols have no volume at all: it was not held against them", *without));
    return {};
}

kit::Result<void> FileImport::judgeRange(std::int64_t first, std::int64_t last) {
    const auto result =
        db_.query(fmt::format("SELECT b.rowid::BIGINT, b.id, b.moment, b.open, b.high, b.low, b.close, "
                              "b.adj_close, b.volume, b.id IN "
                              "(SELECT id FROM silent) FROM bars b WHERE b.id BETWEEN {} AND {}",
                              first, last));
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto row = r.integers(0), id = r.integers(1);
    const auto session = r.dates(2);
    const auto close = r.doubles(6), adjusted = r.doubles(7), volume = r.doubles(8);
    const auto price = [&](const char* field, std::size_t column) {
        return plan_.has(field) ? r.doubles(column) : close; // what is not given cannot be wrong
    };
    const auto open = price("open", 3), high = price("high", 4), low = price("low", 5);
    const auto silent = r.flags(9);
    const auto instruments =
        db_.query(fmt::format("SELECT instrument_id, security_type, calendar FROM instruments WHERE dataset "
                              "= {} AND instrument_id BETWEEN {} "
                              "AND {} ORDER BY instrument_id",
                              dataset(), first, last));
    if (!instruments) return kit::failAs(instruments);
    const auto known = (*instruments)->integers(0);
    const auto types = (*instruments)->texts(1), calendars = (*instruments)->texts(2);
    Appender refused(db_, "refused");
    for (std::size_t begin = 0, at = 0; begin < row.size();) {
        std::size_t end = begin;
        while (end < row.size() && id[end] == id[begin])
            ++end;
        while (at < known.size() && known[at] < id[begin])
            ++at;
        const auto part = [&](const auto& column) { return std::span(column).subspan(begin, end - begin); };
        const bool found = at < known.size() && known[at] == id[begin];
        const std::string type = silent[begin] ? "index" : found ? types[at] : "stock";
        const std::string calendar = found ? calendars[at] : "XNYS";
        const auto reasons = rules_({id[begin], type, part(session), part(open), part(high), part(low),
                                     part(close), part(adjusted), part(volume), calendar});
        for (std::size_t i = begin; i < end; ++i)
            if (!reasons[i - begin].empty()) refused.add(row[i]).add(reasons[i - begin]).endRow();
        begin = end;
    }
    return refused.close();
}

kit::Result<void> FileImport::writeDailyBars() {
    if (auto judged = judgeBars(); !judged) return judged;
    if (auto on = step(0.8, "writing bars"); !on) return on;
    const auto kept = insertNewQuarantine(
        "bars_quarantine",
        fmt::format("SELECT {}, b.id, b.moment, b.open, b.high, b.low, b.close, b.adj_close, b.volume, "
                    "b.source, b.source_row, r.reason FROM bars b JOIN refused r ON r.rid = b.rowid",
                    dataset()));
    if (!kept) return kit::failAs(kept);
    report_.rows_quarantined += *kept;
    if (auto made = db_.run(
            "CREATE OR REPLACE TEMP VIEW fresh AS SELECT b.id AS instrument_id, b.moment AS session, b.open, "
            "b.high, b.low, b.close, b.adj_close, b.volume, b.source, b.source_row FROM bars b ANTI JOIN "
            "refused r ON r.rid = b.rowid");
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

#include "app/catalog/export_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace nautilus::catalog {

using domain::SessionDate;

namespace {

struct ExportTable {
    std::string_view what;
    std::string_view columns; ///< t is the table, i the instrument
    std::string_view table;
    std::string_view date;  ///< expression of a DATE, for start, end and years; empty = undated
    std::string_view order; ///< of the answer's columns
    bool has_instrument = true;
};

constexpr std::array kTables{
    ExportTable{"bars",
                "i.symbol, t.session AS date, t.open, t.high, t.low, t.close, t.adj_close, t.volume, "
                "t.dataset, t.instrument_id, t.source, t.source_row",
                "bars_daily", "t.session", "instrument_id, date, source_row"},
    ExportTable{
        "intraday",
        "i.symbol, make_timestamp_ns(t.closes_at_ns) AS closes_at, t.period_ns, t.open, t.high, t.low, "
        "t.close, t.volume, t.dataset, t.instrument_id, t.source, t.source_row",
        "bars_intraday", "make_timestamp_ns(t.closes_at_ns)::DATE", "instrument_id, closes_at"},
    ExportTable{"trades",
                "i.symbol, make_timestamp_ns(t.at_ns) AS traded_at, t.price, t.size, t.venue, t.conditions, "
                "t.dataset, t.instrument_id, t.source, t.source_row",
                "trades", "make_timestamp_ns(t.at_ns)::DATE", "instrument_id, traded_at, source_row"},
    ExportTable{
        "quotes",
        "i.symbol, make_timestamp_ns(t.at_ns) AS quoted_at, t.bid, t.bid_size, t.ask, t.ask_size, t.dataset, "
        "t.instrument_id, t.source, t.source_row",
        "quotes", "make_timestamp_ns(t.at_ns)::DATE", "instrument_id, quoted_at, source_row"},
    ExportTable{"fundamentals", "i.symbol, t.*", "fundamentals", "t.period_end",
                "instrument_id, concept, period_end, knowable_at, priority, period_length, value"},
    ExportTable{"macro", "t.*", "macro_observations", "t.period_end",
                "series, period_end, knowable_at, vintage", false},
    ExportTable{"instruments", "t.*", "instruments", "", "instrument_id, dataset"},
    ExportTable{"aliases", "t.*", "aliases", "", "symbol, valid_from, instrument_id, dataset"},
    ExportTable{"classifications", "i.symbol, t.*", "classifications", "",
                "instrument_id, scheme, valid_from, value"},
    ExportTable{"universe", "i.symbol, t.*", "universe_members", "", "universe, instrument_id, valid_from"},
    ExportTable{"corporate_actions", "i.symbol, t.*", "corporate_actions", "t.ex_date",
                "instrument_id, ex_date, type, amount, ratio"},
    ExportTable{"quality", "i.symbol, t.*", "quality_issues", "t.first_date",
                "dataset, instrument_id, first_date, rule, field, issue_id"},
    ExportTable{
        "quarantine",
        "i.symbol, t.session AS date, t.open, t.high, t.low, t.close, t.adj_close, t.volume, t.reason, "
        "t.dataset, t.instrument_id, t.source, t.source_row",
        "bars_quarantine", "t.session", "instrument_id, date, source_row"},
    ExportTable{"corrections", "i.symbol, t.*", "corrections", "t.first_date", "correction_id"},
};

std::string condition(const ExportTable& table, const kit::ExportPlan& plan) {
    std::string where = " WHERE true";
    if (!plan.dataset.empty()) where += " AND t.dataset = " + sqlText(plan.dataset);
    if (!plan.instruments.empty() && table.has_instrument)
        where += fmt::format(" AND t.instrument_id IN ({})", fmt::join(plan.instruments, ","));
    if (table.date.empty()) return where;
    if (plan.from != domain::kBeginningOfTime)
        where += fmt::format(" AND {} >= DATE {}", table.date, sqlText(plan.from.iso()));
    if (plan.to != domain::kEndOfTime)
        where += fmt::format(" AND {} <= DATE {}", table.date, sqlText(plan.to.iso()));
    return where;
}

} // namespace

std::string exportWords() {
    std::string out;
    for (const auto& table : kTables)
        out += (out.empty() ? "" : "|") + std::string(table.what);
    return out;
}

kit::Result<void> checkExportFilters(const kit::ExportPlan& plan) {
    const auto found = std::ranges::find(kTables, plan.what, &ExportTable::what);
    if (found == kTables.end()) return {};
    using kit::ErrorCode;
    const bool dated = plan.from != domain::kBeginningOfTime || plan.to != domain::kEndOfTime;
    if (dated && found->date.empty())
        return kit::fail(ErrorCode::InvalidArgument, "this table has no days to select", "/start");
    if (!plan.instruments.empty() && !found->has_instrument)
        return kit::fail(ErrorCode::InvalidArgument, "this table is not by instrument", "/symbols");
    return {};
}

std::string exportSelect(const kit::ExportPlan& plan) {
    const auto found = std::ranges::find(kTables, plan.what, &ExportTable::what);
    if (found == kTables.end()) return {};
    std::string columns(found->columns);
    if (plan.partition_by == "year") {
        if (found->date.empty()) return {};
        columns += fmt::format(", year({})::BIGINT AS year", found->date);
    }
    const bool joined = found->has_instrument && columns.starts_with("i.");
    if (plan.partition_by == "symbol" && !joined && found->table != "instruments" &&
        found->table != "aliases")
        return {};
    return fmt::format("SELECT * FROM (SELECT {} FROM {} t {}{}) ORDER BY {}", columns, found->table,
                       joined
                           ? "LEFT JOIN instruments i ON i.instrument_id = t.instrument_id AND i.dataset = "
                             "t.dataset"
                           : "",
                       condition(*found, plan), found->order);
}

} // namespace nautilus::catalog

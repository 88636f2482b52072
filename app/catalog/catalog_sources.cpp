// Where stored values came from: the part of the catalog that lineage reads.

#include "app/catalog/duckdb_catalog.h"

namespace nautilus::catalog {

using domain::InstrumentId;
using domain::SessionDate;
using kit::Result;
using kit::SourceRow;

namespace {

/// Columns: name, dataset, source, source_row, accession, form, at, knowable_at, value, adjusted, unit,
/// priority, restated.
std::vector<SourceRow> rowsOf(const QueryResult& r) {
    const auto name = r.texts(0), dataset = r.texts(1), source = r.texts(2), accession = r.texts(4),
               form = r.texts(5), unit = r.texts(10);
    const auto row = r.integers(3), priority = r.integers(11);
    const auto at = r.dates(6), knowable = r.dates(7);
    const auto value = r.doubles(8), adjusted = r.doubles(9);
    const auto restated = r.flags(12);
    std::vector<SourceRow> out;
    out.reserve(r.rowCount());
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({name[i], dataset[i], source[i], row[i], accession[i], form[i], at[i], knowable[i],
                       value[i], adjusted[i], unit[i], priority[i], restated[i] != 0});
    return out;
}

} // namespace

Result<std::vector<SourceRow>> DuckDbCatalog::barSources(InstrumentId id, SessionDate from, SessionDate to) {
    const auto result =
        ask("SELECT '', dataset, source, source_row, '', '', session, session, close, adj_close, '', "
            "0::BIGINT, false FROM bars_daily WHERE instrument_id = " +
            std::to_string(id) + " AND session BETWEEN DATE " + sqlText(from.iso()) + " AND DATE " +
            sqlText(to.iso()) + " ORDER BY session, dataset");
    if (!result) return kit::failAs(result);
    return rowsOf(**result);
}

Result<std::vector<SourceRow>> DuckDbCatalog::factSources(const std::vector<InstrumentId>& ids) {
    std::string list;
    for (const auto id : ids)
        list += (list.empty() ? "" : ",") + std::to_string(id);
    if (list.empty()) return std::vector<SourceRow>{};
    const auto result =
        ask("SELECT concept, dataset, source, 0::BIGINT, accession, form, period_end, knowable_at, value, "
            "NULL::DOUBLE, unit, priority::BIGINT, restated FROM fundamentals WHERE instrument_id IN (" +
            list + ") AND value IS NOT NULL ORDER BY concept, period_end, knowable_at, priority, value");
    if (!result) return kit::failAs(result);
    return rowsOf(**result);
}

Result<std::vector<SourceRow>> DuckDbCatalog::macroSources(std::string_view series) {
    const auto result =
        ask("SELECT o.series, o.dataset, coalesce(s.source, ''), 0::BIGINT, '', coalesce(o.vintage, ''), "
            "o.period_end, o.knowable_at, o.value, NULL::DOUBLE, coalesce(s.units, ''), 0::BIGINT, false "
            "FROM macro_observations o LEFT JOIN macro_series s ON s.series = o.series AND "
            "s.dataset = o.dataset WHERE o.series = " +
            sqlText(std::string(series)) + " AND o.value IS NOT NULL ORDER BY o.knowable_at, o.period_end");
    if (!result) return kit::failAs(result);
    return rowsOf(**result);
}

} // namespace nautilus::catalog

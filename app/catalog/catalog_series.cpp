// Bars of other sizes and ticks as they are stored; what there is of macro series and universes.

#include "app/catalog/duckdb_catalog.h"

#include <fmt/format.h>

namespace nautilus::catalog {

using domain::SessionDate;
using kit::Result;

namespace {

/// A day in a time zone as nanoseconds of its first instant; days outside the calendar's reach bound nothing.
std::string instantOf(SessionDate day, const std::string& timezone) {
    return fmt::format("epoch_ns(timezone({}, TIMESTAMP {}))", sqlText(timezone), sqlText(day.iso()));
}

std::string within(const kit::SeriesQuery& query, const char* time, bool end_belongs) {
    std::string out = fmt::format(" WHERE instrument_id = {}", query.id);
    if (query.from > SessionDate::of(1900, 1, 1))
        out += fmt::format(" AND {} {} {}", time,
                           end_belongs ? ">" : ">=", instantOf(query.from, query.timezone));
    if (query.to < SessionDate::of(2200, 1, 1))
        out += fmt::format(" AND {} {} {}", time, end_belongs ? "<=" : "<",
                           instantOf(query.to.plusDays(1), query.timezone));
    return out;
}

std::string limited(const kit::SeriesQuery& query) {
    return query.row_limit > 0 ? fmt::format(" LIMIT {}", query.row_limit) : std::string();
}

} // namespace

Result<kit::SizedBars> DuckDbCatalog::sizedBars(const kit::SeriesQuery& query, std::int64_t period_ns) {
    const auto result =
        ask("SELECT closes_at_ns, open, high, low, close, volume, source FROM bars_intraday" +
            within(query, "closes_at_ns", true) +
            fmt::format(" AND period_ns = {} ORDER BY closes_at_ns, dataset{}", period_ns, limited(query)));
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    return kit::SizedBars{r.integers(0), r.doubles(1), r.doubles(2), r.doubles(3),
                          r.doubles(4),  r.doubles(5), r.texts(6)};
}

Result<std::vector<std::int64_t>> DuckDbCatalog::barSizes(domain::InstrumentId id) {
    const auto result = ask(
        fmt::format("SELECT DISTINCT period_ns FROM bars_intraday WHERE instrument_id = {} ORDER BY 1", id));
    if (!result) return kit::failAs(result);
    return (*result)->integers(0);
}

Result<kit::StoredTicks> DuckDbCatalog::ticks(const kit::SeriesQuery& query) {
    const auto where = within(query, "at_ns", false);
    const auto result =
        ask("SELECT at_ns, price, size, bid, bid_size, ask, ask_size, venue, conditions, source, source_row "
            "FROM (SELECT at_ns, price, size, NULL::DOUBLE AS bid, NULL::DOUBLE AS bid_size, NULL::DOUBLE AS "
            "ask, NULL::DOUBLE AS ask_size, venue, conditions, source, source_row FROM trades" +
            where +
            " UNION ALL SELECT at_ns, NULL, NULL, bid, bid_size, ask, ask_size, NULL, NULL, source, "
            "source_row FROM quotes" +
            where + ") ORDER BY at_ns, source, source_row" + limited(query));
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    return kit::StoredTicks{r.integers(0), r.doubles(1), r.doubles(2),  r.doubles(3),
                            r.doubles(4),  r.doubles(5), r.doubles(6),  r.texts(7),
                            r.texts(8),    r.texts(9),   r.integers(10)};
}

Result<std::vector<kit::MacroSpan>> DuckDbCatalog::macroSpans() {
    const auto result = ask(
        "SELECT o.series, o.dataset, coalesce(any_value(s.name), o.series), any_value(s.units), "
        "any_value(s.frequency), any_value(s.source), coalesce(any_value(s.release_lag_days), 0)::BIGINT, "
        "count(*)::BIGINT, min(o.period_end), max(o.period_end) FROM macro_observations o LEFT JOIN "
        "macro_series s ON s.series = o.series AND s.dataset = o.dataset WHERE o.value IS NOT NULL "
        "GROUP BY o.series, o.dataset ORDER BY o.series, o.dataset");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto series = r.texts(0), dataset = r.texts(1), name = r.texts(2), units = r.texts(3),
               frequency = r.texts(4), source = r.texts(5);
    const auto lag = r.integers(6), observations = r.integers(7);
    const auto first = r.dates(8), last = r.dates(9);
    std::vector<kit::MacroSpan> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({series[i], dataset[i], name[i], units[i], frequency[i], source[i], lag[i],
                       observations[i], first[i], last[i]});
    return out;
}

Result<std::vector<kit::UniverseSpan>> DuckDbCatalog::universeSpans(SessionDate today) {
    const auto result = ask(fmt::format(
        "SELECT universe, dataset, count(DISTINCT instrument_id) FILTER (coalesce(valid_from, as_of) <= "
        "as_of "
        "AND coalesce(valid_to, DATE '9999-01-01') > as_of)::BIGINT, count(DISTINCT instrument_id)::BIGINT, "
        "min(valid_from), max(greatest(coalesce(valid_from, valid_to), coalesce(valid_to, valid_from))), "
        "any_value(as_of) FROM (SELECT u.*, coalesce(b.last, DATE {}) AS as_of FROM universe_members u LEFT "
        "JOIN (SELECT dataset, max(session) AS last FROM bars_daily GROUP BY dataset) b USING (dataset)) "
        "GROUP BY universe, dataset ORDER BY universe, dataset",
        sqlText(today.iso())));
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto universe = r.texts(0), dataset = r.texts(1);
    const auto members = r.integers(2), ever = r.integers(3);
    const auto first = r.dates(4), last = r.dates(5), as_of = r.dates(6);
    std::vector<kit::UniverseSpan> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({universe[i], dataset[i], members[i], ever[i], first[i], last[i], as_of[i]});
    return out;
}

} // namespace nautilus::catalog

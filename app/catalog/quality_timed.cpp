// Bars within a day and ticks for the quality rules.
#include "app/catalog/corrections.h"
#include "app/catalog/duckdb_catalog.h"

#include <fmt/format.h>

namespace nautilus::catalog {

kit::Result<std::vector<kit::TimedSeries>> CatalogQuality::timedSeries(const std::string& dataset) {
    const auto part = [&](const char* table, const char* at, const char* period) {
        return fmt::format("SELECT '{0}' AS name, instrument_id, {2}::BIGINT AS period, count(*)::BIGINT, "
                           "min({1})::BIGINT, max({1})::BIGINT FROM {0} WHERE dataset = {3} GROUP BY "
                           "instrument_id, period",
                           table, at, period, sqlText(dataset));
    };
    return catalog_.exclusively([&](Connection& db) -> kit::Result<std::vector<kit::TimedSeries>> {
        const auto result = db.query(part("bars_intraday", "closes_at_ns", "period_ns") + " UNION ALL " +
                                     part("quotes", "at_ns", "0") + " UNION ALL " +
                                     part("trades", "at_ns", "0") + " ORDER BY name, instrument_id, period");
        if (!result) return kit::failAs(result);
        const auto& r = **result;
        const auto table = r.texts(0);
        const auto id = r.integers(1), period = r.integers(2), rows = r.integers(3), first = r.integers(4),
                   last = r.integers(5);
        std::vector<kit::TimedSeries> out;
        for (std::size_t i = 0; i < r.rowCount(); ++i)
            out.push_back({table[i], id[i], period[i], rows[i], first[i], last[i]});
        return out;
    });
}

kit::Result<kit::TimedRows> CatalogQuality::timedRows(const std::string& dataset,
                                                      const kit::TimedSeries& series, std::int64_t from_ns,
                                                      std::int64_t to_ns) {
    const bool bars = series.table == "bars_intraday", quotes = series.table == "quotes";
    const std::string at = bars ? "closes_at_ns" : "at_ns";
    const std::string values = bars     ? "open, high, low, close, volume"
                               : quotes ? "bid, ask, (bid + ask) / 2"
                                        : "price, size";
    const auto sql = fmt::format(
        "SELECT {0}, source_row, {1} FROM {2} WHERE dataset = {3} AND instrument_id = {4}{5} AND {0} >= {6} "
        "AND {0} < {7} ORDER BY {0}, source_row",
        at, values, series.table, sqlText(dataset), series.id,
        bars ? fmt::format(" AND period_ns = {}", series.period_ns) : std::string(), from_ns, to_ns);
    return catalog_.exclusively([&](Connection& db) -> kit::Result<kit::TimedRows> {
        const auto result = db.query(sql);
        if (!result) return kit::failAs(result);
        const auto& r = **result;
        kit::TimedRows out;
        out.at_ns = r.integers(0);
        out.source_row = r.integers(1);
        if (bars) {
            out.open = r.doubles(2);
            out.high = r.doubles(3);
            out.low = r.doubles(4);
            out.close = r.doubles(5);
            out.volume = r.doubles(6);
        } else if (quotes) {
            out.bid = r.doubles(2);
            out.ask = r.doubles(3);
            out.close = r.doubles(4);
        } else {
            out.close = r.doubles(2);
            out.volume = r.doubles(3);
        }
        return out;
    });
}

} // namespace nautilus::catalog

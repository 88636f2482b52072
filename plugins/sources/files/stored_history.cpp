#include "plugins/sources/files/stored_history.h"

#include "engines/domain/calendar.h"

#include <algorithm>
#include <cmath>

namespace nautilus::sources {

using domain::SessionDate;
using domain::Timestamp;
using kit::ErrorCode;
using kit::HistoryRequest;
using kit::HistoryRows;
using kit::Result;
using kit::Table;

namespace {

constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;

SessionDate dayOf(std::int64_t ns) {
    return {static_cast<std::int32_t>(ns >= 0 ? ns / kDayNs : (ns + 1) / kDayNs - 1)};
}

std::int64_t startOf(SessionDate day) {
    return static_cast<std::int64_t>(day.days) * kDayNs;
}

bool tradesInNewYork(const domain::Instrument& instrument) {
    return instrument.calendar == domain::NyseCalendar::kName;
}

std::int64_t closeOf(SessionDate session, bool new_york) {
    if (new_york && domain::NyseCalendar::isSession(session)) return domain::NyseCalendar::close(session).ns;
    return startOf(session.plusDays(1));
}

/// Days that may hold rows of the range, whatever the time zone.
kit::SeriesQuery daysOf(const HistoryRequest& request, const domain::Instrument& instrument) {
    return {instrument.id, dayOf(request.from_ns).plusDays(-1), dayOf(request.to_ns).plusDays(1),
            tradesInNewYork(instrument) ? "America/New_York" : "UTC", 0};
}

bool within(const HistoryRequest& request, std::int64_t ns) {
    return ns >= request.from_ns && ns < request.to_ns;
}

std::string textOf(std::int64_t ns) {
    return Timestamp{ns}.rfc3339();
}

/// Rows of prices under construction, column by column.
struct Columns {
    Table::Texts at;
    std::vector<Table::Numbers> numbers;
    explicit Columns(std::size_t n) : numbers(n) {}
    void add(std::int64_t ns, std::initializer_list<double> row) {
        at.push_back(textOf(ns));
        auto column = numbers.begin();
        for (const double each : row)
            (column++)->push_back(each);
    }
    HistoryRows rows(const char* time, std::initializer_list<const char*> names, std::string dataset) {
        HistoryRows out;
        if (at.empty()) out.warnings.emplace_back("nothing is stored in this range");
        if (!at.empty()) out.warnings.push_back("data set: " + std::move(dataset));
        out.rows.add(time, std::move(at));
        auto column = numbers.begin();
        for (const auto* name : names)
            out.rows.add(name, std::move(*column++));
        return out;
    }
};

} // namespace

Result<HistoryRows> StoredHistory::rows(const HistoryRequest& request, const std::string& dataset) {
    if (request.data_type == "macro") return macro(request);
    const auto directory = directories_.now();
    if (!directory) return kit::failAs(directory);
    const auto candidates = (*directory)->candidates(request.symbol, dataset);
    if (candidates.empty())
        return kit::fail(ErrorCode::NotFound, "the catalog does not know " + request.symbol, "/symbol");
    if (request.data_type == "fundamentals") return facts(request, candidates);
    if (request.data_type != "bars") return ticks(request, candidates);
    return request.bar_ns == kDayNs ? dailyBars(request, candidates) : sizedBars(request, candidates);
}

Result<HistoryRows> StoredHistory::dailyBars(const HistoryRequest& request, const Candidates& candidates) {
    Columns out(5);
    std::string dataset;
    for (const auto* instrument : candidates) {
        const bool new_york = tradesInNewYork(*instrument);
        const auto days = daysOf(request, *instrument);
        const auto bars =
            catalog_.dailyBars({{instrument->id}, days.from, days.to, instrument->dataset, false});
        if (!bars) return kit::failAs(bars);
        for (std::size_t i = 0; i < bars->size(); ++i) {
            const auto close_ns = closeOf(bars->session[i], new_york);
            if (!within(request, close_ns)) continue;
            const double factor = request.adjusted ? bars->adj_close[i] / bars->close[i] : 1.0;
            out.add(close_ns, {bars->open[i] * factor, bars->high[i] * factor, bars->low[i] * factor,
                               bars->close[i] * factor, bars->volume[i]});
        }
        dataset = instrument->dataset;
        if (!out.at.empty()) break;
    }
    auto rows = out.rows("closes_at", {"open", "high", "low", "close", "volume"}, dataset);
    if (request.adjusted)
        rows.warnings.emplace_back("prices are multiplied by adj_close / close; volumes are as stored");
    return rows;
}

Result<HistoryRows> StoredHistory::sizedBars(const HistoryRequest& request, const Candidates& candidates) {
    Columns out(5);
    std::string dataset;
    for (const auto* instrument : candidates) {
        const auto bars = catalog_.sizedBars(daysOf(request, *instrument), request.bar_ns);
        if (!bars && bars.error().front().code == ErrorCode::Unsupported) continue;
        if (!bars) return kit::failAs(bars);
        for (std::size_t i = 0; i < bars->closes_at_ns.size(); ++i)
            if (within(request, bars->closes_at_ns[i]))
                out.add(bars->closes_at_ns[i],
                        {bars->open[i], bars->high[i], bars->low[i], bars->close[i], bars->volume[i]});
        dataset = instrument->dataset;
        if (!out.at.empty()) break;
    }
    auto rows = out.rows("closes_at", {"open", "high", "low", "close", "volume"}, dataset);
    if (request.adjusted) rows.warnings.emplace_back("bars within a day are as traded, not adjusted");
    return rows;
}

Result<HistoryRows> StoredHistory::ticks(const HistoryRequest& request, const Candidates& candidates) {
    const bool trades = request.data_type == "trades";
    Columns out(trades ? 2 : 4);
    std::string dataset;
    for (const auto* instrument : candidates) {
        const auto ticks = catalog_.ticks(daysOf(request, *instrument));
        if (!ticks && ticks.error().front().code == ErrorCode::Unsupported) continue;
        if (!ticks) return kit::failAs(ticks);
        for (std::size_t i = 0; i < ticks->at_ns.size(); ++i) {
            if (!within(request, ticks->at_ns[i]) || std::isnan(ticks->price[i]) == trades) continue;
            if (trades)
                out.add(ticks->at_ns[i], {ticks->price[i], ticks->size[i]});
            else
                out.add(ticks->at_ns[i],
                        {ticks->bid[i], ticks->bid_size[i], ticks->ask[i], ticks->ask_size[i]});
        }
        dataset = instrument->dataset;
        if (!out.at.empty()) break;
    }
    return trades ? out.rows("at", {"price", "size"}, dataset)
                  : out.rows("at", {"bid", "bid_size", "ask", "ask_size"}, dataset);
}

namespace {

/// Rows with their origin, by the day on which they became knowable.
HistoryRows originRows(std::vector<kit::SourceRow> rows, const HistoryRequest& request, const char* name) {
    std::erase_if(rows,
                  [&](const kit::SourceRow& row) { return !within(request, startOf(row.knowable_at)); });
    std::ranges::stable_sort(rows, {}, &kit::SourceRow::knowable_at);
    Table::Texts names, units, sources;
    Table::Dates ends, known;
    Table::Numbers values;
    for (auto& row : rows) {
        names.push_back(std::move(row.name));
        units.push_back(std::move(row.unit));
        sources.push_back(std::move(row.source));
        ends.push_back(row.at);
        known.push_back(row.knowable_at);
        values.push_back(row.value);
    }
    HistoryRows out;
    if (rows.empty()) out.warnings.emplace_back("nothing is stored in this range");
    out.rows.add(name, std::move(names));
    out.rows.add("period_end", std::move(ends));
    out.rows.add("knowable_at", std::move(known));
    out.rows.add("value", std::move(values));
    out.rows.add("unit", std::move(units));
    out.rows.add("source", std::move(sources));
    return out;
}

} // namespace

Result<HistoryRows> StoredHistory::facts(const HistoryRequest& request, const Candidates& candidates) {
    std::vector<kit::SourceRow> rows;
    for (const auto* instrument : candidates) {
        auto found = catalog_.factSources({instrument->id});
        if (!found) return kit::failAs(found);
        rows = std::move(*found);
        if (!rows.empty()) break;
    }
    return originRows(std::move(rows), request, "concept");
}

Result<HistoryRows> StoredHistory::macro(const HistoryRequest& request) {
    auto rows = catalog_.macroSources(request.symbol);
    if (!rows) return kit::failAs(rows);
    if (rows->empty())
        return kit::fail(ErrorCode::NotFound, "the catalog does not know the series " + request.symbol,
                         "/symbol");
    return originRows(std::move(*rows), request, "series");
}

Result<Table> StoredHistory::found(const std::string& text, std::int64_t limit, const std::string& dataset) {
    const auto directory = directories_.now();
    if (!directory) return kit::failAs(directory);
    Table::Texts symbol, name, asset_class, currency, of;
    for (const auto* each : (*directory)->matching(text)) {
        if (static_cast<std::int64_t>(symbol.size()) == limit) break;
        if (!dataset.empty() && each->dataset != dataset) continue;
        symbol.push_back(each->symbol);
        name.push_back(each->name);
        asset_class.push_back(each->asset_class);
        currency.push_back(each->currency);
        of.push_back(each->dataset);
    }
    Table out;
    out.add("symbol", std::move(symbol));
    out.add("name", std::move(name));
    out.add("asset_class", std::move(asset_class));
    out.add("currency", std::move(currency));
    out.add("dataset", std::move(of));
    return out;
}

} // namespace nautilus::sources

// Bars of any stored size, ticks, and what there is of macro series and universes.

#include "engines/domain/timeframe.h"
#include "engines/kit/paging.h"
#include "engines/marketdata/contract/reads.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "engines/marketdata/service/posted_operation.h"

#include <algorithm>
#include <cctype>

namespace nautilus::marketdata {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;

namespace {

std::string zoneOf(const Instrument& instrument) {
    return instrument.calendar == "XNYS" ? "America/New_York" : "UTC";
}

Table::Texts timesOf(const std::vector<std::int64_t>& ns, std::int64_t minus = 0) {
    Table::Texts out;
    out.reserve(ns.size());
    for (const auto at : ns)
        out.push_back(Timestamp{at - minus}.rfc3339());
    return out;
}

/// Rows that a page needs, one more to know whether there is another; 0 = all, for CSV.
Result<std::int64_t> rowsNeeded(std::int64_t limit, const std::optional<std::string>& cursor,
                                const kit::Call& call) {
    if (call.format != kit::Format::Json) return std::int64_t{0};
    const auto empty = kit::paged({}, limit, cursor);
    if (!empty) return kit::failAs(empty);
    return static_cast<std::int64_t>(empty->firstRow()) + limit + 1;
}

bool contains(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return !std::ranges::search(text, part, same).empty() || part.empty();
}

} // namespace

Result<Table> MarketDataService::sizedBarsNow(const BarsRequest& request, kit::Call& call) {
    const auto size = timeframeNs(request.timeframe);
    if (size == 0)
        return fail(ErrorCode::InvalidArgument,
                    "a timeframe is a number and a unit of s, m, h or d: 1m, 5m, 1h", "/timeframe");
    if (request.adjusted)
        return fail(ErrorCode::InvalidArgument, "only daily bars can be adjusted", "/adjusted");
    const auto now = directory();
    const auto end = std::min(request.end.value_or(kEndOfTime), request.as_of.value_or(kEndOfTime));
    const auto instrument = named(*now, request.symbol, end, request.dataset, call);
    if (!instrument) return kit::failAs(instrument);
    const auto rows = rowsNeeded(request.limit, request.cursor, call);
    if (!rows) return kit::failAs(rows);
    const auto zone = zoneOf(**instrument);
    const auto bars = ports_.catalog.sizedBars(
        {(*instrument)->id, request.start.value_or(kBeginningOfTime), end, zone, *rows}, size);
    if (!bars) return kit::failAs(bars);
    call.method("days", "of the time zone " + zone);
    if (bars->closes_at_ns.empty()) {
        const auto sizes = ports_.catalog.barSizes((*instrument)->id);
        if (!sizes) return kit::failAs(sizes);
        std::string stored;
        for (const auto each : *sizes)
            stored += (stored.empty() ? "" : ", ") + timeframeName(each);
        call.warn("no_data", "/data/rows",
                  "there are no bars of this size in this range; sizes stored: 1d" +
                      (stored.empty() ? stored : ", " + stored));
    }
    Table table;
    table.add("starts_at", timesOf(bars->closes_at_ns, size));
    table.add("closes_at", timesOf(bars->closes_at_ns));
    table.add("open", bars->open);
    table.add("high", bars->high);
    table.add("low", bars->low);
    table.add("close", bars->close);
    table.add("volume", bars->volume);
    table.add("source", bars->source);
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<Table> MarketDataService::ticksNow(const TicksRequest& request, kit::Call& call) {
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    if (request.start && request.end && *request.end < *request.start)
        return fail(ErrorCode::InvalidArgument, "end is before start", "/end");
    const auto end = std::min(request.end.value_or(kEndOfTime), request.as_of.value_or(kEndOfTime));
    const auto instrument = named(*now, request.symbol, end, request.dataset, call);
    if (!instrument) return kit::failAs(instrument);
    const auto rows = rowsNeeded(request.limit, request.cursor, call);
    if (!rows) return kit::failAs(rows);
    const auto zone = zoneOf(**instrument);
    auto ticks =
        ports_.catalog.ticks({(*instrument)->id, request.start.value_or(kBeginningOfTime), end, zone, *rows});
    if (!ticks) return kit::failAs(ticks);
    call.method("days", "of the time zone " + zone);
    if (ticks->at_ns.empty()) call.warn("no_data", "/data/rows", "there are no ticks in this range");
    Table::Texts kind;
    for (const double price : ticks->price)
        kind.emplace_back(price == price ? "trade" : "quote");
    Table table;
    table.add("at", timesOf(ticks->at_ns));
    table.add("kind", std::move(kind));
    table.add("price", std::move(ticks->price));
    table.add("size", std::move(ticks->size));
    table.add("bid", std::move(ticks->bid));
    table.add("bid_size", std::move(ticks->bid_size));
    table.add("ask", std::move(ticks->ask));
    table.add("ask_size", std::move(ticks->ask_size));
    table.add("venue", std::move(ticks->venue));
    table.add("conditions", std::move(ticks->conditions));
    table.add("source", std::move(ticks->source));
    table.add("source_row", std::move(ticks->source_row));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<Table> MarketDataService::macroSeriesNow(const MacroSeriesRequest& request, kit::Call& call) {
    call.catalog_epoch = directory()->epoch;
    const auto spans = ports_.catalog.macroSpans();
    if (!spans) return kit::failAs(spans);
    Table::Texts series, dataset, name, units, frequency, source;
    Table::Integers lag, observations;
    Table::Dates first, last;
    for (const auto& each : *spans) {
        if (request.dataset && each.dataset != *request.dataset) continue;
        if (request.query && !contains(each.series, *request.query) && !contains(each.name, *request.query))
            continue;
        series.push_back(each.series);
        dataset.push_back(each.dataset);
        name.push_back(each.name);
        units.push_back(each.units);
        frequency.push_back(each.frequency);
        lag.push_back(each.release_lag_days);
        first.push_back(each.first);
        last.push_back(each.last);
        observations.push_back(each.observations);
        source.push_back(each.source);
    }
    Table table;
    table.add("series", std::move(series));
    table.add("dataset", std::move(dataset));
    table.add("name", std::move(name));
    table.add("units", std::move(units));
    table.add("frequency", std::move(frequency));
    table.add("release_lag_days", std::move(lag));
    table.add("first", std::move(first));
    table.add("last", std::move(last));
    table.add("observations", std::move(observations));
    table.add("source", std::move(source));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<Table> MarketDataService::universesNow(const kit::Nothing&, kit::Call& call) {
    call.catalog_epoch = directory()->epoch;
    const SessionDate today{static_cast<std::int32_t>(ports_.clock.now().ns / (86'400 * kNsPerSecond))};
    const auto spans = ports_.catalog.universeSpans(today);
    if (!spans) return kit::failAs(spans);
    Table::Texts universe, dataset;
    Table::Integers members, ever;
    Table::Dates first, last, as_of;
    for (const auto& each : *spans) {
        universe.push_back(each.universe);
        dataset.push_back(each.dataset);
        members.push_back(each.members);
        ever.push_back(each.members_ever);
        first.push_back(each.first);
        last.push_back(each.last);
        as_of.push_back(each.as_of);
    }
    call.method("members", "on as_of: the data set's last session, or today when it has no daily bars");
    Table table;
    table.add("universe", std::move(universe));
    table.add("dataset", std::move(dataset));
    table.add("members", std::move(members));
    table.add("members_ever", std::move(ever));
    table.add("first", std::move(first));
    table.add("last", std::move(last));
    table.add("as_of", std::move(as_of));
    return table;
}

void MarketDataService::addSeriesOperations(std::vector<kit::Operation>& out) {
    const auto add = [&]<class Request>(kit::Operation head, Result<Table> (MarketDataService::*read)(
                                                                 const Request&, kit::Call&)) {
        head.formats = "json|csv";
        out.push_back(postedOperation<Request, Table>(
            std::move(head), threads_.driver,
            [this, read](const Request& request, kit::Call& call) { return (this->*read)(request, call); }));
    };
    add(kit::Operation{.id = "marketdata.ticks",
                       .paths = {"/api/v1/data-catalog/ticks"},
                       .summary = "Trades and quotes of one instrument, by time",
                       .example = R"({"symbol":"IBM","dataset":"open","start":"2013-10-07","limit":100})"},
        &MarketDataService::ticksNow);
    add(kit::Operation{.id = "marketdata.macro_series",
                       .paths = {"/api/v1/data-catalog/macro-series"},
                       .summary = "Macro series of the catalog, with the periods that they cover",
                       .example = R"({"query":"cpi"})"},
        &MarketDataService::macroSeriesNow);
    add(kit::Operation{.id = "marketdata.universes",
                       .paths = {"/api/v1/data-catalog/universes"},
                       .summary = "Universes of the catalog: members now and spans of membership",
                       .example = "{}"},
        &MarketDataService::universesNow);
}

} // namespace nautilus::marketdata

// Figures and observations as stored: every row with its source and when it was knowable.

#include "engines/kit/paging.h"
#include "engines/marketdata/contract/reads.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "engines/marketdata/service/posted_operation.h"

#include <algorithm>
#include <map>

namespace nautilus::marketdata {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::SourceRow;
using kit::Table;

namespace {

/// What both kinds of rows have in common, in the order of the catalog.
Table tableOf(const std::vector<SourceRow>& rows, const char* name_column) {
    Table::Texts name, form, unit, source, accession, dataset;
    Table::Dates period_end, knowable_at;
    Table::Numbers value;
    Table::Flags restated;
    for (const auto& row : rows) {
        name.push_back(row.name);
        period_end.push_back(row.at);
        knowable_at.push_back(row.knowable_at);
        value.push_back(row.value);
        unit.push_back(row.unit);
        form.push_back(row.form);
        restated.push_back(row.restated);
        source.push_back(row.source);
        accession.push_back(row.accession);
        dataset.push_back(row.dataset);
    }
    Table table;
    table.add(name_column, std::move(name));
    table.add("period_end", std::move(period_end));
    table.add("knowable_at", std::move(knowable_at));
    table.add("value", std::move(value));
    table.add("unit", std::move(unit));
    table.add(std::string_view(name_column) == "series" ? "vintage" : "form", std::move(form));
    if (std::string_view(name_column) != "series") {
        table.add("restated", std::move(restated));
        table.add("accession", std::move(accession));
    }
    table.add("source", std::move(source));
    table.add("dataset", std::move(dataset));
    return table;
}

/// The newest bar of an instrument and the close before it.
struct LastClose {
    SessionDate session;
    double close = kMissing;
    double before = kMissing;
    double volume = kMissing;
};
constexpr int kDaysBefore = 15; ///< no exchange was ever closed for longer between two sessions

/// `by_last`: instruments by their newest session, so that one question serves all that ended together.
Result<std::map<InstrumentId, LastClose>>
lastCloses(kit::Catalog& catalog, const std::map<SessionDate, std::vector<InstrumentId>>& by_last) {
    std::map<InstrumentId, LastClose> out;
    for (const auto& [session, ids] : by_last) {
        const auto bars = catalog.dailyBars({ids, session.plusDays(-kDaysBefore), session, "", true});
        if (!bars) return kit::failAs(bars);
        for (std::size_t i = 0; i < bars->size(); ++i) { // by instrument, session: the last one stays
            auto& each = out[bars->instrument[i]];
            each = {bars->session[i], bars->close[i], each.close, bars->volume[i]};
        }
    }
    return out;
}

Table tableOf(const std::vector<const Instrument*>& wanted, const std::map<InstrumentId, LastClose>& last) {
    Table::Texts symbol, dataset;
    Table::Dates date;
    Table::Numbers close, before, change, percent, volume;
    for (const auto* each : wanted) {
        const auto found = last.find(each->id);
        if (found == last.end()) continue;
        const auto& bar = found->second;
        symbol.push_back(each->symbol);
        date.push_back(bar.session);
        close.push_back(bar.close);
        before.push_back(bar.before);
        change.push_back(bar.close - bar.before);
        percent.push_back(bar.close / bar.before - 1);
        volume.push_back(bar.volume);
        dataset.push_back(each->dataset);
    }
    Table table;
    table.add("symbol", std::move(symbol));
    table.add("date", std::move(date));
    table.add("close", std::move(close));
    table.add("previous_close", std::move(before));
    table.add("change", std::move(change));
    table.add("change_percent", std::move(percent));
    table.add("volume", std::move(volume));
    table.add("dataset", std::move(dataset));
    return table;
}

void say(const std::vector<SourceRow>& rows, kit::Call& call) {
    if (rows.empty()) return call.warn("no_data", "/data/rows", "nothing is known of it in this range");
    call.data_as_of = std::ranges::max(rows, {}, &SourceRow::knowable_at).knowable_at;
}

} // namespace

Result<Table> MarketDataService::fundamentalsNow(const FundamentalsRequest& request, kit::Call& call) {
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    const auto* instrument =
        now->resolve(request.symbol, request.as_of.value_or(kEndOfTime), request.dataset.value_or(""));
    if (!instrument)
        return fail(ErrorCode::NotFound, "the symbol " + request.symbol + " is not known", "/symbol");
    call.method("dataset", instrument->dataset);
    std::vector<InstrumentId> classes; // a company's listings share its figures
    for (const auto& each : now->instruments)
        if (each.company_id == instrument->company_id && each.dataset == instrument->dataset)
            classes.push_back(each.id);
    auto rows = ports_.catalog.factSources(classes);
    if (!rows) return kit::failAs(rows);
    std::erase_if(*rows, [&](const SourceRow& row) {
        return (request.concept_name && row.name != *request.concept_name) ||
               (request.as_of && row.knowable_at > *request.as_of);
    });
    say(*rows, call);
    return kit::paged(tableOf(*rows, "concept"), request.limit, request.cursor);
}

Result<Table> MarketDataService::macroNow(const MacroRequest& request, kit::Call& call) {
    call.catalog_epoch = directory()->epoch;
    auto rows = ports_.catalog.macroSources(request.series);
    if (!rows) return kit::failAs(rows);
    if (rows->empty())
        return fail(ErrorCode::NotFound, "the series " + request.series + " is not known", "/series");
    std::erase_if(*rows, [&](const SourceRow& row) {
        return row.at < request.start.value_or(kBeginningOfTime) ||
               row.at > request.end.value_or(kEndOfTime) ||
               (request.as_of && row.knowable_at > *request.as_of) ||
               (request.dataset && row.dataset != *request.dataset);
    });
    say(*rows, call);
    return kit::paged(tableOf(*rows, "series"), request.limit, request.cursor);
}

Result<Table> MarketDataService::lastClosesNow(const LastClosesRequest& request, kit::Call& call) {
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    std::vector<const Instrument*> wanted;
    std::map<SessionDate, std::vector<InstrumentId>> by_last;
    for (std::size_t i = 0; i < request.symbols.size(); ++i) {
        const auto& symbol = request.symbols[i];
        const auto at = "/symbols/" + std::to_string(i);
        const auto* instrument = now->resolve(symbol, today(), "");
        if (!instrument) {
            call.warn("unknown_symbol", at, "the symbol " + symbol + " is not known");
            continue;
        }
        const auto place = static_cast<std::size_t>(instrument - now->instruments.data());
        if (now->first_session[place] > now->last_session[place]) {
            call.warn("no_data", at, "there are no daily bars of " + symbol);
            continue;
        }
        wanted.push_back(instrument);
        by_last[now->last_session[place]].push_back(instrument->id);
    }
    const auto last = lastCloses(ports_.catalog, by_last);
    if (!last) return kit::failAs(last);
    if (!by_last.empty()) call.data_as_of = by_last.rbegin()->first;
    return tableOf(wanted, *last);
}

void MarketDataService::addReadOperations(std::vector<kit::Operation>& out) {
    const auto add = [&]<class Request>(kit::Operation head, Result<Table> (MarketDataService::*read)(
                                                                 const Request&, kit::Call&)) {
        head.formats = "json|csv";
        out.push_back(postedOperation<Request, Table>(
            std::move(head), threads_.driver,
            [this, read](const Request& request, kit::Call& call) { return (this->*read)(request, call); }));
    };
    add(kit::Operation{.id = "marketdata.fundamentals",
                       .paths = {"/api/v1/data-catalog/fundamentals"},
                       .summary = "Reported figures of one company, with when each was knowable",
                       .example = R"({"symbol":"AAPL","concept":"equity","as_of":"2018-06-29"})"},
        &MarketDataService::fundamentalsNow);
    add(kit::Operation{.id = "marketdata.last_closes",
                       .paths = {"/api/v1/data-catalog/closes"},
                       .summary = "The newest stored close of each symbol, with the change of that session",
                       .example = R"({"symbols":["AAPL","MSFT"]})"},
        &MarketDataService::lastClosesNow);
    add(kit::Operation{.id = "marketdata.macro",
                       .paths = {"/api/v1/data-catalog/macro"},
                       .summary = "Observations of one macro series, with when each was knowable",
                       .example = R"({"series":"CPIAUCSL","start":"2019-01-01","as_of":"2019-12-31"})"},
        &MarketDataService::macroNow);
}

} // namespace nautilus::marketdata

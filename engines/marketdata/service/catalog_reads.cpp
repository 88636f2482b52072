// Figures and observations as stored: every row with its source and when it was knowable.

#include "engines/kit/paging.h"
#include "engines/marketdata/contract/reads.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "engines/marketdata/service/posted_operation.h"

#include <algorithm>

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
    add(kit::Operation{.id = "marketdata.macro",
                       .paths = {"/api/v1/data-catalog/macro"},
                       .summary = "Observations of one macro series, with when each was knowable",
                       .example = R"({"series":"CPIAUCSL","start":"2019-01-01","as_of":"2019-12-31"})"},
        &MarketDataService::macroNow);
}

} // namespace nautilus::marketdata

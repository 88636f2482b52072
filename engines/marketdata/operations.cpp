#include "engines/marketdata/service/marketdata_service.h"
#include "engines/marketdata/service/series_desk.h"

namespace nautilus::marketdata {

using kit::Call;
using kit::CallPtr;
using kit::Done;
using kit::Envelope;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Table;
using kit::Verb;

std::vector<Operation> MarketDataService::operations() {
    std::vector<Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, MarketDataHealth>(
        {.id = "marketdata.health",
         .paths = {"/marketdata/health"},
         .scope = Scope::Open,
         .summary = "Health of the market data engine",
         .example = "{}",
         .envelope = Envelope::Bare},
        [this](const kit::Nothing&, Call&) -> Result<MarketDataHealth> { return health(); }));
    out.push_back(kit::immediateOperation<InstrumentsRequest, Table>(
        {.id = "marketdata.instruments",
         .paths = {"/api/v1/data-catalog/instruments"},
         .summary = "Instruments of the catalog",
         .example = R"({"query":"apple","limit":10})",
         .formats = "json|csv"},
        [this](const InstrumentsRequest& request, Call& call) { return instruments(request, call); }));
    out.push_back(kit::operation<BarsRequest, Table>(
        {.id = "marketdata.bars",
         .paths = {"/api/v1/data-catalog/bars"},
         .summary = "Bars of one instrument: daily ones, or of a stored size",
         .example = R"({"symbol":"AAPL","start":"2019-12-02","end":"2019-12-31"})",
         .formats = "json|csv"},
        [this](BarsRequest request, CallPtr call, Done<Table> done) {
            bars(std::move(request), std::move(call), std::move(done));
        }));
    out.push_back(kit::operation<QualityRequest, Table>(
        {.id = "marketdata.quarantine",
         .paths = {"/api/v1/data-catalog/quarantine"},
         .summary = "Rows that quality rules refused, with the rule's name",
         .example = R"({"symbol":"COL"})",
         .formats = "json|csv"},
        [this](QualityRequest request, CallPtr call, Done<Table> done) {
            quality(std::move(request), std::move(call), std::move(done));
        }));
    out.push_back(kit::immediateOperation<kit::Nothing, SourcesResult>(
        {.id = "marketdata.sources",
         .paths = {"/api/v1/data-catalog/sources"},
         .summary = "Data sets in the catalog",
         .example = "{}"},
        [this](const kit::Nothing&, Call& call) { return sources(call); }));
    addReadOperations(out);
    addSeriesOperations(out);
    if (series_) series_->addOperations(out);
    addProfileOperations(out);
    addImportOperations(out);
    addQualityOperations(out);
    addExportOperations(out);
    addLiveOperations(out);
    addBackfillOperations(out);
    return out;
}

} // namespace nautilus::marketdata

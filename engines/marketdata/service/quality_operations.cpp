// The quality part of the table of what the outside may ask.
#include "engines/marketdata/service/live_service.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "engines/marketdata/service/posted_operation.h"
#include "engines/marketdata/service/quality_service.h"

#include <algorithm>

namespace nautilus::marketdata {

using kit::Call;
using kit::CallPtr;
using kit::Done;
using kit::ErrorCode;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Table;
using kit::Verb;

void MarketDataService::useQualityStore(kit::QualityStore& store) {
    const auto announce = [this] {
        if (!threads_.worker.post([this] { (void)announceEpoch("").has_value(); }))
            ports_.stream.publish("marketdata.warning", R"({"code":"epoch_not_announced"})", id());
    };
    quality_ = std::make_shared<QualityService>(
        ports_, store, [this] { return directory(); }, announce);
}

/// Tells everybody that the catalog moved on. On the worker.
Result<void> MarketDataService::announceEpoch(const std::string& dataset) {
    if (auto seen = refresh(); !seen) return seen;
    kit::Value payload;
    payload.set("epoch", ports_.catalog.epoch());
    payload.set("dataset", dataset);
    ports_.stream.publish("catalog.epoch", kit::toJson(payload), id());
    if (live_) live_->catalogMoved();
    if (on_new_epoch) on_new_epoch();
    return {};
}

MarketDataService::BeforeImport MarketDataService::beforeImport() const {
    BeforeImport out{ports_.clock.steadyNs(), ports_.catalog.epoch(), {}};
    if (quality_)
        if (auto left = quality_->unscanned()) out.unscanned = std::move(*left);
    return out;
}

/// Scans that a kill between an import and its scan has left undone, as jobs.
void MarketDataService::scanWhatWasLeft() {
    const auto left = quality_ ? quality_->unscanned() : Result<std::vector<std::string>>();
    bool started = left.has_value();
    if (left)
        for (const auto& dataset : *left)
            started = startQualityScan({dataset, {}}).has_value() && started;
    if (!started) ports_.stream.publish("marketdata.warning", R"({"code":"quality_scan_failed"})", id());
}

std::int64_t MarketDataService::scanAfterImport(const kit::ImportReport& report,
                                                const kit::Catalog::Progress& progress) {
    if (!quality_) return 0;
    // An import that is in is in, whatever the scan says: it can be asked for again.
    const auto scanned = quality_->rescan(report, [&](double fraction, std::string_view what) {
        return !progress || progress(0.99 + fraction * 0.01, what);
    });
    if (!scanned) ports_.stream.publish("marketdata.warning", R"({"code":"quality_scan_failed"})", id());
    return scanned ? *scanned : 0;
}

namespace {

/// Runs `work(service, request, call)` on the driver.
template <class Request, class ResultType, class Work>
auto onDriver(kit::EngineThreads threads, const std::shared_ptr<QualityService>& service, Work work) {
    return postedTo<Request, ResultType>(threads.driver, [service, work](const Request& request, Call& call) {
        return work(*service, request, call);
    });
}

} // namespace

Result<kit::JobAccepted> MarketDataService::startQualityScan(const QualityScanRequest& request) {
    for (std::size_t i = 0; i < request.symbols.size(); ++i)
        if (!directory()->resolve(request.symbols[i], domain::kEndOfTime))
            return kit::fail(ErrorCode::NotFound, "the symbol " + request.symbols[i] + " is not known",
                             "/symbols/" + std::to_string(i));
    const auto job = ports_.jobs.submit(
        "quality_scan", id(), threads_.worker,
        [this, quality = quality_, request](kit::JobContext& context) -> Result<std::string> {
            const auto report = quality->scan(request, [&](double fraction, std::string_view what) {
                return context.progress(fraction, what);
            });
            if (!report) return kit::failAs(report);
            return kit::toJson(kit::Value::Object{{"instruments", report->instruments},
                                                  {"rows", report->rows},
                                                  {"issues", report->issues},
                                                  {"catalog_epoch", ports_.catalog.epoch()}});
        });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

void MarketDataService::addQualityOperations(std::vector<Operation>& out) {
    if (!quality_) return;
    addQualityReads(out);
    out.push_back(kit::immediateOperation<QualityScanRequest, kit::JobAccepted>(
        {.id = "marketdata.quality_scan",
         .verb = Verb::Post,
         .paths = {"/api/v1/data-catalog/quality/scans"},
         .scope = Scope::Write,
         .summary = "Run the quality rules over bars, actions and facts, as a job",
         .example = R"({"symbols":["AAPL","UA"]})",
         .kind = kit::Kind::Job},
        [this](const QualityScanRequest& request, Call&) { return startQualityScan(request); }));
    out.push_back(kit::operation<RepairRequest, CorrectionsChanged>(
        {.id = "marketdata.quality_repair",
         .verb = Verb::Post,
         .paths = {"/api/v1/data-catalog/quality/repairs"},
         .scope = Scope::Write,
         .summary = "Record the proposals of issues as corrections over the raw rows",
         .example = R"({"issue_ids":[]})"},
        onDriver<RepairRequest, CorrectionsChanged>(
            threads_, quality_, [](QualityService& q, const auto& r, Call& c) { return q.repair(r, c); })));
    out.push_back(kit::operation<UndoRequest, CorrectionsChanged>(
        {.id = "marketdata.quality_undo",
         .verb = Verb::Post,
         .paths = {"/api/v1/data-catalog/quality/undo"},
         .scope = Scope::Write,
         .summary = "Take corrections back; the raw rows show again",
         .example = R"({"issue_ids":[],"correction_ids":[]})"},
        onDriver<UndoRequest, CorrectionsChanged>(
            threads_, quality_, [](QualityService& q, const auto& r, Call& c) { return q.undo(r, c); })));
    out.push_back(kit::operation<CorrectRequest, CorrectionsChanged>(
        {.id = "marketdata.correct",
         .verb = Verb::Post,
         .paths = {"/api/v1/data-catalog/corrections"},
         .scope = Scope::Write,
         .summary = "Correct one value by hand, over the raw row",
         .example = R"({"symbol":"AAPL","date":"2019-12-31","field":"close","value":73.41,)"
                    R"("reason":"checked against the exchange","dry_run":true})"},
        onDriver<CorrectRequest, CorrectionsChanged>(
            threads_, quality_, [](QualityService& q, const auto& r, Call& c) { return q.correct(r, c); })));
}

void MarketDataService::addQualityReads(std::vector<Operation>& out) {
    out.push_back(kit::operation<QualityIssuesRequest, Table>(
        {.id = "marketdata.quality",
         .paths = {"/api/v1/data-catalog/quality"},
         .summary = "What the quality rules found: place, severity, rule, proposal, state",
         .example = R"({"symbol":"UA","limit":100})",
         .formats = "json|csv"},
        onDriver<QualityIssuesRequest, Table>(
            threads_, quality_, [](QualityService& q, const auto& r, Call& c) { return q.issues(r, c); })));
    out.push_back(kit::operation<kit::Nothing, QualitySummary>(
        {.id = "marketdata.quality_summary",
         .paths = {"/api/v1/data-catalog/quality/summary"},
         .summary = "Scores and counts of issues, by data set and rule",
         .example = "{}"},
        onDriver<kit::Nothing, QualitySummary>(
            threads_, quality_, [](QualityService& q, const auto&, Call& c) { return q.summary(c); })));
    out.push_back(kit::operation<QualityIssuesRequest, Table>(
        {.id = "marketdata.corrections",
         .paths = {"/api/v1/data-catalog/corrections"},
         .summary = "Corrections over raw rows: applied, undone, or stale because the row changed",
         .example = R"({"limit":100})"},
        onDriver<QualityIssuesRequest, Table>(
            threads_, quality_,
            [](QualityService& q, const auto& r, Call& c) { return q.corrections(r, c); })));
}

} // namespace nautilus::marketdata

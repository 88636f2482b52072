// Exports, the job and its row in the table of operations.
#include "engines/kit/exporter.h"
#include "engines/marketdata/service/marketdata_service.h"

#include <algorithm>
#include <future>

namespace nautilus::marketdata {

using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Value;
using kit::Verb;

namespace {

/// The operation behind names that are no table of the catalog; empty for those that are.
std::string operationOf(const ExportRequest& request) {
    if (request.operation) return *request.operation;
    if (request.what == "factor_exposures") return "factor.exposures";
    if (request.what == "factor_returns") return "factor.returns";
    return {};
}

/// What the operation takes, from the export's own fields where they have a meaning for it.
Result<Value> parametersOf(const ExportRequest& request) {
    Value out = request.parameters.isNull() ? Value(Value::Object{}) : request.parameters;
    const bool exposures = request.what == "factor_exposures";
    if (!request.symbols.empty()) {
        if (!exposures)
            return fail(ErrorCode::InvalidArgument, "this export is not by symbol; see parameters",
                        "/symbols");
        Value::Array symbols;
        for (const auto& symbol : request.symbols)
            symbols.emplace_back(symbol);
        out.set("symbols", std::move(symbols));
    }
    if (request.operation && (request.start || request.end))
        return fail(ErrorCode::InvalidArgument, "dates of an operation belong into parameters", "/start");
    if (request.start && exposures)
        return fail(ErrorCode::InvalidArgument, "exposures are of one day: give end", "/start");
    if (request.start) out.set("start", request.start->iso());
    if (request.end) out.set(exposures ? "date" : "end", request.end->iso());
    return out;
}

std::string wordOf(const ExportRequest& request) {
    auto word = request.what.value_or(request.operation.value_or(""));
    std::ranges::replace(word, '.', '_');
    return word;
}

std::string jsonOf(const kit::ExportReport& report) {
    Value::Array files;
    for (const auto& file : report.files)
        files.emplace_back(Value::Object{{"name", file.name}, {"rows", file.rows}, {"bytes", file.bytes}});
    return kit::toJson(Value::Object{{"folder", report.folder},
                                     {"files", std::move(files)},
                                     {"rows", report.rows},
                                     {"corrections_applied", report.corrections},
                                     {"neutralised_cells", report.neutralised_cells}});
}

} // namespace

Result<kit::ExportPlan> MarketDataService::exportPlan(const ExportRequest& request) const {
    if (request.what.has_value() == request.operation.has_value())
        return fail(ErrorCode::InvalidArgument, "name what to export, or an operation: one of the two",
                    "/what");
    if (request.start && request.end && *request.end < *request.start)
        return fail(ErrorCode::InvalidArgument, "end is before start", "/end");
    kit::ExportPlan plan;
    plan.what = wordOf(request);
    plan.format = request.format;
    plan.partition_by = request.partition_by.value_or("none");
    if (plan.partition_by == "none") plan.partition_by.clear();
    if (plan.format == "xlsx" && !plan.partition_by.empty())
        return fail(ErrorCode::InvalidArgument, "workbooks are not partitioned", "/partition_by");
    plan.dataset = request.dataset.value_or("");
    const auto now = directory();
    if (request.dataset &&
        std::ranges::find(now->datasets, *request.dataset, &kit::Dataset::name) == now->datasets.end())
        return fail(ErrorCode::NotFound, "there is no such data set", "/dataset");
    plan.from = request.start.value_or(domain::kBeginningOfTime);
    plan.to = request.end.value_or(domain::kEndOfTime);
    plan.raw = request.raw;
    kit::Errors unknown;
    for (std::size_t i = 0; i < request.symbols.size(); ++i)
        if (const auto* instrument = now->resolve(request.symbols[i], domain::kEndOfTime))
            plan.instruments.push_back(instrument->id);
        else
            unknown.push_back({ErrorCode::NotFound, "the symbol " + request.symbols[i] + " is not known",
                               "/symbols/" + std::to_string(i)});
    if (!unknown.empty()) return tl::unexpected<kit::Errors>(std::move(unknown));
    return plan;
}

Result<kit::JobAccepted> MarketDataService::startExport(const ExportRequest& request) {
    auto plan = exportPlan(request);
    if (!plan) return kit::failAs(plan);
    const auto operation = operationOf(request);
    if (!operation.empty() && !run_operation)
        return fail(ErrorCode::Unavailable, "operations cannot be exported here", "/operation");
    if (!operation.empty())
        if (auto offers = check_operation(operation); !offers) return kit::failAs(offers);
    auto parameters = operation.empty() ? Result<Value>(Value()) : parametersOf(request);
    if (!parameters) return kit::failAs(parameters);
    const auto body = [this, plan = *plan, operation, parameters = *parameters](
                          const std::string& name, kit::JobContext& context) mutable -> Result<std::string> {
        plan.name = name;
        const auto progress = [&](double fraction, std::string_view what) {
            return context.progress(fraction, what);
        };
        if (operation.empty()) {
            const auto report = exporter_->exportTable(plan, progress);
            return report ? Result<std::string>(jsonOf(*report)) : kit::failAs(report);
        }
        const auto csv = run_operation(operation, parameters);
        if (!csv) return kit::failAs(csv);
        const auto report = exporter_->exportCsv(plan, *csv, progress);
        return report ? Result<std::string>(jsonOf(*report)) : kit::failAs(report);
    };
    return submitNamed("export", body);
}

Result<kit::JobAccepted> MarketDataService::startBackup() {
    return submitNamed("backup", [this](const std::string& name, kit::JobContext& context) {
        return backup_home(
            name, [&](double fraction, std::string_view what) { return context.progress(fraction, what); });
    });
}

/// A job that is told its own id, which is known when it has been queued: what it writes is named after it.
Result<kit::JobAccepted> MarketDataService::submitNamed(const std::string& kind, NamedBody body) {
    const auto name = std::make_shared<std::promise<std::string>>();
    const auto job =
        ports_.jobs.submit(kind, id(), threads_.worker,
                           [body = std::move(body), known = name->get_future().share()](
                               kit::JobContext& context) mutable { return body(known.get(), context); });
    if (!job) return kit::failAs(job);
    name->set_value(job->job_id);
    return kit::JobAccepted::of(*job);
}

void MarketDataService::addExportOperations(std::vector<Operation>& out) {
    if (!exporter_) return;
    out.push_back(kit::immediateOperation<ExportRequest, kit::JobAccepted>(
        {.id = "marketdata.export",
         .verb = Verb::Post,
         .paths = {"/api/v1/data-catalog/exports"},
         .scope = Scope::Write,
         .summary = "Write what the catalog or an operation holds as CSV, Parquet or XLSX, as a job",
         .example = R"({"what":"bars","format":"parquet","symbols":["AAPL"],"start":"2019-12-02"})",
         .kind = kit::Kind::Job},
        [this](const ExportRequest& request, Call&) { return startExport(request); }));
    if (!backup_home) return;
    out.push_back(kit::immediateOperation<kit::Nothing, kit::JobAccepted>(
        {.id = "marketdata.backup",
         .verb = Verb::Post,
         .paths = {"/api/v1/data-catalog/backups"},
         .scope = Scope::Write,
         .summary = "Copy the home folder while it is in use, as a job",
         .example = "{}",
         .kind = kit::Kind::Job},
        [this](const kit::Nothing&, Call&) { return startBackup(); }));
}

} // namespace nautilus::marketdata

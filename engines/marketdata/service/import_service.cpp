#include "engines/marketdata/contract/backfill.h"
#include "engines/marketdata/service/import_planner.h"
#include "engines/marketdata/service/import_profiles.h"
#include "engines/marketdata/service/marketdata_service.h"

#include <filesystem>

namespace nautilus::marketdata {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kPreviewRows = 2'000;
constexpr std::size_t kShownSamples = 5;

std::string reportJson(const kit::ImportReport& report) {
    kit::Value view;
    view.set("dataset", report.dataset);
    view.set("kind", report.kind);
    view.set("rows_read", report.rows_read);
    view.set("rows_imported", report.rows_imported);
    view.set("rows_changed", report.rows_changed);
    view.set("rows_unchanged", report.rows_unchanged);
    view.set("rows_quarantined", report.rows_quarantined);
    view.set("instruments", report.instruments);
    view.set("quality_issues", report.quality_issues);
    view.set("catalog_epoch", report.catalog_epoch);
    kit::Value::Array warnings;
    for (const auto& each : report.warnings)
        warnings.emplace_back(each);
    view.set("warnings", std::move(warnings));
    return kit::toJson(view);
}

ColumnView viewOf(const ColumnLook& look, const ColumnGuess& guess, const std::vector<std::string>& cells) {
    ColumnView out{look.name, {}, {}, guess.confidence, guess.reason};
    for (const auto& cell : cells)
        if (!cell.empty() && out.samples.size() < kShownSamples) out.samples.push_back(cell);
    if (guess.field.starts_with("cell:"))
        out.field = "value";
    else if (!guess.field.empty() && guess.field != "-")
        out.field = guess.field;
    return out;
}

PreviewResult previewOf(const PlannedImport& planned, const kit::FileSample& sample) {
    PreviewResult out;
    out.kind = planned.plan.kind;
    out.confidence = planned.guess.confidence;
    out.format = sample.shapes.front().format;
    out.layout = planned.plan.layout;
    for (const auto& shape : sample.shapes)
        out.files.push_back(std::filesystem::path(shape.path).filename().string());
    out.delimiter = sample.shapes.front().delimiter;
    out.date_format = planned.plan.date_format;
    out.decimal = std::string(1, planned.plan.decimal);
    for (std::size_t i = 0; i < planned.looks.size(); ++i)
        out.columns.push_back(viewOf(planned.looks[i], planned.guess.columns[i], sample.cells[i]));
    if (const auto* kind = findImportKind(out.kind))
        for (const auto& field : kind->fields)
            out.targets.push_back({std::string(field.name), field.required, std::string(field.doc)});
    for (const auto& each : planned.guess.problems)
        out.problems.push_back({each.code, each.column, each.message});
    out.rows_sampled = sample.cells.empty() ? 0 : static_cast<std::int64_t>(sample.cells.front().size());
    out.warnings = planned.warnings;
    return out;
}

Result<void> checkRequest(const ImportRequest& request) {
    if (request.folder.has_value() == !request.files.empty())
        return fail(ErrorCode::InvalidArgument, "name either a folder or files", "/files");
    for (const char c : request.dataset)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
              c == '-'))
            return fail(ErrorCode::InvalidArgument, "a data set's name holds letters, digits, _ and - only",
                        "/dataset");
    if (isBackfill(request.dataset))
        return fail(ErrorCode::InvalidArgument,
                    "names that begin with backfill- are those of what sources filled in", "/dataset");
    return {};
}

/// Else it may be one of LEAN.
bool isDatasetFolder(const std::string& folder) {
    std::error_code error;
    return std::filesystem::exists(folder + "/dataset.json", error);
}

} // namespace

Result<kit::ImportReport> MarketDataService::importNow(const ImportRequest& request,
                                                       const kit::Catalog::Progress& progress) {
    const auto before = beforeImport();
    if (request.folder) {
        if (isDatasetFolder(*request.folder)) return importNow(*request.folder, progress);
        auto report = ports_.catalog.importLean(*request.folder, request.dataset, rulesOf, progress);
        if (!report) return report;
        return published(std::move(*report), before, progress);
    }
    const auto understood = understand(request);
    if (!understood) return kit::failAs(understood);
    const auto& planned = understood->planned;
    if (!planned.guess.problems.empty()) return tl::unexpected<kit::Errors>(errorsOf(planned.guess.problems));
    auto report = ports_.catalog.importFiles(planned.plan, rulesOf, progress);
    if (!report) return report;
    if (auto kept = keepProfile(*understood); !kept) return kit::failAs(kept);
    report->warnings.insert(report->warnings.begin(), planned.warnings.begin(), planned.warnings.end());
    return published(std::move(*report), before, progress);
}

std::future<Result<kit::ImportReport>> MarketDataService::importFetched(kit::ImportPlan plan,
                                                                        kit::Table rows) {
    auto promise = std::make_shared<std::promise<Result<kit::ImportReport>>>();
    auto answer = promise->get_future();
    const auto task = [this, promise, plan = std::move(plan), rows = std::move(rows)] {
        const auto before = beforeImport();
        auto report = ports_.catalog.importRows(plan, rows, rulesOf, {});
        promise->set_value(report ? published(std::move(*report), before, {}) : std::move(report));
    };
    if (!threads_.worker.post(task))
        promise->set_value(fail(ErrorCode::Unavailable, "too much work is waiting", "", true));
    return answer;
}

void MarketDataService::import(ImportRequest request, kit::CallPtr, kit::Done<kit::JobAccepted> done) {
    if (auto good = checkRequest(request); !good) return done(kit::failAs(good));
    if (request.save_profile)
        if (auto good = checkProfileName(*request.save_profile, "/save_profile"); !good)
            return done(kit::failAs(good));
    // Files that cannot be understood are said at once, not by a job that fails.
    const auto task = [this, request = std::move(request), done] {
        if (request.folder) {
            if (!isDatasetFolder(*request.folder))
                if (auto sound = ports_.catalog.checkLean(*request.folder); !sound)
                    return done(kit::failAs(sound));
            return done(submitImport(request));
        }
        const auto understood = understand(request);
        if (!understood) return done(kit::failAs(understood));
        if (!understood->planned.guess.problems.empty())
            return done(tl::unexpected<kit::Errors>(errorsOf(understood->planned.guess.problems)));
        done(submitImport(request));
    };
    if (!threads_.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

Result<kit::JobAccepted> MarketDataService::submitImport(ImportRequest request) {
    const auto job = ports_.jobs.submit(
        "import", id(), threads_.worker,
        [this, request = std::move(request)](kit::JobContext& context) -> Result<std::string> {
            const auto report = importNow(request, [&](double fraction, std::string_view what) {
                return context.progress(fraction, what);
            });
            if (!report) return kit::failAs(report);
            return reportJson(*report);
        });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

void MarketDataService::preview(ImportRequest request, kit::CallPtr call, kit::Done<PreviewResult> done) {
    if (auto good = checkRequest(request); !good) return done(kit::failAs(good));
    if (request.folder)
        return done(fail(ErrorCode::InvalidArgument, "a folder has no preview; name files", "/folder"));
    const auto task = [this, request = std::move(request), call, done] { done(previewNow(request, *call)); };
    if (!threads_.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

Result<PreviewResult> MarketDataService::previewNow(const ImportRequest& request, kit::Call& call) {
    auto understood = understand(request);
    if (!understood) return kit::failAs(understood);
    auto& planned = understood->planned;
    if (planned.plan.kind.empty()) return tl::unexpected<kit::Errors>(errorsOf(planned.guess.problems));
    auto out = previewOf(planned, understood->sample);
    call.catalog_epoch = ports_.catalog.epoch();
    if (!out.problems.empty()) return out;
    planned.plan.row_limit = request.exact ? 0 : kPreviewRows;
    auto trial = ports_.catalog.tryFiles(planned.plan, rulesOf);
    if (!trial) return kit::failAs(trial);
    out.would = {trial->rows_new, trial->rows_changed, trial->rows_unchanged, trial->rows_quarantined,
                 trial->new_instruments};
    out.sample = std::move(trial->sample);
    out.warnings.insert(out.warnings.end(), trial->warnings.begin(), trial->warnings.end());
    return out;
}

void MarketDataService::addImportOperations(std::vector<kit::Operation>& out) {
    out.push_back(kit::operation<ImportRequest, kit::JobAccepted>(
        {.id = "marketdata.import",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/data-catalog/imports"},
         .scope = kit::Scope::Write,
         .summary = "Import files or a data set folder, as a job",
         .example = R"({"folder":"/path/to/folder"})",
         .kind = kit::Kind::Job},
        [this](ImportRequest request, kit::CallPtr call, kit::Done<kit::JobAccepted> done) {
            import(std::move(request), std::move(call), std::move(done));
        }));
    out.push_back(kit::operation<ImportRequest, PreviewResult>(
        {.id = "marketdata.import_preview",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/data-catalog/imports/preview"},
         .scope = kit::Scope::Write,
         .summary = "What an import of files would do: columns, kind, problems, rows",
         .example = R"({"files":["/path/to/prices.csv"]})"},
        [this](ImportRequest request, kit::CallPtr call, kit::Done<PreviewResult> done) {
            preview(std::move(request), std::move(call), std::move(done));
        }));
}

} // namespace nautilus::marketdata

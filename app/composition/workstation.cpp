#include "app/composition/workstation.h"
#include "app/api/json/json_reader.h"

#include "app/api/binding/lineage_operation.h"
#include "app/catalog/schema.h"
#include "app/composition/alert_channels.h"
#include "app/composition/alert_operations.h"
#include "app/composition/report_folder.h"
#include "app/composition/sql_operation.h"
#include "app/runtime/monitoring_operations.h"
#include "app/runtime/standard_operations.h"
#include "engines/analytics/service/analytics_service.h"
#include "engines/factor/service/factor_service.h"
#include "engines/features/service/features_service.h"
#include "engines/marketdata/service/live_service.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "app/statement/ofx_statements.h"
#include "engines/portfolio/service/portfolio_service.h"
#include "engines/risk/service/risk_service.h"
#include "engines/websocket/service/websocket_service.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

namespace nautilus::composition {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kAppDriverCapacity = 1'000;
constexpr std::size_t kSqlCapacity = 20, kAlertCapacity = 20;
constexpr std::int64_t kMs = 1'000'000, kSecond = 1'000 * kMs;

marketdata::LiveLimits liveLimits(const runtime::Settings& wanted) {
    marketdata::LiveLimits out;
    out.silent_after_ns = wanted.feed_silent_seconds * kSecond;
    out.failback_ns = wanted.feed_return_seconds * kSecond;
    out.gate.jump_ratio = wanted.feed_jump_ratio;
    out.gate.jump_confirmations = static_cast<int>(wanted.feed_jump_confirmations);
    out.gate.future_ns = wanted.feed_future_ms * kMs;
    out.gate.backward_ns = wanted.feed_late_ms * kMs;
    out.source_answer_ns = wanted.source_answer_seconds * kSecond;
    return out;
}

kit::CacheLimits cacheLimits(const runtime::Settings& wanted) {
    return {.ticks = static_cast<std::size_t>(wanted.cache_trades),
            .quotes = static_cast<std::size_t>(wanted.cache_quotes),
            .bars = static_cast<std::size_t>(wanted.cache_bars),
            .tick_ttl_ns = wanted.cache_tick_seconds * kSecond,
            .bar_ttl_ns = wanted.cache_bar_seconds * kSecond,
            .latest_ttl_ns = wanted.cache_latest_seconds * kSecond};
}

} // namespace

Result<std::unique_ptr<Workstation>> Workstation::open(const Options& options) {
    std::unique_ptr<Workstation> made(new Workstation(options));
    if (auto opened = made->openStores(); !opened) return kit::failAs(opened);
    if (auto sources = made->makeSources(); !sources) return kit::failAs(sources);
    made->makeEngines();
    return made;
}

Workstation::~Workstation() {
    stop();
}

Result<void> Workstation::openStores() {
    auto& home = options_.home;
    if (home.empty()) return fail(ErrorCode::InvalidArgument, "no home folder was given");
    home = std::filesystem::absolute(home).lexically_normal().string();
    while (home.size() > 1 && home.back() == '/')
        home.pop_back();
    if (auto made = platform::makePrivateFolder(home); !made) return made;
    auto lock = platform::lockFolder(home);
    if (!lock) return kit::failAs(lock);
    lock_ = std::move(*lock);
    // Nothing is written before it is clear that no part of the home is of a newer version.
    auto settings = runtime::SettingsStore::open(home);
    if (!settings) return kit::failAs(settings);
    settings_ = std::move(*settings);
    if (auto known = ledger::SqliteLedger::refuseNewer(home + "/ledger.sqlite"); !known) return known;
    if (auto known = catalog::refuseNewerCatalog(home + "/catalog.duckdb"); !known) return known;
    if (auto logging = log_.writeTo(home + "/nautilus.log"); !logging) return logging;
    for (const auto& name : settings_->unknown())
        log_.write(runtime::LogLevel::Warning, "settings", "settings.toml: " + name + " is no setting");
    auto token = security::rootToken(home);
    if (!token) return kit::failAs(token);
    token_ = std::move(*token);
    const auto now = settings_->current();
    auto ledger = ledger::SqliteLedger::open(home + "/ledger.sqlite");
    if (!ledger) return kit::failAs(ledger);
    ledger_ = std::move(*ledger);
    auto series = ledger::SqliteSeriesRegister::open(home + "/series.sqlite");
    if (!series) return kit::failAs(series);
    series_ = std::move(*series);
    const auto memory = platform::totalMemoryBytes() / 100 * now.catalog_memory_percent;
    auto catalog =
        catalog::DuckDbCatalog::open(home + "/catalog.duckdb", static_cast<int>(now.catalog_threads), memory);
    if (!catalog) return kit::failAs(catalog);
    catalog_ = std::move(*catalog);
    auto console = catalog_->exclusively([](catalog::Connection& main) { return main.sibling(); });
    if (!console) return kit::failAs(console);
    sql_console_ = std::make_unique<catalog::SqlConsole>(std::move(*console));
    quality_ = std::make_unique<catalog::CatalogQuality>(*catalog_);
    auto exporter = catalog::CatalogExporter::open(*catalog_, home + "/exports");
    if (!exporter) return kit::failAs(exporter);
    exporter_ = std::move(*exporter);
    auto blocks = catalog::ParquetBlocks::open(home + "/factors");
    if (!blocks) return kit::failAs(blocks);
    blocks_ = std::move(*blocks);
    const auto interrupted = ledger_->failInterruptedJobs(clock_.now());
    return interrupted ? Result<void>{} : kit::failAs(interrupted);
}

void Workstation::makeEngines() {
    std::size_t threads = options_.compute_threads;
    if (threads == 0) threads = static_cast<std::size_t>(settings_->current().compute_threads);
    if (threads == 0) threads = std::max(2U, std::thread::hardware_concurrency());
    pool_ = std::make_unique<runtime::ThreadPool>(threads);
    app_driver_ = std::make_unique<runtime::ThreadLane>("app-driver", kAppDriverCapacity);
    sql_driver_ = std::make_unique<runtime::ThreadLane>("sql-console", kSqlCapacity);
    alert_driver_ = std::make_unique<runtime::ThreadLane>("alerts", kAlertCapacity);
    jobs_ = std::make_unique<runtime::JobService>(*ledger_, *stream_, clock_, log_);
    coordination_ = std::make_unique<runtime::Coordination>(
        *stream_, clock_, [](std::string_view json) { return api::readJson(json); });
    metrics_ = std::make_unique<runtime::Metrics>();
    supervisor_ = std::make_unique<runtime::Supervisor>(clock_, *metrics_, log_);
    makeExits();
    const kit::Ports ports{clock_, *catalog_, *ledger_, *blocks_, *stream_, *jobs_, *pool_, *supervisor_};

    auto threads_of_marketdata = runtime::Supervisor::threadsFor("marketdata");
    auto marketdata = std::make_unique<marketdata::MarketDataService>(ports, threads_of_marketdata.view());
    marketdata_ = marketdata.get();
    equipMarketData();
    const auto wanted = settings_->current();
    cache_ = std::make_unique<runtime::MemoryCache>(cacheLimits(wanted));
    marketdata_->useSources(*plugins_, *cache_, liveLimits(wanted));
    marketdata_->useSeriesRegister(*series_);
    marketdata_->on_new_epoch = [this] { supervisor_->refreshOthers("marketdata"); };

    supervisor_->add(std::move(marketdata), std::move(threads_of_marketdata));
    if (options_.all_engines) {
        auto threads_of_features = runtime::Supervisor::threadsFor("features");
        auto features = std::make_unique<features::FeaturesService>(ports, threads_of_features.view());
        features->parquet_of = [this](const std::string& csv) { return parquetOf(csv); };
        features->useLiveFeed(*marketdata_->liveFeed());
        supervisor_->add(std::move(features), std::move(threads_of_features));
        auto threads_of_factor = runtime::Supervisor::threadsFor("factor");
        auto factor = std::make_unique<factor::FactorService>(ports, threads_of_factor.view());
        factor->useSeriesRegister(*series_);
        factor->useSources(*plugins_);
        factor->models().useMarket(marketdata_->dailyMarket());
        models_ = &factor->models();
        factor->read_json = [](std::string_view json) { return api::readJson(json); };
        supervisor_->add(std::move(factor), std::move(threads_of_factor));
        addPortfolio(ports);
        addRisk(ports);
        addAnalytics(ports);
        addWebSocket(ports);
    }
    for (const auto* engine : supervisor_->engines())
        supervisor_->addOperations(runtime::standardOperations(*supervisor_, *engine, *metrics_, *stream_));
    supervisor_->addOperations(
        runtime::appOperations({*supervisor_, *jobs_, *stream_, *settings_, *app_driver_}));
    activity_ = std::make_unique<runtime::ActivityRecorder>(
        runtime::ActivityRecorder::Parts{*supervisor_, *jobs_, *metrics_, *pool_, clock_});
    supervisor_->addOperations(runtime::monitoringOperations(
        {*supervisor_, *jobs_, *metrics_, log_, *pool_, *app_driver_, *activity_}));
    supervisor_->addOperations({sqlOperation(*sql_console_, *sql_driver_, *catalog_)});
    supervisor_->addOperations(alertOperations({alert_channels_, clock_, *alert_driver_, options_.home}));
    supervisor_->addOperations({api::lineageOperation(*supervisor_)});
    guard_ = std::make_unique<security::TokenGuard>(security::GuardSettings{options_.require_token, token_});
    router_ = std::make_unique<api::Router>(*supervisor_, *guard_, clock_);
}

Result<void> Workstation::start(const StartProgress& progress) {
    if (options_.demo)
        if (auto imported = importDemo(progress); !imported) return imported;
    if (progress && !progress(0.9, "starting engines"))
        return fail(ErrorCode::Cancelled, "the start was given up");
    supervisor_->startAll();
    activity_->start();
    if (auto started = startSources(); !started) return started;
    if (progress) (void)progress(1.0, "ready");
    return {};
}

Result<void> Workstation::importDemo(const StartProgress& progress) {
    const auto folder = demoFolder();
    double base = 0;
    for (const char* part : {"open", "panel"}) {
        const auto path = folder + "/" + part;
        if (!std::filesystem::exists(path + "/dataset.json")) continue; // packages hold the open part only
        const auto report = marketdata_->importNow(path, [&](double fraction, std::string_view what) {
            return !progress ||
                   progress(base + fraction * 0.45, "importing built-in data: " + std::string(what));
        });
        if (!report) return kit::failAs(report);
        base += 0.45;
    }
    return {};
}

std::string Workstation::demoFolder() const {
    if (!options_.demo_folder.empty()) return options_.demo_folder;
    // Beside the build in a checkout, below share/ when installed.
    std::filesystem::path at = platform::executableFolder();
    for (int up = 0; up < 5 && !at.empty(); ++up, at = at.parent_path())
        for (const char* place : {"resources/demo", "share/nautilus/demo"})
            if (std::filesystem::exists(at / place / "open" / "dataset.json")) return (at / place).string();
    return {};
}

void Workstation::makeExits() {
    write_report_ = composition::reportWriter(options_.write_pdf, options_.home);
    alert_channels_ = makeAlertChannels(*settings_, alertSecrets(options_.home), clock_, *stream_);
}

void Workstation::equipMarketData() {
    marketdata_->useQualityStore(*quality_);
    marketdata_->useExporter(*exporter_);
    marketdata_->websocket_address = [this] {
        const auto address = websocket_address_.load();
        return address ? *address : std::string();
    };
    marketdata_->run_operation = [this](const std::string& operation, const kit::Value& parameters) {
        return csvOf(operation, parameters);
    };
    marketdata_->read_json = [](std::string_view json) { return api::readJson(json); };
    marketdata_->check_operation = [this](const std::string& operation) {
        const auto found = tableOperation(operation);
        return found ? Result<void>{} : Result<void>(kit::failAs(found));
    };
    backup_ = std::make_unique<catalog::HomeBackup>(
        *catalog_,
        [this](const std::string& folder) {
            const auto copied = ledger_->copyTo(folder + "/ledger.sqlite");
            return copied ? series_->copyTo(folder + "/series.sqlite") : copied;
        },
        options_.home);
    marketdata_->backup_home = [this](const std::string& name, const kit::Catalog::Progress& progress) {
        const auto report = backup_->run(name, progress);
        if (!report) return Result<std::string>(kit::failAs(report));
        return Result<std::string>(kit::toJson(kit::Value::Object{{"folder", report->folder},
                                                                  {"files", report->files},
                                                                  {"bytes", report->bytes},
                                                                  {"catalog_epoch", report->catalog_epoch}}));
    };
}

void Workstation::addPortfolio(const kit::Ports& ports) {
    auto threads = runtime::Supervisor::threadsFor("portfolio");
    auto engine =
        std::make_unique<portfolio::PortfolioService>(ports, threads.view(), marketdata_->dailyMarket());
    engine->read_json = [](std::string_view json) { return api::readJson(json); };
    engine->with_demo = options_.demo;
    engine->useModel(*models_);
    if (auto* feed = marketdata_->liveFeed()) engine->useLiveFeed(*feed);
    engine->useStatements(std::make_unique<statement::OfxStatements>(options_.ofx_program));
    books_ = &engine->books();
    supervisor_->add(std::move(engine), std::move(threads));
}

void Workstation::addRisk(const kit::Ports& ports) {
    auto threads = runtime::Supervisor::threadsFor("risk");
    auto engine = std::make_unique<risk::RiskService>(ports, threads.view());
    engine->useMarket(marketdata_->dailyMarket());
    engine->useBooks(*books_);
    engine->useModel(*models_);
    engine->with_demo = options_.demo;
    engine->readJsonWith([](std::string_view json) { return api::readJson(json); });
    for (const auto& channel : alert_channels_)
        engine->addChannel(*channel);
    engine->reports.write_report = write_report_;
    engine->reports.folder = reportFolder(options_.home + "/reports");
    supervisor_->add(std::move(engine), std::move(threads));
}

void Workstation::addAnalytics(const kit::Ports& ports) {
    auto threads = runtime::Supervisor::threadsFor("analytics");
    auto engine = std::make_unique<analytics::AnalyticsService>(ports, threads.view());
    engine->useMarket(marketdata_->dailyMarket());
    engine->useBooks(*books_);
    engine->useModel(*models_);
    engine->write_report = write_report_;
    supervisor_->add(std::move(engine), std::move(threads));
}

void Workstation::addWebSocket(const kit::Ports& ports) {
    auto threads = runtime::Supervisor::threadsFor("websocket");
    auto engine = std::make_unique<websocket::WebSocketService>(ports, threads.view());
    hub_ = &engine->hub();
    hub_->readJsonWith([](std::string_view json) { return api::readJson(json); });
    supervisor_->add(std::move(engine), std::move(threads));
}

kit::LiveSessions* Workstation::sessions() {
    return hub_;
}

void Workstation::tellAddress(const std::string& websocket_address) {
    const auto address = std::make_shared<const std::string>(websocket_address);
    websocket_address_.store(address);
    if (hub_) hub_->address.store(address);
}

Result<const kit::Operation*> Workstation::tableOperation(const std::string& id) const {
    const auto* found = supervisor_->find(id);
    if (!found) return fail(ErrorCode::NotFound, "there is no such operation", "/operation");
    const bool reads = found->scope == kit::Scope::Read && found->kind == kit::Kind::Reply;
    if (!reads || !kit::isOneOf(found->formats, "csv"))
        return fail(ErrorCode::InvalidArgument, "this operation offers no table to export", "/operation");
    return found;
}

Result<std::string> Workstation::csvOf(const std::string& operation, const kit::Value& parameters) {
    const auto found = tableOperation(operation);
    if (!found) return kit::failAs(found);
    const auto call = std::make_shared<kit::Call>();
    call->format = kit::Format::Csv;
    auto answer = std::make_shared<std::promise<Result<kit::Reply>>>();
    auto future = answer->get_future();
    supervisor_->run(**found, parameters, call,
                     [answer](Result<kit::Reply> reply) { answer->set_value(std::move(reply)); });
    auto reply = future.get();
    if (!reply) return kit::failAs(reply);
    return std::move(reply->body);
}

Result<std::string> Workstation::parquetOf(const std::string& csv) {
    kit::ExportPlan plan;
    plan.format = "parquet";
    plan.name = "download_" + std::to_string(next_download_.fetch_add(1));
    const auto report = exporter_->exportCsv(plan, csv, {});
    if (!report) return kit::failAs(report);
    std::error_code error;
    std::string bytes;
    const auto folder = std::filesystem::path(options_.home) / "exports" / plan.name;
    for (const auto& file : report->files) {
        std::ifstream in(folder / file.name, std::ios::binary);
        bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    std::filesystem::remove_all(folder, error);
    if (bytes.empty()) return fail(ErrorCode::Internal, "the file could not be written");
    return bytes;
}

int Workstation::wantedPort() const {
    return options_.port.value_or(static_cast<int>(settings_->current().port));
}

void Workstation::stop() {
    if (activity_) activity_->stop();
    if (jobs_) jobs_->cancelAll();
    if (plugins_) plugins_->stop(); // nothing comes in any more
    if (supervisor_) supervisor_->stopAll();
    if (sql_driver_) sql_driver_->stop();
    if (alert_driver_) alert_driver_->stop();
    if (app_driver_) app_driver_->stop();
}

} // namespace nautilus::composition

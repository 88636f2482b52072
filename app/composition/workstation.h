#pragma once
// The whole program without its surface: settings -> stores -> engines -> router, in the order of start; stop
// is the reverse. The only place, with its neighbours in this folder, that sees everything.

#include "app/api/binding/router.h"
#include "app/catalog/backup.h"
#include "app/catalog/corrections.h"
#include "app/catalog/duckdb_catalog.h"
#include "app/catalog/exporter.h"
#include "app/catalog/parquet_blocks.h"
#include "app/catalog/sql_console.h"
#include "app/composition/report_files.h"
#include "app/ledger/sqlite_ledger.h"
#include "app/ledger/sqlite_series_register.h"
#include "app/platform/platform.h"
#include "app/plugin_host/plugin_host.h"
#include "app/plugin_host/steady_time.h"
#include "app/runtime/activity.h"
#include "app/runtime/app_operations.h"
#include "app/runtime/coordination.h"
#include "app/runtime/memory_cache.h"
#include "app/runtime/system_clock.h"
#include "engines/kit/live_session.h"
#include "engines/kit/published.h"
#include "engines/risk/contract/alert_channel.h"

#include <atomic>
#include <functional>

namespace nautilus::marketdata {
class MarketDataService;
}
namespace nautilus::factor {
class ModelAccess;
}
namespace nautilus::portfolio {
class Books;
}

namespace nautilus::websocket {
class Hub;
}

namespace nautilus::composition {

/// What `serve --replay demo[:SPEED]` asks for.
struct ReplayWish {
    double speed = 1; ///< 0 = as fast as possible
};
/// Reads "demo", "demo:10" or "demo:max"; InvalidArgument otherwise.
kit::Result<ReplayWish> readReplayWish(const std::string& text);

struct Options {
    std::string home;        ///< everything that is written goes below it
    std::optional<int> port; ///< instead of the setting; 0 picks a free one
    bool engine_ports = false;
    bool demo = true;
    bool require_token = true;
    std::size_t compute_threads = 0; ///< 0 = the setting
    std::string demo_folder;         ///< empty = where the program finds it
    std::string ofx_program;         ///< empty = nautilus-ofx beside this program
    /// False leaves out every engine but market data: enough for a command that only fills the catalog.
    bool all_engines = true;
    PdfWriter write_pdf; ///< from programs that can draw; reports are written in all other formats without
    std::optional<ReplayWish> replay; ///< streams the stored days of what is subscribed, from the start on
};

/// Tells what the start is doing; fraction in [0, 1]. False gives the start up.
using StartProgress = std::function<bool(double fraction, const std::string& what)>;

class Workstation {
public:
    static kit::Result<std::unique_ptr<Workstation>> open(const Options& options);
    ~Workstation();
    Workstation(const Workstation&) = delete;
    Workstation& operator=(const Workstation&) = delete;

    /// Imports the built-in data if that is wanted and not done, then starts the engines. Blocks.
    kit::Result<void> start(const StartProgress& progress);
    /// Ends jobs, stops engines. Blocks for at most the longest running task.
    void stop();

    [[nodiscard]] api::Router& router() { return *router_; }
    [[nodiscard]] runtime::Supervisor& supervisor() { return *supervisor_; }
    [[nodiscard]] runtime::LocalStream& stream() { return *stream_; }
    /// How engines ask and answer each other over the bus.
    [[nodiscard]] runtime::Coordination& coordination() { return *coordination_; }
    [[nodiscard]] runtime::SettingsStore& settings() { return *settings_; }
    /// The installed data sources, for engines that take from them.
    [[nodiscard]] kit::DataSources& sources() { return *plugins_; }
    [[nodiscard]] runtime::JobService& jobs() { return *jobs_; }
    /// Null when the engines but market data were left out.
    [[nodiscard]] kit::LiveSessions* sessions();
    /// Where clients find the gateway, "ws://127.0.0.1:8001": for answers that tell it.
    void tellAddress(const std::string& websocket_address);
    /// Files of reports, for engines that make them.
    [[nodiscard]] const kit::ReportWriter& reportWriter() const { return write_report_; }
    /// How alerts leave the program: email, webhook, desktop.
    [[nodiscard]] const std::vector<std::unique_ptr<risk::AlertChannel>>& alertChannels() const {
        return alert_channels_;
    }
    [[nodiscard]] const kit::Clock& clock() const { return clock_; }
    [[nodiscard]] const std::string& home() const { return options_.home; }
    [[nodiscard]] std::string tokenFile() const { return options_.home + "/token"; }
    [[nodiscard]] int wantedPort() const;
    [[nodiscard]] const Options& options() const { return options_; }

private:
    explicit Workstation(Options options) : options_(std::move(options)) {}
    kit::Result<void> openStores();
    void makeEngines();
    /// What leaves the program: report files and alerts, for the engines that make them (risk, analytics).
    void makeExits();
    kit::Result<void> makeSources();
    kit::Result<void> startSources();
    kit::Result<void> importDemo(const StartProgress& progress);
    [[nodiscard]] std::string demoFolder() const;
    /// Ports of the market data engine beyond those that every engine is given.
    void equipMarketData();
    void addPortfolio(const kit::Ports& ports);
    void addRisk(const kit::Ports& ports);
    void addAnalytics(const kit::Ports& ports);
    void addWebSocket(const kit::Ports& ports);
    /// The operation when it reads and offers CSV.
    [[nodiscard]] kit::Result<const kit::Operation*> tableOperation(const std::string& id) const;
    /// CSV of a reading operation of any engine. Blocks until it has answered.
    kit::Result<std::string> csvOf(const std::string& operation, const kit::Value& parameters);

    /// The bytes of a Parquet file with these rows. Blocks.
    kit::Result<std::string> parquetOf(const std::string& csv);

    Options options_;
    std::atomic<std::uint64_t> next_download_{1};
    runtime::SystemClock clock_;
    runtime::Log log_{clock_};
    std::unique_ptr<platform::FolderLock> lock_;
    std::string token_;
    std::unique_ptr<runtime::SettingsStore> settings_;
    std::unique_ptr<ledger::SqliteLedger> ledger_;
    std::unique_ptr<ledger::SqliteSeriesRegister> series_;
    std::unique_ptr<catalog::DuckDbCatalog> catalog_;
    std::unique_ptr<catalog::SqlConsole> sql_console_;
    std::unique_ptr<catalog::CatalogQuality> quality_;
    std::unique_ptr<catalog::CatalogExporter> exporter_;
    std::unique_ptr<catalog::HomeBackup> backup_;
    std::unique_ptr<catalog::ParquetBlocks> blocks_;
    std::unique_ptr<runtime::LocalStream> stream_;
    kit::ReportWriter write_report_;
    std::vector<std::unique_ptr<risk::AlertChannel>> alert_channels_; ///< outlive the engines that use them
    std::unique_ptr<runtime::ThreadPool> pool_;
    std::unique_ptr<runtime::ThreadLane> app_driver_;
    std::unique_ptr<runtime::ThreadLane> sql_driver_;
    std::unique_ptr<runtime::ThreadLane> alert_driver_; ///< what is asked of channels by hand: sends block
    std::unique_ptr<runtime::JobService> jobs_;
    plugin_host::SteadyTime source_time_{clock_};
    std::unique_ptr<plugin_host::PluginHost> plugins_;
    std::unique_ptr<runtime::Metrics> metrics_;
    std::unique_ptr<runtime::Supervisor> supervisor_;
    std::unique_ptr<runtime::ActivityRecorder> activity_;
    std::unique_ptr<security::TokenGuard> guard_;
    std::unique_ptr<api::Router> router_;
    std::unique_ptr<runtime::MemoryCache> cache_;
    std::unique_ptr<runtime::Coordination> coordination_;
    kit::Published<std::string> websocket_address_;
    marketdata::MarketDataService* marketdata_ = nullptr;
    websocket::Hub* hub_ = nullptr;
    portfolio::Books* books_ = nullptr;     ///< null without all engines
    factor::ModelAccess* models_ = nullptr; ///< likewise
};

} // namespace nautilus::composition

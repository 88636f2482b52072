#pragma once

#include "engines/kit/cache.h"
#include "engines/kit/data_source.h"
#include "engines/kit/exporter.h"
#include "engines/kit/ports.h"
#include "engines/kit/published.h"
#include "engines/kit/quality_store.h"
#include "engines/kit/series_register.h"
#include "engines/marketdata/contract/daily_market.h"
#include "engines/marketdata/contract/exports.h"
#include "engines/marketdata/contract/marketdata_engine.h"
#include "engines/marketdata/contract/quality.h"

#include <atomic>
#include <future>
#include <mutex>
#include <unordered_map>

namespace nautilus::marketdata {

class Backfill;
class DailyMarketStore;
class HistoricalReader;
class LiveDesk;
struct DailyCloses;
struct LiveLimits;
class LiveFeed;
class LiveService;
class QualityService;
class RefreshDesk;
class SeriesDesk;
struct SymbolQuality;
struct BackfillRequest;
struct FundamentalsRequest;
struct GapsRequest;
struct GapsResult;
struct MacroRequest;
struct LastClosesRequest;
struct MacroSeriesRequest;
struct TicksRequest;
struct UnderstoodImport;

/// Catalog and import. Blocking reads run on the driver; the directory is published as a snapshot.
class MarketDataService final : public kit::Engine {
public:
    MarketDataService(kit::Ports ports, kit::EngineThreads threads);
    ~MarketDataService() override;

    [[nodiscard]] std::string id() const override { return "marketdata"; }
    [[nodiscard]] std::string title() const override { return "Market Data Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8800; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"catalog", "import", "daily_bars", "quarantine"};
    }
    kit::Result<void> start() override;
    void stop() override;
    kit::Result<void> refresh() override;
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    void explain(kit::LineageQuestion question, kit::CallPtr call, kit::Done<kit::LineageNode> done) override;
    [[nodiscard]] kit::Keyed<double> statistics() const override;
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override;

    [[nodiscard]] MarketDataHealth health() const;
    kit::Result<kit::Table> instruments(const InstrumentsRequest& request, kit::Call& call) const;
    void bars(BarsRequest request, kit::CallPtr call, kit::Done<kit::Table> done);
    void quality(QualityRequest request, kit::CallPtr call, kit::Done<kit::Table> done);
    kit::Result<SourcesResult> sources(kit::Call& call) const;
    void import(ImportRequest request, kit::CallPtr call, kit::Done<kit::JobAccepted> done);
    void preview(ImportRequest request, kit::CallPtr call, kit::Done<PreviewResult> done);

    /// Imports a folder now, on the calling thread; used by the job and at first start.
    kit::Result<kit::ImportReport> importNow(const std::string& folder,
                                             const kit::Catalog::Progress& progress);
    /// The same for files; NotComputable with every problem when they cannot be understood.
    kit::Result<kit::ImportReport> importNow(const ImportRequest& request,
                                             const kit::Catalog::Progress& progress);

    /// Gives the engine its quality operations. Before `operations` is asked for.
    void useQualityStore(kit::QualityStore& store);
    kit::Result<kit::JobAccepted> startQualityScan(const QualityScanRequest& request);

    /// Gives the engine the register of outside series. After `useSources`, before `operations`.
    void useSeriesRegister(kit::SeriesRegister& series);

    /// Gives the engine its live side. Before `operations` is asked for.
    void useSources(kit::DataSources& sources, kit::Cache& cache);
    void useSources(kit::DataSources& sources, kit::Cache& cache, const LiveLimits& limits);
    /// Null without sources.
    [[nodiscard]] LiveFeed* liveFeed() const;
    /// For engines to the right; lives as long as this one.
    [[nodiscard]] DailyMarket& dailyMarket() const;
    /// Follows every symbol of the built-in data sets as long as the engine runs.
    void followBuiltIn();
    /// "ws://127.0.0.1:8001", where WebSocket clients come in; empty = there is no server.
    std::function<std::string()> websocket_address = [] { return std::string(); };

    /// Gives the engine its export operations. Before `operations` is asked for.
    void useExporter(kit::Exporter& exporter) { exporter_ = &exporter; }
    kit::Result<kit::JobAccepted> startExport(const ExportRequest& request);
    /// Copies the home folder while it is in use, under this name; the JSON of what was written. Blocks.
    std::function<kit::Result<std::string>(const std::string& name, const kit::Catalog::Progress& progress)>
        backup_home;
    kit::Result<kit::JobAccepted> startBackup();
    /// Runs a reading operation of any engine and answers its CSV; blocks. Set by whoever sees all engines.
    std::function<kit::Result<std::string>(const std::string& operation, const kit::Value& parameters)>
        run_operation;
    /// Reads JSON that this engine wrote. Set by whoever has a reader.
    std::function<kit::Result<kit::Value>(std::string_view json)> read_json;
    /// The error of an operation that `run_operation` would refuse.
    std::function<kit::Result<void>(const std::string& operation)> check_operation;

    /// Called on the worker after an import raised the epoch.
    std::function<void()> on_new_epoch;

private:
    [[nodiscard]] std::shared_ptr<const InstrumentDirectory> directory() const { return directory_.load(); }
    void addQualityOperations(std::vector<kit::Operation>& out);
    void addExportOperations(std::vector<kit::Operation>& out);
    using NamedBody = std::function<kit::Result<std::string>(const std::string& job_id, kit::JobContext&)>;
    kit::Result<kit::JobAccepted> submitNamed(const std::string& kind, NamedBody body);
    [[nodiscard]] kit::Result<kit::ExportPlan> exportPlan(const ExportRequest& request) const;
    void addQualityReads(std::vector<kit::Operation>& out);
    kit::Result<void> announceEpoch(const std::string& dataset);
    void scanWhatWasLeft();
    /// Answers how many issues the data set has now.
    std::int64_t scanAfterImport(const kit::ImportReport& report, const kit::Catalog::Progress& progress);
    /// The instrument that the symbol means on the last day asked for; its data set goes into the answer.
    kit::Result<const domain::Instrument*> named(const InstrumentDirectory& now, const std::string& symbol,
                                                 domain::SessionDate end,
                                                 const std::optional<std::string>& dataset,
                                                 kit::Call& call) const;
    kit::Result<kit::Table> sizedBarsNow(const BarsRequest& request, kit::Call& call);
    kit::Result<kit::Table> ticksNow(const TicksRequest& request, kit::Call& call);
    kit::Result<kit::Table> macroSeriesNow(const MacroSeriesRequest& request, kit::Call& call);
    kit::Result<kit::Table> universesNow(const kit::Nothing& request, kit::Call& call);
    kit::Result<kit::Table> barsNow(const BarsRequest& request, kit::Call& call);
    kit::Result<kit::Table> qualityNow(const QualityRequest& request, kit::Call& call);
    kit::Result<PreviewResult> previewNow(const ImportRequest& request, kit::Call& call);
    kit::Result<kit::JobAccepted> submitImport(ImportRequest request);
    /// What an import must know of the time before it.
    struct BeforeImport {
        std::int64_t begun_ns = 0;
        std::int64_t epoch = 0;
        std::vector<std::string> unscanned; ///< data sets that a kill has left without their scan
    };
    [[nodiscard]] BeforeImport beforeImport() const;
    /// Tells everybody of a new epoch and looks at what came in.
    kit::Result<kit::ImportReport> published(kit::ImportReport report, const BeforeImport& before,
                                             const kit::Catalog::Progress& progress);
    void addImportOperations(std::vector<kit::Operation>& out);
    void addReadOperations(std::vector<kit::Operation>& out);
    void addSeriesOperations(std::vector<kit::Operation>& out);
    void addProfileOperations(std::vector<kit::Operation>& out);
    kit::Result<ImportProfiles> profilesNow(const kit::Nothing& request, kit::Call& call);
    kit::Result<ImportProfile> saveProfileNow(const ImportProfile& request, kit::Call& call);
    kit::Result<ImportProfiles> deleteProfileNow(const ProfileName& request, kit::Call& call);
    kit::Result<std::vector<ImportProfileView>> savedProfiles();
    /// Looks at the files and plans, with the profile that the request names.
    kit::Result<UnderstoodImport> understand(ImportRequest request);
    kit::Result<void> keepProfile(const UnderstoodImport& import);
    kit::Result<kit::Table> fundamentalsNow(const FundamentalsRequest& request, kit::Call& call);
    [[nodiscard]] domain::SessionDate today() const; ///< UTC
    /// The newest stored session of each symbol, and the change since the one before it.
    kit::Result<kit::Table> lastClosesNow(const LastClosesRequest& request, kit::Call& call);
    kit::Result<kit::Table> macroNow(const MacroRequest& request, kit::Call& call);

    /// Takes in rows that a source gave, on the worker.
    std::future<kit::Result<kit::ImportReport>> importFetched(kit::ImportPlan plan, kit::Table rows);
    void addLiveOperations(std::vector<kit::Operation>& out);
    void addBackfillOperations(std::vector<kit::Operation>& out);
    kit::Result<GapsResult> gapsNow(const GapsRequest& request, kit::Call& call);
    kit::Result<kit::JobAccepted> startBackfill(const BackfillRequest& request, kit::Call& call);
    /// Which rows the bar rules refuse: the same for every way into the catalog.
    [[nodiscard]] static std::vector<std::string_view> rulesOf(const kit::RawBars& raw);
    kit::Result<SymbolQuality> storedQuality(const std::string& symbol, kit::Call& call);
    kit::Result<kit::Keyed<double>> storedScores();
    /// Stored closes of a symbol, of the first data set that has the day. Blocks.
    [[nodiscard]] std::shared_ptr<const DailyCloses> closesOf(const InstrumentDirectory& now,
                                                              const std::string& symbol,
                                                              const domain::Instrument& first,
                                                              domain::SessionDate today);
    [[nodiscard]] double reliabilityOf(const std::string& dataset);

    kit::Ports ports_;
    kit::EngineThreads threads_;
    kit::DataSources* sources_ = nullptr;
    std::unique_ptr<DailyMarketStore> daily_;
    std::unique_ptr<LiveService> live_; ///< null without sources
    std::unique_ptr<LiveDesk> desk_;
    std::unique_ptr<HistoricalReader> historical_;
    std::unique_ptr<Backfill> backfill_;     ///< null without sources
    std::unique_ptr<RefreshDesk> refreshes_; ///< null without sources
    std::unique_ptr<SeriesDesk> series_;     ///< null without a register
    std::mutex scores_mutex_;                // guards the two below, which the driver and the worker read
    std::int64_t scores_epoch_ = -1;
    kit::Keyed<double> scores_;               ///< overall, by data set
    std::shared_ptr<QualityService> quality_; ///< null without a store
    kit::Exporter* exporter_ = nullptr;
    kit::Published<InstrumentDirectory> directory_{std::make_shared<const InstrumentDirectory>()};
    std::atomic<std::int64_t> rows_ingested_{0};
    std::atomic<std::int64_t> ingest_ns_{0};
    std::atomic<std::int64_t> ingest_day_{0};
};

} // namespace nautilus::marketdata

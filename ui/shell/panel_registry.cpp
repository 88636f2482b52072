#include "ui/shell/panel_registry.h"

#include "ui/dashboards/data/bars_panel.h"
#include "ui/dashboards/data/coverage_panel.h"
#include "ui/dashboards/data/instruments_panel.h"
#include "ui/dashboards/data/quality_panel.h"
#include "ui/dashboards/data/sql_panel.h"
#include "ui/dashboards/factor/correlation_panel.h"
#include "ui/dashboards/factor/exposure_panel.h"
#include "ui/dashboards/factor/expression_panel.h"
#include "ui/dashboards/factor/factor_map_panel.h"
#include "ui/dashboards/factor/library_panel.h"
#include "ui/dashboards/factor/macro_panel.h"
#include "ui/dashboards/factor/ranking_panel.h"
#include "ui/dashboards/factor/returns_panel.h"
#include "ui/dashboards/factor/risk_panel.h"
#include "ui/dashboards/factor/risk_proof_panel.h"
#include "ui/dashboards/factor/statistics_panel.h"
#include "ui/dashboards/factor/stock_panel.h"
#include "ui/dashboards/factor/tear_sheet_panel.h"
#include "ui/dashboards/market/depth_panel.h"
#include "ui/dashboards/market/features_panel.h"
#include "ui/dashboards/market/live_chart_panel.h"
#include "ui/dashboards/market/replay_panel.h"
#include "ui/dashboards/market/sources_panel.h"
#include "ui/dashboards/market/streaming_panel.h"
#include "ui/dashboards/market/watchlist_panel.h"
#include "ui/dashboards/portfolio/attribution_panel.h"
#include "ui/dashboards/portfolio/factor_portfolio_panel.h"
#include "ui/dashboards/portfolio/lots_panel.h"
#include "ui/dashboards/portfolio/monitor_panel.h"
#include "ui/dashboards/portfolio/optimiser_panel.h"
#include "ui/dashboards/portfolio/performance_panel.h"
#include "ui/dashboards/portfolio/policy_backtest_panel.h"
#include "ui/dashboards/portfolio/policy_grid_panel.h"
#include "ui/dashboards/portfolio/policy_validation_panel.h"
#include "ui/dashboards/portfolio/rebalance_panel.h"
#include "ui/dashboards/portfolio/report_panel.h"
#include "ui/dashboards/portfolio/trade_plan_panel.h"
#include "ui/dashboards/portfolio/transactions_panel.h"
#include "ui/dashboards/risk/alerts_panel.h"
#include "ui/dashboards/risk/breach_forecast_panel.h"
#include "ui/dashboards/risk/breaches_panel.h"
#include "ui/dashboards/risk/contributions_panel.h"
#include "ui/dashboards/risk/limits_panel.h"
#include "ui/dashboards/risk/stress_panel.h"
#include "ui/dashboards/risk/var_panel.h"
#include "ui/dashboards/system/activity_panel.h"
#include "ui/dashboards/system/factor_health_panel.h"
#include "ui/dashboards/system/metrics_panel.h"
#include "ui/dashboards/system/system_panels.h"

namespace nautilus::ui {
namespace {

template <class T>
std::function<Panel*(Desk&)> maker() {
    return [](Desk& desk) -> Panel* { return new T(desk); };
}

} // namespace

const QVector<PanelEntry>& panelEntries() {
    static const QString kResearch = QStringLiteral("research");
    static const QString kPortfolio = QStringLiteral("portfolio");
    static const QString kOptimise = QStringLiteral("optimise");
    static const QString kRisk = QStringLiteral("risk");
    static const QString kMarket = QStringLiteral("market"), kData = QStringLiteral("data"),
                         kSystem = QStringLiteral("system");
    static const QVector<PanelEntry> kEntries{
        {QStringLiteral("exposures"), Panel::tr("Exposures"), kResearch, maker<ExposurePanel>()},
        {QStringLiteral("returns"), Panel::tr("Factor returns"), kResearch, maker<ReturnsPanel>()},
        {QStringLiteral("portfolio_risk"), Panel::tr("Portfolio risk"), kResearch, maker<RiskPanel>()},
        {QStringLiteral("risk_proof"), Panel::tr("Risk model proof"), kResearch, maker<RiskProofPanel>()},
        {QStringLiteral("stock"), Panel::tr("Stock"), kResearch, maker<StockPanel>()},
        {QStringLiteral("statistics"), Panel::tr("Factor statistics"), kResearch, maker<StatisticsPanel>()},
        {QStringLiteral("correlation"), Panel::tr("Factor correlation"), kResearch,
         maker<CorrelationPanel>()},
        {QStringLiteral("ranking"), Panel::tr("Factor ranking"), kResearch, maker<RankingPanel>()},
        {QStringLiteral("factor_map"), Panel::tr("Factor clusters"), kResearch, maker<FactorMapPanel>()},
        {QStringLiteral("expression"), Panel::tr("Expression editor"), kResearch, maker<ExpressionPanel>()},
        {QStringLiteral("library"), Panel::tr("Factor library"), kResearch, maker<LibraryPanel>()},
        {QStringLiteral("tear_sheet"), Panel::tr("Tear sheet"), kResearch, maker<TearSheetPanel>()},
        {QStringLiteral("macro"), Panel::tr("Macro"), kResearch, maker<MacroPanel>()},
        {QStringLiteral("positions"), Panel::tr("Positions"), kPortfolio, maker<MonitorPanel>()},
        {QStringLiteral("performance"), Panel::tr("Performance"), kPortfolio, maker<PerformancePanel>()},
        {QStringLiteral("attribution"), Panel::tr("Attribution"), kPortfolio, maker<AttributionPanel>()},
        {QStringLiteral("transactions"), Panel::tr("Transactions"), kPortfolio, maker<TransactionsPanel>()},
        {QStringLiteral("lots"), Panel::tr("Lots"), kPortfolio, maker<LotsPanel>()},
        {QStringLiteral("report_designer"), Panel::tr("Report designer"), kPortfolio, maker<ReportPanel>()},
        {QStringLiteral("portfolio.optimiser"), Panel::tr("Optimiser"), kOptimise, maker<OptimiserPanel>()},
        {QStringLiteral("portfolio.factor_portfolio"), Panel::tr("Factor portfolio"), kOptimise,
         maker<FactorPortfolioPanel>()},
        {QStringLiteral("portfolio.rebalance"), Panel::tr("Rebalance"), kOptimise, maker<RebalancePanel>()},
        {QStringLiteral("portfolio.trade_plan"), Panel::tr("Trade plan"), kOptimise, maker<TradePlanPanel>()},
        {QStringLiteral("portfolio.policy_backtest"), Panel::tr("Policy backtest"), kOptimise,
         maker<PolicyBacktestPanel>()},
        {QStringLiteral("portfolio.policy_grid"), Panel::tr("Settings grid"), kOptimise,
         maker<PolicyGridPanel>()},
        {QStringLiteral("portfolio.policy_validation"), Panel::tr("Cross-validation"), kOptimise,
         maker<PolicyValidationPanel>()},
        {QStringLiteral("limits"), Panel::tr("Limits"), kRisk, maker<LimitsPanel>()},
        {QStringLiteral("value_at_risk"), Panel::tr("Value at risk"), kRisk, maker<VarPanel>()},
        {QStringLiteral("risk_contributions"), Panel::tr("Risk contributions"), kRisk,
         maker<ContributionsPanel>()},
        {QStringLiteral("stress"), Panel::tr("Stress"), kRisk, maker<StressPanel>()},
        {QStringLiteral("breaches"), Panel::tr("Breaches"), kRisk, maker<BreachesPanel>()},
        {QStringLiteral("alert_centre"), Panel::tr("Alert centre"), kRisk, maker<AlertsPanel>()},
        {QStringLiteral("breach_forecast"), Panel::tr("Breach forecast"), kRisk,
         maker<BreachForecastPanel>()},
        {QStringLiteral("watchlist"), Panel::tr("Watchlist"), kMarket, maker<WatchlistPanel>()},
        {QStringLiteral("live_chart"), Panel::tr("Live chart"), kMarket, maker<LiveChartPanel>()},
        {QStringLiteral("depth"), Panel::tr("Depth"), kMarket, maker<DepthPanel>()},
        {QStringLiteral("trades"), Panel::tr("Time and sales"), kMarket, maker<TradesPanel>()},
        {QStringLiteral("features"), Panel::tr("Indicators"), kMarket, maker<FeaturesPanel>()},
        {QStringLiteral("importance"), Panel::tr("Feature importance"), kMarket, maker<ImportancePanel>()},
        {QStringLiteral("replay"), Panel::tr("Replay"), kMarket, maker<ReplayPanel>()},
        {QStringLiteral("sources"), Panel::tr("Data sources"), kMarket, maker<SourcesPanel>()},
        {QStringLiteral("streaming"), Panel::tr("Streaming"), kMarket, maker<StreamingPanel>()},
        {QStringLiteral("coverage"), Panel::tr("Coverage"), kData, maker<CoveragePanel>()},
        {QStringLiteral("instruments"), Panel::tr("Instruments"), kData, maker<InstrumentsPanel>()},
        {QStringLiteral("bars"), Panel::tr("Price bars"), kData, maker<BarsPanel>()},
        {QStringLiteral("quality"), Panel::tr("Data quality"), kData, maker<QualityPanel>()},
        {QStringLiteral("sql"), Panel::tr("SQL console"), kData, maker<SqlPanel>()},
        {QStringLiteral("engines"), Panel::tr("Engines"), kSystem, maker<EnginesPanel>()},
        {QStringLiteral("jobs"), Panel::tr("Jobs"), kSystem, maker<JobsPanel>()},
        {QStringLiteral("activity"), Panel::tr("Activity"), kSystem, maker<ActivityPanel>()},
        {QStringLiteral("factor_health"), Panel::tr("Factor health"), kSystem, maker<FactorHealthPanel>()},
        {QStringLiteral("metrics"), Panel::tr("Measures"), kSystem, maker<MetricsPanel>()},
        {QStringLiteral("operations"), Panel::tr("Operations"), kSystem, maker<OperationsPanel>()}};
    return kEntries;
}

const QVector<WorkspaceEntry>& workspaceEntries() {
    static const QVector<WorkspaceEntry> kEntries{
        {QStringLiteral("research"), Panel::tr("Research"), QStringLiteral("research"),
         QStringLiteral("Ctrl+1")},
        {QStringLiteral("portfolio"), Panel::tr("Portfolio"), QStringLiteral("portfolio"),
         QStringLiteral("Ctrl+2")},
        {QStringLiteral("optimise"), Panel::tr("Optimise"), QStringLiteral("optimise"),
         QStringLiteral("Ctrl+7")},
        {QStringLiteral("risk"), Panel::tr("Risk"), QStringLiteral("risk"), QStringLiteral("Ctrl+3")},
        {QStringLiteral("market"), Panel::tr("Market"), QStringLiteral("market"), QStringLiteral("Ctrl+4")},
        {QStringLiteral("data"), Panel::tr("Data"), QStringLiteral("data"), QStringLiteral("Ctrl+5")},
        {QStringLiteral("system"), Panel::tr("System"), QStringLiteral("system"), QStringLiteral("Ctrl+6")}};
    return kEntries;
}

} // namespace nautilus::ui

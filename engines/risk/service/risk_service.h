#pragma once

#include "engines/factor/contract/model_access.h"
#include "engines/kit/ports.h"
#include "engines/kit/report.h"
#include "engines/risk/service/monitor_desk.h"
#include "engines/risk/service/period.h"
#include "engines/risk/service/report_desk.h"
#include "engines/risk/service/risk_figures.h"

namespace nautilus::risk {

/// Limits, checks, monitoring and risk figures of portfolios. Questions are answered on the driver; what is
/// kept is changed there alone.
class RiskService final : public kit::Engine {
public:
    RiskService(kit::Ports ports, kit::EngineThreads threads);

    [[nodiscard]] std::string id() const override { return "risk"; }
    [[nodiscard]] std::string title() const override { return "Risk Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8200; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"limit_checks",  "what_if",    "limits",       "monitoring", "breaches", "alerts",
                "value_at_risk", "back_tests", "stress_tests", "liquidity",  "reports"};
    }
    kit::Result<void> start() override;
    void stop() override { desk_.stop(); }
    kit::Result<void> refresh() override { return {}; }
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    [[nodiscard]] kit::Keyed<double> statistics() const override;
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override;

    [[nodiscard]] RiskHealth health() const;

    // Before `start`; all outlive the service.
    void useMarket(marketdata::DailyMarket& market) { reader_.useMarket(market); }
    void useBooks(portfolio::Books& books) { reader_.useBooks(books); }
    void useModel(factor::ModelAccess& model) { model_ = &model; }
    void addChannel(AlertChannel& channel) { desk_.addChannel(channel); }
    /// Reads JSON that the engine wrote.
    void readJsonWith(kit::ReadJson read_json);

    /// Writer, folder: before `operations`.
    ReportDesk reports;

    /// Whether the demo portfolios get limits at the start when none was ever set on them. Before `start`.
    bool with_demo = false;

    /// False: `pulse` is called by whoever has the time (tests).
    bool own_pulse = true;
    void pulse() { desk_.pulse(); }

    /// One check, counted; for those who measure. Any thread that may block.
    kit::Result<CheckResult> check(const CheckRequest& request, kit::Call& call);

private:
    /// The function runs on the driver: Result<Answer>(const Request&, kit::Call&).
    template <class Request, class Answer, class Function>
    [[nodiscard]] kit::Operation onDriver(kit::Operation head, Function function);

    kit::Result<void> makeDemoLimits();
    void addLimitOperations(std::vector<kit::Operation>& out);
    void addMonitorOperations(std::vector<kit::Operation>& out);
    void addBreachOperations(std::vector<kit::Operation>& out);
    void addFigureOperations(std::vector<kit::Operation>& out);
    void addReportOperations(std::vector<kit::Operation>& out);
    void generateReport(const ReportRequest& request, kit::Done<ReportResult> done);
    /// Blocks: on the worker.
    kit::Result<kit::ReportDocument> reportDocument(const ReportRequest& request, kit::JobContext& context);
    kit::Result<kit::ReportSection> reportSection(const std::string& id, const ReportRequest& request,
                                                  kit::Call& call);
    kit::Result<MonitorView> startMonitor(const StartMonitorRequest& request, kit::Call& call);
    kit::Result<MonitorView> stopMonitor(const StopMonitorRequest& request);
    kit::Result<BreachesResult> breaches(const BreachesRequest& request, kit::Call& call) const;
    kit::Result<BreachHistory> history(const std::string& breach_id);
    /// "portfolio", "account" or "firm"; NotFound "/portfolio_id".
    [[nodiscard]] kit::Result<std::string> scopeOf(const std::string& book_id) const;
    void tellLimits(const LimitsResult& limits);
    [[nodiscard]] OpenBreach openBreaches() const;

    kit::Ports ports_;
    kit::EngineThreads threads_;
    BookReader reader_;
    LimitStore limits_;
    RiskChecker checker_;
    BreachStore store_;
    MonitorDesk desk_;
    factor::ModelAccess* model_ = nullptr;
    std::atomic<std::int64_t> checks_{0}, check_ns_{0};
};

template <class Request, class Answer, class Function>
kit::Operation RiskService::onDriver(kit::Operation head, Function function) {
    return kit::operation<Request, Answer>(
        std::move(head), [this, function](Request request, kit::CallPtr call, kit::Done<Answer> done) {
            const auto task = [function, request = std::move(request), call, done] {
                if (call->cancelled()) return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
                done(function(request, *call));
            };
            if (!threads_.driver.post(task))
                done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
        });
}

} // namespace nautilus::risk

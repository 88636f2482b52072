#pragma once

#include "engines/portfolio/contract/holdings.h"
#include "engines/portfolio/contract/portfolio_engine.h"
#include "engines/portfolio/contract/statement_reader.h"
#include "engines/portfolio/service/book_reader.h"
#include "engines/portfolio/service/live_pnl.h"
#include "engines/portfolio/service/optimiser/optimiser_desk.h"
#include "engines/portfolio/service/optimiser/policy_backtest.h"
#include "engines/portfolio/service/optimiser/policy_grid.h"
#include "engines/portfolio/service/optimiser/policy_validation.h"
#include "engines/portfolio/service/optimiser/rebalancing.h"

#include <optional>

namespace nautilus::portfolio {

/// The engine around the books. Questions about books run on the driver: recording waits for the disk, and
/// valuing may wait for the catalog.
class PortfolioService final : public kit::Engine {
public:
    PortfolioService(kit::Ports ports, kit::EngineThreads threads, marketdata::DailyMarket& market)
        : ports_(ports), threads_(threads), market_(market),
          shelf_(ports.ledger, ports.clock, [this](std::string_view json) { return read_json(json); }),
          reader_(shelf_, market), live_(ports.clock, ports.stream, threads, reader_),
          optimiser_(market, reader_, ports.clock) {}

    [[nodiscard]] std::string id() const override { return "portfolio"; }
    [[nodiscard]] std::string title() const override { return "Portfolio Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8900; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"accounts", "transactions", "lots",     "holdings",    "history",     "corporate_actions",
                "live_pnl", "optimisation", "frontier", "risk_parity", "rebalancing", "factor_construction"};
    }
    kit::Result<void> start() override;
    void stop() override { live_.stop(); }
    kit::Result<void> refresh() override {
        live_.changed();
        return {};
    }
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    [[nodiscard]] kit::Keyed<double> statistics() const override;
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override;

    [[nodiscard]] PortfolioHealth health() const;
    /// For engines to the right; lives as long as this one.
    [[nodiscard]] Books& books() { return reader_; }

    /// Where live prices come from; without one nothing is told while prices move. Before `start`.
    void useLiveFeed(marketdata::LiveFeed& feed) { live_.useFeed(feed); }

    /// The risk model, for covariances and exposures. Before `start`.
    void useModel(factor::ModelAccess& model) { optimiser_.useModel(model); }

    /// Reads statements that are no CSV; without one they are refused. Before `start`.
    void useStatements(std::unique_ptr<StatementReader> reader) { statements_ = std::move(reader); }

    /// Reads what the ledger keeps; set before `start`.
    kit::ReadJson read_json;
    /// Whether portfolio_001 and portfolio_002 are made at the start when they are not there. Before `start`.
    bool with_demo = false;

private:
    template <class Request, class Answer, class Function>
    void onDriver(Request request, kit::CallPtr call, kit::Done<Answer> done, Function function);
    template <class Request, class Answer, class Function>
    [[nodiscard]] kit::Operation driverOperation(kit::Operation head, Function function);

    void addBookOperations(std::vector<kit::Operation>& out);
    void addTransactionOperations(std::vector<kit::Operation>& out);
    void addHoldingOperations(std::vector<kit::Operation>& out);
    void addOptimiserOperations(std::vector<kit::Operation>& out);
    void addConstructionOperations(std::vector<kit::Operation>& out);
    void addPolicyOperations(std::vector<kit::Operation>& out);

    kit::Result<kit::JobAccepted> startBacktest(const PolicyBacktestRequest& request);
    kit::Result<kit::JobAccepted> startGrid(const PolicyGridRequest& request);
    kit::Result<kit::JobAccepted> startValidation(const PolicyValidationRequest& request);
    kit::Result<RecordResult> record(const RecordRequest& request, kit::Call& call);
    kit::Result<RecordResult> reverse(const ReverseRequest& request, kit::Call& call);
    kit::Result<kit::Table> transactions(const TransactionsRequest& request, kit::Call& call);
    kit::Result<ImportTransactionsResult> importStatement(const ImportTransactionsRequest& request,
                                                          kit::Call& call);
    /// The rows of its text, whatever the format, but those that were reversed where they come from.
    struct Statement {
        std::vector<StatementRow> rows;
        std::int64_t reversed = 0;
    };
    kit::Result<Statement> statementOf(const ImportTransactionsRequest& request);
    kit::Result<HoldingsResult> holdings(const BookRequest& request, kit::Call& call);
    kit::Result<void> addCloses(HoldingsResult& out, const BookHoldings& book, std::int64_t count);
    kit::Result<kit::Table> lots(const LotsRequest& request, kit::Call& call);
    kit::Result<kit::Table> gains(const LotsRequest& request, kit::Call& call);
    kit::Result<kit::Table> history(const HistoryRequest& request, kit::Call& call);
    kit::Result<RecordResult> corporateActions(const CorporateActionsRequest& request, kit::Call& call);

    struct Understood {
        std::vector<TransactionView> views;
        std::vector<std::string> pointers;
    };
    /// The inputs with the exchange rates that they leave to the catalog; every error of the list.
    kit::Result<Understood> understand(const std::string& portfolio_id,
                                       const std::vector<TransactionFields>& inputs,
                                       const std::string& pointer);
    /// NotComputable when the catalog has no rate of that day.
    kit::Result<void> fillRate(TransactionView& view, const std::string& base, const std::string& pointer);
    kit::Result<ImportTransactionsResult> importUnderstood(const ImportTransactionsRequest& request,
                                                           Understood all, ImportTransactionsResult out,
                                                           kit::Call& call);
    /// With `dry_run` as they would be recorded, without numbers.
    kit::Result<RecordResult> recordAll(const std::string& portfolio_id, Understood understood,
                                        bool dry_run = false);
    kit::Result<void> makeDemo();
    void announce(const std::string& portfolio_id);

    kit::Ports ports_;
    kit::EngineThreads threads_;
    marketdata::DailyMarket& market_;
    BookShelf shelf_;
    BookReader reader_;
    LivePnl live_;
    OptimiserDesk optimiser_;
    Rebalancer rebalancer_{optimiser_, shelf_};
    std::unique_ptr<StatementReader> statements_;
};

template <class Request, class Answer, class Function>
void PortfolioService::onDriver(Request request, kit::CallPtr call, kit::Done<Answer> done,
                                Function function) {
    const auto task = [request = std::move(request), call = std::move(call), done,
                       function = std::move(function)] {
        if (call->cancelled()) return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
        done(function(request, *call));
    };
    if (!threads_.driver.post(task))
        done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

template <class Request, class Answer, class Function>
kit::Operation PortfolioService::driverOperation(kit::Operation head, Function function) {
    return kit::operation<Request, Answer>(
        std::move(head),
        [this, function = std::move(function)](Request request, kit::CallPtr call, kit::Done<Answer> done) {
            onDriver<Request, Answer>(std::move(request), std::move(call), std::move(done), function);
        });
}

} // namespace nautilus::portfolio

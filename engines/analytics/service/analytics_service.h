#pragma once

#include "engines/analytics/contract/analytics_engine.h"
#include "engines/analytics/contract/attribution.h"
#include "engines/analytics/contract/calculate.h"
#include "engines/analytics/contract/comparison.h"
#include "engines/analytics/service/rooms.h"
#include "engines/analytics/service/universes.h"
#include "engines/kit/ports.h"
#include "engines/kit/report.h"

#include <atomic>

namespace nautilus::analytics {

struct PnlStreamRequest {
    std::string portfolio_id;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("portfolio_id", &PnlStreamRequest::portfolio_id)
                                   .required()
                                   .size(1, 128)
                                   .doc("Portfolio, account or firm"));
    }
};

/// Performance and attribution of what the books hold, or of positions and returns that a caller gives. Keeps
/// nothing but counters: every question reads the rooms to the left and computes, on the driver.
class AnalyticsService final : public kit::Engine {
public:
    AnalyticsService(kit::Ports ports, kit::EngineThreads threads)
        : ports_(ports), threads_(threads), universes_(ports.catalog) {
        rooms_.universes = &universes_;
    }

    [[nodiscard]] std::string id() const override { return "analytics"; }
    [[nodiscard]] std::string title() const override { return "Analytics Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8100; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"profit_and_loss",      "performance_metrics",  "factor_attribution", "sector_attribution",
                "currency_attribution", "benchmark_comparison", "tear_sheets",        "pnl_streams"};
    }
    kit::Result<void> start() override;
    void stop() override;
    kit::Result<void> refresh() override { return {}; }
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    void explain(kit::LineageQuestion question, kit::CallPtr call, kit::Done<kit::LineageNode> done) override;
    [[nodiscard]] kit::Keyed<double> statistics() const override;
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override;

    [[nodiscard]] AnalyticsHealth health() const;

    /// Where prices, books and the risk model come from. Before `start`; what is not there is Unavailable.
    void useMarket(marketdata::DailyMarket& market) { rooms_.market = &market; }
    void useBooks(portfolio::Books& books) { rooms_.books = &books; }
    void useModel(factor::ModelAccess& model) { rooms_.model = &model; }
    /// Writes tear sheets as files; blocks. Set by whoever has a writer, before `operations`.
    kit::ReportWriter write_report;

private:
    enum class Work { Portfolio, Attribution, Series };

    /// A row of the table: the function runs on the driver over the rooms; what it took is counted.
    template <class Request, class Answer, class Function>
    void add(std::vector<kit::Operation>& out, Work work, kit::Operation head, Function function);
    /// The function runs on the driver once there are prices.
    template <class Task>
    void onDriver(const std::function<void(kit::Errors)>& refuse, Task task);
    void addContractOperations(std::vector<kit::Operation>& out);
    void addSeriesOperations(std::vector<kit::Operation>& out);
    void addGivenOperations(std::vector<kit::Operation>& out);
    template <class Request>
    [[nodiscard]] auto confidenceAnswer();
    template <class Request>
    [[nodiscard]] auto tearSheetAnswer();
    [[nodiscard]] kit::Operation streamOperation();
    void stream(const PnlStreamRequest& request, const kit::CallPtr& call, const kit::ReplyDone& done);
    [[nodiscard]] double pnlUpdates() const;
    void count(Work work, std::int64_t begun_ns, kit::Call& call);

    kit::Ports ports_;
    kit::EngineThreads threads_;
    Universes universes_; ///< on the driver only
    Rooms rooms_;
    std::atomic<std::int64_t> active_{0}, calculations_{0}, calculation_ns_{0};
    std::atomic<std::int64_t> portfolios_{0}, attributions_{0}, series_{0}, errors_{0};
};

template <class Task>
void AnalyticsService::onDriver(const std::function<void(kit::Errors)>& refuse, Task task) {
    if (!rooms_.market) return refuse({{kit::ErrorCode::Unavailable, "the prices are not there", "", true}});
    if (!threads_.driver.post(std::move(task)))
        refuse({{kit::ErrorCode::Unavailable, "too many requests are waiting", "", true}});
}

template <class Request, class Answer, class Function>
void AnalyticsService::add(std::vector<kit::Operation>& out, Work work, kit::Operation head,
                           Function function) {
    out.push_back(kit::operation<Request, Answer>(
        std::move(head), [this, work, function = std::move(function)](Request request, kit::CallPtr call,
                                                                      kit::Done<Answer> done) {
            const auto task = [this, work, function, request = std::move(request), call, done] {
                if (call->cancelled()) return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
                const auto begun = ports_.clock.steadyNs();
                ++active_;
                auto result = function(rooms_, request, *call);
                --active_;
                if (result)
                    count(work, begun, *call);
                else
                    ++errors_;
                done(std::move(result));
            };
            onDriver([&](kit::Errors errors) { done(tl::unexpected(std::move(errors))); }, task);
        }));
}

} // namespace nautilus::analytics

#pragma once

#include "engines/factor/contract/factor_engine.h"
#include "engines/factor/service/factor_world.h"

#include <atomic>

namespace nautilus::factor {

/// Point-in-time factors, factor returns and the risk model of one universe. The world of an epoch is built
/// on the worker thread and published; questions are answered from it on the pool or, the longer ones, on the
/// driver.
class FactorService final : public kit::Engine {
public:
    FactorService(kit::Ports ports, kit::EngineThreads threads) : ports_(ports), threads_(threads) {}

    [[nodiscard]] std::string id() const override { return "factor"; }
    [[nodiscard]] std::string title() const override { return "Factor Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8300; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"style_exposures", "factor_returns", "risk_model", "factor_library", "runs"};
    }
    kit::Result<void> start() override;
    void stop() override {}
    kit::Result<void> refresh() override;
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    [[nodiscard]] kit::Keyed<double> statistics() const override;
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override;

    [[nodiscard]] FactorHealth health() const;

private:
    using World = std::shared_ptr<const FactorWorld>;
    [[nodiscard]] World world() const { return world_.load(); }

    /// The operation's function runs on the pool, interactive, over the world of this moment.
    template <class Request, class Answer, class Function>
    void onPool(Request request, kit::CallPtr call, kit::Done<Answer> done, Function function);
    /// The same on the driver thread, which may use the pool itself.
    template <class Request, class Answer, class Function>
    void onDriver(Request request, kit::CallPtr call, kit::Done<Answer> done, Function function);

    using ReturnsFunction = kit::Result<kit::Table> (*)(const FactorWorld&, const ModelReturns&,
                                                        const ReturnsRequest&, kit::Call&);
    void returns(ReturnsRequest request, kit::CallPtr call, kit::Done<kit::Table> done,
                 ReturnsFunction function);
    kit::Result<CalculateResult> calculate(const CalculateRequest& request, const FactorWorld& world,
                                           kit::Call& call);

    kit::Result<kit::JobAccepted> startRun(const RunRequest& request);
    kit::Result<std::string> run(const std::string& kind, kit::JobContext& context);
    void runs(RunsRequest request, kit::CallPtr call, kit::Done<RunsResult> done);

    void addModelOperations(std::vector<kit::Operation>& out);
    void addReturnsOperations(std::vector<kit::Operation>& out);
    void addRunOperations(std::vector<kit::Operation>& out);

    kit::Ports ports_;
    kit::EngineThreads threads_;
    std::atomic<World> world_{};
    std::atomic<std::int64_t> day_{0};
    std::atomic<std::int64_t> values_today_{0};
    std::atomic<std::int64_t> calculations_{0};
    std::atomic<std::int64_t> calculation_ns_{0};
};

template <class Request, class Answer, class Function>
void FactorService::onPool(Request request, kit::CallPtr call, kit::Done<Answer> done, Function function) {
    const auto now = world();
    if (!now)
        return done(kit::fail(kit::ErrorCode::Unavailable, "the factor engine is still loading", "", true));
    ports_.pool.post(kit::Priority::Interactive, [now, request = std::move(request), call = std::move(call),
                                                  done = std::move(done), function = std::move(function)] {
        if (call->cancelled()) return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
        done(function(*now, request, *call));
    });
}

template <class Request, class Answer, class Function>
void FactorService::onDriver(Request request, kit::CallPtr call, kit::Done<Answer> done, Function function) {
    const auto now = world();
    if (!now)
        return done(kit::fail(kit::ErrorCode::Unavailable, "the factor engine is still loading", "", true));
    const auto task = [now, request = std::move(request), call = std::move(call), done,
                       function = std::move(function)] {
        if (call->cancelled()) return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
        done(function(*now, request, *call));
    };
    if (!threads_.driver.post(task))
        done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

} // namespace nautilus::factor

#pragma once

#include "engines/features/service/fundamental_answers.h"
#include "engines/features/service/stream_followers.h"
#include "engines/kit/published.h"

#include <atomic>

namespace nautilus::features {

/// Indicators, fundamental features and their streams. What is known of the catalog is published per epoch;
/// questions read bars and compute on the driver.
class FeaturesService final : public kit::Engine {
public:
    FeaturesService(kit::Ports ports, kit::EngineThreads threads)
        : ports_(ports), threads_(threads), followers_(ports.clock, ports.catalog, ports.stream, threads) {}

    [[nodiscard]] std::string id() const override { return "features"; }
    [[nodiscard]] std::string title() const override { return "Features Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8500; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"technical_indicators", "indicator_series",   "fundamental_features",
                "feature_batches",      "feature_importance", "feature_streams"};
    }
    kit::Result<void> start() override { return refresh(); }
    void stop() override;
    kit::Result<void> refresh() override;
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    void explain(kit::LineageQuestion question, kit::CallPtr call, kit::Done<kit::LineageNode> done) override;
    [[nodiscard]] kit::Keyed<double> statistics() const override;
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override;

    [[nodiscard]] FeaturesHealth health() const;

    /// Where live lines come from. Before `start`; without one streams begin with stored values and stay
    /// silent.
    void useLiveFeed(marketdata::LiveFeed& feed) { followers_.useFeed(feed); }

    /// Turns CSV into the bytes of a Parquet file; blocks. Set by whoever has a writer, before `operations`.
    std::function<kit::Result<std::string>(const std::string& csv)> parquet_of;

private:
    using World = std::shared_ptr<const FeatureWorld>;

    /// The function runs on the driver over the world of this moment; what it computed is counted.
    template <class Request, class Answer, class Function>
    void onDriver(Request request, kit::CallPtr call, kit::Done<Answer> done, Function function);
    void addTechnicalOperations(std::vector<kit::Operation>& out);
    void addFundamentalOperation(std::vector<kit::Operation>& out);
    void addBatchOperation(std::vector<kit::Operation>& out);
    void addImportanceOperation(std::vector<kit::Operation>& out);
    [[nodiscard]] kit::Operation streamOperation();
    void stream(const StreamRequest& request, kit::CallPtr call, kit::ReplyDone done);
    /// Lets an operation that offers CSV answer Parquet as well, when there is a writer.
    [[nodiscard]] kit::Operation withParquet(kit::Operation operation);
    /// Adds the elapsed time to the metadata and the figures of the engine.
    void count(std::int64_t begun_ns, std::int64_t values, kit::Call& call);

    kit::Ports ports_;
    kit::EngineThreads threads_;
    StreamFollowers followers_; ///< on the lane only
    kit::Published<FeatureWorld> world_;
    std::atomic<std::int64_t> day_{0};
    std::atomic<std::int64_t> values_today_{0};
    std::atomic<std::int64_t> values_{0};
    std::atomic<std::int64_t> calculations_{0};
    std::atomic<std::int64_t> calculation_ns_{0};
};

template <class Request, class Answer, class Function>
void FeaturesService::onDriver(Request request, kit::CallPtr call, kit::Done<Answer> done,
                               Function function) {
    auto world = world_.load();
    if (!world)
        return done(kit::fail(kit::ErrorCode::Unavailable, "the features engine is still loading", "", true));
    const auto task = [world = std::move(world), request = std::move(request), call = std::move(call), done,
                       function = std::move(function)] {
        if (call->cancelled()) return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
        done(function(*world, request, *call));
    };
    if (!threads_.driver.post(task))
        done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

} // namespace nautilus::features

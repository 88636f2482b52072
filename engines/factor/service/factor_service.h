#pragma once

#include "engines/factor/contract/expressions.h"
#include "engines/factor/contract/factor_engine.h"
#include "engines/factor/contract/risk_model.h"
#include "engines/factor/contract/risk_proof.h"
#include "engines/factor/contract/series_factors.h"
#include "engines/factor/service/daily_values.h"
#include "engines/factor/service/explain.h"
#include "engines/factor/service/factor_coverage.h"
#include "engines/factor/service/factor_research.h"
#include "engines/factor/service/factor_world.h"
#include "engines/factor/service/guest_factors.h"
#include "engines/factor/service/model_desk.h"
#include "engines/kit/data_source.h"
#include "engines/kit/published.h"
#include "engines/kit/saved_records.h"
#include "engines/kit/series_register.h"

#include <atomic>

namespace nautilus::factor {

struct ResearchDesk;

/// Point-in-time factors, factor returns and the risk model of every universe of the catalog. The worlds of
/// an epoch are built on the worker thread, the default one first, and published one by one; questions are
/// answered from them on the pool or, the longer ones, on the driver.
class FactorService final : public kit::Engine {
public:
    FactorService(kit::Ports ports, kit::EngineThreads threads)
        : ports_(ports), threads_(threads), models_([this] { return defaultWorld(); }, ports.pool) {}

    [[nodiscard]] std::string id() const override { return "factor"; }
    [[nodiscard]] std::string title() const override { return "Factor Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8300; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"style_exposures", "factor_returns", "risk_model", "factor_library", "research", "runs"};
    }
    kit::Result<void> start() override;
    void stop() override {}
    kit::Result<void> refresh() override;
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    void explain(kit::LineageQuestion question, kit::CallPtr call, kit::Done<kit::LineageNode> done) override;
    [[nodiscard]] kit::Keyed<double> statistics() const override;
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override;

    [[nodiscard]] FactorHealth health() const;
    /// Registered outside series count as factors that are available. Before `start`.
    void useSeriesRegister(kit::SeriesRegister& series) { series_ = &series; }

    /// Health says which of the installed sources are connected. Before `start`.
    void useSources(const kit::DataSources& sources) { sources_ = &sources; }

    /// For engines to the right; lives as long as this one.
    [[nodiscard]] ModelDesk& models() { return models_; }

    /// Reads the records that research keeps; set before the first request.
    kit::ReadJson read_json;

private:
    using World = std::shared_ptr<const FactorWorld>;
    using Worlds = std::vector<World>; ///< in the order of universeChoices; a name stands once
    /// The world of a universe; the default one without a name.
    [[nodiscard]] kit::Result<World> world(const std::optional<std::string>& universe) const;
    [[nodiscard]] World defaultWorld() const;

    /// Builds and publishes the world of one universe; empty universes are left out.
    kit::Result<void> build(const UniverseChoice& universe);
    void publish(World world);
    /// The universes but the first; what can't be built is told on the stream and left out.
    void buildOthers(const std::vector<UniverseChoice>& universes);
    void tell(const std::string& topic, kit::Value payload);
    /// `factor.values.<id>` for every factor that reads what came and that somebody listens for.
    void tellArrivals(const FactorWorld& world);
    void countRenewal(const FactorWorld& world);
    void addFreshness(kit::Keyed<double>& out) const;
    void addFreshnessMetrics(std::vector<kit::MetricSample>& out) const;
    void addSources(kit::Keyed<bool>& out) const;
    [[nodiscard]] kit::Result<std::vector<UniverseChoice>> buildDefault();

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
    kit::Result<std::string> run(const RunRequest& request, kit::JobContext& context);
    kit::Result<kit::JobAccepted> startProof(const RiskProofRequest& request);
    kit::Result<RiskProofKept> latestProof(const FactorWorld& world, const RiskProofLatest& request,
                                           kit::Call& call);
    [[nodiscard]] kit::Result<UniversesResult> universes(kit::Call& call) const;
    void runs(RunsRequest request, kit::CallPtr call, kit::Done<RunsResult> done);
    void factors(FactorsRequest request, kit::CallPtr call, kit::Done<FactorsResult> done);
    /// How far the library's values reach; made now if neither this nor research was asked before.
    kit::Result<std::shared_ptr<const FactorSpans>> spansOf(const World& world, kit::Call& call);

    void addModelOperations(std::vector<kit::Operation>& out);
    void addRiskOperations(std::vector<kit::Operation>& out);
    void addRiskTables(std::vector<kit::Operation>& out);
    void addProofOperations(std::vector<kit::Operation>& out);
    void addReturnsOperations(std::vector<kit::Operation>& out);
    void addRunOperations(std::vector<kit::Operation>& out);
    void addExpressionOperations(std::vector<kit::Operation>& out);
    void addUserFactorOperations(std::vector<kit::Operation>& out);
    kit::Result<UserFactor> saveUserFactor(const UserFactorRequest& request);
    void addSeriesFactorOperation(std::vector<kit::Operation>& out);
    kit::Result<SeriesFactor> makeSeriesFactor(const SeriesFactorRequest& request);
    /// A text or any factor; the values of synthetic ones are made by research.
    void evaluate(EvaluateRequest request, kit::CallPtr call, kit::Done<kit::Table> done);
    void evaluateGuest(EvaluateRequest request, kit::CallPtr call, kit::Done<kit::Table> done);
    /// The request with the text of the user's factor that it names, if it does.
    kit::Result<EvaluateRequest> spelledOut(EvaluateRequest request);
    /// What the factor of a question stands for, if it is a user's or a synthetic one.
    kit::Result<FactorMeaning> meaningOf(const kit::LineageQuestion& question);
    void addResearchOperations(std::vector<kit::Operation>& out);
    void addTearSheetOperations(std::vector<kit::Operation>& out);

    /// The studies of a world; made now if nobody asked before.
    kit::Result<std::shared_ptr<const ResearchLibrary>> research(const World& world, kit::Call& call);
    /// On the driver thread, or on the worker while the studies have to be made.
    template <class Request, class Answer>
    void onResearch(Request request, kit::CallPtr call, kit::Done<Answer> done,
                    kit::Result<Answer> (*function)(const Request&, ResearchDesk&));

    kit::Ports ports_;
    kit::EngineThreads threads_;
    kit::SeriesRegister* series_ = nullptr;
    const kit::DataSources* sources_ = nullptr;
    kit::Published<Worlds> worlds_;
    ModelDesk models_;
    ResearchShelf shelf_;
    SpanShelf spans_;
    GuestShelf guests_;
    std::atomic<std::int64_t> research_ns_{0};       ///< that the last studies took
    std::atomic<std::int64_t> universes_waiting_{0}; ///< whose model is not built yet
    std::atomic<std::int64_t> builds_{0}, incremental_builds_{0}, rows_renewed_{0};
    std::atomic<std::int64_t> day_{0};
    std::atomic<std::int64_t> values_today_{0};
    std::atomic<std::int64_t> calculations_{0};
    std::atomic<std::int64_t> calculation_ns_{0};
};

template <class Request, class Answer, class Function>
void FactorService::onPool(Request request, kit::CallPtr call, kit::Done<Answer> done, Function function) {
    const auto now = world(request.universe);
    if (!now) return done(kit::failAs(now));
    ports_.pool.post(kit::Priority::Interactive,
                     [now = *now, request = std::move(request), call = std::move(call),
                      done = std::move(done), function = std::move(function)] {
                         if (call->cancelled())
                             return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
                         done(function(*now, request, *call));
                     });
}

template <class Request, class Answer, class Function>
void FactorService::onDriver(Request request, kit::CallPtr call, kit::Done<Answer> done, Function function) {
    const auto now = world(request.universe);
    if (!now) return done(kit::failAs(now));
    const auto task = [now = *now, request = std::move(request), call = std::move(call), done,
                       function = std::move(function)] {
        if (call->cancelled()) return done(kit::fail(kit::ErrorCode::Cancelled, "cancelled"));
        done(function(*now, request, *call));
    };
    if (!threads_.driver.post(task))
        done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

} // namespace nautilus::factor

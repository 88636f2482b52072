// A check of positions against all twelve limits, as /risk/check makes it from the request to the answer's
// values, and the factor Monte Carlo. Prices are drawn from a seed (not real ones). The check prints its 99th
// percentile as p99_us.

#include "engines/numerics/counter_random.h"
#include "engines/risk/kernel/factor_monte_carlo.h"
#include "tests/app/support/risk_stage.h"

#include <benchmark/benchmark.h>

#include <chrono>

namespace {

using namespace nautilus;

risk::CheckRequest requestOf(std::int64_t positions) {
    risk::CheckRequest request;
    request.portfolio_id = "bench";
    for (std::int64_t i = 1; i <= positions; ++i) {
        risk::RiskPosition position;
        position.symbol = test::StageMarket::symbolOf(static_cast<std::size_t>(i));
        position.quantity = i % 5 == 0 ? -100 : 200;
        request.positions.push_back(std::move(position));
    }
    for (const auto& kind : risk::limitKinds())
        request.limits[kind.name] = kind.by_subject ? 0.1 : 1.0;
    return request;
}

/// Positions.
void check(benchmark::State& state) {
    test::StageMarket market(static_cast<std::size_t>(state.range(0)));
    test::MemoryLedger ledger;
    test::FakeClock clock;
    risk::BookReader reader;
    reader.useMarket(market);
    risk::LimitStore limits(ledger, clock);
    risk::RiskChecker checker(reader, limits);
    const auto request = requestOf(state.range(0));
    std::vector<double> took;
    for (auto step : state) {
        const auto begun = std::chrono::steady_clock::now();
        kit::Call call;
        const auto scopes = checker.check(request, call);
        if (!scopes) return state.SkipWithError(scopes.error().front().message.c_str());
        const auto result = risk::answerOf(*scopes, {});
        benchmark::DoNotOptimize(result.limit_checks.size());
        took.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun).count());
    }
    std::ranges::sort(took);
    state.counters["p99_us"] = took[took.size() * 99 / 100];
}
BENCHMARK(check)->Arg(10)->Arg(100)->Arg(500)->Arg(2000)->Unit(benchmark::kMicrosecond);

/// Paths, positions, factors.
void factorMonteCarlo(benchmark::State& state) {
    const auto n = state.range(1), k = state.range(2);
    risk::FactorRiskModel model;
    model.exposures = Eigen::MatrixXd(n, k);
    numerics::CounterRandom(1, 1).normals(
        0, {model.exposures.data(), static_cast<std::size_t>(model.exposures.size())});
    Eigen::MatrixXd root(k, k);
    numerics::CounterRandom(1, 2).normals(0, {root.data(), static_cast<std::size_t>(root.size())});
    model.factor_covariance = root * root.transpose() * 1e-6;
    model.specific_variance = Eigen::VectorXd::Constant(n, 2e-4);
    const Eigen::VectorXd weights = Eigen::VectorXd::Constant(n, 1.0 / static_cast<double>(n));
    for (auto step : state)
        benchmark::DoNotOptimize(
            risk::monteCarloRisk(model, weights, static_cast<std::size_t>(state.range(0)), 0.99));
}
BENCHMARK(factorMonteCarlo)->Args({10'000, 500, 45})->Args({100'000, 500, 45})->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();

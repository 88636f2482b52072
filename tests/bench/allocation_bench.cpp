// Portfolio construction without a quadratic program over covariances drawn from a seed (not real stocks),
// one thread. Arguments are named in each case. The same in numpy and scipy: peer_allocation.py, started
// last.

#include "engines/numerics/risk_budget.h"
#include "engines/portfolio/kernel/allocation/baselines.h"
#include "engines/portfolio/kernel/allocation/entropy_pooling.h"
#include "engines/portfolio/kernel/allocation/hierarchical.h"
#include "tests/bench/panel_threads.h"

#include <benchmark/benchmark.h>

#include <random>

namespace {

using namespace nautilus::portfolio;
using namespace nautilus::numerics;

CovarianceForm model(Eigen::Index n, Eigen::Index k) {
    std::mt19937_64 engine(7);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(engine() >> 11U) * 0x1p-53;
    };
    CovarianceForm out;
    out.diagonal = Eigen::VectorXd::NullaryExpr(n, [&] { return between(0.01, 0.1); });
    out.factors = Eigen::MatrixXd::NullaryExpr(n, k, [&] { return between(-0.08, 0.08); });
    out.factors.col(0) = Eigen::VectorXd::NullaryExpr(n, [&] { return between(0.11, 0.19); });
    return out;
}

/// Assets.
template <TreeDistance distance>
void riskParityByTree(benchmark::State& state) {
    const Eigen::MatrixXd covariance = model(state.range(0), 20).matrix();
    for (auto step : state)
        benchmark::DoNotOptimize(hierarchicalRiskParity(covariance, {distance, Linkage::Ward}));
}
BENCHMARK(riskParityByTree<TreeDistance::Correlation>)
    ->Name("hrp")
    ->Arg(100)
    ->Arg(500)
    ->Arg(1000)
    ->Arg(2000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(riskParityByTree<TreeDistance::DistanceOfDistances>)
    ->Name("hrp_distance_of_distances")
    ->Arg(500)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond);

/// Assets, linkage.
void trees(benchmark::State& state) {
    const auto tree = assetTree(model(state.range(0), 20).matrix(), {});
    for (auto step : state)
        benchmark::DoNotOptimize(linkage(tree.distances.view(), static_cast<Linkage>(state.range(1))));
}
BENCHMARK(trees)->ArgsProduct({{1000}, {0, 1, 2, 3}})->Unit(benchmark::kMillisecond);

/// Assets.
void equalContribution(benchmark::State& state) {
    const Eigen::MatrixXd covariance = model(state.range(0), 20).matrix();
    for (auto step : state)
        benchmark::DoNotOptimize(hierarchicalEqualContribution(covariance, {}));
}
BENCHMARK(equalContribution)->Arg(1000)->Unit(benchmark::kMillisecond);

void schur(benchmark::State& state) {
    const Eigen::MatrixXd covariance = model(state.range(0), 20).matrix();
    for (auto step : state)
        benchmark::DoNotOptimize(schurComplementary(covariance, 0.5, {}));
}
BENCHMARK(schur)->Arg(500)->Arg(1000)->Unit(benchmark::kMillisecond);

void nested(benchmark::State& state) {
    const Eigen::MatrixXd covariance = model(state.range(0), 20).matrix();
    const NestedOptions options{{}, 20, 20, equalRisk, equalRisk};
    for (auto step : state)
        benchmark::DoNotOptimize(nestedClusters(covariance, {}, options));
}
BENCHMARK(nested)->Arg(1000)->Unit(benchmark::kMillisecond);

/// Assets; 73 factors.
void budgets(benchmark::State& state) {
    const auto covariance = model(state.range(0), 73);
    const Eigen::VectorXd equal = Eigen::VectorXd::Ones(covariance.size());
    RiskBudgetSolution found;
    for (auto step : state)
        benchmark::DoNotOptimize(found = riskBudget(covariance, equal));
    state.counters["residual"] = found.residual;
}
BENCHMARK(budgets)
    ->Name("risk_budget_73_factors")
    ->Arg(100)
    ->Arg(500)
    ->Arg(1000)
    ->Arg(3000)
    ->Arg(5000)
    ->Unit(benchmark::kMillisecond);

/// Assets, no factors known.
void denseBudgets(benchmark::State& state) {
    const auto covariance = CovarianceForm::ofDense(model(state.range(0), 20).matrix());
    const Eigen::VectorXd equal = Eigen::VectorXd::Ones(covariance.size());
    for (auto step : state)
        benchmark::DoNotOptimize(riskBudget(covariance, equal));
}
BENCHMARK(denseBudgets)->Name("risk_budget_dense")->Arg(500)->Arg(1000)->Unit(benchmark::kMillisecond);

/// Scenarios; 10 views.
void pooling(benchmark::State& state) {
    const Eigen::Index scenarios = state.range(0);
    const Eigen::MatrixXd values = model(scenarios, 11).factors;
    const Eigen::VectorXd even = Eigen::VectorXd::Ones(scenarios);
    std::vector<ScenarioView> views;
    for (Eigen::Index v = 1; v <= 10; ++v)
        views.push_back({values.col(v), static_cast<Relation>(v % 3), values.col(v).mean() + 0.01});
    for (auto step : state)
        benchmark::DoNotOptimize(entropyPooling(even, views));
}
BENCHMARK(pooling)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return nautilus::bench::runPeer("peer_allocation.py");
}

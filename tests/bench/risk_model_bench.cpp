// The risk model's parts over factor returns and residuals drawn from a seed (not real stocks), two threads
// where the service uses them. Arguments are named in each case. Covariance and simulation in plain numpy:
// peer_numpy_risk.py.

#include "engines/factor/kernel/factor_covariance.h"
#include "engines/factor/kernel/specific_risk.h"
#include "engines/factor/kernel/statistical_model.h"
#include "engines/factor/kernel/test_portfolios.h"
#include "engines/numerics/counter_random.h"
#include "tests/bench/panel_threads.h"

#include <benchmark/benchmark.h>

namespace {

using namespace nautilus::factor;
using nautilus::bench::onThreads;
using nautilus::domain::Matrix;

Matrix drawn(std::size_t rows, std::size_t columns, std::uint64_t stream) {
    Matrix out(rows, columns);
    for (std::size_t r = 0; r < rows; ++r)
        nautilus::numerics::CounterRandom(7, stream + r).normals(0, out.row(r));
    for (std::size_t r = 0; r < rows; ++r)
        for (double& x : out.row(r))
            x *= 0.01;
    return out;
}

std::size_t argument(const benchmark::State& state, std::size_t i) {
    return static_cast<std::size_t>(state.range(i));
}

/// Sessions, factors.
void covariance(benchmark::State& state) {
    const Matrix returns = drawn(argument(state, 0), argument(state, 1), 1);
    for (auto step : state)
        benchmark::DoNotOptimize(factorCovariance(returns.view(), RiskHorizon::Short));
}
BENCHMARK(covariance)
    ->Args({252, 45})
    ->Args({1260, 45})
    ->Args({2520, 45})
    ->Args({2520, 90})
    ->Unit(benchmark::kMillisecond);

/// Sessions, factors, simulations.
void eigenfactor(benchmark::State& state) {
    const Matrix returns = drawn(argument(state, 0), argument(state, 1), 1);
    const Matrix base = factorCovariance(returns.view(), RiskHorizon::Short);
    const ParallelFor parallel = onThreads(2);
    for (auto step : state)
        benchmark::DoNotOptimize(
            eigenfactorBias(base, returns.rows(), RiskHorizon::Short, true, argument(state, 2), parallel));
}
BENCHMARK(eigenfactor)
    ->Args({252, 45, 100})
    ->Args({1260, 45, 100})
    ->Args({1260, 45, 1000})
    ->Args({2520, 90, 100})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// Sessions, names: every session's time series part by recursion.
void specificHistory(benchmark::State& state) {
    const Matrix residuals = drawn(argument(state, 0), argument(state, 1), 1);
    for (auto step : state) {
        SpecificRiskHistory history(residuals.columns(), specificRiskOptions(RiskHorizon::Short));
        for (std::size_t t = 0; t < residuals.rows(); ++t)
            for (std::size_t n = 0; n < residuals.columns(); ++n)
                history.push(n, residuals.at(t, n));
        benchmark::DoNotOptimize(history.timeSeriesPart(true));
    }
}
BENCHMARK(specificHistory)
    ->Args({1260, 500})
    ->Args({1260, 3000})
    ->Args({2520, 3000})
    ->Unit(benchmark::kMillisecond);

/// Sessions, names.
void components(benchmark::State& state) {
    const Matrix returns = drawn(argument(state, 0), argument(state, 1), 1);
    for (auto step : state)
        benchmark::DoNotOptimize(statisticalModel(returns.view()));
}
BENCHMARK(components)->Args({252, 500})->Args({504, 500})->Args({504, 3000})->Unit(benchmark::kMillisecond);

/// Names, portfolios: one date and variant of the proof's optimised portfolios, 45 factors.
void optimisedPortfolios(benchmark::State& state) {
    const std::size_t names = argument(state, 0);
    const Matrix exposures = drawn(names, 45, 1), alphas = drawn(argument(state, 1), names, 9000);
    const Matrix base = factorCovariance(drawn(504, 45, 20000).view(), RiskHorizon::Short);
    const std::vector<double> specific(names, 0.015);
    for (auto step : state) {
        const LeastRisk optimiser(exposures.view(), base.view(), specific);
        for (std::size_t p = 0; p < alphas.rows(); ++p)
            benchmark::DoNotOptimize(optimiser.weights(alphas.row(p)));
    }
}
BENCHMARK(optimisedPortfolios)
    ->Args({500, 25})
    ->Args({500, 100})
    ->Args({3000, 25})
    ->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return nautilus::bench::runPeer("peer_numpy_risk.py");
}

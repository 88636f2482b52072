// All price-based exposures of a panel in memory drawn from a seed (not real stocks): raw descriptors,
// standardised, combined, orthogonalised and filled, for both style sets. Arguments: names, dates, threads.

#include "engines/factor/kernel/standardise.h"
#include "engines/factor/kernel/style_ratios.h"
#include "engines/factor/kernel/styles_joint.h"
#include "engines/factor/kernel/styles_two_stage.h"
#include "tests/bench/panel_threads.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <random>

namespace {

using namespace nautilus::factor;
using nautilus::bench::onThreads;
using nautilus::domain::Matrix;

struct Prices {
    Prices(std::size_t names, std::size_t dates)
        : returns(dates, names), cap(dates, names), turnover(dates, names) {
        std::mt19937_64 generator(11);
        std::normal_distribution<double> normal;
        for (std::size_t t = 0; t < dates; ++t) {
            market.push_back(0.01 * normal(generator));
            risk_free.push_back(0.0001);
            for (std::size_t n = 0; n < names; ++n) {
                const bool missing = t == 0 || generator() % 100 == 0;
                returns.at(t, n) =
                    missing ? nautilus::domain::kMissing : market[t] + 0.02 * normal(generator);
                cap.at(t, n) = std::exp(3 + normal(generator));
                turnover.at(t, n) = std::exp(-5 + 0.5 * normal(generator));
            }
        }
        for (std::size_t n = 0; n < names; ++n)
            group.push_back(static_cast<std::int32_t>(generator() % 24));
        history = {returns.view(), risk_free, market, cap.view(), turnover.view()};
    }
    [[nodiscard]] RowRange all() const { return {0, returns.rows()}; }

    Matrix returns, cap, turnover;
    std::vector<double> market, risk_free;
    std::vector<std::int32_t> group;
    PriceHistory history;
};

const Prices& prices(const benchmark::State& state) {
    static std::unique_ptr<Prices> last;
    const auto names = static_cast<std::size_t>(state.range(0)),
               dates = static_cast<std::size_t>(state.range(1));
    if (!last || last->returns.columns() != names || last->returns.rows() != dates)
        last = std::make_unique<Prices>(names, dates);
    return *last;
}

ParallelFor threads(const benchmark::State& state) {
    return onThreads(static_cast<std::size_t>(state.range(2)));
}

/// Standardises every row of the matrices in place.
void standardiseAll(const Prices& p, std::vector<Matrix*> parts, const ParallelFor& parallel) {
    parallel(p.returns.rows(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t t = begin; t < end; ++t)
            for (Matrix* m : parts)
                standardise(m->row(t), p.cap.row(t), {}, m->row(t));
    });
}

Matrix combined(const Prices& p, const std::vector<const Matrix*>& parts, std::span<const double> weights,
                const Matrix* against, const ParallelFor& parallel) {
    Matrix result(p.returns.rows(), p.returns.columns());
    parallel(p.returns.rows(), [&](std::size_t begin, std::size_t end) {
        std::vector<std::span<const double>> rows(parts.size());
        for (std::size_t t = begin; t < end; ++t) {
            for (std::size_t i = 0; i < parts.size(); ++i)
                rows[i] = parts[i]->row(t);
            combine(rows, weights, result.row(t));
            standardise(result.row(t), p.cap.row(t), {}, result.row(t));
            if (!against) continue;
            orthogonalise(result.row(t), against->row(t), p.cap.row(t), {}, result.row(t));
            standardise(result.row(t), p.cap.row(t), {}, result.row(t));
        }
    });
    return result;
}

void fillAll(const Prices& p, std::vector<Matrix*> parts, const Matrix& size, const ParallelFor& parallel) {
    parallel(p.returns.rows(), [&](std::size_t begin, std::size_t end) {
        std::vector<std::uint8_t> filled(p.returns.columns());
        for (std::size_t t = begin; t < end; ++t)
            for (Matrix* m : parts)
                fillMissing(m->row(t), p.group, 24, size.row(t), p.cap.row(t), {}, m->row(t), filled);
    });
}

void beta(benchmark::State& s) {
    for (auto _ : s)
        benchmark::DoNotOptimize(betaDescriptors(prices(s).history, prices(s).all(), threads(s)));
}
void momentum(benchmark::State& s) {
    for (auto _ : s)
        benchmark::DoNotOptimize(relativeStrength(prices(s).history, prices(s).all(), threads(s)));
}
void dastd(benchmark::State& s) {
    for (auto _ : s)
        benchmark::DoNotOptimize(dailyDeviation(prices(s).history, prices(s).all(), threads(s)));
}
void cmra(benchmark::State& s) {
    for (auto _ : s)
        benchmark::DoNotOptimize(cumulativeRange(prices(s).history, prices(s).all(), threads(s)));
}
void reversal(benchmark::State& s) {
    for (auto _ : s)
        benchmark::DoNotOptimize(shortTermReversal(prices(s).history, prices(s).all(), threads(s)));
}
void liquidity(benchmark::State& s) {
    for (auto _ : s)
        benchmark::DoNotOptimize(liquidityDescriptors(prices(s).history, prices(s).all(), threads(s)));
}
void size(benchmark::State& s) {
    for (auto _ : s)
        benchmark::DoNotOptimize(logCap(prices(s).history, prices(s).all()));
}
void productMomentum(benchmark::State& s) {
    for (auto _ : s)
        benchmark::DoNotOptimize(
            rawProductMomentum(prices(s).history.returns, {}, prices(s).all(), threads(s)));
}
void standardiseOne(benchmark::State& s) {
    Matrix m = logCap(prices(s).history, prices(s).all());
    for (auto _ : s)
        standardiseAll(prices(s), {&m}, threads(s));
}
void oneDateBeta(benchmark::State& s) {
    const RowRange last{prices(s).returns.rows() - 1, prices(s).returns.rows()};
    for (auto _ : s)
        benchmark::DoNotOptimize(betaDescriptors(prices(s).history, last, threads(s)));
}

void allPriceExposures(benchmark::State& s) {
    const Prices& p = prices(s);
    const ParallelFor parallel = threads(s);
    for (auto _ : s) {
        BetaDescriptors b = betaDescriptors(p.history, p.all(), parallel);
        Matrix rstr = relativeStrength(p.history, p.all(), parallel);
        Matrix deviation = dailyDeviation(p.history, p.all(), parallel);
        Matrix range = cumulativeRange(p.history, p.all(), parallel);
        Matrix back = shortTermReversal(p.history, p.all(), parallel);
        LiquidityDescriptors l = liquidityDescriptors(p.history, p.all(), parallel);
        Matrix lncap = logCap(p.history, p.all());
        standardiseAll(
            p, {&b.beta, &b.hsigma, &rstr, &deviation, &range, &back, &l.stom, &l.stoq, &l.stoa, &lncap},
            parallel);
        Matrix volatility =
            combined(p, {&deviation, &range, &b.hsigma}, kResidualVolWeights, &b.beta, parallel);
        Matrix liquid = combined(p, {&l.stom, &l.stoq, &l.stoa}, kLiquidityWeights, nullptr, parallel);
        fillAll(p, {&b.beta, &rstr, &volatility, &liquid, &back}, lncap, parallel);
        Matrix product = rawProductMomentum(p.history.returns, {}, p.all(), parallel);
        Matrix small(p.returns.rows(), p.returns.columns());
        parallel(p.returns.rows(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t t = begin; t < end; ++t) {
                momentumScores(product.row(t), 0.01, product.row(t));
                sizeScores(p.cap.row(t), 0.2, 0.8, small.row(t));
            }
        });
        benchmark::DoNotOptimize(volatility.values().data());
    }
}

void setUp(benchmark::internal::Benchmark* b) {
    b->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime()->Args({3000, 1260, 2});
}

BENCHMARK(allPriceExposures)->Apply(setUp);
BENCHMARK(beta)->Apply(setUp);
BENCHMARK(momentum)->Apply(setUp);
BENCHMARK(dastd)->Apply(setUp);
BENCHMARK(cmra)->Apply(setUp);
BENCHMARK(reversal)->Apply(setUp);
BENCHMARK(liquidity)->Apply(setUp);
BENCHMARK(size)->Apply(setUp);
BENCHMARK(productMomentum)->Apply(setUp);
BENCHMARK(standardiseOne)->Apply(setUp);
BENCHMARK(oneDateBeta)->Apply(setUp);

} // namespace

BENCHMARK_MAIN();

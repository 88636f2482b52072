// Factor returns with t-statistics for every date of an in-memory panel drawn from a seed (not real stocks):
// 24 groups and 12 styles in the joint model, 11 sectors and 3 styles in the two-stage model, exposures
// lagged one session, one name in fifty without a return. Two threads, as the service uses them on a two-core
// machine.
//
// Arguments: names, dates, threads. The same problem in plain numpy: peer_numpy.py, started by the last case.

#include "engines/factor/kernel/joint.h"
#include "engines/factor/kernel/two_stage.h"
#include "tests/bench/panel_threads.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <map>
#include <memory>
#include <random>

namespace {

using namespace nautilus::factor;
using nautilus::bench::onThreads;
using nautilus::domain::Matrix;
using nautilus::domain::MatrixView;

struct Panel {
    Panel(std::size_t names, std::size_t dates, std::size_t groups, std::size_t style_count)
        : returns(dates, names), cap(dates, names) {
        std::mt19937_64 generator(7);
        std::normal_distribution<double> normal;
        const auto fill = [&](Matrix& m, auto value) {
            for (std::size_t t = 0; t < dates; ++t)
                for (std::size_t n = 0; n < names; ++n)
                    m.at(t, n) = value();
        };
        fill(returns,
             [&] { return generator() % 50 == 0 ? nautilus::domain::kMissing : 0.02 * normal(generator); });
        fill(cap, [&] { return std::exp(3 + normal(generator)); });
        for (std::size_t s = 0; s < style_count; ++s) {
            styles.emplace_back(dates, names);
            fill(styles.back(), [&] { return normal(generator); });
        }
        for (std::size_t n = 0; n < names; ++n)
            group.push_back(static_cast<std::int32_t>(generator() % groups));
        for (const Matrix& m : styles)
            views.push_back(m.view());
        panel = {returns.view(), cap.view(), {group.data(), 1, names}, groups, views};
    }

    Matrix returns, cap;
    std::vector<Matrix> styles;
    std::vector<MatrixView> views;
    std::vector<std::int32_t> group;
    FactorPanel panel;
};

/// Only the last panel is kept: twelve styles of the largest one are close to a gigabyte.
const Panel& panelFor(const benchmark::State& state, std::size_t groups, std::size_t styles) {
    static std::unique_ptr<Panel> last;
    static std::array<std::size_t, 4> key{};
    const std::array<std::size_t, 4> wanted{static_cast<std::size_t>(state.range(0)),
                                            static_cast<std::size_t>(state.range(1)), groups, styles};
    if (!last || key != wanted) {
        last.reset();
        last = std::make_unique<Panel>(wanted[0], wanted[1], groups, styles);
        key = wanted;
    }
    return *last;
}

void joint(benchmark::State& state) {
    const Panel& p = panelFor(state, 24, 12);
    const ParallelFor parallel = onThreads(static_cast<std::size_t>(state.range(2)));
    for (auto _ : state) {
        const FactorReturnPanel result = jointReturns(p.panel, {}, {0, p.returns.rows()}, parallel);
        benchmark::DoNotOptimize(result.t_stats.values().data());
    }
}

void twoStage(benchmark::State& state) {
    const Panel& p = panelFor(state, 11, 3);
    const ParallelFor parallel = onThreads(static_cast<std::size_t>(state.range(2)));
    for (auto _ : state) {
        const FactorReturnPanel result = twoStageReturns(p.panel, {}, {0, p.returns.rows()}, parallel);
        benchmark::DoNotOptimize(result.t_stats.values().data());
    }
}

void sizes(benchmark::internal::Benchmark* b) {
    b->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
    for (const int names : {500, 1000, 2000, 4000})
        b->Args({names, 2520, 2});
    b->Args({2000, 2520, 1});
}

BENCHMARK(twoStage)->Apply(sizes);
BENCHMARK(joint)->Apply(sizes);

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return nautilus::bench::runPeer("peer_numpy.py");
}

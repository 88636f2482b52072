// A new day of the whole factor library: bars of one session come in; panels, styles, exposures, factor
// returns, library values and the newest session of every expression are made, the days before are shared.
// On generated stocks in memory (arguments: stocks, sessions), and at last on the built-in data in the
// embedded catalog, whose last sessions are taken out first and put back one by one: there reading counts,
// and what each part takes is printed.

#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/system_clock.h"
#include "app/runtime/thread_lane.h"
#include "engines/factor/service/daily_values.h"
#include "engines/marketdata/kernel/bar_rules.h"
#include "tests/bench/generated_stocks.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

using namespace nautilus;
using World = std::shared_ptr<const factor::FactorWorld>;
using Steady = std::chrono::steady_clock;

/// Milliseconds on the clock and of processor, over all threads.
struct Took {
    double wall = 0, processor = 0;
};
struct Parts {
    Took load, build, library;
};

class Stopwatch {
public:
    [[nodiscard]] Took took() const {
        constexpr double kMilli = 1e3 / CLOCKS_PER_SEC;
        return {std::chrono::duration<double, std::milli>(Steady::now() - begun_).count(),
                static_cast<double>(std::clock() - clock_) * kMilli};
    }

private:
    Steady::time_point begun_ = Steady::now();
    std::clock_t clock_ = std::clock();
};

World grow(kit::Catalog& catalog, kit::Pool& pool, const factor::UniverseChoice& universe,
           const World& before, Parts& parts) {
    static runtime::SystemClock clock;
    const Stopwatch loading;
    const auto inputs = factor::loadModelInputs(catalog, pool, universe, before ? before->inputs : nullptr);
    if (!inputs) std::abort();
    parts.load = loading.took();
    const Stopwatch building;
    const auto built = factor::buildWorld(*inputs, pool, {}, before.get());
    if (!built) std::abort();
    parts.build = building.took();
    const Stopwatch library;
    const auto world = std::const_pointer_cast<factor::FactorWorld>(*built);
    const auto day = factor::dailyValues(*world, catalog, clock, factor::onPool(pool, 1));
    if (!day) std::abort();
    world->day = *day;
    parts.library = library.took();
    return world;
}

void newDay(benchmark::State& state) {
    const auto sessions = static_cast<std::size_t>(state.range(1));
    bench::GeneratedStocks catalog(state.range(0), sessions);
    runtime::ThreadPool pool(2);
    const factor::UniverseChoice universe{"SP500", {"generated"}};
    Parts parts;
    catalog.day = catalog.sessions[sessions - 20];
    World world = grow(catalog, pool, universe, nullptr, parts);
    std::size_t next = sessions - 19;
    for (auto _ : state) {
        catalog.day = catalog.sessions[next++];
        world = grow(catalog, pool, universe, world, parts);
        state.SetIterationTime((parts.build.wall + parts.library.wall) / 1e3); // the catalog is no part of it
        if (world->inputs->renewal.first_row + 1 != world->inputs->rowCount()) std::abort();
    }
}
BENCHMARK(newDay)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(10)
    ->Args({500, 1260})
    ->Args({1000, 1260})
    ->Args({2000, 1260})
    ->Args({500, 630})
    ->Args({500, 2520});

void print(const factor::FactorWorld& world, const Parts& p) {
    std::printf("  %s (%s): load %.1f (%.1f) build %.1f (%.1f) newest session of the library %.1f (%.1f) "
                "together %.1f (%.1f)\n",
                world.inputs->sessions.back().iso().c_str(), world.inputs->renewal.reason.c_str(),
                p.load.wall, p.load.processor, p.build.wall, p.build.processor, p.library.wall,
                p.library.processor, p.load.wall + p.build.wall + p.library.wall,
                p.load.processor + p.build.processor + p.library.processor);
}

/// The built-in data; `back` sessions are held back and come in one by one.
int builtIn(int back) {
    auto catalog = std::move(*catalog::DuckDbCatalog::open("", 2, 2'000'000'000));
    const auto rules = [](const kit::RawBars& raw) {
        return marketdata::refusedBars({raw.security_type, raw.session, raw.open, raw.high, raw.low,
                                        raw.close, raw.adj_close, raw.volume});
    };
    const auto folder = std::string(NAUTILUS_BENCH_FOLDER) + "/../../resources/demo/panel";
    if (!catalog->importDataset(folder, rules, {})) return std::fprintf(stderr, "no built-in data\n"), 1;
    const auto run = [&](const std::string& sql) {
        if (!catalog->exclusively([&](catalog::Connection& c) { return c.run(sql).has_value(); }))
            std::abort();
    };
    run("CREATE TABLE held AS SELECT * FROM bars_daily WHERE session IN (SELECT DISTINCT session FROM "
        "bars_daily ORDER BY session DESC LIMIT " +
        std::to_string(back) + "); DELETE FROM bars_daily WHERE session IN (SELECT session FROM held);");
    runtime::ThreadPool pool(2);
    const factor::UniverseChoice universe{"SP500", {"panel"}};
    Parts parts;
    World world = grow(*catalog, pool, universe, nullptr, parts);
    std::printf("built-in data, %zu stocks x %zu sessions; milliseconds on the clock (of processor)\n",
                world->inputs->stockCount(), world->inputs->rowCount());
    print(*world, parts);
    for (int i = 0; i < back; ++i) {
        run("INSERT INTO bars_daily SELECT * FROM held WHERE session = (SELECT min(session) FROM held); "
            "DELETE "
            "FROM held WHERE session = (SELECT min(session) FROM held);");
        world = grow(*catalog, pool, universe, world, parts);
        print(*world, parts);
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    const int result = builtIn(8);
    benchmark::RunSpecifiedBenchmarks();
    return result;
}

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

namespace {

using namespace nautilus;
using World = std::shared_ptr<const factor::FactorWorld>;
using Steady = std::chrono::steady_clock;

struct Parts {
    double load = 0, build = 0, library = 0;
    [[nodiscard]] double total() const { return load + build + library; }
};

double since(Steady::time_point begun) {
    return std::chrono::duration<double, std::milli>(Steady::now() - begun).count();
}

World grow(kit::Catalog& catalog, kit::Pool& pool, const factor::UniverseChoice& universe,
           const World& before, Parts& parts) {
    static runtime::SystemClock clock;
    auto begun = Steady::now();
    const auto inputs = factor::loadModelInputs(catalog, pool, universe, before ? before->inputs : nullptr);
    if (!inputs) std::abort();
    parts.load = since(begun);
    begun = Steady::now();
    const auto built = factor::buildWorld(*inputs, pool, {}, before.get());
    if (!built) std::abort();
    parts.build = since(begun);
    begun = Steady::now();
    const auto world = std::const_pointer_cast<factor::FactorWorld>(*built);
    const auto day = factor::dailyValues(*world, catalog, clock, factor::onPool(pool, 1));
    if (!day) std::abort();
    world->day = *day;
    parts.library = since(begun);
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
        state.SetIterationTime((parts.build + parts.library) / 1e3); // the catalog is no part of it
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
    std::printf(
        "built-in data, %zu stocks x %zu sessions, everything: load %.0f build %.0f newest session of the "
        "library %.0f ms\n",
        world->inputs->stockCount(), world->inputs->rowCount(), parts.load, parts.build, parts.library);
    for (int i = 0; i < back; ++i) {
        run("INSERT INTO bars_daily SELECT * FROM held WHERE session = (SELECT min(session) FROM held); "
            "DELETE "
            "FROM held WHERE session = (SELECT min(session) FROM held);");
        world = grow(*catalog, pool, universe, world, parts);
        std::printf("  %s (%s): load %.1f build %.1f library %.1f total %.1f ms\n",
                    world->inputs->sessions.back().iso().c_str(), world->inputs->renewal.reason.c_str(),
                    parts.load, parts.build, parts.library, parts.total());
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

// All sessions of a hundred factors of the library: generated stocks in memory, two threads. The expressions
// are evaluated a block of factors at a time, each block is written and let go, so that memory is bounded by
// the panels that they read and one block. Computing and writing are timed apart; the peak is that of the
// process, whose generated catalog is let go before.
//
// usage: factor_library_bench [STOCKS [SESSIONS [FACTORS]]] (3000 1260 100)

#include "app/catalog/parquet_blocks.h"
#include "app/runtime/thread_lane.h"
#include "engines/factor/service/factor_world.h"
#include "engines/factor/service/research_factors.h"
#include "tests/bench/generated_stocks.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

namespace {

using namespace nautilus;
using Steady = std::chrono::steady_clock;

double since(Steady::time_point begun) {
    return std::chrono::duration<double>(Steady::now() - begun).count();
}

double peakMiB() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::size_t argument(int argc, char** argv, int at, std::size_t otherwise) {
    return argc > at ? static_cast<std::size_t>(std::atoi(argv[at])) : otherwise;
}

/// Writes blocks of factors below a temporary folder; seconds that it took.
class Writer {
public:
    Writer()
        : folder_(std::filesystem::temp_directory_path() /
                  ("factor_library_bench_" + std::to_string(getpid()))),
          store_(std::move(*catalog::ParquetBlocks::open(folder_.string()))) {}
    ~Writer() { std::filesystem::remove_all(folder_); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void write(const factor::ModelInputs& in, const std::string& name, const domain::Matrix& values) {
        std::vector<domain::InstrumentId> ids;
        for (const auto& stock : in.stocks)
            ids.push_back(stock.id);
        const auto view = values.view();
        const auto begun = Steady::now();
        if (!store_->write(name,
                           {in.sessions, ids, std::span(&name, 1), std::span(&view, 1), 0, in.rowCount()}))
            std::abort();
        seconds += since(begun);
    }
    double seconds = 0;

private:
    std::filesystem::path folder_;
    std::unique_ptr<catalog::ParquetBlocks> store_;
};

} // namespace

int main(int argc, char** argv) {
    const auto stocks = argument(argc, argv, 1, 3000), sessions = argument(argc, argv, 2, 1260);
    const auto wanted = argument(argc, argv, 3, 100);
    runtime::ThreadPool pool(2);
    auto generated =
        std::make_unique<bench::GeneratedStocks>(static_cast<domain::InstrumentId>(stocks), sessions);
    auto world = std::make_shared<factor::FactorWorld>();
    const auto inputs = factor::loadModelInputs(*generated, pool, {"SP500", {"generated"}});
    if (!inputs) return std::fprintf(stderr, "%s\n", inputs.error().front().message.c_str()), 1;
    world->inputs = *inputs;
    generated->bars = {};
    generated->facts.facts = {};
    std::printf("%zu stocks x %zu sessions; before the factors: %.0f MiB at most\n", stocks, sessions,
                peakMiB());
    std::vector<std::string> texts;
    for (const auto& factor : factor::expressionFactors())
        if (texts.size() < wanted) texts.emplace_back(factor.expression);
    Writer writer;
    std::size_t values = 0;
    double counting = 0;
    const auto begun = Steady::now();
    const auto done = factor::evaluateTexts(
        *world, *generated, texts, factor::onPool(pool, 1), [] { return false; },
        [&](std::size_t k, const domain::Matrix& m) {
            const auto counted = Steady::now();
            for (const double value : m.values())
                values += std::isfinite(value) ? 1 : 0;
            counting += since(counted);
            if (std::getenv("NAUTILUS_BENCH_WRITE")) writer.write(*world->inputs, "f" + std::to_string(k), m);
        });
    const double took = since(begun) - writer.seconds - counting;
    if (!done) return std::fprintf(stderr, "%s\n", done.error().front().message.c_str()), 1;
    std::printf("%zu factors, %zu values that exist: computing %.2f s, writing %.2f s%s; peak %.0f MiB\n",
                texts.size(), values, took, writer.seconds,
                writer.seconds > 0 ? "" : " (NAUTILUS_BENCH_WRITE=1 writes)", peakMiB());
    return 0;
}

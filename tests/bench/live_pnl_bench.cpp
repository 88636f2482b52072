// Books valued anew after a batch of ticks that moves every price: the worst case. The peer sums what moved
// up as deltas, one position after another, as a table keyed by symbol would.

#include "engines/portfolio/kernel/live_books.h"

#include <benchmark/benchmark.h>

#include <random>
#include <unordered_map>

namespace {

using nautilus::portfolio::LiveBooks;
using nautilus::portfolio::LiveHolding;

constexpr std::size_t kPositions = 500, kInstruments = 3000;

struct Generated {
    std::vector<std::vector<LiveHolding>> books;
    std::vector<double> prices;

    explicit Generated(std::size_t count) : books(count), prices(kInstruments) {
        std::mt19937_64 random(7);
        std::uniform_real_distribution<double> price(10, 500), units(-1000, 1000);
        for (auto& each : prices)
            each = price(random);
        for (auto& book : books)
            for (std::size_t i = 0; i < kPositions; ++i)
                book.push_back({random() % kInstruments, units(random)});
    }
};

void revalue(benchmark::State& state) {
    const Generated in(static_cast<std::size_t>(state.range(0)));
    LiveBooks table;
    for (const double price : in.prices)
        table.addInstrument(price);
    for (const auto& book : in.books)
        table.addBook(book, 1e6);
    double tick = 0;
    for (auto _ : state) {
        tick += 0.01;
        for (std::size_t i = 0; i < kInstruments; ++i)
            table.setPrice(i, in.prices[i] + tick);
        benchmark::DoNotOptimize(table.revalue().data());
    }
    state.SetComplexityN(state.range(0));
    state.counters["positions"] = static_cast<double>(in.books.size() * kPositions);
}

void peerKeyedBySymbol(benchmark::State& state) {
    const Generated in(static_cast<std::size_t>(state.range(0)));
    std::unordered_map<std::size_t, std::vector<std::pair<std::size_t, double>>> holders;
    for (std::size_t b = 0; b < in.books.size(); ++b)
        for (const auto& holding : in.books[b])
            holders[holding.instrument].emplace_back(b, holding.units);
    std::vector<double> values(in.books.size(), 1e6);
    for (auto _ : state) {
        for (const auto& [instrument, of] : holders)
            for (const auto& [book, units] : of)
                values[book] += units * 0.01;
        benchmark::DoNotOptimize(values.data());
    }
    state.SetComplexityN(state.range(0));
}

BENCHMARK(revalue)->RangeMultiplier(10)->Range(10, 10'000)->Unit(benchmark::kMillisecond)->Complexity();
BENCHMARK(peerKeyedBySymbol)->RangeMultiplier(10)->Range(10, 10'000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();

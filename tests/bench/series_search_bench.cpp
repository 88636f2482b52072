// Search in the register of series, growing: as many queries as it takes, and the slowest of a hundred.
// The series are generated and say so (origin "generated"); words and countries repeat as they do in the
// catalogues of statistical offices, so that common words have long lists of hits.

#include "app/ledger/sqlite_series_register.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <random>

namespace {

using namespace nautilus;
using kit::RegisteredSeries;

constexpr std::array kSubjects{"Consumer price index",
                               "Gross domestic product",
                               "Unemployment rate",
                               "Industrial production",
                               "Exports of goods",
                               "Imports of services",
                               "Government bond yield",
                               "Money supply M2",
                               "Retail sales volume",
                               "House price index",
                               "Labour cost",
                               "Producer price index",
                               "Current account balance",
                               "Exchange rate",
                               "Bank lending to households"};
constexpr std::array kPlaces{"Germany", "France",  "Italy",         "Spain",          "Poland",
                             "Japan",   "Brazil",  "India",         "Mexico",         "Canada",
                             "Norway",  "Sweden",  "Austria",       "Chile",          "Kenya",
                             "Ghana",   "Türkiye", "United States", "United Kingdom", "South Africa"};
constexpr std::array kSectors{"total",         "manufacturing", "energy",     "food",
                              "construction",  "services",      "households", "financial corporations",
                              "durable goods", "chemicals"};
constexpr std::array kFrequencies{"Monthly", "Quarterly", "Annual", "Daily"};
constexpr std::array kSources{"dbnomics", "fred", "trading_economics"};

RegisteredSeries generated(std::size_t i) {
    const auto pick = [&](const auto& list, std::size_t every) { return list[i / every % list.size()]; };
    RegisteredSeries out;
    out.source = pick(kSources, 1);
    out.series_id = "GEN" + std::to_string(i * 7919 % 1'000'003) + "_" + std::to_string(i);
    out.title = std::string(pick(kSubjects, 3)) + ", " + pick(kSectors, 45) + ", " +
                (i % 2 ? "seasonally adjusted" : "unadjusted");
    out.frequency = pick(kFrequencies, 2);
    out.unit = i % 3 ? "Index 2015=100" : "Percent";
    out.place = pick(kPlaces, 11);
    out.topic = "Release " + std::to_string(i % 997);
    out.first = "1990-01-01";
    out.last = "2020-01-01";
    out.origin = "generated";
    return out;
}

/// The register of that many series, made once.
ledger::SqliteSeriesRegister& registerOf(std::size_t count) {
    static std::map<std::size_t, std::unique_ptr<ledger::SqliteSeriesRegister>> kMade;
    auto& one = kMade[count];
    if (one) return *one;
    one = std::move(*ledger::SqliteSeriesRegister::open(""));
    std::vector<RegisteredSeries> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(generated(i));
    if (!one->add(rows)) throw std::runtime_error("not registered");
    return *one;
}

/// What people type: an id, words that are rare and common, beginnings of words, a source.
kit::SeriesSearch query(std::size_t i, std::size_t count) {
    const auto pick = [&](const auto& list, std::size_t every) {
        return std::string(list[i / every % list.size()]);
    };
    switch (i % 7) {
    case 0:
        return {generated(i * 104'729 % count).series_id, {}, 0, 20};
    case 1:
        return {pick(kSubjects, 7) + " " + pick(kPlaces, 3), {}, 0, 20};
    case 2:
        return {pick(kPlaces, 7), {}, 0, 20};
    case 3:
        return {pick(kSubjects, 7).substr(0, 2), {}, 0, 20};
    case 4:
        return {"index adjusted monthly " + pick(kSectors, 7), {}, 0, 20};
    case 5:
        return {pick(kSubjects, 3), pick(kSources, 7), 0, 20};
    default:
        return {"release " + std::to_string(i % 997) + " " + pick(kPlaces, 7), {}, 0, 20};
    }
}

void search(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    auto& series = registerOf(count);
    std::vector<double> ms;
    std::size_t i = 0, found = 0;
    for (auto _ : state) {
        const auto begun = std::chrono::steady_clock::now();
        const auto answer = series.search(query(i++, count));
        ms.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        found += answer->series.size();
    }
    std::ranges::sort(ms);
    const auto at = [&](double share) {
        return ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))];
    };
    state.counters["p50_ms"] = at(0.5);
    state.counters["p99_ms"] = at(0.99);
    state.counters["max_ms"] = ms.back();
    state.counters["hits"] = static_cast<double>(found) / static_cast<double>(ms.size());
}
BENCHMARK(search)->Arg(10'000)->Arg(100'000)->Arg(400'000)->Unit(benchmark::kMillisecond)->Iterations(2'100);

void add(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    std::vector<RegisteredSeries> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(generated(i));
    for (auto _ : state) {
        auto fresh = std::move(*ledger::SqliteSeriesRegister::open(""));
        benchmark::DoNotOptimize(fresh->add(rows));
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(count) * state.iterations());
}
BENCHMARK(add)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

BENCHMARK_MAIN();

// The expression engine on a panel in memory drawn from a seed (not real stocks): the first thirty of the 101
// formulaic alphas, one new session of them, and single operators. Arguments: stocks, sessions, threads. Then
// the same thirty in pandas on the same panel, with a comparison of the values.

#include "engines/factor/kernel/expression/evaluate.h"
#include "tests/bench/panel_threads.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <sstream>

namespace {

using namespace nautilus::factor;
using nautilus::bench::onThreads;
using nautilus::domain::Matrix;

const std::vector<std::string> kFields{"open", "high", "low", "close", "volume", "vwap", "returns"};

struct Panel {
    Panel(std::size_t stocks_, std::size_t sessions_) : stocks(stocks_), sessions(sessions_) {
        std::mt19937_64 generator(11);
        std::normal_distribution<double> normal;
        panels.assign(kFields.size(), Matrix(sessions, stocks));
        std::vector<double> price(stocks, 50.0);
        for (std::size_t t = 0; t < sessions; ++t)
            for (std::size_t i = 0; i < stocks; ++i) {
                const double before = price[i];
                price[i] *= std::exp(0.02 * normal(generator));
                const double open = before * std::exp(0.005 * normal(generator));
                const double high = std::max(open, price[i]) * std::exp(0.006 * std::fabs(normal(generator)));
                const double low = std::min(open, price[i]) * std::exp(-0.006 * std::fabs(normal(generator)));
                const double volume = std::floor(std::exp(11 + 0.5 * normal(generator)));
                const double row[]{open,
                                   high,
                                   low,
                                   price[i],
                                   volume,
                                   (high + low + price[i]) / 3,
                                   t == 0 ? nautilus::domain::kMissing : price[i] / before - 1};
                for (std::size_t f = 0; f < kFields.size(); ++f)
                    panels[f].at(t, i) = row[f];
            }
        for (const auto& panel : panels)
            fields.push_back({.panel = panel.view()});
    }
    [[nodiscard]] EvaluationSpace space(RowRange wanted) const {
        return {.sessions = sessions,
                .stocks = stocks,
                .fields = fields,
                .universe = {},
                .wanted = wanted,
                .cancelled = {}};
    }
    std::size_t stocks, sessions;
    std::vector<Matrix> panels;
    std::vector<FieldValues> fields;
};

const Panel& panelOf(std::size_t stocks, std::size_t sessions) {
    static std::unique_ptr<Panel> last;
    if (!last || last->stocks != stocks || last->sessions != sessions)
        last = std::make_unique<Panel>(stocks, sessions);
    return *last;
}

ExpressionProgram programOf(const std::vector<std::string>& texts) {
    std::vector<ExpressionField> fields;
    for (const auto& name : kFields)
        fields.push_back({name, Shape::Panel, "", ""});
    ExpressionProgram program(fields);
    for (const auto& text : texts)
        if (program.add(text).output < 0) std::abort();
    return program;
}

/// The alphas of tests/data/expressions.
std::vector<std::string> alphas() {
    std::ifstream file(std::string(NAUTILUS_BENCH_FOLDER) + "/../data/expressions/expressions.txt");
    std::vector<std::string> out;
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("alpha")) out.push_back(line.substr(line.find('\t') + 1));
    return out;
}

void run(benchmark::State& state, const ExpressionProgram& program, bool newest_only) {
    const auto& panel =
        panelOf(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
    const auto parallel = onThreads(static_cast<std::size_t>(state.range(2)));
    const std::size_t begin = newest_only ? panel.sessions - 1 : 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluate(program, panel.space({begin, panel.sessions}), parallel));
    const double values =
        static_cast<double>((panel.sessions - begin) * panel.stocks * program.outputs().size());
    state.counters["ns/value"] = benchmark::Counter(values, benchmark::Counter::kIsIterationInvariantRate |
                                                                benchmark::Counter::kInvert);
}

void thirtyAlphas(benchmark::State& state) {
    run(state, programOf(alphas()), false);
}
void oneNewSession(benchmark::State& state) {
    run(state, programOf(alphas()), true);
}

void oneOperator(benchmark::State& state, const char* text) {
    run(state, programOf({text}), false);
}

void grid(benchmark::internal::Benchmark* b) {
    b->Unit(benchmark::kMillisecond)->UseRealTime();
    for (const int stocks : {100, 500, 1000, 3000})
        b->Args({stocks, 1260, 2});
    b->Args({3000, 315, 2})->Args({3000, 630, 2})->Args({3000, 1260, 1});
}
void one(benchmark::internal::Benchmark* b) {
    b->Unit(benchmark::kMillisecond)->UseRealTime()->Args({1000, 1260, 1});
}

BENCHMARK(thirtyAlphas)->Apply(grid);
BENCHMARK(oneNewSession)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Args({500, 1260, 2})
    ->Args({3000, 1260, 2});
BENCHMARK_CAPTURE(oneOperator, sum_20, "ts_sum(close, 20)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, sum_250, "ts_sum(close, 250)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, std_20, "ts_std(close, 20)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, max_20, "ts_max(close, 20)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, argmax_20, "ts_argmax(close, 20)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, corr_20, "ts_corr(close, volume, 20)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, decay_20, "decay_linear(close, 20)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, ts_rank_20, "ts_rank(close, 20)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, median_20, "ts_median(close, 20)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, rank, "rank(close)")->Apply(one);
BENCHMARK_CAPTURE(oneOperator, zscore, "zscore(close)")->Apply(one);

/// Panel and values as raw doubles for the peer, which times pandas and compares.
int comparePandas() {
    constexpr std::size_t kStocks = 500;
    constexpr std::size_t kSessions = 1260;
    const auto folder =
        std::filesystem::temp_directory_path() / ("expression_bench_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const auto write = [&](const std::string& name, const Matrix& m) {
        std::ofstream file(folder / name, std::ios::binary);
        file.write(reinterpret_cast<const char*>(m.values().data()),
                   static_cast<std::streamsize>(m.values().size() * sizeof(double)));
    };
    const auto& panel = panelOf(kStocks, kSessions);
    for (std::size_t f = 0; f < kFields.size(); ++f)
        write(kFields[f], panel.panels[f]);
    const auto program = programOf(alphas());
    const auto began = std::chrono::steady_clock::now();
    const auto values = evaluate(program, panel.space({0, kSessions}), onThreads(1));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    for (std::size_t i = 0; i < values.size(); ++i)
        write("value" + std::to_string(i), values[i]);
    std::ostringstream arguments;
    arguments << folder.string() << ' ' << kStocks << ' ' << took.count();
    std::vector<double> alone;
    for (const auto& text : alphas()) {
        const auto one = programOf({text});
        double least = 1e9;
        for (int round = 0; round < 3; ++round) {
            const auto begun = std::chrono::steady_clock::now();
            benchmark::DoNotOptimize(evaluate(one, panel.space({0, kSessions}), onThreads(1)));
            least = std::min(least,
                             std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        }
        alone.push_back(least);
    }
    std::ofstream(folder / "seconds", std::ios::binary)
        .write(reinterpret_cast<const char*>(alone.data()),
               static_cast<std::streamsize>(alone.size() * sizeof(double)));
    const int result = nautilus::bench::runPeer("peer_pandas.py", arguments.str());
    std::filesystem::remove_all(folder);
    return result;
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return comparePandas();
}

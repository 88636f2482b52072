// Every indicator over bars drawn from a seed, in one batch: ns per output value is the counter "value_ns".
// "reference" is the loop that published timings are scaled by: a simple moving average of period 30 by a
// running sum (add the new, subtract the old, divide, store); "plain_*" are formulas as plain loops.
// Arguments: bars.

#include "engines/numerics/indicators/indicator_table.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <random>

namespace {

using namespace nautilus::numerics;

struct Bars {
    std::vector<double> open, high, low, close, volume;
    explicit Bars(std::size_t count) {
        std::mt19937_64 random(17);
        std::uniform_real_distribution<double> unit(0, 1);
        double price = 100;
        for (std::size_t t = 0; t < count; ++t) {
            const double from = price * (0.998 + 0.004 * unit(random));
            price = std::clamp(from * (0.99 + 0.02 * unit(random)), 20.0, 500.0);
            open.push_back(from);
            close.push_back(price);
            high.push_back(std::max(from, price) * (1 + 0.005 * unit(random)));
            low.push_back(std::min(from, price) * (1 - 0.005 * unit(random)));
            volume.push_back(std::floor(1e6 * (0.5 + unit(random))));
        }
    }
    [[nodiscard]] BarColumns columns() const { return {open, high, low, close, volume}; }
};

const Bars& barsOf(std::size_t count) {
    static std::unique_ptr<Bars> last;
    if (!last || last->close.size() != count) last = std::make_unique<Bars>(count);
    return *last;
}

void perValue(benchmark::State& state, std::size_t outputs) {
    const auto values = static_cast<double>(state.range(0)) * static_cast<double>(outputs);
    state.counters["value_ns"] = benchmark::Counter(
        values * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void reference(benchmark::State& state) {
    const auto& close = barsOf(static_cast<std::size_t>(state.range(0))).close;
    std::vector<double> out(close.size());
    for (auto _ : state) {
        constexpr std::size_t kPeriod = 30;
        double sum = 0;
        for (std::size_t t = 0; t < kPeriod - 1; ++t)
            sum += close[t];
        for (std::size_t t = kPeriod - 1; t < close.size(); ++t) {
            sum += close[t];
            out[t] = sum / static_cast<double>(kPeriod);
            sum -= close[t + 1 - kPeriod];
        }
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    perValue(state, 1);
}

/// The formula of an indicator as a plain loop over whole columns, which takes no bar for a missing one: what
/// this machine's memory allows. `loop` writes from the look-back on.
template <class Loop>
void plain(benchmark::State& state, Loop loop) {
    const auto& bars = barsOf(static_cast<std::size_t>(state.range(0)));
    std::vector<double> out(bars.close.size());
    for (auto _ : state) {
        loop(bars, out.data(), out.size());
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    perValue(state, 1);
}

/// out[i] = of(i) from `first` on.
template <class Of>
void fill(double* out, std::size_t first, std::size_t count, Of of) {
    for (std::size_t i = first; i < count; ++i)
        out[i] = of(i);
}

template <class Each>
void forPlainLoops(Each each) {
    each("momentum", [](const Bars& b, double* out, std::size_t n) {
        const double* c = b.close.data();
        fill(out, 10, n, [=](std::size_t i) { return c[i] - c[i - 10]; });
    });
    each("roc", [](const Bars& b, double* out, std::size_t n) {
        const double* c = b.close.data();
        fill(out, 10, n, [=](std::size_t i) { return c[i - 10] != 0 ? (c[i] / c[i - 10] - 1) * 100 : 0.0; });
    });
    each("median_price", [](const Bars& b, double* out, std::size_t n) {
        const double *h = b.high.data(), *l = b.low.data();
        fill(out, 0, n, [=](std::size_t i) { return (h[i] + l[i]) / 2; });
    });
    each("typical_price", [](const Bars& b, double* out, std::size_t n) {
        const double *h = b.high.data(), *l = b.low.data(), *c = b.close.data();
        fill(out, 0, n, [=](std::size_t i) { return (h[i] + l[i] + c[i]) / 3; });
    });
    each("weighted_close", [](const Bars& b, double* out, std::size_t n) {
        const double *h = b.high.data(), *l = b.low.data(), *c = b.close.data();
        fill(out, 0, n, [=](std::size_t i) { return (h[i] + l[i] + c[i] * 2) / 4; });
    });
    each("average_price", [](const Bars& b, double* out, std::size_t n) {
        const double *o = b.open.data(), *h = b.high.data(), *l = b.low.data(), *c = b.close.data();
        fill(out, 0, n, [=](std::size_t i) { return (o[i] + h[i] + l[i] + c[i]) / 4; });
    });
    each("balance_of_power", [](const Bars& b, double* out, std::size_t n) {
        const double *o = b.open.data(), *h = b.high.data(), *l = b.low.data(), *c = b.close.data();
        fill(out, 0, n, [=](std::size_t i) { return h[i] > l[i] ? (c[i] - o[i]) / (h[i] - l[i]) : 0.0; });
    });
    each("true_range", [](const Bars& b, double* out, std::size_t n) {
        const double *h = b.high.data(), *l = b.low.data(), *c = b.close.data();
        fill(out, 1, n, [=](std::size_t i) {
            return std::max(std::max(h[i] - l[i], std::abs(h[i] - c[i - 1])), std::abs(l[i] - c[i - 1]));
        });
    });
    each("accumulation_distribution", [](const Bars& b, double* out, std::size_t n) {
        const double *h = b.high.data(), *l = b.low.data(), *c = b.close.data(), *v = b.volume.data();
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if (h[i] > l[i]) sum += ((c[i] - l[i]) - (h[i] - c[i])) / (h[i] - l[i]) * v[i];
            out[i] = sum;
        }
    });
    each("ema", [](const Bars& b, double* out, std::size_t n) {
        double level = b.close[0];
        for (std::size_t i = 0; i < n; ++i)
            out[i] = level = (b.close[i] - level) * (2.0 / 31) + level;
    });
}

void indicator(benchmark::State& state, const IndicatorSpec& spec, const std::vector<double>& parameters) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto& bars = barsOf(count);
    std::vector<std::vector<double>> columns(spec.outputs.size(), std::vector<double>(count));
    std::vector<double*> out;
    for (auto& column : columns)
        out.push_back(column.data());
    for (auto _ : state) {
        makeIndicator(spec, parameters)->run(bars.columns(), count, out);
        benchmark::ClobberMemory();
    }
    perValue(state, spec.outputs.size());
}

/// TA-Lib's default parameters where ours differ, so that the same work is compared.
std::vector<double> comparable(const IndicatorSpec& spec) {
    if (spec.id == "bollinger_bands") return {5, 2, 2};
    if (spec.id == "stochastic") return {5, 3, 0, 3, 0};
    if (spec.id == "ppo" || spec.id == "apo") return {12, 26, 0};
    return defaultParameters(spec);
}

const bool kRegistered = [] {
    const auto sizes = [](benchmark::internal::Benchmark* bench) {
        for (const int count : {1'000, 10'000, 100'000, 1'000'000})
            bench->Arg(count);
    };
    sizes(benchmark::RegisterBenchmark("reference", reference));
    forPlainLoops([&](const std::string& id, auto loop) {
        sizes(benchmark::RegisterBenchmark(("plain_" + id).c_str(),
                                           [loop](benchmark::State& state) { plain(state, loop); }));
    });
    for (const auto& spec : indicatorTable())
        sizes(benchmark::RegisterBenchmark(std::string(spec.id).c_str(), [&spec](benchmark::State& state) {
            indicator(state, spec, comparable(spec));
        }));
    return true;
}();

} // namespace

BENCHMARK_MAIN();

// Every indicator over bars drawn from a seed, in one batch, beside TA-Lib's published timings. They are
// scaled by a fixed loop, a simple moving average of period 30 by a running sum (add the new, subtract the
// old, divide, store), timed right beside each indicator. "plain": the same formula as a plain loop, which
// takes no bar for a missing one. Smallest processor time of all rounds, per output value; columns that fit
// the first caches show what is left when memory is not waited for. Arguments: [part of an id] [rounds].

#include "engines/numerics/indicators/indicator_table.h"
#include "tests/bench/talib_timing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <random>
#include <string>

namespace {

using namespace nautilus::numerics;
using nautilus::bench::kReferenceNs;
using nautilus::bench::kTalibTimings;

constexpr std::size_t kManyBars = 1'000'000, kFewBars = 4'000;

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

/// Nanoseconds of this thread's processor that `work` takes.
template <class Work>
double timed(Work work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
    };
    const double before = now();
    work();
    return now() - before;
}

/// What `values` says was written is needed.
void keep(const double* values) {
    asm volatile("" : : "r"(values) : "memory");
}

void reference(const Bars& bars, double* out) {
    constexpr std::size_t kPeriod = 30;
    const auto& close = bars.close;
    double sum = 0;
    for (std::size_t t = 0; t < kPeriod - 1; ++t)
        sum += close[t];
    for (std::size_t t = kPeriod - 1; t < close.size(); ++t) {
        sum += close[t];
        out[t] = sum / static_cast<double>(kPeriod);
        sum -= close[t + 1 - kPeriod];
    }
    keep(out);
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

using Plain = std::function<void(const Bars&, double*, std::size_t)>;

std::map<std::string, Plain> plainLoops() {
    std::map<std::string, Plain> loops;
    forPlainLoops([&](const std::string& id, auto loop) { loops[id] = loop; });
    return loops;
}

/// TA-Lib's default parameters where ours differ, so that the same work is compared.
std::vector<double> comparable(const IndicatorSpec& spec) {
    if (spec.id == "bollinger_bands") return {5, 2, 2};
    if (spec.id == "stochastic") return {5, 3, 0, 3, 0};
    if (spec.id == "ppo" || spec.id == "apo") return {12, 26, 0};
    return defaultParameters(spec);
}

struct Timing {
    double ours = INFINITY, plain = INFINITY, reference = INFINITY; ///< per output value
};

/// Of an indicator over all the bars: the best of `rounds`, each of so many passes that the clock can tell.
Timing timingOf(const IndicatorSpec& spec, const Plain& plain, const Bars& bars, int rounds) {
    const std::size_t count = bars.close.size(), passes = std::max<std::size_t>(1, 200'000 / count);
    const auto parameters = comparable(spec);
    std::vector<std::vector<double>> columns(spec.outputs.size(), std::vector<double>(count));
    std::vector<double*> out;
    for (auto& column : columns)
        out.push_back(column.data());
    Timing best;
    const auto round = [&](double& smallest, std::size_t values, auto work) {
        const double time = timed([&] {
            for (std::size_t pass = 0; pass < passes; ++pass) {
                work();
                keep(out[0]);
            }
        });
        smallest = std::min(smallest, time / static_cast<double>(passes * values));
    };
    for (int i = 0; i < rounds; ++i) {
        round(best.reference, count, [&] { reference(bars, out[0]); });
        round(best.ours, count * out.size(),
              [&] { makeIndicator(spec, parameters)->run(bars.columns(), count, out); });
        if (plain) round(best.plain, count, [&] { plain(bars, out[0], count); });
    }
    return best;
}

double talibOf(std::string_view function) {
    for (const auto& timing : kTalibTimings)
        if (timing.function == function) return timing.value_ns;
    return std::nan("");
}

void print(const IndicatorSpec& spec, const Timing& many, const Timing& few, double reference_ns) {
    const double talib = talibOf(spec.talib) * reference_ns / kReferenceNs;
    const auto number = [](double value) {
        if (std::isfinite(value))
            std::printf(" %8.2f", value);
        else
            std::printf(" %8s", "");
    };
    std::printf("%-32s", std::string(spec.id).c_str());
    for (const double value : {many.ours, talib, many.ours / talib, many.plain, few.ours, few.ours / talib})
        number(value);
    number(few.plain);
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 15;
    const Bars many(kManyBars), few(kFewBars);
    const auto loops = plainLoops();
    std::printf("ns per output value; %zu bars, then %zu bars\n%-32s %8s %8s %8s %8s %8s %8s %8s\n",
                kManyBars, kFewBars, "indicator", "ours", "TA-Lib", "ratio", "plain", "few", "ratio",
                "plain");
    double reference_ns = INFINITY;
    std::vector<double> out(kManyBars);
    for (int i = 0; i < rounds; ++i)
        reference_ns = std::min(reference_ns, timed([&] { reference(many, out.data()); }) / kManyBars);
    for (const auto& spec : indicatorTable()) {
        if (spec.id.find(wanted) == std::string_view::npos) continue;
        const auto loop = loops.find(std::string(spec.id));
        const Plain& plain = loop == loops.end() ? Plain() : loop->second;
        const Timing over_many = timingOf(spec, plain, many, rounds);
        reference_ns = std::min(reference_ns, over_many.reference);
        print(spec, over_many, timingOf(spec, plain, few, rounds), reference_ns);
    }
    std::printf("reference: %.3f here, %.2f with TA-Lib\n", reference_ns, kReferenceNs);
    return 0;
}

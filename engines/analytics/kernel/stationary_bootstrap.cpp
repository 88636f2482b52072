#include "engines/analytics/kernel/stationary_bootstrap.h"

#include "engines/numerics/counter_random.h"
#include "engines/numerics/moments.h"
#include "engines/numerics/quantile.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace nautilus::analytics {
namespace {

std::vector<double> present(std::span<const double> series) {
    std::vector<double> out;
    std::ranges::copy_if(series, std::back_inserter(out), [](double x) { return !std::isnan(x); });
    return out;
}

/// Sums of lagged products of deviations from the mean, and the lag from which on the autocorrelations of
/// `run` lags in a row stay below the bound 2 sqrt(log10(n)/n).
struct Autocovariances {
    std::vector<double> values;
    std::optional<std::size_t> quiet_from;
};

Autocovariances autocovariances(const std::vector<double>& d, std::size_t most, std::size_t run) {
    const std::size_t n = d.size();
    const double bound = 2 * std::sqrt(std::log10(static_cast<double>(n)) / static_cast<double>(n));
    Autocovariances out;
    std::size_t quiet = 0;
    for (std::size_t lag = 0; lag <= most && lag + 1 < n; ++lag) {
        double cross = 0, newer = 0, older = 0;
        for (std::size_t t = lag; t < n; ++t)
            cross += d[t] * d[t - lag];
        for (std::size_t t = lag + 1; t < n; ++t) {
            newer += d[t] * d[t];
            older += d[t - lag - 1] * d[t - lag - 1];
        }
        out.values.push_back(cross / static_cast<double>(n));
        if (quiet >= run && !out.quiet_from) out.quiet_from = lag - run;
        quiet = std::abs(cross) < bound * std::sqrt(newer * older) ? quiet + 1 : 0;
    }
    return out;
}

} // namespace

double optimalBlockLength(std::span<const double> series) {
    std::vector<double> d = present(series);
    const auto m = numerics::moments(d);
    if (m.count < 10 || !numerics::hasSpread(m)) return 1;
    for (double& x : d)
        x -= m.mean;
    const double n = static_cast<double>(d.size());
    const auto run = std::max<std::size_t>(5, static_cast<std::size_t>(std::log10(n)));
    const auto most = static_cast<std::size_t>(std::ceil(std::sqrt(n))) + run;
    const auto found = autocovariances(d, most, run);
    const std::size_t wanted = found.quiet_from ? 2 * std::max<std::size_t>(1, *found.quiet_from) : most;
    const std::size_t lags = std::min(wanted, found.values.size() - 1);
    double slope = 0, long_run = found.values[0];
    for (std::size_t k = 1; k <= lags; ++k) {
        const double share = static_cast<double>(k) / static_cast<double>(lags);
        const double taper = share <= 0.5 ? 1 : 2 * (1 - share); // the flat-top lag window
        slope += 2 * taper * static_cast<double>(k) * found.values[k];
        long_run += 2 * taper * found.values[k];
    }
    const double length = std::cbrt(slope * slope / (long_run * long_run) * n);
    return std::clamp(length, 1.0, std::ceil(std::min(3 * std::sqrt(n), n / 3)));
}

void resample(std::span<const double> series, double mean_block, std::uint64_t seed, std::uint64_t number,
              std::span<double> out) {
    const numerics::CounterRandom random(seed, number);
    const std::size_t n = series.size();
    const double restart = 1 / mean_block;
    std::size_t place = 0;
    for (std::size_t t = 0; t < out.size(); ++t) {
        if (t == 0 || random.uniform(2 * t) < restart)
            place =
                std::min(n - 1, static_cast<std::size_t>(random.uniform(2 * t + 1) * static_cast<double>(n)));
        else
            place = place + 1 == n ? 0 : place + 1;
        out[t] = series[place];
    }
}

std::vector<double> bootstrap(std::span<const double> given, const Statistic& statistic, std::uint64_t first,
                              std::size_t count, const BootstrapOptions& options) {
    const std::vector<double> series = present(given);
    std::vector<double> values(count, std::nan("")), replicate(series.size());
    if (series.empty()) return values;
    const double block = options.mean_block >= 1 ? options.mean_block : optimalBlockLength(series);
    for (std::size_t k = 0; k < count; ++k) {
        resample(series, block, options.seed, first + k, replicate);
        values[k] = statistic(replicate);
    }
    return values;
}

Interval percentileInterval(std::span<const double> values, double confidence) {
    return {numerics::quantile(values, (1 - confidence) / 2),
            numerics::quantile(values, (1 + confidence) / 2)};
}

} // namespace nautilus::analytics

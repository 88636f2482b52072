#pragma once
// Confidence intervals of any statistic of a dependent series: resampling in blocks of random length.
// Replicates are addressed by their number, so any thread may make any of them and the bytes are the same.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace nautilus::analytics {

struct BootstrapOptions {
    std::uint64_t seed = 1;
    double mean_block = 0; ///< expected block length >= 1; 0: optimalBlockLength of the series
};

/// Expected block length of the stationary bootstrap that minimises the error of the variance of the mean
/// (Politis and White 2004, corrected by Patton, Politis and White 2009; choices of bandwidth as in arch's
/// optimal_block_length), at least 1, at most ceil(min(3 sqrt(n), n/3)). 1 without spread or below ten
/// values. NaN values are left out.
[[nodiscard]] double optimalBlockLength(std::span<const double> series);

/// Replicate `number` of the series, circular, blocks of geometric length with mean `mean_block` (Politis and
/// Romano 1994). `out` as long as the series. Place t of the replicate begins a new block if the uniform at
/// address (seed, number, 2t) is below 1/mean_block (the first always), there at floor(n u) with u that of
/// 2t+1.
void resample(std::span<const double> series, double mean_block, std::uint64_t seed, std::uint64_t number,
              std::span<double> out);

using Statistic = std::function<double(std::span<const double>)>;

/// The statistic of the replicates first .. first+count-1. NaN values of the series are taken out first. An
/// empty series: all NaN.
[[nodiscard]] std::vector<double> bootstrap(std::span<const double> series, const Statistic& statistic,
                                            std::uint64_t first, std::size_t count,
                                            const BootstrapOptions& options);

struct Interval {
    double lower;
    double upper;
};
/// Percentile interval: the (1-confidence)/2 and (1+confidence)/2 quantiles of the replicates' values, linear
/// between order statistics. NaN values are left out; none left: NaN.
[[nodiscard]] Interval percentileInterval(std::span<const double> values, double confidence);

} // namespace nautilus::analytics

#include "engines/numerics/calibration.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::numerics {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeast = 1e-15;
constexpr double kZ = 1.959963984540054; ///< 97.5 % of the normal law

std::size_t binOf(double p, std::size_t bins) {
    const double place = std::ceil(p * static_cast<double>(bins)) - 1;
    return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bins - 1)));
}

std::vector<CalibrationBin> emptyBins(std::size_t bins) {
    std::vector<CalibrationBin> out;
    for (std::size_t i = 0; i < bins; ++i)
        out.push_back({static_cast<double>(i) / static_cast<double>(bins),
                       static_cast<double>(i + 1) / static_cast<double>(bins), 0, 0, kNone, kNone, 0});
    return out;
}

} // namespace

Interval wilsonInterval(double share, double n) {
    if (!(n > 0)) return {kNone, kNone};
    const double scale = 1 + kZ * kZ / n;
    const double centre = (share + kZ * kZ / (2 * n)) / scale;
    const double half = kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n)) / scale;
    return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Calibration calibrationOf(std::span<const double> probability, std::span<const double> yes, std::size_t bins,
                          std::size_t independent) {
    Calibration out{emptyBins(bins), 0, 0, 0, kNone, 0, probability.size()};
    for (std::size_t i = 0; i < probability.size(); ++i) {
        const double p = probability[i];
        auto& bin = out.bins[binOf(p, bins)];
        ++bin.count;
        bin.forecast += p;
        bin.observed += yes[i];
        out.brier += (p - yes[i]) * (p - yes[i]);
        const double sure = std::clamp(yes[i] > 0.5 ? p : 1 - p, kLeast, 1 - kLeast);
        out.log_loss -= std::log(sure);
        out.base_rate += yes[i];
    }
    const auto n = static_cast<double>(out.count); // 0 / 0 says that there is none
    out.brier /= n;
    out.log_loss /= n;
    out.base_rate /= n;
    const double uncertainty = out.base_rate * (1 - out.base_rate);
    if (uncertainty > 0) out.skill = 1 - out.brier / uncertainty;
    const double share = independent == 0 ? 1 : std::min(1.0, static_cast<double>(independent) / n);
    for (auto& bin : out.bins) {
        const auto members = static_cast<double>(bin.count);
        bin.forecast = bin.count ? bin.forecast / members : kNone;
        bin.observed = bin.count ? bin.observed / members : kNone;
        if (bin.count == 0) continue;
        const auto interval = wilsonInterval(bin.observed, members * share);
        bin.lower = interval.lower;
        bin.upper = interval.upper;
        out.expected_error += members * std::abs(bin.forecast - bin.observed) / n;
    }
    if (out.count == 0) out.expected_error = kNone;
    return out;
}

} // namespace nautilus::numerics

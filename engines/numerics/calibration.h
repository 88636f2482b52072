#pragma once
// Are probabilities what they say? Of all that was given 30 %, three in ten should come true.

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// Forecasts of one interval of probability.
struct CalibrationBin {
    double from = 0, to = 0; ///< (from, to], the first one closed
    double forecast;         ///< mean probability; NaN without a member
    double observed;         ///< share that came true; NaN without a member
    double lower, upper;     ///< 95 % interval of the true share (wilsonInterval); NaN without a member
    std::size_t count = 0;
};

struct Calibration {
    std::vector<CalibrationBin> bins; ///< equally wide
    double brier;                     ///< mean (p - y)^2 (Brier 1950)
    double log_loss;       ///< mean -log of the probability of what happened, p within 1e-15 .. 1 - 1e-15
    double base_rate;      ///< share that came true
    double skill;          ///< 1 - brier / (base_rate (1 - base_rate)); NaN when all answers agree
    double expected_error; ///< SUM count |forecast - observed| / n over the bins
    std::size_t count = 0;
};

/// `probability` in [0, 1], `yes` 0 or 1, of one length. `independent` is how many of the outcomes count as
/// independent, for the intervals: they overlap when each looks several days ahead; 0: all. Everything NaN
/// without a forecast.
[[nodiscard]] Calibration calibrationOf(std::span<const double> probability, std::span<const double> yes,
                                        std::size_t bins, std::size_t independent = 0);

/// Wilson's 95 % score interval of a share seen in n trials (Wilson 1927); NaN for n <= 0.
struct Interval {
    double lower, upper;
};
[[nodiscard]] Interval wilsonInterval(double share, double n);

} // namespace nautilus::numerics

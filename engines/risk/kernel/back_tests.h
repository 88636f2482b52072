#pragma once
// Did the forecasts of value at risk and expected shortfall hold? Losses and forecasts are positive shares of
// value, the returns come after them. A period with a NaN in any of them takes no part.

#include "engines/numerics/forecast_tests.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace nautilus::risk {

/// Kupiec's proportion of failures, Christoffersen's independence and conditional coverage. An exception is a
/// return below -value_at_risk[t]. Spans of one length.
[[nodiscard]] numerics::CoverageTest coverageTest(std::span<const double> returns,
                                                  std::span<const double> value_at_risk, double confidence);

/// Basel Committee (1996, "Supervisory framework for the use of backtesting"): green below 95 %, red
/// from 99.99 % of the cumulative binomial distribution of the exceptions.
enum class Zone { Green, Yellow, Red };
struct TrafficLight {
    Zone zone = Zone::Green;
    double cumulative;       ///< P(at most this many exceptions) if the forecast is right
    double scaling_increase; ///< added to the capital factor of 3: 0 .. 1; the table of 250 days at 99 %
                             ///< alone, NaN for other counts
};
/// NaN and green for no observation or a confidence outside (0, 1).
[[nodiscard]] TrafficLight trafficLight(std::size_t exceptions, std::size_t observations, double confidence);

/// Acerbi and Szekely (2014), "Backtesting expected shortfall". 0 expected when the forecasts are right,
/// negative when they were too low.
struct ShortfallTest {
    double z1; ///< mean of r / ES over the exceptions, plus 1; NaN without an exception
    double z2; ///< SUM r I / (T (1 - c) ES), plus 1: looks at number and size at once
    std::size_t exceptions;
    std::size_t observations;
};
[[nodiscard]] ShortfallTest shortfallTest(std::span<const double> returns,
                                          std::span<const double> value_at_risk,
                                          std::span<const double> expected_shortfall, double confidence);

/// P(Z2 <= z2) when returns follow a Student t with `degrees` (infinity: normal) whose value at risk and
/// expected shortfall were forecast exactly, by simulation: `replicates` of T observations, addressed by
/// (seed, replicate). NaN for degrees <= 1, no observation or no replicate. The paper's critical value at 5 %
/// is about -0.70 for 97.5 % and a year.
struct ShortfallNull {
    double degrees = 5;
    std::uint64_t seed = 1;
    std::size_t replicates = 2000;
};
[[nodiscard]] double shortfallPValue(double z2, std::size_t observations, double confidence,
                                     const ShortfallNull& null = {});

} // namespace nautilus::risk

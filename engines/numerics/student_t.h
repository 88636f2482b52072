#pragma once
// Student's t distribution, and the one that fits a sample best.

#include <cstddef>
#include <span>

namespace nautilus::numerics {

/// P(T <= t) with `degrees` > 0 of freedom (any real number), by the incomplete beta function (continued
/// fraction, Lentz's method); keeps its relative precision in the lower tail. NaN for degrees <= 0.
[[nodiscard]] double studentCdf(double t, double degrees);

/// Density at t.
[[nodiscard]] double studentDensity(double t, double degrees);

/// t with P(T <= t) = p, 0 < p < 1, to about 1e-13 relative; NaN outside and for degrees <= 0.
[[nodiscard]] double studentQuantile(double p, double degrees);

/// x = location + scale T.
struct StudentFit {
    double degrees;
    double location;
    double scale; ///< not the deviation: that is scale sqrt(degrees / (degrees - 2))
    double log_likelihood;
    std::size_t count;
};
inline constexpr double kFewestDegrees = 2.01;
inline constexpr double kMostDegrees = 200.0;

/// Maximum likelihood with kFewestDegrees <= degrees <= kMostDegrees, so that a variance exists: location and
/// scale by expectation and maximisation for given degrees (Lange, Little and Taylor 1989; scaled as Liu,
/// Rubin and Wu 1998), degrees by golden section over their reciprocal. NaN values are left out. Below five
/// values, or without spread: all NaN.
[[nodiscard]] StudentFit fitStudent(std::span<const double> values);

} // namespace nautilus::numerics

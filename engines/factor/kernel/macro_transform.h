#pragma once
// Transformations that make macro series stationary, by the codes of FRED-MD and FRED-QD (McCracken, Ng 2016,
// 2020):
//   1  x            2  x_t - x_{t-1}          3  second difference
//   4  ln x         5  ln x_t - ln x_{t-1}    6  second difference of ln x     7  change of x_t / x_{t-1} - 1
// t counts the periods of the series. Pure.

#include <span>
#include <string_view>
#include <vector>

namespace nautilus::factor {

inline constexpr int kLastTransform = 7;

/// Values oldest first; NaN where a value that is needed is missing or has no logarithm. `code` 1 to 7.
[[nodiscard]] std::vector<double> transformed(std::span<const double> values, int code);

/// What a code does, as a formula.
[[nodiscard]] std::string_view transformFormula(int code);

struct TransformChoice {
    int code = 1;
    std::string_view because; ///< "FRED-MD", "FRED-QD", "as" and the series it resembles, or "not listed"
};

/// The published code of a series of FRED; of one that is not listed, that of the listed series of its kind,
/// or the level.
[[nodiscard]] TransformChoice transformOf(std::string_view series);

} // namespace nautilus::factor

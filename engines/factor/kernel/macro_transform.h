#pragma once
// Transformations that make macro series stationary, by the codes of FRED-MD and FRED-QD: McCracken, Ng
// (2016), "FRED-MD: A Monthly Database for Macroeconomic Research", Journal of Business & Economic Statistics
// 34(4), 574-589, and (2020) for the quarterly ones.
//   1  x            2  x_t - x_{t-1}          3  second difference
//   4  ln x         5  ln x_t - ln x_{t-1}    6  second difference of ln x     7  change of x_t / x_{t-1} - 1
// t counts the periods of the series. Pure; any thread.

#include "engines/domain/observation.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::factor {

inline constexpr int kLastTransform = 7;
inline constexpr std::size_t kMostSurprisePeriods = 600;

/// Values oldest first; NaN where a value that is needed is missing or has no logarithm. `code` 1 to 7.
[[nodiscard]] std::vector<double> transformed(std::span<const double> values, int code);

/// What a code does, as a formula and in words.
[[nodiscard]] std::string_view transformFormula(int code);
[[nodiscard]] std::string_view transformWords(int code);

struct TransformChoice {
    int code = 1;
    std::string_view because; ///< "FRED-MD", "FRED-QD", "as" and the series it resembles, or "not listed"
};

/// The published code of a series of FRED; of one that is not listed, that of the listed series of its kind,
/// or the level.
[[nodiscard]] TransformChoice transformOf(std::string_view series);

struct MacroTransform {
    int code = 1; ///< 1 to 7
    /// 0: the transformed value itself. n >= 2: its surprise, (value - mean) / deviation (divisor n - 1) with
    /// mean and deviation of the transformed values of the n periods before it, all as known at the session.
    std::size_t surprise_periods = 0;

    bool operator==(const MacroTransform&) const = default;
};

/// One value per session, of the newest period that was published by its close and those before it, each in
/// the vintage known then; missing (NaN) before enough periods were published, and for a surprise over
/// periods that are all alike. `values` need no order.
[[nodiscard]] std::vector<double> transformedLevels(std::span<const domain::MacroValue> values,
                                                    std::span<const domain::SessionDate> sessions,
                                                    const MacroTransform& transform);

/// "macro:unrate" with its transformation, as the name of a field: "macro:unrate|5", "macro:unrate|5|24".
[[nodiscard]] std::string transformedName(std::string_view series, const MacroTransform& transform);
struct TransformedName {
    std::string_view series; ///< up to the first bar
    std::optional<MacroTransform> transform;
};
[[nodiscard]] TransformedName readTransformedName(std::string_view name);

} // namespace nautilus::factor

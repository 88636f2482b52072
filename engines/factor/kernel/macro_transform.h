#pragma once
// A macro series as every session knew it, made stationary: the transformations of McCracken, Ng (2016),
// "FRED-MD: A Monthly Database for Macroeconomic Research", Journal of Business & Economic Statistics 34(4),
// 574-589, by their codes. x_t is the newest published period, x_{t-1} the period before it, each in the
// vintage known at that session's close:
//
//   1  x_t                      5  ln x_t - ln x_{t-1}
//   2  x_t - x_{t-1}            6  second difference of ln x_t
//   3  second difference        7  x_t / x_{t-1} less the same a period before
//   4  ln x_t
//
// Pure; any thread.

#include "engines/domain/observation.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::factor {

struct MacroTransform {
    int code = 1; ///< 1 to 7
    /// 0: the transformed value itself. n >= 2: its surprise, (value - mean) / deviation (divisor n - 1) with
    /// mean and deviation of the transformed values of the n periods before it, all as known at the session.
    std::size_t surprise_periods = 0;

    bool operator==(const MacroTransform&) const = default;
};

inline constexpr int kTransformCodes = 7;
inline constexpr std::size_t kMostSurprisePeriods = 600;

/// One value per session; missing (NaN) before enough periods were published, for logarithms of what is not
/// above 0, and for a surprise over periods that are all alike. `values` need no order.
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

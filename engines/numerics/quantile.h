#pragma once
// Order statistics of one cross-section or series. NaN (and infinities) are ignored throughout.

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// How a quantile between two order statistics is read. With n values, position h = p (n - 1), zero based.
enum class QuantileRule {
    Linear, ///< x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h]); numpy's default ("type 7")
    Nearest ///< x[round h], a half rounded to the even index (numpy's "nearest")
};

/// The p-quantile, 0 <= p <= 1, of the finite values; NaN when there is none or p is outside its range.
[[nodiscard]] double quantile(std::span<const double> values, double p,
                              QuantileRule rule = QuantileRule::Linear);

/// As above without allocation in steady state: `scratch` holds the working copy.
[[nodiscard]] double quantile(std::span<const double> values, double p, QuantileRule rule,
                              std::vector<double>& scratch);

/// Lower and upper bound of a symmetric winsorisation: the p- and (1-p)-quantile, linear interpolation.
struct Bounds {
    double lower;
    double upper;
};
[[nodiscard]] Bounds winsorBounds(std::span<const double> values, double p, std::vector<double>& scratch);

/// Clips to winsorBounds(values, p), 0 <= p < 0.5; NaN stays NaN. `out` may be `values` itself and must have
/// its size. Source: toraniko, math.py, winsorize.
void winsorize(std::span<const double> values, double p, std::span<double> out, std::vector<double>& scratch);

/// Average ranks, 1 based, ties share their mean rank; NaN keeps NaN. `out` as long as `values`.
void averageRanks(std::span<const double> values, std::span<double> out);

} // namespace nautilus::numerics

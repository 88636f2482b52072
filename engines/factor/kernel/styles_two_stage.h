#pragma once
// Style scores of the two-stage set: momentum, size, value as toraniko 1.1 defines them (styles.py).
// Z-scores use the sample deviation (ddof 1) over the names of the date that have a value. A date with fewer
// than two values, or without spread, has NaN scores.

#include "engines/factor/kernel/cross_section.h"

#include <cstddef>
#include <optional>
#include <span>

namespace nautilus::factor {

struct TwoStageMomentumOptions {
    std::size_t trailing_rows = 504;
    double half_life = 126;
    std::size_t lag = 20;
    double winsor_factor = 0.01; ///< in [0, 0.5)
};

/// Raw momentum before winsorising: mom = PROD_j (1 + w_j r_j) - 1 over `trailing_rows` rows ending `lag`
/// rows ago, w = expWeights(trailing_rows, half_life), newest weight 1. Rows are the instrument's own rows
/// with a return: a date without one is skipped, not counted, and has no value itself. First value at the
/// instrument's own row lag + trailing_rows - 1 (zero based).
/// `returns`: the whole history T x N; `rows`: which rows to answer. Answer rows.size() x N.
[[nodiscard]] domain::Matrix rawProductMomentum(domain::MatrixView returns,
                                                const TwoStageMomentumOptions& options, RowRange rows,
                                                const ParallelFor& parallel);

/// Winsorised at winsor_factor, centred and standardised over one date. `out` may be `raw`.
void momentumScores(std::span<const double> raw, double winsor_factor, std::span<double> out);

/// z of -ln(cap); values strictly between the `lower` and `upper` quantile (nearest rank) become 0.
/// A cap that is not > 0 has no score.
void sizeScores(std::span<const double> market_cap, double lower, double upper, std::span<double> out);

/// z of the mean, over those present, of z(ln book/price), z(ln sales/price), z(cash flow/price). A ratio of
/// which the logarithm is taken must be > 0, else it is missing. `winsor_factor` clips each ratio first,
/// before the logarithm; none = no clipping. Inputs are ratios to market cap, N each. (toraniko clips at 0.05
/// whatever number is asked for; here the number asked for is used.)
void valueScores(std::span<const double> book_price, std::span<const double> sales_price,
                 std::span<const double> cash_flow_price, std::optional<double> winsor_factor,
                 std::span<double> out);

} // namespace nautilus::factor

#pragma once
// Why a portfolio's return differs from its benchmark's, group by group and over many periods.

#include "engines/domain/panel.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::analytics {

/// Brinson and Fachler (1985) for one period. w, r: portfolio weight and return of a group at the start and
/// over the period; W, R: the benchmark's; B = SUM W R. Cash is a group.
///   allocation (w - W)(R - B), selection W (r - R), interaction (w - W)(r - R)
/// A group that the benchmark has not (W = 0) takes R := B, so its effect is all interaction; one that the
/// portfolio has not (w = 0) takes r := R. Where both weights sum to 1 (or to the same) the effects sum to
/// the active return exactly.
struct BrinsonEffects {
    std::vector<double> allocation, selection, interaction; ///< one per group
    double portfolio_return;                                ///< SUM w r
    double benchmark_return;                                ///< B
};
/// Spans of one length. A NaN where it is not replaced as above, or among the weights, spreads to the
/// results.
[[nodiscard]] BrinsonEffects brinsonEffects(std::span<const double> portfolio_weights,
                                            std::span<const double> benchmark_weights,
                                            std::span<const double> portfolio_returns,
                                            std::span<const double> benchmark_returns);

enum class Linking {
    Carino,  ///< effects times k_t/K, k_t = (ln(1+p_t) - ln(1+b_t))/(p_t - b_t), K that of the totals (Carino
             ///< 1999)
    Menchero ///< effects times M + a_t, M = ((P-B)/T)/((1+P)^(1/T) - (1+B)^(1/T)),
             ///< a_t = (P - B - M SUM (p-b)) (p_t - b_t)/SUM (p-b)^2 (Menchero 2000)
};
struct LinkedEffects {
    std::vector<double> effects; ///< one per column
    double portfolio_return;     ///< PROD(1 + p) - 1
    double benchmark_return;
};
/// Effects of T periods (rows, each summing to p_t - b_t) so weighted that all of them sum to the difference
/// of the compounded returns. p_t = b_t takes the limit of the formula. No period: effects 0, returns 0. A
/// return of -100 % or less, or a NaN, in any period: effects NaN.
[[nodiscard]] LinkedEffects linkEffects(std::span<const double> portfolio_returns,
                                        std::span<const double> benchmark_returns, domain::MatrixView effects,
                                        Linking method = Linking::Carino);

} // namespace nautilus::analytics

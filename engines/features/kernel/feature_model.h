#pragma once
// What a linear model loses when a feature's values are shuffled (Breiman 2001, Fisher, Rudin and Dominici
// 2019). Pure functions of their inputs.

#include "engines/domain/panel.h"

#include <span>
#include <vector>

namespace nautilus::features {

/// Ridge regression of the target on standardised features (population deviations of the training rows), with
/// an intercept: minimises |y - X b|^2 + penalty |b|^2 over the training rows.
struct RidgeFit {
    std::vector<double> mean, deviation; ///< of the features in training; deviation 0 = a constant feature
    std::vector<double> coefficient;     ///< of the standardised features; 0 for constant ones
    double intercept = 0;
};
/// `rows`: observations x features, oldest first. Rows [0, training) are fitted.
[[nodiscard]] RidgeFit fitRidge(domain::MatrixView rows, std::span<const double> target, std::size_t training,
                                double penalty);

/// Mean loss of R^2 on the rows [from, rows) over all permutations of one feature: for a linear model the
/// mean over permutations is exact, so nothing is drawn:
///   (2 b cov(e, x) + 2 b^2 var(x)) / var(y), e = residuals before shuffling, population moments.
/// One value per feature; NaN when the target has no spread there.
[[nodiscard]] std::vector<double> permutationLoss(const RidgeFit& fit, domain::MatrixView rows,
                                                  std::span<const double> target, std::size_t from);
/// R^2 on the rows [from, rows); NaN when the target has no spread there.
[[nodiscard]] double modelFit(const RidgeFit& fit, domain::MatrixView rows, std::span<const double> target,
                              std::size_t from);

} // namespace nautilus::features

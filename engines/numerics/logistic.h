#pragma once
// Logistic regression with a ridge penalty: the probability of a yes.

#include <Eigen/Core>

#include <cstddef>

namespace nautilus::numerics {

/// log(p / (1 - p)); -inf at 0, +inf at 1.
[[nodiscard]] double logit(double p);
/// 1 / (1 + exp(-x)), without overflow.
[[nodiscard]] double logistic(double x);

struct LogisticFit {
    double intercept = 0;
    Eigen::VectorXd coefficients; ///< one per column
    bool converged = false;

    /// P(yes) of one row.
    [[nodiscard]] double probability(const Eigen::Ref<const Eigen::VectorXd>& row, double offset = 0) const;
};

struct LogisticOptions {
    double ridge = 0; ///< >= 0
    bool penalise_intercept = false;
    double weight = 1;        ///< of every row, > 0: below 1 where rows overlap
    Eigen::VectorXd offset{}; ///< one per row, added to its score with coefficient 1; empty: none
};

/// Maximises weight SUM log-likelihood - ridge/2 |coefficients|^2 by Newton's method with halved steps
/// (iteratively reweighted least squares; Hastie, Tibshirani and Friedman, "The Elements of Statistical
/// Learning", 4.4). With defaults the same as scikit-learn's LogisticRegression with C = 1/ridge. `x` is n x
/// k and without NaN, `yes` n values of 0 or 1. Not converged: no row, all answers the same with nothing that
/// holds the intercept, or 100 steps; the coefficients are then those reached.
[[nodiscard]] LogisticFit fitLogistic(const Eigen::Ref<const Eigen::MatrixXd>& x,
                                      const Eigen::Ref<const Eigen::VectorXd>& yes,
                                      const LogisticOptions& options = {});

} // namespace nautilus::numerics

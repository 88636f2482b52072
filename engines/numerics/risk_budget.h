#pragma once
// Weights whose parts of the risk are given (risk budgeting; all equal: risk parity). Source: Spinu (2013),
// "An algorithm for computing risk parity weights"; Griveau-Billion, Richard, Roncalli (2013), "A fast
// algorithm for computing high-dimensional risk parity portfolios".

#include "engines/numerics/covariance_form.h"

namespace nautilus::numerics {

/// w_i (Sigma w)_i / w' Sigma w: parts of the variance, which sum to 1. NaN when the variance is 0.
[[nodiscard]] Eigen::VectorXd riskContributions(const CovarianceForm& covariance,
                                                const Eigen::VectorXd& weights);

enum class RiskBudgetState {
    Solved,
    BadBudget,    ///< a budget that is not a finite number > 0; `at` says which
    ZeroVariance, ///< a variance that is not a finite number > 0; `at` says which
    Riskless,     ///< some mix of positive weights has no risk, so none has the budgets
    Stalled       ///< the steps ended before the tolerance; `residual` says how far it got
};

struct RiskBudgetOptions {
    double tolerance = 1e-10; ///< of `residual`; a hundredth of it is aimed at
    int most_sweeps = 30;     ///< of coordinate descent, before Newton's method
    int most_steps = 100;     ///< of Newton's method
};

struct RiskBudgetSolution {
    RiskBudgetState state = RiskBudgetState::Stalled;
    Eigen::VectorXd weights; ///< > 0, sum 1; with Solved and Stalled
    double residual = 0;     ///< largest |risk contribution - budget|, worked out anew from the weights
    int sweeps = 0, steps = 0;
    Eigen::Index at = -1;
};

/// The weights w > 0, SUM w = 1, with riskContributions(w) = budgets. Budgets > 0 count as parts of their
/// sum; who wants none of the risk in an asset leaves it out. One such w exists when every positive mix has
/// risk: the minimum of 1/2 y'Cy - SUM b ln y with C the correlations and w_i = y_i / deviation_i, which is
/// convex. Coordinate descent comes near, Newton's method finishes. Without a dense part nothing of N x N
/// is formed: a step costs O(N K^2), a sweep O(N K). Sizes must agree. Deterministic.
[[nodiscard]] RiskBudgetSolution riskBudget(const CovarianceForm& covariance, const Eigen::VectorXd& budgets,
                                            const RiskBudgetOptions& options = {});

} // namespace nautilus::numerics

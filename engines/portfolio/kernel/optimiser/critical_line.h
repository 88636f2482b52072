#pragma once
// The critical line: all mean-variance efficient portfolios where nothing but bounds and a budget holds
// (Markowitz 1956, "The optimization of a quadratic function subject to linear constraints"; Niedermayer and
// Niedermayer 2010; Bailey and Lopez de Prado 2013). They are broken lines of weights; where one breaks, a
// weight has come to a bound or leaves it.

#include "engines/portfolio/kernel/optimiser/methods.h"

#include <string>
#include <vector>

namespace nautilus::portfolio {

/// The portfolio that minimises w'Sigma w / 2 - tolerance mu'w.
struct CornerPortfolio {
    double tolerance = 0; ///< lambda >= 0, of return against variance / 2
    double price = 0;     ///< what a unit more of the budget adds to that minimum
    Eigen::VectorXd weights;
};

struct CriticalLine {
    std::string why;                      ///< in words, where it does not apply; there are no corners then
    std::vector<CornerPortfolio> corners; ///< from the highest return to the least variance (tolerance 0)
};

/// Weights between `lower` (finite) and `upper` (may be infinite) whose sum is `budget`; where both bounds
/// are the same, the weight is fixed. Means, bounds: one per variable of the covariance, which may be dense,
/// diagonal plus factors, or both; one of them may be without risk (cash). The Cholesky factor of the free
/// weights is kept up to date: O(K^2 + N K) a corner for K of them, with the products of Sigma.
/// It does not apply, and says so, when no weights keep the budget or only one set does, when the highest
/// return is reached by more than one portfolio (equal means), and when a mix of the free ones has no risk
/// (singular covariance). Equal means or covariances elsewhere are no obstacle.
[[nodiscard]] CriticalLine criticalLine(const numerics::CovarianceForm& covariance,
                                        const Eigen::VectorXd& mean, const Eigen::VectorXd& lower,
                                        const Eigen::VectorXd& upper, double budget);

struct CriticalFrontier {
    std::string why;                      ///< no points: the interior-point method has to be asked
    std::size_t corners = 0;              ///< portfolios that all others of the frontier are mixes of
    std::vector<OptimalPortfolio> points; ///< as those of `frontier`
};

/// What `frontier` answers, from the corners: each point is a mix of two of them and is held, with the
/// multipliers that follow, against the conditions of optimality to 1e-8. All points hold or there are none.
/// Costs, turnover, leverage, rows other than the budget and bounds on risk are reasons not to apply. The
/// programs of the points are told without their covariance.
[[nodiscard]] CriticalFrontier criticalFrontier(const PortfolioProblem& problem, std::size_t points);

} // namespace nautilus::portfolio

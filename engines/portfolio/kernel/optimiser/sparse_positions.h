#pragma once
// Portfolios of few positions, none of them tiny: branch and bound (Land and Doig 1960; for portfolios
// Bienstock 1996) over which securities are held, with the convex program of what is still open as bound.

#include "engines/portfolio/kernel/optimiser/methods.h"

namespace nautilus::portfolio {

struct PositionLimits {
    std::optional<Eigen::Index> most; ///< securities held, >= 1
    std::optional<double> least;      ///< |weight| of each that is held, > 0

    [[nodiscard]] bool any() const { return most || least; }
};

/// The best answer of `goal` that keeps all limits and holds at most `most` securities, each at `least` or
/// more, long or short; what is not held weighs exactly 0. Securities that the limits or a logarithm do not
/// let go are held. Best bound first, at most 300 nodes, deterministic. optimality_gap: (objective - bound) /
/// max(|bound|, 1e-6): 0 where the search ended. Infeasible with `why` when no such portfolio exists;
/// NotVerified with `why` when none was found within the nodes.
[[nodiscard]] OptimalPortfolio solveSparse(const PortfolioProblem& problem, const Goal& goal,
                                           const PositionLimits& positions);

/// For methods that are more than one program: `problem` with the largest of `weights` held and nothing else.
[[nodiscard]] PortfolioProblem holdingLargest(PortfolioProblem problem, const Eigen::VectorXd& weights,
                                              const PositionLimits& positions);

/// Securities that weigh more than rounding.
[[nodiscard]] Eigen::Index positionsIn(const PortfolioProblem& problem, const Eigen::VectorXd& weights);

} // namespace nautilus::portfolio

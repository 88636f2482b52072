#pragma once
// Convex quadratic programs by a primal-dual interior-point method that uses the structure of a risk model:
//
//   minimise 1/2 x'(diag(d) + U U') x + c'x   subject to   A x = b,  G x <= h,  lower <= x <= upper
//
// with N variables, K columns of U, p equalities and q inequalities. The N x N matrix is never formed: one
// step costs O(N (K + p + q)^2). Source: Mehrotra (1992), "On the implementation of a primal-dual interior
// point method"; Nocedal and Wright, "Numerical Optimization", chapter 16.6.

#include <Eigen/Core>

#include <cstddef>

namespace nautilus::numerics {

struct QuadraticProgram {
    Eigen::VectorXd diagonal;         ///< d, N, >= 0
    Eigen::MatrixXd factors;          ///< U, N x K; K may be 0
    Eigen::VectorXd linear;           ///< c, N
    Eigen::MatrixXd equality;         ///< A, p x N, rows independent; p may be 0
    Eigen::VectorXd equality_value;   ///< b, p
    Eigen::MatrixXd inequality;       ///< G, q x N; q may be 0
    Eigen::VectorXd inequality_limit; ///< h, q
    Eigen::VectorXd lower, upper;     ///< N, -inf and +inf where there is none

    [[nodiscard]] double objective(const Eigen::VectorXd& x) const;
    /// (diag(d) + U U') x
    [[nodiscard]] Eigen::VectorXd quadraticTimes(const Eigen::VectorXd& x) const;
};

enum class QuadraticState {
    Solved,
    Infeasible, ///< no x meets all constraints; the multipliers are a proof (Farkas)
    Unbounded,  ///< the objective falls for ever; `x` is the direction
    Stalled     ///< neither was reached within the steps; residuals say how far it got
};

struct QuadraticOptions {
    double tolerance = 1e-9; ///< of the residuals below
    int most_steps = 80;
};

/// All multipliers >= 0 but those of equalities: what one unit more of the limit would save.
struct QuadraticSolution {
    QuadraticState state = QuadraticState::Stalled;
    Eigen::VectorXd x;
    Eigen::VectorXd equality_multiplier;                ///< p, any sign: d objective / d b is its negative
    Eigen::VectorXd inequality_multiplier;              ///< q
    Eigen::VectorXd lower_multiplier, upper_multiplier; ///< N; 0 where there is no bound
    double objective = 0;
    /// Largest violations: of constraints against 1 + their right side, of the gradient of the Lagrangian
    /// against the larger of |c| and |P x|, of the sum of slacks times multipliers against the larger of the
    /// objective and its two terms. Objectives of portfolios are small numbers: nothing is added to them.
    double primal_residual = 0, dual_residual = 0, gap = 0;
    int steps = 0;
};

/// The solution is verified by its Karush-Kuhn-Tucker residuals: Solved means that all are within the
/// tolerance. Sizes must agree, no NaN; a lower bound above its upper one is Infeasible. Deterministic.
[[nodiscard]] QuadraticSolution solve(const QuadraticProgram& program, const QuadraticOptions& options = {});

} // namespace nautilus::numerics

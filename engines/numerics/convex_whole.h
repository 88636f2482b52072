#pragma once
// Inside of the convex solver: the Newton step from the whole system, nothing eliminated.

#include "engines/numerics/convex_conditions.h"
#include "engines/numerics/convex_newton.h"

#include <Eigen/QR>
#include <Eigen/SparseLU>

namespace nautilus::numerics::convex {

/// The step of
///   Hessian (dx, du) + A'dy + C'dz = -dual,   A dx = -primal,   C (dx, du) + ds = -slack,
///   Z ds + S dz = -product
/// in all of dx, du, dy and dz at once. Nothing is divided by a slack, so that its rounding does not grow
/// where slacks vanish. Small systems by an orthogonal decomposition, to which rows that depend on each other
/// do no harm (the least squares of least norm), larger sparse ones by LU. Dearer than elimination: for
/// programs on which that stalls.
class WholeSystem {
public:
    /// Whether a step takes but some tens of milliseconds.
    [[nodiscard]] static bool fits(const ConvexProgram& program, const Rows& rows);
    WholeSystem(const ConvexProgram& program, const Rows& rows);
    void factorise(const Curvature& at, const Point& point);
    [[nodiscard]] Point step(const Conditions& now, const Point& point, const Eigen::VectorXd& product) const;

private:
    using Entries = std::vector<Eigen::Triplet<double>>;
    [[nodiscard]] bool small() const;
    [[nodiscard]] Eigen::Index size() const { return n_ + excesses_ + equalities_ + rows_.count(); }
    void fillStack();
    void addHessian(const Curvature& at, Entries& out) const;
    [[nodiscard]] Eigen::VectorXd solve(const Eigen::VectorXd& side) const;

    const ConvexProgram& program_;
    const Rows& rows_;
    Eigen::Index n_, excesses_, equalities_;
    Entries stack_; ///< C but for the risk bounds: rows x (N + H)
    Entries equality_;
    Eigen::SparseMatrix<double> system_; ///< rows scaled by scale_
    Eigen::VectorXd scale_;
    bool solvable_ = false;
    Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> orthogonal_;
    Eigen::SparseLU<Eigen::SparseMatrix<double>> triangular_;
};

} // namespace nautilus::numerics::convex

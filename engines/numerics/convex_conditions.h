#pragma once
// Inside of the convex solver: how far a point is from the conditions of Karush, Kuhn and Tucker.

#include "engines/numerics/convex_rows.h"

namespace nautilus::numerics::convex {

/// Variables, excesses, multipliers of equalities, slacks and multipliers of the rows.
struct Point {
    Eigen::VectorXd x, u, y, s, z;
};

/// The conditions of optimality at a point.
struct Conditions {
    Eigen::VectorXd dual, dual_excess; ///< gradient of the Lagrangian
    Eigen::VectorXd primal, slack;     ///< of equalities; of C + s - e
    Eigen::MatrixXd gradients;         ///< of the risk bounds
    Eigen::VectorXd quadratic;         ///< gamma Sigma x
    double objective = 0, complement = 0;
    double primal_residual = 0, dual_residual = 0, gap = 0;

    /// The largest of the three; infinite where one is not a number.
    [[nodiscard]] double worst() const;
};

class Judge {
public:
    Judge(const ConvexProgram& program, const Rows& rows) : program_(program), rows_(rows) {}
    [[nodiscard]] Conditions at(const Point& point) const;

private:
    void addExcess(const Point& point, Conditions& out) const;
    void measure(const Point& point, const Eigen::VectorXd& cost, Conditions& out) const;

    const ConvexProgram& program_;
    const Rows& rows_;
};

} // namespace nautilus::numerics::convex

#pragma once
// Inside of the convex solver: the linear system of one Newton step.

#include "engines/numerics/convex_rows.h"

#include <Eigen/Cholesky>

namespace nautilus::numerics::convex {

/// Where the program's second derivatives are taken.
struct Curvature {
    Eigen::VectorXd weight;    ///< of the rows: multiplier / slack
    Eigen::VectorXd x, u;      ///< the point
    double risk = 0;           ///< gamma + SUM multiplier of a risk bound / limit^2
    Eigen::MatrixXd gradients; ///< of the risk bounds
    std::vector<std::pair<double, const CovarianceForm*>> own; ///< of bounds with a covariance of their own
};

struct NewtonStep {
    Eigen::VectorXd x, u, y;
    Eigen::VectorXd general, risk; ///< weight times C' step of these rows: more precise than the product
};

/// Solves, for right sides r, ru, t,
///   (Hessian + C'WC)(dx, du) + A'dy = (r, ru),   A dx = t
/// by eliminating the excesses one by one and then through the columns [U, G', gradients, A'] beside a
/// diagonal, or beside a dense Cholesky factor where that is smaller.
class NewtonSystem {
public:
    NewtonSystem(const ConvexProgram& program, const Rows& rows);
    void factorise(Curvature at);
    [[nodiscard]] NewtonStep solve(const Eigen::VectorXd& r, const Eigen::VectorXd& ru,
                                   const Eigen::VectorXd& t) const;

private:
    struct Sides {
        Eigen::VectorXd x, border; ///< border: one per column behind the factors
    };
    void chooseBorder();
    void eliminateExcesses();
    void fillColumns();
    void factoriseMain();
    void factoriseCore();
    /// Hessian part in x alone, excesses eliminated, without the border.
    [[nodiscard]] Eigen::VectorXd mainTimes(const Eigen::VectorXd& dx) const;
    void once(const Sides& sides, Eigen::VectorXd& dx, Eigen::VectorXd& border) const;
    [[nodiscard]] Eigen::VectorXd lowerSolve(const Eigen::VectorXd& r) const;
    [[nodiscard]] Eigen::VectorXd upperSolve(const Eigen::VectorXd& r) const;

    const ConvexProgram& program_;
    const Rows& rows_;
    Eigen::Index n_, factors_, general_, risks_, equalities_, excesses_; ///< general_: those in the border
    bool dense_ = false; ///< Cholesky of N x N instead of a diagonal with factors beside it
    /// General rows in the border, and those that are many and go into the N x N matrix instead.
    std::vector<Eigen::Index> bordered_, folded_;
    Eigen::MatrixXd folded_rows_;     ///< of the latter
    Eigen::MatrixXd bordered_excess_; ///< E of the former
    Eigen::VectorXd folded_weight_;
    Curvature at_;
    Eigen::VectorXd excess_diagonal_; ///< curvature of u given x
    Eigen::VectorXd share_;           ///< by how much u follows its row
    Eigen::VectorXd excess_weight_;   ///< what is left on the row
    Eigen::VectorXd diagonal_, root_;
    Eigen::MatrixXd columns_, scaled_, core_, border_block_;
    Eigen::LLT<Eigen::MatrixXd> main_;
    Eigen::LDLT<Eigen::MatrixXd> solver_;
};

} // namespace nautilus::numerics::convex

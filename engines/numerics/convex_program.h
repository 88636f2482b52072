#pragma once
// The convex programs of portfolio construction, by a primal-dual interior-point method that uses the
// structure of a risk model:
//
//   minimise   1/2 gamma x'Sigma x + c'x - SUM l_i ln x_i + SUM k_h u_h + SUM e_h u_h^(3/2)
//   subject to A x = b,   G x + E u <= h,   lower <= x <= upper,
//              u >= 0,  u >= a_h'x - t_h                     (u: what exceeds a level)
//              (x - centre)'Sigma(x - centre) <= limit^2     (any number of such bounds)
//
// Trades, shorts and losses beyond a quantile are excesses: what is bought is the excess of w over w0, and so
// on. Excesses are eliminated one by one and the N x N matrix is never formed where Sigma is given by
// factors: one step costs O((N + H) (K + p + q)^2). Sources: Mehrotra (1992), "On the implementation of a
// primal-dual interior point method"; Nocedal and Wright, "Numerical Optimization", chapters 16.6 and 19;
// Rockafellar and Uryasev (2000) for excesses.

#include "engines/numerics/covariance_form.h"

#include <Eigen/Core>

#include <memory>
#include <vector>

namespace nautilus::numerics {

/// H excesses over levels: first those of single variables, then those of whole rows.
struct ExcessTerms {
    std::vector<Eigen::Index> variable; ///< a_h = sign_h times this unit vector
    Eigen::VectorXd sign;               ///< +1 or -1, one per `variable`
    Eigen::MatrixXd rows;               ///< further a_h, (H - variables) x N
    Eigen::VectorXd level;              ///< t, H
    Eigen::VectorXd cost;               ///< k, H, >= 0
    Eigen::VectorXd impact;             ///< e, H, >= 0

    [[nodiscard]] Eigen::Index size() const { return level.size(); }
    [[nodiscard]] Eigen::Index single() const { return static_cast<Eigen::Index>(variable.size()); }
    /// a_h'x of all
    [[nodiscard]] Eigen::VectorXd times(const Eigen::VectorXd& x) const;
    /// out += SUM weight_h a_h
    void addTransposeTimes(const Eigen::VectorXd& weight, Eigen::VectorXd& out) const;
};

/// (x - centre)'Sigma(x - centre) <= limit^2 (1 + 2 x[relief])
struct RiskBound {
    Eigen::VectorXd centre;   ///< N
    double limit = 0;         ///< > 0
    Eigen::Index relief = -1; ///< variable that widens it; -1: none
    /// Sigma, where it is not that of the program; costs a dense N x N system.
    std::shared_ptr<const CovarianceForm> covariance;
};

struct ConvexProgram {
    CovarianceForm covariance;         ///< Sigma, N
    double risk_weight = 1;            ///< gamma, >= 0
    Eigen::VectorXd linear;            ///< c, N
    Eigen::VectorXd log_weight;        ///< l >= 0, N or none; where > 0, `lower` is >= 0
    Eigen::MatrixXd equality;          ///< A, p x N; p may be 0
    Eigen::VectorXd equality_value;    ///< b, p
    Eigen::MatrixXd inequality;        ///< G, q x N; q may be 0
    Eigen::MatrixXd inequality_excess; ///< E, q x H, >= 0; 0 x 0: no excess counts
    Eigen::VectorXd inequality_limit;  ///< h, q
    Eigen::VectorXd lower, upper;      ///< N, -inf and +inf where there is none
    ExcessTerms excess;
    std::vector<RiskBound> risk_bounds;

    /// N variables without any constraint, cost or covariance.
    [[nodiscard]] static ConvexProgram ofSize(Eigen::Index n);
    /// With the least excesses that x allows.
    [[nodiscard]] double objective(const Eigen::VectorXd& x) const;
    [[nodiscard]] const CovarianceForm& covarianceOf(const RiskBound& bound) const {
        return bound.covariance ? *bound.covariance : covariance;
    }
};

/// `program` with further variables behind: without bounds, costs and risk, in no row.
[[nodiscard]] ConvexProgram widened(const ConvexProgram& program, Eigen::Index more);

enum class ConvexState {
    Solved,
    Infeasible, ///< no x meets all constraints; the multipliers are a proof (Farkas)
    Unbounded,  ///< the objective falls for ever; `x` is the direction
    Stalled     ///< neither was reached within the steps; residuals say how far it got
};

struct ConvexOptions {
    double tolerance = 1e-9; ///< of the residuals below: what is aimed at
    double accepted = 1e-8;  ///< what is enough where rounding allows no more
    int most_steps = 80;
};

/// What found an answer.
enum class ConvexMethod { InteriorPoint, LeastRisk, Penalties, ProximalPoints };

/// All multipliers >= 0 but those of equalities: what one unit more of the limit would save.
struct ConvexSolution {
    ConvexState state = ConvexState::Stalled;
    Eigen::VectorXd x;                                  ///< N
    Eigen::VectorXd excess;                             ///< u, H
    Eigen::VectorXd equality_multiplier;                ///< p, any sign: d objective / d b is its negative
    Eigen::VectorXd inequality_multiplier;              ///< q
    Eigen::VectorXd lower_multiplier, upper_multiplier; ///< N; 0 where there is no bound
    Eigen::VectorXd excess_multiplier;                  ///< H: of u >= a'x - t
    Eigen::VectorXd risk_multiplier;                    ///< per risk bound: d objective / d limit, negated
    double objective = 0;
    /// Largest violations: of constraints against 1 + their right side, of the gradient of the Lagrangian
    /// against its largest term, of the sum of slacks times multipliers against the larger of the objective
    /// and its terms. Objectives of portfolios are small numbers: nothing is added to them.
    double primal_residual = 0, dual_residual = 0, gap = 0;
    int steps = 0;
    ConvexMethod method = ConvexMethod::InteriorPoint;
    bool second_method = false; ///< the first one stalled
};

/// The solution is verified by its Karush-Kuhn-Tucker residuals: Solved means that all are within
/// `accepted`. Where the interior-point method stalls others follow, until one has an answer: the same with
/// the whole Newton system (small programs); the least risk, against bounds on it; exact penalties (Nocedal
/// and Wright, chapter 17.2), where constraints leave no room inside or contradict each other; and proximal
/// points (Rockafellar 1976), a sequence of strictly convex neighbours. Sizes must agree, no NaN; a lower
/// bound above its upper one is Infeasible. Deterministic.
[[nodiscard]] ConvexSolution solve(const ConvexProgram& program, const ConvexOptions& options = {});

} // namespace nautilus::numerics

#pragma once
// Where the risk of a portfolio comes from. Positions have the covariance S = X F X' + D, which is never
// formed: everything costs O(N K). Contributions are Euler's: a position's weight times the derivative of the
// risk, and they add up to it because deviation, VaR and ES are homogeneous of degree one (Tasche 1999;
// Litterman 1996).

#include <Eigen/Core>

#include <span>
#include <vector>

namespace nautilus::risk {

/// N positions, K factors, per period. F and D need no annualising, but must be of one period. K may be 0.
struct FactorRiskModel {
    Eigen::MatrixXd exposures;         ///< N x K
    Eigen::MatrixXd factor_covariance; ///< K x K, positive semi-definite
    Eigen::VectorXd specific_variance; ///< N, >= 0
};

/// Parts of the deviation. Value at risk or expected shortfall of a zero-mean elliptical law is a multiple of
/// the deviation: so are its parts.
struct RiskContributions {
    double deviation;            ///< sqrt(w'Sw)
    Eigen::VectorXd marginal;    ///< d deviation / d w_i = (Sw)_i / deviation
    Eigen::VectorXd component;   ///< w_i marginal_i; sums to deviation
    Eigen::VectorXd incremental; ///< deviation less that without position i, the others unchanged
    Eigen::VectorXd by_factor;   ///< b_k (Fb)_k / deviation, b = X'w; with `specific` sums to deviation
    double specific;             ///< SUM w_i^2 D_i / deviation
};
/// Weights (shares of value; active weights for active risk) of N positions. A deviation of 0 has parts of 0
/// and marginals of 0. A NaN anywhere makes every figure NaN.
[[nodiscard]] RiskContributions riskContributions(const FactorRiskModel& model,
                                                  const Eigen::Ref<const Eigen::VectorXd>& weights);

/// Expected shortfall of scenarios (T x N simple returns per position) and each position's part in it: mean
/// of -w_i r_i over the floor((T-1)(1-c)) + 1 worst scenarios of the portfolio, ties in the order of the
/// scenarios. The parts sum to the total. Scenarios with a NaN are left out; none left: NaN.
struct ShortfallContributions {
    double expected_shortfall;
    Eigen::VectorXd component;
    std::vector<std::size_t> tail; ///< the worst scenarios, worst first
};
[[nodiscard]] ShortfallContributions
shortfallContributions(const Eigen::Ref<const Eigen::MatrixXd>& scenarios,
                       const Eigen::Ref<const Eigen::VectorXd>& weights, double confidence);

} // namespace nautilus::risk

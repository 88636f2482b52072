#pragma once
// Black and Litterman (1992): expected returns between those that the market's weights imply and views.
//
//   mu = Pi + G (Q - P Pi),   G = tau S P' (P tau S P' + Omega)^-1
//   covariance of returns = S + tau S - G P tau S
//
// S N x N covariance, P K x N views as portfolios, Q their returns; all of one period. Idzorek (2005), "A
// step-by-step guide to the Black-Litterman model", in the closed form of Walters (2014): a view of
// confidence c has Omega_kk = tau (1 - c) / c p_k S p_k'.

#include "engines/numerics/covariance_form.h"
#include "engines/portfolio/kernel/fault.h"

#include <Eigen/Core>

#include <optional>

namespace nautilus::portfolio {

/// Risk aversion that the market shows: excess return / variance of its portfolio; NaN without variance.
[[nodiscard]] double impliedRiskAversion(double market_excess_return, double market_variance);

/// Pi = risk_aversion S w
[[nodiscard]] Eigen::VectorXd impliedReturns(const numerics::CovarianceForm& covariance,
                                             const Eigen::VectorXd& weights, double risk_aversion);

/// Exactly one of omega and confidences may be set; with neither Omega = diag(tau P S P').
struct Views {
    Eigen::MatrixXd portfolios;  ///< P, K x N: rows sum to 1 (absolute) or to 0 (relative); none is all 0
    Eigen::VectorXd returns;     ///< Q, K
    Eigen::MatrixXd omega;       ///< K x K covariance of the errors of views; may be singular
    Eigen::VectorXd confidences; ///< K in [0, 1]: 0 leaves the view out, 1 takes it for certain
};

struct Posterior {
    std::optional<Fault> fault; ///< set: nothing else is
    Eigen::VectorXd mean;       ///< N
    Eigen::MatrixXd view_parts; ///< N x K: mean - Pi = its row sums; what each view moves each asset by
    Eigen::VectorXd omega;      ///< K, the diagonal that was used; infinite for confidence 0
    /// S + uncertainty of the mean. Of a factor model it stays one, when that is smaller than N x N: the
    /// specific part of assets that no view names, plus factors of 2 K_factors + assets in views + K columns.
    numerics::CovarianceForm covariance;
};

/// Faults: sizes or values that do not fit ("/views/k", "/tau", "/omega", "/confidences/k"), a view on a mix
/// that has no risk, views that are certain and depend on one another. No view at all: the prior.
[[nodiscard]] Posterior blackLitterman(const numerics::CovarianceForm& covariance,
                                       const Eigen::VectorXd& prior, double tau, const Views& views);

} // namespace nautilus::portfolio

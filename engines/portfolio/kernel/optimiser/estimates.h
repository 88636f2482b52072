#pragma once
// What is expected of securities, from their returns. Everything that comes out is per year of 252 sessions.

#include "engines/domain/panel.h"
#include "engines/numerics/covariance_form.h"

#include <string_view>

namespace nautilus::portfolio {

/// "sample" (divisor T - 1), "ledoit_wolf", "constant_correlation", "oas", "denoised": numerics/shrinkage. Of
/// T x N returns without gaps, N >= 1.
[[nodiscard]] numerics::CovarianceForm covarianceOf(std::string_view method, domain::MatrixView returns);

/// Arithmetic mean x 252.
[[nodiscard]] Eigen::VectorXd meanReturns(domain::MatrixView returns);
/// James-Stein towards the mean of the portfolio of least variance (Jorion 1986, "Bayes-Stein estimation for
/// portfolio analysis"): shrunk = (1 - f) mean + f m0, f = (N + 2) / (N + 2 + T d'S^-1 d), d = mean - m0 and
/// S the sample covariance x (T - 1) / (T - N - 2). With T <= N + 4 or a singular S the means are taken
/// whole: f = 1.
[[nodiscard]] Eigen::VectorXd shrunkReturns(domain::MatrixView returns);
/// Slope of each column on the market's returns.
[[nodiscard]] Eigen::VectorXd betasTo(std::span<const double> market, domain::MatrixView returns);
/// rate + beta x (mean of the market - rate)
[[nodiscard]] Eigen::VectorXd capmReturns(std::span<const double> market, domain::MatrixView returns,
                                          double rate);

/// `form` with further variables that have no risk.
[[nodiscard]] numerics::CovarianceForm withRiskless(const numerics::CovarianceForm& form, Eigen::Index more);

} // namespace nautilus::portfolio

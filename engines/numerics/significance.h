#pragma once
// How sure a mean or a Sharpe ratio is, alone and among many that were tried.

#include "engines/numerics/least_squares.h"

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// Mean of a series with the error that serial correlation leaves it. NaN values are left out and keep
/// their place: no pair goes across one.
struct MeanTest {
    double mean;
    double deviation; ///< sample deviation (ddof 1)
    double t_stat;    ///< mean / sqrt(long-run variance / n)
    double p_value;   ///< two-sided, standard normal
    std::size_t count;
};
/// Long-run variance by the Bartlett kernel with `lags` (Newey and West 1987), divided by n as statsmodels'
/// HAC without small-sample correction. A series that overlaps over h observations wants h - 1 lags. Below
/// two values, or without spread: t_stat and p_value NaN.
[[nodiscard]] MeanTest meanTest(std::span<const double> series, std::size_t lags);

/// Least squares y = X b + e with Newey-West errors. `x` is n x k with its own column of ones; rows with a
/// NaN take no part (the rest counts as consecutive).
struct RobustFit {
    Eigen::VectorXd coefficients;  ///< k
    Eigen::VectorXd t_stats;       ///< k; b / sqrt(diag of (X'X)^-1 S (X'X)^-1), S with Bartlett weights
    std::vector<double> residuals; ///< of the rows that took part, in their order
    double r2 = 0;                 ///< centred
    std::size_t observations = 0;
};
/// All NaN when there are not more rows than columns or X is rank deficient.
[[nodiscard]] RobustFit robustFit(const Eigen::Ref<const Eigen::MatrixXd>& x,
                                  const Eigen::Ref<const Eigen::VectorXd>& y, std::size_t lags);

/// Lags that grow with the sample: floor(4 (n/100)^(2/9)) (Newey and West 1994).
[[nodiscard]] std::size_t automaticLags(std::size_t observations);

/// Shape of a return series as the Sharpe ratio's error needs it; n-denominator moments for skew, kurtosis.
struct SharpeShape {
    double sharpe;   ///< mean / sample deviation, per observation
    double skewness; ///< third standardised moment
    double kurtosis; ///< fourth, a normal has 3
    std::size_t count;
};
[[nodiscard]] SharpeShape sharpeShape(std::span<const double> returns);

/// Probability that the true Sharpe ratio exceeds `benchmark` (per observation):
/// Phi((SR - SR*) sqrt(n-1) / sqrt(1 - g3 SR + (g4-1)/4 SR^2)). Bailey and Lopez de Prado (2012).
[[nodiscard]] double probabilisticSharpe(const SharpeShape& shape, double benchmark);

/// Standard error of the Sharpe ratio per observation: sqrt((1 - g3 SR + (g4-1)/4 SR^2) / (n-1)). Mertens
/// (2002).
[[nodiscard]] double sharpeStandardError(const SharpeShape& shape);

/// Sharpe ratio to be expected of the best of `trials` without skill, whose Sharpe ratios have deviation
/// `deviation`: deviation ((1-g) Z(1-1/N) + g Z(1-1/(N e))), g = Euler's constant. 0 for one trial. Bailey
/// and Lopez de Prado (2014). The deflated Sharpe ratio is probabilisticSharpe against this.
[[nodiscard]] double expectedBestSharpe(std::size_t trials, double deviation);

/// Observations that make the Sharpe ratio exceed `benchmark` with `confidence`; NaN when it does not.
[[nodiscard]] double minimumTrackRecord(const SharpeShape& shape, double benchmark, double confidence);

/// Benjamini-Hochberg adjusted p-values (false discovery rates), in the order of the input; NaN stays NaN
/// and is not counted. Benjamini and Hochberg (1995).
[[nodiscard]] std::vector<double> falseDiscoveryRates(std::span<const double> p_values);

} // namespace nautilus::numerics

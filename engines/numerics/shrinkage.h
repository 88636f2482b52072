#pragma once
// Covariance estimators that hold when there are few observations per variable.
//
// Every function reads T x N observations without gaps (a NaN anywhere gives a NaN answer), removes the
// column means and starts from S = X'X / T. All answers are symmetric and positive semi-definite: they are
// averages of S with a positive definite target, or have their eigenvalues set.

#include "engines/domain/panel.h"

#include <Eigen/Core>

#include <cstddef>

namespace nautilus::numerics {

struct ShrunkCovariance {
    Eigen::MatrixXd matrix;              ///< N x N, squared units of the observations
    double intensity = domain::kMissing; ///< weight of the target, in [0, 1]
};

/// Which of the two published forms of the oracle approximating shrinkage.
enum class OasForm {
    Paper,      ///< Chen, Wiesel, Eldar and Hero (2010), equation 23
    ScikitLearn ///< the same without the 2/N terms, as scikit-learn's OAS
};

/// S itself.
[[nodiscard]] Eigen::MatrixXd sampleCovariance(domain::MatrixView observations);

/// Target mu I, mu = tr(S)/N (Ledoit and Wolf 2004, "A well-conditioned estimator for large-dimensional
/// covariance matrices"): intensity = b2/d2, d2 = |S - mu I|^2/N, b2 = min(d2, SUM_t |x_t x_t' - S|^2/(N
/// T^2)).
[[nodiscard]] ShrunkCovariance ledoitWolfCovariance(domain::MatrixView observations);

/// Target f_ij = r sqrt(s_ii s_jj), r = mean correlation (Ledoit and Wolf 2004, "Honey, I shrunk the sample
/// covariance matrix"): intensity = clamp((pi - rho)/(gamma T), 0, 1) as in its appendix. A column that does
/// not move counts as uncorrelated.
[[nodiscard]] ShrunkCovariance constantCorrelationCovariance(domain::MatrixView observations);

/// Target mu I: intensity = min(1, ((1-2/N) tr(S^2) + tr(S)^2) / ((T+1-2/N) (tr(S^2) - tr(S)^2/N))).
[[nodiscard]] ShrunkCovariance oasCovariance(domain::MatrixView observations, OasForm form = OasForm::Paper);

struct DenoisedCovariance {
    Eigen::MatrixXd matrix;               ///< N x N
    double upper_edge = domain::kMissing; ///< (1 + sqrt(N/T))^2: largest eigenvalue of pure noise
    std::size_t kept = 0;                 ///< eigenvalues of the correlation above the edge
};

/// Eigenvalues of the correlation matrix at or below the Marchenko-Pastur edge are replaced by their mean,
/// the diagonal is scaled back to 1 and the deviations are put back (Marchenko and Pastur 1967; Laloux,
/// Cizeau, Bouchaud and Potters 1999). Columns that do not move: NaN.
[[nodiscard]] DenoisedCovariance denoisedCovariance(domain::MatrixView observations);

/// Upper edge (1 + sqrt(N/T))^2 of the Marchenko-Pastur law for unit variance.
[[nodiscard]] double marchenkoPasturEdge(std::size_t observations, std::size_t variables);

} // namespace nautilus::numerics

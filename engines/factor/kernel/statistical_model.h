#pragma once
// A risk model without descriptors: factors are principal components of the returns of the last sessions.
//
//   z_nt = (r_nt - mean_n) / s_n over the window, for the names with a return on every session of it;
//   factors = components of the correlation of z whose eigenvalue is above the Marchenko-Pastur edge
//   (1 + sqrt(N/T))^2 (at least one, at most `most`); f_kt = e_k'z_t / sqrt(lambda_k): sample variance 1;
//   exposure of a complete name X_nk = s_n e_nk sqrt(lambda_k); of a name with gaps (at least 60 returns) the
//   slopes of its returns on the factors with an intercept; specific return = r - mean - X f, or the
//   residual.
// (Connor and Korajczyk 1988; Laloux, Cizeau, Bouchaud and Potters 1999 for the number of factors.)

#include "engines/domain/panel.h"

#include <cstddef>
#include <span>

namespace nautilus::factor {

struct StatisticalOptions {
    std::size_t most = 40;
    std::size_t least_returns = 60; ///< of a name with gaps
};

struct StatisticalModel {
    domain::Matrix exposures;             ///< N x M; NaN rows: names that the model does not cover
    domain::Matrix returns;               ///< T x M
    domain::Matrix residuals;             ///< T x N; NaN where the return is missing or the name not covered
    double upper_edge = domain::kMissing; ///< of the Marchenko-Pastur law
    double explained = domain::kMissing;  ///< share of the standardised variance that the factors have
    std::size_t complete_names = 0;
};

/// `returns`: the window, T x N, NaN = missing. No factor (M = 0) with fewer than two complete names or rows.
[[nodiscard]] StatisticalModel statisticalModel(domain::MatrixView returns,
                                                const StatisticalOptions& options = {});

/// K x N weights: row k is the portfolio with exposure 1 to factor k, 0 to the others and, of all those, the
/// least specific risk: rows of (X'D^-1 X)^-1 X'D^-1, D = diag(specific_risk^2) (Connor and Korajczyk 1988).
/// `exposures` N x K; names without exposures or without a specific risk above 0 have weight 0. NaN where
/// fewer than K names are left or their exposures do not tell the factors apart.
[[nodiscard]] domain::Matrix mimickingPortfolios(domain::MatrixView exposures,
                                                 std::span<const double> specific_risk);

} // namespace nautilus::factor

#pragma once
// Risk of a portfolio under a factor model, in parts that add up.
//   x = X'h, variance = x'Fx + h'Dh, D = diag(specific^2); active risk: h = w - w_benchmark
//   marginal contribution of name n = (X F x + D h)_n / sigma
//   contribution of factor k = x_k (F x)_k / sigma, specific = h'Dh / sigma; they sum to sigma (Euler)
//   the same as x_k * sigma_k * rho_k ("x-sigma-rho"), sigma_k = sqrt(F_kk), rho_k = correlation with the
//   portfolio

#include "engines/domain/panel.h"
#include "engines/factor/kernel/cross_section.h"

#include <span>
#include <vector>

namespace nautilus::factor {

/// All risks in the unit of the covariance's square root (per session, fractions, unless it was scaled).
struct PortfolioRisk {
    double sigma = domain::kMissing;
    double variance = domain::kMissing;
    double factor_variance = domain::kMissing;   ///< x'Fx
    double specific_variance = domain::kMissing; ///< h'Dh
    std::vector<double> exposure;                ///< K: x
    std::vector<double> factor_contribution;     ///< K; sum + specific_contribution = sigma to rounding
    double specific_contribution = domain::kMissing;
    std::vector<double> marginal;          ///< N; NaN for a name that the model does not cover
    std::vector<double> name_contribution; ///< N: h_n * marginal_n; sums to sigma; 0 where h_n = 0
    std::vector<std::size_t> left_out;     ///< names with a holding but without group, style or specific risk
};

/// `section`: group, group_count and styles of the date (an empty style span = exposure 0 for every name);
/// `covariance`: K x K in the column order of cross_section.h; `specific`: N deviations; `weights`: N (NaN =
/// 0), cash is what is missing to 1 and has no risk; `benchmark`: N or empty. Holdings of names in left_out
/// do not count. A factor with NaN covariance is harmless while nothing is exposed to it; otherwise the risk
/// is NaN. sigma = 0 gives contributions of 0.
[[nodiscard]] PortfolioRisk portfolioRisk(const CrossSection& section, domain::MatrixView covariance,
                                          std::span<const double> specific, std::span<const double> weights,
                                          std::span<const double> benchmark = {});

/// The same for a model whose exposures are a table: `exposures` N x K; a row with a NaN is a name that the
/// model does not cover. `covariance` K x K without NaN.
[[nodiscard]] PortfolioRisk portfolioRisk(domain::MatrixView exposures, domain::MatrixView covariance,
                                          std::span<const double> specific, std::span<const double> weights,
                                          std::span<const double> benchmark = {});

/// N x K table of the exposures of a cross-section: country 1, the group's dummy, styles; an empty style span
/// gives 0. Rows of names without a group or with a missing style are NaN.
[[nodiscard]] domain::Matrix exposureTable(const CrossSection& section);

} // namespace nautilus::factor

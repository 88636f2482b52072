#pragma once
// Portfolios that risk forecasts are tested with. Weights per name; none of them reads a return.

#include "engines/factor/kernel/cross_section.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace nautilus::factor {

/// `count` of the names with a cap and in the universe (all of them if fewer), drawn without replacement,
/// weighted by cap to sum 1. A name's lot depends on (seed, portfolio, id of the name) alone, so a portfolio
/// changes from date to date only where names come and go. `ids`: N.
[[nodiscard]] std::vector<double> randomPortfolio(std::uint64_t seed, std::uint64_t portfolio,
                                                  std::size_t count, std::span<const std::int64_t> ids,
                                                  std::span<const double> cap,
                                                  std::span<const std::uint8_t> in_universe);

/// The fifth with the highest exposure, cap-weighted to 1, less the fifth with the lowest. All 0 with fewer
/// than five names.
[[nodiscard]] std::vector<double> stylePortfolio(std::span<const double> exposure,
                                                 std::span<const double> cap,
                                                 std::span<const std::uint8_t> in_universe);

/// Names of one group, cap-weighted to 1; all 0 without one.
[[nodiscard]] std::vector<double> groupPortfolio(std::span<const std::int32_t> group, std::int32_t which,
                                                 std::span<const double> cap,
                                                 std::span<const std::uint8_t> in_universe);

/// Portfolios of least risk for an expected return of 1: V^-1 a / (a'V^-1 a) with V = X F X' + diag(s^2),
/// over the names in the universe with exposures and a specific risk > 0; the others get 0. Prepared once for
/// many alphas. (Markowitz 1952; Woodbury's identity, so that F need not have an inverse.)
class LeastRisk {
public:
    /// `exposures` N x K, `covariance` K x K: factors without a covariance must have exposure 0.
    /// `in_universe`: N, empty = all.
    LeastRisk(domain::MatrixView exposures, domain::MatrixView covariance, std::span<const double> specific,
              std::span<const std::uint8_t> in_universe = {});
    ~LeastRisk();
    LeastRisk(const LeastRisk&) = delete;
    LeastRisk& operator=(const LeastRisk&) = delete;
    /// `alpha`: N numbers. All 0 if no name takes part.
    [[nodiscard]] std::vector<double> weights(std::span<const double> alpha) const;

private:
    struct Prepared;
    std::unique_ptr<Prepared> prepared_;
};

/// The same over factors alone: exposures x of least risk for an expected return of 1, NaN rows of F get 0.
/// `covariance` K x K, `alpha` K. With `groups` > 0 column 0 is the country and columns 1 .. groups are
/// industries: every portfolio of stocks has as much of the country as of all industries together, so x_0 =
/// SUM x_g and the alpha of the country is not read.
[[nodiscard]] std::vector<double> leastRiskFactors(domain::MatrixView covariance,
                                                   std::span<const double> alpha, std::size_t groups = 0);

} // namespace nautilus::factor

#pragma once
// Joint factor returns: one weighted regression per date on country, industries and styles.
//
//   r_n = f_c + f_{group(n)} + SUM_s X_ns f_s + u_n,   weights v_n = sqrt(market cap_n),
//   SUM_g w_g f_g = 0, w = cap weights of the groups (or equal weights)
// (USE4-style fundamental cross-sectional model; USE4 Methodology Notes, cross-sectional regression.) Groups
// partition the names, so the constrained fit is found by removing weighted group means from returns and
// styles: b = A^-1 Z'Vy; group intercepts a_g = mean_g(r) - mean_g(x)'b; f_c = SUM w_g a_g; f_g = a_g - f_c.
// This equals the restriction-matrix solution f = Q (Q'X'VXQ)^-1 Q'X'V r whichever group Q eliminates. t = f
// / se, sigma2 = SUM v u^2 / (n - free parameters), free parameters = groups present + rank of A. VIF of a
// style = 1/(1 - R2) of its weighted regression on country, groups and the other styles. Groups without a
// name in the fit: NaN, weight left out. Styles that take no part: NaN. Rank deficient styles: minimum-norm
// b, t-statistic and VIF NaN for those that the data do not determine. No name in the fit: everything NaN. n
// <= free parameters: returns stand, t-statistics are NaN.

#include "engines/factor/kernel/cross_section.h"

#include <memory>

namespace nautilus::factor {

/// Own rule for the constraint when CrossSection::constraint_weights is empty.
enum class GroupConstraint {
    CapWeighted, ///< w_g = cap of the names in the fit
    PlainSum     ///< w_g = 1
};

struct JointOptions {
    GroupConstraint constraint = GroupConstraint::CapWeighted;
};

/// One date at a time, reusable: no allocation once the sizes have been seen. Not shared between threads.
class JointEstimator {
public:
    JointEstimator();
    ~JointEstimator();
    JointEstimator(JointEstimator&&) noexcept;
    JointEstimator& operator=(JointEstimator&&) noexcept;

    FitQuality fit(const CrossSection& section, const JointOptions& options, const FitOutput& out);

    /// Pure factor portfolios of the last fit: K x N weights Omega with f = Omega r. Row k has unit exposure
    /// to factor k and none to the others (groups: subject to the constraint). Rows of factors without a
    /// return are NaN; columns of names outside the fit are 0.
    [[nodiscard]] domain::Matrix purePortfolios() const;

private:
    struct Workspace;
    std::unique_ptr<Workspace> workspace_;
};

/// Every row of `rows` of the panel. Rows before exposure_lag are NaN.
[[nodiscard]] FactorReturnPanel jointReturns(const FactorPanel& panel, const JointOptions& options,
                                             RowRange rows, const ParallelFor& parallel,
                                             bool with_residuals = false);

} // namespace nautilus::factor

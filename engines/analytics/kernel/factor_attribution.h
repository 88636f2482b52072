#pragma once
// What each factor gave to a portfolio's return, or to its active return, in one period.

#include <Eigen/Core>

namespace nautilus::analytics {

/// Effect of factor k = (SUM_n w_n x_nk) f_k; specific = SUM w r - SUM of the effects, so that the parts add
/// up to the return whatever the model (Grinold and Kahn 2000, chapter 17). Periods are linked by
/// linkEffects.
struct FactorEffects {
    Eigen::VectorXd effects;  ///< K
    Eigen::VectorXd exposure; ///< K, of the portfolio
    double specific;
    double total; ///< SUM w r
};
/// `weights` (active weights for the active return) and `exposures` (N x K) as of the start of the period,
/// returns over it. A position of weight 0 takes no part, whatever its figures; a NaN in another spreads.
[[nodiscard]] FactorEffects factorEffects(const Eigen::Ref<const Eigen::VectorXd>& weights,
                                          const Eigen::Ref<const Eigen::MatrixXd>& exposures,
                                          const Eigen::Ref<const Eigen::VectorXd>& returns,
                                          const Eigen::Ref<const Eigen::VectorXd>& factor_returns);

} // namespace nautilus::analytics

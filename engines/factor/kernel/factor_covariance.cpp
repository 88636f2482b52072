#include "engines/factor/kernel/factor_covariance.h"

namespace nautilus::factor {

numerics::SplitHalfLifeOptions covarianceOptions(RiskHorizon horizon) {
    numerics::SplitHalfLifeOptions options;
    options.volatility_half_life = horizon == RiskHorizon::Short ? 84 : 252;
    return options;
}

domain::Matrix factorCovariance(domain::MatrixView factor_returns, RiskHorizon horizon) {
    const Eigen::MatrixXd f = numerics::splitHalfLifeCovariance(factor_returns, covarianceOptions(horizon));
    const std::size_t k = factor_returns.columns;
    domain::Matrix result(k, k);
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j)
            result.at(i, j) = f(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    return result;
}

} // namespace nautilus::factor

#include "engines/factor/kernel/factor_covariance.h"

#include "engines/numerics/eigenfactor.h"

namespace nautilus::factor {
namespace {

using Eigen::Index;

std::vector<std::size_t> knownFactors(const domain::Matrix& covariance) {
    std::vector<std::size_t> known;
    for (std::size_t k = 0; k < covariance.rows(); ++k)
        if (!std::isnan(covariance.at(k, k))) known.push_back(k);
    return known;
}

Eigen::MatrixXd partOf(const domain::Matrix& covariance, const std::vector<std::size_t>& known) {
    const auto size = static_cast<Index>(known.size());
    Eigen::MatrixXd part(size, size);
    for (Index i = 0; i < size; ++i)
        for (Index j = 0; j < size; ++j)
            part(i, j) =
                covariance.at(known[static_cast<std::size_t>(i)], known[static_cast<std::size_t>(j)]);
    return part;
}

} // namespace

numerics::SplitHalfLifeOptions covarianceOptions(RiskHorizon horizon, bool newey_west) {
    numerics::SplitHalfLifeOptions options;
    options.volatility_half_life = horizon == RiskHorizon::Short ? 84 : 252;
    if (!newey_west) options.volatility_lags = options.correlation_lags = 0;
    return options;
}

domain::Matrix factorCovariance(domain::MatrixView factor_returns, RiskHorizon horizon, bool newey_west,
                                bool* repaired) {
    const Eigen::MatrixXd f =
        numerics::splitHalfLifeCovariance(factor_returns, covarianceOptions(horizon, newey_west), repaired);
    const std::size_t k = factor_returns.columns;
    domain::Matrix result(k, k);
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j)
            result.at(i, j) = f(static_cast<Index>(i), static_cast<Index>(j));
    return result;
}

std::vector<double> eigenfactorBias(const domain::Matrix& covariance, std::size_t rows, RiskHorizon horizon,
                                    bool newey_west, std::size_t simulations, const ParallelFor& parallel) {
    const auto options = covarianceOptions(horizon, newey_west);
    const auto estimate = [&](domain::MatrixView series) {
        return numerics::splitHalfLifeCovariance(series, options);
    };
    numerics::EigenfactorOptions drawn;
    drawn.simulations = simulations;
    const Eigen::VectorXd bias = numerics::eigenfactorBias(partOf(covariance, knownFactors(covariance)), rows,
                                                           estimate, drawn, parallel);
    return {bias.data(), bias.data() + bias.size()};
}

domain::Matrix eigenfactorAdjusted(const domain::Matrix& covariance, const std::vector<double>& bias) {
    const auto known = knownFactors(covariance);
    const Eigen::MatrixXd adjusted = numerics::eigenfactorAdjusted(
        partOf(covariance, known),
        Eigen::Map<const Eigen::VectorXd>(bias.data(), static_cast<Index>(bias.size())));
    domain::Matrix result = covariance;
    for (std::size_t i = 0; i < known.size(); ++i)
        for (std::size_t j = 0; j < known.size(); ++j)
            result.at(known[i], known[j]) = adjusted(static_cast<Index>(i), static_cast<Index>(j));
    return result;
}

} // namespace nautilus::factor

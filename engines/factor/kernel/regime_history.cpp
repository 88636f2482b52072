#include "engines/factor/kernel/regime_history.h"

#include "engines/numerics/volatility_path.h"

#include <cmath>

namespace nautilus::factor {
namespace {

constexpr std::size_t kLeastResiduals = 60;

std::vector<double> factorBias(domain::MatrixView returns, const numerics::SplitHalfLifeOptions& options) {
    std::vector<numerics::VarianceRecursion> factors(
        returns.columns, numerics::VarianceRecursion({options.volatility_half_life, options.volatility_lags,
                                                      true, options.min_observations}));
    std::vector<double> out(returns.rows, domain::kMissing);
    for (std::size_t t = 0; t < returns.rows; ++t) {
        double sum = 0, count = 0;
        for (std::size_t k = 0; k < returns.columns; ++k) {
            const double f = returns.at(t, k), forecast = factors[k].variance();
            if (!std::isnan(f) && forecast > 0) {
                sum += f * f / forecast;
                count += 1;
            }
            factors[k].push(f);
        }
        if (count > 0) out[t] = std::sqrt(sum / count);
    }
    return out;
}

std::vector<double> specificBias(domain::MatrixView residuals, domain::MatrixView cap,
                                 const SpecificRiskOptions& options, const ParallelFor& parallel) {
    domain::Matrix squares(residuals.rows, residuals.columns);
    parallel(residuals.columns, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            SpecificRiskHistory history(1, options);
            for (std::size_t t = 0; t < residuals.rows; ++t) {
                const double u = residuals.at(t, n);
                const double s = history.count(0) < kLeastResiduals
                                     ? domain::kMissing
                                     : history.timeSeries(0, options.serial_correction);
                if (s > 0) squares.at(t, n) = u * u / (s * s);
                history.push(0, u);
            }
        }
    });
    std::vector<double> out(residuals.rows, domain::kMissing);
    for (std::size_t t = 0; t < residuals.rows; ++t) {
        double sum = 0, mass = 0;
        for (std::size_t n = 0; n < residuals.columns; ++n) {
            const double square = squares.at(t, n), weight = cap.at(t, n);
            if (std::isnan(square) || !(weight > 0)) continue;
            sum += weight * square;
            mass += weight;
        }
        if (mass > 0) out[t] = std::sqrt(sum / mass);
    }
    return out;
}

} // namespace

double regimeHalfLife(RiskHorizon horizon) {
    return horizon == RiskHorizon::Short ? 42 : 168;
}

RegimeHistory regimeHistory(domain::MatrixView returns, domain::MatrixView residuals, domain::MatrixView cap,
                            const numerics::SplitHalfLifeOptions& covariance,
                            const SpecificRiskOptions& specific, const ParallelFor& parallel) {
    return {factorBias(returns, covariance), specificBias(residuals, cap, specific, parallel)};
}

} // namespace nautilus::factor

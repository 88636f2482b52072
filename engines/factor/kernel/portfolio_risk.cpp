#include "engines/factor/kernel/portfolio_risk.h"

#include <cmath>

namespace nautilus::factor {
namespace {

double orZero(double x) {
    return std::isnan(x) ? 0.0 : x;
}

bool covered(const CrossSection& section, std::span<const double> specific, std::size_t n) {
    if (section.group[n] < 0 || section.group[n] >= static_cast<std::int32_t>(section.group_count))
        return false;
    if (std::isnan(specific[n])) return false;
    for (const std::span<const double> style : section.styles)
        if (!style.empty() && std::isnan(style[n])) return false;
    return true;
}

/// Calls body(column, exposure) for the factors of one covered name.
template <class Body>
void forEachExposure(const CrossSection& section, std::size_t n, Body body) {
    body(0, 1.0);
    body(1 + static_cast<std::size_t>(section.group[n]), 1.0);
    for (std::size_t s = 0; s < section.styles.size(); ++s)
        if (!section.styles[s].empty()) body(1 + section.group_count + s, section.styles[s][n]);
}

/// F x; a factor that nothing is exposed to does not enter, whatever its covariance.
std::vector<double> covarianceTimes(domain::MatrixView covariance, const std::vector<double>& x) {
    std::vector<double> result(x.size(), 0.0);
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t j = 0; j < x.size(); ++j)
            if (x[j] != 0.0) result[i] += covariance.at(i, j) * x[j];
    return result;
}

} // namespace

PortfolioRisk portfolioRisk(const CrossSection& section, domain::MatrixView covariance,
                            std::span<const double> specific, std::span<const double> weights,
                            std::span<const double> benchmark) {
    const std::size_t names = weights.size();
    const std::size_t factors = 1 + section.group_count + section.styles.size();
    PortfolioRisk risk;
    risk.exposure.assign(factors, 0.0);
    std::vector<double> holding(names, 0.0);
    std::vector<unsigned char> usable(names, 0);
    risk.specific_variance = 0;
    for (std::size_t n = 0; n < names; ++n) {
        const double h = orZero(weights[n]) - (benchmark.empty() ? 0.0 : orZero(benchmark[n]));
        usable[n] = covered(section, specific, n) ? 1 : 0;
        if (usable[n] == 0 && h != 0.0) risk.left_out.push_back(n);
        if (usable[n] == 0) continue;
        holding[n] = h;
        forEachExposure(section, n, [&](std::size_t k, double x) { risk.exposure[k] += h * x; });
        risk.specific_variance += h * specific[n] * h * specific[n];
    }
    const std::vector<double> fx = covarianceTimes(covariance, risk.exposure);
    risk.factor_variance = 0;
    for (std::size_t k = 0; k < factors; ++k)
        if (risk.exposure[k] != 0.0) risk.factor_variance += risk.exposure[k] * fx[k];
    risk.variance = risk.factor_variance + risk.specific_variance;
    risk.sigma = std::sqrt(risk.variance);
    const double scale = risk.sigma == 0.0 ? 0.0 : 1.0 / risk.sigma;
    for (std::size_t k = 0; k < factors; ++k)
        risk.factor_contribution.push_back(risk.exposure[k] == 0.0 ? 0.0 : risk.exposure[k] * fx[k] * scale);
    risk.specific_contribution = risk.specific_variance * scale;
    risk.marginal.assign(names, domain::kMissing);
    risk.name_contribution.assign(names, 0.0);
    for (std::size_t n = 0; n < names; ++n) {
        if (usable[n] == 0) continue;
        double slope = specific[n] * specific[n] * holding[n];
        forEachExposure(section, n, [&](std::size_t k, double x) { slope += x != 0.0 ? x * fx[k] : 0.0; });
        risk.marginal[n] = slope * scale;
        if (holding[n] != 0.0) risk.name_contribution[n] = holding[n] * risk.marginal[n];
    }
    return risk;
}

} // namespace nautilus::factor

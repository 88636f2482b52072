#include "engines/factor/kernel/portfolio_risk.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {
namespace {

double orZero(double x) {
    return std::isnan(x) ? 0.0 : x;
}

/// A fundamental cross-section: country, one group, styles.
struct SectionExposures {
    const CrossSection& section;

    [[nodiscard]] std::size_t factors() const { return 1 + section.group_count + section.styles.size(); }
    [[nodiscard]] bool known(std::size_t n) const {
        if (section.group[n] < 0 || section.group[n] >= static_cast<std::int32_t>(section.group_count))
            return false;
        for (const std::span<const double> style : section.styles)
            if (!style.empty() && std::isnan(style[n])) return false;
        return true;
    }
    /// Calls body(column, exposure) for the factors of one name.
    template <class Body>
    void forEach(std::size_t n, Body body) const {
        body(0, 1.0);
        body(1 + static_cast<std::size_t>(section.group[n]), 1.0);
        for (std::size_t s = 0; s < section.styles.size(); ++s)
            if (!section.styles[s].empty()) body(1 + section.group_count + s, section.styles[s][n]);
    }
};

/// A table of exposures.
struct TableExposures {
    domain::MatrixView table;

    [[nodiscard]] std::size_t factors() const { return table.columns; }
    [[nodiscard]] bool known(std::size_t n) const {
        for (const double x : table.row(n))
            if (std::isnan(x)) return false;
        return true;
    }
    template <class Body>
    void forEach(std::size_t n, Body body) const {
        for (std::size_t k = 0; k < table.columns; ++k)
            body(k, table.at(n, k));
    }
};

/// F x; a factor that nothing is exposed to does not enter, whatever its covariance.
std::vector<double> covarianceTimes(domain::MatrixView covariance, const std::vector<double>& x) {
    std::vector<double> result(x.size(), 0.0);
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t j = 0; j < x.size(); ++j)
            if (x[j] != 0.0) result[i] += covariance.at(i, j) * x[j];
    return result;
}

template <class Exposures>
PortfolioRisk riskOf(const Exposures& exposures, domain::MatrixView covariance,
                     std::span<const double> specific, std::span<const double> weights,
                     std::span<const double> benchmark) {
    const std::size_t names = weights.size();
    const std::size_t factors = exposures.factors();
    PortfolioRisk risk;
    risk.exposure.assign(factors, 0.0);
    std::vector<double> holding(names, 0.0);
    std::vector<unsigned char> usable(names, 0);
    risk.specific_variance = 0;
    for (std::size_t n = 0; n < names; ++n) {
        const double h = orZero(weights[n]) - (benchmark.empty() ? 0.0 : orZero(benchmark[n]));
        usable[n] = !std::isnan(specific[n]) && exposures.known(n) ? 1 : 0;
        if (usable[n] == 0 && h != 0.0) risk.left_out.push_back(n);
        if (usable[n] == 0) continue;
        holding[n] = h;
        exposures.forEach(n, [&](std::size_t k, double x) { risk.exposure[k] += h * x; });
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
        exposures.forEach(n, [&](std::size_t k, double x) { slope += x != 0.0 ? x * fx[k] : 0.0; });
        risk.marginal[n] = slope * scale;
        if (holding[n] != 0.0) risk.name_contribution[n] = holding[n] * risk.marginal[n];
    }
    return risk;
}

} // namespace

PortfolioRisk portfolioRisk(const CrossSection& section, domain::MatrixView covariance,
                            std::span<const double> specific, std::span<const double> weights,
                            std::span<const double> benchmark) {
    return riskOf(SectionExposures{section}, covariance, specific, weights, benchmark);
}

PortfolioRisk portfolioRisk(domain::MatrixView exposures, domain::MatrixView covariance,
                            std::span<const double> specific, std::span<const double> weights,
                            std::span<const double> benchmark) {
    return riskOf(TableExposures{exposures}, covariance, specific, weights, benchmark);
}

domain::Matrix exposureTable(const CrossSection& section) {
    const SectionExposures exposures{section};
    domain::Matrix table(section.group.size(), exposures.factors());
    for (std::size_t n = 0; n < table.rows(); ++n) {
        if (!exposures.known(n)) continue;
        std::ranges::fill(table.row(n), 0.0);
        exposures.forEach(n, [&](std::size_t k, double x) { table.at(n, k) = x; });
    }
    return table;
}

} // namespace nautilus::factor

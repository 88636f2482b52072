#include "engines/factor/kernel/specific_risk.h"

#include "engines/numerics/covariance.h"
#include "engines/numerics/least_squares.h"
#include "engines/numerics/moments.h"
#include "engines/numerics/quantile.h"
#include "engines/numerics/weights.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {
namespace {

constexpr double kLeastCorrection = 0.25;
constexpr double kMostCorrection = 4.0;
/// Interquartile range of a normal distribution in units of its deviation (the notes' rounded figure).
constexpr double kNormalRange = 1.35;

/// C_NW: the long-run variance in units of the plain one, both with the autocorrelation half-life.
double serialCorrection(std::span<const double> u, const SpecificRiskOptions& options) {
    numerics::NeweyWestOptions long_run{options.autocorrelation_half_life, options.lags, false};
    numerics::NeweyWestOptions plain{options.autocorrelation_half_life, 0, false};
    const domain::MatrixView view{u.data(), u.size(), 1};
    const double ratio = numerics::neweyWestCovariance(view, long_run)(0, 0) /
                         numerics::neweyWestCovariance(view, plain)(0, 0);
    return std::isfinite(ratio) ? std::clamp(ratio, kLeastCorrection, kMostCorrection) : 1.0;
}

double timeSeriesRisk(std::span<const double> u, std::span<const double> weights,
                      const SpecificRiskOptions& options) {
    double sum = 0, mass = 0;
    std::size_t count = 0;
    for (std::size_t t = 0; t < u.size(); ++t) {
        if (std::isnan(u[t])) continue;
        sum += weights[t] * u[t] * u[t];
        mass += weights[t];
        ++count;
    }
    return count < 2 ? domain::kMissing : std::sqrt(serialCorrection(u, options) * sum / mass);
}

double blendWeight(std::span<const double> u, std::vector<double>& scratch) {
    const numerics::Moments m = numerics::moments(u);
    const double range = numerics::quantile(u, 0.75, numerics::QuantileRule::Linear, scratch) -
                         numerics::quantile(u, 0.25, numerics::QuantileRule::Linear, scratch);
    const double robust = range / kNormalRange;
    if (!(robust > 0)) return 0.0;
    const double z = std::abs((m.deviation - robust) / robust);
    const double history = std::clamp((static_cast<double>(m.count) - 60.0) / 120.0, 0.0, 1.0);
    return history * std::clamp(std::exp(1.0 - z), 0.0, 1.0);
}

/// Group dummies and styles per name; a name without all of them has no row.
class Exposures {
public:
    explicit Exposures(const CrossSection& section) : section_(section) {
        for (const std::span<const double> style : section.styles)
            if (!style.empty()) styles_.push_back(style);
    }

    [[nodiscard]] bool known(std::size_t n) const {
        if (section_.group[n] < 0 || section_.group[n] >= static_cast<std::int32_t>(section_.group_count))
            return false;
        return std::none_of(styles_.begin(), styles_.end(), [&](auto x) { return std::isnan(x[n]); });
    }
    [[nodiscard]] std::size_t parameters() const { return section_.group_count + styles_.size(); }
    void write(std::size_t n, Eigen::Ref<Eigen::RowVectorXd> row) const {
        row.setZero();
        row(section_.group[n]) = 1.0;
        for (std::size_t k = 0; k < styles_.size(); ++k)
            row(static_cast<Eigen::Index>(section_.group_count + k)) = styles_[k][n];
    }

private:
    const CrossSection& section_;
    std::vector<std::span<const double>> styles_;
};

/// Names on which the structural model is estimated.
std::vector<std::size_t> teachers(const Exposures& exposures, const CrossSection& section,
                                  const SpecificRisk& risk) {
    std::vector<std::size_t> names;
    for (std::size_t n = 0; n < risk.blend.size(); ++n)
        if (risk.blend[n] >= 1.0 && risk.time_series[n] > 0 && section.market_cap[n] > 0 &&
            exposures.known(n))
            names.push_back(n);
    return names;
}

void addStructural(const CrossSection& section, SpecificRisk& risk) {
    const Exposures exposures(section);
    const std::vector<std::size_t> names = teachers(exposures, section, risk);
    if (names.size() < 2 * exposures.parameters() || names.empty()) return;
    const auto rows = static_cast<Eigen::Index>(names.size());
    const auto columns = static_cast<Eigen::Index>(exposures.parameters());
    Eigen::MatrixXd x(rows, columns);
    Eigen::VectorXd y(rows), w(rows);
    Eigen::RowVectorXd row(columns);
    for (Eigen::Index i = 0; i < rows; ++i) {
        const std::size_t n = names[static_cast<std::size_t>(i)];
        exposures.write(n, row);
        x.row(i) = row;
        y(i) = std::log(risk.time_series[n]);
        w(i) = std::sqrt(section.market_cap[n]);
    }
    const Eigen::VectorXd b = numerics::weightedLeastSquares(x, y, w).coefficients;
    double observed = 0, fitted = 0;
    for (Eigen::Index i = 0; i < rows; ++i) {
        const std::size_t n = names[static_cast<std::size_t>(i)];
        observed += section.market_cap[n] * risk.time_series[n];
        fitted += section.market_cap[n] * std::exp(x.row(i).dot(b));
    }
    std::vector<std::uint8_t> taught(section.group_count, 0);
    for (const std::size_t n : names)
        taught[static_cast<std::size_t>(section.group[n])] = 1;
    for (std::size_t n = 0; n < risk.structural.size(); ++n) {
        // A group nobody taught has no intercept: its fit would be an invention.
        if (!exposures.known(n) || taught[static_cast<std::size_t>(section.group[n])] == 0) continue;
        exposures.write(n, row);
        risk.structural[n] = observed / fitted * std::exp(row.dot(b));
    }
}

} // namespace

SpecificRiskOptions specificRiskOptions(RiskHorizon horizon) {
    SpecificRiskOptions options;
    options.half_life = horizon == RiskHorizon::Short ? 84 : 252;
    return options;
}

SpecificRisk specificRisk(domain::MatrixView residuals, const CrossSection& section,
                          const SpecificRiskOptions& options, const ParallelFor& parallel) {
    const std::size_t names = residuals.columns;
    const std::vector<double> none(names, domain::kMissing);
    SpecificRisk result{none, none, none, std::vector<double>(names, 0.0)};
    const std::vector<double> weights = numerics::expWeights(residuals.rows, options.half_life);
    parallel(names, [&](std::size_t begin, std::size_t end) {
        std::vector<double> u(residuals.rows), scratch;
        for (std::size_t n = begin; n < end; ++n) {
            for (std::size_t t = 0; t < residuals.rows; ++t)
                u[t] = residuals.at(t, n);
            result.time_series[n] = timeSeriesRisk(u, weights, options);
            if (!std::isnan(result.time_series[n])) result.blend[n] = blendWeight(u, scratch);
        }
    });
    addStructural(section, result);
    for (std::size_t n = 0; n < names; ++n) {
        const double own = result.time_series[n], model = result.structural[n], g = result.blend[n];
        if (std::isnan(model))
            result.risk[n] = own;
        else
            result.risk[n] = std::isnan(own) ? model : g * own + (1.0 - g) * model;
    }
    return result;
}

} // namespace nautilus::factor

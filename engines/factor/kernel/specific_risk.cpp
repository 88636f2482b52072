#include "engines/factor/kernel/specific_risk.h"

#include "engines/factor/kernel/cap_shrinkage.h"
#include "engines/numerics/least_squares.h"
#include "engines/numerics/volatility_path.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {
namespace {

constexpr double kLeastCorrection = 0.25;
constexpr double kMostCorrection = 4.0;
/// Interquartile range of a normal distribution in units of its deviation (the notes' rounded figure).
constexpr double kNormalRange = 1.35;

/// Linear quantile of sorted values.
double sortedQuantile(const std::vector<double>& sorted, double p) {
    const double place = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
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

/// The blend of both parts, or the one that there is.
void mix(SpecificRisk& risk) {
    for (std::size_t n = 0; n < risk.risk.size(); ++n) {
        const double own = risk.time_series[n], model = risk.structural[n], g = risk.blend[n];
        if (std::isnan(model))
            risk.risk[n] = own;
        else
            risk.risk[n] = std::isnan(own) ? model : g * own + (1.0 - g) * model;
    }
}

} // namespace

struct SpecificRiskHistory::Name {
    explicit Name(const SpecificRiskOptions& options)
        : serial({options.autocorrelation_half_life, options.lags, false, 1}),
          decay(options.half_life > 0 ? std::exp2(-1.0 / options.half_life) : 1.0) {}

    void push(double u) {
        serial.push(u);
        squares *= decay;
        mass *= decay;
        if (std::isnan(u)) return;
        squares += u * u;
        mass += 1;
        sorted.insert(std::ranges::upper_bound(sorted, u), u);
        const double gap = u - mean;
        mean += gap / static_cast<double>(sorted.size());
        spread += gap * (u - mean);
    }

    /// C_NW: the long-run variance in units of the plain one, both with the autocorrelation half-life.
    [[nodiscard]] double serialCorrection() const {
        const double ratio = serial.correction();
        return std::isfinite(ratio) ? std::clamp(ratio, kLeastCorrection, kMostCorrection) : 1.0;
    }

    [[nodiscard]] double blendWeight() const {
        const double robust = (sortedQuantile(sorted, 0.75) - sortedQuantile(sorted, 0.25)) / kNormalRange;
        if (!(robust > 0)) return 0.0;
        const double count = static_cast<double>(sorted.size());
        const double z = std::abs((std::sqrt(spread / (count - 1.0)) - robust) / robust);
        return std::clamp((count - 60.0) / 120.0, 0.0, 1.0) * std::clamp(std::exp(1.0 - z), 0.0, 1.0);
    }

    numerics::VarianceRecursion serial;
    double decay = 1;
    double squares = 0, mass = 0; ///< exponentially weighted
    double mean = 0, spread = 0;  ///< equal weights: mean and sum of squares about it
    std::vector<double> sorted;   ///< every value seen
};

SpecificRiskHistory::SpecificRiskHistory(std::size_t names, const SpecificRiskOptions& options)
    : names_(names, Name(options)) {}
SpecificRiskHistory::~SpecificRiskHistory() = default;
SpecificRiskHistory::SpecificRiskHistory(SpecificRiskHistory&&) noexcept = default;
SpecificRiskHistory& SpecificRiskHistory::operator=(SpecificRiskHistory&&) noexcept = default;

void SpecificRiskHistory::push(std::size_t name, double residual) {
    names_[name].push(residual);
}

std::size_t SpecificRiskHistory::count(std::size_t name) const {
    return names_[name].sorted.size();
}

double SpecificRiskHistory::timeSeries(std::size_t name, bool serial_correction) const {
    const Name& each = names_[name];
    if (each.sorted.size() < 2) return domain::kMissing;
    return std::sqrt((serial_correction ? each.serialCorrection() : 1.0) * each.squares / each.mass);
}

SpecificRisk SpecificRiskHistory::timeSeriesPart(bool serial_correction) const {
    const std::vector<double> none(names_.size(), domain::kMissing);
    SpecificRisk result{none, none, none, std::vector<double>(names_.size(), 0.0), {}};
    for (std::size_t n = 0; n < names_.size(); ++n) {
        result.time_series[n] = timeSeries(n, serial_correction);
        if (!std::isnan(result.time_series[n])) result.blend[n] = names_[n].blendWeight();
    }
    return result;
}

void completeSpecificRisk(SpecificRisk& risk, const CrossSection& section,
                          const SpecificRiskOptions& options) {
    if (options.structural) addStructural(section, risk);
    mix(risk);
    if (!options.shrinkage) return;
    CapShrinkage shrunk = shrinkByCap(risk.risk, section.market_cap);
    risk.risk = std::move(shrunk.risk);
    risk.shrinkage = std::move(shrunk.weight);
}

SpecificRiskOptions specificRiskOptions(RiskHorizon horizon) {
    SpecificRiskOptions options;
    options.half_life = horizon == RiskHorizon::Short ? 84 : 252;
    return options;
}

SpecificRisk specificRisk(domain::MatrixView residuals, const CrossSection& section,
                          const SpecificRiskOptions& options, const ParallelFor& parallel) {
    SpecificRiskHistory history(residuals.columns, options);
    parallel(residuals.columns, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n)
            for (std::size_t t = 0; t < residuals.rows; ++t)
                history.push(n, residuals.at(t, n));
    });
    SpecificRisk result = history.timeSeriesPart(options.serial_correction);
    completeSpecificRisk(result, section, options);
    return result;
}

} // namespace nautilus::factor

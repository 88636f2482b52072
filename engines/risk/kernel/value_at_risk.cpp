#include "engines/risk/kernel/value_at_risk.h"

#include "engines/numerics/normal.h"
#include "engines/numerics/tail_loss.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::risk {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr TailRisk kNone{kNan, kNan};

bool usable(double spread, double confidence) {
    return spread >= 0 && confidence > 0 && confidence < 1;
}

struct Expansion {
    double skewness, kurtosis;
    [[nodiscard]] double operator()(double z) const {
        const double s = skewness, cube = z * z * z;
        return z + (z * z - 1) * s / 6 + (cube - 3 * z) * kurtosis / 24 - (2 * cube - 5 * z) * s * s / 36;
    }
    /// The slope a z^2 + b z + c is nowhere negative.
    [[nodiscard]] bool monotone() const {
        const double a = kurtosis / 8 - skewness * skewness / 6, b = skewness / 3;
        const double c = 1 - kurtosis / 8 + 5 * skewness * skewness / 36;
        return a > 0 ? b * b <= 4 * a * c : a == 0 && b == 0 && c >= 0;
    }
    /// Mean over z below `edge` times the share of the tail; the moments of the normal below an edge follow
    /// from one another by parts, E[z^n; z<e] = (n-1) E[z^(n-2); z<e] - e^(n-1) phi(e).
    [[nodiscard]] double tailIntegral(double edge) const {
        const double density = numerics::normalDensity(edge), m0 = numerics::normalCdf(edge);
        const double m1 = -density, m2 = m0 - edge * density, m3 = 2 * m1 - edge * edge * density;
        const double s = skewness;
        return m1 + (m2 - m0) * s / 6 + (m3 - 3 * m1) * kurtosis / 24 - (2 * m3 - 5 * m1) * s * s / 36;
    }
};

} // namespace

TailRisk normalRisk(double mean, double deviation, double confidence, Horizon horizon) {
    if (!usable(deviation, confidence)) return kNone;
    const double z = -numerics::normalQuantile(1 - confidence),
                 spread = deviation * std::sqrt(horizon.periods);
    const double drift = mean * horizon.periods;
    return {spread * z - drift, spread * numerics::normalDensity(z) / (1 - confidence) - drift};
}

CornishFisher cornishFisherRisk(double mean, double deviation, double skewness, double excess_kurtosis,
                                double confidence, Horizon horizon) {
    if (!usable(deviation, confidence)) return {kNone, kNan, false};
    const double h = horizon.periods, spread = deviation * std::sqrt(h);
    const Expansion expansion{skewness / std::sqrt(h), excess_kurtosis / h};
    const double z = numerics::normalQuantile(1 - confidence), w = expansion(z);
    const TailRisk risk{-mean * h - spread * w,
                        -mean * h - spread * expansion.tailIntegral(z) / (1 - confidence)};
    return {risk, w, expansion.monotone()};
}

TailRisk studentRisk(double location, double scale, double degrees, double confidence, Horizon horizon) {
    if (!usable(scale, confidence) || !(degrees > 1)) return kNone;
    const double t = numerics::studentQuantile(1 - confidence, degrees);
    const double spread = scale * std::sqrt(horizon.periods), drift = location * horizon.periods;
    const double beyond = numerics::studentDensity(t, degrees) * (degrees + t * t) / (degrees - 1);
    return {-spread * t - drift, spread * beyond / (1 - confidence) - drift};
}

TailRisk studentRisk(const numerics::StudentFit& fit, double confidence, Horizon horizon) {
    return studentRisk(fit.location, fit.scale, fit.degrees, confidence, horizon);
}

double studentScale(double deviation, double degrees) {
    return degrees > 2 ? deviation * std::sqrt((degrees - 2) / degrees) : kNan;
}

TailRisk historicalRisk(std::span<const double> returns, double confidence) {
    const auto loss = numerics::tailLoss(returns, 1 - confidence);
    return {loss.value_at_risk, loss.expected_shortfall};
}

std::vector<double> overlappingReturns(std::span<const double> returns, std::size_t periods) {
    if (periods == 0 || returns.size() < periods) return {};
    std::vector<double> out(returns.size() - periods + 1, 1.0);
    for (std::size_t t = 0; t < out.size(); ++t) {
        for (std::size_t k = 0; k < periods; ++k)
            out[t] *= 1 + returns[t + k];
        out[t] -= 1;
    }
    return out;
}

TailRisk ageWeightedRisk(std::span<const double> returns, double decay, double confidence) {
    if (!(decay > 0 && decay <= 1)) return kNone;
    std::vector<double> weights(returns.size());
    double weight = 1;
    for (std::size_t i = returns.size(); i-- > 0; weight *= decay)
        weights[i] = weight;
    const auto loss = numerics::weightedTailLoss(returns, weights, 1 - confidence);
    return {loss.value_at_risk, loss.expected_shortfall};
}

FilteredReturns filteredReturns(std::span<const double> returns, const VolatilityFilter& filter) {
    FilteredReturns out{std::vector<double>(returns.size(), kNan), kNan};
    if (!(filter.lambda > 0 && filter.lambda < 1) || filter.start == 0) return out;
    std::size_t first = 0, seen = 0;
    double variance = 0;
    for (; first < returns.size() && seen < filter.start; ++first) {
        if (std::isnan(returns[first])) continue;
        variance += returns[first] * returns[first];
        ++seen;
    }
    variance /= static_cast<double>(filter.start);
    if (seen < filter.start || !(variance > 0)) return out;
    std::vector<double> before(returns.size(), kNan);
    for (std::size_t t = first; t < returns.size(); ++t) {
        before[t] = std::sqrt(variance);
        if (std::isnan(returns[t])) continue;
        variance = filter.lambda * variance + (1 - filter.lambda) * returns[t] * returns[t];
    }
    out.volatility = std::sqrt(variance);
    for (std::size_t t = first; t < returns.size(); ++t)
        out.returns[t] = returns[t] * out.volatility / before[t];
    return out;
}

TailRisk filteredRisk(std::span<const double> returns, double confidence, const VolatilityFilter& filter) {
    return historicalRisk(filteredReturns(returns, filter).returns, confidence);
}

} // namespace nautilus::risk

#include "engines/risk/kernel/back_tests.h"

#include "engines/numerics/counter_random.h"
#include "engines/risk/kernel/value_at_risk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace nautilus::risk {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// P(X <= k) of a binomial; terms from their logarithms, each from the one before.
double binomialCdf(std::size_t k, std::size_t n, double p) {
    double term = static_cast<double>(n) * std::log1p(-p), sum = 0;
    const double odds = std::log(p) - std::log1p(-p);
    for (std::size_t i = 0; i <= std::min(k, n); ++i) {
        sum += std::exp(term);
        term += odds + std::log(static_cast<double>(n - i)) - std::log(static_cast<double>(i + 1));
    }
    return std::min(sum, 1.0);
}

bool probability(double x) {
    return x > 0 && x < 1;
}

} // namespace

numerics::CoverageTest coverageTest(std::span<const double> returns, std::span<const double> value_at_risk,
                                    double confidence) {
    // +1 or -1 around the threshold 0, NaN where there is no pair.
    std::vector<double> side(std::min(returns.size(), value_at_risk.size()));
    for (std::size_t t = 0; t < side.size(); ++t) {
        const double room = returns[t] + value_at_risk[t];
        side[t] = std::isnan(room) ? kNan : room < 0 ? -1.0 : 1.0;
    }
    if (!probability(confidence)) side.clear();
    return numerics::coverageTest(side, 0.0, 1 - confidence);
}

TrafficLight trafficLight(std::size_t exceptions, std::size_t observations, double confidence) {
    TrafficLight out{Zone::Green, kNan, kNan};
    if (observations == 0 || !probability(confidence)) return out;
    const double p = 1 - confidence;
    out.cumulative = binomialCdf(exceptions, observations, p);
    if (out.cumulative >= 0.95) out.zone = Zone::Yellow;
    if (out.cumulative >= 0.9999) out.zone = Zone::Red;
    constexpr std::array kYellow{0.40, 0.50, 0.65, 0.75, 0.85};
    if (observations != 250 || std::abs(p - 0.01) > 1e-9) return out;
    out.scaling_increase = exceptions < 5 ? 0.0 : exceptions < 10 ? kYellow[exceptions - 5] : 1.0;
    return out;
}

ShortfallTest shortfallTest(std::span<const double> returns, std::span<const double> value_at_risk,
                            std::span<const double> expected_shortfall, double confidence) {
    ShortfallTest out{kNan, kNan, 0, 0};
    if (!probability(confidence)) return out;
    double sum = 0;
    for (std::size_t t = 0; t < returns.size(); ++t) {
        if (std::isnan(returns[t] + value_at_risk[t] + expected_shortfall[t])) continue;
        ++out.observations;
        if (returns[t] >= -value_at_risk[t]) continue;
        ++out.exceptions;
        sum += returns[t] / expected_shortfall[t];
    }
    if (out.observations > 0) out.z2 = sum / (static_cast<double>(out.observations) * (1 - confidence)) + 1;
    if (out.exceptions > 0) out.z1 = sum / static_cast<double>(out.exceptions) + 1;
    return out;
}

double shortfallPValue(double z2, std::size_t observations, double confidence, const ShortfallNull& null) {
    if (std::isnan(z2) || observations == 0 || null.replicates == 0 || !probability(confidence)) return kNan;
    const bool normal = std::isinf(null.degrees);
    const TailRisk exact =
        normal ? normalRisk(0, 1, confidence) : studentRisk(0, 1, null.degrees, confidence);
    if (std::isnan(exact.value_at_risk)) return kNan;
    const double p = 1 - confidence;
    std::size_t below = 0;
    for (std::size_t k = 0; k < null.replicates; ++k) {
        const numerics::CounterRandom random(null.seed, k);
        double sum = 0;
        for (std::size_t t = 0; t < observations; ++t) {
            const double u = random.uniform(t); // only the tail has to be known
            if (u >= p) continue;
            const double r =
                normal ? -normalRisk(0, 1, 1 - u).value_at_risk : numerics::studentQuantile(u, null.degrees);
            sum += r / exact.expected_shortfall;
        }
        below += sum / (static_cast<double>(observations) * p) + 1 <= z2 ? 1 : 0;
    }
    return static_cast<double>(below) / static_cast<double>(null.replicates);
}

} // namespace nautilus::risk

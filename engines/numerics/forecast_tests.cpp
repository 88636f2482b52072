#include "engines/numerics/forecast_tests.h"

#include "engines/numerics/moments.h"

#include <array>
#include <cmath>
#include <numbers>

namespace nautilus::numerics {
namespace {

/// n ln p, 0 for n = 0 whatever p.
double logPower(std::size_t n, double p) {
    return n == 0 ? 0.0 : static_cast<double>(n) * std::log(p);
}

/// ln likelihood of `hits` among `hits + misses` with probability p.
double logLikelihood(std::size_t hits, std::size_t misses, double p) {
    return logPower(hits, p) + logPower(misses, 1.0 - p);
}

double share(std::size_t part, std::size_t rest) {
    return part + rest == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

/// Rounding may leave a ratio of equal likelihoods a little below zero.
double ratio(double restricted, double free) {
    return std::max(0.0, -2.0 * (restricted - free));
}

double survivalOfOne(double x) {
    return std::erfc(std::sqrt(x / 2.0));
}

} // namespace

double biasStatistic(std::span<const double> standardised) {
    return moments(standardised).deviation;
}

double biasBand(std::size_t observations) {
    return observations == 0 ? domain::kMissing : std::sqrt(2.0 / static_cast<double>(observations));
}

std::vector<double> rollingBias(std::span<const double> standardised, std::size_t window) {
    std::vector<double> out(standardised.size(), domain::kMissing);
    if (window < 2) return out;
    for (std::size_t t = window - 1; t < standardised.size(); ++t) {
        const Moments m = moments(standardised.subspan(t + 1 - window, window));
        if (10 * m.count >= 9 * window) out[t] = m.deviation;
    }
    return out;
}

double idealDeviation(std::size_t window) {
    return window == 0 ? domain::kMissing : 1.0 / std::sqrt(std::numbers::pi * static_cast<double>(window));
}

double quasiLikelihood(std::span<const double> standardised) {
    double sum = 0;
    std::size_t count = 0;
    for (const double b : standardised) {
        if (std::isnan(b) || b == 0.0) continue;
        sum += b * b - std::log(b * b);
        ++count;
    }
    return count == 0 ? domain::kMissing : sum / static_cast<double>(count);
}

CoverageTest coverageTest(std::span<const double> standardised, double threshold, double probability) {
    CoverageTest test;
    std::array<std::array<std::size_t, 2>, 2> moves{}; // from (no, yes) to (no, yes)
    int before = -1;
    for (const double b : standardised) {
        if (std::isnan(b)) continue;
        const int now = b < threshold ? 1 : 0;
        ++test.observations;
        test.exceptions += static_cast<std::size_t>(now);
        if (before >= 0) ++moves[static_cast<std::size_t>(before)][static_cast<std::size_t>(now)];
        before = now;
    }
    if (test.observations == 0) return test;
    const std::size_t hits = test.exceptions, misses = test.observations - hits;
    test.expected = probability * static_cast<double>(test.observations);
    test.kupiec =
        ratio(logLikelihood(hits, misses, probability), logLikelihood(hits, misses, share(hits, misses)));
    test.kupiec_p = survivalOfOne(test.kupiec);
    if (test.observations < 2) return test;
    const auto& [calm, hit] = moves;
    const double either = share(calm[1] + hit[1], calm[0] + hit[0]);
    test.independence = ratio(logLikelihood(calm[1] + hit[1], calm[0] + hit[0], either),
                              logLikelihood(calm[1], calm[0], share(calm[1], calm[0])) +
                                  logLikelihood(hit[1], hit[0], share(hit[1], hit[0])));
    test.independence_p = survivalOfOne(test.independence);
    test.conditional = test.kupiec + test.independence;
    test.conditional_p = std::exp(-test.conditional / 2.0);
    return test;
}

} // namespace nautilus::numerics

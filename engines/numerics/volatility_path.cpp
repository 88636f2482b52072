#include "engines/numerics/volatility_path.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

VarianceRecursion::VarianceRecursion(const NeweyWestOptions& options)
    : options_(options), decay_(options.half_life > 0 ? std::exp2(-1.0 / options.half_life) : 1.0),
      sums_(options.lags + 1), history_(options.lags, domain::kMissing) {}

void VarianceRecursion::push(double x) {
    for (LagSums& s : sums_) {
        s.product *= decay_;
        s.newer *= decay_;
        s.older *= decay_;
        s.mass *= decay_;
    }
    const bool known = !std::isnan(x);
    if (known) ++count_;
    for (std::size_t lag = 0; known && lag < sums_.size(); ++lag) {
        const double before = lag == 0 ? x : history_[lag - 1];
        if (std::isnan(before)) continue;
        sums_[lag].product += x * before;
        sums_[lag].newer += x;
        sums_[lag].older += before;
        sums_[lag].mass += 1;
    }
    if (history_.empty()) return;
    std::rotate(history_.begin(), history_.end() - 1, history_.end());
    history_.front() = x;
}

double VarianceRecursion::autocovariance(std::size_t lag) const {
    const LagSums& s = sums_[lag];
    if (!options_.remove_mean) return s.product;
    const double mean = sums_[0].newer / sums_[0].mass;
    return s.product - mean * (s.newer + s.older) + mean * mean * s.mass;
}

double VarianceRecursion::longRun() const {
    double total = autocovariance(0);
    for (std::size_t lag = 1; lag < sums_.size(); ++lag)
        total +=
            2.0 * (1.0 - static_cast<double>(lag) / static_cast<double>(sums_.size())) * autocovariance(lag);
    return total;
}

double VarianceRecursion::variance() const {
    if (count_ < std::max<std::size_t>(options_.min_observations, 1)) return domain::kMissing;
    const double corrected = longRun();
    return (corrected > 0 ? corrected : autocovariance(0)) / sums_[0].mass;
}

double VarianceRecursion::correction() const {
    const double plain = autocovariance(0);
    return count_ > 0 && plain > 0 ? longRun() / plain : domain::kMissing;
}

std::vector<double> regimeMultipliers(std::span<const double> bias, double half_life) {
    const double decay = half_life > 0 ? std::exp2(-1.0 / half_life) : 1.0;
    std::vector<double> out;
    out.reserve(bias.size());
    double sum = 0, mass = 0;
    for (const double b : bias) {
        sum *= decay;
        mass *= decay;
        if (!std::isnan(b)) {
            sum += b * b;
            mass += 1;
        }
        out.push_back(mass > 0 ? std::sqrt(sum / mass) : 1.0);
    }
    return out;
}

} // namespace nautilus::numerics

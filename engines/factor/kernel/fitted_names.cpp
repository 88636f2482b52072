#include "engines/factor/kernel/fitted_names.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

void FittedNames::load(const CrossSection& section) {
    styles_.clear();
    for (std::size_t s = 0; s < section.styles.size(); ++s)
        if (!section.styles[s].empty()) styles_.push_back(s);
    pick(section);
    arrange(section);
}

void FittedNames::pick(const CrossSection& section) {
    const std::size_t n = section.returns.size();
    // x * 0 is 0 for a number and NaN for NaN or infinity: one sum tells whether all inputs are finite.
    check_.resize(n);
    for (std::size_t i = 0; i < n; ++i)
        check_[i] = section.returns[i] * 0.0 + section.market_cap[i] * 0.0;
    for (const std::size_t s : styles_) numerics::subtractScaled(section.styles[s].data(), 0.0, check_.data(), n);
    picked_.clear();
    const auto groups = static_cast<std::int32_t>(section.group_count);
    for (std::size_t i = 0; i < n; ++i) {
        const bool member = section.in_universe.empty() || section.in_universe[i] != 0;
        const bool grouped = section.group[i] >= 0 && section.group[i] < groups;
        if (check_[i] == 0.0 && member && grouped && section.market_cap[i] > 0) picked_.push_back(i);
    }
}

void FittedNames::arrange(const CrossSection& section) {
    starts_.assign(section.group_count + 1, 0);
    const auto groupOf = [&](std::size_t i) { return static_cast<std::size_t>(section.group[i]); };
    for (const std::size_t i : picked_) ++starts_[groupOf(i) + 1];
    for (std::size_t g = 0; g < section.group_count; ++g) starts_[g + 1] += starts_[g];
    groups_.clear();
    for (std::size_t g = 0; g < section.group_count; ++g)
        if (starts_[g + 1] > starts_[g]) groups_.push_back({g, starts_[g], starts_[g + 1]});
    order_.resize(picked_.size());
    for (const std::size_t i : picked_) order_[starts_[groupOf(i)]++] = i;

    weight_.resize(order_.size());
    root_weight_.resize(order_.size());
    returns_.resize(order_.size());
    for (std::size_t p = 0; p < order_.size(); ++p) {
        weight_[p] = std::sqrt(section.market_cap[order_[p]]);
        root_weight_[p] = std::sqrt(weight_[p]);
        returns_[p] = section.returns[order_[p]];
    }
}

void FittedNames::gather(std::span<const double> values, double* out) const {
    for (std::size_t p = 0; p < order_.size(); ++p) out[p] = values[order_[p]];
}

void FittedNames::scatter(const double* values, std::span<double> out) const {
    std::fill(out.begin(), out.end(), domain::kMissing);
    for (std::size_t p = 0; p < order_.size(); ++p) out[order_[p]] = values[p];
}

TotalSquares totalSquares(const double* weight, const double* returns, std::size_t n) {
    const double mean = numerics::dot(weight, returns, n) / numerics::sum(weight, n);
    TotalSquares total{0, 0};
    for (std::size_t p = 0; p < n; ++p) {
        total.uncentred += weight[p] * returns[p] * returns[p];
        total.centred += weight[p] * (returns[p] - mean) * (returns[p] - mean);
    }
    return total;
}

double explainedShare(double part, double total) { return total > 0 ? 1.0 - part / total : domain::kMissing; }

void clearOutput(const FitOutput& out) {
    for (const std::span<double> span : {out.returns, out.t_stats, out.vif, out.residuals})
        std::fill(span.begin(), span.end(), domain::kMissing);
}

} // namespace nautilus::factor

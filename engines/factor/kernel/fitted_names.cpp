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
    check_.assign(n, 0.0);
    numerics::subtractScaled(section.returns.data(), 0.0, check_.data(), n);
    numerics::subtractScaled(section.market_cap.data(), 0.0, check_.data(), n);
    for (const std::size_t s : styles_)
        numerics::subtractScaled(section.styles[s].data(), 0.0, check_.data(), n);
    // Written first and counted after: no branch to mispredict.
    picked_.resize(n);
    std::size_t count = 0;
    const auto groups = static_cast<std::uint32_t>(section.group_count);
    const std::uint8_t* const member = section.in_universe.empty() ? nullptr : section.in_universe.data();
    for (std::size_t i = 0; i < n; ++i) {
        const bool grouped = static_cast<std::uint32_t>(section.group[i]) < groups;
        const bool here = member == nullptr || member[i] != 0;
        picked_[count] = i;
        count += (check_[i] == 0.0) & (section.market_cap[i] > 0) & grouped & here ? 1 : 0;
    }
    picked_.resize(count);
}

void FittedNames::arrange(const CrossSection& section) {
    starts_.assign(section.group_count + 1, 0);
    const auto groupOf = [&](std::size_t i) { return static_cast<std::size_t>(section.group[i]); };
    for (const std::size_t i : picked_)
        ++starts_[groupOf(i) + 1];
    for (std::size_t g = 0; g < section.group_count; ++g)
        starts_[g + 1] += starts_[g];
    groups_.clear();
    for (std::size_t g = 0; g < section.group_count; ++g)
        if (starts_[g + 1] > starts_[g]) groups_.push_back({g, starts_[g], starts_[g + 1]});
    order_.resize(picked_.size());
    for (const std::size_t i : picked_)
        order_[starts_[groupOf(i)]++] = i;

    weight_.resize(order_.size());
    root_weight_.resize(order_.size());
    returns_.resize(order_.size());
    gather(section.returns, returns_.data());
    gather(section.market_cap, weight_.data());
    numerics::squareRoots(weight_.data(), weight_.data(), weight_.size());
    numerics::squareRoots(weight_.data(), root_weight_.data(), weight_.size());
}

void FittedNames::gather(std::span<const double> values, double* out) const {
    for (std::size_t p = 0; p < order_.size(); ++p)
        out[p] = values[order_[p]];
}

void FittedNames::scatter(const double* values, std::span<double> out) const {
    std::fill(out.begin(), out.end(), domain::kMissing);
    for (std::size_t p = 0; p < order_.size(); ++p)
        out[order_[p]] = values[p];
}

TotalSquares FittedNames::totalSquares() {
    const std::size_t n = order_.size();
    const double mean = numerics::dot(weight(), returns(), n) / numerics::sum(weight(), n);
    check_.resize(n);
    TotalSquares total{};
    numerics::centreAndScale(returns(), 0.0, rootWeight(), check_.data(), n);
    total.uncentred = numerics::dot(check_.data(), check_.data(), n);
    numerics::centreAndScale(returns(), mean, rootWeight(), check_.data(), n);
    total.centred = numerics::dot(check_.data(), check_.data(), n);
    return total;
}

double explainedShare(double part, double total) {
    return total > 0 ? 1.0 - part / total : domain::kMissing;
}

double tStat(double value, double variance) {
    return variance > 0 ? value / std::sqrt(variance) : domain::kMissing;
}

void clearOutput(const FitOutput& out) {
    for (const std::span<double> span : {out.returns, out.t_stats, out.vif, out.residuals})
        std::fill(span.begin(), span.end(), domain::kMissing);
}

} // namespace nautilus::factor

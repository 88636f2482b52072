#include "engines/numerics/tail_loss.h"

#include "engines/numerics/quantile.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nautilus::numerics {

TailLoss tailLoss(std::span<const double> returns, double p) {
    std::vector<double> values;
    std::ranges::copy_if(returns, std::back_inserter(values), [](double r) { return !std::isnan(r); });
    if (values.empty() || !(p > 0 && p < 1)) return {std::nan(""), std::nan(""), values.size()};
    const auto tail = static_cast<std::size_t>(static_cast<double>(values.size() - 1) * p) + 1;
    const double at = quantile(values, p);
    const auto edge = values.begin() + static_cast<std::ptrdiff_t>(tail - 1);
    std::ranges::nth_element(values, edge);
    std::sort(values.begin(), edge); // the order of the sum is that of the values, whatever came first
    double sum = 0;
    for (std::size_t i = 0; i < tail; ++i)
        sum += values[i];
    return {-at, -sum / static_cast<double>(tail), values.size()};
}

TailLoss weightedTailLoss(std::span<const double> returns, std::span<const double> weights, double p) {
    std::vector<std::pair<double, double>> members; // return, weight
    double total = 0;
    for (std::size_t i = 0; i < returns.size(); ++i) {
        if (std::isnan(returns[i]) || !(weights[i] > 0)) continue;
        members.emplace_back(returns[i], weights[i]);
        total += weights[i];
    }
    TailLoss out{std::nan(""), std::nan(""), members.size()};
    if (members.empty() || !(p > 0 && p < 1)) return out;
    std::ranges::sort(members);
    // A share that misses p by rounding alone has reached it.
    const double wanted = p * total, slack = 1e-12 * total;
    double reached = 0, sum = 0;
    for (const auto& [value, weight] : members) {
        const double part = std::min(weight, wanted - reached);
        sum += part * value;
        reached += part;
        out.value_at_risk = -value;
        if (reached >= wanted - slack) break;
    }
    out.expected_shortfall = -sum / reached;
    return out;
}

} // namespace nautilus::numerics

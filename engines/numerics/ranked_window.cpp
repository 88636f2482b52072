#include "engines/numerics/ranked_window.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace nautilus::numerics {

RankedWindow::RankedWindow(std::span<const double> series) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (!std::isnan(series[i])) order.push_back(i);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return series[i]; });
    rank_.assign(series.size(), order.size());
    for (const std::size_t i : order) {
        rank_[i] = sorted_.size();
        sorted_.push_back(series[i]);
    }
    leaves_ = std::bit_ceil(std::max<std::size_t>(1, order.size()));
    counts_.assign(2 * leaves_, 0);
    sums_.assign(2 * leaves_, 0.0);
}

void RankedWindow::set(std::size_t i, std::size_t present) {
    if (rank_[i] == sorted_.size()) return;
    std::size_t node = leaves_ + rank_[i];
    counts_[node] = present;
    sums_[node] = present == 0 ? 0.0 : sorted_[rank_[i]];
    while (node > 1) {
        node /= 2;
        counts_[node] = counts_[2 * node] + counts_[2 * node + 1];
        sums_[node] = sums_[2 * node] + sums_[2 * node + 1];
    }
}

double RankedWindow::smallest(std::size_t k) const {
    std::size_t node = 1;
    while (node < leaves_) {
        node *= 2;
        if (k < counts_[node]) continue;
        k -= counts_[node];
        ++node;
    }
    return sorted_[node - leaves_];
}

double RankedWindow::sumOfSmallest(std::size_t k) const {
    if (k >= count()) return sums_[1];
    double sum = 0;
    std::size_t node = 1;
    while (node < leaves_) {
        node *= 2;
        if (k < counts_[node]) continue;
        k -= counts_[node];
        sum += sums_[node];
        ++node;
    }
    return sum;
}

double RankedWindow::quantile(double p) const {
    if (count() == 0 || !(p >= 0 && p <= 1)) return std::nan("");
    const double h = p * static_cast<double>(count() - 1);
    const auto k = static_cast<std::size_t>(h);
    const double part = h - static_cast<double>(k), low = smallest(k);
    return part > 0 ? low + (smallest(k + 1) - low) * part : low;
}

} // namespace nautilus::numerics

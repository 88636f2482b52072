#include "engines/numerics/quantile.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nautilus::numerics {
namespace {

void copyFinite(std::span<const double> values, std::vector<double>& scratch) {
    scratch.resize(values.size());
    std::size_t count = 0;
    for (const double x : values) {
        scratch[count] = x;
        count += std::isfinite(x) ? 1 : 0;
    }
    scratch.resize(count);
}

/// The element at position h of the sorted range, interpolated; everything before `from` is already smaller.
double select(std::vector<double>& sorted_so_far, std::size_t from, double h) {
    const auto k = static_cast<std::size_t>(std::floor(h));
    const double part = h - std::floor(h);
    const auto begin = sorted_so_far.begin();
    const auto place = begin + static_cast<std::ptrdiff_t>(k);
    if (k >= from) std::nth_element(begin + static_cast<std::ptrdiff_t>(from), place, sorted_so_far.end());
    if (part <= 0) return *place;
    const double next = *std::min_element(place + 1, sorted_so_far.end());
    return *place + (next - *place) * part;
}

} // namespace

double quantile(std::span<const double> values, double p, QuantileRule rule, std::vector<double>& scratch) {
    copyFinite(values, scratch);
    if (scratch.empty() || !(p >= 0 && p <= 1)) return std::nan("");
    double h = p * static_cast<double>(scratch.size() - 1);
    if (rule == QuantileRule::Nearest) h = std::nearbyint(h);
    return select(scratch, 0, h);
}

double quantile(std::span<const double> values, double p, QuantileRule rule) {
    std::vector<double> scratch;
    return quantile(values, p, rule, scratch);
}

Bounds winsorBounds(std::span<const double> values, double p, std::vector<double>& scratch) {
    copyFinite(values, scratch);
    if (scratch.empty() || !(p >= 0 && p < 0.5)) return {std::nan(""), std::nan("")};
    const auto last = static_cast<double>(scratch.size() - 1);
    const double low = p * last;
    const double high = (1 - p) * last;
    const double lower = select(scratch, 0, low);
    // The lower half is partitioned already, so the second selection looks at the rest alone.
    const auto from = static_cast<std::size_t>(std::floor(low)) + 1;
    const double upper = std::floor(high) < static_cast<double>(from) ? select(scratch, 0, high)
                                                                      : select(scratch, from, high);
    return {lower, upper};
}

void winsorize(std::span<const double> values, double p, std::span<double> out, std::vector<double>& scratch) {
    const Bounds bounds = winsorBounds(values, p, scratch);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = values[i];
        out[i] = x < bounds.lower ? bounds.lower : (x > bounds.upper ? bounds.upper : x);
    }
}

void averageRanks(std::span<const double> values, std::span<double> out) {
    std::vector<std::size_t> order;
    order.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        out[i] = std::nan("");
        if (!std::isnan(values[i])) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] < values[b] || (values[a] == values[b] && a < b);
    });
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
        const double rank = 0.5 * static_cast<double>(first + last) + 1.0;
        for (std::size_t i = first; i <= last; ++i) out[order[i]] = rank;
        first = last + 1;
    }
}

} // namespace nautilus::numerics

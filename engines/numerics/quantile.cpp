#include "engines/numerics/quantile.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
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

/// The element at position h >= offset of the sorted range, interpolated; `offset` smaller elements are not
/// in it.
double select(std::span<double> values, std::size_t offset, double h) {
    const auto k = static_cast<std::size_t>(std::floor(h));
    const double part = h - std::floor(h);
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(k - offset);
    std::nth_element(values.begin(), place, values.end());
    if (part <= 0) return *place;
    const double next = *std::min_element(place + 1, values.end());
    return *place + (next - *place) * part;
}

constexpr std::size_t kBinnedFrom = 128;

/// Order statistics of many values by counting them into equal bins first: only the bins around the position
/// are then searched. The bin of a value never falls as the value rises, so the answers are exact.
class BinnedOrder {
public:
    /// `room` is as long as `values`.
    BinnedOrder(std::span<const double> values, std::span<double> room) : values_(values), near_(room) {
        const Eigen::Map<const Eigen::ArrayXd> all(values.data(), static_cast<Eigen::Index>(values.size()));
        low_ = all.minCoeff();
        const double high = all.maxCoeff();
        scale_ = high > low_ ? static_cast<double>(kBins - 1) / (high - low_) : 0.0;
        if (!std::isfinite(scale_)) scale_ = 0.0;
        for (const double x : values)
            ++counts_[bin(x)];
    }

    [[nodiscard]] double at(double h) {
        const auto k = static_cast<std::size_t>(std::floor(h));
        const std::size_t beyond = h > std::floor(h) ? k + 1 : k;
        std::size_t first = 0, before = 0;
        while (before + counts_[first] <= k)
            before += counts_[first++];
        std::size_t last = first, through = before + counts_[first];
        while (through <= beyond)
            through += counts_[++last];
        std::size_t count = 0;
        for (const double x : values_) {
            near_[count] = x;
            const std::size_t b = bin(x);
            count += (b >= first) & (b <= last) ? 1 : 0;
        }
        return select(near_.first(count), before, h);
    }

private:
    static constexpr std::size_t kBins = 512;
    [[nodiscard]] std::size_t bin(double x) const {
        return static_cast<std::size_t>(static_cast<int>((x - low_) * scale_));
    }

    std::span<const double> values_;
    std::span<double> near_;
    std::array<std::uint32_t, kBins> counts_{};
    double low_ = 0;
    double scale_ = 0;
};

} // namespace

double quantile(std::span<const double> values, double p, QuantileRule rule, std::vector<double>& scratch) {
    copyFinite(values, scratch);
    if (scratch.empty() || !(p >= 0 && p <= 1)) return std::nan("");
    double h = p * static_cast<double>(scratch.size() - 1);
    if (rule == QuantileRule::Nearest) h = std::nearbyint(h);
    if (scratch.size() < kBinnedFrom) return select(scratch, 0, h);
    const std::size_t n = scratch.size();
    scratch.resize(2 * n);
    const std::span<double> both(scratch);
    return BinnedOrder(both.first(n), both.last(n)).at(h);
}

double quantile(std::span<const double> values, double p, QuantileRule rule) {
    std::vector<double> scratch;
    return quantile(values, p, rule, scratch);
}

Bounds winsorBounds(std::span<const double> values, double p, std::vector<double>& scratch) {
    copyFinite(values, scratch);
    if (scratch.empty() || !(p >= 0 && p < 0.5)) return {std::nan(""), std::nan("")};
    const auto last = static_cast<double>(scratch.size() - 1);
    if (scratch.size() < kBinnedFrom) {
        const double lower = select(scratch, 0, p * last);
        return {lower, select(scratch, 0, (1 - p) * last)};
    }
    const std::size_t n = scratch.size();
    scratch.resize(2 * n);
    const std::span<double> both(scratch);
    BinnedOrder order(both.first(n), both.last(n));
    const double lower = order.at(p * last);
    return {lower, order.at((1 - p) * last)};
}

void winsorize(std::span<const double> values, double p, std::span<double> out,
               std::vector<double>& scratch) {
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
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]])
            ++last;
        const double rank = 0.5 * static_cast<double>(first + last) + 1.0;
        for (std::size_t i = first; i <= last; ++i)
            out[order[i]] = rank;
        first = last + 1;
    }
}

} // namespace nautilus::numerics

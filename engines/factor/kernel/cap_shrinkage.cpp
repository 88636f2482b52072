#include "engines/factor/kernel/cap_shrinkage.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {
namespace {

void shrinkBucket(std::span<const std::size_t> names, std::span<const double> risk,
                  std::span<const double> cap, double strength, CapShrinkage& out) {
    double weighted = 0, mass = 0;
    for (const std::size_t n : names) {
        weighted += cap[n] * risk[n];
        mass += cap[n];
    }
    const double mean = weighted / mass;
    double squares = 0;
    for (const std::size_t n : names)
        squares += (risk[n] - mean) * (risk[n] - mean);
    const double spread = std::sqrt(squares / static_cast<double>(names.size()));
    for (const std::size_t n : names) {
        const double pull = strength * std::abs(risk[n] - mean);
        if (!(spread + pull > 0)) continue;
        out.weight[n] = pull / (spread + pull);
        out.risk[n] = out.weight[n] * mean + (1.0 - out.weight[n]) * risk[n];
    }
}

} // namespace

CapShrinkage shrinkByCap(std::span<const double> risk, std::span<const double> cap,
                         const CapShrinkageOptions& options) {
    CapShrinkage out{{risk.begin(), risk.end()}, std::vector<double>(risk.size(), 0.0)};
    std::vector<std::size_t> order;
    for (std::size_t n = 0; n < risk.size(); ++n)
        if (!std::isnan(risk[n]) && cap[n] > 0) order.push_back(n);
    std::ranges::stable_sort(order, {}, [&](std::size_t n) { return cap[n]; });
    for (std::size_t bucket = 0; bucket < options.buckets; ++bucket) {
        // The places i with floor(i * buckets / n) == bucket.
        const std::size_t begin = (bucket * order.size() + options.buckets - 1) / options.buckets;
        const std::size_t end = ((bucket + 1) * order.size() + options.buckets - 1) / options.buckets;
        if (begin < end)
            shrinkBucket(std::span(order).subspan(begin, end - begin), risk, cap, options.strength, out);
    }
    return out;
}

} // namespace nautilus::factor

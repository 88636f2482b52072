#include "engines/portfolio/kernel/execution/volume_curve.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nautilus::portfolio {

namespace {

void spread(const TimedVolume& part, std::vector<double>& slices) {
    const auto count = static_cast<double>(slices.size());
    if (!(part.volume > 0) || !std::isfinite(part.volume)) return;
    if (!(part.begin < part.end)) { // a moment; the close belongs to the last slice
        if (!(part.begin >= 0 && part.begin <= 1)) return;
        const auto at = static_cast<std::size_t>(part.begin * count);
        slices[std::min(at, slices.size() - 1)] += part.volume;
        return;
    }
    const double from = std::max(part.begin, 0.0) * count, to = std::min(part.end, 1.0) * count;
    const double density = part.volume / ((part.end - part.begin) * count);
    for (double at = from; at < to;) {
        const double edge = std::min(std::floor(at) + 1, to);
        slices[std::min(static_cast<std::size_t>(at), slices.size() - 1)] += density * (edge - at);
        at = edge;
    }
}

} // namespace

VolumeCurve volumeCurve(std::span<const std::vector<TimedVolume>> sessions, std::size_t slices) {
    VolumeCurve out;
    std::vector<double> sum(slices, 0.0);
    for (const auto& session : sessions) {
        std::vector<double> own(slices, 0.0);
        for (const auto& part : session)
            spread(part, own);
        const double total = std::accumulate(own.begin(), own.end(), 0.0);
        if (!(total > 0)) continue;
        ++out.counted;
        for (std::size_t k = 0; k < slices; ++k)
            sum[k] += own[k] / total;
    }
    if (out.counted == 0) return out;
    for (auto& share : sum)
        share /= static_cast<double>(out.counted);
    out.shares = std::move(sum);
    return out;
}

} // namespace nautilus::portfolio

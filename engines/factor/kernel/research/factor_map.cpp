#include "engines/factor/kernel/research/factor_map.h"

#include "engines/numerics/quantile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::factor {

void standardRanks(std::span<const double> values, std::span<const std::uint8_t> universe,
                   std::span<float> out) {
    std::vector<double> kept(values.begin(), values.end()), ranks(values.size());
    for (std::size_t i = 0; i < kept.size(); ++i)
        if ((!universe.empty() && !universe[i]) || !std::isfinite(kept[i])) kept[i] = domain::kMissing;
    numerics::averageRanks(kept, ranks);
    double n = 0;
    for (const double r : ranks)
        n += std::isnan(r) ? 0 : 1;
    const double middle = (n + 1) / 2;
    double squares = 0;
    for (double& r : ranks)
        if (!std::isnan(r)) {
            r -= middle;
            squares += r * r;
        }
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = squares > 0 ? static_cast<float>(ranks[i] / std::sqrt(squares))
                             : std::numeric_limits<float>::quiet_NaN();
}

namespace {

double pearson(std::span<const float> x, std::span<const float> y, std::size_t least) {
    std::size_t n = 0;
    double sx = 0, sy = 0, xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double a = static_cast<double>(x[i]), b = static_cast<double>(y[i]);
        const bool both = !std::isnan(a) && !std::isnan(b);
        const double p = both ? a : 0.0, q = both ? b : 0.0;
        n += both ? 1 : 0;
        sx += p;
        sy += q;
        xx += p * p;
        yy += q * q;
        xy += p * q;
    }
    if (n < least || n < 2) return domain::kMissing;
    const double count = static_cast<double>(n);
    xx -= sx * sx / count;
    yy -= sy * sy / count;
    xy -= sx * sy / count;
    constexpr double kNoSpread = 1e-12; // the ranks' squares sum to 1
    return xx > kNoSpread && yy > kNoSpread ? std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0)
                                            : domain::kMissing;
}

} // namespace

domain::Matrix rankCorrelations(std::span<const std::span<const float>> ranks, std::size_t stocks,
                                std::span<const std::size_t> wanted, std::size_t least,
                                const ParallelFor& parallel) {
    domain::Matrix out(ranks.size(), ranks.size());
    parallel(ranks.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t a = begin; a < end; ++a) {
            out.at(a, a) = 1.0;
            for (std::size_t b = 0; b < a; ++b) {
                double sum = 0, sections = 0;
                for (const auto s : wanted) {
                    const double rho = pearson(ranks[a].subspan(s * stocks, stocks),
                                               ranks[b].subspan(s * stocks, stocks), least);
                    if (std::isnan(rho)) continue;
                    sum += rho;
                    sections += 1;
                }
                if (sections > 0) out.at(a, b) = out.at(b, a) = sum / sections;
            }
        }
    });
    return out;
}

} // namespace nautilus::factor

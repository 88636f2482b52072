#include "engines/factor/kernel/standardise.h"

#include "engines/domain/panel.h"
#include "engines/factor/kernel/cross_section.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {
namespace {

bool inUniverse(std::span<const std::uint8_t> mask, std::size_t i) {
    return mask.empty() || mask[i] != 0;
}

/// Weighted sums of exposure and size inside one group.
struct GroupSums {
    double mass = 0; ///< weight of names with exposure and size
    double x = 0;
    double y = 0;
    double all_mass = 0; ///< weight of names with exposure, size or not
    double all_y = 0;

    [[nodiscard]] double meanX() const { return x / mass; }
    [[nodiscard]] double meanY() const { return y / mass; }
};

struct FillModel {
    std::vector<GroupSums> groups;
    GroupSums all;
    double slope = 0;

    [[nodiscard]] double predict(std::size_t group, double size) const {
        const GroupSums& own = groups[group].all_mass > 0 ? groups[group] : all;
        if (std::isnan(size) || !(own.mass > 0)) return own.all_y / own.all_mass;
        return own.meanY() + slope * (size - own.meanX());
    }
};

struct FillInput {
    std::span<const double> exposure;
    std::span<const std::int32_t> group;
    std::size_t group_count;
    std::span<const double> size;
    std::span<const double> market_cap;
    std::span<const std::uint8_t> in_universe;

    [[nodiscard]] bool grouped(std::size_t i) const {
        return group[i] >= 0 && group[i] < static_cast<std::int32_t>(group_count);
    }
    [[nodiscard]] bool donor(std::size_t i) const {
        return inUniverse(in_universe, i) && grouped(i) && !std::isnan(exposure[i]) && market_cap[i] > 0;
    }
};

FillModel fitFillModel(const FillInput& in) {
    FillModel model;
    model.groups.resize(in.group_count);
    for (std::size_t i = 0; i < in.exposure.size(); ++i) {
        if (!in.donor(i)) continue;
        const double w = std::sqrt(in.market_cap[i]);
        for (GroupSums* sums : {&model.groups[static_cast<std::size_t>(in.group[i])], &model.all}) {
            sums->all_mass += w;
            sums->all_y += w * in.exposure[i];
            if (std::isnan(in.size[i])) continue;
            sums->mass += w;
            sums->x += w * in.size[i];
            sums->y += w * in.exposure[i];
        }
    }
    double xx = 0, xy = 0;
    for (std::size_t i = 0; i < in.exposure.size(); ++i) {
        if (!in.donor(i) || std::isnan(in.size[i])) continue;
        const GroupSums& own = model.groups[static_cast<std::size_t>(in.group[i])];
        const double dx = in.size[i] - own.meanX();
        xx += std::sqrt(in.market_cap[i]) * dx * dx;
        xy += std::sqrt(in.market_cap[i]) * dx * (in.exposure[i] - own.meanY());
    }
    const bool spread = numerics::hasSpread(xx, model.all.mass, model.all.meanX());
    model.slope = spread ? xy / xx : 0.0;
    return model;
}

} // namespace

void standardise(std::span<const double> raw, std::span<const double> market_cap,
                 std::span<const std::uint8_t> in_universe, std::span<double> out) {
    const numerics::Moments before = numerics::moments(raw, in_universe);
    const double reach = kTrimDeviations * before.deviation;
    const double lower = before.mean - reach, upper = before.mean + reach;
    const bool usable = numerics::hasSpread(before);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const double trimmed = raw[i] < lower ? lower : (raw[i] > upper ? upper : raw[i]);
        out[i] = usable ? trimmed : domain::kMissing;
    }
    const double centre = numerics::weightedMean(out, market_cap, in_universe);
    const double deviation = numerics::moments(out, in_universe).deviation;
    for (double& x : out)
        x = (x - centre) / deviation;
}

void combine(std::span<const std::span<const double>> descriptors, std::span<const double> weights,
             std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        double sum = 0, total = 0;
        for (std::size_t l = 0; l < descriptors.size(); ++l) {
            const double d = descriptors[l][i];
            if (std::isnan(d)) continue;
            sum += weights[l] * d;
            total += weights[l];
        }
        out[i] = total > 0 ? sum / total : domain::kMissing;
    }
}

void orthogonalise(std::span<const double> y, std::span<const double> x, std::span<const double> market_cap,
                   std::span<const std::uint8_t> in_universe, std::span<double> out) {
    const auto usable = [&](std::size_t i) {
        return inUniverse(in_universe, i) && !std::isnan(y[i]) && !std::isnan(x[i]) && market_cap[i] > 0;
    };
    double mass = 0, sum_x = 0, sum_y = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (!usable(i)) continue;
        mass += market_cap[i];
        sum_x += market_cap[i] * x[i];
        sum_y += market_cap[i] * y[i];
    }
    const double mean_x = sum_x / mass, mean_y = sum_y / mass;
    double xx = 0, xy = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (!usable(i)) continue;
        xx += market_cap[i] * (x[i] - mean_x) * (x[i] - mean_x);
        xy += market_cap[i] * (x[i] - mean_x) * (y[i] - mean_y);
    }
    const double slope = numerics::hasSpread(xx, mass, mean_x) ? xy / xx : 0.0;
    for (std::size_t i = 0; i < y.size(); ++i)
        out[i] = y[i] - mean_y - slope * (x[i] - mean_x);
}

void fillMissing(std::span<const double> exposure, std::span<const std::int32_t> group,
                 std::size_t group_count, std::span<const double> size, std::span<const double> market_cap,
                 std::span<const std::uint8_t> in_universe, std::span<double> out,
                 std::span<std::uint8_t> filled) {
    const FillInput in{exposure, group, group_count, size, market_cap, in_universe};
    bool any = false;
    for (std::size_t i = 0; i < exposure.size() && !any; ++i)
        any = std::isnan(exposure[i]) && in.grouped(i);
    if (!any) {
        std::copy(exposure.begin(), exposure.end(), out.begin());
        std::fill(filled.begin(), filled.end(), std::uint8_t{0});
        return;
    }
    const FillModel model = fitFillModel(in);
    for (std::size_t i = 0; i < exposure.size(); ++i) {
        const bool fill = std::isnan(exposure[i]) && in.grouped(i) && model.all.all_mass > 0;
        out[i] = fill ? model.predict(static_cast<std::size_t>(group[i]), size[i]) : exposure[i];
        filled[i] = fill ? 1 : 0;
    }
}

double coverage(std::span<const double> exposure, std::span<const double> market_cap,
                std::span<const std::uint8_t> in_universe) {
    double covered = 0, total = 0;
    for (std::size_t i = 0; i < exposure.size(); ++i) {
        if (!inUniverse(in_universe, i) || !(market_cap[i] > 0)) continue;
        total += market_cap[i];
        if (!std::isnan(exposure[i])) covered += market_cap[i];
    }
    return total > 0 ? covered / total : domain::kMissing;
}

} // namespace nautilus::factor

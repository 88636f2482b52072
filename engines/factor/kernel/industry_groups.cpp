#include "engines/factor/kernel/industry_groups.h"

#include "engines/factor/kernel/cross_section.h"

#include <cmath>

namespace nautilus::factor {
namespace {

/// SUM cap and SUM cap^2 per group; their ratio gives 1 / SUM w^2.
struct Concentration {
    double sum = 0;
    double squares = 0;

    void add(const Concentration& other) {
        sum += other.sum;
        squares += other.squares;
    }
    [[nodiscard]] double effective() const { return squares > 0 ? sum * sum / squares : 0.0; }
};

std::vector<Concentration> byIndustry(std::span<const std::int32_t> industry, std::size_t count,
                                      std::span<const double> cap, std::span<const std::uint8_t> mask) {
    std::vector<Concentration> result(count);
    for (std::size_t n = 0; n < industry.size(); ++n) {
        const bool member = mask.empty() || mask[n] != 0;
        if (!member || industry[n] < 0 || !(cap[n] > 0)) continue;
        result[static_cast<std::size_t>(industry[n])].add({cap[n], cap[n] * cap[n]});
    }
    return result;
}

} // namespace

IndustryGroups mergeThinIndustries(std::span<const std::int32_t> industry,
                                   std::span<const std::int32_t> sector_of_industry, std::size_t sector_count,
                                   std::span<const double> market_cap,
                                   std::span<const std::uint8_t> in_universe, double minimum) {
    const std::size_t count = sector_of_industry.size();
    const std::vector<Concentration> own = byIndustry(industry, count, market_cap, in_universe);
    std::vector<Concentration> pooled(sector_count);
    std::vector<std::uint8_t> pool_used(sector_count, 0);
    const auto sectorOf = [&](std::size_t i) { return static_cast<std::size_t>(sector_of_industry[i]); };
    for (std::size_t i = 0; i < count; ++i) {
        if (own[i].effective() >= minimum) continue;
        pooled[sectorOf(i)].add(own[i]);
        if (own[i].sum > 0) pool_used[sectorOf(i)] = 1;
    }
    IndustryGroups result;
    std::vector<Concentration> fitted(count + sector_count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t s = sectorOf(i);
        const bool pool_is_thin = pool_used[s] != 0 && pooled[s].effective() < minimum;
        const std::size_t target = own[i].effective() < minimum || pool_is_thin ? count + s : i;
        result.industry_target.push_back(static_cast<std::int32_t>(target));
        fitted[target].add(own[i]);
    }
    for (const Concentration& c : fitted) {
        result.effective_names.push_back(c.effective());
        result.thin.push_back(c.sum > 0 && c.effective() < minimum ? 1 : 0);
    }
    for (const std::int32_t i : industry)
        result.group.push_back(i < 0 ? kNoGroup : result.industry_target[static_cast<std::size_t>(i)]);
    return result;
}

} // namespace nautilus::factor

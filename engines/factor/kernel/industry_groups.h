#pragma once
// Which industry factor a name belongs to on one date: thin industries are merged into their sector.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nautilus::factor {

inline constexpr double kMinEffectiveNames = 5.0;

/// Fitted groups of one date. Indices: industry i keeps i in [0, I); the merged group of sector s is I + s.
struct IndustryGroups {
    std::vector<std::int32_t> group;           ///< N; kNoGroup for a name without industry
    std::vector<std::int32_t> industry_target; ///< I: the group that each industry went to
    std::vector<double> effective_names;       ///< I + S: 1 / SUM w^2 of the fitted groups, 0 = unused
    std::vector<std::uint8_t> thin;            ///< I + S: 1 = still below the minimum after merging
};

/// An industry whose effective number of names in the universe, 1 / SUM w^2 with w the cap weights inside it,
/// is below `minimum` joins its sector's group together with the sector's other thin industries. If that
/// group is still below the minimum, all industries of the sector become one group. If even the whole sector
/// is below it, the sector stays a group of its own, marked thin: sectors are never mixed. Names outside the
/// universe follow their industry; an industry without a name in the universe goes to its sector's group.
/// `industry`: N, in [0, I) or negative; `sector_of_industry`: I, in [0, sector_count).
[[nodiscard]] IndustryGroups mergeThinIndustries(std::span<const std::int32_t> industry,
                                                 std::span<const std::int32_t> sector_of_industry,
                                                 std::size_t sector_count, std::span<const double> market_cap,
                                                 std::span<const std::uint8_t> in_universe,
                                                 double minimum = kMinEffectiveNames);

} // namespace nautilus::factor

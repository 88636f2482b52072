#pragma once
// An order cut into slices over time. Quantities are whole units of the instrument (shares), negative to
// sell; a volume curve is what the market is expected to trade in every slice, in the same units, >= 0.

#include "engines/portfolio/kernel/fault.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nautilus::portfolio {

struct Order {
    std::int64_t quantity = 0; ///< negative: sell
    std::int64_t lot = 1;      ///< every slice is a multiple of it; an odd rest of the order is left over
};

struct Schedule {
    std::optional<Fault> fault;       ///< set: nothing else is
    std::vector<std::int64_t> slices; ///< sum + left_over = quantity of the order
    std::int64_t left_over = 0;       ///< does not fit under the limits, or no whole lot
    std::vector<bool> limited;        ///< slices that are as large as the participation allows
};

/// The share of the volume of a slice that the order may be: in (0, 1]. No volumes: no limit.
struct Participation {
    double limit = 1;
    std::span<const double> volumes;
};

/// Slices proportional to `shares` (>= 0, some > 0), rounded so that after every slice what has been done is
/// within half a lot of the plan. What a slice has no room for goes to the next ones with room, and what even
/// the last ones cannot take is left over. Faults: "/shares/i", "/volumes/i", "/participation", "/lot".
[[nodiscard]] Schedule sliced(const Order& order, std::span<const double> shares,
                              const Participation& participation = {});

/// Time-weighted: the same in each of `slices` >= 1 slices.
[[nodiscard]] Schedule timeWeighted(const Order& order, std::size_t slices,
                                    const Participation& participation = {});

/// Volume-weighted: proportional to the volume curve, at most `limit` of it.
[[nodiscard]] Schedule volumeWeighted(const Order& order, std::span<const double> volumes, double limit = 1);

/// Percentage of volume: after every slice `rate` of what the market has traded so far, down to whole lots,
/// until the order is done. A slice is never more than its own part and what rounding held back.
[[nodiscard]] Schedule percentOfVolume(const Order& order, std::span<const double> volumes, double rate);

} // namespace nautilus::portfolio

#include "engines/portfolio/kernel/execution/schedule.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace nautilus::portfolio {

namespace {

constexpr double kMostUnits = 4e15; // whole numbers are exact in a double below 2^53

std::optional<Fault> orderFault(const Order& order) {
    if (order.lot < 1) return Fault{"/lot", "is at least 1"};
    if (!(std::abs(static_cast<double>(order.quantity)) < kMostUnits))
        return Fault{"/quantity", "is below 4e15 units"};
    return {};
}

std::optional<Fault> curveFault(std::span<const double> values, const std::string& name) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!(values[i] >= 0) || !std::isfinite(values[i]))
            return Fault{"/" + name + "/" + std::to_string(i), "is a finite number, not below 0"};
    return {};
}

std::optional<Fault> participationFault(const Participation& participation, std::size_t slices) {
    if (!(participation.limit > 0 && participation.limit <= 1))
        return Fault{"/participation", "lies above 0 and not above 1"};
    if (!participation.volumes.empty() && participation.volumes.size() != slices)
        return Fault{"/volumes", "one per slice is needed"};
    return curveFault(participation.volumes, "volumes");
}

Schedule refused(Fault fault) {
    return {std::move(fault), {}, 0, {}};
}

/// Lots that a slice may be.
std::int64_t roomOf(const Participation& participation, std::size_t slice, std::int64_t lot) {
    if (participation.volumes.empty()) return std::numeric_limits<std::int64_t>::max();
    // A product that is a whole number in decimals may end just below it.
    const double units = participation.limit * participation.volumes[slice] * (1 + 1e-12);
    return static_cast<std::int64_t>(std::min(units / static_cast<double>(lot), kMostUnits));
}

/// Lots that are to be done after each slice are known: as many are done as there is room for.
template <class Planned>
Schedule filled(const Order& order, std::size_t slices, const Participation& participation,
                const Planned& planned) {
    Schedule out;
    const std::int64_t sign = order.quantity < 0 ? -1 : 1, lots = sign * (order.quantity / order.lot);
    std::int64_t done = 0;
    for (std::size_t i = 0; i < slices; ++i) {
        const std::int64_t wanted = std::max<std::int64_t>(planned(i, lots) - done, 0);
        const std::int64_t room = roomOf(participation, i, order.lot);
        out.limited.push_back(wanted > room || (wanted == room && room > 0));
        out.slices.push_back(sign * std::min(wanted, room) * order.lot);
        done += std::min(wanted, room);
    }
    out.left_over = order.quantity - sign * done * order.lot;
    return out;
}

} // namespace

Schedule sliced(const Order& order, std::span<const double> shares, const Participation& participation) {
    if (auto fault = orderFault(order)) return refused(*fault);
    if (auto fault = curveFault(shares, "shares")) return refused(*fault);
    if (auto fault = participationFault(participation, shares.size())) return refused(*fault);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (!(sum > 0) || !std::isfinite(sum)) return refused({"/shares", "one is above 0"});
    std::size_t last = shares.size() - 1;
    while (shares[last] == 0)
        --last;
    double so_far = 0;
    return filled(order, shares.size(), participation, [&](std::size_t i, std::int64_t lots) {
        so_far += shares[i];
        if (i >= last) return lots;
        return std::min(static_cast<std::int64_t>(std::llround(static_cast<double>(lots) * (so_far / sum))),
                        lots);
    });
}

Schedule timeWeighted(const Order& order, std::size_t slices, const Participation& participation) {
    if (slices == 0) return refused({"/slices", "is at least 1"});
    return sliced(order, std::vector<double>(slices, 1.0), participation);
}

Schedule volumeWeighted(const Order& order, std::span<const double> volumes, double limit) {
    if (auto fault = curveFault(volumes, "volumes")) return refused(*fault);
    if (std::ranges::none_of(volumes, [](double v) { return v > 0; }))
        return refused({"/volumes", "one is above 0"});
    return sliced(order, volumes, {limit, volumes});
}

Schedule percentOfVolume(const Order& order, std::span<const double> volumes, double rate) {
    if (auto fault = orderFault(order)) return refused(*fault);
    if (!(rate > 0 && rate <= 1)) return refused({"/rate", "lies above 0 and not above 1"});
    if (auto fault = curveFault(volumes, "volumes")) return refused(*fault);
    double traded = 0;
    auto out = filled(order, volumes.size(), {}, [&](std::size_t i, std::int64_t lots) {
        traded += volumes[i];
        const double may = rate * traded * (1 + 1e-12) / static_cast<double>(order.lot);
        return std::min(static_cast<std::int64_t>(std::min(may, kMostUnits)), lots);
    });
    std::int64_t left = order.quantity;
    for (std::size_t i = 0; i < out.slices.size(); ++i) {
        left -= out.slices[i];
        out.limited[i] = std::abs(left) >= order.lot;
    }
    return out;
}

} // namespace nautilus::portfolio

#include "engines/portfolio/service/optimiser/trade_schedule.h"

#include "engines/domain/calendar.h"
#include "engines/portfolio/kernel/execution/schedule.h"
#include "engines/portfolio/kernel/execution/shortfall.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using domain::Timestamp;

namespace {

/// Slices that are used, and how strongly the front is preferred.
struct Urgency {
    std::size_t slices;
    double kappa;
};

Urgency urgencyOf(const ExecutionConfig& config) {
    const auto all = static_cast<std::size_t>(config.slices);
    if (config.urgency == "low") return {all, 0.5};
    if (config.urgency == "high") return {std::min<std::size_t>(all, 2), 4};
    return {std::max<std::size_t>(1, (all + 1) / 2), 1.5};
}

/// Almgren and Chriss with the temporary impact that the square-root law has for the whole order in that
/// time.
Schedule shortfallOf(const WorkedOrder& order, const ExecutionConfig& config, const Urgency& urgency,
                     const Participation& participation) {
    const double horizon = static_cast<double>(urgency.slices) / static_cast<double>(config.slices);
    const double units = std::abs(static_cast<double>(order.quantity));
    ImpactModel model;
    model.volatility = order.volatility * order.price;
    model.temporary = std::max(config.market_impact, 1e-9) * model.volatility *
                      std::sqrt(units / order.daily_units) * horizon / units;
    const double kappa = urgency.kappa / horizon;
    const double aversion = kappa * kappa * model.temporary / (model.volatility * model.volatility);
    return implementationShortfall({order.quantity, order.lot}, model, horizon, urgency.slices, aversion,
                                   participation);
}

} // namespace

WorkedTrades workedOver(const std::vector<WorkedOrder>& orders, const ExecutionConfig& config,
                        domain::SessionDate as_of, kit::Call& call) {
    WorkedTrades out;
    const auto session = domain::NyseCalendar::next(as_of);
    const auto open = domain::NyseCalendar::open(session), close = domain::NyseCalendar::close(session);
    const auto length = (close.ns - open.ns) / config.slices;
    const auto urgency = urgencyOf(config);
    if (config.execution_algo == "vwap" && !orders.empty())
        call.warn("no_volume_curve", "/data/schedule",
                  "no volumes inside the session are stored: the usual volume is spread evenly over it");
    for (const auto& order : orders) {
        const bool known = order.daily_units > 0;
        if (!known)
            call.warn("no_volume", "/data/schedule",
                      order.symbol + " has no usual volume: its participation is not limited");
        const double per_slice = known ? order.daily_units / static_cast<double>(config.slices) : 0;
        const std::vector<double> volumes(known ? urgency.slices : 0, per_slice);
        const Participation participation{config.max_participation_rate, volumes};
        Schedule plan;
        if (config.execution_algo == "pov" && known)
            plan = percentOfVolume({order.quantity, order.lot}, volumes, config.max_participation_rate);
        else if (config.execution_algo == "implementation_shortfall" && known && order.volatility > 0)
            plan = shortfallOf(order, config, urgency, participation);
        else
            plan = timeWeighted({order.quantity, order.lot}, urgency.slices, participation);
        if (plan.fault) {
            call.warn("no_schedule", "/data/schedule", order.symbol + ": " + plan.fault->message);
            continue;
        }
        if (plan.left_over != 0)
            out.left.items.emplace_back(order.symbol, static_cast<double>(plan.left_over));
        double done = 0;
        std::size_t used = 0;
        for (std::size_t k = 0; k < plan.slices.size(); ++k) {
            if (plan.slices[k] == 0) continue;
            const auto units = static_cast<double>(plan.slices[k]);
            done += std::abs(units);
            used = k + 1;
            const Timestamp at{open.ns + static_cast<std::int64_t>(k) * length};
            out.slices.push_back({at, order.symbol, units, std::abs(units) / per_slice});
        }
        if (known && used > 0)
            out.participation.items.emplace_back(order.symbol,
                                                 done / (per_slice * static_cast<double>(used)));
        const Timestamp end{open.ns + static_cast<std::int64_t>(used) * length};
        if (used > 0 && (!out.end || out.end->ns < end.ns)) out.end = end;
    }
    for (auto& slice : out.slices)
        if (!std::isfinite(slice.participation)) slice.participation = domain::kMissing;
    std::ranges::stable_sort(out.slices, {}, [](const ScheduleSlice& slice) { return slice.at.ns; });
    return out;
}

} // namespace nautilus::portfolio

#include "engines/portfolio/service/optimiser/trade_schedule.h"

#include "engines/domain/calendar.h"
#include "engines/portfolio/kernel/execution/schedule.h"
#include "engines/portfolio/kernel/execution/shortfall.h"
#include "engines/portfolio/service/optimiser/intraday_volume.h"

#include <fmt/format.h>

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

class Worker {
public:
    Worker(const ExecutionConfig& config, domain::SessionDate as_of, kit::Catalog* catalog, kit::Call& call)
        : config_(config), as_of_(as_of), catalog_(catalog), call_(call), urgency_(urgencyOf(config)) {
        const auto session = domain::NyseCalendar::next(as_of);
        open_ns_ = domain::NyseCalendar::open(session).ns;
        length_ns_ = (domain::NyseCalendar::close(session).ns - open_ns_) / config.slices;
    }

    WorkedTrades work(const std::vector<WorkedOrder>& orders) {
        for (const auto& order : orders)
            workOne(order);
        tellCurves();
        for (auto& slice : out_.slices)
            if (!std::isfinite(slice.participation)) slice.participation = domain::kMissing;
        std::ranges::stable_sort(out_.slices, {}, [](const ScheduleSlice& slice) { return slice.at.ns; });
        return std::move(out_);
    }

private:
    [[nodiscard]] bool followsVolume() const {
        return config_.execution_algo == "vwap" || config_.execution_algo == "pov";
    }

    /// Usual volumes of the slices that are used; empty: the symbol has none.
    std::vector<double> volumesOf(const WorkedOrder& order) {
        if (!(order.daily_units > 0)) {
            call_.warn("no_volume", "/data/schedule",
                       order.symbol + " has no usual volume: its participation is not limited");
            return {};
        }
        const auto all = static_cast<std::size_t>(config_.slices);
        std::vector<double> out(all, order.daily_units / static_cast<double>(all));
        if (followsVolume()) {
            const auto curve = catalog_ ? storedCurve(*catalog_, order.instrument, as_of_, all)
                                        : StoredCurve{{}, "no catalog"};
            (curve.shares.empty() ? even_ : stored_).push_back(order.symbol + ": " + curve.of);
            for (std::size_t k = 0; k < curve.shares.size(); ++k)
                out[k] = order.daily_units * curve.shares[k];
        }
        out.resize(urgency_.slices);
        return out;
    }

    [[nodiscard]] Schedule scheduleOf(const WorkedOrder& order, const std::vector<double>& volumes) const {
        const Order whole{order.quantity, order.lot};
        const Participation participation{config_.max_participation_rate, volumes};
        const bool known = std::ranges::any_of(volumes, [](double v) { return v > 0; });
        if (config_.execution_algo == "vwap" && known)
            return volumeWeighted(whole, volumes, config_.max_participation_rate);
        if (config_.execution_algo == "pov" && known)
            return percentOfVolume(whole, volumes, config_.max_participation_rate);
        if (config_.execution_algo == "implementation_shortfall" && known && order.volatility > 0)
            return shortfallOf(order, config_, urgency_, participation);
        return timeWeighted(whole, urgency_.slices, participation);
    }

    void workOne(const WorkedOrder& order) {
        const auto volumes = volumesOf(order);
        const auto plan = scheduleOf(order, volumes);
        if (plan.fault) {
            call_.warn("no_schedule", "/data/schedule", order.symbol + ": " + plan.fault->message);
            return;
        }
        if (plan.left_over != 0)
            out_.left.items.emplace_back(order.symbol, static_cast<double>(plan.left_over));
        double done = 0, traded = 0, so_far = 0;
        std::size_t used = 0;
        for (std::size_t k = 0; k < plan.slices.size(); ++k) {
            const double volume = volumes.empty() ? domain::kMissing : volumes[k];
            so_far += volume;
            if (plan.slices[k] == 0) continue;
            const auto units = static_cast<double>(plan.slices[k]);
            done += std::abs(units);
            traded = so_far;
            used = k + 1;
            out_.slices.push_back({startOf(k), order.symbol, units, std::abs(units) / volume});
        }
        if (used > 0 && traded > 0) out_.participation.items.emplace_back(order.symbol, done / traded);
        if (used > 0 && (!out_.end || out_.end->ns < startOf(used).ns)) out_.end = startOf(used);
    }

    [[nodiscard]] Timestamp startOf(std::size_t slice) const {
        return {open_ns_ + static_cast<std::int64_t>(slice) * length_ns_};
    }

    void tellCurves() {
        const auto listed = [](const std::vector<std::string>& names) {
            std::string out;
            for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i)
                out += (i ? "; " : "") + names[i];
            if (names.size() > kNamesShown) out += fmt::format(" and {} more", names.size() - kNamesShown);
            return out;
        };
        if (!stored_.empty())
            call_.method("volume_curve", "mean shares of a session's volume by stored data (" +
                                             listed(stored_) + ")" +
                                             (even_.empty() ? "" : "; the others are spread evenly"));
        if (even_.empty()) return;
        if (stored_.empty()) call_.method("volume_curve", "the usual volume is spread evenly");
        call_.warn("no_volume_curve", "/data/schedule",
                   "too little is stored of the volume inside the session, so it is spread evenly (" +
                       listed(even_) + ")");
    }

    static constexpr std::size_t kNamesShown = 10;
    const ExecutionConfig& config_;
    const domain::SessionDate as_of_;
    kit::Catalog* const catalog_;
    kit::Call& call_;
    const Urgency urgency_;
    std::int64_t open_ns_ = 0, length_ns_ = 0;
    std::vector<std::string> stored_, even_;
    WorkedTrades out_;
};

} // namespace

WorkedTrades workedOver(const std::vector<WorkedOrder>& orders, const ExecutionConfig& config,
                        domain::SessionDate as_of, kit::Catalog* catalog, kit::Call& call) {
    return Worker(config, as_of, catalog, call).work(orders);
}

} // namespace nautilus::portfolio

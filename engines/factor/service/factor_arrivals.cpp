// What the engine says when data came in: which factors have new values, how the world was renewed, and how
// old the newest inputs are.

#include "engines/factor/service/factor_service.h"

#include <algorithm>

namespace nautilus::factor {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

/// Whether one of the kinds of input that came is among those that a factor reads.
bool concerned(const std::string& reads, const std::vector<std::string>& arrived) {
    return std::ranges::any_of(
        arrived, [&](const std::string& kind) { return reads.find(kind) != std::string::npos; });
}

} // namespace

void FactorService::tellArrivals(const FactorWorld& world) {
    if (!world.day) return;
    const auto& in = *world.inputs;
    for (std::size_t k = 0; k < world.day->ids.size(); ++k) {
        if (!concerned(world.day->reads[k], in.renewal.arrived)) continue;
        const auto topic = "factor.values." + world.day->ids[k];
        if (!ports_.stream.wanted(topic)) continue; // nobody listens
        tell(topic, kit::Value::Object{{"factor_id", world.day->ids[k]},
                                       {"universe", in.universe.name},
                                       {"as_of", world.day->as_of.iso()},
                                       {"epoch", in.epoch},
                                       {"count", world.day->counts[k]},
                                       {"changed_from",
                                        in.sessions[std::min(in.renewal.first_row, in.rowCount() - 1)].iso()},
                                       {"seconds", world.build_seconds}});
    }
}

void FactorService::countRenewal(const FactorWorld& world) {
    ++builds_;
    if (world.inputs->renewal.first_row > 0) ++incremental_builds_;
    rows_renewed_ += static_cast<std::int64_t>(world.inputs->rowCount() - world.inputs->renewal.first_row);
}

void FactorService::addFreshness(kit::Keyed<double>& out) const {
    const auto now = defaultWorld();
    if (!now) return;
    const auto today = ports_.clock.now().ns / domain::kNsPerSecond / kSecondsPerDay;
    out["last_build_seconds"] = now->build_seconds;
    out["last_build_first_row"] = static_cast<double>(now->inputs->renewal.first_row);
    if (const auto& store = now->inputs->concept_store) {
        out["concept_histories"] = static_cast<double>(store->histories());
        out["concept_history_bytes"] = static_cast<double>(store->bytes());
    }
    if (!now->day) return;
    for (const auto& family : now->day->inputs) {
        if (family.knowable_at == domain::kBeginningOfTime) continue; // the catalog has none of them
        out[family.family + "_newest_input_age_days"] = static_cast<double>(today - family.knowable_at.days);
        out[family.family + "_newest_input_knowable_at_seconds"] = // Unix time of that day
            static_cast<double>(family.knowable_at.days * kSecondsPerDay);
    }
}

void FactorService::addFreshnessMetrics(std::vector<kit::MetricSample>& out) const {
    out.push_back({"factor_world_builds_total", "Worlds that were built", static_cast<double>(builds_)});
    out.push_back({"factor_world_incremental_builds_total",
                   "Of them, those that shared the sessions before the change with the world before",
                   static_cast<double>(incremental_builds_)});
    out.push_back({"factor_world_rows_renewed_total", "Sessions that were computed for them",
                   static_cast<double>(rows_renewed_)});
    const auto now = defaultWorld();
    if (!now) return;
    out.push_back(
        {"factor_world_build_seconds", "What the newest default world took", now->build_seconds, false});
    if (const auto& store = now->inputs->concept_store) {
        out.push_back({"factor_concept_history_bytes", "Histories of reported concepts kept for the epoch",
                       static_cast<double>(store->bytes()), false});
        out.push_back({"factor_concept_panels_total", "Panels laid out of them since the facts changed",
                       static_cast<double>(store->answered())});
    }
    if (!now->day) return;
    const auto seconds = static_cast<double>(ports_.clock.now().ns) / 1e9;
    for (const auto& family : now->day->inputs) {
        if (family.knowable_at == domain::kBeginningOfTime) continue;
        const double knowable = static_cast<double>(family.knowable_at.days * kSecondsPerDay);
        out.push_back({"factor_newest_input_age_seconds_" + family.family,
                       "Age of the newest input that the family reads: " + family.reads, seconds - knowable,
                       false});
        out.push_back({"factor_newest_input_knowable_at_seconds_" + family.family,
                       "Day from which that input was knowable, as Unix time", knowable, false});
    }
}

void FactorService::addSources(kit::Keyed<bool>& out) const {
    for (const char* source :
         {"ibkr", "alpha_vantage", "fred", "edgar", "datagov", "trading_economics", "dbnomics", "yfinance"})
        out[source] = false;
    if (sources_)
        for (const auto& source : sources_->all())
            out[source->info().id] = source->status().state == kit::SourceState::Connected;
    out["files"] = ports_.catalog.connected();
}

} // namespace nautilus::factor

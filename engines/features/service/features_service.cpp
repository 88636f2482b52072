#include "engines/features/service/features_service.h"

namespace nautilus::features {

kit::Result<void> FeaturesService::refresh() {
    auto fresh = loadFeatureWorld(ports_.catalog);
    if (!fresh) return kit::failAs(fresh);
    world_.store(std::move(*fresh));
    return {};
}

void FeaturesService::count(std::int64_t begun_ns, std::int64_t values, kit::Call& call) {
    const auto took = ports_.clock.steadyNs() - begun_ns;
    call.fact("calculation_time_ms", static_cast<double>(took / 1000) / 1000.0);
    const auto today = ports_.clock.now().ns / kDayNs;
    if (day_.exchange(today) != today) values_today_ = 0;
    values_today_ += values;
    values_ += values;
    ++calculations_;
    calculation_ns_ += took;
}

FeaturesHealth FeaturesService::health() const {
    const auto vitals = ports_.vitals.vitals(id());
    FeaturesHealth out;
    out.status = healthWord(vitals);
    out.version = version();
    out.uptime_seconds = vitals.uptime_seconds;
    out.messagebus_connected = ports_.stream.connected();
    out.features_calculated_today = day_ == ports_.clock.now().ns / kDayNs ? values_today_.load() : 0;
    out.supported_indicators = static_cast<std::int64_t>(numerics::indicatorTable().size());
    if (calculations_ > 0)
        out.avg_calculation_time_ms =
            static_cast<double>(calculation_ns_) / 1e6 / static_cast<double>(calculations_);
    return out;
}

kit::Keyed<double> FeaturesService::statistics() const {
    kit::Keyed<double> out;
    out["indicators"] = static_cast<double>(numerics::indicatorTable().size());
    out["calculations"] = static_cast<double>(calculations_);
    out["values"] = static_cast<double>(values_);
    if (const auto world = world_.load()) {
        out["instruments"] = static_cast<double>(world->instruments.size());
        out["catalog_epoch"] = static_cast<double>(world->epoch);
    }
    return out;
}

std::vector<kit::MetricSample> FeaturesService::metrics() const {
    return {{"features_calculated_total", "Feature values that were answered or streamed",
             static_cast<double>(values_)},
            {"features_calculations_total", "Calculations that were answered",
             static_cast<double>(calculations_)},
            {"features_supported_indicators", "Indicators of the table",
             static_cast<double>(numerics::indicatorTable().size()), false}};
}

} // namespace nautilus::features

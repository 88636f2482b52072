#include "engines/features/service/features_service.h"

#include <future>

namespace nautilus::features {

namespace {

constexpr std::size_t kSnapshotBars = 252;

} // namespace

kit::Result<void> FeaturesService::refresh() {
    auto fresh = loadFeatureWorld(ports_.catalog);
    if (!fresh) return kit::failAs(fresh);
    world_.store(std::move(*fresh));
    return {};
}

void FeaturesService::stop() {
    std::promise<void> done; // the lane still runs: nothing may arrive from the feed afterwards
    if (threads_.lane.post([&] {
            followers_.clear();
            done.set_value();
        }))
        done.get_future().wait();
}

/// Starts with the values of the stored bars, so that whoever comes sees something at once; the live line
/// follows where there is one.
void FeaturesService::stream(const StreamRequest& request, kit::CallPtr call, kit::ReplyDone done) {
    const auto world = world_.load();
    if (!world)
        return done(kit::fail(kit::ErrorCode::Unavailable, "the features engine is still loading", "", true));
    const auto* instrument = world->resolve(request.symbol, domain::kEndOfTime);
    if (!instrument && !followers_.streams(request.symbol)) // a feed may know more than the catalog
        return done(
            kit::fail(kit::ErrorCode::NotFound, "the symbol " + request.symbol + " is not known", "/symbol"));
    const auto task = [this, world, instrument, symbol = request.symbol, call, done] {
        kit::Reply reply{"", kit::Format::Json, 200, streamTopics(symbol)};
        if (instrument && call->last_event_id.empty()) {
            auto bars = storedBars(ports_.catalog, *instrument, {});
            if (!bars) return done(kit::failAs(bars));
            bars->keepLast(kSnapshotBars);
            if (const auto update = lastUpdate(*bars))
                reply.body = streamPayload(*update, symbol, bars->bar_ns, "");
        }
        const auto follow = [this, world, instrument, symbol, reply, done] {
            // Without a feed the stream stays silent after its first event, until there is one.
            (void)followers_.follow(symbol, instrument);
            done(reply);
        };
        if (!threads_.lane.post(follow))
            done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
    };
    if (!threads_.driver.post(task))
        done(kit::fail(kit::ErrorCode::Unavailable, "too many requests are waiting", "", true));
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
    out.active_streams = followers_.active();
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
    out["active_streams"] = static_cast<double>(followers_.active());
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
            {"features_active_streams", "Symbols whose features are streamed",
             static_cast<double>(followers_.active()), false},
            {"features_stream_events_total", "Events that were published",
             static_cast<double>(followers_.sent())},
            {"features_supported_indicators", "Indicators of the table",
             static_cast<double>(numerics::indicatorTable().size()), false}};
}

} // namespace nautilus::features

// What is done by the clock: publishing every few milliseconds; once a second a look at sources that failed
// or came back, and at feeds that are silent when they should speak.

#include "engines/domain/calendar.h"
#include "engines/marketdata/service/live_service.h"

#include <future>

namespace nautilus::marketdata {

using domain::kNsPerSecond;
using domain::NyseCalendar;
using kit::SourceState;

namespace {

bool isOpen(const std::string& calendar, domain::Timestamp now) {
    if (calendar != NyseCalendar::kName) return true;
    constexpr std::int64_t kDayNs = 86'400 * kNsPerSecond;
    const domain::SessionDate today{
        static_cast<std::int32_t>(now.ns / kDayNs)}; // no session spans midnight UTC
    return NyseCalendar::isSession(today) && NyseCalendar::open(today) <= now &&
           now < NyseCalendar::close(today);
}

} // namespace

void LiveService::start(bool own_pulse) {
    if (own_pulse) pulse_.start(limits_.pulse_ns, [this] { pulse(); });
}

void LiveService::pulse() {
    if (pulse_queued_.exchange(true)) return; // the lane is behind: one round is enough
    const bool posted = onLane([this] {
        pulse_queued_ = false;
        drain();
        const auto steady_ns = parts_.clock.steadyNs();
        for (auto& [id, subscription] : subscriptions_)
            subscription->flush(parts_.stream, steady_ns);
        publishAll();
        if (steady_ns - last_look_ns_ >= kNsPerSecond) {
            last_look_ns_ = steady_ns;
            beat();
        }
    });
    if (!posted) pulse_queued_ = false;
}

bool LiveService::endPulse() {
    pulse_.stop();
    inbox_->shut();
    return alive_->exchange(false);
}

void LiveService::stop() {
    if (!endPulse()) return;
    using Held = std::vector<std::pair<std::string, std::uint32_t>>;
    const auto held = std::make_shared<std::promise<Held>>();
    auto lines = held->get_future();
    const bool posted = onLane([this, held] {
        stopping_ = true;
        Held out;
        for (const auto& line : lines_)
            if (line) out.emplace_back(line->about.source, line->about.line);
        held->set_value(std::move(out));
    });
    if (!posted) return; // the lane has ended; the sources are stopped by whoever owns them
    for (const auto& [source_id, line] : lines.get())
        if (const auto source = parts_.sources.find(source_id)) source->unsubscribe(line);
}

void LiveService::beat() {
    const auto steady_ns = parts_.clock.steadyNs();
    watchSources(steady_ns);
    watchSilence(steady_ns);
    moveWishes(steady_ns);
}

void LiveService::watchSources(std::int64_t steady_ns) {
    for (const auto& source : parts_.sources.all()) {
        auto& figures = figures_[source->info().id];
        const auto status = source->status();
        const bool well = status.state == SourceState::Connected;
        const bool asked_for = status.state != SourceState::Stopped;
        figures.looks += asked_for;
        figures.looks_connected += well;
        if (well && figures.well_since_ns == 0) {
            figures.well_since_ns = steady_ns;
            askAgain(source->info().id);
        }
        if (well || figures.well_since_ns == 0) continue;
        figures.well_since_ns = 0;
        if (asked_for)
            alert("system.alerts.sources", "HIGH", source->info().id,
                  status.message.empty() ? "the source is not connected any more" : status.message);
    }
}

void LiveService::sourceStopped(const std::string& source) {
    for (const auto& line : lines_)
        if (line && line->about.source == source) line->lost = true;
    figures_[source].well_since_ns = 0; // the next look that finds it connected asks again
}

void LiveService::askAgain(const std::string& source) {
    std::vector<std::uint64_t> waiting;
    for (const auto& line : lines_)
        if (line && line->lost && line->about.source == source)
            waiting.insert(waiting.end(), line->wishes.begin(), line->wishes.end());
    for (const auto id : waiting)
        if (const auto found = wishes_.find(id); found != wishes_.end()) unhang(found->second);
    for (const auto id : waiting)
        if (const auto found = wishes_.find(id); found != wishes_.end()) seek(found->second);
}

void LiveService::watchSilence(std::int64_t steady_ns) {
    const auto now = parts_.clock.now();
    for (const auto& line : lines_) {
        if (!line || !line->attached || line->about.stale) continue;
        const auto source = parts_.sources.find(line->about.source);
        if (!source || source->status().state != SourceState::Connected) {
            line->lost = true;
            setStale(*line, true, "its source is not connected");
            continue;
        }
        if (source->info().update_frequency != "real_time" || !isOpen(line->calendar, now)) continue;
        const auto since = std::max(line->last_heard_steady_ns, line->attached_steady_ns);
        if (steady_ns - since > limits_.silent_after_ns)
            setStale(*line, true, "nothing came while the market is open");
    }
}

void LiveService::moveWishes(std::int64_t steady_ns) {
    for (auto& [id, wish] : wishes_) {
        const auto* line = lineAt(wish.line);
        if (!line) {
            seek(wish);
            continue;
        }
        const auto able = candidates(wish);
        if (able.empty() || able.front()->info().id == line->about.source) continue;
        // Away from what failed at once; back to what is better once it has been well for a while.
        const auto now = parts_.sources.find(line->about.source);
        const bool failed = !now || now->status().state != SourceState::Connected;
        const auto& better = figures_[able.front()->info().id];
        if (failed || (better.well_since_ns > 0 && steady_ns - better.well_since_ns >= limits_.failback_ns))
            seek(wish);
    }
}

void LiveService::setStale(LiveLine& line, bool stale, const std::string& why) {
    line.about.stale = stale;
    line.changed = true;
    if (line.unpublished_since_ns == 0) line.unpublished_since_ns = parts_.clock.now().ns;
    line.tellListeners({});
    choosePrimary(line.about.symbol);
    alert("system.alerts.marketdata", stale ? "HIGH" : "INFO", line.about.symbol,
          line.about.symbol + " from " + line.about.source + ": " + why);
}

void LiveService::alert(const std::string& topic, const std::string& severity, const std::string& subject,
                        const std::string& message) {
    kit::Value payload;
    payload.set("severity", severity);
    payload.set("subject", subject);
    payload.set("message", message);
    payload.set("at", parts_.clock.now().rfc3339());
    parts_.stream.publish(topic, kit::toJson(payload), "marketdata");
}

} // namespace nautilus::marketdata

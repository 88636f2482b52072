#include "engines/risk/service/monitor_desk.h"

#include <algorithm>

namespace nautilus::risk {

using domain::kNsPerSecond;
using domain::Timestamp;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kPulseNs = kNsPerSecond / 4;
constexpr std::int64_t kFirstRetryNs = kNsPerSecond;
constexpr std::int64_t kLongestRetryNs = 300 * kNsPerSecond;
constexpr std::int64_t kNotReadyNs = 60 * kNsPerSecond;
constexpr std::int64_t kTooOldNs = 24 * 3'600 * kNsPerSecond; ///< an alert of yesterday alarms nobody
constexpr int kMostDoublings = 20;

std::string keyOf(const std::string& alert_id, const std::string& channel) {
    return alert_id + ":" + channel;
}

Timestamp later(Timestamp at, std::int64_t ns) {
    return {at.ns + ns};
}

} // namespace

AlertChannel* MonitorDesk::channel(const std::string& name) const {
    const auto found = std::ranges::find(channels_, name, [](const auto* each) { return each->name(); });
    return found == channels_.end() ? nullptr : *found;
}

void MonitorDesk::start(bool own_pulse) {
    publish();
    if (own_pulse) pulse_.start(kPulseNs, [this] { pulse(); });
}

void MonitorDesk::stop() {
    stopped_ = true;
    pulse_.stop();
}

void MonitorDesk::pulse() {
    if (stopped_ || queued_.exchange(true)) return; // the driver is behind: one look is enough
    const bool posted = parts_.threads.driver.post([this] {
        queued_ = false;
        if (!stopped_) round();
    });
    if (!posted) queued_ = false;
}

void MonitorDesk::round() {
    const auto now = parts_.clock.now();
    const auto monitors = parts_.store.state().monitors; // a copy: a check may change what is kept
    for (const auto& [book_id, monitor] : monitors) {
        if (!monitor.active) continue;
        auto& watch = watches_[book_id];
        if (watch.next <= now) checkBook(monitor, watch);
    }
    resolveWithoutLimits();
    sendAlerts();
    if (changed_) publish();
}

void MonitorDesk::checkBook(const KeptMonitor& monitor, Watch& watch) {
    const auto now = parts_.clock.now();
    watch.next = later(now, monitor.config.check_interval_seconds * kNsPerSecond);
    watch.last = now;
    watch.error.reset();
    const auto scopes = parts_.check(monitor.portfolio_id);
    if (!scopes) {
        watch.error = scopes.error().front().message;
        return;
    }
    ++watch.checks;
    ++checks_;
    auto worst = CheckStatus::Ok;
    for (const auto& scope : *scopes) {
        worst = std::max(worst, scope.worst());
        const auto told = parts_.store.keepCheck(scope.scope_id, scope.checked, monitor.config);
        if (told)
            tell(*told);
        else
            watch.error = told.error().front().message;
    }
    watch.status = overallStatusName(worst);
}

/// Breaches of books whose limits were all taken away: nothing is measured for those any more.
void MonitorDesk::resolveWithoutLimits() {
    std::set<std::string> books;
    for (const auto& [id, breach] : parts_.store.state().breaches)
        if (!breach.resolved_at && !parts_.has_limits(breach.book_id)) books.insert(breach.book_id);
    for (const auto& book_id : books)
        if (const auto told = parts_.store.keepCheck(book_id, {}, {}); told) tell(*told);
}

void MonitorDesk::tell(const Told& told) {
    changed_ |= !told.events.empty();
    for (const auto& event : told.events)
        tellBreach(event);
    for (const auto& alert : told.alerts)
        parts_.stream.publish("risk.alerts." + alert.portfolio_id, kit::writeJson(alert), "risk");
}

void MonitorDesk::tellBreach(const BreachEvent& event) {
    const auto& breaches = parts_.store.state().breaches;
    if (const auto found = breaches.find(event.breach_id); found != breaches.end())
        parts_.stream.publish("risk.breaches." + event.book_id, kit::writeJson(risk::viewOf(found->second)),
                              "risk");
}

void MonitorDesk::sendAlerts() {
    const auto now = parts_.clock.now();
    const auto waiting = parts_.store.state().alerts; // a copy: what is settled goes from the list
    for (const auto& alert : waiting)
        for (const auto& name : alert.channels) {
            const auto key = keyOf(alert.alert_id, name);
            if (parts_.store.state().settled.contains(key)) continue;
            auto& trial = trials_[key];
            if (trial.on_its_way || trial.next > now) continue;
            if (now.ns - alert.at.ns > kTooOldNs) {
                settle(alert.alert_id, name, "given up: not delivered within a day");
                continue;
            }
            auto* to = channel(name);
            if (!to || !to->ready()) {
                trial.next = later(now, kNotReadyNs);
                continue;
            }
            trial.on_its_way = true;
            send(alert, *to);
        }
}

void MonitorDesk::send(const AlertPayload& alert, AlertChannel& to) {
    const auto task = [this, alert, &to] {
        if (stopped_) return;
        const auto outcome = to.send(alertOf(alert));
        (void)parts_.threads.driver.post([this, id = alert.alert_id, name = to.name(), outcome] {
            sent(id, name, outcome);
            publish();
        });
    };
    if (!parts_.threads.worker.post(task)) trials_[keyOf(alert.alert_id, to.name())].on_its_way = false;
}

void MonitorDesk::sent(const std::string& alert_id, const std::string& name, const Result<void>& outcome) {
    auto& trial = trials_[keyOf(alert_id, name)];
    trial.on_its_way = false;
    if (outcome) return settle(alert_id, name, "delivered");
    const auto& error = outcome.error().front();
    if (!error.retryable) return settle(alert_id, name, "given up: " + error.message);
    const int doublings = std::min(trial.tries++, kMostDoublings);
    trial.next = later(parts_.clock.now(), std::min(kLongestRetryNs, kFirstRetryNs << doublings));
}

void MonitorDesk::settle(const std::string& alert_id, const std::string& name, const std::string& outcome) {
    changed_ = true;
    if (parts_.store.keepDelivery(alert_id, name, outcome))
        trials_.erase(keyOf(alert_id, name));
    else // it is told again: better twice than never
        trials_[keyOf(alert_id, name)].next = later(parts_.clock.now(), kFirstRetryNs);
}

Result<MonitorView> MonitorDesk::begin(const StartMonitorRequest& request) {
    const auto kept = parts_.store.keepMonitor(request.portfolio_id, true, request.monitoring_config);
    if (!kept) return kit::failAs(kept);
    auto& watch = watches_[request.portfolio_id];
    watch.next = later(parts_.clock.now(), kept->config.check_interval_seconds * kNsPerSecond);
    publish();
    return viewOf(*kept);
}

Result<MonitorView> MonitorDesk::end(const std::string& book_id) {
    const auto& monitors = parts_.store.state().monitors;
    const auto found = monitors.find(book_id);
    if (found == monitors.end() || !found->second.active)
        return fail(ErrorCode::NotFound, "nothing watches " + book_id, "/portfolio_id");
    const auto kept = parts_.store.keepMonitor(book_id, false, MonitoringConfig(found->second.config));
    if (!kept) return kit::failAs(kept);
    publish();
    return viewOf(*kept);
}

Result<BreachEvent> MonitorDesk::word(const std::string& breach_id, BreachEventKind kind,
                                      const std::string& note) {
    auto kept = parts_.store.keepWord(breach_id, kind, note);
    if (!kept) return kept;
    tellBreach(*kept);
    publish();
    return kept;
}

MonitorList MonitorDesk::list() const {
    MonitorList out;
    for (const auto& [book_id, monitor] : parts_.store.state().monitors)
        out.monitors.push_back(viewOf(monitor));
    std::ranges::sort(out.monitors, {}, &MonitorView::monitoring_id);
    return out;
}

MonitorView MonitorDesk::viewOf(const KeptMonitor& monitor) const {
    MonitorView out;
    out.monitoring_id = monitor.monitoring_id;
    out.portfolio_id = monitor.portfolio_id;
    out.status = monitor.active ? "ACTIVE" : "STOPPED";
    out.check_interval_seconds = monitor.config.check_interval_seconds;
    out.alert_channels = monitor.config.alert_channels;
    out.severity_threshold = monitor.config.severity_threshold;
    const auto watch = watches_.find(monitor.portfolio_id);
    if (watch == watches_.end()) return out;
    if (monitor.active) out.next_check_at = watch->second.next;
    out.last_check_at = watch->second.last;
    out.checks = watch->second.checks;
    out.last_status = watch->second.status;
    out.last_error = watch->second.error;
    return out;
}

MonitorDesk::Figures MonitorDesk::figures() const {
    const auto state = published_.load();
    Figures out;
    for (const auto& [book_id, monitor] : state->monitors)
        out.monitored += monitor.active ? 1 : 0;
    for (const auto& [id, breach] : state->breaches)
        out.open_breaches += breach.resolved_at ? 0 : 1;
    out.alerts_sent = state->delivered;
    out.checks = checks_;
    return out;
}

void MonitorDesk::publish() {
    changed_ = false;
    published_.store(std::make_shared<const BreachState>(parts_.store.state()));
}

} // namespace nautilus::risk

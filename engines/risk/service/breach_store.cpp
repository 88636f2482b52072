#include "engines/risk/service/breach_store.h"

#include "engines/risk/service/journal_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace nautilus::risk {

using kit::ErrorCode;
using kit::fail;
using kit::JournalEntry;
using kit::Result;

namespace {

constexpr const char* kBreaches = "breaches";
constexpr const char* kAlerts = "alerts";
constexpr const char* kDeliveries = "alert_deliveries";
constexpr const char* kMonitors = "risk_monitors";
constexpr const char* kDelivered = "delivered";

/// Content of the journal "breaches".
struct KeptEvent {
    std::string event, breach_id, portfolio_id, limit_type, subject, severity;
    double current_value = domain::kMissing, limit_value = domain::kMissing, utilisation = domain::kMissing;
    std::string note;
    domain::Timestamp at;

    static constexpr auto fields() {
        using kit::field;
        using E = KeptEvent;
        return std::make_tuple(field("event", &E::event), field("breach_id", &E::breach_id),
                               field("portfolio_id", &E::portfolio_id), field("limit_type", &E::limit_type),
                               field("subject", &E::subject), field("severity", &E::severity),
                               field("current_value", &E::current_value),
                               field("limit_value", &E::limit_value), field("utilisation", &E::utilisation),
                               field("note", &E::note), field("at", &E::at));
    }
};

struct KeptDelivery {
    std::string alert_id, channel, outcome;
    domain::Timestamp at;

    static constexpr auto fields() {
        using kit::field;
        using D = KeptDelivery;
        return std::make_tuple(field("alert_id", &D::alert_id), field("channel", &D::channel),
                               field("outcome", &D::outcome), field("at", &D::at));
    }
};

KeptEvent keptOf(const BreachEvent& event) {
    return {std::string(eventName(event.kind)),
            event.breach_id,
            event.book_id,
            std::string(limitKind(event.type).name),
            event.subject,
            std::string(severityName(event.severity)),
            event.current_value,
            event.limit_value,
            event.utilisation,
            event.note,
            event.at};
}

BreachEvent eventFrom(const KeptEvent& kept) {
    BreachEvent out;
    out.kind = eventOf(kept.event).value_or(BreachEventKind::Opened);
    out.breach_id = kept.breach_id;
    out.book_id = kept.portfolio_id;
    const auto* kind = findLimitKind(kept.limit_type);
    out.type = kind ? kind->type : LimitType::PositionSize;
    out.subject = kept.subject;
    out.severity = severityOf(kept.severity);
    out.current_value = kept.current_value;
    out.limit_value = kept.limit_value;
    out.utilisation = kept.utilisation;
    out.note = kept.note;
    out.at = kept.at;
    return out;
}

std::string settledKey(const std::string& alert_id, const std::string& channel) {
    return alert_id + ":" + channel;
}

void take(BreachState& state, const BreachEvent& event) {
    apply(state.breaches[event.breach_id], event);
    if (event.kind == BreachEventKind::Opened) ++state.breaches_so_far;
}

void take(BreachState& state, const AlertPayload& alert) {
    ++state.alerts_so_far;
    if (!alert.channels.empty()) state.alerts.push_back(alert);
}

void take(BreachState& state, const KeptDelivery& delivery) {
    if (delivery.outcome == kDelivered) ++state.delivered;
    state.settled.insert(settledKey(delivery.alert_id, delivery.channel));
    const auto found = std::ranges::find(state.alerts, delivery.alert_id, &AlertPayload::alert_id);
    if (found == state.alerts.end()) return;
    const auto is_settled = [&](const std::string& channel) {
        return state.settled.contains(settledKey(found->alert_id, channel));
    };
    if (!std::ranges::all_of(found->channels, is_settled)) return;
    for (const auto& channel : found->channels)
        state.settled.erase(settledKey(found->alert_id, channel));
    state.alerts.erase(found);
}

void take(BreachState& state, const KeptMonitor& monitor) {
    const auto known = state.monitors.find(monitor.portfolio_id);
    if (known == state.monitors.end()) ++state.monitors_so_far;
    state.monitors[monitor.portfolio_id] = monitor;
}

AlertPayload payloadOf(const BreachEvent& event, std::int64_t number, const MonitoringConfig& config) {
    return {fmt::format("alert_{:03}", number),
            event.book_id,
            std::string(severityName(event.severity)),
            std::string(limitKind(event.type).name),
            breachMessage(event),
            event.current_value,
            event.limit_value,
            event.severity >= Severity::High,
            event.breach_id,
            event.at,
            config.alert_channels};
}

} // namespace

std::vector<Breach> BreachState::openOf(const std::string& book_id) const {
    std::vector<Breach> out;
    for (const auto& [id, breach] : breaches)
        if (breach.book_id == book_id && !breach.resolved_at) out.push_back(breach);
    return out;
}

Result<void> BreachStore::load() {
    BreachState state;
    const auto events =
        readJournal<KeptEvent>(ledger_, read_json, kBreaches,
                               [&](const KeptEvent& kept, const auto&) { take(state, eventFrom(kept)); });
    if (!events) return events;
    const auto alerts = readJournal<AlertPayload>(
        ledger_, read_json, kAlerts, [&](const AlertPayload& alert, const auto&) { take(state, alert); });
    if (!alerts) return alerts;
    const auto deliveries =
        readJournal<KeptDelivery>(ledger_, read_json, kDeliveries,
                                  [&](const KeptDelivery& delivery, const auto&) { take(state, delivery); });
    if (!deliveries) return deliveries;
    const auto monitors =
        readJournal<KeptMonitor>(ledger_, read_json, kMonitors,
                                 [&](const KeptMonitor& monitor, const auto&) { take(state, monitor); });
    if (!monitors) return monitors;
    state_ = std::move(state);
    unsure_ = false;
    return {};
}

Result<void> BreachStore::beSure() {
    return unsure_ ? load() : Result<void>{};
}

Result<void> BreachStore::append(const std::vector<JournalEntry>& entries) {
    const auto kept = ledger_.append(entries);
    if (kept) return {};
    unsure_ = true;
    return kit::failAs(kept);
}

/// Gives ids to what is new and writes events and alerts side by side.
std::vector<JournalEntry> BreachStore::entriesOf(Told& told, const MonitoringConfig& config) const {
    std::vector<JournalEntry> out;
    auto breaches = state_.breaches_so_far;
    auto alerts = state_.alerts_so_far;
    const auto threshold = severityOf(config.severity_threshold);
    for (auto& event : told.events) {
        if (event.kind == BreachEventKind::Opened) event.breach_id = fmt::format("breach_{:03}", ++breaches);
        out.push_back({kBreaches, event.book_id, "", kit::writeJson(keptOf(event)), event.at});
        const bool news = event.kind != BreachEventKind::Resolved;
        if (!news || event.severity < threshold) continue;
        told.alerts.push_back(payloadOf(event, ++alerts, config));
        const auto& alert = told.alerts.back();
        out.push_back({kAlerts, event.book_id, alert.alert_id, kit::writeJson(alert), event.at});
    }
    return out;
}

Result<Told> BreachStore::keepCheck(const std::string& book_id, const std::vector<CheckedLimit>& checked,
                                    const MonitoringConfig& config) {
    if (auto sure = beSure(); !sure) return kit::failAs(sure);
    Told told;
    told.events = eventsOf(book_id, state_.openOf(book_id), checked, clock_.now());
    if (told.events.empty()) return told;
    if (auto kept = append(entriesOf(told, config)); !kept) return kit::failAs(kept);
    for (const auto& event : told.events)
        take(state_, event);
    for (const auto& alert : told.alerts)
        take(state_, alert);
    return told;
}

Result<BreachEvent> BreachStore::keepWord(const std::string& breach_id, BreachEventKind kind,
                                          const std::string& note) {
    if (auto sure = beSure(); !sure) return kit::failAs(sure);
    const auto found = state_.breaches.find(breach_id);
    if (found == state_.breaches.end())
        return fail(ErrorCode::NotFound, "there is no breach of this id", "/breach_id");
    const auto& breach = found->second;
    if (breach.resolved_at) return fail(ErrorCode::Conflict, "the breach is resolved already", "/breach_id");
    if (kind == BreachEventKind::Acknowledged && breach.acknowledged_at)
        return fail(ErrorCode::Conflict, "the breach is acknowledged already", "/breach_id");
    BreachEvent event;
    event.kind = kind;
    event.breach_id = breach_id;
    event.book_id = breach.book_id;
    event.type = breach.type;
    event.subject = breach.subject;
    event.severity = breach.severity;
    event.current_value = breach.current_value;
    event.limit_value = breach.limit_value;
    event.utilisation = breach.worst_use;
    event.note = note;
    event.at = clock_.now();
    const auto kept = append({{kBreaches, event.book_id, "", kit::writeJson(keptOf(event)), event.at}});
    if (!kept) return kit::failAs(kept);
    take(state_, event);
    return event;
}

Result<KeptMonitor> BreachStore::keepMonitor(const std::string& book_id, bool active,
                                             const MonitoringConfig& config) {
    if (auto sure = beSure(); !sure) return kit::failAs(sure);
    const auto known = state_.monitors.find(book_id);
    KeptMonitor monitor{known != state_.monitors.end()
                            ? known->second.monitoring_id
                            : fmt::format("monitor_{:03}", state_.monitors_so_far + 1),
                        book_id, active, config, clock_.now()};
    const auto kept = append({{kMonitors, book_id, "", kit::writeJson(monitor), monitor.at}});
    if (!kept) return kit::failAs(kept);
    take(state_, monitor);
    return monitor;
}

Result<void> BreachStore::keepDelivery(const std::string& alert_id, const std::string& channel,
                                       const std::string& outcome) {
    if (auto sure = beSure(); !sure) return sure;
    const KeptDelivery delivery{alert_id, channel, outcome, clock_.now()};
    const auto alert = std::ranges::find(state_.alerts, alert_id, &AlertPayload::alert_id);
    const bool open = alert != state_.alerts.end() && !state_.settled.contains(settledKey(alert_id, channel));
    if (!open) return {};
    auto kept = append({{kDeliveries, alert->portfolio_id, settledKey(alert_id, channel),
                         kit::writeJson(delivery), delivery.at}});
    if (!kept) return kept;
    take(state_, delivery);
    return {};
}

Result<std::vector<BreachEvent>> BreachStore::eventsOfBreach(const std::string& breach_id) {
    std::vector<BreachEvent> out;
    const auto read =
        readJournal<KeptEvent>(ledger_, read_json, kBreaches, [&](const KeptEvent& kept, const auto&) {
            if (kept.breach_id == breach_id) out.push_back(eventFrom(kept));
        });
    if (!read) return kit::failAs(read);
    return out;
}

Result<std::vector<AlertView>> BreachStore::alerts(const AlertsRequest& request) {
    std::vector<AlertView> out;
    const auto read =
        readJournal<AlertPayload>(ledger_, read_json, kAlerts, [&](const AlertPayload& alert, const auto&) {
            const bool wanted =
                (request.portfolio_id.empty() || alert.portfolio_id == request.portfolio_id) &&
                (request.severity.empty() || alert.severity == request.severity);
            if (wanted) out.push_back(viewOf(alert));
        });
    if (!read) return kit::failAs(read);
    const auto newest = std::min<std::size_t>(out.size(), static_cast<std::size_t>(request.limit));
    out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(newest));
    std::ranges::reverse(out);
    std::map<std::string, AlertView*> by_id;
    for (auto& alert : out)
        by_id[alert.alert_id] = &alert;
    const auto told = readJournal<KeptDelivery>(
        ledger_, read_json, kDeliveries, [&](const KeptDelivery& delivery, const auto&) {
            if (const auto found = by_id.find(delivery.alert_id); found != by_id.end())
                found->second->outcomes.push_back({delivery.channel, delivery.outcome, delivery.at});
        });
    if (!told) return kit::failAs(told);
    return out;
}

BreachView viewOf(const Breach& breach) {
    BreachView out;
    out.breach_id = breach.breach_id;
    out.timestamp = breach.opened_at;
    out.portfolio_id = breach.book_id;
    out.limit_type = limitKind(breach.type).name;
    if (!breach.subject.empty()) out.subject = breach.subject;
    out.severity = severityName(breach.severity);
    out.current_value = breach.current_value;
    out.limit_value = breach.limit_value;
    out.resolution_status = breach.resolved_at       ? "RESOLVED"
                            : breach.acknowledged_at ? "ACKNOWLEDGED"
                                                     : "OPEN";
    out.acknowledged_at = breach.acknowledged_at;
    out.resolution_time = breach.resolved_at;
    if (!breach.action_taken.empty()) out.action_taken = breach.action_taken;
    return out;
}

BreachEventView viewOf(const BreachEvent& event) {
    return {std::string(eventName(event.kind)),
            event.at,
            std::string(severityName(event.severity)),
            event.current_value,
            event.limit_value,
            event.note.empty() ? std::nullopt : std::optional(event.note)};
}

AlertView viewOf(const AlertPayload& alert) {
    return {alert.alert_id,    alert.portfolio_id,    alert.severity,
            alert.limit_type,  alert.message,         alert.current_value,
            alert.limit_value, alert.action_required, alert.breach_id,
            alert.at,          alert.channels,        {}};
}

Alert alertOf(const AlertPayload& payload) {
    return {payload.alert_id,        payload.portfolio_id,
            payload.breach_id,       payload.severity,
            payload.limit_type,      payload.message,
            payload.current_value,   payload.limit_value,
            payload.action_required, payload.at};
}

} // namespace nautilus::risk

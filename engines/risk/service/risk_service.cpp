#include "engines/risk/service/risk_service.h"

#include "engines/kit/table.h"
#include "engines/risk/service/period.h"

#include <algorithm>

namespace nautilus::risk {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

RiskService::RiskService(kit::Ports ports, kit::EngineThreads threads)
    : reports(ports.ledger, ports.clock), ports_(ports), threads_(threads),
      limits_(ports.ledger, ports.clock), checker_(reader_, limits_), store_(ports.ledger, ports.clock),
      desk_({ports.clock, ports.stream, threads, store_,
             [this](const std::string& book_id) {
                 CheckRequest request;
                 request.portfolio_id = book_id;
                 kit::Call call;
                 return checker_.check(request, call);
             },
             [this](const std::string& book_id) {
                 const auto kept = limits_.of(book_id, "").limits;
                 return std::ranges::any_of(kept, &KeptLimit::enabled);
             }}) {}

void RiskService::readJsonWith(kit::ReadJson read_json) {
    limits_.read_json = read_json;
    reports.read_json = read_json;
    store_.read_json = std::move(read_json);
}

Result<void> RiskService::start() {
    if (auto limits = limits_.load(); !limits) return limits;
    if (auto breaches = store_.load(); !breaches) return breaches;
    if (with_demo)
        if (auto made = makeDemoLimits(); !made) return made;
    desk_.start(own_pulse);
    return {};
}

Result<CheckResult> RiskService::check(const CheckRequest& request, kit::Call& call) {
    const auto begun = ports_.clock.steadyNs();
    const auto scopes = checker_.check(request, call);
    if (!scopes) return kit::failAs(scopes);
    auto out = answerOf(*scopes, openBreaches());
    explainCheck(*scopes, out, request.window, call);
    const auto took = ports_.clock.steadyNs() - begun;
    ++checks_;
    check_ns_ += took;
    std::int64_t positions = 0;
    for (const auto& scope : *scopes)
        positions += static_cast<std::int64_t>(scope.book.positions.size());
    call.fact("check_time_ms", static_cast<double>(took / 1000) / 1000.0);
    call.fact("positions_analyzed", positions);
    call.fact("limits_checked", static_cast<std::int64_t>(out.limit_checks.size()));
    return out;
}

OpenBreach RiskService::openBreaches() const {
    return [state = desk_.state()](const std::string& book_id, LimitType type, const std::string& subject) {
        for (const auto& [id, breach] : state->breaches)
            if (!breach.resolved_at && breach.book_id == book_id && breach.type == type &&
                breach.subject == subject)
                return id;
        return std::string();
    };
}

Result<std::string> RiskService::scopeOf(const std::string& book_id) const {
    constexpr const char* kNames[] = {"portfolio", "account", "firm"};
    if (!reader_.books()) return fail(ErrorCode::Unavailable, "the books are not there yet", "", true);
    const auto found = reader_.books()->find(book_id);
    if (!found)
        return fail(ErrorCode::NotFound, "there is no portfolio or account " + book_id, "/portfolio_id");
    return std::string(kNames[static_cast<int>(found->scope)]);
}

void RiskService::tellLimits(const LimitsResult& limits) {
    ports_.stream.publish("risk.limits." + limits.portfolio_id, kit::writeJson(limits), "risk");
}

Result<MonitorView> RiskService::startMonitor(const StartMonitorRequest& request, kit::Call& call) {
    if (const auto scope = scopeOf(request.portfolio_id); !scope) return kit::failAs(scope);
    const auto& names = request.monitoring_config.alert_channels;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto at = "/data/alert_channels/" + std::to_string(i);
        const auto* channel = desk_.channel(names[i]);
        if (!channel) {
            call.warn("unknown_channel", at, "there is no channel " + names[i] + ": nothing is sent by it");
            continue;
        }
        if (const auto ready = channel->ready(); !ready)
            call.warn("channel_not_ready", at,
                      names[i] + " is not ready: " + ready.error().front().message +
                          "; alerts wait for it for a day");
    }
    if (limits_.of(request.portfolio_id, "").limits.empty())
        call.warn("no_limits", "/data/status", "no limit is kept for " + request.portfolio_id);
    return desk_.begin(request);
}

Result<MonitorView> RiskService::stopMonitor(const StopMonitorRequest& request) {
    if (!request.portfolio_id.empty()) return desk_.end(request.portfolio_id);
    if (request.monitoring_id.empty())
        return fail(ErrorCode::InvalidArgument, "portfolio_id or monitoring_id is required", "/portfolio_id");
    for (const auto& monitor : desk_.list().monitors)
        if (monitor.monitoring_id == request.monitoring_id) return desk_.end(monitor.portfolio_id);
    return fail(ErrorCode::NotFound, "there is no such monitoring", "/monitoring_id");
}

Result<BreachesResult> RiskService::breaches(const BreachesRequest& request, kit::Call& call) const {
    const auto scope = scopeOf(request.portfolio_id);
    const auto from = periodStart(request.period, ports_.clock.now());
    if (!from) return kit::failAs(from);
    BreachesResult out;
    double minutes = 0;
    std::int64_t resolved = 0;
    bool any = false;
    for (const auto& [id, breach] : desk_.state()->breaches) {
        if (breach.book_id != request.portfolio_id) continue;
        any = true;
        auto view = viewOf(breach);
        const bool fits = (request.severity.empty() || view.severity == request.severity) &&
                          (request.state.empty() || view.resolution_status == request.state);
        if (breach.opened_at < *from || !fits) continue;
        auto& s = out.breach_summary;
        ++s.total_breaches;
        ++(breach.severity == Severity::Critical ? s.critical_severity
           : breach.severity == Severity::High   ? s.high_severity
           : breach.severity == Severity::Medium ? s.medium_severity
                                                 : s.low_severity);
        if (breach.resolved_at) {
            ++resolved;
            minutes += static_cast<double>(breach.resolved_at->ns - breach.opened_at.ns) / 60e9;
        }
        out.breaches.push_back(std::move(view));
    }
    if (!scope && !any) return kit::failAs(scope); // what is gone may still have a history
    if (resolved > 0)
        out.breach_summary.avg_resolution_time_minutes = minutes / static_cast<double>(resolved);
    else
        call.warn("not_computable", "/data/breach_summary/avg_resolution_time_minutes",
                  "no breach of the period is resolved");
    std::ranges::sort(out.breaches, [](const BreachView& a, const BreachView& b) {
        return a.timestamp != b.timestamp ? a.timestamp > b.timestamp : a.breach_id > b.breach_id;
    });
    for (std::size_t i = 0; i < out.breaches.size(); ++i) {
        if (out.breaches[i].resolution_time) continue;
        const auto at = "/data/breaches/" + std::to_string(i);
        call.warn("not_resolved", at + "/resolution_time", "the breach is not resolved yet");
        call.warn("not_resolved", at + "/action_taken", "the breach is not resolved yet");
    }
    call.method("period",
                "breaches that were found within that time before now; a month is 30 days, a year 365");
    return out;
}

Result<BreachHistory> RiskService::history(const std::string& breach_id) {
    const auto& known = store_.state().breaches;
    const auto found = known.find(breach_id);
    if (found == known.end()) return fail(ErrorCode::NotFound, "there is no breach of this id", "/breach_id");
    const auto events = store_.eventsOfBreach(breach_id);
    if (!events) return kit::failAs(events);
    BreachHistory out{viewOf(found->second), {}};
    for (const auto& event : *events)
        out.events.push_back(viewOf(event));
    return out;
}

RiskHealth RiskService::health() const {
    const auto vitals = ports_.vitals.vitals(id());
    const auto figures = desk_.figures();
    RiskHealth out;
    out.status = healthWord(vitals);
    out.version = version();
    out.uptime_seconds = vitals.uptime_seconds;
    out.messagebus_connected = ports_.stream.connected();
    out.monitoring_active = figures.monitored > 0;
    out.monitored_portfolios = figures.monitored;
    out.breach_alerts_sent = figures.alerts_sent;
    out.risk_checks_performed = checks_ + figures.checks;
    if (checks_ > 0)
        out.avg_check_time_ms = static_cast<double>(check_ns_) / 1e6 / static_cast<double>(checks_);
    return out;
}

kit::Keyed<double> RiskService::statistics() const {
    const auto figures = desk_.figures();
    std::size_t limits = 0;
    for (const auto& [book_id, kept] : *limits_.current())
        limits += kept.size();
    kit::Keyed<double> out;
    out["limits"] = static_cast<double>(limits);
    out["monitored_portfolios"] = static_cast<double>(figures.monitored);
    out["open_breaches"] = static_cast<double>(figures.open_breaches);
    out["checks"] = static_cast<double>(checks_ + figures.checks);
    out["alerts_sent"] = static_cast<double>(figures.alerts_sent);
    return out;
}

std::vector<kit::MetricSample> RiskService::metrics() const {
    const auto figures = desk_.figures();
    return {{"risk_checks_performed_total", "Checks of portfolios against limits",
             static_cast<double>(checks_ + figures.checks)},
            {"risk_breach_alerts_sent_total", "Alerts that a channel has taken",
             static_cast<double>(figures.alerts_sent)},
            {"risk_monitored_portfolios", "Portfolios, accounts and the firm that are watched",
             static_cast<double>(figures.monitored), false},
            {"risk_open_breaches", "Breaches that are not resolved",
             static_cast<double>(figures.open_breaches), false}};
}

} // namespace nautilus::risk

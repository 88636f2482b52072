#include "engines/risk/service/risk_service.h"

namespace nautilus::risk {

using kit::Call;
using kit::Envelope;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Verb;

namespace {

/// The request that the API's documentation prints.
constexpr const char* kCheckExample =
    R"({"portfolio_id":"portfolio_001","positions":[{"symbol":"AAPL","quantity":1000,)"
    R"("current_price":155.00,"asset_class":"equity","sector":"technology"}],"portfolio_value":1000000,)"
    R"("limits":{"max_position_size":0.10,"max_sector_exposure":0.25,"max_leverage":2.0,)"
    R"("var_limit":0.02}})";

} // namespace

std::vector<Operation> RiskService::operations() {
    std::vector<Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, RiskHealth>(
        {.id = "risk.health",
         .paths = {"/risk/health"},
         .scope = Scope::Open,
         .summary = "Health of the risk engine",
         .example = "{}",
         .envelope = Envelope::Bare},
        [this](const kit::Nothing&, Call&) { return Result<RiskHealth>(health()); }));
    out.push_back(onDriver<CheckRequest, CheckResult>(
        {.id = "risk.check",
         .verb = Verb::Post,
         .paths = {"/risk/check/{portfolio_id}"},
         .summary = "Holds positions, or those of a portfolio, against limits",
         .example = kCheckExample},
        [this](const CheckRequest& request, Call& call) { return check(request, call); }));
    out.push_back(onDriver<WhatIfRequest, WhatIfResult>(
        {.id = "risk.what_if",
         .verb = Verb::Post,
         .paths = {"/api/v1/risk/what-if"},
         .summary = "All limits of a portfolio before and after trades that are only thought of",
         .example = R"({"portfolio_id":"portfolio_001","trades":[{"symbol":"AAPL","quantity":100}],)"
                    R"("limits":{"position_size":0.5,"leverage_limit":1.5}})"},
        [this](const WhatIfRequest& request, Call& call) {
            return checker_.whatIf(request, openBreaches(), call);
        }));
    addLimitOperations(out);
    addMonitorOperations(out);
    addBreachOperations(out);
    addFigureOperations(out);
    addReportOperations(out);
    return out;
}

void RiskService::addLimitOperations(std::vector<Operation>& out) {
    out.push_back(onDriver<SetLimitsRequest, LimitsResult>(
        {.id = "risk.set_limits",
         .verb = Verb::Post,
         .paths = {"/risk/limits"},
         .scope = Scope::Write,
         .summary = "Sets limits of a portfolio, an account or the firm",
         .example = R"({"portfolio_id":"portfolio_001","limits":[)"
                    R"({"limit_type":"position_size","value":0.10,"enabled":true,"auto_adjust":false},)"
                    R"({"limit_type":"var_limit","value":0.02,"enabled":true,"auto_adjust":true,)"
                    R"("adjustment_factor":0.1}]})"},
        [this](const SetLimitsRequest& request, Call&) -> Result<LimitsResult> {
            const auto scope = scopeOf(request.portfolio_id);
            if (!scope) return kit::failAs(scope);
            auto kept = limits_.set(request, *scope);
            if (kept) tellLimits(*kept);
            return kept;
        }));
    out.push_back(onDriver<LimitsRequest, LimitsResult>(
        {.id = "risk.limits",
         .paths = {"/risk/limits/{portfolio_id}"},
         .summary = "Limits that are kept for a portfolio, an account or the firm",
         .example = R"({"portfolio_id":"portfolio_001"})"},
        [this](const LimitsRequest& request, Call&) -> Result<LimitsResult> {
            const auto scope = scopeOf(request.portfolio_id);
            if (!scope) return kit::failAs(scope);
            auto kept = limits_.of(request.portfolio_id, *scope);
            if (!request.history) return kept;
            auto versions = limits_.history(request.portfolio_id);
            if (!versions) return kit::failAs(versions);
            kept.limits = std::move(*versions);
            return kept;
        }));
    out.push_back(onDriver<RemoveLimitRequest, LimitsResult>(
        {.id = "risk.remove_limits",
         .verb = Verb::Delete,
         .paths = {"/risk/limits/{portfolio_id}"},
         .scope = Scope::Write,
         .summary = "Takes one limit or all of a portfolio away; their versions stay in the history",
         .example = R"({"portfolio_id":"portfolio_002"})"},
        [this](const RemoveLimitRequest& request, Call&) -> Result<LimitsResult> {
            const auto scope = scopeOf(request.portfolio_id);
            if (!scope) return kit::failAs(scope);
            auto left = limits_.remove(request, *scope);
            if (left) tellLimits(*left);
            return left;
        }));
}

void RiskService::addMonitorOperations(std::vector<Operation>& out) {
    out.push_back(onDriver<StartMonitorRequest, MonitorView>(
        {.id = "risk.monitor_start",
         .verb = Verb::Post,
         .paths = {"/risk/monitor/start"},
         .scope = Scope::Write,
         .summary = "Watches a portfolio, or changes how it is watched",
         .example = R"({"portfolio_id":"portfolio_001","monitoring_config":{"check_interval_seconds":5,)"
                    R"("alert_channels":["email","webhook"],"severity_threshold":"MEDIUM"}})"},
        [this](const StartMonitorRequest& request, Call& call) { return startMonitor(request, call); }));
    out.push_back(onDriver<kit::Nothing, MonitorList>(
        {.id = "risk.monitors",
         .paths = {"/risk/monitor"},
         .summary = "What is watched and when it was looked at last",
         .example = "{}"},
        [this](const kit::Nothing&, Call&) { return Result<MonitorList>(desk_.list()); }));
    out.push_back(onDriver<StopMonitorRequest, MonitorView>(
        {.id = "risk.monitor_stop",
         .verb = Verb::Post,
         .paths = {"/risk/monitor/stop"},
         .scope = Scope::Write,
         .summary = "Ends the watch over a portfolio; open breaches stay open",
         .example = R"({"portfolio_id":"portfolio_001"})"},
        [this](const StopMonitorRequest& request, Call&) { return stopMonitor(request); }));
}

void RiskService::addBreachOperations(std::vector<Operation>& out) {
    out.push_back(onDriver<BreachesRequest, BreachesResult>(
        {.id = "risk.breaches",
         .paths = {"/risk/breaches/{portfolio_id}"},
         .summary = "Breaches of a portfolio that the monitor found, with what became of them",
         .example = R"({"portfolio_id":"portfolio_001","period":"7D"})",
         .formats = "json|csv"},
        [this](const BreachesRequest& request, Call& call) { return breaches(request, call); }));
    const auto word = [this](const char* id, const char* path, const char* summary, BreachEventKind kind) {
        return onDriver<BreachRequest, BreachView>(
            {.id = id,
             .verb = Verb::Post,
             .paths = {path},
             .scope = Scope::Write,
             .summary = summary,
             .example = R"({"breach_id":"breach_001","note":"Orders are placed"})"},
            [this, kind](const BreachRequest& request, Call&) -> Result<BreachView> {
                const auto kept = desk_.word(request.breach_id, kind, request.note);
                if (!kept) return kit::failAs(kept);
                return viewOf(store_.state().breaches.at(request.breach_id));
            });
    };
    out.push_back(word("risk.breach_acknowledge", "/api/v1/risk/breaches/{breach_id}/acknowledge",
                       "Says that somebody looks after a breach", BreachEventKind::Acknowledged));
    out.push_back(word("risk.breach_resolve", "/api/v1/risk/breaches/{breach_id}/resolve",
                       "Says that a breach is dealt with; the next check opens it anew if it is not",
                       BreachEventKind::Resolved));
    out.push_back(onDriver<BreachRequest, BreachHistory>(
        {.id = "risk.breach_history",
         .paths = {"/api/v1/risk/breaches/{breach_id}"},
         .summary = "Everything that happened to one breach",
         .example = R"({"breach_id":"breach_001"})"},
        [this](const BreachRequest& request, Call&) { return history(request.breach_id); }));
    out.push_back(onDriver<AlertsRequest, AlertsResult>(
        {.id = "risk.alerts",
         .paths = {"/api/v1/risk/alerts"},
         .summary = "Alerts that went out, and what became of each on its ways",
         .example = R"({"portfolio_id":"portfolio_001"})"},
        [this](const AlertsRequest& request, Call&) -> Result<AlertsResult> {
            auto alerts = store_.alerts(request);
            if (!alerts) return kit::failAs(alerts);
            return AlertsResult{std::move(*alerts)};
        }));
}

std::string BreachesResult::csv() const {
    kit::Table::Texts ids, times, types, subjects, severities, states, resolved, actions;
    kit::Table::Numbers values, limits;
    for (const auto& each : breaches) {
        ids.push_back(each.breach_id);
        times.push_back(each.timestamp.rfc3339());
        types.push_back(each.limit_type);
        subjects.push_back(each.subject.value_or(""));
        severities.push_back(each.severity);
        values.push_back(each.current_value);
        limits.push_back(each.limit_value);
        states.push_back(each.resolution_status);
        resolved.push_back(each.resolution_time ? each.resolution_time->rfc3339() : "");
        actions.push_back(each.action_taken.value_or(""));
    }
    kit::Table table;
    table.add("breach_id", std::move(ids));
    table.add("timestamp", std::move(times));
    table.add("limit_type", std::move(types));
    table.add("subject", std::move(subjects));
    table.add("severity", std::move(severities));
    table.add("current_value", std::move(values));
    table.add("limit_value", std::move(limits));
    table.add("resolution_status", std::move(states));
    table.add("resolution_time", std::move(resolved));
    table.add("action_taken", std::move(actions));
    return table.csv();
}

} // namespace nautilus::risk

#pragma once
// Portfolios that are watched, the breaches that were found and what became of them.

#include "engines/kit/engine.h"

namespace nautilus::risk {

struct MonitoringConfig {
    std::int64_t check_interval_seconds = 5;
    std::vector<std::string> alert_channels;
    std::string severity_threshold = "MEDIUM";

    static constexpr auto fields() {
        using kit::field;
        using C = MonitoringConfig;
        return std::make_tuple(
            field("check_interval_seconds", &C::check_interval_seconds).range(1, 86'400).unit("s"),
            field("alert_channels", &C::alert_channels)
                .size(0, 10)
                .doc("Names of channels: email, webhook, desktop; none: events on the bus alone"),
            field("severity_threshold", &C::severity_threshold)
                .oneOf("LOW|MEDIUM|HIGH|CRITICAL")
                .doc("What is below is kept as a breach and alerts nobody"));
    }
};

struct StartMonitorRequest {
    std::string portfolio_id;
    MonitoringConfig monitoring_config;

    static constexpr auto fields() {
        using kit::field;
        using R = StartMonitorRequest;
        return std::make_tuple(field("portfolio_id", &R::portfolio_id)
                                   .required()
                                   .size(1, 64)
                                   .doc("A portfolio, an account or \"firm\""),
                               field("monitoring_config", &R::monitoring_config));
    }
};

struct MonitorView {
    std::string monitoring_id;
    std::string portfolio_id;
    std::string status;
    std::optional<domain::Timestamp> next_check_at, last_check_at;
    std::int64_t check_interval_seconds = 5;
    std::vector<std::string> alert_channels;
    std::string severity_threshold;
    std::int64_t checks = 0;
    std::optional<std::string> last_status, last_error;

    static constexpr auto fields() {
        using kit::field;
        using V = MonitorView;
        return std::make_tuple(
            field("monitoring_id", &V::monitoring_id), field("portfolio_id", &V::portfolio_id),
            field("status", &V::status).oneOf("ACTIVE|STOPPED"), field("next_check_at", &V::next_check_at),
            field("check_interval_seconds", &V::check_interval_seconds).unit("s"),
            field("alert_channels", &V::alert_channels), field("severity_threshold", &V::severity_threshold),
            field("checks", &V::checks).doc("Since the start of the program"),
            field("last_check_at", &V::last_check_at),
            field("last_status", &V::last_status).doc("Overall status that the last check found"),
            field("last_error", &V::last_error).doc("Why the last check failed"));
    }
};

struct StopMonitorRequest {
    std::string portfolio_id;
    std::string monitoring_id;

    static constexpr auto fields() {
        using kit::field;
        using R = StopMonitorRequest;
        return std::make_tuple(field("portfolio_id", &R::portfolio_id).size(0, 64),
                               field("monitoring_id", &R::monitoring_id).size(0, 64));
    }
};

struct MonitorList {
    std::vector<MonitorView> monitors;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("monitors", &MonitorList::monitors).doc("By id"));
    }
};

struct BreachesRequest {
    std::string portfolio_id;
    std::string period = "7D";
    std::string severity;
    std::string state;

    static constexpr auto fields() {
        using kit::field;
        using R = BreachesRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64),
            field("period", &R::period)
                .size(1, 6)
                .doc("Breaches that began within it by the clock: 24H, 7D, 2W, 1M, 1Y, ALL"),
            field("severity", &R::severity).oneOf("|LOW|MEDIUM|HIGH|CRITICAL").doc("Only these"),
            field("state", &R::state).oneOf("|OPEN|ACKNOWLEDGED|RESOLVED").doc("Only these"));
    }
};

struct BreachSummary {
    std::int64_t total_breaches = 0;
    std::int64_t critical_severity = 0, high_severity = 0, medium_severity = 0, low_severity = 0;
    double avg_resolution_time_minutes = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using S = BreachSummary;
        return std::make_tuple(
            field("total_breaches", &S::total_breaches), field("critical_severity", &S::critical_severity),
            field("high_severity", &S::high_severity), field("medium_severity", &S::medium_severity),
            field("low_severity", &S::low_severity),
            field("avg_resolution_time_minutes", &S::avg_resolution_time_minutes)
                .doc("Of those that are resolved; null without any")
                .unit("min"));
    }
};

struct BreachView {
    std::string breach_id;
    domain::Timestamp timestamp;
    std::string portfolio_id;
    std::string limit_type;
    std::optional<std::string> subject;
    std::string severity;
    double current_value = domain::kMissing;
    double limit_value = domain::kMissing;
    std::string resolution_status;
    std::optional<domain::Timestamp> acknowledged_at, resolution_time;
    std::optional<std::string> action_taken;

    static constexpr auto fields() {
        using kit::field;
        using B = BreachView;
        return std::make_tuple(
            field("breach_id", &B::breach_id), field("timestamp", &B::timestamp).doc("When it was found"),
            field("portfolio_id", &B::portfolio_id), field("limit_type", &B::limit_type),
            field("subject", &B::subject).doc("Symbol, sector or currency"),
            field("severity", &B::severity).oneOf("LOW|MEDIUM|HIGH|CRITICAL").doc("The highest so far"),
            field("current_value", &B::current_value).doc("As last told"),
            field("limit_value", &B::limit_value),
            field("resolution_status", &B::resolution_status).oneOf("OPEN|ACKNOWLEDGED|RESOLVED"),
            field("acknowledged_at", &B::acknowledged_at), field("resolution_time", &B::resolution_time),
            field("action_taken", &B::action_taken));
    }
};

struct BreachesResult {
    BreachSummary breach_summary;
    std::vector<BreachView> breaches;

    static constexpr auto fields() {
        using kit::field;
        using R = BreachesResult;
        return std::make_tuple(field("breach_summary", &R::breach_summary),
                               field("breaches", &R::breaches).doc("Newest first"));
    }
    [[nodiscard]] std::string csv() const;
};

struct BreachRequest {
    std::string breach_id;
    std::string note;

    static constexpr auto fields() {
        using kit::field;
        using R = BreachRequest;
        return std::make_tuple(field("breach_id", &R::breach_id).required().size(1, 64),
                               field("note", &R::note).size(0, 500).doc("What was done, or by whom"));
    }
};

/// One entry of a breach's history.
struct BreachEventView {
    std::string event;
    domain::Timestamp at;
    std::string severity;
    double current_value = domain::kMissing;
    double limit_value = domain::kMissing;
    std::optional<std::string> note;

    static constexpr auto fields() {
        using kit::field;
        using E = BreachEventView;
        return std::make_tuple(field("event", &E::event).oneOf("opened|worsened|acknowledged|resolved"),
                               field("at", &E::at), field("severity", &E::severity),
                               field("current_value", &E::current_value),
                               field("limit_value", &E::limit_value), field("note", &E::note));
    }
};

struct BreachHistory {
    BreachView breach;
    std::vector<BreachEventView> events;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("breach", &BreachHistory::breach),
                               kit::field("events", &BreachHistory::events).doc("Oldest first"));
    }
};

/// What goes out on risk.alerts.{portfolio_id} and is kept in the journal "alerts".
struct AlertPayload {
    std::string alert_id;
    std::string portfolio_id;
    std::string severity;
    std::string limit_type;
    std::string message;
    double current_value = domain::kMissing;
    double limit_value = domain::kMissing;
    bool action_required = false;
    std::string breach_id;
    domain::Timestamp at;
    std::vector<std::string> channels;

    static constexpr auto fields() {
        using kit::field;
        using A = AlertPayload;
        return std::make_tuple(
            field("alert_id", &A::alert_id), field("portfolio_id", &A::portfolio_id),
            field("severity", &A::severity), field("limit_type", &A::limit_type),
            field("message", &A::message), field("current_value", &A::current_value),
            field("limit_value", &A::limit_value), field("action_required", &A::action_required),
            field("breach_id", &A::breach_id), field("at", &A::at), field("channels", &A::channels));
    }
};

struct AlertsRequest {
    std::string portfolio_id;
    std::string severity;
    std::int64_t limit = 100;

    static constexpr auto fields() {
        using kit::field;
        using R = AlertsRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id)
                .size(0, 64)
                .doc("Only of this portfolio, account or \"firm\"; without it all"),
            field("severity", &R::severity).oneOf("|LOW|MEDIUM|HIGH|CRITICAL").doc("Only these"),
            field("limit", &R::limit).range(1, 1'000).doc("The newest so many"));
    }
};

/// What became of an alert on one of its ways.
struct AlertOutcome {
    std::string channel;
    std::string outcome;
    domain::Timestamp at;

    static constexpr auto fields() {
        using kit::field;
        using O = AlertOutcome;
        return std::make_tuple(field("channel", &O::channel),
                               field("outcome", &O::outcome).doc("\"delivered\", or why it was given up"),
                               field("at", &O::at));
    }
};

struct AlertView {
    std::string alert_id, portfolio_id, severity, limit_type, message;
    double current_value = domain::kMissing, limit_value = domain::kMissing;
    bool action_required = false;
    std::string breach_id;
    domain::Timestamp at;
    std::vector<std::string> channels;
    std::vector<AlertOutcome> outcomes;

    static constexpr auto fields() {
        using kit::field;
        using A = AlertView;
        return std::make_tuple(
            field("alert_id", &A::alert_id), field("portfolio_id", &A::portfolio_id),
            field("severity", &A::severity), field("limit_type", &A::limit_type),
            field("message", &A::message), field("current_value", &A::current_value),
            field("limit_value", &A::limit_value), field("action_required", &A::action_required),
            field("breach_id", &A::breach_id), field("at", &A::at), field("channels", &A::channels),
            field("outcomes", &A::outcomes).doc("Of the channels that need no more trying"));
    }
};

struct AlertsResult {
    std::vector<AlertView> alerts;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("alerts", &AlertsResult::alerts).doc("Newest first"));
    }
};

} // namespace nautilus::risk

#pragma once
// What the risk engine is asked and answers: its health and the check of a portfolio against its limits.
// Other engines may include this folder, nothing deeper.

#include "engines/kit/engine.h"

namespace nautilus::risk {

struct RiskHealth {
    std::string status;
    std::string version;
    double uptime_seconds = 0;
    bool messagebus_connected = false;
    bool monitoring_active = false;
    std::int64_t monitored_portfolios = 0;
    std::int64_t breach_alerts_sent = 0;
    std::int64_t risk_checks_performed = 0;
    double avg_check_time_ms = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using H = RiskHealth;
        return std::make_tuple(
            field("status", &H::status).oneOf("healthy|degraded|unhealthy"), field("version", &H::version),
            field("uptime_seconds", &H::uptime_seconds).unit("s"),
            field("messagebus_connected", &H::messagebus_connected),
            field("monitoring_active", &H::monitoring_active).doc("Whether any portfolio is monitored"),
            field("monitored_portfolios", &H::monitored_portfolios),
            field("breach_alerts_sent", &H::breach_alerts_sent)
                .doc("Alerts that a channel has taken, since the home folder was made"),
            field("risk_checks_performed", &H::risk_checks_performed)
                .doc("Since the start, by request and by the monitor"),
            field("avg_check_time_ms", &H::avg_check_time_ms).doc("null before the first check").unit("ms"));
    }
};

/// One position of a request.
struct RiskPosition {
    std::string symbol;
    double quantity = 0;
    std::optional<double> current_price;
    std::optional<std::string> asset_class, sector, currency;

    static constexpr auto fields() {
        using kit::field;
        using P = RiskPosition;
        return std::make_tuple(
            field("symbol", &P::symbol).required().size(1, 32).doc("Ticker"),
            field("quantity", &P::quantity).required().range(-1e15, 1e15).doc("Units; negative: short"),
            field("current_price", &P::current_price)
                .range(0, 1e12)
                .doc("In the instrument's currency; without it the last stored close, as traded"),
            field("asset_class", &P::asset_class).size(1, 32).doc("Taken as it is; not used by any limit"),
            field("sector", &P::sector)
                .size(1, 64)
                .doc("GICS name or its short form; without it the stored classification"),
            field("currency", &P::currency).size(3, 3).doc("ISO 4217; without it that of the instrument"));
    }
};

struct CheckRequest {
    std::string portfolio_id;
    std::vector<RiskPosition> positions;
    std::optional<double> portfolio_value, cash;
    kit::Keyed<double> limits;
    double warning_at = 0.8;
    std::string market = "SPY";
    std::int64_t window = 504;
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = CheckRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id)
                .required()
                .size(1, 64)
                .doc("A portfolio, an account or \"firm\"; any name where positions are given"),
            field("positions", &R::positions).size(0, 10'000).doc("Without any, those of the book"),
            field("portfolio_value", &R::portfolio_value)
                .range(1e-9, 1e15)
                .doc("Of given positions with cash, in base currency; without it positions + cash"),
            field("cash", &R::cash)
                .range(-1e15, 1e15)
                .doc("Of given positions; without it what is missing to "
                     "the portfolio value"),
            field("limits", &R::limits)
                .doc("Limit type or its documented alias (max_position_size ...) -> value; without any the "
                     "stored limits of the portfolio, its account and the firm"),
            field("warning_at", &R::warning_at)
                .range(0.01, 1)
                .doc("Share of a given limit that is a warning"),
            field("market", &R::market).size(1, 32).doc("Symbol that beta and correlation refer to"),
            field("window", &R::window)
                .range(100, 2520)
                .doc("Sessions of history for value at risk, beta and correlation")
                .unit("sessions"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct LimitCheckRow {
    std::string limit_type;
    double current_value = domain::kMissing;
    double limit_value = domain::kMissing;
    std::string status;
    std::string severity;
    double utilization_percent = domain::kMissing;
    std::string action_required = "NONE";
    std::optional<std::string> subject;
    std::string scope;
    std::string scope_id;
    bool hard = true;

    static constexpr auto fields() {
        using kit::field;
        using R = LimitCheckRow;
        return std::make_tuple(
            field("limit_type", &R::limit_type),
            field("current_value", &R::current_value)
                .doc("Of the worst subject; null: cannot be measured, see the warnings"),
            field("limit_value", &R::limit_value).doc("As it applies now, adjusted where it adjusts itself"),
            field("status", &R::status).oneOf("OK|NOT_COMPUTABLE|WARNING|BREACH"),
            field("severity", &R::severity).oneOf("LOW|MEDIUM|HIGH|CRITICAL"),
            field("utilization_percent", &R::utilization_percent).unit("%"),
            field("action_required", &R::action_required)
                .doc("NONE while the limit is kept, MONITOR at a warning, REVIEW for a soft limit"),
            field("subject", &R::subject).doc("Symbol, sector or currency that is the worst"),
            field("scope", &R::scope).oneOf("request|portfolio|account|firm"),
            field("scope_id", &R::scope_id).doc("Whose limit it is"),
            field("hard", &R::hard).doc("false: to be looked at, not to be acted on at once"));
    }
};

struct RiskMetrics {
    double portfolio_var_1d = domain::kMissing;
    double portfolio_var_10d = domain::kMissing;
    double expected_shortfall = domain::kMissing;
    double beta = domain::kMissing;
    double correlation_to_market = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using M = RiskMetrics;
        return std::make_tuple(
            field("portfolio_var_1d", &M::portfolio_var_1d)
                .doc("99 %, share of the portfolio value, a loss is "
                     "positive"),
            field("portfolio_var_10d", &M::portfolio_var_10d).doc("The same over ten sessions"),
            field("expected_shortfall", &M::expected_shortfall).doc("99 %, one session"),
            field("beta", &M::beta), field("correlation_to_market", &M::correlation_to_market));
    }
};

struct CheckBreach {
    std::string breach_id;
    std::string limit_type;
    std::string severity;
    std::string action_required;
    std::string recommendation;
    std::optional<std::string> subject;
    double current_value = domain::kMissing;
    double limit_value = domain::kMissing;
    std::string scope;
    std::string scope_id;

    static constexpr auto fields() {
        using kit::field;
        using B = CheckBreach;
        return std::make_tuple(field("breach_id", &B::breach_id)
                                   .doc("That of the open breach where the monitor keeps one; else a name "
                                        "made of what is broken"),
                               field("limit_type", &B::limit_type), field("severity", &B::severity),
                               field("action_required", &B::action_required),
                               field("recommendation", &B::recommendation), field("subject", &B::subject),
                               field("current_value", &B::current_value),
                               field("limit_value", &B::limit_value), field("scope", &B::scope),
                               field("scope_id", &B::scope_id));
    }
};

struct CheckResult {
    std::string risk_assessment;
    std::string overall_status;
    std::vector<LimitCheckRow> limit_checks;
    RiskMetrics risk_metrics;
    std::vector<CheckBreach> breaches;

    static constexpr auto fields() {
        using kit::field;
        using R = CheckResult;
        return std::make_tuple(
            field("risk_assessment", &R::risk_assessment)
                .oneOf("LOW|MEDIUM|HIGH|CRITICAL")
                .doc("The highest severity of the checks"),
            field("overall_status", &R::overall_status)
                .oneOf("WITHIN_LIMITS|WARNING|BREACH")
                .doc("The worst of the checks"),
            field("limit_checks", &R::limit_checks).doc("One row per limit, about its worst subject"),
            field("risk_metrics", &R::risk_metrics),
            field("breaches", &R::breaches).doc("Every subject that breaks a limit"));
    }
};

/// A trade that is thought of.
struct IntendedTrade {
    std::string symbol;
    std::optional<double> quantity, weight, price;

    static constexpr auto fields() {
        using kit::field;
        using T = IntendedTrade;
        return std::make_tuple(
            field("symbol", &T::symbol).required().size(1, 32).doc("Ticker"),
            field("quantity", &T::quantity).range(-1e15, 1e15).doc("Units; negative: a sale"),
            field("weight", &T::weight)
                .range(-100, 100)
                .doc("Instead of a quantity: share of today's portfolio value that the position is to have, "
                     "at the close"),
            field("price", &T::price)
                .range(0, 1e12)
                .doc(
                    "Paid or taken per unit; without it the last stored close. Positions stay at the close"));
    }
};

struct WhatIfRequest {
    std::string portfolio_id;
    std::vector<IntendedTrade> trades;
    kit::Keyed<double> limits;
    double warning_at = 0.8;
    std::string market = "SPY";
    std::int64_t window = 504;
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = WhatIfRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64).doc("A portfolio of the book"),
            field("trades", &R::trades).required().size(1, 1'000),
            field("limits", &R::limits).doc("As of /risk/check; without any the stored ones"),
            field("warning_at", &R::warning_at).range(0.01, 1), field("market", &R::market).size(1, 32),
            field("window", &R::window).range(100, 2520).unit("sessions"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct WhatIfRow {
    std::string limit_type;
    std::optional<std::string> subject_before, subject_after;
    double before = domain::kMissing, after = domain::kMissing, limit_value = domain::kMissing;
    std::string status_before, status_after;

    static constexpr auto fields() {
        using kit::field;
        using R = WhatIfRow;
        return std::make_tuple(
            field("limit_type", &R::limit_type), field("subject_before", &R::subject_before),
            field("subject_after", &R::subject_after), field("before", &R::before), field("after", &R::after),
            field("limit_value", &R::limit_value), field("status_before", &R::status_before),
            field("status_after", &R::status_after));
    }
};

struct WhatIfResult {
    bool allowed = true;
    std::string overall_before, overall_after;
    std::vector<WhatIfRow> limits;
    RiskMetrics metrics_before, metrics_after;
    std::vector<CheckBreach> new_breaches;

    static constexpr auto fields() {
        using kit::field;
        using R = WhatIfResult;
        return std::make_tuple(
            field("allowed", &R::allowed)
                .doc(
                    "false when a hard limit that is kept, or one that is broken already, would be broken or "
                    "broken further"),
            field("overall_before", &R::overall_before), field("overall_after", &R::overall_after),
            field("limits", &R::limits), field("metrics_before", &R::metrics_before),
            field("metrics_after", &R::metrics_after),
            field("new_breaches", &R::new_breaches).doc("Broken afterwards and not before"));
    }
};

} // namespace nautilus::risk

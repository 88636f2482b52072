#pragma once
// What the websocket engine is asked and answers over HTTP. Other engines include nothing of this room: they
// publish on the bus.

#include "engines/kit/engine.h"

#include <optional>

namespace nautilus::websocket {

/// What of a topic a client wants. All parts that are given must let a message pass.
struct SubscriptionFilter {
    std::optional<double> price_change_threshold;
    std::optional<std::vector<std::string>> severity;
    std::optional<std::string> update_frequency;
    std::optional<std::vector<std::string>> metrics;
    std::optional<std::vector<std::string>> strategy_ids;
    std::optional<std::vector<std::string>> portfolio_ids;
    std::optional<std::vector<std::string>> symbols;

    static constexpr auto fields() {
        using kit::field;
        using F = SubscriptionFilter;
        return std::make_tuple(
            field("price_change_threshold", &F::price_change_threshold)
                .range(0, 10)
                .doc("Least change of data.price since the message passed on before, as a part of it: 0.01 = "
                     "1 %"),
            field("severity", &F::severity).size(1, 20).doc("data.severity is one of these, in any case"),
            field("update_frequency", &F::update_frequency)
                .size(2, 12)
                .doc("Least time between two messages of a topic: 500ms, 1s, 1m; the newest is passed on. "
                     "Only "
                     "for topics whose waiting messages are conflated"),
            field("metrics", &F::metrics)
                .size(1, 100)
                .doc("Members of data that are passed on, besides identifiers and times"),
            field("strategy_ids", &F::strategy_ids).size(1, 1000).doc("data.strategy_id is one of these"),
            field("portfolio_ids", &F::portfolio_ids).size(1, 1000).doc("data.portfolio_id is one of these"),
            field("symbols", &F::symbols).size(1, 10'000).doc("data.symbol is one of these"));
    }
};

struct WantedSubscription {
    std::string topic;
    std::optional<SubscriptionFilter> filter;
    std::optional<SubscriptionFilter> filters;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("topic", &WantedSubscription::topic)
                .required()
                .size(1, 200)
                .doc("Topic, or pattern: * is one word, at the end everything that follows"),
            field("filter", &WantedSubscription::filter).doc("What of it"),
            field("filters", &WantedSubscription::filters).doc("The same by another name"));
    }
};

struct RateLimit {
    double messages_per_second = 0;
    std::optional<double> burst_limit;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("messages_per_second", &RateLimit::messages_per_second)
                .required()
                .range(0.1, 1e6)
                .unit("1/s")
                .doc("To this connection; what comes faster waits and is conflated where its topic allows"),
            field("burst_limit", &RateLimit::burst_limit)
                .range(1, 1e6)
                .doc("Messages at once after a pause; default: those of one second"));
    }
};

struct ConnectRequest {
    std::string client_id;
    std::string connection_type = "api_client";
    std::vector<WantedSubscription> subscriptions;
    std::optional<RateLimit> rate_limit;

    static constexpr auto fields() {
        using kit::field;
        using R = ConnectRequest;
        return std::make_tuple(
            field("client_id", &R::client_id)
                .required()
                .size(1, 100)
                .doc("Name that the client gives itself"),
            field("connection_type", &R::connection_type)
                .size(1, 50)
                .doc("trading_dashboard, mobile_app, admin_panel, api_client ..."),
            field("subscriptions", &R::subscriptions).size(0, 1000).doc("In force once the client connects"),
            field("rate_limit", &R::rate_limit).doc("Default: none"));
    }
};

struct RateLimitState {
    std::optional<double> messages_per_second;
    double current_usage = 0;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(
            field("messages_per_second", &RateLimitState::messages_per_second)
                .unit("1/s")
                .doc("null: no limit"),
            field("current_usage", &RateLimitState::current_usage).doc("Tokens of the burst in use"));
    }
};

struct ConnectResult {
    std::string connection_id;
    std::string client_id;
    std::string websocket_url;
    std::int64_t subscriptions_active = 0;
    RateLimitState rate_limits;
    domain::Timestamp reserved_until;

    static constexpr auto fields() {
        using kit::field;
        using R = ConnectResult;
        return std::make_tuple(
            field("connection_id", &R::connection_id), field("client_id", &R::client_id),
            field("websocket_url", &R::websocket_url).doc("Where to connect, with the token in a header"),
            field("subscriptions_active", &R::subscriptions_active), field("rate_limits", &R::rate_limits),
            field("reserved_until", &R::reserved_until).doc("Forgotten if nobody connects until then"));
    }
};

struct SubscribeRequest {
    std::string client_id;
    std::string action = "subscribe";
    std::vector<WantedSubscription> subscriptions;

    static constexpr auto fields() {
        using kit::field;
        using R = SubscribeRequest;
        return std::make_tuple(
            field("client_id", &R::client_id).required().size(1, 100).doc("All connections of this client"),
            field("action", &R::action).oneOf("subscribe|unsubscribe"),
            field("subscriptions", &R::subscriptions).required().size(1, 1000));
    }
};

struct SubscriptionDetail {
    std::string topic;
    std::string status;
    std::string message_rate;
    std::optional<domain::Timestamp> last_message;

    static constexpr auto fields() {
        using kit::field;
        using D = SubscriptionDetail;
        return std::make_tuple(
            field("topic", &D::topic), field("status", &D::status).oneOf("active|reserved|ended"),
            field("message_rate", &D::message_rate)
                .doc("The most that the filter lets pass, or what was measured"),
            field("last_message", &D::last_message).doc("null: none came on this topic since the start"));
    }
};

struct SubscribeResult {
    std::int64_t subscriptions_added = 0;
    std::int64_t subscriptions_removed = 0;
    std::int64_t active_subscriptions = 0;
    std::int64_t connections = 0;
    std::vector<SubscriptionDetail> subscription_details;
    std::vector<std::string> patterns;

    static constexpr auto fields() {
        using kit::field;
        using R = SubscribeResult;
        return std::make_tuple(
            field("subscriptions_added", &R::subscriptions_added).doc("That were not there before"),
            field("subscriptions_removed", &R::subscriptions_removed),
            field("active_subscriptions", &R::active_subscriptions).doc("Of this client now"),
            field("connections", &R::connections).doc("Of this client"),
            field("subscription_details", &R::subscription_details).doc("One for each topic of the request"),
            field("patterns", &R::patterns).doc("Those of the request's topics that are patterns"));
    }
};

struct BroadcastTargets {
    std::optional<std::vector<std::string>> connection_types;
    std::optional<std::vector<std::string>> client_ids;
    std::optional<std::vector<std::string>> exclude_clients;

    static constexpr auto fields() {
        using kit::field;
        using T = BroadcastTargets;
        return std::make_tuple(
            field("connection_types", &T::connection_types).size(1, 100).doc("Default: every type"),
            field("client_ids", &T::client_ids).size(1, 10'000).doc("Default: every client"),
            field("exclude_clients", &T::exclude_clients).size(0, 10'000).doc("These not"));
    }
};

struct BroadcastRequest {
    std::string topic;
    kit::Value message;
    BroadcastTargets target_clients;

    static constexpr auto fields() {
        using kit::field;
        using R = BroadcastRequest;
        return std::make_tuple(
            field("topic", &R::topic).required().size(1, 200).doc("Stands in the message; no pattern"),
            field("message", &R::message)
                .required()
                .doc("An object; its member type, if any, is the message's"),
            field("target_clients", &R::target_clients)
                .doc("Which connected clients, whatever they are subscribed to; default: all"));
    }
};

struct BroadcastResult {
    std::string message_id;
    domain::Timestamp broadcast_timestamp;
    std::int64_t clients_targeted = 0;
    std::int64_t messages_sent = 0;
    std::int64_t failed_sends = 0;
    std::optional<double> delivery_rate;

    static constexpr auto fields() {
        using kit::field;
        using R = BroadcastResult;
        return std::make_tuple(
            field("message_id", &R::message_id), field("broadcast_timestamp", &R::broadcast_timestamp),
            field("clients_targeted", &R::clients_targeted).doc("Connections that fit"),
            field("messages_sent", &R::messages_sent).doc("Handed to their sockets within the time allowed"),
            field("failed_sends", &R::failed_sends).doc("Not yet handed over then, or gone"),
            field("delivery_rate", &R::delivery_rate).doc("Sent of targeted; null without a target"));
    }
};

struct CloseRequest {
    std::string connection_id;

    static constexpr auto fields() {
        return std::make_tuple(
            kit::field("connection_id", &CloseRequest::connection_id).required().size(1, 50));
    }
};

struct CloseResult {
    std::string connection_id;
    std::string client_id;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("connection_id", &CloseResult::connection_id),
                               field("client_id", &CloseResult::client_id));
    }
};

struct WebSocketHealth {
    std::string status;
    std::string version;
    double uptime_seconds = 0;
    bool messagebus_connected = false;
    std::int64_t active_connections = 0;
    std::int64_t max_connections = 0;
    std::int64_t messages_sent_today = 0;
    double avg_message_latency_ms = 0;
    double connection_success_rate = 0;

    static constexpr auto fields() {
        using kit::field;
        using H = WebSocketHealth;
        return std::make_tuple(
            field("status", &H::status).oneOf("healthy|degraded|unhealthy"), field("version", &H::version),
            field("uptime_seconds", &H::uptime_seconds).unit("s"),
            field("messagebus_connected", &H::messagebus_connected),
            field("active_connections", &H::active_connections),
            field("max_connections", &H::max_connections),
            field("messages_sent_today", &H::messages_sent_today).doc("Since midnight UTC"),
            field("avg_message_latency_ms", &H::avg_message_latency_ms)
                .unit("ms")
                .doc("From publishing to the socket, over the last minute; null without a message"),
            field("connection_success_rate", &H::connection_success_rate)
                .doc("Accepted of all that asked for one; null before the first"));
    }
};

} // namespace nautilus::websocket

#pragma once
// Statistics of the websocket engine, all measured.

#include "engines/kit/field_table.h"

#include <cstdint>

namespace nautilus::websocket {

struct ConnectionStats {
    std::int64_t total_connections = 0;
    std::int64_t active_connections = 0;
    std::int64_t idle_connections = 0;
    std::int64_t slow_connections = 0;
    kit::Keyed<std::int64_t> connections_per_type;

    static constexpr auto fields() {
        using kit::field;
        using S = ConnectionStats;
        return std::make_tuple(
            field("total_connections", &S::total_connections).doc("Active and idle"),
            field("active_connections", &S::active_connections).doc("Connected"),
            field("idle_connections", &S::idle_connections).doc("Announced, and nobody has connected yet"),
            field("slow_connections", &S::slow_connections).doc("Take their messages slower than they come"),
            field("connections_per_type", &S::connections_per_type));
    }
};

struct MessageStats {
    double messages_sent_per_second = 0;
    double messages_received_per_second = 0;
    double avg_message_size_bytes = 0;
    std::int64_t total_messages_today = 0;
    std::int64_t messages_conflated = 0;
    std::int64_t messages_dropped = 0;

    static constexpr auto fields() {
        using kit::field;
        using S = MessageStats;
        return std::make_tuple(
            field("messages_sent_per_second", &S::messages_sent_per_second)
                .unit("1/s")
                .doc("Last ten seconds"),
            field("messages_received_per_second", &S::messages_received_per_second)
                .unit("1/s")
                .doc("From clients, last ten seconds"),
            field("avg_message_size_bytes", &S::avg_message_size_bytes).unit("bytes"),
            field("total_messages_today", &S::total_messages_today).doc("Sent since midnight UTC"),
            field("messages_conflated", &S::messages_conflated)
                .doc("Replaced by a newer one while they waited, since the start"),
            field("messages_dropped", &S::messages_dropped)
                .doc("Left out and told as a gap, or lost with a connection, since the start"));
    }
};

struct PerformanceStats {
    double avg_latency_ms = 0;
    double p50_latency_ms = 0;
    double p95_latency_ms = 0;
    double p99_latency_ms = 0;
    double connection_success_rate = 0;
    double message_delivery_rate = 0;

    static constexpr auto fields() {
        using kit::field;
        using S = PerformanceStats;
        return std::make_tuple(field("avg_latency_ms", &S::avg_latency_ms)
                                   .unit("ms")
                                   .doc("From publishing to the socket, last minute"),
                               field("p50_latency_ms", &S::p50_latency_ms).unit("ms"),
                               field("p95_latency_ms", &S::p95_latency_ms).unit("ms"),
                               field("p99_latency_ms", &S::p99_latency_ms).unit("ms"),
                               field("connection_success_rate", &S::connection_success_rate)
                                   .doc("Accepted of all that asked for one, announced or over a socket"),
                               field("message_delivery_rate", &S::message_delivery_rate)
                                   .doc("Sent of all that were queued and not conflated"));
    }
};

struct PopularTopic {
    std::string topic;
    std::int64_t subscribers = 0;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("topic", &PopularTopic::topic),
                               field("subscribers", &PopularTopic::subscribers));
    }
};

struct SubscriptionStats {
    std::int64_t total_subscriptions = 0;
    std::vector<PopularTopic> most_popular_topics;

    static constexpr auto fields() {
        using kit::field;
        using S = SubscriptionStats;
        return std::make_tuple(field("total_subscriptions", &S::total_subscriptions),
                               field("most_popular_topics", &S::most_popular_topics).doc("Ten, most first"));
    }
};

struct StatsResult {
    ConnectionStats connection_stats;
    MessageStats message_stats;
    PerformanceStats performance_stats;
    SubscriptionStats subscription_stats;

    static constexpr auto fields() {
        using kit::field;
        using S = StatsResult;
        return std::make_tuple(field("connection_stats", &S::connection_stats),
                               field("message_stats", &S::message_stats),
                               field("performance_stats", &S::performance_stats),
                               field("subscription_stats", &S::subscription_stats));
    }
};

} // namespace nautilus::websocket

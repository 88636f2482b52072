#pragma once
// What the analytics engine is asked and answers about itself. Other engines may include this folder, nothing
// deeper.

#include "engines/kit/engine.h"

namespace nautilus::analytics {

struct EngineLoad {
    double avg_response_time_ms = domain::kMissing;
    double requests_per_second = domain::kMissing;
    std::int64_t active_calculations = 0;

    static constexpr auto fields() {
        using kit::field;
        using L = EngineLoad;
        return std::make_tuple(
            field("avg_response_time_ms", &L::avg_response_time_ms)
                .unit("ms")
                .doc("Of all requests; null before the first"),
            field("requests_per_second", &L::requests_per_second).doc("Requests over the time since start"),
            field("active_calculations", &L::active_calculations).doc("Being computed at this moment"));
    }
};

struct AnalyticsHealth {
    std::string status;
    std::string version;
    double uptime_seconds = 0;
    bool messagebus_connected = false;
    bool database_connected = false;
    domain::Timestamp last_health_check;
    EngineLoad performance_metrics;

    static constexpr auto fields() {
        using kit::field;
        using H = AnalyticsHealth;
        return std::make_tuple(field("status", &H::status).oneOf("healthy|degraded|unhealthy"),
                               field("version", &H::version).doc("Of the program"),
                               field("uptime_seconds", &H::uptime_seconds).unit("s").doc("Since start"),
                               field("messagebus_connected", &H::messagebus_connected).doc("The bus runs"),
                               field("database_connected", &H::database_connected).doc("The catalog is open"),
                               field("last_health_check", &H::last_health_check).doc("Now"),
                               field("performance_metrics", &H::performance_metrics).doc("Load"));
    }
};

} // namespace nautilus::analytics

#pragma once
// What the analytics engine is asked and answers. Other engines may include this folder, nothing deeper.

#include "engines/kit/engine.h"

namespace nautilus::analytics {

struct AnalyticsHealth {
    std::string status;
    std::string version;
    double uptime_seconds = 0;

    static constexpr auto fields() {
        using kit::field;
        using H = AnalyticsHealth;
        return std::make_tuple(field("status", &H::status).oneOf("healthy|degraded|unhealthy"),
                               field("version", &H::version),
                               field("uptime_seconds", &H::uptime_seconds).unit("s"));
    }
};

} // namespace nautilus::analytics

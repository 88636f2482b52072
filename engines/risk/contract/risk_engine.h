#pragma once
// What the risk engine is asked and answers. Other engines may include this folder, nothing deeper.

#include "engines/kit/engine.h"

namespace nautilus::risk {

struct RiskHealth {
    std::string status;
    std::string version;
    double uptime_seconds = 0;

    static constexpr auto fields() {
        using kit::field;
        using H = RiskHealth;
        return std::make_tuple(field("status", &H::status).oneOf("healthy|degraded|unhealthy"),
                               field("version", &H::version),
                               field("uptime_seconds", &H::uptime_seconds).unit("s"));
    }
};

} // namespace nautilus::risk

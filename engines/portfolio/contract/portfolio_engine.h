#pragma once
// What the portfolio engine is asked and answers about itself. Other engines may include this folder, nothing
// deeper.

#include "engines/kit/engine.h"

namespace nautilus::portfolio {

struct PortfolioHealth {
    std::string status;
    std::string version;
    double uptime_seconds = 0;
    bool messagebus_connected = false;
    std::int64_t optimizations_completed_today = 0;
    std::int64_t active_portfolios = 0;
    double avg_optimization_time_ms = domain::kMissing;
    std::int64_t rebalancing_jobs_active = 0;
    std::int64_t transactions_recorded = 0;

    static constexpr auto fields() {
        using kit::field;
        using H = PortfolioHealth;
        return std::make_tuple(field("status", &H::status).oneOf("healthy|degraded|unhealthy"),
                               field("version", &H::version),
                               field("uptime_seconds", &H::uptime_seconds).unit("s"),
                               field("messagebus_connected", &H::messagebus_connected),
                               field("optimizations_completed_today", &H::optimizations_completed_today)
                                   .doc("Since midnight UTC"),
                               field("active_portfolios", &H::active_portfolios),
                               field("avg_optimization_time_ms", &H::avg_optimization_time_ms)
                                   .unit("ms")
                                   .doc("null before the first"),
                               field("rebalancing_jobs_active", &H::rebalancing_jobs_active),
                               field("transactions_recorded", &H::transactions_recorded)
                                   .doc("Of all portfolios, reversals too"));
    }
};

} // namespace nautilus::portfolio

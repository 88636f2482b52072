#include "engines/analytics/service/analytics_service.h"

namespace nautilus::analytics {

std::vector<kit::Operation> AnalyticsService::operations() {
    std::vector<kit::Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, AnalyticsHealth>(
        {.id = "analytics.health",
         .paths = {"/analytics/health"},
         .scope = kit::Scope::Open,
         .summary = "Health of the analytics engine",
         .example = "{}",
         .envelope = kit::Envelope::Bare},
        [this](const kit::Nothing&, kit::Call&) -> kit::Result<AnalyticsHealth> {
            const auto vitals = vitals_.vitals(id());
            return AnalyticsHealth{kit::healthWord(vitals), version(), vitals.uptime_seconds};
        }));
    return out;
}

} // namespace nautilus::analytics

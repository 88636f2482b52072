// Lineage of the analytics engine's answers.

#include "engines/analytics/service/analytics_service.h"

namespace nautilus::analytics {

void AnalyticsService::explain(kit::LineageQuestion, kit::CallPtr, kit::Done<kit::LineageNode> done) {
    done(kit::fail(kit::ErrorCode::Unsupported, "this value has no story of its own"));
}

} // namespace nautilus::analytics

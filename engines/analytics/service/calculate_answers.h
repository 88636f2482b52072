#pragma once

#include "engines/analytics/contract/calculate.h"
#include "engines/analytics/service/rooms.h"

namespace nautilus::analytics {

/// Of the positions of the request or, without them, of the book. Blocks: for the driver.
[[nodiscard]] kit::Result<AnalyticsResult> answerCalculate(const Rooms& rooms,
                                                           const AnalyticsRequest& request, kit::Call& call);

} // namespace nautilus::analytics

#pragma once
// How probable it is that limits are broken soon. Blocks where prices are not kept yet: for a driver or a
// worker. Any number of threads.

#include "engines/risk/contract/breach_forecast.h"
#include "engines/risk/service/risk_check.h"

namespace nautilus::risk {

kit::Result<BreachForecastResult> answerBreachForecast(RiskChecker& checker, BookReader& reader,
                                                       const BreachForecastRequest& request, kit::Call& call);

} // namespace nautilus::risk

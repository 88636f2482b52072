#pragma once
// The answers of the engine as sections of a report.

#include "engines/kit/report.h"
#include "engines/risk/contract/figures.h"
#include "engines/risk/contract/limits.h"
#include "engines/risk/contract/liquidity.h"
#include "engines/risk/contract/monitoring.h"

namespace nautilus::risk {

[[nodiscard]] kit::ReportSection summarySection(const CheckResult& check, double portfolio_value);
[[nodiscard]] kit::ReportSection limitsSection(const CheckResult& check);
[[nodiscard]] kit::ReportSection breachesSection(const BreachesResult& breaches);
[[nodiscard]] kit::ReportSection varSection(const VarResult& figures);
[[nodiscard]] kit::ReportSection backtestSection(const BacktestResult& test);
[[nodiscard]] kit::ReportSection stressSection(const StressResult& stress);
[[nodiscard]] kit::ReportSection liquiditySection(const LiquidityResult& liquidity);
/// A section that could not be made, with the reason.
[[nodiscard]] kit::ReportSection failedSection(const std::string& id, const std::string& why);

} // namespace nautilus::risk

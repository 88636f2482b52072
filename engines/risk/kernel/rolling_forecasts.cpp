#include "engines/risk/kernel/rolling_forecasts.h"

#include "engines/domain/panel.h"
#include "engines/numerics/moments.h"

namespace nautilus::risk {

using domain::kMissing;

namespace {

TailRisk expansionRisk(std::span<const double> returns, double confidence, Horizon horizon) {
    const auto m = numerics::moments(returns);
    const auto shape = numerics::shape(returns);
    const auto made =
        cornishFisherRisk(m.mean, m.deviation, shape.skewness, shape.excess_kurtosis, confidence, horizon);
    return made.monotone ? made.risk : TailRisk{kMissing, kMissing};
}

} // namespace

TailRisk riskOf(ForecastMethod method, std::span<const double> returns, double confidence,
                std::size_t horizon, const MethodOptions& options) {
    const Horizon periods{static_cast<double>(horizon)};
    const auto over = [&](std::span<const double> daily) {
        return horizon == 1 ? std::vector<double>(daily.begin(), daily.end())
                            : overlappingReturns(daily, horizon);
    };
    switch (method) {
    case ForecastMethod::Normal: {
        const auto m = numerics::moments(returns);
        return normalRisk(m.mean, m.deviation, confidence, periods);
    }
    case ForecastMethod::Student:
        return studentRisk(numerics::fitStudent(returns), confidence, periods);
    case ForecastMethod::CornishFisher:
        return expansionRisk(returns, confidence, periods);
    case ForecastMethod::Historical:
        return historicalRisk(over(returns), confidence);
    case ForecastMethod::AgeWeighted:
        return ageWeightedRisk(over(returns), options.decay, confidence);
    case ForecastMethod::Filtered:
        return historicalRisk(over(filteredReturns(returns, options.filter).returns), confidence);
    }
    return {kMissing, kMissing};
}

RollingForecasts rollingForecasts(ForecastMethod method, std::span<const double> returns, std::size_t window,
                                  double confidence, const MethodOptions& options) {
    RollingForecasts out{std::vector<double>(returns.size(), kMissing),
                         std::vector<double>(returns.size(), kMissing)};
    for (std::size_t t = window; t < returns.size(); ++t) {
        const auto made = riskOf(method, returns.subspan(t - window, window), confidence, 1, options);
        out.value_at_risk[t] = made.value_at_risk;
        out.expected_shortfall[t] = made.expected_shortfall;
    }
    return out;
}

} // namespace nautilus::risk

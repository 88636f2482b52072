#include "engines/analytics/kernel/time_weighted_return.h"

#include "engines/analytics/kernel/return_metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::analytics {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double dayReturn(double before, double after, double flow, FlowTiming timing) {
    const double share = timing == FlowTiming::StartOfDay ? 1.0 : timing == FlowTiming::EndOfDay ? 0.0 : 0.5;
    const double capital = before + share * flow;
    return capital > 0 ? (after - before - flow) / capital : kNan;
}

} // namespace

std::vector<double> dailyReturns(std::span<const double> values, std::span<const double> flows,
                                 FlowTiming timing) {
    std::vector<double> out(values.empty() ? 0 : std::min(values.size() - 1, flows.size()));
    for (std::size_t t = 0; t < out.size(); ++t)
        out[t] = dayReturn(values[t], values[t + 1], flows[t], timing);
    return out;
}

double modifiedDietz(double start_value, double end_value, double length, std::span<const DatedFlow> flows) {
    if (!(length > 0)) return kNan;
    double capital = start_value, net = 0;
    for (const DatedFlow& flow : flows) {
        net += flow.amount;
        capital += flow.amount * (length - flow.day) / length;
    }
    return capital > 0 ? (end_value - start_value - net) / capital : kNan;
}

LinkedReturn linkReturns(std::span<const double> returns) {
    const auto missing =
        static_cast<std::size_t>(std::ranges::count_if(returns, [](double r) { return std::isnan(r); }));
    return {totalReturn(returns), returns.size() - missing, missing};
}

double annualizedByDays(double total_return, double days) {
    constexpr double kYear = 365.25;
    if (!(total_return >= -1) || !(days > 0)) return kNan;
    return days < kYear ? total_return : std::pow(1 + total_return, kYear / days) - 1;
}

} // namespace nautilus::analytics

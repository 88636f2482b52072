#pragma once
// Returns that leave out what came in and went out (Bacon 2008, "Practical Portfolio Performance Measurement
// and Attribution", chapter 2; GIPS 2020). A flow into the portfolio is positive.

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::analytics {

/// When within its day a flow counts.
enum class FlowTiming {
    StartOfDay,  ///< V1 / (V0 + F) - 1
    MiddleOfDay, ///< (V1 - V0 - F) / (V0 + F/2): the mid-point Dietz formula of one day
    EndOfDay     ///< (V1 - F) / V0 - 1
};

/// Daily returns of a portfolio valued every day: `values` holds n+1 closing values V_0 .. V_n, `flows` the n
/// flows of days 1 .. n. NaN where a value or flow is NaN or the capital in the denominator is not above 0
/// (nothing was invested, or more was owed than owned): that day has no return and is left out of the link.
[[nodiscard]] std::vector<double> dailyReturns(std::span<const double> values, std::span<const double> flows,
                                               FlowTiming timing = FlowTiming::StartOfDay);

struct DatedFlow {
    double day;    ///< since the start of the period, 0 <= day <= length of the period
    double amount; ///< > 0: into the portfolio
};

/// Modified Dietz: (V1 - V0 - SUM F) / (V0 + SUM w F), w = (length - day)/length (Bank Administration
/// Institute 1968). NaN if the capital in the denominator is not above 0, or the length is not.
[[nodiscard]] double modifiedDietz(double start_value, double end_value, double length,
                                   std::span<const DatedFlow> flows);

/// Sub-periods linked geometrically: PROD(1 + r) - 1 over the numbers, and how many had none.
struct LinkedReturn {
    double value; ///< NaN without a number
    std::size_t linked;
    std::size_t missing;
};
[[nodiscard]] LinkedReturn linkReturns(std::span<const double> returns);

/// (1 + r)^(365.25/days) - 1; below a year GIPS forbids annualising: r itself. NaN for r < -1 or days <= 0.
[[nodiscard]] double annualizedByDays(double total_return, double days);

} // namespace nautilus::analytics

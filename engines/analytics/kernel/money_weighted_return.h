#pragma once
// The internal rate of return of dated flows: the rate at which they are worth nothing together.

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::analytics {

/// From the investor's pocket: money paid in is negative, money received (and the closing value) positive;
/// with all signs turned the rates are the same.
struct CashFlow {
    double day; ///< any origin; order does not matter
    double amount;
};

enum class RateStatus {
    Unique,       ///< one rate
    Several,      ///< more than one; `rate` is that nearest to no growth
    None,         ///< signs change, but no rate makes the sum 0
    OneSign,      ///< no flow, or all of one sign: nothing can balance
    Undetermined, ///< flows of each day sum to 0: every rate would do
    Invalid       ///< a NaN or an infinity among days or amounts
};

/// Rates per year of 365 days (as the XIRR of spreadsheets): SUM c_i (1 + rate)^(-(day_i - day_0)/365) = 0.
struct MoneyWeightedReturn {
    RateStatus status = RateStatus::None;
    double rate;          ///< > -1; NaN without one; inf when beyond the range of numbers
    double log_rate;      ///< ln(1 + rate): finite even then, and exact near -100 %
    double period_return; ///< over the whole period, exp(log_rate length/365) - 1: what to state below a year
    std::vector<double> log_rates; ///< of all the rates, ascending
};

/// All roots, not one that an iteration happens to meet: in y = ln(1 + rate) the sum splits into a falling
/// positive and a falling negative part, so the values at the ends of an interval bound it on the whole of
/// it; intervals that may hold a root are halved until they hold one or none (interval bisection; Moore
/// 1966), then solved by Brent's method. One change of sign in time has exactly one root (Descartes; Norstrom
/// 1972). Roots closer than about 1e-7 in y, and roots that only touch 0, count as one.
[[nodiscard]] MoneyWeightedReturn moneyWeightedReturn(std::span<const CashFlow> flows);

} // namespace nautilus::analytics

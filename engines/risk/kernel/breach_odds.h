#pragma once
// The calibrated probability that a figure goes beyond its limit within the next N closes, learned from the
// figure's own past, and how far such forecasts could be trusted on days that they had not seen.
//
// The distance to the limit is counted in deviations of N days: x = (limit - value) / (sigma sqrt(N)), sigma
// by exponential weights (0.94). A random walk goes beyond x with probability 2 Phi(-x - 0.5826 / sqrt(N)):
// reflection principle, with the correction for a barrier that is looked at once a day (Broadie, Glasserman
// and Kou 1997). Logistic regression learns how this figure departs from that: its score is the logit of the
// random walk plus an intercept and parts by that logit, by the trend of N days and by short against long
// volatility, all held towards 0 by a ridge. For every past day limits stand at twelve distances, so that all
// probabilities are learned, not only that of today's limit; since these and overlapping days tell the same
// story many times, a row counts 1 / (12 N).
//
// Scored walking forward: the past in fifths by time, each but the first forecast from those before it,
// without the last N days, whose outcomes reach into it. Today's forecast learns from all days.

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::risk {

inline constexpr std::size_t kFewestOddsDays = 250; ///< past days with an outcome

struct OddsOptions {
    std::size_t horizon = 5; ///< N closes, >= 1
    double ridge = 1;
};

enum class OddsState { Forecast, Broken, Still, TooFewDays };

struct BreachOdds {
    OddsState state = OddsState::TooFewDays;
    double volatility;  ///< sigma of one day, in the figure's unit; NaN: not known
    double distance;    ///< x; NaN when sigma is 0 or not known
    double probability; ///< 1 when broken already, 0 when the figure has never moved
    double reference;   ///< of a random walk
    /// Forecasts of the scored days and what came: one per day and distance.
    std::vector<double> scored_probability, scored_reference, scored_outcome;
    std::size_t scored_days = 0;
    std::size_t scored_from = 0, scored_to = 0; ///< first and last scored day, places in `values`
};

/// `values` oldest first, today's last, more is worse (the caller turns a minimum around); what stands before
/// the last NaN is left out.
[[nodiscard]] BreachOdds breachOdds(std::span<const double> values, double limit,
                                    const OddsOptions& options = {});

/// 2 Phi(-x - 0.5826 / sqrt(N)), at most 1.
[[nodiscard]] double randomWalkOdds(double distance, std::size_t horizon);

} // namespace nautilus::risk

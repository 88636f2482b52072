#pragma once
// How far a Sharpe ratio can be trusted: its error, its chance to be above a benchmark, and what is left of
// it after many trials. The statistics themselves are in numerics/significance.h.

#include "engines/numerics/performance.h"

#include <cstddef>
#include <span>

namespace nautilus::analytics {

struct SharpeOptions {
    double periods_per_year = numerics::kSessionsPerYear; ///< A
    double risk_free = 0;                                 ///< per period
    double benchmark = 0;                                 ///< Sharpe ratio per period that is to be exceeded
    double confidence = 0.95;                             ///< of the minimum track record
    std::size_t trials = 1;                               ///< independent strategies tried, this one included
    double trial_deviation = 0;                           ///< deviation of their Sharpe ratios, per period
};

struct SharpeConfidence {
    double sharpe_ratio;         ///< mean / sample deviation, per period
    double annualized;           ///< times sqrt(A)
    double standard_error;       ///< per period (Mertens 2002)
    double probabilistic;        ///< P(true ratio > benchmark) (Bailey and Lopez de Prado 2012)
    double deflated;             ///< the same against the best of `trials` without skill (2014)
    double expected_best;        ///< that best ratio, per period
    double minimum_track_record; ///< periods; NaN when the ratio is not above the benchmark
    double
        annualized_autocorrelated; ///< with first-order serial correlation taken into account (Lo 2002, the
                                   ///< AR(1) case): SR sqrt(A) / sqrt(1 + 2 rho/(1-rho)
                                   ///< (1 - (1 - rho^A)/(A (1-rho))))
    std::size_t count;
};
/// NaN values are left out. Without spread or below two values: all NaN but expected_best and count.
[[nodiscard]] SharpeConfidence sharpeConfidence(std::span<const double> returns,
                                                const SharpeOptions& options = {});

} // namespace nautilus::analytics

#pragma once
// Value at risk and expected shortfall of one return distribution. Both are POSITIVE losses as a share of
// value; a negative one is a gain even in the tail. `confidence` is in (0, 1), for example 0.99; outside it,
// and for a deviation or scale < 0 or NaN, both are NaN. A deviation of 0 gives the sure loss -mean.

#include "engines/numerics/student_t.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nautilus::risk {

struct TailRisk {
    double value_at_risk;
    double expected_shortfall;
};

/// Mean and deviation over h periods of independent returns: h mean, sqrt(h) deviation.
struct Horizon {
    double periods = 1;
};

/// VaR = -h mu + sqrt(h) sigma z, z the confidence-quantile; ES = -h mu + sqrt(h) sigma phi(z)/(1 - c).
/// (McNeil, Frey and Embrechts 2015, "Quantitative Risk Management", examples 2.11 and 2.14.)
[[nodiscard]] TailRisk normalRisk(double mean, double deviation, double confidence, Horizon horizon = {});

/// Cornish and Fisher (1938), to the square of the skewness:
/// w = z + (z^2-1)s/6 + (z^3-3z)k/24 - (2z^3-5z)s^2/36 at z = the (1-c)-quantile, VaR = -mu - sigma w. ES is
/// the mean of that expansion over the tail in closed form, by the partial moments of the normal (Boudt,
/// Peterson and Croux 2008 use an Edgeworth density instead). Over h periods skewness falls by sqrt(h),
/// excess kurtosis by h.
struct CornishFisher {
    TailRisk risk;
    double quantile; ///< w
    /// Whether the expansion rises with z everywhere; where it does not the quantiles contradict each other
    /// and the figures are not to be used (Maillard 2012).
    bool monotone;
};
[[nodiscard]] CornishFisher cornishFisherRisk(double mean, double deviation, double skewness,
                                              double excess_kurtosis, double confidence,
                                              Horizon horizon = {});

/// Location + scale T: VaR = -location - scale t, t the (1-c)-quantile with `degrees` > 1 (NaN below: no
/// mean); ES = -location + scale f(t) (degrees + t^2) / ((degrees - 1)(1 - c)) (McNeil et al., example 2.15).
/// Over h periods location times h and scale times sqrt(h): the law is taken for that of the horizon, which a
/// sum of t variables is only nearly.
[[nodiscard]] TailRisk studentRisk(double location, double scale, double degrees, double confidence,
                                   Horizon horizon = {});
[[nodiscard]] TailRisk studentRisk(const numerics::StudentFit& fit, double confidence, Horizon horizon = {});

/// Scale of the t law with deviation `deviation`: deviation sqrt((degrees - 2)/degrees); NaN for degrees
/// <= 2.
[[nodiscard]] double studentScale(double deviation, double degrees);

/// Definitions of numerics::tailLoss over the returns as they are. NaN values are left out.
[[nodiscard]] TailRisk historicalRisk(std::span<const double> returns, double confidence);

/// Compounded returns of every h consecutive periods; they overlap, so they are fewer in substance than in
/// number. One with a NaN among them is NaN. Shorter than h, or h = 0: empty.
[[nodiscard]] std::vector<double> overlappingReturns(std::span<const double> returns, std::size_t periods);

/// Weights by age, decay^(age) (1 - decay)/(1 - decay^n), newest last (Boudoukh, Richardson and Whitelaw
/// 1998); 0 < decay <= 1, 1 is plain. Definitions of numerics::weightedTailLoss.
[[nodiscard]] TailRisk ageWeightedRisk(std::span<const double> returns, double decay, double confidence);

/// The returns as they would be at today's volatility: r_t sigma_today / sigma_t (Hull and White 1998), with
/// sigma_t^2 = lambda sigma_{t-1}^2 + (1 - lambda) r_{t-1}^2 known before r_t, begun with the mean square of
/// the first `start` numbers; their own returns are given NaN, for their sigma was not known beforehand.
/// sigma_today is that after the last return. NaN returns stay NaN and change no sigma. Not 0 < lambda < 1,
/// start = 0 or no spread: all NaN.
struct VolatilityFilter {
    double lambda = 0.94; ///< RiskMetrics (1996), daily
    std::size_t start = 21;
};
struct FilteredReturns {
    std::vector<double> returns;
    double volatility; ///< sigma_today, per period
};
[[nodiscard]] FilteredReturns filteredReturns(std::span<const double> returns,
                                              const VolatilityFilter& filter = {});
/// historicalRisk of them.
[[nodiscard]] TailRisk filteredRisk(std::span<const double> returns, double confidence,
                                    const VolatilityFilter& filter = {});

} // namespace nautilus::risk

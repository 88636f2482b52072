#pragma once
// Where a portfolio's value at risk comes from, under the factor model or under the covariance of its own
// history, and by simulation. Plain matrices in and out; the mathematics is that of risk_contributions and
// factor_monte_carlo.

#include "engines/domain/panel.h"
#include "engines/risk/kernel/value_at_risk.h"

#include <span>
#include <vector>

namespace nautilus::risk {

/// Covariance of N positions per session: exposures x covariance x exposures' + specific^2.
struct BookModel {
    domain::Matrix exposures;     ///< N x K
    domain::Matrix covariance;    ///< K x K
    std::vector<double> specific; ///< N deviations
};

/// Every position its own factor, with the sample covariance (n-1) of the rows without a NaN. `scenarios` T x
/// N simple returns. Fewer than two such rows: NaN.
[[nodiscard]] BookModel historicalModel(domain::MatrixView scenarios);

struct RiskParts {
    double deviation;          ///< of one session
    double value_at_risk;      ///< zero-mean normal over the horizon: z sqrt(h) deviation
    double expected_shortfall; ///< the same law
    std::vector<double> marginal, component, incremental; ///< N, of value at risk; components sum to it
    std::vector<double> by_factor;                        ///< K; with `specific` sums to value at risk
    double specific;
};
[[nodiscard]] RiskParts riskParts(const BookModel& model, std::span<const double> weights, double confidence,
                                  Horizon horizon);

struct SimulationWish {
    std::size_t paths = 20'000;
    std::uint64_t seed = 1;
    double degrees = 0; ///< > 2: Student t; 0: normal
};
struct SimulatedRisk {
    TailRisk risk;
    double standard_error;         ///< of value at risk
    std::vector<double> component; ///< N, of expected shortfall; sums to it
};
[[nodiscard]] SimulatedRisk simulatedRisk(const BookModel& model, std::span<const double> weights,
                                          double confidence, Horizon horizon, const SimulationWish& wish);

/// Parts of historical expected shortfall by position; NaN rows are left out.
struct TailParts {
    double expected_shortfall;
    std::vector<double> component; ///< N; sums to it
};
[[nodiscard]] TailParts tailParts(domain::MatrixView scenarios, std::span<const double> weights,
                                  double confidence);

/// The most likely returns that lose `loss` (share of value, > 0): they minimise r' S^-1 r subject to w'r =
/// -loss, so r = -loss S w / (w'Sw); `distance` = loss / deviation is their Mahalanobis distance (Breuer et
/// al. 2009).
struct ReverseStress {
    std::vector<double> moves; ///< N
    double distance;
};
[[nodiscard]] ReverseStress reverseStress(const BookModel& model, std::span<const double> weights,
                                          double loss);

/// E[u | s = shocks] = S_us S_ss^-1 shocks for K variables with a covariance; `shocked` are their places. The
/// shocked ones come back as given. A covariance of the shocked that cannot be inverted: NaN.
[[nodiscard]] std::vector<double> conditionalMoves(domain::MatrixView covariance,
                                                   std::span<const std::size_t> shocked,
                                                   std::span<const double> shocks);
/// The same from histories: T x S drivers beside T x N positions, over the rows without a NaN: N moves.
[[nodiscard]] std::vector<double> conditionalMoves(domain::MatrixView drivers, domain::MatrixView positions,
                                                   std::span<const double> shocks);

} // namespace nautilus::risk

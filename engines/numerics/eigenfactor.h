#pragma once
// Eigenfactor risk adjustment: a covariance estimated from few observations promises too little risk for the
// combinations that it believes to be safest. How much too little is found by simulation.
//
//   F0 = U D U';  for m = 1..M: f_m = U D^1/2 U' z, z ~ N(0, 1), as many rows as the estimate had;
//   F_m = estimate(f_m) = U_m D_m U_m';  v(k)^2 = mean_m [ (U_m' F0 U_m)_kk / D_m(k) ], eigenvalues ascending
//   v_s(k) = scale (v(k) - 1) + 1;  F = U diag(v_s^2 D) U'
// (Menchero, Wang and Orr 2011, "Improving risk forecasts for optimized portfolios"; USE4 Methodology Notes.
// The parabola that the notes fit through v is not fitted: v itself is used, as their production model does.)

#include "engines/domain/panel.h"

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <functional>

namespace nautilus::numerics {

/// Runs body(begin, end) over parts that together cover [0, count), on any threads, in any order.
using SplitRange =
    std::function<void(std::size_t count, const std::function<void(std::size_t, std::size_t)>& body)>;

/// The estimator that made F0, on simulated T x K rows. Called from the threads of SplitRange.
using CovarianceEstimator = std::function<Eigen::MatrixXd(domain::MatrixView)>;

struct EigenfactorOptions {
    std::size_t simulations = 100; ///< M >= 1
    std::uint64_t seed = 20110131;
    double scale = 1.0; ///< 1: v as simulated; the research paper used 1.4
};

/// v(k), one per eigenfactor, ascending eigenvalues of `covariance` (K x K, positive semi-definite, no NaN).
/// `rows` as many as the estimate had. Draws depend on (seed, simulation) alone and are summed in the order
/// of the simulations: the same bytes for any number of threads. An eigenvalue of 0 has v = 1.
[[nodiscard]] Eigen::VectorXd eigenfactorBias(const Eigen::Ref<const Eigen::MatrixXd>& covariance,
                                              std::size_t rows, const CovarianceEstimator& estimate,
                                              const EigenfactorOptions& options, const SplitRange& split);

/// U diag(v_s^2 D) U'. `bias` K ascending, as above.
[[nodiscard]] Eigen::MatrixXd eigenfactorAdjusted(const Eigen::Ref<const Eigen::MatrixXd>& covariance,
                                                  const Eigen::Ref<const Eigen::VectorXd>& bias,
                                                  double scale = 1.0);

} // namespace nautilus::numerics

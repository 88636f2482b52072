#pragma once
// What the risk model's factors returned, and what a benchmark that cannot be held is exposed to.

#include "engines/portfolio/service/optimiser/posed.h"

#include <optional>

namespace nautilus::portfolio {

/// Returns per session of the factors of `cut`, T x K; NaN where the model has none. Blocks: for a driver or
/// a worker.
[[nodiscard]] kit::Result<Eigen::MatrixXd> factorReturns(factor::ModelAccess& model,
                                                         const factor::ModelCut& cut,
                                                         std::span<const domain::SessionDate> sessions,
                                                         domain::InstrumentId any);

/// Premia: exposures of the cut x mean factor returns of `sessions`, one per security, per year.
/// NotComputable
/// "/optimization_config/expected_returns" where a factor that one is exposed to has fewer than 20 returns.
[[nodiscard]] kit::Result<Eigen::VectorXd> premiaOf(factor::ModelAccess& model, const PosedProblem& posed);

struct BenchmarkRisk {
    std::vector<double> exposures; ///< K
    double specific = 0;           ///< deviation per session
    std::string how;
};
/// Of a benchmark by its name: its holdings' where the model covers all of them, else least squares of its
/// returns over the lookback on those of the factors that have one on nine sessions in ten (at least 20
/// sessions more than factors; exposures to the others are 0). Nothing: neither is known.
[[nodiscard]] std::optional<BenchmarkRisk>
benchmarkRiskOf(const OptimiserSources& from, const PosedProblem& posed, const std::string& benchmark);

} // namespace nautilus::portfolio

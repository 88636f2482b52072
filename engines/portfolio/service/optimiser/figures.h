#pragma once
// What is told about weights: expected figures, risk over the lookback, limits, trades, exposures.

#include "engines/portfolio/contract/optimisation_answer.h"
#include "engines/portfolio/service/optimiser/solving.h"

namespace nautilus::portfolio {

/// `weights` one per variable.
[[nodiscard]] ExpectedPerformance performanceOf(const PosedProblem& posed, const Eigen::VectorXd& weights);
/// Of the weights held over the sessions of the lookback, cash at the risk-free rate.
[[nodiscard]] OptimisedRisk riskOf(const PosedProblem& posed, const Eigen::VectorXd& weights);
/// Weights of now as variables; empty when nothing is known to be held.
[[nodiscard]] Eigen::VectorXd heldWeights(const PosedProblem& posed);

/// Who found an answer.
[[nodiscard]] const char* solverWord(numerics::ConvexMethod method);
/// The answer's parts that follow from one solution.
[[nodiscard]] OptimisationDetails detailsOf(const SolvedProblem& solved, const std::string& method);
[[nodiscard]] std::vector<ConstraintView> constraintsOf(const SolvedProblem& solved);
[[nodiscard]] std::vector<TradeView> tradesOf(const PosedProblem& posed, const Eigen::VectorXd& weights,
                                              const OptimiserConfig& config);
/// Shares of the variance by symbol.
[[nodiscard]] kit::Keyed<double> contributionsOf(const PosedProblem& posed, const Eigen::VectorXd& weights);
[[nodiscard]] kit::Keyed<ExposureView> exposuresOf(const PosedProblem& posed, const Eigen::VectorXd& weights);
[[nodiscard]] kit::Keyed<ExposureView> sectorsOf(const PosedProblem& posed, const Eigen::VectorXd& weights);

/// Everything of /portfolio/optimize but its id.
[[nodiscard]] OptimiseResult answerOf(const SolvedProblem& solved, const OptimiserProblem& request,
                                      const std::string& method);

} // namespace nautilus::portfolio

#pragma once
// Answers read from one published world: pure functions of (world, request), so the same question of the same
// epoch gives the same bytes. Each fills the call's warnings, methods and data_as_of.

#include "engines/factor/contract/expressions.h"
#include "engines/factor/contract/risk_model.h"
#include "engines/factor/kernel/expression/syntax.h"
#include "engines/factor/service/factor_world.h"

namespace nautilus::factor {

struct ResearchFactor;

kit::Result<kit::Table> answerExposures(const FactorWorld& world, const ExposuresRequest& request,
                                        kit::Call& call);
kit::Result<kit::Table> answerExposureHistory(const FactorWorld& world, const ExposureHistoryRequest& request,
                                              kit::Call& call);

kit::Result<kit::Table> answerReturns(const FactorWorld& world, const ModelReturns& model,
                                      const ReturnsRequest& request, kit::Call& call);
kit::Result<kit::Table> answerStatistics(const FactorWorld& world, const ModelReturns& model,
                                         const ReturnsRequest& request, kit::Call& call);
kit::Result<kit::Table> answerCorrelation(const FactorWorld& world, const ModelReturns& model,
                                          const ReturnsRequest& request, kit::Call& call);

/// These compute from the returns up to the date; for a driver thread.
kit::Result<kit::Table> answerCovariance(const FactorWorld& world, const CovarianceRequest& request,
                                         kit::Call& call, const ParallelFor& parallel = sequential());
kit::Result<kit::Table> answerSpecificRisk(const FactorWorld& world, const CovarianceRequest& request,
                                           kit::Call& call, const ParallelFor& parallel = sequential());
kit::Result<RiskResult> answerRisk(const FactorWorld& world, const RiskRequest& request, kit::Call& call,
                                   const ParallelFor& parallel = sequential());
kit::Result<kit::Table> answerRiskExposures(const FactorWorld& world, const RiskExposuresRequest& request,
                                            kit::Call& call, const ParallelFor& parallel = sequential());
kit::Result<kit::Table> answerMimicking(const FactorWorld& world, const MimickingRequest& request,
                                        kit::Call& call, const ParallelFor& parallel = sequential());

kit::Result<CalculateResult> answerCalculate(const FactorWorld& world, const CalculateRequest& request,
                                             kit::Call& call);

/// These two ask the catalog for macro series; for a driver thread.
kit::Result<kit::Table> answerEvaluate(const FactorWorld& world, const EvaluateRequest& request,
                                       kit::Catalog& catalog, const ParallelFor& parallel, kit::Call& call);
/// Values that stand already, sessions x stocks. Pure.
kit::Result<kit::Table> answerValues(const FactorWorld& world, const ResearchFactor& factor,
                                     const domain::Matrix& values, const EvaluateRequest& request,
                                     kit::Call& call);
kit::Result<LanguageResult> answerLanguage(const FactorWorld& world, kit::Catalog& catalog);

/// Where in the text, and what: "characters 12 to 16: unknown name 'clos'"; the pointer is "/expression".
[[nodiscard]] kit::Errors expressionErrors(std::span<const ExpressionProblem> problems);

/// Stocks asked for, or every one with a bar on the session. Unknown ones are left out, named in a warning.
kit::Result<std::vector<std::size_t>> stocksOf(const ModelInputs& inputs,
                                               const std::vector<std::string>& symbols, std::size_t row,
                                               kit::Call& call);

/// Row of the last session at or before the date asked for (the latest without one), or why there is none.
kit::Result<std::size_t> rowOf(const ModelInputs& inputs, const std::optional<domain::SessionDate>& date,
                               const std::optional<domain::SessionDate>& as_of, kit::Call& call);

/// The parts of a '|'-separated list.
[[nodiscard]] std::vector<std::string> words(std::string_view list);

/// What every reader of the model must know: hindsight classes, survivor bias, epoch.
void warnOfUniverse(const ModelInputs& inputs, kit::Call& call);

} // namespace nautilus::factor

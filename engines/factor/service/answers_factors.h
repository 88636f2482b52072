#pragma once

#include "engines/factor/contract/factor_engine.h"
#include "engines/factor/service/factor_coverage.h"
#include "engines/factor/service/research_records.h"

namespace nautilus::factor {

/// "0.5 z(roe) - 0.25 z(momentum_12_1)"
[[nodiscard]] std::string formulaOf(const SyntheticDefinition& definition);

/// The library with how far its values reach, then the synthetic factors of the world's universe. Pure.
[[nodiscard]] FactorsResult answerFactors(const FactorWorld& world, const FactorSpans& spans,
                                          std::span<const SyntheticDefinition> synthetics, kit::Call& call);

} // namespace nautilus::factor

#pragma once
// Lineage of the factor engine's answers: formula, inputs and the source rows behind them.

#include "engines/factor/service/factor_world.h"
#include "engines/kit/lineage.h"
#include "engines/kit/ports.h"

namespace nautilus::factor {

/// Explains one value of an answer that `world` gave. Unsupported for values without a story of their own
/// (names, dates). Blocks: for a driver thread.
kit::Result<kit::LineageNode> explainValue(const FactorWorld& world, kit::Catalog& catalog,
                                           const kit::LineageQuestion& question);

} // namespace nautilus::factor

#pragma once
// Lineage of the factor engine's answers: formula, inputs and the source rows behind them.

#include "engines/factor/service/factor_world.h"
#include "engines/kit/lineage.h"
#include "engines/kit/ports.h"

namespace nautilus::factor {

/// What the factor of a question stands for when it is not of the library.
struct FactorMeaning {
    std::string expression; ///< of a user's own; empty for others
    /// Of a synthetic one: its parts with their texts (none for those of the library and other synthetic
    /// ones), and how they are weighed.
    std::vector<std::pair<std::string, std::string>> parts;
    std::string formula;
};

/// Explains one value of an answer that `world` gave. Unsupported for values without a story of their own
/// (names, dates). Blocks: for a driver thread.
kit::Result<kit::LineageNode> explainValue(const FactorWorld& world, kit::Catalog& catalog,
                                           const kit::LineageQuestion& question,
                                           const FactorMeaning& meaning);

} // namespace nautilus::factor

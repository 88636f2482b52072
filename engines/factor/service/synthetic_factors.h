#pragma once
// Synthetic factors: scores of factors mixed with weights that are given or learnt walk-forward. A part is a
// factor of the library, a user's own or another synthetic one.

#include "engines/factor/kernel/research/walk_forward.h"
#include "engines/factor/service/factor_research.h"
#include "engines/factor/service/research_records.h"

namespace nautilus::factor {

/// A synthetic factor over the sessions up to a row.
struct SyntheticMix {
    std::vector<std::string> names; ///< of its parts
    std::vector<std::size_t> dates; ///< rows of rebalancing
    MixResult result;
    domain::Matrix scores; ///< sessions x stocks with the weights in force; NaN after the row
};

struct ResearchDesk;

/// Deviations from the mean of the universe, turned by direction, cut at 3.
[[nodiscard]] domain::Matrix scoresOf(const ModelInputs& inputs, domain::MatrixView values, int direction,
                                      const ParallelFor& parallel);

/// `cost`: per unit traded. Blocks: reads the catalog.
kit::Result<SyntheticMix> mixOf(const SyntheticDefinition& definition, std::size_t row, double cost,
                                ResearchDesk& desk);

} // namespace nautilus::factor

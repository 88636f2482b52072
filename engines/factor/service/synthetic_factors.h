#pragma once
// Synthetic factors: scores of library factors mixed with weights that are given or learnt walk-forward.

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

/// What the catalog is asked with; blocks.
struct ResearchMeans {
    kit::Catalog& catalog;
    kit::Pool& pool;
    const kit::Call& call;
};

/// Deviations from the mean of the universe, turned by direction, cut at 3.
[[nodiscard]] domain::Matrix scoresOf(const ModelInputs& inputs, domain::MatrixView values, int direction,
                                      const ParallelFor& parallel);

/// `cost`: per unit traded. The factors of the definition are known.
kit::Result<SyntheticMix> mixOf(const ResearchLibrary& library, const SyntheticDefinition& definition,
                                std::size_t row, double cost, const ResearchMeans& means);

} // namespace nautilus::factor

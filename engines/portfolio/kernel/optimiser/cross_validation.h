#pragma once
// Combinatorial purged splits of a history (Lopez de Prado 2018, chapter 12).

#include <cstddef>
#include <vector>

namespace nautilus::portfolio {

struct PurgedSplit {
    std::vector<std::size_t> fitted, tested; ///< sessions, ascending
};

/// Every choice of `test_groups` of `groups` spans of (nearly) equal length; sessions within `purge` of a
/// tested one are neither. 1 <= test_groups < groups <= sessions.
[[nodiscard]] std::vector<PurgedSplit> purgedSplits(std::size_t sessions, std::size_t groups,
                                                    std::size_t test_groups, std::size_t purge);

/// `fitted` and `tested`: variants x splits of a score, NaN where there is none. Share of the splits in which
/// the variant with the best fitted score has a tested one below the median of all; NaN below two variants.
[[nodiscard]] double overfittingProbability(const std::vector<std::vector<double>>& fitted,
                                            const std::vector<std::vector<double>>& tested);

} // namespace nautilus::portfolio

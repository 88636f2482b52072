#pragma once
// Hierarchical clustering of a few hundred items.

#include "engines/domain/panel.h"

#include <cstdint>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// One step of a dendrogram, as a row of scipy's linkage matrix: items are 0 .. n-1, step k makes cluster
/// n + k out of `left` < `right`.
struct ClusterMerge {
    std::size_t left = 0;
    std::size_t right = 0;
    double height = 0;     ///< distance of the two
    std::size_t count = 0; ///< items in the new cluster
};

/// Average linkage (UPGMA; Sokal and Michener 1958) of a symmetric matrix of finite distances: n - 1 steps of
/// ascending height. Equal distances: the pair that stands first. O(n^3) at worst.
[[nodiscard]] std::vector<ClusterMerge> averageLinkage(domain::MatrixView distances);

/// Cluster of every item when all steps up to `height` are done; numbered in the order of first members.
[[nodiscard]] std::vector<std::int32_t> clustersAt(std::span<const ClusterMerge> merges, double height);

/// Items from left to right as a drawing of the dendrogram has them.
[[nodiscard]] std::vector<std::size_t> leafOrder(std::span<const ClusterMerge> merges);

} // namespace nautilus::numerics

#pragma once
// Hierarchical clustering of up to a few thousand items. Source of the algorithms: Muellner (2011), "Modern
// hierarchical, agglomerative clustering algorithms".

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

/// The distance of two clusters.
enum class Linkage {
    Single,   ///< of the nearest pair
    Complete, ///< of the farthest pair
    Average,  ///< mean of all pairs (UPGMA; Sokal and Michener 1958)
    Ward ///< growth of the squared deviations from the mean (Ward 1963), as a root; of Euclidean distances
};

/// n - 1 steps of ascending height, from a symmetric matrix of finite distances >= 0. Equal distances fall as
/// they do in scipy. O(n^2): a minimum spanning tree for single linkage, chains of nearest neighbours
/// otherwise.
[[nodiscard]] std::vector<ClusterMerge> linkage(domain::MatrixView distances, Linkage kind);

/// Cluster of every item when all steps up to `height` are done; numbered in the order of first members.
[[nodiscard]] std::vector<std::int32_t> clustersAt(std::span<const ClusterMerge> merges, double height);

/// The same when `count` clusters are left, 1 to n: the last count - 1 steps are not done.
[[nodiscard]] std::vector<std::int32_t> clustersByCount(std::span<const ClusterMerge> merges,
                                                        std::size_t count);

/// Items from left to right as a drawing of the dendrogram has them.
[[nodiscard]] std::vector<std::size_t> leafOrder(std::span<const ClusterMerge> merges);

/// How well every item lies in its cluster (Rousseeuw 1987): (b - a) / max(a, b), with a the mean distance to
/// the others of its cluster and b that to the nearest other cluster. 0 for a cluster of one item and where
/// both are 0. `clusters` are numbered from 0; with one cluster all are 0.
[[nodiscard]] std::vector<double> silhouettes(domain::MatrixView distances,
                                              std::span<const std::int32_t> clusters);

/// The number of clusters from 2 to `most` whose silhouettes have the highest mean; the smaller of equals. 1
/// when there are fewer than 3 items or no number has a mean above 0. O(most n^2).
[[nodiscard]] std::size_t bestClusterCount(domain::MatrixView distances, std::span<const ClusterMerge> merges,
                                           std::size_t most);

/// The same where the spread inside bends most: W_k = SUM over clusters of SUM d_ij^2 / (2 n) (Tibshirani,
/// Walther and Hastie 2001), the highest W_(k-1) - 2 W_k + W_(k+1) (Yue, Wang and Wei 2008, "Application of
/// two-order difference to gap statistic"): nothing is drawn at random. 1 when there are fewer than 3 items
/// or nothing bends. O(most n^2).
[[nodiscard]] std::size_t gapClusterCount(domain::MatrixView distances, std::span<const ClusterMerge> merges,
                                          std::size_t most);

} // namespace nautilus::numerics

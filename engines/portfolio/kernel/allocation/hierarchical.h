#pragma once
// Weights by a tree of assets: nothing is inverted but where Schur's complements are wanted. Every function
// takes the covariance N x N whole, since the tree needs all correlations; N up to a few thousand. Faults as
// in baselines.h.

#include "engines/numerics/clustering.h"
#include "engines/portfolio/kernel/allocation/allocation.h"

#include <cstdint>
#include <vector>

namespace nautilus::portfolio {

enum class TreeDistance {
    Correlation,        ///< d_ij = sqrt((1 - rho_ij) / 2), as PyPortfolioOpt does
    DistanceOfDistances ///< Euclidean, between columns of d (Lopez de Prado 2016)
};

struct TreeOptions {
    TreeDistance distance = TreeDistance::Correlation;
    numerics::Linkage linkage = numerics::Linkage::Ward;
};

struct AssetTree {
    domain::Matrix distances; ///< N x N, those that were linked
    std::vector<numerics::ClusterMerge> merges;
    std::vector<std::size_t> order; ///< assets as the leaves of the tree lie
};

/// Of a covariance without fault. O(N^2), O(N^3) for distances of distances.
[[nodiscard]] AssetTree assetTree(const Eigen::MatrixXd& covariance, const TreeOptions& options);

struct TreeAllocation {
    Eigen::VectorXd weights; ///< N, sum 1; empty with a fault
    std::optional<Fault> fault;
    AssetTree tree;
    std::vector<std::int32_t> clusters; ///< of every asset, in the order of first members; empty without
};

/// Hierarchical risk parity (Lopez de Prado 2016, "Building diversified portfolios that outperform out of
/// sample"): the order of leaves is halved again and again; each half gets a part inverse to its variance
/// under weights inverse to the variances of its assets. Weights > 0.
[[nodiscard]] TreeAllocation hierarchicalRiskParity(const Eigen::MatrixXd& covariance,
                                                    const TreeOptions& options);

enum class ClusterRisk {
    Equal,    ///< the sides of a step share alike, and so do assets inside (Raffinot 2017)
    Variance, ///< of the cluster under weights inverse to variances, which are those inside as well
    Deviation ///< of the cluster under weights inverse to deviations, which are those inside as well
};

/// How many clusters, where nobody says.
enum class ClusterCount {
    Silhouette, ///< numerics::bestClusterCount
    Gap         ///< numerics::gapClusterCount
};

struct EqualContributionOptions {
    TreeOptions tree;
    std::size_t clusters = 0;       ///< 1 to N; 0: `count` decides
    std::size_t most_clusters = 10; ///< where it does
    ClusterRisk risk = ClusterRisk::Variance;
    ClusterCount count = ClusterCount::Silhouette;
};

/// Hierarchical equal risk contribution (Raffinot 2018): the tree is cut into clusters; from the top of the
/// tree down to them, the two sides of a step share its weight inverse to their risks, the risk of a side
/// being the sum over its clusters. Unlike in hierarchicalRiskParity the steps of the tree are kept.
/// Weights > 0. A number of clusters beyond N is a fault at "/clusters".
[[nodiscard]] TreeAllocation hierarchicalEqualContribution(const Eigen::MatrixXd& covariance,
                                                           const EqualContributionOptions& options);

/// Schur complementary allocation after Cotton (2024), between hierarchical risk parity (gamma 0) and the
/// least variance of all weights (gamma 1). A half with covariance A, beside D and across B, is weighed by
/// A - gamma B D^-1 B' under the budget b_A - gamma B D^-1 b_D, b being 1 at the top, and shares inverse to
/// the variance of (diag + gamma offdiag)^-1 b. The pair (covariance, budget) is handed down as it is, so
/// gamma 1 is exact. Weights may be negative with gamma > 0. A gamma outside [0, 1] is a fault at "/gamma",
/// and so is one at which the covariance is too near to singular.
[[nodiscard]] TreeAllocation schurComplementary(const Eigen::MatrixXd& covariance, double gamma,
                                                const TreeOptions& options);

struct NestedOptions {
    TreeOptions tree;
    std::size_t clusters = 0; ///< as in EqualContributionOptions
    std::size_t most_clusters = 10;
    Weigher inside; ///< in each cluster
    Weigher across; ///< of clusters, each one asset with the weights inside
    ClusterCount count = ClusterCount::Silhouette;
};

/// Nested clustered optimisation (Lopez de Prado 2019, "A robust estimator of the efficient frontier"). Means
/// may be empty when neither Weigher needs them. A fault of a Weigher is handed on.
[[nodiscard]] TreeAllocation nestedClusters(const Eigen::MatrixXd& covariance,
                                            const Eigen::VectorXd& excess_mean, const NestedOptions& options);

} // namespace nautilus::portfolio

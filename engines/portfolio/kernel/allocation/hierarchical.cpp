#include "engines/portfolio/kernel/allocation/hierarchical.h"

#include "engines/portfolio/kernel/allocation/baselines.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Assets = std::vector<Index>;

/// Copies what lies below the diagonal to above it, in blocks that the cache holds.
void mirror(MatrixXd& m) {
    constexpr Index kBlock = 32;
    for (Index j = 0; j < m.cols(); j += kBlock)
        for (Index i = j; i < m.rows(); i += kBlock) {
            const Index rows = std::min(kBlock, m.rows() - i), columns = std::min(kBlock, m.cols() - j);
            const MatrixXd block = m.block(i, j, rows, columns);
            if (i == j)
                m.block(i, j, rows, columns).triangularView<Eigen::StrictlyUpper>() = block.transpose();
            else
                m.block(j, i, columns, rows) = block.transpose();
        }
}

MatrixXd correlationDistances(const MatrixXd& covariance) {
    const VectorXd deviation = covariance.diagonal().cwiseSqrt();
    MatrixXd out(covariance.rows(), covariance.cols());
    for (Index j = 0; j < out.cols(); ++j) {
        const Index below = out.rows() - j;
        const auto rho =
            covariance.col(j).tail(below).array() / (deviation.tail(below).array() * deviation[j]);
        out.col(j).tail(below) = ((1 - rho) / 2).max(0.0).min(1.0).sqrt();
        out(j, j) = 0;
    }
    mirror(out);
    return out;
}

MatrixXd columnDistances(const MatrixXd& d) {
    MatrixXd out = MatrixXd::Zero(d.cols(), d.cols());
    for (Index j = 0; j < d.cols(); ++j)
        for (Index i = j + 1; i < d.cols(); ++i)
            out(i, j) = (d.col(i) - d.col(j)).norm();
    mirror(out);
    return out;
}

/// Variance of the assets [begin, end) of `covariance` under weights inverse to their variances.
double naiveVariance(const MatrixXd& covariance, Index begin, Index end) {
    const Index n = end - begin;
    const auto block = covariance.block(begin, begin, n, n);
    VectorXd w = block.diagonal().cwiseInverse();
    w /= w.sum();
    return w.dot(block * w);
}

void halve(const MatrixXd& ordered, VectorXd& weights, Index begin, Index end) {
    if (end - begin < 2) return;
    const Index middle = begin + (end - begin) / 2;
    const double left = naiveVariance(ordered, begin, middle), right = naiveVariance(ordered, middle, end);
    weights.segment(begin, middle - begin) *= right / (left + right);
    weights.segment(middle, end - middle) *= left / (left + right);
    halve(ordered, weights, begin, middle);
    halve(ordered, weights, middle, end);
}

/// The covariance with the assets as the leaves lie.
MatrixXd inOrder(const MatrixXd& covariance, const std::vector<std::size_t>& order) {
    return covariance(order, order);
}
VectorXd backFrom(const VectorXd& ordered, const std::vector<std::size_t>& order) {
    VectorXd out(ordered.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        out[static_cast<Index>(order[i])] = ordered[static_cast<Index>(i)];
    return out;
}

/// One cluster by itself: the weights inside, and its risk under them.
struct Inside {
    VectorXd weights;
    double risk = 1;
};
Inside insideOf(const MatrixXd& block, ClusterRisk kind) {
    if (kind == ClusterRisk::Equal) return {equalWeight(block).weights, 1};
    const bool variance = kind == ClusterRisk::Variance;
    Inside out{variance ? inverseVariance(block).weights : inverseVolatility(block).weights};
    out.risk = out.weights.dot(block * out.weights);
    if (!variance) out.risk = std::sqrt(out.risk);
    return out;
}

std::vector<Assets> membersOf(const std::vector<std::int32_t>& clusters) {
    std::vector<Assets> out(static_cast<std::size_t>(*std::ranges::max_element(clusters)) + 1);
    for (std::size_t i = 0; i < clusters.size(); ++i)
        out[static_cast<std::size_t>(clusters[i])].push_back(static_cast<Index>(i));
    return out;
}

/// The tree and its clusters, as the options of either method say.
template <class Options>
TreeAllocation clustered(const MatrixXd& covariance, const Options& options) {
    auto clusters = options.clusters;
    TreeAllocation out;
    if ((out.fault = covarianceFault(covariance))) return out;
    if (clusters > static_cast<std::size_t>(covariance.rows())) {
        out.fault = Fault{"/clusters", "more clusters than assets"};
        return out;
    }
    out.tree = assetTree(covariance, options.tree);
    if (clusters == 0)
        clusters =
            (options.count == ClusterCount::Gap ? numerics::gapClusterCount : numerics::bestClusterCount)(
                out.tree.distances.view(), out.tree.merges, options.most_clusters);
    out.clusters = numerics::clustersByCount(out.tree.merges, clusters);
    return out;
}

/// Part of every cluster, by the steps of the tree above them.
std::vector<double> sharesOf(const TreeAllocation& cut, const std::vector<double>& risks, bool alike) {
    const std::size_t n = cut.clusters.size(), steps_done = n - risks.size();
    const auto& merges = cut.tree.merges;
    // Of every node at or above the clusters; a node below hands its cluster up.
    std::vector<double> risk(2 * n - 1, 0), share(2 * n - 1, 0);
    std::vector<std::size_t> cluster(2 * n - 1, 0);
    for (std::size_t i = 0; i < n; ++i) {
        cluster[i] = static_cast<std::size_t>(cut.clusters[i]);
        risk[i] = risks[cluster[i]];
    }
    for (std::size_t k = 0; k < merges.size(); ++k) {
        cluster[n + k] = cluster[merges[k].left];
        risk[n + k] = risk[merges[k].left] + (alike || k < steps_done ? 0 : risk[merges[k].right]);
    }
    std::vector<double> out(risks.size(), 0);
    share[2 * n - 2] = 1;
    for (std::size_t k = merges.size(); k-- > steps_done;) {
        const auto [left, right, height, count] = merges[k];
        share[left] = share[n + k] * risk[right] / (risk[left] + risk[right]);
        share[right] = share[n + k] * risk[left] / (risk[left] + risk[right]);
    }
    for (std::size_t node = 0; node < n + steps_done; ++node)
        if (share[node] > 0) out[cluster[node]] = share[node];
    return out;
}

} // namespace

AssetTree assetTree(const MatrixXd& covariance, const TreeOptions& options) {
    MatrixXd d = correlationDistances(covariance);
    if (options.distance == TreeDistance::DistanceOfDistances) d = columnDistances(d);
    const auto n = static_cast<std::size_t>(d.rows());
    AssetTree out;
    out.distances = domain::Matrix(n, n);
    for (std::size_t i = 0; i < n; ++i) // symmetric to the last digit
        std::ranges::copy(d.col(static_cast<Index>(i)), out.distances.row(i).begin());
    out.merges = numerics::linkage(out.distances.view(), options.linkage);
    out.order = numerics::leafOrder(out.merges);
    return out;
}

TreeAllocation hierarchicalRiskParity(const MatrixXd& covariance, const TreeOptions& options) {
    TreeAllocation out;
    if ((out.fault = covarianceFault(covariance))) return out;
    out.tree = assetTree(covariance, options);
    VectorXd ordered = VectorXd::Ones(covariance.rows());
    halve(inOrder(covariance, out.tree.order), ordered, 0, ordered.size());
    out.weights = backFrom(ordered, out.tree.order);
    return out;
}

TreeAllocation hierarchicalEqualContribution(const MatrixXd& covariance,
                                             const EqualContributionOptions& options) {
    TreeAllocation out = clustered(covariance, options);
    if (out.fault) return out;
    const auto members = membersOf(out.clusters);
    std::vector<Inside> insides;
    std::vector<double> risks;
    for (const auto& assets : members) {
        insides.push_back(insideOf(covariance(assets, assets), options.risk));
        risks.push_back(insides.back().risk);
    }
    const auto shares = sharesOf(out, risks, options.risk == ClusterRisk::Equal);
    out.weights.resize(covariance.rows());
    for (std::size_t c = 0; c < members.size(); ++c)
        out.weights(members[c]) = shares[c] * insides[c].weights;
    return out;
}

TreeAllocation nestedClusters(const MatrixXd& covariance, const VectorXd& excess_mean,
                              const NestedOptions& options) {
    TreeAllocation out = clustered(covariance, options);
    if (!out.fault && excess_mean.size() > 0 && excess_mean.size() != covariance.rows())
        out.fault = Fault{"/expected_returns", "one expected return per asset is needed"};
    if (out.fault) return out;
    const auto members = membersOf(out.clusters);
    MatrixXd inside = MatrixXd::Zero(covariance.rows(), static_cast<Index>(members.size()));
    for (std::size_t c = 0; c < members.size(); ++c) {
        const auto& assets = members[c];
        const VectorXd mean = excess_mean.size() > 0 ? VectorXd(excess_mean(assets)) : VectorXd();
        const Allocation one = options.inside(covariance(assets, assets), mean);
        if ((out.fault = one.fault)) return out;
        inside(assets, static_cast<Index>(c)) = one.weights;
    }
    const VectorXd mean = excess_mean.size() > 0 ? VectorXd(inside.transpose() * excess_mean) : VectorXd();
    const Allocation across = options.across(inside.transpose() * covariance * inside, mean);
    if ((out.fault = across.fault)) return out;
    out.weights = inside * across.weights;
    return out;
}

} // namespace nautilus::portfolio

#include "engines/numerics/clustering.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace nautilus::numerics {

namespace {

/// Distances between the clusters that are left, each with its nearest neighbour among later ones.
class Agglomeration {
public:
    explicit Agglomeration(domain::MatrixView distances)
        : n_(distances.rows), distance_(distances.data, distances.data + n_ * n_), label_(n_), size_(n_, 1),
          nearest_(n_, 0) {
        std::iota(label_.begin(), label_.end(), std::size_t{0});
        for (std::size_t i = 0; i < n_; ++i)
            alive_.push_back(i);
        for (const auto i : alive_)
            look(i);
    }

    ClusterMerge step(std::size_t new_label) {
        auto best = alive_.front();
        for (const auto i : alive_)
            if (gap(i) < gap(best)) best = i;
        const auto other = nearest_[best];
        ClusterMerge out{std::min(label_[best], label_[other]), std::max(label_[best], label_[other]),
                         gap(best), size_[best] + size_[other]};
        join(best, other, new_label);
        return out;
    }

private:
    double& at(std::size_t i, std::size_t j) { return distance_[i * n_ + j]; }
    [[nodiscard]] double gap(std::size_t i) const {
        return nearest_[i] == i ? std::numeric_limits<double>::infinity() : distance_[i * n_ + nearest_[i]];
    }
    void look(std::size_t i) {
        nearest_[i] = i;
        for (const auto j : alive_)
            if (j > i && (nearest_[i] == i || at(i, j) < at(i, nearest_[i]))) nearest_[i] = j;
    }
    void join(std::size_t keep, std::size_t drop, std::size_t new_label) {
        std::erase(alive_, drop);
        const double a = static_cast<double>(size_[keep]), b = static_cast<double>(size_[drop]);
        for (const auto k : alive_)
            if (k != keep) at(keep, k) = at(k, keep) = (a * at(keep, k) + b * at(drop, k)) / (a + b);
        size_[keep] += size_[drop];
        label_[keep] = new_label;
        for (const auto i : alive_)
            if (i == keep || nearest_[i] == keep || nearest_[i] == drop)
                look(i);
            else if (i < keep && at(i, keep) < gap(i))
                nearest_[i] = keep;
    }

    std::size_t n_;
    std::vector<double> distance_;
    std::vector<std::size_t> label_, size_, nearest_, alive_;
};

} // namespace

std::vector<ClusterMerge> averageLinkage(domain::MatrixView distances) {
    std::vector<ClusterMerge> out;
    if (distances.rows < 2) return out;
    Agglomeration clusters(distances);
    for (std::size_t k = 0; k + 1 < distances.rows; ++k)
        out.push_back(clusters.step(distances.rows + k));
    return out;
}

std::vector<std::int32_t> clustersAt(std::span<const ClusterMerge> merges, double height) {
    const std::size_t n = merges.size() + 1;
    std::vector<std::size_t> root(2 * n - 1);
    std::iota(root.begin(), root.end(), std::size_t{0});
    for (std::size_t k = merges.size(); k-- > 0;) { // from the top: a step hands its cluster's root down
        if (merges[k].height > height) continue;
        root[merges[k].left] = root[merges[k].right] = root[n + k];
    }
    std::vector<std::int32_t> number(2 * n - 1, -1), out(n);
    std::int32_t next = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (number[root[i]] < 0) number[root[i]] = next++;
        out[i] = number[root[i]];
    }
    return out;
}

std::vector<std::size_t> leafOrder(std::span<const ClusterMerge> merges) {
    const std::size_t n = merges.size() + 1;
    std::vector<std::size_t> out, waiting{2 * n - 2};
    while (!waiting.empty()) {
        const auto top = waiting.back();
        waiting.pop_back();
        if (top < n) {
            out.push_back(top);
        } else {
            waiting.push_back(merges[top - n].right);
            waiting.push_back(merges[top - n].left);
        }
    }
    return out;
}

} // namespace nautilus::numerics

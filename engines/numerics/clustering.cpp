#include "engines/numerics/clustering.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace nautilus::numerics {

namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr double kNoBend = 1e-12; ///< of the spread of all

/// Two items whose clusters are joined, at which height.
struct Pair {
    std::size_t one = 0, other = 0;
    double height = 0;
};

/// Prim's tree: the next item is always the nearest one to those that are in.
std::vector<Pair> spanningTree(domain::MatrixView distances) {
    const std::size_t n = distances.rows;
    std::vector<double> nearest(n, kFar);
    std::vector<bool> in(n, false);
    std::vector<Pair> out;
    for (std::size_t x = 0; out.size() + 1 < n;) {
        in[x] = true;
        Pair next{x, x, kFar};
        for (std::size_t j = 0; j < n; ++j) {
            if (in[j]) continue;
            nearest[j] = std::min(nearest[j], distances.at(x, j));
            if (nearest[j] < next.height) next = {x, j, nearest[j]};
        }
        out.push_back(next);
        x = next.other;
    }
    return out;
}

/// Follows nearest neighbours until two are each other's, joins them, and goes on from what is left of the
/// chain. Right for linkages by which no join brings clusters nearer than the joined ones were.
class NeighbourChain {
public:
    NeighbourChain(domain::MatrixView distances, Linkage kind)
        : kind_(kind), n_(distances.rows), distance_(distances.data, distances.data + n_ * n_), size_(n_, 1) {
    }

    Pair step() {
        if (chain_.empty())
            chain_.push_back(static_cast<std::size_t>(
                std::ranges::find_if(size_, [](std::size_t s) { return s > 0; }) - size_.begin()));
        for (;;) {
            const std::size_t x = chain_.back();
            const bool has_previous = chain_.size() > 1;
            // The one before is preferred among equals, or the chain could go round in circles.
            const std::size_t previous = has_previous ? chain_[chain_.size() - 2] : x;
            Pair best{x, previous, has_previous ? at(x, previous) : kFar};
            for (std::size_t i = 0; i < n_; ++i)
                if (size_[i] > 0 && i != x && at(x, i) < best.height) best = {x, i, at(x, i)};
            if (has_previous && best.other == previous) {
                chain_.resize(chain_.size() - 2);
                if (best.one > best.other) std::swap(best.one, best.other);
                join(best);
                return best;
            }
            chain_.push_back(best.other);
        }
    }

private:
    [[nodiscard]] double at(std::size_t i, std::size_t j) const { return distance_[i * n_ + j]; }

    /// The joined cluster goes on in the place of the second.
    void join(const Pair& pair) {
        for (std::size_t i = 0; i < n_; ++i) {
            if (size_[i] == 0 || i == pair.one || i == pair.other) continue;
            const double d = joined(at(pair.one, i), at(pair.other, i), pair, size_[i]);
            distance_[pair.other * n_ + i] = distance_[i * n_ + pair.other] = d;
        }
        size_[pair.other] += size_[pair.one];
        size_[pair.one] = 0;
    }

    /// Lance and Williams (1967): from i to the cluster that is joined of x and y.
    [[nodiscard]] double joined(double xi, double yi, const Pair& pair, std::size_t count) const {
        const auto x = static_cast<double>(size_[pair.one]), y = static_cast<double>(size_[pair.other]),
                   i = static_cast<double>(count);
        switch (kind_) {
        case Linkage::Single:
            return std::min(xi, yi);
        case Linkage::Complete:
            return std::max(xi, yi);
        case Linkage::Average:
            return (x * xi + y * yi) / (x + y);
        case Linkage::Ward:
            break;
        }
        const double t = 1.0 / (x + y + i);
        return std::sqrt((i + x) * t * xi * xi + (i + y) * t * yi * yi - i * t * pair.height * pair.height);
    }

    Linkage kind_;
    std::size_t n_;
    std::vector<double> distance_;
    std::vector<std::size_t> size_, chain_;
};

/// Pairs of items in ascending order become steps between clusters.
std::vector<ClusterMerge> stepsOf(std::vector<Pair> pairs) {
    std::ranges::stable_sort(pairs, {}, &Pair::height);
    const std::size_t n = pairs.size() + 1;
    std::vector<std::size_t> parent(2 * n - 1), count(2 * n - 1, 1);
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t x) {
        while (parent[x] != x)
            x = parent[x] = parent[parent[x]];
        return x;
    };
    std::vector<ClusterMerge> out;
    for (const auto& pair : pairs) {
        const std::size_t a = root(pair.one), b = root(pair.other), made = n + out.size();
        count[made] = count[a] + count[b];
        parent[a] = parent[b] = made;
        out.push_back({std::min(a, b), std::max(a, b), pair.height, count[made]});
    }
    return out;
}

/// Clusters when the steps are done that `done` says.
template <class Done>
std::vector<std::int32_t> cut(std::span<const ClusterMerge> merges, const Done& done) {
    const std::size_t n = merges.size() + 1;
    std::vector<std::size_t> root(2 * n - 1);
    std::iota(root.begin(), root.end(), std::size_t{0});
    for (std::size_t k = merges.size(); k-- > 0;) { // from the top: a step hands its cluster's root down
        if (!done(k)) continue;
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

} // namespace

std::vector<ClusterMerge> linkage(domain::MatrixView distances, Linkage kind) {
    if (distances.rows < 2) return {};
    if (kind == Linkage::Single) return stepsOf(spanningTree(distances));
    NeighbourChain chain(distances, kind);
    std::vector<Pair> pairs;
    while (pairs.size() + 1 < distances.rows)
        pairs.push_back(chain.step());
    return stepsOf(std::move(pairs));
}

std::vector<std::int32_t> clustersAt(std::span<const ClusterMerge> merges, double height) {
    return cut(merges, [&](std::size_t k) { return merges[k].height <= height; });
}

std::vector<std::int32_t> clustersByCount(std::span<const ClusterMerge> merges, std::size_t count) {
    return cut(merges, [&](std::size_t k) { return k + count <= merges.size(); });
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

std::vector<double> silhouettes(domain::MatrixView distances, std::span<const std::int32_t> clusters) {
    const std::size_t n = clusters.size();
    std::vector<double> out(n, 0.0), size, sum;
    for (const auto c : clusters) {
        if (static_cast<std::size_t>(c) >= size.size()) size.resize(static_cast<std::size_t>(c) + 1, 0);
        size[static_cast<std::size_t>(c)] += 1;
    }
    for (std::size_t i = 0; i < n; ++i) {
        const auto own = static_cast<std::size_t>(clusters[i]);
        if (size[own] < 2) continue;
        sum.assign(size.size(), 0);
        for (std::size_t j = 0; j < n; ++j)
            sum[static_cast<std::size_t>(clusters[j])] += distances.at(i, j);
        double nearest = kFar;
        for (std::size_t c = 0; c < size.size(); ++c)
            if (c != own && size[c] > 0) nearest = std::min(nearest, sum[c] / size[c]);
        const double inside = sum[own] / (size[own] - 1), larger = std::max(inside, nearest);
        if (std::isfinite(nearest) && larger > 0) out[i] = (nearest - inside) / larger;
    }
    return out;
}

std::size_t bestClusterCount(domain::MatrixView distances, std::span<const ClusterMerge> merges,
                             std::size_t most) {
    const std::size_t n = merges.size() + 1;
    std::size_t best = 1;
    double highest = 0;
    for (std::size_t count = 2; count <= std::min(most, n - 1); ++count) {
        const auto each = silhouettes(distances, clustersByCount(merges, count));
        const double sum = std::accumulate(each.begin(), each.end(), 0.0);
        if (sum > highest) best = count;
        highest = std::max(highest, sum);
    }
    return best;
}

std::size_t gapClusterCount(domain::MatrixView distances, std::span<const ClusterMerge> merges,
                            std::size_t most) {
    const std::size_t n = merges.size() + 1;
    const auto spread = [&](std::size_t count) {
        const auto clusters = clustersByCount(merges, count);
        std::vector<double> size(count, 0.0), squares(count, 0.0); // of each pair once
        for (std::size_t i = 0; i < n; ++i) {
            const auto own = static_cast<std::size_t>(clusters[i]);
            size[own] += 1;
            for (std::size_t j = 0; j < i; ++j)
                if (clusters[j] == clusters[i]) squares[own] += distances.at(i, j) * distances.at(i, j);
        }
        double out = 0;
        for (std::size_t c = 0; c < count; ++c)
            out += squares[c] / size[c];
        return out;
    };
    std::size_t best = 1;
    if (n < 3) return best;
    const double whole = spread(1);
    double highest = kNoBend * whole;
    double before = whole, at = spread(2);
    for (std::size_t count = 2; count <= std::min(most, n - 1); ++count) {
        const double after = spread(count + 1), bend = before - 2 * at + after;
        if (bend > highest) {
            best = count;
            highest = bend + kNoBend * whole; // equal but for rounding: the smaller number
        }
        before = at;
        at = after;
    }
    return best;
}

} // namespace nautilus::numerics

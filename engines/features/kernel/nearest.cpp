#include "engines/features/kernel/nearest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace nautilus::features {

namespace {

constexpr std::size_t kLeaf = 12;

class Tree {
public:
    explicit Tree(std::span<const PlanePoint> points) : points_(points), order_(points.size()) {
        std::iota(order_.begin(), order_.end(), std::uint32_t{0});
        build(0, order_.size());
    }

    double distance(std::uint32_t of, std::size_t k) {
        best_.assign(k, std::numeric_limits<double>::infinity());
        subject_ = of;
        search(0);
        return best_.back();
    }

private:
    struct Node {
        double low_x, high_x, low_y, high_y;
        std::uint32_t begin, end;
        std::uint32_t left = 0, right = 0; ///< 0 = leaf
    };

    std::uint32_t build(std::size_t begin, std::size_t end) {
        Node node{
            1e300, -1e300, 1e300, -1e300, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        for (std::size_t i = begin; i < end; ++i) {
            const auto& p = points_[order_[i]];
            node.low_x = std::min(node.low_x, p.x), node.high_x = std::max(node.high_x, p.x);
            node.low_y = std::min(node.low_y, p.y), node.high_y = std::max(node.high_y, p.y);
        }
        const auto place = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back(node);
        if (end - begin <= kLeaf) return place;
        const bool along_x = node.high_x - node.low_x >= node.high_y - node.low_y;
        const auto middle = begin + (end - begin) / 2;
        const auto at = [&](std::size_t i) { return order_.begin() + static_cast<std::ptrdiff_t>(i); };
        std::nth_element(at(begin), at(middle), at(end), [&](std::uint32_t a, std::uint32_t b) {
            return along_x ? points_[a].x < points_[b].x : points_[a].y < points_[b].y;
        });
        const auto left = build(begin, middle);
        const auto right = build(middle, end);
        nodes_[place].left = left;
        nodes_[place].right = right;
        return place;
    }

    [[nodiscard]] double distanceTo(const Node& node) const {
        const auto& p = points_[subject_];
        const double dx = std::max({node.low_x - p.x, p.x - node.high_x, 0.0});
        const double dy = std::max({node.low_y - p.y, p.y - node.high_y, 0.0});
        return std::max(dx, dy);
    }

    void search(std::uint32_t place) {
        const Node& node = nodes_[place];
        if (node.right == 0) return searchLeaf(node);
        auto near = node.left, far = node.right;
        double near_distance = distanceTo(nodes_[near]), far_distance = distanceTo(nodes_[far]);
        if (far_distance < near_distance) std::swap(near, far), std::swap(near_distance, far_distance);
        if (near_distance < best_.back()) search(near);
        if (far_distance < best_.back()) search(far);
    }

    void searchLeaf(const Node& node) {
        const auto& p = points_[subject_];
        for (std::size_t i = node.begin; i < node.end; ++i) {
            if (order_[i] == subject_) continue;
            const auto& q = points_[order_[i]];
            const double distance = std::max(std::abs(q.x - p.x), std::abs(q.y - p.y));
            if (!(distance < best_.back())) continue;
            auto slot = best_.end() - 1;
            for (; slot != best_.begin() && *(slot - 1) > distance; --slot)
                *slot = *(slot - 1);
            *slot = distance;
        }
    }

    std::span<const PlanePoint> points_;
    std::vector<std::uint32_t> order_;
    std::vector<Node> nodes_;
    std::vector<double> best_; ///< the nearest distances so far, ascending
    std::uint32_t subject_ = 0;
};

} // namespace

std::vector<double> neighbourDistances(std::span<const PlanePoint> points, std::size_t k) {
    std::vector<double> out;
    if (k == 0 || k >= points.size()) return out;
    Tree tree(points);
    out.reserve(points.size());
    for (std::uint32_t i = 0; i < points.size(); ++i)
        out.push_back(tree.distance(i, k));
    return out;
}

} // namespace nautilus::features

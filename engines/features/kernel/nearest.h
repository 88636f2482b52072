#pragma once
// Distances to the k-th nearest neighbour in the plane, in the larger of both coordinate distances, by a tree
// that halves the points along the wider side.

#include <cstdint>
#include <span>
#include <vector>

namespace nautilus::features {

struct PlanePoint {
    double x = 0, y = 0;
};

/// For every point the distance to its k-th nearest other point; k >= 1 and below the number of points.
/// O(n log n) on points that do not pile up.
[[nodiscard]] std::vector<double> neighbourDistances(std::span<const PlanePoint> points, std::size_t k);

} // namespace nautilus::features

#pragma once
// A moving set of a series' values that knows its order statistics: O(log n) per step, no drift.

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// A tree over the ranks of a whole series; nodes hold count and sum of the members below them and are always
/// added up anew, never corrected. NaN elements can be neither inserted nor erased (both do nothing).
class RankedWindow {
public:
    explicit RankedWindow(std::span<const double> series);

    /// Puts element i of the series in, takes it out. Once in, an element is not inserted again.
    void insert(std::size_t i) { set(i, 1); }
    void erase(std::size_t i) { set(i, 0); }

    [[nodiscard]] std::size_t count() const { return counts_[1]; }
    /// The k-th smallest member, zero based; k < count().
    [[nodiscard]] double smallest(std::size_t k) const;
    /// Sum of the k smallest members; k <= count().
    [[nodiscard]] double sumOfSmallest(std::size_t k) const;
    /// The p-quantile, 0 <= p <= 1, linear between order statistics (QuantileRule::Linear); NaN when empty.
    [[nodiscard]] double quantile(double p) const;

private:
    void set(std::size_t i, std::size_t present);

    std::vector<double> sorted_;
    std::vector<std::size_t> rank_; ///< place of an element among the sorted; the number of them for NaN
    std::vector<std::size_t> counts_;
    std::vector<double> sums_;
    std::size_t leaves_ = 1;
};

} // namespace nautilus::numerics

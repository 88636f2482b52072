#pragma once
// Rank correlation of two cross-sections whose order is known already: a walk instead of two sorts. Not for
// use outside this folder.

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace nautilus::factor {

/// Columns of the finite values of one cross-section, ascending by value; equal values by column.
using ColumnOrder = std::span<const std::uint32_t>;

class RankWalk {
public:
    explicit RankWalk(std::size_t columns) : x_rank_(columns), y_rank_(columns) {}

    /// Pearson correlation of average ranks over the columns that both have; NaN below `least` of them, or
    /// when one side is constant.
    [[nodiscard]] double correlation(std::span<const double> x, ColumnOrder x_order,
                                     std::span<const double> y, ColumnOrder y_order, std::size_t least) {
        const auto n = rank(x, x_order, y, x_rank_);
        if (n < least || n < 2) return std::nan("");
        rank(y, y_order, x, y_rank_);
        const double middle = (static_cast<double>(n) + 1.0) / 2.0;
        double xx = 0, yy = 0, xy = 0;
        for (const auto i : x_order) {
            if (!std::isfinite(y[i])) continue;
            const double a = x_rank_[i] - middle, b = y_rank_[i] - middle;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
        return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : std::nan("");
    }

private:
    /// Average ranks of `values` among the columns that `other` has too; how many those are.
    static std::size_t rank(std::span<const double> values, ColumnOrder order, std::span<const double> other,
                            std::vector<double>& ranks) {
        std::size_t n = 0, tied = 0, i = 0;
        while (i < order.size()) {
            const double value = values[order[i]];
            std::size_t end = i;
            for (tied = 0; end < order.size() && values[order[end]] == value; ++end)
                tied += std::isfinite(other[order[end]]) ? 1 : 0;
            const double mean = static_cast<double>(n) + (static_cast<double>(tied) + 1.0) / 2.0;
            for (; i < end; ++i)
                ranks[order[i]] = mean;
            n += tied;
        }
        return n;
    }

    std::vector<double> x_rank_, y_rank_;
};

} // namespace nautilus::factor

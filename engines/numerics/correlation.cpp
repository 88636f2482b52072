#include "engines/numerics/correlation.h"

#include "engines/numerics/moments.h"
#include "engines/numerics/quantile.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace nautilus::numerics {

double correlation(std::span<const double> x, std::span<const double> y, std::size_t min_pairs) {
    double sum_x = 0, sum_y = 0;
    std::size_t count = 0;
    const auto paired = [&](std::size_t i) { return !std::isnan(x[i]) && !std::isnan(y[i]); };
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!paired(i)) continue;
        sum_x += x[i];
        sum_y += y[i];
        ++count;
    }
    if (count < std::max<std::size_t>(min_pairs, 2)) return std::nan("");
    const double mean_x = sum_x / static_cast<double>(count), mean_y = sum_y / static_cast<double>(count);
    double xx = 0, xy = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!paired(i)) continue;
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    const auto n = static_cast<double>(count);
    if (!hasSpread(xx, n, mean_x) || !hasSpread(yy, n, mean_y)) return std::nan("");
    return std::clamp(xy / (std::sqrt(xx) * std::sqrt(yy)), -1.0, 1.0);
}

double rankCorrelation(std::span<const double> x, std::span<const double> y) {
    std::vector<double> left, right;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::isnan(x[i]) || std::isnan(y[i])) continue;
        left.push_back(x[i]);
        right.push_back(y[i]);
    }
    std::vector<double> left_ranks(left.size()), right_ranks(right.size());
    averageRanks(left, left_ranks);
    averageRanks(right, right_ranks);
    return correlation(left_ranks, right_ranks);
}

domain::Matrix correlationMatrix(domain::MatrixView series, std::size_t min_pairs) {
    const std::size_t k = series.columns;
    // Columns side by side: the pair loop then reads contiguous memory.
    domain::Matrix columns(k, series.rows);
    for (std::size_t t = 0; t < series.rows; ++t)
        for (std::size_t c = 0; c < k; ++c)
            columns.at(c, t) = series.at(t, c);
    domain::Matrix result(k, k);
    for (std::size_t i = 0; i < k; ++i) {
        const auto row = std::as_const(columns).row(i);
        if (!std::isnan(correlation(row, row, min_pairs))) result.at(i, i) = 1.0;
        for (std::size_t j = 0; j < i; ++j) {
            result.at(i, j) = correlation(row, std::as_const(columns).row(j), min_pairs);
            result.at(j, i) = result.at(i, j);
        }
    }
    return result;
}

} // namespace nautilus::numerics

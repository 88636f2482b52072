#pragma once
// What a window is folded from: the state of a stretch of rows, how a row is put to its newer or older end,
// and how two neighbouring stretches become one. Missing rows make the state missing. Not for use outside
// this folder.

#include "engines/domain/panel.h"
#include "engines/factor/kernel/expression/cell_ops.h"

#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::factor::fold {

/// Rows of the older and of the newer stretch; of an append or prepend: those that were there before.
struct Counts {
    double left = 0;
    double right = 0;
};

struct Sum {
    static constexpr std::size_t kState = 1;
    double divisor = 1; ///< 1 for a sum, the window for a mean
    void init(double* s, double x, double, double) const { s[0] = x; }
    void append(double* s, double x, double, double, const Counts&) const { s[0] += x; }
    void prepend(double* s, double x, double, double, const Counts&) const { s[0] += x; }
    void combine(double* s, const double* right, const Counts&) const { s[0] += right[0]; }
    [[nodiscard]] double finish(const double* s, double) const { return s[0] / divisor; }
};

struct Product {
    static constexpr std::size_t kState = 1;
    void init(double* s, double x, double, double) const { s[0] = x; }
    void append(double* s, double x, double, double, const Counts&) const { s[0] *= x; }
    void prepend(double* s, double x, double, double, const Counts&) const { s[0] *= x; }
    void combine(double* s, const double* right, const Counts&) const { s[0] *= right[0]; }
    [[nodiscard]] double finish(const double* s, double) const { return cell::finite(s[0]); }
};

/// The largest value of Sign * x, and the row where the oldest of equals stands.
template <int Sign, bool Place>
struct Extreme {
    static constexpr std::size_t kState = Place ? 2 : 1;
    double window = 1;
    static bool above(double x, double y) { return Sign > 0 ? x > y : x < y; }
    void init(double* s, double x, double, double row) const {
        s[0] = x;
        if constexpr (Place) s[1] = row;
    }
    void append(double* s, double x, double, double row, const Counts&) const {
        const bool take = above(x, s[0]) | (x != x); // one comparison after the other would branch
        s[0] = take ? x : s[0];
        if constexpr (Place) s[1] = take ? row : s[1];
    }
    void prepend(double* s, double x, double, double row, const Counts&) const {
        const bool take = !(above(s[0], x) | (s[0] != s[0]));
        s[0] = take ? x : s[0];
        if constexpr (Place) s[1] = take ? row : s[1];
    }
    void combine(double* s, const double* right, const Counts&) const {
        const bool take = above(right[0], s[0]) | (right[0] != right[0]);
        s[0] = take ? right[0] : s[0];
        if constexpr (Place) s[1] = take ? right[1] : s[1];
    }
    [[nodiscard]] double finish(const double* s, double row) const {
        if constexpr (Place)
            return std::isnan(s[0]) ? domain::kMissing : s[1] - (row - window);
        else
            return s[0];
    }
};

/// Mean and sum of squared distances from it.
struct Deviation {
    static constexpr std::size_t kState = 2;
    double window = 2;
    void init(double* s, double x, double, double) const {
        s[0] = x;
        s[1] = x - x; // missing if x is
    }
    void append(double* s, double x, double, double, const Counts& n) const {
        const double distance = x - s[0];
        s[0] += distance * (1.0 / (n.left + 1.0));
        s[1] += distance * (x - s[0]);
    }
    void prepend(double* s, double x, double y, double row, const Counts& n) const {
        append(s, x, y, row, n);
    }
    void combine(double* s, const double* right, const Counts& n) const {
        const double distance = right[0] - s[0];
        const double total = n.left + n.right;
        s[1] += right[1] + distance * distance * (n.left * n.right / total);
        s[0] += distance * (n.right / total);
    }
    [[nodiscard]] double finish(const double* s, double) const { return std::sqrt(s[1] / (window - 1.0)); }
};

/// Means and sums of products of the distances from them.
struct CoMoments {
    static constexpr std::size_t kState = 5; ///< means of x and y; xy, xx, yy
    double window = 2;
    Op op{};
    void init(double* s, double x, double y, double) const {
        const double none = (x - x) + (y - y);
        s[0] = x;
        s[1] = y;
        s[2] = s[3] = s[4] = none;
    }
    void append(double* s, double x, double y, double, const Counts& n) const {
        const double share = 1.0 / (n.left + 1.0);
        const double dx = x - s[0];
        const double dy = y - s[1];
        s[0] += dx * share;
        s[1] += dy * share;
        s[2] += dx * (y - s[1]);
        s[3] += dx * (x - s[0]);
        s[4] += dy * (y - s[1]);
    }
    void prepend(double* s, double x, double y, double row, const Counts& n) const {
        append(s, x, y, row, n);
    }
    void combine(double* s, const double* right, const Counts& n) const {
        const double dx = right[0] - s[0];
        const double dy = right[1] - s[1];
        const double total = n.left + n.right;
        const double weight = n.left * n.right / total;
        s[2] += right[2] + dx * dy * weight;
        s[3] += right[3] + dx * dx * weight;
        s[4] += right[4] + dy * dy * weight;
        s[0] += dx * (n.right / total);
        s[1] += dy * (n.right / total);
    }
    [[nodiscard]] double finish(const double* s, double) const {
        if (op == Op::Covariance) return s[2] / (window - 1.0);
        if (op == Op::Beta) return s[4] > 0 ? s[2] / s[4] : domain::kMissing;
        return s[3] > 0 && s[4] > 0 ? s[2] / std::sqrt(s[3] * s[4]) : domain::kMissing;
    }
};

/// Mean of x and the sum of products of its distances with those of time.
struct Slope {
    static constexpr std::size_t kState = 2;
    double window = 2;
    void init(double* s, double x, double, double) const {
        s[0] = x;
        s[1] = x - x;
    }
    void append(double* s, double x, double, double, const Counts& n) const {
        const double distance = x - s[0];
        s[0] += distance * (1.0 / (n.left + 1.0));
        s[1] += distance * (0.5 * n.left);
    }
    void prepend(double* s, double x, double, double, const Counts& n) const {
        const double distance = x - s[0];
        s[0] += distance * (1.0 / (n.left + 1.0));
        s[1] -= distance * (0.5 * n.left);
    }
    void combine(double* s, const double* right, const Counts& n) const {
        const double distance = right[0] - s[0];
        const double total = n.left + n.right;
        s[1] += right[1] + distance * (0.5 * n.left * n.right);
        s[0] += distance * (n.right / total);
    }
    [[nodiscard]] double finish(const double* s, double) const {
        return s[1] / (window * (window * window - 1.0) / 12.0);
    }
};

/// Weights 1, 2 ... n from the oldest row on: their sum of products and the plain sum.
struct DecayLinear {
    static constexpr std::size_t kState = 2;
    double window = 1;
    void init(double* s, double x, double, double) const { s[0] = s[1] = x; }
    void append(double* s, double x, double, double, const Counts& n) const {
        s[0] += (n.left + 1.0) * x;
        s[1] += x;
    }
    void prepend(double* s, double x, double, double, const Counts&) const {
        s[1] += x;
        s[0] += s[1];
    }
    void combine(double* s, const double* right, const Counts& n) const {
        s[0] += right[0] + n.left * right[1];
        s[1] += right[1];
    }
    [[nodiscard]] double finish(const double* s, double) const {
        return s[0] / (0.5 * window * (window + 1.0));
    }
};

/// Weights lambda^age.
struct DecayExponential {
    static constexpr std::size_t kState = 1;
    double total = 1;
    std::vector<double> powers; ///< lambda^0 .. lambda^window
    DecayExponential(std::size_t window, double half_life) : powers(window + 1, 1.0) {
        const double lambda = std::exp2(-1.0 / half_life);
        for (std::size_t i = 1; i <= window; ++i)
            powers[i] = powers[i - 1] * lambda;
        total = 0;
        for (std::size_t i = 0; i < window; ++i)
            total += powers[i];
    }
    void init(double* s, double x, double, double) const { s[0] = x; }
    void append(double* s, double x, double, double, const Counts&) const { s[0] = s[0] * powers[1] + x; }
    void prepend(double* s, double x, double, double, const Counts& n) const {
        s[0] += x * powers[static_cast<std::size_t>(n.left)];
    }
    void combine(double* s, const double* right, const Counts& n) const {
        s[0] = s[0] * powers[static_cast<std::size_t>(n.right)] + right[0];
    }
    [[nodiscard]] double finish(const double* s, double) const { return s[0] / total; }
};

} // namespace nautilus::factor::fold

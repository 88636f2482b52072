#pragma once

#include "engines/numerics/indicators/indicator.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nautilus::numerics {

/// Wilder's average: mean of the first n values, then (previous (n - 1) + x) / n. NaN for the first n - 1
/// values; a NaN value returns NaN and is not counted. n >= 1. (Wilder, New Concepts in Technical Trading
/// Systems, 1978.)
class Wilder {
public:
    explicit Wilder(std::size_t n) : n_(std::max<std::size_t>(n, 1)) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        const auto n = static_cast<double>(n_);
        if (count_ == n_) {
            level_ = (level_ * (n - 1) + value) / n;
            return level_;
        }
        level_ += value;
        if (++count_ < n_) return std::nan("");
        level_ /= n;
        return level_;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(level_);
        archive.index(count_, n_ + 1);
    }

private:
    std::size_t n_;
    std::size_t count_ = 0;
    double level_ = 0; ///< sum while seeding
};

/// max(H - L, |H - previous C|, |L - previous C|); NaN on the first bar, as in TA-Lib.
class TrueRange {
public:
    double update(const BarInput& bar) {
        const double range =
            std::max({bar.high - bar.low, std::abs(bar.high - previous_), std::abs(bar.low - previous_)});
        const double result = started_ ? range : std::nan("");
        previous_ = bar.close;
        started_ = true;
        return result;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(previous_, started_);
    }

private:
    double previous_ = 0;
    bool started_ = false;
};

} // namespace nautilus::numerics

#pragma once

#include "engines/numerics/indicators/indicator.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nautilus::numerics {

/// Wilder's average: mean of the first n values, then previous + (x - previous)/n. NaN for the first n - 1
/// values; a NaN value returns NaN and is not counted. n >= 1. (Wilder, New Concepts in Technical Trading
/// Systems, 1978.)
class Wilder {
public:
    explicit Wilder(std::size_t n) : n_(std::max<std::size_t>(n, 1)), share_(1 / static_cast<double>(n_)) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        if (count_ == n_) {
            level_ += (value - level_) * share_;
            return level_;
        }
        level_ += value;
        if (++count_ < n_) return std::nan("");
        level_ /= static_cast<double>(n_);
        return level_;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(level_);
        archive.index(count_, n_ + 1);
    }

private:
    std::size_t n_;
    double share_;
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

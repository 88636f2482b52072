#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// Sum of the last n values in constant time per value (amortised) and without subtraction, so it does not
/// drift, and values that are all zero sum to exactly 0 whatever came before. The series is cut into blocks
/// of n; a window is the end of one block (whose suffix sums are stored when it is complete) and the
/// beginning of the next: the scheme of van Herk (1992) and Gil and Werman (1993), with + for max.
/// update returns NaN for the first n - 1 values; a NaN value returns NaN and is not counted. n >= 1.
class RollingSum {
public:
    explicit RollingSum(std::size_t n) : values_(std::max<std::size_t>(n, 1)) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        const std::size_t n = values_.size();
        // Slot `place_` is needed no more: the window starts at the next one of the previous block.
        values_[place_] = value;
        front_ = place_ == 0 ? value : front_ + value;
        if (++place_ < n) return full_ ? values_[place_] + front_ : std::nan("");
        for (std::size_t i = n - 1; i > 0; --i)
            values_[i - 1] += values_[i];
        place_ = 0;
        full_ = true;
        return front_;
    }
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(values_, front_, full_);
        archive.index(place_, values_.size());
    }

private:
    std::vector<double> values_; ///< [0, place_) of this block; from there on suffix sums of the previous one
    double front_ = 0;           ///< sum of this block so far
    std::size_t place_ = 0;
    bool full_ = false;
};

} // namespace nautilus::numerics

#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// The least-squares line through the last n values at 0 .. n-1: its slope and its value in the middle, which
/// is their mean. update takes values that are not NaN; valid once `full`. Each part of the window is summed
/// from a value of its own; places count from the middle, so that they sum to 0 over the window.
class RollingLine {
public:
    struct Value {
        double mean, slope;
    };

    explicit RollingLine(std::size_t n)
        : recent_(std::max<std::size_t>(n, 2)), sums_(recent_.size()), products_(recent_.size()) {
        const auto all = static_cast<double>(recent_.size());
        middle_ = (all - 1) / 2;
        inverse_ = 1 / all;
        scale_ = 1 / (all * (all * all - 1) / 12);
    }

    Value update(double value) {
        const std::size_t n = recent_.size();
        if (place_ == 0) {
            origin_ = value;
            sum_ = sum_products_ = 0;
        }
        recent_[place_] = value;
        const double d = value - origin_;
        sum_ += d;
        sum_products_ += static_cast<double>(place_) * d;
        const double count = static_cast<double>(place_ + 1), before = static_cast<double>(n) - count;
        // Value j of this block stands at before + j, value i of the previous one at i - count.
        const double own = sum_products_ + (before - middle_) * sum_;
        if (++place_ == n) {
            const Value whole{origin_ + sum_ * inverse_, own * scale_};
            closeBlock();
            return whole;
        }
        const double past = products_[place_] - (count + middle_) * sums_[place_];
        const double gap = origin_ - end_;
        // The places of this block's values sum to count before / 2, those of the others to minus that.
        return {end_ + (sums_[place_] + sum_ + count * gap) * inverse_,
                (past + own + gap * (count * before / 2)) * scale_};
    }
    [[nodiscard]] bool full() const { return full_; }
    [[nodiscard]] double middle() const { return middle_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(recent_, sums_, products_, origin_, end_, sum_, sum_products_, full_);
        archive.index(place_, recent_.size());
    }

private:
    void closeBlock() {
        end_ = recent_.back();
        double sum = 0, products = 0;
        for (std::size_t i = recent_.size(); i-- > 1;) {
            const double d = recent_[i] - end_;
            sum += d;
            products += static_cast<double>(i) * d;
            sums_[i] = sum;
            products_[i] = products;
        }
        place_ = 0;
        full_ = true;
    }

    std::vector<double> recent_, sums_, products_;
    double origin_ = 0, end_ = 0, sum_ = 0, sum_products_ = 0;
    std::size_t place_ = 0;
    bool full_ = false;
    double middle_, inverse_, scale_;
};

} // namespace nautilus::numerics

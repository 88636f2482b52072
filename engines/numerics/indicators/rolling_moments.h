#pragma once
// Mean and spread of the last n values in constant time per value, without sums that could drift or cancel.
// The series is cut into blocks of n as in rolling_sum.h; each part of a window is summed from a value of its
// own, and the two are put together by the formula of Chan, Golub and LeVeque (1979):
//   M2 = M2a + M2b + (mean_b - mean_a)^2 na nb / n.
// A window of equal values has exactly no deviation.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

struct Spread {
    double mean;
    double squares; ///< sum of squared deviations from the mean
};

/// Mean and sum of squared deviations. update takes values that are not NaN; valid once `full`.
class RollingMoments {
public:
    explicit RollingMoments(std::size_t n)
        : mean_(std::max<std::size_t>(n, 1)), squares_(mean_.size()), recent_(mean_.size()) {
        const auto all = static_cast<double>(mean_.size());
        for (std::size_t k = 1; k <= mean_.size(); ++k) {
            const auto count = static_cast<double>(k);
            inverse_.push_back(1 / count);
            share_.push_back(count / all);
            weight_.push_back(count * (all - count) / all);
        }
    }

    /// Takes the next value; of the last n values, defined once `full`.
    Spread update(double value) {
        const std::size_t n = mean_.size();
        if (place_ == 0) {
            origin_ = value;
            sum_ = sum_squares_ = 0;
        }
        recent_[place_] = value;
        const double d = value - origin_;
        sum_ += d;
        sum_squares_ += d * d;
        const std::size_t k = place_; // k + 1 values of this block, n - k - 1 of the previous one
        const double part = sum_ * inverse_[k];
        const Spread front{origin_ + part, std::max(sum_squares_ - sum_ * part, 0.0)};
        if (++place_ == n) {
            closeBlock();
            return front;
        }
        const double gap = front.mean - mean_[place_];
        return {mean_[place_] + gap * share_[k], squares_[place_] + front.squares + gap * gap * weight_[k]};
    }
    [[nodiscard]] bool full() const { return full_; }
    [[nodiscard]] std::size_t size() const { return mean_.size(); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(mean_, squares_, recent_, origin_, sum_, sum_squares_, full_);
        archive.index(place_, mean_.size());
    }

private:
    /// Moments of the ends of the block that is complete: from each place to its last value.
    void closeBlock() {
        const std::size_t n = mean_.size();
        const double origin = recent_[n - 1];
        double sum = 0, squares = 0;
        for (std::size_t i = n; i-- > 1;) {
            const double d = recent_[i] - origin;
            sum += d;
            squares += d * d;
            const double part = sum * inverse_[n - 1 - i];
            mean_[i] = origin + part;
            squares_[i] = std::max(squares - sum * part, 0.0);
        }
        place_ = 0;
        full_ = true;
    }

    std::vector<double> mean_, squares_; ///< of the previous block, from each place to its end
    std::vector<double> recent_;         ///< values of this block
    double origin_ = 0, sum_ = 0, sum_squares_ = 0;
    std::size_t place_ = 0;
    bool full_ = false;
    std::vector<double> inverse_, share_, weight_; ///< by the number of values of this block; not state
};

/// Moments of pairs. update takes values that are not NaN; valid once `full`.
class RollingPairs {
public:
    struct Value {
        double x_squares, y_squares;
        double products; ///< sum of the products of deviations
    };

    explicit RollingPairs(std::size_t n)
        : recent_x_(std::max<std::size_t>(n, 1)), recent_y_(recent_x_.size()), mean_x_(recent_x_.size()),
          mean_y_(recent_x_.size()), xx_(recent_x_.size()), yy_(recent_x_.size()), xy_(recent_x_.size()) {
        const auto all = static_cast<double>(recent_x_.size());
        for (std::size_t k = 1; k <= recent_x_.size(); ++k) {
            const auto count = static_cast<double>(k);
            inverse_.push_back(1 / count);
            weight_.push_back(count * (all - count) / all);
        }
    }

    Value update(double x, double y) {
        const std::size_t k = place_;
        if (k == 0) front_ = {x, y, 0, 0, 0, 0, 0};
        recent_x_[k] = x;
        recent_y_[k] = y;
        front_.add(x, y);
        const double inverse = inverse_[k];
        const double part_x = front_.x * inverse, part_y = front_.y * inverse;
        const Value own{std::max(front_.xx - front_.x * part_x, 0.0),
                        std::max(front_.yy - front_.y * part_y, 0.0), front_.xy - front_.x * part_y};
        if (++place_ == recent_x_.size()) {
            closeBlock();
            return own;
        }
        const double gap_x = front_.origin_x + part_x - mean_x_[place_];
        const double gap_y = front_.origin_y + part_y - mean_y_[place_];
        const double weight = weight_[k];
        return {xx_[place_] + own.x_squares + gap_x * gap_x * weight,
                yy_[place_] + own.y_squares + gap_y * gap_y * weight,
                xy_[place_] + own.products + gap_x * gap_y * weight};
    }
    [[nodiscard]] bool full() const { return full_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(recent_x_, recent_y_, mean_x_, mean_y_, xx_, yy_, xy_, full_);
        archive(front_.origin_x, front_.origin_y, front_.x, front_.y, front_.xx, front_.yy, front_.xy);
        archive.index(place_, recent_x_.size());
    }

private:
    struct Sums {
        double origin_x = 0, origin_y = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        void add(double value_x, double value_y) {
            const double dx = value_x - origin_x, dy = value_y - origin_y;
            x += dx;
            y += dy;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
    };

    void closeBlock() {
        const std::size_t n = recent_x_.size();
        Sums sums{recent_x_[n - 1], recent_y_[n - 1]};
        for (std::size_t i = n; i-- > 1;) {
            sums.add(recent_x_[i], recent_y_[i]);
            const double inverse = inverse_[n - 1 - i];
            const double part_x = sums.x * inverse, part_y = sums.y * inverse;
            mean_x_[i] = sums.origin_x + part_x;
            mean_y_[i] = sums.origin_y + part_y;
            xx_[i] = std::max(sums.xx - sums.x * part_x, 0.0);
            yy_[i] = std::max(sums.yy - sums.y * part_y, 0.0);
            xy_[i] = sums.xy - sums.x * part_y;
        }
        place_ = 0;
        full_ = true;
    }

    std::vector<double> recent_x_, recent_y_;            ///< values of this block
    std::vector<double> mean_x_, mean_y_, xx_, yy_, xy_; ///< of the ends of the previous block
    Sums front_;
    std::size_t place_ = 0;
    bool full_ = false;
    std::vector<double> inverse_, weight_; ///< by the number of values of this block; not state
};

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

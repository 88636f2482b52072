#pragma once
// Mean and spread of the last n values in constant time per value, without sums that could drift or cancel.
// The series is cut into blocks of n as in rolling_sum.h. The end of a block and the beginning of the next
// one are both summed from the block's last value: each window's sums are additions of its own values'
// distances from one of them, so the squared deviations, Q - S^2/n, lose at most a factor of n to rounding (a
// value of the window is no further from the mean than the window is wide, and its two ends alone give half
// the square of that). Windows of up to kShortWindow values are gone over whole, twice: mean, then
// deviations. A window of equal values has exactly no deviation.

#include "engines/numerics/indicators/last_values.h"
#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

struct Spread {
    double mean;
    double squares; ///< sum of squared deviations from the mean
};

/// What rounding has left below 0; NaN stays.
template <class V>
[[nodiscard]] inline V notNegative(V value) {
    return value < 0 ? V{} : value;
}

/// Mean and sum of squared deviations. update takes values that are not NaN; valid once `full`.
class RollingMoments {
public:
    explicit RollingMoments(std::size_t n)
        : n_(std::max<std::size_t>(n, 1)), short_(n_ <= kShortWindow), recent_(short_ ? n_ : 1),
          values_(short_ ? 0 : n_), past_sum_(values_.size()), past_squares_(values_.size()),
          inverse_(1 / static_cast<double>(n_)) {}

    /// Takes the next value; of the last n values, defined once `full`.
    Spread update(double value) { return short_ ? updateShort(value) : updateLong(value); }
    /// update of each of `in`, at most kStretch: each(mean, squares, i), for one value after the other or for
    /// some in a row (lanes.h).
    template <class Each>
    [[gnu::flatten]] void run(const double* in, std::size_t count, Each&& each) {
        std::size_t done = 0;
        for (; done < count && !full(); ++done) {
            const Spread spread = update(in[done]);
            each(spread.mean, spread.squares, done);
        }
        if (short_ && done < count) {
            recent_.unroll(in + done, count - done, scratch_);
            withShortWindow(n_, [&](auto n) {
                forLanes(count - done, [&](auto lane, std::size_t i) {
                    spreadOf<decltype(lane)>(scratch_.data() + i, n,
                                             [&](auto mean, auto squares) { each(mean, squares, done + i); });
                });
            });
            recent_.append(in + done, count - done);
            return;
        }
        while (done < count) {
            const std::size_t part = std::min(count - done, n_ - place_);
            runInBlock(in + done, part,
                       [&](auto mean, auto squares, std::size_t i) { each(mean, squares, done + i); });
            done += part;
        }
    }
    [[nodiscard]] bool full() const { return short_ ? recent_.full() : full_; }
    [[nodiscard]] std::size_t size() const { return n_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(recent_, values_, past_sum_, past_squares_, origin_, sum_, squares_, full_);
        archive.index(place_, n_);
    }

private:
    template <class V, class Each>
    static void spreadOf(const double* window, std::size_t n, Each&& each) {
        const V middle = windowMean<V>(window, n);
        each(middle, deviationProducts(window, middle, window, middle, n));
    }
    Spread updateShort(double value) {
        recent_.push(value);
        Spread spread{};
        spreadOf<double>(recent_.window(), n_, [&](double mean, double squares) {
            spread = {mean, squares};
        });
        return spread;
    }

    Spread updateLong(double value) {
        if (!full_ && place_ == 0) origin_ = value;
        values_[place_] = value;
        const double d = value - origin_;
        sum_ += d;
        squares_ += d * d;
        if (++place_ == n_) return closeBlock();
        const double sum = past_sum_[place_] + sum_, part = sum * inverse_;
        return {origin_ + part, notNegative(past_squares_[place_] + squares_ - sum * part)};
    }
    /// `count` values that belong to one block, after the first one.
    template <class Each>
    void runInBlock(const double* __restrict in, std::size_t count, Each&& each) {
        StretchValues sums, squares;
        const double origin = origin_, inverse = inverse_;
        double sum = sum_, sum_squares = squares_;
        for (std::size_t i = 0; i < count; ++i) {
            const double d = in[i] - origin;
            sums[i] = sum += d;
            squares[i] = sum_squares += d * d;
        }
        sum_ = sum;
        squares_ = sum_squares;
        std::copy_n(in, count, values_.data() + place_);
        const double *past_sum = past_sum_.data() + place_ + 1,
                     *past_squares = past_squares_.data() + place_ + 1;
        place_ += count;
        forLanes(place_ == n_ ? count - 1 : count, [&](auto lane, std::size_t i) {
            using V = decltype(lane);
            const V all = load<V>(past_sum + i) + load<V>(&sums[i]), part = all * inverse;
            each(origin + part, notNegative(load<V>(past_squares + i) + load<V>(&squares[i]) - all * part),
                 i);
        });
        if (place_ < n_) return;
        const Spread whole = closeBlock();
        each(whole.mean, whole.squares, count - 1);
    }
    /// Sums of the ends of the block that is complete, from each place to its last value; gives the whole.
    Spread closeBlock() {
        const double* values = values_.data();
        double *sums = past_sum_.data(), *squares = past_squares_.data();
        const double origin = values[n_ - 1];
        double sum = 0, sum_squares = 0;
        for (std::size_t i = n_; i-- > 0;) {
            const double d = values[i] - origin;
            sums[i] = sum += d;
            squares[i] = sum_squares += d * d;
        }
        origin_ = origin;
        sum_ = squares_ = 0;
        place_ = 0;
        full_ = true;
        const double part = sum * inverse_;
        return {origin + part, notNegative(sum_squares - sum * part)};
    }

    std::size_t n_;
    bool short_;
    LastValues recent_;          ///< of a short window
    std::vector<double> values_; ///< [0, place_) of this block; from there on of the previous one
    std::vector<double> past_sum_, past_squares_; ///< of the previous block, from each place to its end
    double origin_ = 0;                           ///< that distances are summed from
    double sum_ = 0, squares_ = 0;                ///< of this block so far
    std::size_t place_ = 0;
    bool full_ = false;
    double inverse_;
    std::vector<double> scratch_; ///< of runs; not state
};

} // namespace nautilus::numerics

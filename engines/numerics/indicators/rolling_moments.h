#pragma once
// Mean and spread of the last n values in constant time per value, without sums that could drift or cancel.
// The series is cut into blocks of n as in rolling_sum.h; each part of a window is summed from a value of its
// own, and the two are put together by the formula of Chan, Golub and LeVeque (1979):
//   M2 = M2a + M2b + (mean_b - mean_a)^2 na nb / n.
// Windows of up to kShortWindow values are gone over whole, twice: mean, then deviations. A window of equal
// values has exactly no deviation.

#include "engines/numerics/indicators/last_values.h"
#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

constexpr std::size_t kShortWindow = 8;

struct Spread {
    double mean;
    double squares; ///< sum of squared deviations from the mean
};

/// Mean and sum of squared deviations. update takes values that are not NaN; valid once `full`.
class RollingMoments {
public:
    explicit RollingMoments(std::size_t n)
        : mean_(std::max<std::size_t>(n, 1)), squares_(mean_.size()), recent_(mean_.size()),
          short_(mean_.size() <= kShortWindow) {
        const auto all = static_cast<double>(mean_.size());
        for (std::size_t k = 1; k <= mean_.size(); ++k) {
            const auto count = static_cast<double>(k);
            inverse_.push_back(1 / count);
            share_.push_back(count / all);
            weight_.push_back(count * (all - count) / all);
        }
        inverse_back_.assign(inverse_.rbegin(), inverse_.rend());
    }

    /// Takes the next value; of the last n values, defined once `full`.
    Spread update(double value) { return short_ ? updateShort(value) : updateLong(value); }
    /// update of each of `in`, at most kStretch; the three do not overlap.
    void run(const double* in, double* mean, double* squares, std::size_t count) {
        std::size_t done = 0;
        for (; done < count && !full(); ++done) {
            const Spread spread = update(in[done]);
            mean[done] = spread.mean;
            squares[done] = spread.squares;
        }
        if (short_ && done < count) {
            runShort(in + done, mean + done, squares + done, count - done);
            return;
        }
        while (done < count) {
            const std::size_t part = std::min(count - done, size() - place_);
            runInBlock(in + done, mean + done, squares + done, part);
            done += part;
        }
    }
    [[nodiscard]] bool full() const { return short_ ? recent_.full() : full_; }
    [[nodiscard]] std::size_t size() const { return mean_.size(); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(mean_, squares_, recent_, origin_, sum_, sum_squares_, full_);
        archive.index(place_, mean_.size());
    }

private:
    template <class V>
    static void spreadOf(const double* window, std::size_t n, double* mean, double* squares) {
        const V middle = windowMean<V>(window, n);
        store(mean, middle);
        store(squares, deviationProducts(window, middle, window, middle, n));
    }
    Spread updateShort(double value) {
        recent_.push(value);
        Spread spread;
        spreadOf<double>(recent_.window(), size(), &spread.mean, &spread.squares);
        return spread;
    }
    void runShort(const double* in, double* mean, double* squares, std::size_t count) {
        recent_.unroll(in, count, scratch_);
        const std::size_t n = size();
        const double* all = scratch_.data();
        forLanes(count, [&](auto lane, std::size_t i) {
            spreadOf<decltype(lane)>(all + i, n, mean + i, squares + i);
        });
        recent_.append(in, count);
    }

    Spread updateLong(double value) {
        const std::size_t n = mean_.size();
        if (place_ == 0) {
            origin_ = value;
            sum_ = sum_squares_ = 0;
        }
        recent_.push(value);
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
    /// `count` values that belong to one block, after the first one.
    void runInBlock(const double* __restrict in, double* __restrict mean, double* __restrict squares,
                    std::size_t count) {
        if (place_ == 0) {
            origin_ = in[0];
            sum_ = sum_squares_ = 0;
        }
        const double origin = origin_;
        double sum = sum_, sum_squares = sum_squares_;
        for (std::size_t i = 0; i < count; ++i) {
            const double d = in[i] - origin;
            sum += d;
            sum_squares += d * d;
            mean[i] = sum;
            squares[i] = sum_squares;
        }
        sum_ = sum;
        sum_squares_ = sum_squares;
        recent_.append(in, count);
        joinParts(mean, squares, count);
        place_ += count;
        if (place_ == size()) closeBlock();
    }
    /// Makes moments of windows of the sums of this block: from place_ on.
    void joinParts(double* __restrict mean, double* __restrict squares, std::size_t count) const {
        const double* __restrict past_mean = mean_.data() + place_ + 1;
        const double* __restrict past_squares = squares_.data() + place_ + 1;
        const double* __restrict inverse = inverse_.data() + place_;
        const double* __restrict share = share_.data() + place_;
        const double* __restrict weight = weight_.data() + place_;
        const bool whole = place_ + count == size();
        const double origin = origin_;
        for (std::size_t i = 0; i < count - (whole ? 1 : 0); ++i) {
            const double part = mean[i] * inverse[i];
            const double own = std::max(squares[i] - mean[i] * part, 0.0);
            const double gap = origin + part - past_mean[i];
            mean[i] = past_mean[i] + gap * share[i];
            squares[i] = past_squares[i] + own + gap * gap * weight[i];
        }
        if (!whole) return;
        const std::size_t last = count - 1;
        const double part = mean[last] * inverse[last];
        squares[last] = std::max(squares[last] - mean[last] * part, 0.0);
        mean[last] = origin + part;
    }
    /// Moments of the ends of the block that is complete: from each place to its last value.
    void closeBlock() {
        const std::size_t n = mean_.size();
        const double* recent = recent_.window();
        const double origin = recent[n - 1];
        double sum = 0, sum_squares = 0;
        double *mean = mean_.data(), *squares = squares_.data();
        for (std::size_t i = n; i-- > 1;) {
            const double d = recent[i] - origin;
            sum += d;
            sum_squares += d * d;
            mean[i] = sum;
            squares[i] = sum_squares;
        }
        for (std::size_t i = 1; i < n; ++i) {
            const double part = mean[i] * inverse_back_[i];
            squares[i] = std::max(squares[i] - mean[i] * part, 0.0);
            mean[i] = origin + part;
        }
        place_ = 0;
        full_ = true;
    }

    std::vector<double> mean_, squares_; ///< of the previous block, from each place to its end
    LastValues recent_;
    double origin_ = 0, sum_ = 0, sum_squares_ = 0;
    std::size_t place_ = 0;
    bool full_ = false;
    bool short_;
    std::vector<double> inverse_back_; ///< of the number of values from each place to the block's end
    std::vector<double> inverse_, share_, weight_; ///< by the number of values of this block; not state
    std::vector<double> scratch_;                  ///< of runs; not state
};

} // namespace nautilus::numerics

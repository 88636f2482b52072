#pragma once

#include "engines/numerics/indicators/last_values.h"
#include "engines/numerics/indicators/rolling_moments.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// Squares and products of the deviations of the last n pairs, as in rolling_moments.h. update takes values
/// that are not NaN; valid once `full`.
class RollingPairs {
public:
    template <class V>
    struct Value {
        V x_squares, y_squares;
        V products; ///< sum of the products of deviations
    };

    explicit RollingPairs(std::size_t n)
        : n_(std::max<std::size_t>(n, 1)), short_(n_ <= kShortWindow), recent_x_(short_ ? n_ : 1),
          recent_y_(short_ ? n_ : 1), x_(short_ ? 0 : n_), y_(x_.size()),
          inverse_(1 / static_cast<double>(n_)) {
        for (auto& sums : past_)
            sums.resize(x_.size());
    }

    Value<double> update(double x, double y) { return short_ ? updateShort(x, y) : updateLong(x, y); }
    /// update of each pair, at most kStretch of them: each(value, i), for one pair after the other or for
    /// some in a row (lanes.h).
    template <class Each>
    [[gnu::flatten]] void run(const double* x, const double* y, std::size_t count, Each&& each) {
        std::size_t done = 0;
        for (; done < count && !full(); ++done)
            each(update(x[done], y[done]), done);
        if (short_ && done < count) {
            runShort(x + done, y + done, count - done,
                     [&](const auto& value, std::size_t i) { each(value, done + i); });
            return;
        }
        while (done < count) {
            const std::size_t part = std::min(count - done, n_ - place_);
            runInBlock(x + done, y + done, part,
                       [&](const auto& value, std::size_t i) { each(value, done + i); });
            done += part;
        }
    }
    [[nodiscard]] bool full() const { return short_ ? recent_x_.full() : full_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(recent_x_, recent_y_, x_, y_, full_, origin_x_, origin_y_);
        for (auto& sums : past_)
            archive(sums);
        for (double* sum : {&front_.x, &front_.y, &front_.xx, &front_.yy, &front_.xy})
            archive(*sum);
        archive.index(place_, n_);
    }

private:
    /// Of distances from the origin and their products.
    template <class V>
    struct Sums {
        V x{}, y{}, xx{}, yy{}, xy{};
        void add(V dx, V dy) {
            x += dx;
            y += dy;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        [[nodiscard]] Sums operator+(const Sums& other) const {
            return {x + other.x, y + other.y, xx + other.xx, yy + other.yy, xy + other.xy};
        }
        /// About the means of n pairs.
        [[nodiscard]] Value<V> central(double inverse) const {
            const V part_x = x * inverse, part_y = y * inverse;
            return {notNegative(xx - x * part_x), notNegative(yy - y * part_y), xy - x * part_y};
        }
    };
    using Columns = std::array<double*, 5>;
    template <class V>
    static Sums<V> sumsAt(const Columns& from, std::size_t i) {
        return {load<V>(from[0] + i), load<V>(from[1] + i), load<V>(from[2] + i), load<V>(from[3] + i),
                load<V>(from[4] + i)};
    }
    static void put(const Columns& to, std::size_t i, const Sums<double>& sums) {
        to[0][i] = sums.x;
        to[1][i] = sums.y;
        to[2][i] = sums.xx;
        to[3][i] = sums.yy;
        to[4][i] = sums.xy;
    }
    [[nodiscard]] Columns pastFrom(std::size_t place) {
        return {past_[0].data() + place, past_[1].data() + place, past_[2].data() + place,
                past_[3].data() + place, past_[4].data() + place};
    }

    template <class V>
    static Value<V> pairsOf(const double* x, const double* y, std::size_t n) {
        const V mean_x = windowMean<V>(x, n), mean_y = windowMean<V>(y, n);
        return {deviationProducts(x, mean_x, x, mean_x, n), deviationProducts(y, mean_y, y, mean_y, n),
                deviationProducts(x, mean_x, y, mean_y, n)};
    }
    Value<double> updateShort(double x, double y) {
        recent_x_.push(x);
        recent_y_.push(y);
        return pairsOf<double>(recent_x_.window(), recent_y_.window(), n_);
    }
    template <class Each>
    void runShort(const double* x, const double* y, std::size_t count, Each&& each) {
        recent_x_.unroll(x, count, scratch_x_);
        recent_y_.unroll(y, count, scratch_y_);
        withShortWindow(n_, [&](auto n) {
            forLanes(count, [&](auto lane, std::size_t i) {
                each(pairsOf<decltype(lane)>(scratch_x_.data() + i, scratch_y_.data() + i, n), i);
            });
        });
        recent_x_.append(x, count);
        recent_y_.append(y, count);
    }

    Value<double> updateLong(double x, double y) {
        if (!full_ && place_ == 0) {
            origin_x_ = x;
            origin_y_ = y;
        }
        x_[place_] = x;
        y_[place_] = y;
        front_.add(x - origin_x_, y - origin_y_);
        if (++place_ == n_) return closeBlock();
        return (sumsAt<double>(pastFrom(place_), 0) + front_).central(inverse_);
    }
    /// `count` pairs that belong to one block, after the first one.
    template <class Each>
    void runInBlock(const double* __restrict x, const double* __restrict y, std::size_t count, Each&& each) {
        std::array<StretchValues, 5> fronts;
        const Columns front{fronts[0].data(), fronts[1].data(), fronts[2].data(), fronts[3].data(),
                            fronts[4].data()};
        const double origin_x = origin_x_, origin_y = origin_y_, inverse = inverse_;
        Sums<double> sums = front_;
        for (std::size_t i = 0; i < count; ++i) {
            sums.add(x[i] - origin_x, y[i] - origin_y);
            put(front, i, sums);
        }
        front_ = sums;
        std::copy_n(x, count, x_.data() + place_);
        std::copy_n(y, count, y_.data() + place_);
        const Columns past = pastFrom(place_ + 1);
        place_ += count;
        forLanes(place_ == n_ ? count - 1 : count, [&](auto lane, std::size_t i) {
            using V = decltype(lane);
            each((sumsAt<V>(past, i) + sumsAt<V>(front, i)).central(inverse), i);
        });
        if (place_ == n_) each(closeBlock(), count - 1);
    }
    /// Sums of the ends of the block that is complete, from each place to its last pair; gives the whole.
    Value<double> closeBlock() {
        const double *x = x_.data(), *y = y_.data();
        const Columns past = pastFrom(0);
        const double origin_x = x[n_ - 1], origin_y = y[n_ - 1];
        Sums<double> sums;
        for (std::size_t i = n_; i-- > 0;) {
            sums.add(x[i] - origin_x, y[i] - origin_y);
            put(past, i, sums);
        }
        origin_x_ = origin_x;
        origin_y_ = origin_y;
        front_ = {};
        place_ = 0;
        full_ = true;
        return sums.central(inverse_);
    }

    std::size_t n_;
    bool short_;
    LastValues recent_x_, recent_y_; ///< of a short window
    std::vector<double> x_, y_;      ///< [0, place_) of this block; from there on of the previous one
    std::array<std::vector<double>, 5> past_; ///< of the previous block, from each place to its end
    Sums<double> front_;                      ///< of this block so far
    double origin_x_ = 0, origin_y_ = 0;
    std::size_t place_ = 0;
    bool full_ = false;
    double inverse_;
    std::vector<double> scratch_x_, scratch_y_; ///< of runs; not state
};

} // namespace nautilus::numerics

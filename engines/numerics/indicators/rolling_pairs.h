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
    struct Value {
        double x_squares, y_squares;
        double products; ///< sum of the products of deviations
    };
    /// One Value per pair, column by column.
    struct Columns {
        StretchValues x_squares, y_squares, products;
    };

    explicit RollingPairs(std::size_t n)
        : recent_x_(n), recent_y_(n), mean_x_(recent_x_.size()), mean_y_(recent_x_.size()),
          xx_(recent_x_.size()), yy_(recent_x_.size()), xy_(recent_x_.size()),
          short_(recent_x_.size() <= kShortWindow) {
        const auto all = static_cast<double>(recent_x_.size());
        for (std::size_t k = 1; k <= recent_x_.size(); ++k) {
            const auto count = static_cast<double>(k);
            inverse_.push_back(1 / count);
            weight_.push_back(count * (all - count) / all);
        }
        inverse_back_.assign(inverse_.rbegin(), inverse_.rend());
    }

    Value update(double x, double y) { return short_ ? updateShort(x, y) : updateLong(x, y); }
    /// update of each pair, at most kStretch of them.
    void run(const double* x, const double* y, Columns& out, std::size_t count) {
        std::size_t done = 0;
        for (; done < count && !full(); ++done)
            put(out, done, update(x[done], y[done]));
        if (short_ && done < count) {
            runShort(x + done, y + done, out, done, count - done);
            return;
        }
        while (done < count) {
            const std::size_t part = std::min(count - done, recent_x_.size() - place_);
            runInBlock(x + done, y + done, out, done, part);
            done += part;
        }
    }
    [[nodiscard]] bool full() const { return short_ ? recent_x_.full() : full_; }
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

    static void put(Columns& out, std::size_t i, const Value& value) {
        out.x_squares[i] = value.x_squares;
        out.y_squares[i] = value.y_squares;
        out.products[i] = value.products;
    }

    template <class V>
    static void pairsOf(const double* x, const double* y, std::size_t n, double* xx, double* yy, double* xy) {
        const V mean_x = windowMean<V>(x, n), mean_y = windowMean<V>(y, n);
        store(xx, deviationProducts(x, mean_x, x, mean_x, n));
        store(yy, deviationProducts(y, mean_y, y, mean_y, n));
        store(xy, deviationProducts(x, mean_x, y, mean_y, n));
    }
    Value updateShort(double x, double y) {
        recent_x_.push(x);
        recent_y_.push(y);
        Value value;
        pairsOf<double>(recent_x_.window(), recent_y_.window(), recent_x_.size(), &value.x_squares,
                        &value.y_squares, &value.products);
        return value;
    }
    void runShort(const double* x, const double* y, Columns& out, std::size_t first, std::size_t count) {
        recent_x_.unroll(x, count, scratch_x_);
        recent_y_.unroll(y, count, scratch_y_);
        const std::size_t n = recent_x_.size();
        const double *all_x = scratch_x_.data(), *all_y = scratch_y_.data();
        double *xx = out.x_squares.data() + first, *yy = out.y_squares.data() + first,
               *xy = out.products.data() + first;
        forLanes(count, [&](auto lane, std::size_t i) {
            pairsOf<decltype(lane)>(all_x + i, all_y + i, n, xx + i, yy + i, xy + i);
        });
        recent_x_.append(x, count);
        recent_y_.append(y, count);
    }

    Value updateLong(double x, double y) {
        const std::size_t k = place_;
        if (k == 0) front_ = {x, y, 0, 0, 0, 0, 0};
        recent_x_.push(x);
        recent_y_.push(y);
        front_.add(x, y);
        if (++place_ < recent_x_.size()) return joined(front_, k);
        const Value own = ownPart(front_, k);
        closeBlock();
        return own;
    }
    /// Of the k + 1 values of this block alone.
    [[nodiscard]] Value ownPart(const Sums& sums, std::size_t k) const {
        const double inverse = inverse_[k];
        const double part_x = sums.x * inverse, part_y = sums.y * inverse;
        return {std::max(sums.xx - sums.x * part_x, 0.0), std::max(sums.yy - sums.y * part_y, 0.0),
                sums.xy - sums.x * part_y};
    }
    /// With the end of the previous block that is in the window.
    [[nodiscard]] Value joined(const Sums& sums, std::size_t k) const {
        const Value own = ownPart(sums, k);
        const double gap_x = sums.origin_x + sums.x * inverse_[k] - mean_x_[k + 1];
        const double gap_y = sums.origin_y + sums.y * inverse_[k] - mean_y_[k + 1];
        const double weight = weight_[k];
        return {xx_[k + 1] + own.x_squares + gap_x * gap_x * weight,
                yy_[k + 1] + own.y_squares + gap_y * gap_y * weight,
                xy_[k + 1] + own.products + gap_x * gap_y * weight};
    }
    void runInBlock(const double* __restrict x, const double* __restrict y, Columns& out, std::size_t first,
                    std::size_t count) {
        if (place_ == 0) front_ = {x[0], y[0], 0, 0, 0, 0, 0};
        const std::size_t n = recent_x_.size(), inner = place_ + count == n ? count - 1 : count;
        Sums sums = front_;
        StretchValues sum_x, sum_y;
        for (std::size_t i = 0; i < inner; ++i) {
            sums.add(x[i], y[i]);
            sum_x[i] = sums.x;
            sum_y[i] = sums.y;
            put(out, first + i, {sums.xx, sums.yy, sums.xy});
        }
        joinParts(sum_x.data(), sum_y.data(), out, first, inner);
        recent_x_.append(x, count);
        recent_y_.append(y, count);
        front_ = sums;
        place_ += inner;
        if (inner == count) return;
        front_.add(x[inner], y[inner]);
        put(out, first + inner, ownPart(front_, n - 1));
        closeBlock();
    }
    /// `joined` for the sums of places from place_ on.
    void joinParts(const double* __restrict sum_x, const double* __restrict sum_y, Columns& out,
                   std::size_t first, std::size_t count) const {
        double* __restrict xx = out.x_squares.data() + first;
        double* __restrict yy = out.y_squares.data() + first;
        double* __restrict xy = out.products.data() + first;
        const std::size_t place = place_;
        const double origin_x = front_.origin_x, origin_y = front_.origin_y;
        const double *inverse = inverse_.data() + place, *weight = weight_.data() + place,
                     *past_x = mean_x_.data() + place + 1, *past_y = mean_y_.data() + place + 1,
                     *past_xx = xx_.data() + place + 1, *past_yy = yy_.data() + place + 1,
                     *past_xy = xy_.data() + place + 1;
        for (std::size_t i = 0; i < count; ++i) {
            const double part_x = sum_x[i] * inverse[i], part_y = sum_y[i] * inverse[i];
            const double gap_x = origin_x + part_x - past_x[i], gap_y = origin_y + part_y - past_y[i];
            xx[i] = past_xx[i] + std::max(xx[i] - sum_x[i] * part_x, 0.0) + gap_x * gap_x * weight[i];
            yy[i] = past_yy[i] + std::max(yy[i] - sum_y[i] * part_y, 0.0) + gap_y * gap_y * weight[i];
            xy[i] = past_xy[i] + (xy[i] - sum_x[i] * part_y) + gap_x * gap_y * weight[i];
        }
    }
    void closeBlock() {
        const std::size_t n = recent_x_.size();
        const double *x = recent_x_.window(), *y = recent_y_.window();
        Sums sums{x[n - 1], y[n - 1]};
        double *mean_x = mean_x_.data(), *mean_y = mean_y_.data(), *xx = xx_.data(), *yy = yy_.data(),
               *xy = xy_.data();
        for (std::size_t i = n; i-- > 1;) {
            sums.add(x[i], y[i]);
            mean_x[i] = sums.x;
            mean_y[i] = sums.y;
            xx[i] = sums.xx;
            yy[i] = sums.yy;
            xy[i] = sums.xy;
        }
        for (std::size_t i = 1; i < n; ++i) {
            const double part_x = mean_x[i] * inverse_back_[i], part_y = mean_y[i] * inverse_back_[i];
            xx[i] = std::max(xx[i] - mean_x[i] * part_x, 0.0);
            yy[i] = std::max(yy[i] - mean_y[i] * part_y, 0.0);
            xy[i] -= mean_x[i] * part_y;
            mean_x[i] = sums.origin_x + part_x;
            mean_y[i] = sums.origin_y + part_y;
        }
        place_ = 0;
        full_ = true;
    }

    LastValues recent_x_, recent_y_;
    std::vector<double> mean_x_, mean_y_, xx_, yy_, xy_; ///< of the ends of the previous block
    Sums front_;
    std::size_t place_ = 0;
    bool full_ = false;
    bool short_;
    std::vector<double> inverse_back_;     ///< of the number of values from each place to the block's end
    std::vector<double> inverse_, weight_; ///< by the number of values of this block; not state
    std::vector<double> scratch_x_, scratch_y_; ///< of runs; not state
};

} // namespace nautilus::numerics

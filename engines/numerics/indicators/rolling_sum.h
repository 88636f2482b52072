#pragma once

#include "engines/numerics/indicators/last_values.h"
#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// How RollingBlocks puts values together: a plus that is associative enough for any grouping to do.
struct Adding {
    static constexpr double kNothing = -0.0; ///< changes no value, not even a zero's sign
    template <class V>
    static V join(V older, V newer) {
        return older + newer;
    }
};

/// Sum (Join = Adding), largest or smallest (rolling_extremes.h) of the last n values in constant time per
/// value (amortised) and without subtraction, so it does not drift, and values that are all zero sum to
/// exactly 0 whatever came before. The series is cut into blocks of n; a window is the end of one block
/// (whose suffix sums are stored when it is complete) and the beginning of the next: the scheme of van Herk
/// (1992) and Gil and Werman (1993). Windows of up to kShortSum values are joined whole, one after the other.
/// update returns NaN for the first n - 1 values; a NaN value returns NaN and is not counted. n >= 1.
template <class Join>
class RollingBlocks {
public:
    static constexpr std::size_t kShortSum = 8;

    explicit RollingBlocks(std::size_t n)
        : n_(std::max<std::size_t>(n, 1)), short_(n_ <= kShortSum), last_(short_ ? n_ : 1),
          values_(short_ ? 0 : n_), spare_(values_.size()) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        if (short_) {
            last_.push(value);
            return last_.full() ? joinWhole<double>(last_.window()) : std::nan("");
        }
        // Slot `place_` is needed no more: the window starts at the next one of the previous block.
        values_[place_] = value;
        front_ = Join::join(front_, value);
        if (++place_ < n_) return full_ ? Join::join(values_[place_], front_) : std::nan("");
        const double whole = front_;
        double back = Join::kNothing;
        for (std::size_t i = n_; i-- > 0;)
            values_[i] = back = Join::join(values_[i], back);
        startBlock();
        return whole;
    }
    /// out[i] = update(in[i]); the two do not overlap.
    void run(const double* in, double* out, std::size_t count) {
        std::size_t done = 0;
        const bool plain = !anyNotFinite(in, count);
        for (; done < count && !(plain && (short_ ? last_.full() : full_)); ++done)
            out[done] = update(in[done]);
        if (short_) {
            runShort(in + done, out + done, count - done);
            return;
        }
        while (done < count) {
            const std::size_t part = std::min(count - done, n_ - place_);
            if (part == n_)
                runBlock(in + done, out + done);
            else
                runPart(in + done, out + done, part);
            done += part;
        }
    }
    [[nodiscard]] std::size_t size() const { return n_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(last_, values_, front_, full_);
        archive.index(place_, n_);
    }

private:
    void startBlock() {
        front_ = Join::kNothing;
        place_ = 0;
        full_ = true;
    }
    template <class V>
    [[nodiscard]] V joinWhole(const double* window) const {
        V all = load<V>(window);
        for (std::size_t j = 1; j < n_; ++j)
            all = Join::join(all, load<V>(window + j));
        return all;
    }
    void runShort(const double* in, double* out, std::size_t count) {
        if (count == 0) return;
        std::array<double, kStretch + kShortSum> all;
        for (std::size_t done = 0; done < count; done += kStretch) {
            const std::size_t part = std::min(kStretch, count - done);
            std::copy_n(last_.window() + 1, n_ - 1, all.begin());
            std::copy_n(in + done, part, all.begin() + static_cast<std::ptrdiff_t>(n_ - 1));
            forLanes(part, [&](auto lane, std::size_t i) {
                store(out + done + i, joinWhole<decltype(lane)>(all.data() + i));
            });
            last_.append(in + done, part);
        }
    }
    /// Some values of one block, after the first block.
    void runPart(const double* __restrict in, double* __restrict out, std::size_t count) {
        double* __restrict past = values_.data() + place_;
        const std::size_t inner = place_ + count == n_ ? count - 1 : count;
        double front = front_;
#pragma GCC unroll 4
        for (std::size_t i = 0; i < inner; ++i) {
            front = Join::join(front, in[i]);
            out[i] = Join::join(past[i + 1], front);
            past[i] = in[i];
        }
        front_ = front;
        place_ += inner;
        if (inner < count) out[inner] = update(in[inner]);
    }
    /// A whole block: from both ends at once, so that the two chains of sums do not wait for each other.
    void runBlock(const double* __restrict in, double* __restrict out) {
        const double* __restrict past = values_.data();
        double* __restrict next = spare_.data();
        const std::size_t last = n_ - 1;
        double front = Join::kNothing, back = Join::kNothing;
#pragma GCC unroll 4
        for (std::size_t i = 0; i < last; ++i) {
            front = Join::join(front, in[i]);
            out[i] = Join::join(past[i + 1], front);
            back = Join::join(in[last - i], back);
            next[last - i] = back;
        }
        out[last] = Join::join(front, in[last]);
        next[0] = Join::join(in[0], back);
        values_.swap(spare_);
    }

    std::size_t n_;
    bool short_;
    LastValues last_;            ///< of a short window
    std::vector<double> values_; ///< [0, place_) of this block; from there on suffix sums of the previous one
    std::vector<double> spare_;  ///< of runs; not state
    double front_ = Join::kNothing; ///< sum of this block so far
    std::size_t place_ = 0;
    bool full_ = false;
};

using RollingSum = RollingBlocks<Adding>;

} // namespace nautilus::numerics

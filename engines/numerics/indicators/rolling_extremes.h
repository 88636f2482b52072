#pragma once

#include "engines/numerics/indicators/rolling_sum.h"
#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <vector>

namespace nautilus::numerics {

/// How long ago the largest (Better = std::greater) or smallest (std::less) of the last n values was, in
/// constant time per value (amortised), by blocks as RollingSum does it. Of equal values the latest counts.
/// update returns bars, 0 .. n - 1: NaN for the first n - 1 values; a NaN value returns NaN and is not
/// counted. n >= 1.
template <class Better>
class RollingAge {
public:
    explicit RollingAge(std::size_t n)
        : values_(std::max<std::size_t>(n, 1)), places_(values_.size()),
          count_(static_cast<double>(values_.size())) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        double age = std::nan("");
        if (full_) {
            runInBlock(&value, &age, 1);
            return age;
        }
        values_[place_] = value;
        take(value);
        if (++place_ < values_.size()) return age;
        age = count_ - 1 - best_place_;
        closeBlock();
        return age;
    }
    /// out[i] = update(in[i]); the two do not overlap.
    void run(const double* in, double* out, std::size_t count) {
        std::size_t done = 0;
        const bool plain = !anyNotFinite(in, count);
        for (; done < count && !(full_ && plain); ++done)
            out[done] = update(in[done]);
        while (done < count) {
            const std::size_t part = std::min(count - done, values_.size() - place_);
            runInBlock(in + done, out + done, part);
            done += part;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(values_, places_, best_, best_place_, full_);
        archive.index(place_, values_.size());
    }

private:
    static constexpr double kWorst =
        Better{}(1, 0) ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();

    void take(double value) {
        best_place_ = Better{}(best_, value) ? best_place_ : static_cast<double>(place_);
        best_ = Better{}(best_, value) ? best_ : value;
    }
    /// `count` values that belong to one block, after the first one. On its own: inside its callers the
    /// choices are compiled as jumps, which cannot be foreseen, and take half as long again.
    [[gnu::noinline]] void runInBlock(const double* __restrict in, double* __restrict out,
                                      std::size_t count) {
        const std::size_t n = values_.size(), inner = place_ + count == n ? count - 1 : count;
        double* __restrict values = values_.data() + place_;
        const double* __restrict past = places_.data() + place_ + 1;
        double best = best_, best_place = best_place_, here = static_cast<double>(place_);
        for (std::size_t i = 0; i < inner; ++i) {
            best_place = Better{}(best, in[i]) ? best_place : here;
            best = Better{}(best, in[i]) ? best : in[i];
            out[i] = here - (Better{}(values[i + 1], best) ? past[i] - count_ : best_place);
            values[i] = in[i];
            here += 1;
        }
        best_ = best;
        best_place_ = best_place;
        place_ += inner;
        if (inner == count) return;
        values[inner] = in[inner];
        take(in[inner]);
        out[inner] = here - best_place_;
        closeBlock();
    }
    /// The best of each rest of a complete block and its place.
    void closeBlock() {
        double *values = values_.data(), *places = places_.data();
        double best = kWorst, best_place = 0, here = count_;
        for (std::size_t i = values_.size(); i-- > 0;) {
            here -= 1;
            best_place = Better{}(values[i], best) ? here : best_place; // the later one of equals
            best = Better{}(values[i], best) ? values[i] : best;
            values[i] = best;
            places[i] = best_place;
        }
        best_ = kWorst;
        best_place_ = 0;
        place_ = 0;
        full_ = true;
    }

    std::vector<double>
        values_; ///< [0, place_) of this block; then the best of each rest of the previous one
    std::vector<double> places_; ///< place of that best value in its block
    double count_;
    double best_ = kWorst; ///< of this block so far
    double best_place_ = 0;
    std::size_t place_ = 0;
    bool full_ = false;
};

/// The better of two values (rolling_sum.h): nothing in it depends on how the values fall.
template <class Better>
struct Choosing {
    static constexpr double kNothing =
        Better{}(1, 0) ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    template <class V>
    static V join(V older, V newer) {
        if constexpr (Better{}(1, 0))
            return older > newer ? older : newer;
        else
            return older < newer ? older : newer;
    }
};

using RollingMax = RollingBlocks<Choosing<std::greater<>>>;
using RollingMin = RollingBlocks<Choosing<std::less<>>>;
using AgeOfMax = RollingAge<std::greater<>>;
using AgeOfMin = RollingAge<std::less<>>;

} // namespace nautilus::numerics

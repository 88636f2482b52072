#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace nautilus::numerics {

/// Largest (Better = std::greater) or smallest (std::less) of the last n values and how long ago it was, in
/// constant time per value (amortised), by blocks as RollingSum does it. Of equal values the latest counts.
/// NaN for the first n - 1 values; a NaN value returns NaN and is not counted. n >= 1.
template <class Better>
class RollingExtreme {
public:
    explicit RollingExtreme(std::size_t n)
        : values_(std::max<std::size_t>(n, 1)), places_(std::max<std::size_t>(n, 1)) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        const std::size_t n = values_.size();
        values_[place_] = value;
        places_[place_] = place_;
        const bool better = (place_ == 0) | !Better{}(best_, value);
        best_ = better ? value : best_;
        best_place_ = better ? place_ : best_place_;
        age_ = place_ - best_place_;
        double result = best_;
        if (place_ + 1 < n) {
            if (!full_) {
                ++place_;
                return std::nan("");
            }
            if (Better{}(values_[place_ + 1], best_)) {
                result = values_[place_ + 1];
                age_ = place_ + n - places_[place_ + 1];
            }
            ++place_;
            return result;
        }
        closeBlock();
        return result;
    }
    /// Bars since the value last returned by update: 0 .. n-1.
    [[nodiscard]] std::size_t age() const { return age_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(values_, places_, best_, full_);
        archive.index(place_, values_.size());
        archive.index(best_place_, values_.size());
        archive.index(age_, values_.size());
    }

private:
    void closeBlock() {
        for (std::size_t i = values_.size() - 1; i > 0; --i) {
            const bool keeps = Better{}(values_[i - 1], values_[i]);
            values_[i - 1] = keeps ? values_[i - 1] : values_[i];
            places_[i - 1] = keeps ? places_[i - 1] : places_[i];
        }
        place_ = 0;
        full_ = true;
    }

    std::vector<double>
        values_; ///< [0, place_) of this block; then the best of each rest of the previous one
    std::vector<std::size_t> places_; ///< place of that best value in its block
    double best_ = 0;                 ///< of this block so far
    std::size_t best_place_ = 0;
    std::size_t age_ = 0;
    std::size_t place_ = 0;
    bool full_ = false;
};

/// The same without the age: nothing in it depends on how the values fall, so it costs the same for all.
template <class Better>
class RollingBest {
public:
    explicit RollingBest(std::size_t n) : values_(std::max<std::size_t>(n, 1)) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        values_[place_] = value;
        front_ = place_ == 0 ? value : better(front_, value);
        if (++place_ < values_.size()) return full_ ? better(values_[place_], front_) : std::nan("");
        for (std::size_t i = values_.size() - 1; i > 0; --i)
            values_[i - 1] = better(values_[i], values_[i - 1]);
        place_ = 0;
        full_ = true;
        return front_;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(values_, front_, full_);
        archive.index(place_, values_.size());
    }

private:
    static double better(double a, double b) { return Better{}(a, b) ? a : b; }

    std::vector<double>
        values_;       ///< [0, place_) of this block; then the best of each rest of the previous one
    double front_ = 0; ///< of this block so far
    std::size_t place_ = 0;
    bool full_ = false;
};

using RollingMax = RollingBest<std::greater<>>;
using RollingMin = RollingBest<std::less<>>;
using AgedMax = RollingExtreme<std::greater<>>;
using AgedMin = RollingExtreme<std::less<>>;

} // namespace nautilus::numerics

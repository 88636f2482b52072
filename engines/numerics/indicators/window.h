#pragma once

#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// The last n values, n >= 1 (0 is taken as 1).
class Window {
public:
    explicit Window(std::size_t n) : values_(std::max<std::size_t>(n, 1)) {}

    /// Takes a value and returns the one that leaves; 0 as long as none does.
    double push(double value) {
        const double left = values_[next_];
        values_[next_] = value;
        next_ = next_ + 1 == values_.size() ? 0 : next_ + 1;
        count_ = std::min(count_ + 1, values_.size());
        return left;
    }
    /// push for each of `in`; what leaves goes to `out`, of the first `shown` of them. Of a full window.
    void exchange(const double* __restrict in, double* __restrict out, std::size_t count, std::size_t shown) {
        const std::size_t n = values_.size(), first = std::min(count, n);
        for (std::size_t i = 0; i < std::min(first, shown); ++i)
            out[i] = at(i);
        if (shown > n) std::copy_n(in, shown - n, out + n);
        std::size_t place = (next_ + (count - first)) % n;
        for (std::size_t i = count - first; i < count; ++i) {
            values_[place] = in[i];
            place = place + 1 == n ? 0 : place + 1;
        }
        next_ = place;
    }
    /// The ring itself: the value to be replaced next is ring()[next()].
    [[nodiscard]] double* ring() { return values_.data(); }
    [[nodiscard]] std::size_t next() const { return next_; }
    /// push for `count` values that do not go past the end of the ring. Of a full window.
    void put(const double* values, std::size_t count) {
        std::copy_n(values, count, values_.begin() + static_cast<std::ptrdiff_t>(next_));
        next_ = next_ + count == values_.size() ? 0 : next_ + count;
    }
    [[nodiscard]] bool full() const { return count_ == values_.size(); }
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    /// Whether the n-th, 2n-th, ... value was the last one: the moment to sum up afresh.
    [[nodiscard]] bool wrapped() const { return next_ == 0; }
    /// Of a full window.
    [[nodiscard]] double oldest() const { return values_[next_]; }
    /// The i-th oldest of a full window, i < size().
    [[nodiscard]] double at(std::size_t i) const {
        const std::size_t place = next_ + i;
        return values_[place < values_.size() ? place : place - values_.size()];
    }
    /// Calls f(value) from the oldest to the newest of a full window.
    template <class F>
    void forEach(F&& f) const {
        for (std::size_t i = next_; i < values_.size(); ++i)
            f(values_[i]);
        for (std::size_t i = 0; i < next_; ++i)
            f(values_[i]);
    }
    /// Sum of |value - from| of a full window, in four sums that wait for each other only at the end; the
    /// order is that of the ring, which repeats with the window.
    [[nodiscard]] double absoluteDeviations(double from) const {
        const double* values = values_.data();
        const std::size_t n = values_.size();
        double a = 0, b = 0, c = 0, d = 0;
        std::size_t i = 0;
        for (; i + 4 <= n; i += 4) {
            a += std::abs(values[i] - from);
            b += std::abs(values[i + 1] - from);
            c += std::abs(values[i + 2] - from);
            d += std::abs(values[i + 3] - from);
        }
        for (; i < n; ++i)
            a += std::abs(values[i] - from);
        return (a + b) + (c + d);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(values_);
        archive.index(next_, values_.size());
        archive.index(count_, values_.size() + 1);
    }

private:
    std::vector<double> values_;
    std::size_t next_ = 0;
    std::size_t count_ = 0;
};

/// The value n bars ago, n >= 0; NaN while there is none. A NaN value returns NaN and is not stored.
class Delay {
public:
    explicit Delay(std::size_t n) : ago_(n), window_(n) {}

    [[nodiscard]] std::size_t bars() const { return ago_; }
    double update(double value) {
        if (ago_ == 0 || std::isnan(value)) return value;
        const bool full = window_.full();
        const double left = window_.push(value);
        return full ? left : std::nan("");
    }
    /// out[i] = update(in[i]); the two do not overlap.
    void run(const double* in, double* out, std::size_t count) { run(in, out, count, count); }
    /// The same; only the first `shown` values of `out` are made: from bars() on they are those of `in`.
    void run(const double* __restrict in, double* __restrict out, std::size_t count, std::size_t shown) {
        if (ago_ == 0) {
            std::copy_n(in, shown, out);
        } else if (anyNotFinite(in, count)) {
            runOneByOne(in, out, count, shown);
        } else {
            runFinite(in, out, count, shown);
        }
    }
    /// The same for values of which none is NaN or infinite.
    void runFinite(const double* __restrict in, double* __restrict out, std::size_t count,
                   std::size_t shown) {
        if (ago_ == 0)
            std::copy_n(in, shown, out);
        else if (window_.full())
            window_.exchange(in, out, count, shown);
        else
            runOneByOne(in, out, count, shown);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(window_);
    }

private:
    void runOneByOne(const double* in, double* out, std::size_t count, std::size_t shown) {
        for (std::size_t i = 0; i < count; ++i) {
            const double left = update(in[i]);
            if (i < shown) out[i] = left;
        }
    }

    std::size_t ago_;
    Window window_;
};

} // namespace nautilus::numerics

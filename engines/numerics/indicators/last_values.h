#pragma once

#include "engines/numerics/indicators/lanes.h"

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <vector>

namespace nautilus::numerics {

/// The last n values side by side in memory, n >= 1 (0 is taken as 1): each is kept twice, n places apart.
class LastValues {
public:
    explicit LastValues(std::size_t n) : n_(std::max<std::size_t>(n, 1)), values_(2 * n_) {}

    void push(double value) {
        values_[next_] = values_[next_ + n_] = value;
        next_ = next_ + 1 == n_ ? 0 : next_ + 1;
        count_ = std::min(count_ + 1, n_);
    }
    /// push for each of them.
    void append(const double* values, std::size_t count) {
        if (count > n_) { // the others leave again
            next_ = (next_ + (count - n_)) % n_;
            values += count - n_;
            count = n_;
            count_ = n_;
        }
        count_ = std::min(count_ + count, n_);
        while (count > 0) {
            const std::size_t part = std::min(count, n_ - next_);
            double* to = values_.data() + next_;
            for (std::size_t i = 0; i < part; ++i)
                to[i] = to[i + n_] = values[i];
            next_ = next_ + part == n_ ? 0 : next_ + part;
            values += part;
            count -= part;
        }
    }
    [[nodiscard]] bool full() const { return count_ == n_; }
    [[nodiscard]] std::size_t size() const { return n_; }
    /// Of a full window: its n values, the oldest first.
    [[nodiscard]] const double* window() const { return values_.data() + next_; }
    /// Of a full window: its newest n - 1 values and then `count` more. The last value of a window that ends
    /// on values[i] is in place n - 1 + i, its first in place i.
    void unroll(const double* values, std::size_t count, std::vector<double>& to) const {
        to.resize(n_ - 1 + count);
        std::copy_n(window() + 1, n_ - 1, to.begin());
        std::copy_n(values, count, to.begin() + static_cast<std::ptrdiff_t>(n_ - 1));
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(values_);
        archive.index(next_, n_);
        archive.index(count_, n_ + 1);
    }

private:
    std::size_t n_;
    std::vector<double> values_;
    std::size_t next_ = 0;
    std::size_t count_ = 0;
};

constexpr std::size_t kShortWindow = 8; ///< up to which windows are gone over whole

/// f with `n` as a constant, 1 .. kShortWindow: loops over the window are then written out.
template <class F>
void withShortWindow(std::size_t n, F&& f) {
    static_assert(kShortWindow == 8);
    switch (n) {
    case 1:
        return f(std::integral_constant<std::size_t, 1>());
    case 2:
        return f(std::integral_constant<std::size_t, 2>());
    case 3:
        return f(std::integral_constant<std::size_t, 3>());
    case 4:
        return f(std::integral_constant<std::size_t, 4>());
    case 5:
        return f(std::integral_constant<std::size_t, 5>());
    case 6:
        return f(std::integral_constant<std::size_t, 6>());
    case 7:
        return f(std::integral_constant<std::size_t, 7>());
    default:
        return f(std::integral_constant<std::size_t, 8>());
    }
}

/// Mean of n values from `first` on, one window per lane, summed from their own first value: equal values
/// have exactly their mean. Four sums wait for each other only at the end.
template <class V>
[[nodiscard]] inline V windowMean(const double* first, std::size_t n) {
    const V origin = load<V>(first);
    V a{}, b{}, c{}, d{};
    std::size_t j = 0;
    for (; j + 4 <= n; j += 4) {
        a += load<V>(first + j) - origin;
        b += load<V>(first + j + 1) - origin;
        c += load<V>(first + j + 2) - origin;
        d += load<V>(first + j + 3) - origin;
    }
    for (; j < n; ++j)
        a += load<V>(first + j) - origin;
    return origin + ((a + b) + (c + d)) * (1 / static_cast<double>(n));
}

/// Sum of |value - from| over n values, likewise.
template <class V>
[[nodiscard]] inline V absoluteDeviations(const double* first, std::size_t n, V from) {
    V a{}, b{}, c{}, d{};
    std::size_t j = 0;
    for (; j + 4 <= n; j += 4) {
        a += absolute(load<V>(first + j) - from);
        b += absolute(load<V>(first + j + 1) - from);
        c += absolute(load<V>(first + j + 2) - from);
        d += absolute(load<V>(first + j + 3) - from);
    }
    for (; j < n; ++j)
        a += absolute(load<V>(first + j) - from);
    return (a + b) + (c + d);
}

/// Sum of the products of the deviations of two windows from their means.
template <class V>
[[nodiscard]] inline V deviationProducts(const double* x, V mean_x, const double* y, V mean_y,
                                         std::size_t n) {
    V a{}, b{};
    std::size_t j = 0;
    for (; j + 2 <= n; j += 2) {
        a += (load<V>(x + j) - mean_x) * (load<V>(y + j) - mean_y);
        b += (load<V>(x + j + 1) - mean_x) * (load<V>(y + j + 1) - mean_y);
    }
    for (; j < n; ++j)
        a += (load<V>(x + j) - mean_x) * (load<V>(y + j) - mean_y);
    return a + b;
}

} // namespace nautilus::numerics

#pragma once

#include "engines/numerics/indicators/rolling_moments.h"

#include <cmath>
#include <cstddef>

namespace nautilus::numerics {

/// Bollinger bands on a simple moving average, population deviation (ddof 0) of the same window, without
/// drift (rolling_moments.h). period >= 2 (less is taken as 2). lookback = period - 1. TA-Lib's defaults are
/// (5, 2, 2); charts use (20, 2, 2).
class Bollinger {
public:
    struct Value {
        double upper;
        double middle;
        double lower;
        /// Where a price stands between the bands: 0 on the lower, 1 on the upper; NaN if they coincide.
        [[nodiscard]] double position(double close) const {
            // Flat prices leave bands that differ by rounding alone.
            return upper - lower > 1e-12 * std::abs(middle) ? (close - lower) / (upper - lower)
                                                            : std::nan("");
        }
    };

    explicit Bollinger(std::size_t period = 20, double deviations_up = 2, double deviations_down = 2)
        : moments_(period < 2 ? 2 : period), n_(static_cast<double>(moments_.size())), up_(deviations_up),
          down_(deviations_down) {}

    Value update(double close) {
        if (std::isnan(close)) return none();
        const Spread spread = moments_.update(close);
        if (!moments_.full()) return none();
        const double deviation = std::sqrt(n_.of(spread.squares));
        return {spread.mean + up_ * deviation, spread.mean, spread.mean - down_ * deviation};
    }
    /// update of each of `close`, values and no NaN, at most kStretch; the columns do not overlap.
    void run(const double* close, double* __restrict upper, double* __restrict middle,
             double* __restrict lower, std::size_t count) {
        moments_.run(close, count, [&](auto mean, auto squares, std::size_t i) {
            store(middle + i, mean);
            store(lower + i, squares);
        });
        const Divisor n = n_;
        const double up = up_, down = down_;
        for (std::size_t i = 0; i < count; ++i) {
            const double deviation = std::sqrt(n.of(lower[i]));
            upper[i] = middle[i] + up * deviation;
            lower[i] = middle[i] - down * deviation;
        }
    }
    [[nodiscard]] Value peek(double close) const {
        Bollinger copy = *this;
        return copy.update(close);
    }
    [[nodiscard]] std::size_t lookback() const { return moments_.size() - 1; }
    [[nodiscard]] bool warm() const { return moments_.full(); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(moments_);
    }

private:
    [[nodiscard]] static Value none() { return {std::nan(""), std::nan(""), std::nan("")}; }

    RollingMoments moments_;
    Divisor n_;
    double up_;
    double down_;
};

} // namespace nautilus::numerics

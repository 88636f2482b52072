#pragma once

#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// Bollinger bands on a simple moving average, population deviation (ddof 0) of the same window; the
/// deviation is computed in two passes over the window, so it does not drift. period >= 2 (less is taken as
/// 2). lookback = period - 1. TA-Lib's defaults are (5, 2, 2); charts use (20, 2, 2).
class Bollinger {
public:
    struct Value {
        double upper;
        double middle;
        double lower;
        /// Where a price stands between the bands: 0 on the lower, 1 on the upper; NaN if they coincide.
        [[nodiscard]] double position(double close) const;
    };

    explicit Bollinger(std::size_t period = 20, double deviations_up = 2, double deviations_down = 2);

    Value update(double close);
    [[nodiscard]] Value peek(double close) const;
    [[nodiscard]] std::size_t lookback() const { return window_.size() - 1; }
    [[nodiscard]] bool warm() const { return count_ >= window_.size(); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(window_, count_);
    }

private:
    [[nodiscard]] Value bands(double replaced, std::size_t place) const;

    std::vector<double> window_; ///< ring buffer
    std::size_t count_ = 0;
    double up_;
    double down_;
};

} // namespace nautilus::numerics

#pragma once

#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace nautilus::numerics {

/// What Ehlers's Hilbert transformer (Rocket Science for Traders, 2001) knows about the cycle of a price,
/// with TA-Lib's constants and start: `skip` prices are only smoothed, then the transform begins with zeros.
/// Prices are smoothed by weights 4 3 2 1; the quadrature of a series x over the period before is
///   (a x - a x(6 ago) - b x(4 ago) + b x(2 ago)) (0.075 period + 0.54), a = 0.0962, b = 0.5769.
/// update takes prices that are not NaN; what it leaves is valid after the skipped ones.
class HilbertTransform {
public:
    explicit HilbertTransform(std::size_t skip) : skip_(skip) {}

    /// False for the skipped prices.
    bool update(double price) {
        head_ = (head_ + 1) & 7;
        prices_[head_] = price;
        smooth_ = (4 * price + 3 * ago(prices_, 1) + 2 * ago(prices_, 2) + ago(prices_, 3)) * 0.1;
        if (seen_ < skip_) {
            ++seen_;
            return false;
        }
        const double adjust = 0.075 * period_ + 0.54;
        smoothed_[head_] = smooth_;
        detrended_[head_] = quadratureOf(smoothed_, adjust);
        quadratures_[head_] = quadratureOf(detrended_, adjust);
        in_phases_[head_] = ago(detrended_, 3);
        turnPhasor(inPhase() - quadratureOf(quadratures_, adjust),
                   quadrature() + quadratureOf(in_phases_, adjust));
        return true;
    }
    [[nodiscard]] double smoothed() const { return smooth_; }
    [[nodiscard]] double inPhase() const { return in_phases_[head_]; }
    [[nodiscard]] double quadrature() const { return quadratures_[head_]; }
    /// Of the dominant cycle, in bars, smoothed.
    [[nodiscard]] double period() const { return smooth_period_; }
    template <class Archive>
    void visit(Archive& archive) {
        for (Last* series : {&prices_, &smoothed_, &detrended_, &quadratures_, &in_phases_})
            for (double& value : *series)
                archive(value);
        archive.index(head_, 8);
        archive(smooth_, i2_, q2_, re_, im_, period_, smooth_period_);
        archive.index(seen_, skip_ + 1);
    }

private:
    /// The last eight values of each series, 0 before the first; the newest in place head_.
    using Last = std::array<double, 8>;
    [[nodiscard]] double ago(const Last& x, std::size_t bars) const { return x[(head_ - bars) & 7]; }
    [[nodiscard]] double quadratureOf(const Last& x, double adjust) const {
        constexpr double kA = 0.0962, kB = 0.5769;
        return (kA * ago(x, 0) - kA * ago(x, 6) - kB * ago(x, 4) + kB * ago(x, 2)) * adjust;
    }
    /// Period from the angle by which the phasor (i, q), smoothed, has turned since the bar before.
    void turnPhasor(double i, double q) {
        const double q2 = 0.2 * q + 0.8 * q2_, i2 = 0.2 * i + 0.8 * i2_;
        re_ = 0.2 * (i2 * i2_ + q2 * q2_) + 0.8 * re_;
        im_ = 0.2 * (i2 * q2_ - q2 * i2_) + 0.8 * im_;
        q2_ = q2;
        i2_ = i2;
        const double before = period_;
        if (im_ != 0 && re_ != 0) period_ = 360 / (std::atan(im_ / re_) * (180 / std::numbers::pi));
        period_ = std::max(std::min(period_, 1.5 * before), 0.67 * before);
        period_ = 0.2 * std::clamp(period_, 6.0, 50.0) + 0.8 * before;
        smooth_period_ = 0.33 * period_ + 0.67 * smooth_period_;
    }

    std::size_t skip_, seen_ = 0, head_ = 0;
    Last prices_{}, smoothed_{}, detrended_{}, quadratures_{}, in_phases_{};
    double smooth_ = 0, i2_ = 0, q2_ = 0, re_ = 0, im_ = 0, period_ = 0, smooth_period_ = 0;
};

/// MESA adaptive moving average and its following average (Ehlers 2001): the weight of a new price is the
/// fast limit over the degrees that the phase went back, not below the slow limit. Starts from 0, on the
/// 13th price; look-back 32, as in TA-Lib.
class Mama {
public:
    static constexpr std::size_t kLookback = 32;

    explicit Mama(double fast = 0.5, double slow = 0.05) : fast_(fast), slow_(slow) {}

    void advance(double price) {
        if (!transform_.update(price)) return;
        const double in_phase = transform_.inPhase();
        const double phase =
            in_phase == 0 ? 0.0 : std::atan(transform_.quadrature() / in_phase) * (180 / std::numbers::pi);
        const double back = phase_ - phase;
        phase_ = phase;
        double weight = back > 1 ? std::max(fast_ / back, slow_) : fast_;
        mama_ = weight * price + (1 - weight) * mama_;
        weight *= 0.5;
        fama_ = weight * mama_ + (1 - weight) * fama_;
    }
    [[nodiscard]] double mama() const { return mama_; }
    [[nodiscard]] double fama() const { return fama_; }
    /// The average alone, with the conventions of moving_average.h.
    double update(double price) {
        if (std::isnan(price)) return price;
        advance(price);
        seen_ = std::min(seen_ + 1, kLookback + 1);
        return seen_ > kLookback ? mama_ : std::nan("");
    }
    void run(const double* in, double* out, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            out[i] = update(in[i]);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(transform_, phase_, mama_, fama_);
        archive.index(seen_, kLookback + 2);
    }

private:
    HilbertTransform transform_{12};
    double fast_, slow_;
    double phase_ = 0, mama_ = 0, fama_ = 0;
    std::size_t seen_ = 0;
};

} // namespace nautilus::numerics

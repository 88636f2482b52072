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
        // Everything waits for the period, which is the end of the bar before: what does not depend on it is
        // made beside, the rest in as few steps as there can be, and nothing new is read back from memory.
        const double adjust = adjust_, fifth = 0.2 * adjust, in_phase = ago(detrended_, 3);
        const double detrended = fused(kA, smooth_, pastOf(smoothed_)) * adjust;
        const double quadrature = fused(detrended, kA * adjust, pastOf(detrended_) * adjust);
        // I = in-phase - quadrature of the quadrature, Q = quadrature + quadrature of the in-phase, smoothed.
        const double i2 = fused(quadrature, -kA * fifth,
                                fused(-fifth, pastOf(quadratures_), fused(0.2, in_phase, 0.8 * i2_)));
        const double q2 =
            fused(0.2, quadrature, fused(fifth, fused(kA, in_phase, pastOf(in_phases_)), 0.8 * q2_));
        smoothed_[head_] = smooth_;
        detrended_[head_] = detrended;
        quadratures_[head_] = quadrature;
        in_phases_[head_] = in_phase;
        turnPhasor(i2, q2);
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
        archive(smooth_, i2_, q2_, re_, im_, period_, smooth_period_, adjust_);
        archive.index(seen_, skip_ + 1);
    }

private:
    /// The last eight values of each series, 0 before the first; the newest in place head_.
    using Last = std::array<double, 8>;
    [[nodiscard]] double ago(const Last& x, std::size_t bars) const { return x[(head_ - bars) & 7]; }
    static constexpr double kA = 0.0962, kB = 0.5769;
    /// What older values of a series give to its quadrature, without the adjustment.
    [[nodiscard]] double pastOf(const Last& x) const { return kB * (ago(x, 2) - ago(x, 4)) - kA * ago(x, 6); }
    /// Period from the angle by which the phasor has turned since the bar before.
    void turnPhasor(double i2, double q2) {
        const double i_before = 0.2 * i2_, q_before = 0.2 * q2_;
        re_ = fused(i_before, i2, fused(q_before, q2, 0.8 * re_));
        im_ = fused(q_before, i2, fused(-i_before, q2, 0.8 * im_));
        q2_ = q2;
        i2_ = i2;
        const double before = period_;
        const double turned = im_ != 0 && re_ != 0 ? cycleOf(im_, re_) : before;
        // Between 0.67 and 1.5 periods before, and between 6 and 50: one bound each way.
        const double least = std::clamp(0.67 * before, kShortest, kLongest);
        const double most = std::clamp(1.5 * before, kShortest, kLongest);
        const double bounded = std::max(std::min(turned, most), least);
        period_ = fused(0.2, bounded, 0.8 * before);
        adjust_ = fused(0.2 * 0.075, bounded, fused(0.8 * 0.075, before, 0.54)); // 0.075 period + 0.54
        smooth_period_ = 0.33 * period_ + 0.67 * smooth_period_;
    }
    /// 2 pi/atan(im/re) where that is between the shortest and the longest cycle; else something beyond the
    /// bound that it passes. The angle is taken from the middle of those that count, so that the tangent of
    /// the rest is small: its arc tangent is a polynomial in its square, the one through the function at the
    /// zeros of the Chebyshev polynomial of degree 12 over [0, 1/4], right to 3e-16.
    static double cycleOf(double im, double re) {
        constexpr double kLeastTan = 0.12632937844610817, kMostTan = 1.7320508075688767; // of 2 pi/50 and /6
        constexpr double kMiddle = 0.5864306286700947, kMiddleTan = 0.6643984115131402;
        const double down = re < 0 ? -re : re, up = re < 0 ? -im : im; // the same quotient
        const double x = fused(-kMiddleTan, down, up) / fused(kMiddleTan, up, down);
        const double s = x * x, s2 = s * s, s4 = s2 * s2;
        const double p0 = fused(s, -0.33333333333324194, 0.9999999999999999);
        const double p1 = fused(s, -0.14285714154139512, 0.19999999998250975);
        const double p2 = fused(s, -0.0909079029661589, 0.11111105977135338);
        const double p3 = fused(s, -0.06649430344543426, 0.07690553024620436);
        const double p4 = fused(s, -0.047436387768228394, 0.0576755417163866);
        const double p5 = fused(s, -0.01222415909438193, 0.03185714315257701);
        const double low = fused(s4, fused(s2, p3, p2), fused(s2, p1, p0));
        const double angle = fused(x, fused(s4 * s4, fused(s2, p5, p4), low), kMiddle);
        const double cycle = 2 * std::numbers::pi / angle;
        return up > kMostTan * down ? 0 : up < kLeastTan * down ? (up > 0 ? 2 * kLongest : 0) : cycle;
    }
    static constexpr double kShortest = 6, kLongest = 50;

    std::size_t skip_, seen_ = 0, head_ = 0;
    Last prices_{}, smoothed_{}, detrended_{}, quadratures_{}, in_phases_{};
    double smooth_ = 0, i2_ = 0, q2_ = 0, re_ = 0, im_ = 0, period_ = 0, smooth_period_ = 0;
    double adjust_ = 0.54; ///< of quadratures, by the period
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

#pragma once
// The recurrences of moving_average.h, one value at a time and a stretch of values in passes.

#include "engines/numerics/indicators/moving_average.h"

namespace nautilus::numerics {

inline Wma::Wma(std::size_t n)
    : window_(n), n_(static_cast<double>(window_.size())), share_(1 / (n_ * (n_ + 1) / 2)) {}

/// In four sums each that wait for each other only at the end, from the oldest value on.
inline void Wma::sumAfresh() {
    const double* values = window_.ring();
    const std::size_t n = window_.size();
    std::array<double, 4> sum{}, weighted{}, weight{1, 2, 3, 4};
    std::size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (std::size_t lane = 0; lane < 4; ++lane) {
            sum[lane] += values[i + lane];
            weighted[lane] += weight[lane] * values[i + lane];
            weight[lane] += 4;
        }
    for (; i < n; ++i) {
        sum[0] += values[i];
        weighted[0] += static_cast<double>(i + 1) * values[i];
    }
    sum_ = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    weighted_ = (weighted[0] + weighted[1]) + (weighted[2] + weighted[3]);
}

inline double Wma::update(double value) {
    if (std::isnan(value)) return value;
    weighted_ += n_ * value - sum_;
    sum_ += value - window_.push(value);
    if (!window_.full()) return std::nan("");
    if (window_.wrapped()) sumAfresh();
    return weighted_ * share_;
}

inline void Wma::runInRing(const double* __restrict in, double* __restrict out, std::size_t count) {
    double* __restrict ring = window_.ring() + window_.next();
    double sum = sum_, weighted = weighted_;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < count; ++i) {
        weighted += n_ * in[i] - sum;
        sum += in[i] - ring[i];
        ring[i] = in[i];
        out[i] = weighted;
    }
    sum_ = sum;
    weighted_ = weighted;
    window_.advance(count);
    if (!window_.wrapped()) return;
    sumAfresh();
    out[count - 1] = weighted_;
}

inline void Wma::run(const double* __restrict in, double* __restrict out, std::size_t count) {
    std::size_t done = 0;
    const bool plain = !anyNotFinite(in, count);
    for (; done < count && !(window_.full() && plain); ++done)
        out[done] = update(in[done]);
    const std::size_t first = done;
    while (done < count) {
        const std::size_t part = std::min(count - done, window_.size() - window_.next());
        runInRing(in + done, out + done, part);
        done += part;
    }
    for (std::size_t i = first; i < count; ++i)
        out[i] *= share_;
}

inline double Dema::update(double value) {
    const double first = first_.update(value);
    return 2 * first - second_.update(first);
}

inline void Dema::run(const double* __restrict in, double* __restrict out, std::size_t count) {
    const bool plain = !anyNotFinite(in, count);
    std::size_t i = 0;
    for (; i < count && !(plain && second_.warm()); ++i)
        out[i] = update(in[i]);
    Ema one = first_, two = second_;
    for (; i < count; ++i) {
        const double first = one.advance(in[i]);
        out[i] = 2 * first - two.advance(first);
    }
    first_ = one;
    second_ = two;
}

inline double Tema::update(double value) {
    const double first = first_.update(value);
    const double second = second_.update(first);
    return 3 * first - 3 * second + third_.update(second);
}

inline void Tema::run(const double* __restrict in, double* __restrict out, std::size_t count) {
    const bool plain = !anyNotFinite(in, count);
    std::size_t i = 0;
    for (; i < count && !(plain && third_.warm()); ++i)
        out[i] = update(in[i]);
    Ema one = first_, two = second_, three = third_;
    for (; i < count; ++i) {
        const double first = one.advance(in[i]);
        const double second = two.advance(first);
        out[i] = 3 * first - 3 * second + three.advance(second);
    }
    first_ = one;
    second_ = two;
    third_ = three;
}

inline void Trima::run(const double* __restrict in, double* __restrict out, std::size_t count) {
    StretchValues inner;
    inner_.run(in, inner.data(), count);
    outer_.run(inner.data(), out, count);
}

/// The weight of the new value.
inline double Kama::paceOf(double sum, double change) {
    constexpr double kFast = 2.0 / 3.0, kSlow = 2.0 / 31.0;
    const double share = std::abs(change / sum);
    const double efficiency = (sum <= change) | (sum == 0) ? 1.0 : share;
    const double pace = efficiency * (kFast - kSlow) + kSlow;
    return pace * pace;
}

inline double Kama::update(double value) {
    if (std::isnan(value)) return value;
    const double sum = started_ ? changes_.update(std::abs(value - previous_)) : std::nan("");
    const double change = value - first_.update(value);
    if (!std::isnan(sum)) {
        const double pace = paceOf(sum, change);
        if (!warm_) level_ = previous_;
        level_ = fused(level_, 1 - pace, pace * value);
        warm_ = true;
    }
    previous_ = value;
    started_ = true;
    return warm_ ? level_ : std::nan("");
}

inline void Kama::run(const double* __restrict in, double* __restrict out, std::size_t count) {
    std::size_t first = 0;
    const bool plain = !anyNotFinite(in, count);
    for (; first < count && !(plain && warm_); ++first)
        out[first] = update(in[first]);
    if (first == count) return;
    StretchValues change, sum, pace;
    const std::size_t left = count - first;
    const double* values = in + first;
    change[0] = std::abs(values[0] - previous_);
    for (std::size_t i = 1; i < left; ++i)
        change[i] = std::abs(values[i] - values[i - 1]);
    changes_.run(change.data(), sum.data(), left);
    first_.run(values, change.data(), left);
    for (std::size_t i = 0; i < left; ++i)
        pace[i] = paceOf(sum[i], values[i] - change[i]);
    double level = level_;
    for (std::size_t i = 0; i < left; ++i)
        out[first + i] = level = fused(level, 1 - pace[i], pace[i] * values[i]);
    level_ = level;
    previous_ = in[count - 1];
}

inline T3::T3(std::size_t n, double v) : averages_{Ema(n), Ema(n), Ema(n), Ema(n), Ema(n), Ema(n)} {
    const double square = v * v, cube = square * v;
    weights_ = {-cube, 3 * (square + cube), -6 * square - 3 * (v + cube), 1 + 3 * v + cube + 3 * square};
}

inline double T3::combine(const std::array<double, 6>& level) const {
    return weights_[0] * level[5] + weights_[1] * level[4] + weights_[2] * level[3] + weights_[3] * level[2];
}

inline double T3::update(double value) {
    std::array<double, 6> level;
    for (std::size_t i = 0; i < 6; ++i)
        level[i] = averages_[i].update(i == 0 ? value : level[i - 1]);
    return combine(level);
}

inline void T3::run(const double* __restrict in, double* __restrict out, std::size_t count) {
    const bool plain = !anyNotFinite(in, count);
    std::size_t first = 0;
    for (; first < count && !(plain && averages_[5].warm()); ++first)
        out[first] = update(in[first]);
    const double factor = averages_[0].factor(), keep = averages_[0].keep(); // one period for all
    const std::array<double, 4> weights = weights_;
    double e1 = averages_[0].level(), e2 = averages_[1].level(), e3 = averages_[2].level(),
           e4 = averages_[3].level(), e5 = averages_[4].level(), e6 = averages_[5].level();
    for (std::size_t t = first; t < count; ++t) {
        e1 = fused(e1, keep, in[t] * factor);
        e2 = fused(e2, keep, e1 * factor);
        e3 = fused(e3, keep, e2 * factor);
        e4 = fused(e4, keep, e3 * factor);
        e5 = fused(e5, keep, e4 * factor);
        e6 = fused(e6, keep, e5 * factor);
        out[t] = weights[0] * e6 + weights[1] * e5 + weights[2] * e4 + weights[3] * e3;
    }
    const std::array<double, 6> level{e1, e2, e3, e4, e5, e6};
    for (std::size_t i = 0; i < 6; ++i)
        averages_[i].setLevel(level[i]);
}

} // namespace nautilus::numerics

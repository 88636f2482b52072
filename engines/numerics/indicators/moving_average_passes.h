#pragma once
// The recurrences of moving_average.h, one value at a time and a stretch of values in passes.

#include "engines/numerics/indicators/moving_average.h"

namespace nautilus::numerics {

inline Wma::Wma(std::size_t n)
    : window_(n), n_(static_cast<double>(window_.size())), share_(1 / (n_ * (n_ + 1) / 2)) {}

/// In four sums each that wait for each other only at the end, from the oldest value on.
inline void Wma::sumAfresh(const double* window) {
    constexpr std::size_t kSums = 4;
    using Sums = double __attribute__((vector_size(8 * kSums)));
    const std::size_t n = window_.size();
    Sums sum{}, weighted{}, weight{1, 2, 3, 4};
    std::size_t i = 0;
    for (; i + kSums <= n; i += kSums) {
        const Sums values = load<Sums>(window + i);
        sum += values;
        weighted += weight * values;
        weight += 4.0;
    }
    for (; i < n; ++i) {
        sum[0] += window[i];
        weighted[0] += static_cast<double>(i + 1) * window[i];
    }
    sum_ = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    weighted_ = (weighted[0] + weighted[1]) + (weighted[2] + weighted[3]);
}

inline double Wma::update(double value) {
    if (std::isnan(value)) return value;
    weighted_ += n_ * value - sum_;
    sum_ += value - window_.push(value);
    if (!window_.full()) return std::nan("");
    if (window_.wrapped()) sumAfresh(window_.ring());
    return weighted_ * share_;
}

/// Values up to the next fresh sum at most; `leaving`: those of a window before.
inline void Wma::runPart(const double* __restrict in, const double* __restrict leaving,
                         double* __restrict out, std::size_t count) {
    double sum = sum_, weighted = weighted_;
    const double n = n_, share = share_;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < count; ++i) {
        weighted += n * in[i] - sum;
        sum += in[i] - leaving[i];
        out[i] = weighted * share;
    }
    sum_ = sum;
    weighted_ = weighted;
}

inline void Wma::run(const double* in, double* out, std::size_t count) {
    if (!anyNotFinite(in, count)) {
        runFinite(in, out, count);
        return;
    }
    for (std::size_t i = 0; i < count; ++i)
        out[i] = update(in[i]);
}

inline void Wma::runFinite(const double* __restrict in, double* __restrict out, std::size_t count) {
    const std::size_t n = window_.size();
    std::size_t done = 0;
    for (; done < count && !window_.full(); ++done)
        out[done] = update(in[done]);
    // The first window's worth takes what leaves from the ring, the rest from `in`.
    const std::size_t first = done;
    while (done < count) {
        const bool from_ring = done < first + n;
        std::size_t part = std::min(count - done, n - window_.next());
        if (from_ring) part = std::min(part, first + n - done);
        runPart(in + done, from_ring ? window_.ring() + window_.next() : in + done - n, out + done, part);
        done += part;
        window_.put(in + done - part, part);
        if (!window_.wrapped()) continue;
        sumAfresh(done >= n ? in + done - n : window_.ring());
        out[done - 1] = weighted_ * share_;
    }
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
    StretchValues inner{};
    inner_.run(in, inner.data(), count);
    outer_.run(inner.data(), out, count);
}

/// The weight of the new value.
template <class V>
inline V Kama::paceOf(V sum, V change) {
    constexpr double kFast = 2.0 / 3.0, kSlow = 2.0 / 31.0;
    const V share = absolute(change / sum), all = V{} + 1.0;
    const V efficiency = sum <= change ? all : sum == 0 ? all : share;
    const V pace = efficiency * (kFast - kSlow) + kSlow;
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

inline void Kama::run(const double* in, double* out, std::size_t count) {
    if (!anyNotFinite(in, count)) {
        runFinite(in, out, count);
        return;
    }
    for (std::size_t i = 0; i < count; ++i)
        out[i] = update(in[i]);
}

/// Flat, so that the average stays in a register.
[[gnu::flatten]] inline void Kama::runFinite(const double* __restrict in, double* __restrict out,
                                             std::size_t count) {
    std::size_t first = 0;
    for (; first < count && !warm_; ++first)
        out[first] = update(in[first]);
    if (first == count) return;
    StretchValues moves, gaps;
    const std::size_t left = count - first, n = first_.bars(), early = std::min(left, n);
    const double* values = in + first;
    moves[0] = std::abs(values[0] - previous_);
    for (std::size_t i = 1; i < left; ++i)
        moves[i] = std::abs(values[i] - values[i - 1]);
    first_.runFinite(values, gaps.data(), left, early);
    for (std::size_t i = 0; i < early; ++i)
        gaps[i] = values[i] - gaps[i];
    for (std::size_t i = early, old = 0; i < left; ++i, ++old)
        gaps[i] = values[i] - values[old];
    // The chain of averages runs beside the sums, which it does not hold up.
    double level = level_;
    changes_.run(moves.data(), out + first, left, [&](auto sum, std::size_t i) {
        using V = decltype(sum);
        const V pace = paceOf(sum, load<V>(&gaps[i])), kept = 1.0 - pace, news = pace * load<V>(values + i);
        V levels = news;
        if constexpr (std::is_same_v<V, double>)
            levels = level = fused(level, kept, news);
        else
            for (std::size_t k = 0; k < sizeof(V) / sizeof(double); ++k)
                levels[k] = level = fused(level, kept[k], news[k]);
        return levels;
    });
    level_ = level;
    previous_ = in[count - 1];
}

inline T3::T3(std::size_t n, double v) : averages_{Ema(n), Ema(n), Ema(n), Ema(n), Ema(n), Ema(n)} {
    const double square = v * v, cube = square * v, k = averages_[0].factor(), k3 = k * k * k;
    weights_ = {-cube * (k3 * k3), 3 * (square + cube) * (k3 * k * k),
                (-6 * square - 3 * (v + cube)) * (k3 * k), (1 + 3 * v + cube + 3 * square) * k3};
}

inline double T3::advance(Levels& scaled, double value, double keep, const std::array<double, 4>& weights) {
    double before = value;
#pragma GCC unroll 6
    for (double& level : scaled)
        before = level = fused(level, keep, before);
    return fused(weights[0], scaled[5], weights[1] * scaled[4]) +
           fused(weights[2], scaled[3], weights[3] * scaled[2]);
}

inline double T3::update(double value) {
    if (std::isnan(value)) return value;
    const double keep = averages_[0].keep(), k = averages_[0].factor();
    if (warm_) return advance(scaled_, value, keep, weights_);
    double level = value;
    for (Ema& average : averages_)
        level = average.update(level);
    if (std::isnan(level)) return level;
    warm_ = true;
    double power = 1;
    for (std::size_t i = 0; i < 6; ++i)
        scaled_[i] = averages_[i].level() / (power *= k);
    return (weights_[0] * scaled_[5] + weights_[1] * scaled_[4]) +
           (weights_[2] * scaled_[3] + weights_[3] * scaled_[2]);
}

inline void T3::run(const double* in, double* out, std::size_t count) {
    if (!anyNotFinite(in, count)) {
        runFinite(in, out, count);
        return;
    }
    for (std::size_t i = 0; i < count; ++i)
        out[i] = update(in[i]);
}

inline void T3::runFinite(const double* __restrict in, double* __restrict out, std::size_t count) {
    std::size_t i = 0;
    for (; i < count && !warm_; ++i)
        out[i] = update(in[i]);
    const double keep = averages_[0].keep();
    const std::array<double, 4> weights = weights_;
    Levels scaled = scaled_; // in registers
    for (; i < count; ++i)
        out[i] = advance(scaled, in[i], keep, weights);
    scaled_ = scaled;
}

} // namespace nautilus::numerics

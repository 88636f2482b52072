#pragma once
// Averages with the conventions of ema.h: update(x) returns NaN until warm, a NaN value is not counted.

#include "engines/numerics/indicators/ema.h"
#include "engines/numerics/indicators/hilbert.h"
#include "engines/numerics/indicators/rolling_sum.h"
#include "engines/numerics/indicators/window.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <variant>

namespace nautilus::numerics {

/// Mean of the last n values. Look-back n - 1.
class Sma {
public:
    explicit Sma(std::size_t n) : sum_(n), n_(static_cast<double>(sum_.size())) {}
    double update(double value) { return n_.of(sum_.update(value)); }
    /// Of this and the other averages: out[i] = update(in[i]); the two do not overlap.
    void run(const double* in, double* out, std::size_t count) {
        sum_.run(in, out, count, [n = n_](auto sum, std::size_t) { return n.of(sum); });
    }
    /// The same of values of which none is NaN or infinite, with something made of each mean besides
    /// (rolling_sum.h).
    template <class Made = AsItIs>
    void runFinite(const double* in, double* out, std::size_t count, const Made& made = {}) {
        sum_.runFinite(in, out, count,
                       [&made, n = n_](auto sum, std::size_t i) { return made(n.of(sum), i); });
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(sum_);
    }

private:
    RollingSum sum_;
    Divisor n_;
};

/// Weights n (newest) .. 1 (oldest). Look-back n - 1. Running sums, formed afresh every n values.
class Wma {
public:
    explicit Wma(std::size_t n);
    double update(double value);
    void run(const double* in, double* out, std::size_t count);
    void runFinite(const double* in, double* out, std::size_t count);
    template <class Archive>
    void visit(Archive& archive) {
        archive(window_, sum_, weighted_);
    }

private:
    void runPart(const double* in, const double* leaving, double* out, std::size_t count);
    void sumAfresh(const double* window);

    Window window_;
    double sum_ = 0;
    double weighted_ = 0;
    double n_, share_; ///< of the sum of all weights
};

/// 2 E1 - E2, where E2 = EMA of E1 = EMA (Mulloy 1994). Look-back 2 (n - 1).
class Dema {
public:
    explicit Dema(std::size_t n, Seed seed = Seed::kTaLib) : first_(n, seed), second_(n, seed) {}
    double update(double value);
    void run(const double* in, double* out, std::size_t count);
    template <class Archive>
    void visit(Archive& archive) {
        archive(first_, second_);
    }

private:
    Ema first_;
    Ema second_;
};

/// 3 E1 - 3 E2 + E3 (Mulloy 1994). Look-back 3 (n - 1).
class Tema {
public:
    explicit Tema(std::size_t n, Seed seed = Seed::kTaLib)
        : first_(n, seed), second_(n, seed), third_(n, seed) {}
    double update(double value);
    void run(const double* in, double* out, std::size_t count);
    template <class Archive>
    void visit(Archive& archive) {
        archive(first_, second_, third_);
    }

private:
    Ema first_;
    Ema second_;
    Ema third_;
};

/// Triangular weights: a simple average of a simple average, of (n+1)/2 values twice if n is odd, of n/2 and
/// n/2 + 1 if it is even. Look-back n - 1.
class Trima {
public:
    explicit Trima(std::size_t n) : inner_((n + 1) / 2), outer_(n / 2 + 1) {}
    double update(double value) { return outer_.update(inner_.update(value)); }
    void run(const double* in, double* out, std::size_t count);
    template <class Archive>
    void visit(Archive& archive) {
        archive(inner_, outer_);
    }

private:
    Sma inner_;
    Sma outer_;
};

/// Kaufman's adaptive average (1995): K += (x - K) s^2, s = E (2/3 - 2/31) + 2/31, E = |change over n| / sum
/// of the n absolute changes. Starts from the value before its first. As TA-Lib, E = 1 when the change over n
/// is not below that sum or the sum is 0. Look-back n.
class Kama {
public:
    explicit Kama(std::size_t n) : first_(n), changes_(n) {}
    double update(double value);
    void run(const double* in, double* out, std::size_t count);
    void runFinite(const double* in, double* out, std::size_t count);
    template <class Archive>
    void visit(Archive& archive) {
        archive(first_, changes_, previous_, level_, started_, warm_);
    }

private:
    template <class V>
    static V paceOf(V sum, V change);

    Delay first_;
    RollingSum changes_;
    double previous_ = 0;
    double level_ = 0;
    bool started_ = false;
    bool warm_ = false;
};

/// Tillson's T3 (1998): six EMAs in a row, combined with volume factor v. Look-back 6 (n - 1). Once all are
/// there, average number i is kept over the i-th power of its weight k: e = (1 - k) e + the one before, and
/// the powers are part of the weights of the combination.
class T3 {
public:
    T3(std::size_t n, double v);
    double update(double value);
    void run(const double* in, double* out, std::size_t count);
    void runFinite(const double* in, double* out, std::size_t count);
    template <class Archive>
    void visit(Archive& archive) {
        for (Ema& average : averages_)
            archive(average);
        for (double& one : scaled_)
            archive(one);
        archive(warm_);
    }

private:
    using Levels = std::array<double, 6>;
    static double advance(Levels& scaled, double value, double keep, const std::array<double, 4>& weights);

    std::array<Ema, 6> averages_; ///< until all are there
    Levels scaled_{};
    bool warm_ = false;
    std::array<double, 4> weights_; ///< of the sixth, fifth, fourth and third average
};

/// Kinds of averages by the numbers that TA-Lib gives them: MAMA with limits 0.5 and 0.05 whatever the
/// period, T3 with volume factor 0.7.
enum class AverageKind { kSma = 0, kEma, kWma, kDema, kTema, kTrima, kKama, kMama, kT3 };

/// An average whose kind is a parameter.
class MovingAverage {
public:
    MovingAverage(AverageKind kind, std::size_t n);
    double update(double value) {
        // The two usual kinds without the jump through a table, so that they are inlined.
        if (auto* simple = std::get_if<Sma>(&average_)) return simple->update(value);
        if (auto* exponential = std::get_if<Ema>(&average_)) return exponential->update(value);
        return std::visit([&](auto& average) { return average.update(value); }, average_);
    }
    /// `count` is at most kStretch.
    void run(const double* in, double* out, std::size_t count) {
        std::visit([&](auto& average) { average.run(in, out, count); }, average_);
    }
    /// The same of values of which none is NaN or infinite.
    void runFinite(const double* in, double* out, std::size_t count) {
        std::visit([&](auto& average) { runBlock(average, in, out, count); }, average_);
    }
    [[nodiscard]] static std::size_t lookback(AverageKind kind, std::size_t n);
    template <class Archive>
    void visit(Archive& archive) {
        std::visit([&](auto& average) { average.visit(archive); }, average_);
    }

private:
    using Any = std::variant<Sma, Ema, Wma, Dema, Tema, Trima, Kama, Mama, T3>;
    static Any make(AverageKind kind, std::size_t n);
    Any average_;
};

inline MovingAverage::MovingAverage(AverageKind kind, std::size_t n) : average_(make(kind, n)) {}

inline MovingAverage::Any MovingAverage::make(AverageKind kind, std::size_t n) {
    switch (kind) {
    case AverageKind::kSma:
        return Sma(n);
    case AverageKind::kEma:
        return Ema(n);
    case AverageKind::kWma:
        return Wma(n);
    case AverageKind::kDema:
        return Dema(n);
    case AverageKind::kTema:
        return Tema(n);
    case AverageKind::kTrima:
        return Trima(n);
    case AverageKind::kKama:
        return Kama(n);
    case AverageKind::kMama:
        return Mama();
    case AverageKind::kT3:
        return T3(n, 0.7);
    }
    return Sma(n);
}

inline std::size_t MovingAverage::lookback(AverageKind kind, std::size_t n) {
    switch (kind) {
    case AverageKind::kDema:
        return 2 * (n - 1);
    case AverageKind::kTema:
        return 3 * (n - 1);
    case AverageKind::kKama:
        return n;
    case AverageKind::kMama:
        return Mama::kLookback;
    case AverageKind::kT3:
        return 6 * (n - 1);
    default:
        return n - 1;
    }
}

} // namespace nautilus::numerics

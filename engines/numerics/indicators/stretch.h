#pragma once
// What batches are made of: stretches of bars short enough to stay in the processor's first cache, gone over
// in several simple passes. Every pass does the operations of the streaming form in the same order, so both
// give the same bytes.

#include "engines/numerics/indicators/lanes.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace nautilus::numerics {

constexpr std::size_t kStretch = 512; ///< bars in a stretch, at most

/// Room for one value per bar of a stretch.
using StretchValues = std::array<double, kStretch>;

/// Complete bars, oldest first; columns that the indicator does not read stand on one that it reads.
struct Stretch {
    const double* open;
    const double* high;
    const double* low;
    const double* close;
    const double* volume;
    std::size_t count;
};

/// Looks for values that are NaN or infinite: the difference of such a value with itself is NaN, that of any
/// other has no bit set.
class FiniteCheck {
public:
    void see(double value) { single_ |= std::bit_cast<std::uint64_t>(value - value); }
    void see(Lanes value) { wrong_[0] |= reinterpret_cast<Bits>(value - value); }
    /// `ahead`: the values so many places on are asked for meanwhile, 0 = none.
    void see(const double* values, std::size_t count, std::size_t ahead = 0) {
        std::size_t i = 0;
        for (; i + 4 * kLanes <= count; i += 4 * kLanes) {
            if (ahead > 0)
                for (std::size_t line = 0; line < 4 * kLanes; line += 8)
                    __builtin_prefetch(values + i + ahead + line, 0, 2);
            for (std::size_t part = 0; part < 4; ++part) {
                const Lanes value = load<Lanes>(values + i + part * kLanes);
                wrong_[part] |= reinterpret_cast<Bits>(value - value);
            }
        }
        for (; i < count; ++i)
            see(values[i]);
    }
    [[nodiscard]] bool failed() const {
        const Bits any = (wrong_[0] | wrong_[1]) | (wrong_[2] | wrong_[3]);
        std::uint64_t bits = single_;
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            bits |= any[lane];
        return bits != 0;
    }

private:
    using Bits = std::uint64_t __attribute__((vector_size(sizeof(Lanes))));
    Bits wrong_[4]{};
    std::uint64_t single_ = 0;
};

/// Whether one of the values is NaN or infinite.
[[nodiscard]] inline bool anyNotFinite(const double* values, std::size_t count) {
    FiniteCheck check;
    check.see(values, count);
    return check.failed();
}

/// a b + c with one rounding where the processor level of the build has it, else with two: the shortest
/// way round for recurrences level = level * kept + news. One build does the same everywhere.
[[nodiscard]] inline double fused(double a, double b, double c) {
#ifdef __FMA__
    return __builtin_fma(a, b, c);
#else
    return a * b + c;
#endif
}

/// Division by a number that stays: where the build has fused operations, a product with the inverse whose
/// remainder is divided once more (Markstein 1990), which rounds as a division and takes a third of its time.
class Divisor {
public:
    explicit Divisor(double by) : by_(by), inverse_(1 / by) {}
#ifdef __FMA__
    [[nodiscard]] double of(double value) const {
        const double near = value * inverse_;
        return __builtin_fma(__builtin_fma(-near, by_, value), inverse_, near);
    }
    [[nodiscard]] Lanes of(Lanes value) const {
        const Lanes by = Lanes{} + by_, inverse = Lanes{} + inverse_, near = value * inverse;
        return __builtin_ia32_vfmaddpd256(__builtin_ia32_vfmaddpd256(-near, by, value), inverse, near);
    }
#else
    template <class V>
    [[nodiscard]] V of(V value) const {
        return value / by_;
    }
#endif

private:
    double by_, inverse_;
};

/// What a recursive average starts from: the mean of its first n values as in TA-Lib, its first value as in
/// Metastock, or the mean of the very first n values. The last two differ only where TA-Lib lets an average
/// wait for a slower one (macd). None changes the look-back.
enum class Seed { kTaLib = 0, kFirstValue, kSma };

/// out[i] = block.update(in[i]) of finite values, by the block's own pass if it has one. `in` and `out` do
/// not overlap.
template <class Block>
void runBlock(Block& block, const double* in, double* out, std::size_t count) {
    if constexpr (requires { block.runFinite(in, out, count); }) {
        block.runFinite(in, out, count);
    } else if constexpr (requires { block.run(in, out, count); }) {
        block.run(in, out, count);
    } else {
        for (std::size_t i = 0; i < count; ++i)
            out[i] = block.update(in[i]);
    }
}

} // namespace nautilus::numerics

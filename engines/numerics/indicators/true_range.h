#pragma once

#include "engines/numerics/indicators/indicator.h"
#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nautilus::numerics {

/// Wilder's average: mean of the first n values (or the first one, Seed), then previous + (x - previous)/n.
/// NaN for the first n - 1 values; a NaN value returns NaN and is not counted. n >= 1. (Wilder, New Concepts
/// in Technical Trading Systems, 1978.)
class Wilder {
public:
    explicit Wilder(std::size_t n, Seed seed = Seed::kTaLib)
        : n_(std::max<std::size_t>(n, 1)), share_(1 / static_cast<double>(n_)), keep_(1 - share_),
          at_once_(seed == Seed::kFirstValue) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        if (count_ == n_) return advance(value);
        if (at_once_) {
            level_ = count_ == 0 ? value : advance(value);
        } else {
            level_ += value;
        }
        if (++count_ < n_) return std::nan("");
        if (!at_once_) level_ /= static_cast<double>(n_);
        return level_;
    }
    /// The recurrence alone: once warm, of a value that is not NaN.
    double advance(double value) { return level_ = fused(level_, keep_, value * share_); }
    /// out[i] = update(in[i]); the two do not overlap.
    void run(const double* in, double* out, std::size_t count) {
        const bool plain = !anyNotFinite(in, count);
        std::size_t i = 0;
        for (; i < count && !(plain && count_ == n_); ++i)
            out[i] = update(in[i]);
        Wilder local = *this;
        for (; i < count; ++i)
            out[i] = local.advance(in[i]);
        *this = local;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(level_);
        archive.index(count_, n_ + 1);
    }

private:
    std::size_t n_;
    double share_, keep_;
    bool at_once_; ///< starts from its first value
    std::size_t count_ = 0;
    double level_ = 0; ///< sum while seeding
};

/// max(H - L, |H - previous C|, |L - previous C|); NaN on the first bar, as in TA-Lib.
class TrueRange {
public:
    template <class V>
    static V of(V high, V low, V previous) {
        const V up = absolute(high - previous), down = absolute(low - previous), range = high - low;
        const V more = range > up ? range : up;
        return more > down ? more : down;
    }
    double update(const BarInput& bar) {
        const double range = of(bar.high, bar.low, previous_);
        const double result = started_ ? range : std::nan("");
        previous_ = bar.close;
        started_ = true;
        return result;
    }
    /// out[i] = update(bar i); `out` is none of the columns.
    [[gnu::flatten]] void run(const Stretch& bars, double* __restrict out) {
        if (bars.count == 0) return;
        makeAll(bars, out, [](auto) {});
        keepLast(bars);
    }
    /// The same of bars that may be missing: false, and nothing else has changed, if one is.
    [[nodiscard, gnu::flatten]] bool tryRun(const Stretch& bars, double* __restrict out) {
        FiniteCheck check;
        check.see(bars.close[bars.count - 1]);
        check.see(bars.high[0]);
        check.see(bars.low[0]);
        makeAll(bars, out, [&](auto price) { check.see(price); });
        if (check.failed()) return false;
        keepLast(bars);
        return true;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(previous_, started_);
    }

private:
    template <class See>
    void makeAll(const Stretch& bars, double* __restrict out, See see) const {
        out[0] = started_ ? of(bars.high[0], bars.low[0], previous_) : std::nan("");
        forLanes(bars.count - 1, [&](auto lane, std::size_t i) {
            using V = decltype(lane);
            const V high = load<V>(bars.high + 1 + i), low = load<V>(bars.low + 1 + i),
                    before = load<V>(bars.close + i);
            see(high);
            see(low);
            see(before);
            store(out + 1 + i, of(high, low, before));
        });
    }
    void keepLast(const Stretch& bars) {
        previous_ = bars.close[bars.count - 1];
        started_ = true;
    }

    double previous_ = 0;
    bool started_ = false;
};

} // namespace nautilus::numerics

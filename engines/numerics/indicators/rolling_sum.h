#pragma once

#include "engines/numerics/indicators/last_values.h"
#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// How RollingBlocks puts values together: a plus that is associative enough for any grouping to do.
struct Adding {
    static constexpr double kNothing = -0.0; ///< changes no value, not even a zero's sign
    template <class V>
    static V join(V older, V newer) {
        return older + newer;
    }
};

/// What is made of each result of RollingBlocks before it is stored: nothing else.
struct AsItIs {
    template <class V>
    [[nodiscard]] V operator()(V value, std::size_t) const {
        return value;
    }
};

/// Four values in a row, put together inside the group and with what came before and after it.
using Group = Lanes;
using GroupPlaces = long long __attribute__((vector_size(sizeof(Group))));
static_assert(kLanes == 4);

template <class Join>
[[nodiscard]] inline Group nothing() {
    return Group{Join::kNothing, Join::kNothing, Join::kNothing, Join::kNothing};
}
/// All of the group up to each of its values.
template <class Join>
[[nodiscard, gnu::always_inline]] inline Group joinedUpTo(const Group& x) {
    const Group pairs = Join::join(__builtin_shuffle(x, nothing<Join>(), GroupPlaces{4, 0, 6, 2}), x);
    return Join::join(__builtin_shuffle(pairs, nothing<Join>(), GroupPlaces{4, 5, 1, 1}), pairs);
}
/// All of the group from each of its values on.
template <class Join>
[[nodiscard, gnu::always_inline]] inline Group joinedFrom(const Group& x) {
    const Group pairs = Join::join(x, __builtin_shuffle(x, nothing<Join>(), GroupPlaces{1, 5, 3, 7}));
    return Join::join(pairs, __builtin_shuffle(pairs, nothing<Join>(), GroupPlaces{2, 2, 6, 7}));
}
template <class Join>
[[nodiscard, gnu::always_inline]] inline Group firstOf(const double* values, std::size_t count) {
    constexpr double kNone = Join::kNothing;
    if (count == 1) return Group{values[0], kNone, kNone, kNone};
    if (count == 2) return Group{values[0], values[1], kNone, kNone};
    return Group{values[0], values[1], values[2], kNone};
}

/// Sum (Join = Adding), largest or smallest (rolling_extremes.h) of the last n values in constant time per
/// value (amortised) and without subtraction, so it does not drift, and values that are all zero sum to
/// exactly 0 whatever came before. The series is cut into blocks of n; a window is the end of one block
/// (whose suffix sums are stored when it is complete) and the beginning of the next: the scheme of van Herk
/// (1992) and Gil and Werman (1993). Inside a block values are put together in groups of four, so that a
/// chain of sums waits once a group. Windows of up to kShortSum values are joined whole, one after the other.
/// update returns NaN for the first n - 1 values; a NaN value returns NaN and is not counted. n >= 1.
template <class Join>
class RollingBlocks {
public:
    static constexpr std::size_t kShortSum = 16;

    explicit RollingBlocks(std::size_t n)
        : n_(std::max<std::size_t>(n, 1)), short_(n_ <= kShortSum), last_(short_ ? n_ : 1),
          values_(short_ ? 0 : n_), past_(short_ ? 0 : n_ + kGroup, Join::kNothing), spare_(past_) {}

    double update(double value) {
        if (std::isnan(value)) return value;
        if (short_) {
            last_.push(value);
            return last_.full() ? joinWhole<double>(last_.window()) : std::nan("");
        }
        const bool shown = full_ || place_ + 1 == n_;
        const double joined = take(value);
        if (place_ == n_) {
            joinRests(values_.data(), spare_.data());
            startBlock();
        }
        return shown ? joined : std::nan("");
    }
    /// out[i] = update(in[i]); the two do not overlap.
    void run(const double* in, double* out, std::size_t count) { run(in, out, count, AsItIs()); }
    /// out[i] = made(update(in[i]), i), called for one value after the other or for some in a row (lanes.h):
    /// saves a pass.
    template <class Made>
    [[gnu::flatten]] void run(const double* in, double* out, std::size_t count, const Made& made) {
        if (!anyNotFinite(in, count)) {
            runFinite(in, out, count, made);
            return;
        }
        for (std::size_t i = 0; i < count; ++i)
            out[i] = made(update(in[i]), i);
    }
    /// The same for values of which none is NaN or infinite.
    template <class Made = AsItIs>
    [[gnu::flatten]] void runFinite(const double* in, double* out, std::size_t count, const Made& made = {}) {
        std::size_t done = 0;
        for (; done < count && !(short_ ? last_.full() : full_); ++done)
            out[done] = made(update(in[done]), done);
        if (done == count) return;
        if (short_) {
            runShort(in + done, out + done, count - done, from(made, done));
            return;
        }
        while (done < count) {
            const std::size_t part = std::min(count - done, n_ - place_);
            runInBlock(in + done, out + done, part, from(made, done));
            done += part;
        }
    }
    [[nodiscard]] std::size_t size() const { return n_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(last_, values_, past_, before_, full_);
        archive.index(place_, n_);
    }

private:
    static constexpr std::size_t kGroup = kLanes;

    /// `made` for results whose first one has place `first`.
    template <class Made>
    static auto from(const Made& made, std::size_t first) {
        return [&made, first](auto value, std::size_t i) { return made(value, first + i); };
    }

    template <class V>
    [[nodiscard]] V joinWhole(const double* window) const {
        V all = load<V>(window);
        for (std::size_t j = 1; j < n_; ++j)
            all = Join::join(all, load<V>(window + j));
        return all;
    }
    template <class Made>
    void runShort(const double* in, double* out, std::size_t count, const Made& made) {
        std::array<double, 2 * kShortSum> edge; // the windows that begin before `in`
        const std::size_t early = std::min(count, n_ - 1);
        std::copy_n(last_.window() + 1, n_ - 1, edge.begin());
        std::copy_n(in, early, edge.begin() + static_cast<std::ptrdiff_t>(n_ - 1));
        for (std::size_t i = 0; i < early; ++i)
            out[i] = made(joinWhole<double>(edge.data() + i), i);
        joinEach(in, out + early, count - early, from(made, early));
        last_.append(in, count);
    }
    /// out[i] = joinWhole of the window from in[i] on, several at a time that do not wait for each other.
    template <class Made>
    void joinEach(const double* __restrict in, double* __restrict out, std::size_t count,
                  const Made& made) const {
        const std::size_t n = n_;
        std::size_t i = 0;
        for (; i + 4 * kLanes <= count; i += 4 * kLanes) {
            const double* window = in + i;
            Lanes a = load<Lanes>(window), b = load<Lanes>(window + kLanes),
                  c = load<Lanes>(window + 2 * kLanes), d = load<Lanes>(window + 3 * kLanes);
            for (std::size_t j = 1; j < n; ++j) {
                a = Join::join(a, load<Lanes>(++window));
                b = Join::join(b, load<Lanes>(window + kLanes));
                c = Join::join(c, load<Lanes>(window + 2 * kLanes));
                d = Join::join(d, load<Lanes>(window + 3 * kLanes));
            }
            store(out + i, made(a, i));
            store(out + i + kLanes, made(b, i + kLanes));
            store(out + i + 2 * kLanes, made(c, i + 2 * kLanes));
            store(out + i + 3 * kLanes, made(d, i + 3 * kLanes));
        }
        for (; i < count; ++i)
            out[i] = made(joinWhole<double>(in + i), i);
    }
    /// Puts a value into the block and joins the window that it ends: as joinedUpTo does it.
    double take(double value) {
        const std::size_t in_group = place_ % kGroup;
        values_[place_] = value;
        const double* group = values_.data() + (place_ - in_group);
        double joined = value;
        if (in_group == 1) joined = Join::join(group[0], value);
        if (in_group == 2) joined = Join::join(Join::join(group[0], group[1]), value);
        if (in_group == 3) joined = Join::join(Join::join(group[0], group[1]), Join::join(group[2], value));
        joined = Join::join(before_, joined);
        if (in_group == 3) before_ = joined;
        ++place_;
        return Join::join(past_[place_], joined);
    }
    /// Some values of one block, after the first block.
    template <class Made>
    void runInBlock(const double* __restrict in, double* __restrict out, std::size_t count,
                    const Made& made) {
        const bool whole = count == n_;
        if (whole)
            joinRests(in, spare_.data()); // before anything is written: `in` is then read at full speed
        std::size_t done = 0;
        for (; done < count && place_ % kGroup != 0; ++done)
            out[done] = made(take(in[done]), done);
        runGroups(in + done, out + done, count - done, from(made, done));
        if (place_ < n_) return;
        if (!whole) joinRests(values_.data(), spare_.data());
        startBlock();
    }
    /// From the beginning of a group on.
    template <class Made>
    void runGroups(const double* __restrict in, double* __restrict out, std::size_t count, const Made& made) {
        double* __restrict values = values_.data() + place_;
        const double* __restrict past = past_.data() + place_ + 1;
        Group before{before_, before_, before_, before_};
        std::size_t i = 0;
        for (; i + kGroup <= count; i += kGroup) {
            const Group news = load<Group>(in + i), joined = joinedUpTo<Join>(news);
            store(out + i, made(Join::join(load<Group>(past + i), Join::join(before, joined)), i));
            before = Join::join(before, __builtin_shuffle(joined, GroupPlaces{3, 3, 3, 3}));
            store(values + i, news);
        }
        before_ = before[0];
        place_ += count;
        if (i == count) return;
        const Group news = firstOf<Join>(in + i, count - i);
        const Group joined = Join::join(load<Group>(past + i), Join::join(before, joinedUpTo<Join>(news)));
        values[i] = news[0];
        out[i] = made(joined[0], i);
        if (count > i + 1) {
            values[i + 1] = news[1];
            out[i + 1] = made(joined[1], i + 1);
        }
        if (count > i + 2) {
            values[i + 2] = news[2];
            out[i + 2] = made(joined[2], i + 2);
        }
    }
    /// Joins each rest of a complete block, from its second value on.
    void joinRests(const double* __restrict block, double* __restrict rests) const {
        Group after = nothing<Join>();
        std::size_t left = n_ - 1;
        if (const std::size_t odd = left % kGroup; odd > 0) {
            left -= odd;
            const Group joined = joinedFrom<Join>(firstOf<Join>(block + left + 1, odd));
            store(rests + left + 1, joined);
            after = __builtin_shuffle(joined, GroupPlaces{0, 0, 0, 0});
        }
        while (left > 0) {
            left -= kGroup;
            const Group joined = joinedFrom<Join>(load<Group>(block + left + 1));
            store(rests + left + 1, Join::join(joined, after));
            after = Join::join(__builtin_shuffle(joined, GroupPlaces{0, 0, 0, 0}), after);
        }
    }
    void startBlock() {
        past_.swap(spare_);
        before_ = Join::kNothing;
        place_ = 0;
        full_ = true;
    }

    std::size_t n_;
    bool short_;
    LastValues last_;            ///< of a short window
    std::vector<double> values_; ///< [0, place_) of this block; from there on of the previous one
    std::vector<double> past_;   ///< of the previous block, joined from each place to its end; then nothing
    std::vector<double> spare_;  ///< to write the next ones; not state
    double before_ = Join::kNothing; ///< whole groups of this block, joined
    std::size_t place_ = 0;
    bool full_ = false;
};

using RollingSum = RollingBlocks<Adding>;

} // namespace nautilus::numerics

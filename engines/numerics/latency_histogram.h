#pragma once
// Counts of durations in buckets of equal relative width, as in a high dynamic range histogram: 64 buckets
// per power of two, so that a quantile is off by at most 1/64 (1.6 %) of its value; exact below 128 ns.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace nautilus::numerics {

/// Durations from 0 to 2^40 - 1 ns (18 minutes); longer ones count as that. Not thread-safe. 18 KiB.
class LatencyHistogram {
public:
    void add(std::int64_t ns) { add(ns, 1); }
    void add(std::int64_t ns, std::uint64_t times) {
        const auto value = static_cast<std::uint64_t>(ns < 0 ? 0 : ns > kMost ? kMost : ns);
        counts_[bucketOf(value)] += times;
        count_ += times;
        sum_ += static_cast<double>(value) * static_cast<double>(times);
        if (ns > most_) most_ = static_cast<std::int64_t>(value);
    }
    void add(const LatencyHistogram& other) {
        for (std::size_t i = 0; i < kBuckets; ++i)
            counts_[i] += other.counts_[i];
        count_ += other.count_;
        sum_ += other.sum_;
        if (other.most_ > most_) most_ = other.most_;
    }
    void clear() { *this = {}; }

    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// NaN when nothing was counted.
    [[nodiscard]] double meanNs() const {
        return count_ == 0 ? std::numeric_limits<double>::quiet_NaN() : sum_ / static_cast<double>(count_);
    }
    [[nodiscard]] std::int64_t mostNs() const { return most_; }
    /// The upper end of the bucket in which the value of rank ceil(q n) lies, q in [0, 1], but never more
    /// than the largest value counted. NaN when nothing was counted.
    [[nodiscard]] double quantileNs(double q) const {
        if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
        const double wanted = q * static_cast<double>(count_);
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < kBuckets; ++i) {
            seen += counts_[i];
            if (static_cast<double>(seen) >= wanted && seen > 0) {
                const auto end = upperEnd(i);
                return static_cast<double>(end < most_ ? end : most_);
            }
        }
        return static_cast<double>(most_);
    }
    /// Calls visit(upper end in ns, count) for every bucket that holds something, ascending.
    template <class Visit>
    void forEachBucket(Visit&& visit) const {
        for (std::size_t i = 0; i < kBuckets; ++i)
            if (counts_[i] > 0) visit(upperEnd(i), counts_[i]);
    }

private:
    static constexpr int kSubBits = 6; ///< 64 buckets per power of two
    static constexpr int kMostBits = 40;
    static constexpr std::int64_t kMost = (std::int64_t{1} << kMostBits) - 1;
    static constexpr std::size_t kBuckets = static_cast<std::size_t>(kMostBits - kSubBits + 1) << kSubBits;

    [[nodiscard]] static std::size_t bucketOf(std::uint64_t value) {
        const auto width = static_cast<int>(std::bit_width(value));
        const int shift = width > kSubBits + 1 ? width - kSubBits - 1 : 0;
        return (static_cast<std::size_t>(shift) << kSubBits) + static_cast<std::size_t>(value >> shift);
    }
    [[nodiscard]] static std::int64_t upperEnd(std::size_t bucket) {
        if (bucket < (std::size_t{2} << kSubBits)) return static_cast<std::int64_t>(bucket);
        const auto shift = (bucket >> kSubBits) - 1;
        const auto top = (bucket & ((1U << kSubBits) - 1)) + (1U << kSubBits);
        return static_cast<std::int64_t>(((top + 1) << shift) - 1);
    }

    std::array<std::uint64_t, kBuckets> counts_{};
    std::uint64_t count_ = 0;
    double sum_ = 0;
    std::int64_t most_ = 0;
};

} // namespace nautilus::numerics

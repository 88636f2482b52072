#pragma once
// Counts of durations in buckets that grow with them: 16 per power of two, so that a quantile is off by less
// than 1/16 of itself (the bucketing of HdrHistogram, http://hdrhistogram.org). Fixed size, no allocation.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace nautilus::websocket {

class LatencyHistogram {
public:
    /// `ns` below zero counts as zero, above 2^42 (73 minutes) as that.
    void add(std::int64_t ns, std::uint64_t times = 1) {
        const auto value = static_cast<std::uint64_t>(ns < 0 ? 0 : ns) >> kUnitBits;
        counts_[bucketOf(value)] += times;
        count_ += times;
        sum_ns_ += static_cast<double>(ns < 0 ? 0 : ns) * static_cast<double>(times);
    }
    void add(const LatencyHistogram& other) {
        for (std::size_t i = 0; i < kBuckets; ++i)
            counts_[i] += other.counts_[i];
        count_ += other.count_;
        sum_ns_ += other.sum_ns_;
    }
    void clear() { *this = {}; }

    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// Nanoseconds; NaN without values.
    [[nodiscard]] double mean() const {
        return count_ == 0 ? std::numeric_limits<double>::quiet_NaN() : sum_ns_ / static_cast<double>(count_);
    }
    /// Nanoseconds: the upper end of the bucket in which the q-th part (0 < q <= 1) of the values, in
    /// ascending order, ends. NaN without values.
    [[nodiscard]] double quantile(double q) const {
        if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
        const auto wanted = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count_)));
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < kBuckets; ++i) {
            seen += counts_[i];
            if (seen >= wanted) return static_cast<double>(upperEnd(i) << kUnitBits);
        }
        return static_cast<double>(upperEnd(kBuckets - 1) << kUnitBits);
    }

private:
    static constexpr unsigned kUnitBits = 10; ///< one unit is 1,024 ns
    static constexpr unsigned kStepBits = 4;
    static constexpr unsigned kMostBits = 32;
    static constexpr std::size_t kSteps = std::size_t{1} << kStepBits;
    static constexpr std::size_t kBuckets = (kMostBits - kStepBits + 1) * kSteps;

    static std::size_t bucketOf(std::uint64_t value) {
        if (value < kSteps) return static_cast<std::size_t>(value);
        const auto width = static_cast<unsigned>(std::bit_width(value));
        if (width > kMostBits) return kBuckets - 1;
        const unsigned shift = width - 1 - kStepBits;
        return (static_cast<std::size_t>(shift) + 1) * kSteps +
               static_cast<std::size_t>((value >> shift) - kSteps);
    }
    static std::uint64_t upperEnd(std::size_t bucket) {
        if (bucket < kSteps) return bucket + 1;
        const auto shift = bucket / kSteps - 1;
        return (bucket % kSteps + kSteps + 1) << shift;
    }

    std::array<std::uint64_t, kBuckets> counts_{};
    std::uint64_t count_ = 0;
    double sum_ns_ = 0;
};

} // namespace nautilus::websocket

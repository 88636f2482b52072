#pragma once
// How many per second over the last seconds, and a bucket of tokens that limits how many.

#include <algorithm>
#include <array>
#include <cstdint>

namespace nautilus::websocket {

inline constexpr std::int64_t kNsOfASecond = 1'000'000'000;

/// Counts events by second; the rate is that of the last ten full seconds, or of what has passed since the
/// first event.
class SlidingCount {
public:
    void add(std::int64_t now_ns, std::uint64_t events = 1) {
        const auto second = now_ns / kNsOfASecond;
        if (first_ < 0) first_ = second;
        auto& slot = slots_[static_cast<std::size_t>(second % kSlots)];
        if (slot.second != second) slot = {second, 0};
        slot.events += events;
    }
    [[nodiscard]] double perSecond(std::int64_t now_ns) const {
        const auto second = now_ns / kNsOfASecond;
        if (first_ < 0 || second <= first_) return 0;
        std::uint64_t events = 0;
        for (const auto& slot : slots_)
            if (slot.second < second && slot.second >= second - kWindow) events += slot.events;
        return static_cast<double>(events) / static_cast<double>(std::min(kWindow, second - first_));
    }

private:
    static constexpr std::int64_t kWindow = 10;
    static constexpr std::int64_t kSlots = 12;
    struct Slot {
        std::int64_t second = -1;
        std::uint64_t events = 0;
    };
    std::array<Slot, kSlots> slots_{};
    std::int64_t first_ = -1;
};

/// A rate with a burst: holds at most `burst` tokens, gains `per_second`, begins full. A rate of 0 is no
/// limit.
class TokenBucket {
public:
    TokenBucket() = default;
    TokenBucket(double per_second, double burst) : rate_(per_second), burst_(burst), tokens_(burst) {}

    [[nodiscard]] bool take(std::int64_t now_ns) {
        if (rate_ <= 0) return true;
        refill(now_ns);
        if (tokens_ < 1) return false;
        tokens_ -= 1;
        return true;
    }
    /// Tokens in use, 0 to the burst.
    [[nodiscard]] double used(std::int64_t now_ns) {
        if (rate_ <= 0) return 0;
        refill(now_ns);
        return burst_ - tokens_;
    }
    [[nodiscard]] double rate() const { return rate_; }
    [[nodiscard]] double burst() const { return burst_; }

private:
    void refill(std::int64_t now_ns) {
        if (last_ns_ >= 0 && now_ns > last_ns_)
            tokens_ = std::min(burst_, tokens_ + rate_ * static_cast<double>(now_ns - last_ns_) / 1e9);
        last_ns_ = std::max(last_ns_, now_ns);
    }
    double rate_ = 0, burst_ = 0, tokens_ = 0;
    std::int64_t last_ns_ = -1;
};

} // namespace nautilus::websocket

#pragma once
// What the hub measures of its deliveries, over all connections. Any thread: transports add, the lane reads.

#include "engines/numerics/latency_histogram.h"
#include "engines/websocket/kernel/sliding_count.h"

#include <array>
#include <mutex>

namespace nautilus::websocket {

class DeliveryFigures {
public:
    struct Sent {
        std::uint64_t messages = 0;
        std::uint64_t bytes = 0;
        numerics::LatencyHistogram latency; ///< of the last minute
        double per_second = 0;
        double received_per_second = 0;
        std::uint64_t today = 0;
    };

    /// Messages handed to a socket; `latencies` in nanoseconds of those that count. `now_ns` UTC.
    template <class Latencies>
    void sent(std::int64_t now_ns, std::uint64_t messages, std::uint64_t bytes, const Latencies& latencies) {
        const std::scoped_lock lock(mutex_);
        messages_ += messages;
        bytes_ += bytes;
        const auto day = now_ns / kNsOfADay;
        if (day != day_) today_ = 0;
        day_ = day;
        today_ += messages;
        rate_.add(now_ns, messages);
        auto& part = partOf(now_ns);
        for (const auto latency : latencies)
            part.add(latency);
    }
    void received(std::int64_t now_ns) {
        const std::scoped_lock lock(mutex_);
        received_.add(now_ns);
    }
    [[nodiscard]] Sent read(std::int64_t now_ns) const {
        const std::scoped_lock lock(mutex_);
        Sent out{messages_,
                 bytes_,
                 {},
                 rate_.perSecond(now_ns),
                 received_.perSecond(now_ns),
                 now_ns / kNsOfADay == day_ ? today_ : 0};
        for (const auto& part : parts_)
            if (part.begun >= now_ns / kNsOfAPart - kParts + 1) out.latency.add(part.latency);
        return out;
    }

private:
    static constexpr std::int64_t kNsOfADay = 86'400 * kNsOfASecond;
    static constexpr std::int64_t kParts = 6; ///< of ten seconds each
    static constexpr std::int64_t kNsOfAPart = 10 * kNsOfASecond;
    struct Part {
        std::int64_t begun = -1;
        numerics::LatencyHistogram latency;
    };
    numerics::LatencyHistogram& partOf(std::int64_t now_ns) {
        const auto number = now_ns / kNsOfAPart;
        auto& part = parts_[static_cast<std::size_t>(number % kParts)];
        if (part.begun != number) {
            part.begun = number;
            part.latency.clear();
        }
        return part.latency;
    }

    mutable std::mutex mutex_; // transports against the lane
    std::array<Part, kParts> parts_{};
    SlidingCount rate_, received_;
    std::uint64_t messages_ = 0, bytes_ = 0, today_ = 0;
    std::int64_t day_ = -1;
};

} // namespace nautilus::websocket

#pragma once
// Where the market data lane leaves a line's trades and bars for the features lane. Bounded: a lane that
// falls behind loses what waited, is told so, and begins anew; neither memory nor the other lane pays for it.

#include "engines/domain/market_event.h"

#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace nautilus::features {

class FollowerInbox {
public:
    explicit FollowerInbox(std::size_t most) : most_(most) {}

    /// Keeps the trades and bars. True when the other lane must be told that the line spoke.
    [[nodiscard]] bool add(const std::string& source, std::span<const domain::MarketEvent> events) {
        const std::scoped_lock lock(mutex_);
        waiting_.source = source;
        for (const auto& event : events) {
            if (event.kind != domain::EventKind::Trade && event.kind != domain::EventKind::Bar) continue;
            if (waiting_.events.size() >= most_) {
                waiting_.events.clear();
                waiting_.lost = true;
            }
            waiting_.events.push_back(event);
        }
        return !std::exchange(told_, true);
    }
    /// The lane could not be told.
    void notTold() {
        const std::scoped_lock lock(mutex_);
        told_ = false;
    }

    struct Waiting {
        std::string source;
        std::vector<domain::MarketEvent> events;
        bool lost = false; ///< some before the first of `events`
    };
    [[nodiscard]] Waiting take() {
        const std::scoped_lock lock(mutex_);
        told_ = false;
        return std::exchange(waiting_, {});
    }

private:
    const std::size_t most_;
    std::mutex mutex_; // market data's lane against the features lane
    Waiting waiting_;
    bool told_ = false;
};

} // namespace nautilus::features

#pragma once
// Where sources' threads leave their events for the market data lane. Bounded by making the source wait: a
// feed is slowed down (and TCP slows the peer) before anything is lost.

#include "engines/domain/market_event.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

namespace nautilus::marketdata {

class EventInbox {
public:
    explicit EventInbox(std::size_t most) : most_(most) {}

    /// Any thread but the lane. Calls `wake` when the lane must be told; waits while the inbox is full.
    /// Events that come after `shut` are gone, with the subscription that they belong to.
    template <class Wake>
    void push(std::span<const domain::MarketEvent> events, const Wake& wake) {
        std::unique_lock lock(mutex_);
        while (!events.empty()) {
            room_.wait(lock, [&] { return shut_ || waiting_.size() < most_; });
            if (shut_) return;
            const auto fits = std::min(events.size(), most_ - waiting_.size());
            waiting_.insert(waiting_.end(), events.begin(),
                            events.begin() + static_cast<std::ptrdiff_t>(fits));
            events = events.subspan(fits);
            if (!std::exchange(woken_, true)) wake(); // under the lock: nobody is woken once `shut` returned
        }
    }
    /// Lane: takes what waits, in exchange for an empty vector whose memory is used again.
    void take(std::vector<domain::MarketEvent>& out) {
        out.clear();
        {
            const std::scoped_lock lock(mutex_);
            waiting_.swap(out);
            woken_ = false;
        }
        room_.notify_all();
    }
    void shut() {
        {
            const std::scoped_lock lock(mutex_);
            shut_ = true;
        }
        room_.notify_all();
    }

private:
    const std::size_t most_;
    std::mutex mutex_; // sources' threads against the lane
    std::condition_variable room_;
    std::vector<domain::MarketEvent> waiting_;
    bool woken_ = false;
    bool shut_ = false;
};

} // namespace nautilus::marketdata

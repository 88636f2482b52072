#pragma once
// Symbols whose features are streamed. Everything here runs on the features lane, except where it says so.

#include "engines/features/kernel/stream_features.h"
#include "engines/features/service/feature_world.h"
#include "engines/features/service/follower_inbox.h"
#include "engines/features/service/stored_bars.h"
#include "engines/marketdata/contract/live.h"

#include <atomic>
#include <map>

namespace nautilus::features {

/// Topics of a symbol's events.
[[nodiscard]] std::vector<std::string> streamTopics(const std::string& symbol);
/// An event as JSON; `live` names the source, or is empty for one that was made of stored bars.
[[nodiscard]] std::string streamPayload(const StreamEvent& event, const std::string& symbol,
                                        std::int64_t bar_ns, const std::string& source);
/// The technical_update of a stored series' last bar; nothing when it is too short.
[[nodiscard]] std::optional<StreamEvent> lastUpdate(const BarSeries& series);

class StreamFollowers {
public:
    StreamFollowers(const kit::Clock& clock, kit::Catalog& catalog, kit::Stream& stream,
                    kit::EngineThreads threads)
        : clock_(clock), catalog_(catalog), stream_(stream), threads_(threads) {}

    void useFeed(marketdata::LiveFeed& feed) { feed_ = &feed; }
    /// Whether the feed has the symbol. Any thread.
    [[nodiscard]] bool streams(const std::string& symbol) const {
        const auto* feed = feed_.load();
        return feed && feed->streams(symbol);
    }
    /// Follows a symbol until nobody listens any more; once is enough. False when there is no feed or it does
    /// not know the symbol.
    bool follow(const std::string& symbol, const domain::Instrument* instrument);
    /// For good: nothing is followed afterwards.
    void clear() { followers_.clear(), active_ = 0, feed_ = nullptr; }

    /// Any thread.
    [[nodiscard]] std::int64_t active() const { return active_; }
    [[nodiscard]] std::int64_t sent() const { return sent_; }

private:
    struct Follower {
        std::string symbol, source;
        std::optional<domain::Instrument> instrument;
        std::unique_ptr<kit::Subscription> subscription;
        std::optional<StreamFeatures> features;
        bool warming = false;
        std::vector<domain::MarketEvent> waiting; ///< until the past has been read
        std::int64_t last_ns = 0;                 ///< time of the last event
        std::int64_t wanted_ns = 0;               ///< when somebody listened last, steady
    };

    void take(const std::string& symbol, FollowerInbox& inbox);
    void take(const std::string& symbol, std::string source, std::vector<domain::MarketEvent> events);
    /// Reads stored bars of the line's size on the driver and comes back.
    void warm(Follower& follower, std::int64_t bar_ns, std::int64_t before_ns);
    /// Where a stored day begins anew, as the event says or as time that goes back by more than a bar shows,
    /// so do the indicators.
    void process(Follower& follower, std::span<const domain::MarketEvent> events);
    void publish(const Follower& follower);
    /// False when nobody has listened for a while; the follower is gone then.
    bool stillWanted(Follower& follower);

    const kit::Clock& clock_;
    kit::Catalog& catalog_;
    kit::Stream& stream_;
    kit::EngineThreads threads_;
    std::atomic<marketdata::LiveFeed*> feed_{nullptr};
    std::map<std::string, Follower> followers_;
    std::vector<StreamEvent> said_;
    std::atomic<std::int64_t> active_{0}, sent_{0};
};

} // namespace nautilus::features

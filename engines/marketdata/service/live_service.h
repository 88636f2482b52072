#pragma once
// The live path: from the sources' events to whoever listens. State is touched on the market data lane only;
// sources are called on the driver, since they may block.
//
// A wish is a symbol that a subscription or an engine wants. It hangs on a line: that symbol at the best
// source that streams it. When the source fails, its wishes move to a line of the next source; values of two
// sources never meet in one line.

#include "engines/kit/ports.h"
#include "engines/kit/pulse.h"
#include "engines/marketdata/contract/live_requests.h"
#include "engines/marketdata/service/event_inbox.h"
#include "engines/marketdata/service/live_line.h"
#include "engines/marketdata/service/live_subscription.h"
#include "engines/numerics/latency_histogram.h"

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

namespace nautilus::marketdata {

struct LiveLimits {
    GateLimits gate{};
    std::int64_t pulse_ns = 10'000'000;                       ///< how often changes are published
    std::int64_t silent_after_ns = 15 * domain::kNsPerSecond; ///< an open market's feed must have spoken
    std::int64_t failback_ns = 30 * domain::kNsPerSecond; ///< a better source must have been well for so long
    std::size_t inbox_events = 262'144;
    std::size_t most_lines = 20'000;
    std::size_t most_subscriptions = 1'000;
    std::size_t refused_kept = 1'000;
    std::size_t book_levels = 10; ///< of a message
    /// A historical answer that came from a source, not from the catalog, is given again for so long.
    std::int64_t source_answer_ns = 60 * domain::kNsPerSecond;
};

class LiveService final : public LiveFeed {
public:
    struct Parts {
        const kit::Clock& clock;
        kit::Stream& stream;
        kit::Lane& lane;
        kit::Driver& driver;
        kit::DataSources& sources;
        kit::Cache& cache;
    };
    /// What the catalog knows of a symbol; on the driver.
    struct Known {
        domain::InstrumentId instrument = 0;
        std::string venue, calendar;
        std::shared_ptr<const DailyCloses> closes;
    };
    using LookUp = std::function<Known(const std::string& symbol)>;

    LiveService(Parts parts, LookUp look_up, LiveLimits limits = {});
    ~LiveService() override;

    /// Begins to publish; with `own_pulse` from a thread of its own, else whenever `pulse` is called.
    void start(bool own_pulse = true);
    /// Ends all lines. Blocks until the driver has let go of the sources.
    void stop();
    /// One round of what is done by the clock: publishing, watching, failing over. Any thread.
    void pulse();

    [[nodiscard]] bool streams(const std::string& symbol) const override {
        const std::scoped_lock lock(streaming_mutex_);
        return streaming_.contains(symbol);
    }
    kit::Result<std::unique_ptr<kit::Subscription>> follow(const std::string& symbol,
                                                           LiveListener listener) override;
    /// Follows symbols for as long as the service runs. Any thread.
    void keepFollowing(const std::vector<std::string>& symbols);
    /// The catalog holds more than before: symbols that no source knew are asked for again. Any thread.
    void catalogMoved();

    // --- on the lane only ---
    [[nodiscard]] LiveSubscription& subscribe(const SubscribeRequest& request);
    bool unsubscribe(std::string_view id);
    /// Somebody has stopped a source: its lines must be asked for anew, however soon it runs again.
    void sourceStopped(const std::string& source);
    [[nodiscard]] LiveSubscription* subscription(std::string_view id);
    [[nodiscard]] const auto& subscriptions() const { return subscriptions_; }
    [[nodiscard]] const std::vector<std::unique_ptr<LiveLine>>& lines() const { return lines_; }
    /// The line that speaks for a symbol, or null.
    [[nodiscard]] const LiveLine* lineOf(std::string_view symbol) const;
    /// The line that a wish hangs on, or null.
    [[nodiscard]] const LiveLine* lineOfWish(std::uint64_t wish) const {
        const auto found = wishes_.find(wish);
        return found == wishes_.end() ? nullptr : lineAt(found->second.line);
    }
    [[nodiscard]] const LiveLimits& limits() const { return limits_; }
    [[nodiscard]] const std::deque<RefusedEvent>& refused() const { return refused_; }
    /// Figures of one source since the start.
    struct SourceFigures {
        numerics::LatencyHistogram feed;       ///< event to receipt; of events that are not replayed
        numerics::LatencyHistogram processing; ///< receipt to acceptance
        numerics::LatencyHistogram publishing; ///< receipt to publication on a topic
        std::int64_t accepted = 0, refused = 0;
        std::int64_t looks = 0, looks_connected = 0; ///< once a second
        std::int64_t well_since_ns = 0;              ///< steady; 0 = it is not
    };
    [[nodiscard]] const std::map<std::string, SourceFigures, std::less<>>& figures() const {
        return figures_;
    }

    /// Runs on the lane; false when the engine is too busy.
    [[nodiscard]] bool onLane(kit::Task task) { return parts_.lane.post(std::move(task)); }
    [[nodiscard]] std::int64_t activeLines() const { return active_lines_; }
    [[nodiscard]] std::int64_t acceptedTotal() const { return accepted_total_; }
    [[nodiscard]] std::int64_t refusedTotal() const { return refused_total_; }
    [[nodiscard]] const kit::Clock& clock() const { return parts_.clock; }
    [[nodiscard]] kit::DataSources& sources() { return parts_.sources; }
    [[nodiscard]] kit::Cache& cache() { return parts_.cache; }

private:
    struct Wish {
        std::uint64_t id = 0;
        std::string symbol;
        std::vector<std::string> preference;
        unsigned capabilities = 0;
        std::shared_ptr<LiveListener> listener; ///< an engine's; null for a subscription
        std::string subscription;
        std::uint32_t line = 0;              ///< 0 = none now
        std::vector<std::string> refused_by; ///< sources that do not know the symbol
    };
    class Follower;

    // live_service.cpp: lines and wishes
    std::uint64_t addWish(Wish wish);
    void removeWish(std::uint64_t id);
    void seek(Wish& wish);
    [[nodiscard]] std::vector<std::shared_ptr<kit::DataSource>> candidates(const Wish& wish) const;
    LiveLine& openLine(const std::string& symbol, const kit::DataSource& source, unsigned capabilities);
    void attach(LiveLine& line, const std::shared_ptr<kit::DataSource>& source);
    void attached(std::uint32_t line, const kit::Result<void>& taken, const Known& known);
    void hang(Wish& wish, LiveLine& line);
    void unhang(Wish& wish);
    void closeLine(LiveLine& line);
    void choosePrimary(const std::string& symbol);
    [[nodiscard]] LiveLine* lineAt(std::uint32_t line) const;
    [[nodiscard]] LiveLine* findLine(std::string_view symbol, std::string_view source) const;

    // live_events.cpp: events
    void drain();
    void sort(std::span<const domain::MarketEvent> events);
    void deliver(LiveLine& line, std::int64_t now_ns, std::int64_t steady_ns);
    void refuse(LiveLine& line, const domain::MarketEvent& event, Verdict verdict);
    void publishLine(LiveLine& line);
    void publishAll();

    // live_watch.cpp: the clock's part
    void beat();
    void watchSources(std::int64_t steady_ns);
    void askAgain(const std::string& source);
    void watchSilence(std::int64_t steady_ns);
    void moveWishes(std::int64_t steady_ns);
    void setStale(LiveLine& line, bool stale, const std::string& why);
    void alert(const std::string& topic, const std::string& severity, const std::string& subject,
               const std::string& message);
    /// From here on nothing goes to the lane by itself. False when that was so before.
    bool endPulse();

    Parts parts_;
    LookUp look_up_;
    const LiveLimits limits_;
    std::shared_ptr<EventInbox> inbox_;
    std::vector<domain::MarketEvent> taken_;

    std::vector<std::unique_ptr<LiveLine>> lines_; ///< those that are open, by number
    std::uint32_t next_line_ = 1; ///< no number comes twice: a source may talk of a line it has lost
    std::unordered_multimap<std::string, std::uint32_t> lines_of_symbol_;
    std::vector<LiveLine*> touched_;
    std::map<std::uint64_t, Wish> wishes_;
    std::uint64_t next_wish_ = 1;
    std::map<std::string, std::unique_ptr<LiveSubscription>, std::less<>> subscriptions_;
    std::int64_t next_subscription_ = 1;
    std::deque<RefusedEvent> refused_;
    std::map<std::string, SourceFigures, std::less<>> figures_;
    std::int64_t last_look_ns_ = 0;
    bool stopping_ = false;

    std::atomic<std::int64_t> active_lines_{0}, accepted_total_{0}, refused_total_{0};
    mutable std::mutex streaming_mutex_;           // guards streaming_, which other engines ask for
    std::set<std::string, std::less<>> streaming_; ///< symbols with a line that its source has taken
    std::atomic<bool> pulse_queued_{false};
    std::shared_ptr<std::atomic<bool>> alive_; ///< sinks and handles that outlive the service look at it
    kit::Pulse pulse_;
};

} // namespace nautilus::marketdata

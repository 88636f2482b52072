#pragma once
// One symbol at one source: what is known of it while it streams. On the market data lane only.

#include "engines/domain/calendar.h"
#include "engines/kit/cache.h"
#include "engines/kit/data_source.h"
#include "engines/kit/json_writer.h"
#include "engines/marketdata/contract/live.h"
#include "engines/marketdata/kernel/order_book.h"
#include "engines/marketdata/kernel/tick_gate.h"

#include <algorithm>
#include <array>
#include <deque>

namespace nautilus::marketdata {

/// Closes of the sessions before, to say how much a price has changed.
struct DailyCloses {
    static constexpr std::int32_t kOldestDays = 10; ///< longer than any time that exchanges were closed
    std::vector<domain::SessionDate> session;       ///< ascending
    std::vector<double> close;
    /// Fills the days that it has none of with another series'.
    void complete(const std::vector<domain::SessionDate>& sessions, const std::vector<double>& closes);
    /// The last close before `day` and not older than `kOldestDays`, or NaN.
    [[nodiscard]] double before(domain::SessionDate day) const;
};

/// Events that the gate refused.
struct RefusedEvent {
    std::string symbol, source;
    Verdict reason = Verdict::Accept;
    domain::MarketEvent event;
};

struct LiveLine {
    LiveLine(FollowedLine who, GateLimits limits);

    FollowedLine about;
    std::uint32_t place = 0; ///< in the cache
    unsigned capabilities = 0;
    bool attached = false; ///< its source has taken the subscription
    bool lost = false;     ///< its source was not connected meanwhile: it must be asked anew
    bool primary = false;  ///< it speaks for its symbol on the market.* topics
    std::string calendar;
    std::int64_t attached_steady_ns = 0;
    std::vector<std::uint64_t> wishes; ///< that hang on it
    /// Of the market.* topics.
    struct Topics {
        std::string data, quotes, trades, order_book, bars;
    };
    const Topics topics;

    TickGate gate;
    OrderBook book;
    std::shared_ptr<const DailyCloses> closes;

    // The day under way, on the clock of the line's exchange; it holds no instant before the first event.
    domain::ExchangeDay day;
    double last_price = domain::kMissing, last_size = domain::kMissing;
    double day_open = domain::kMissing, day_high = domain::kMissing, day_low = domain::kMissing;
    double day_volume = 0;
    double previous_close = domain::kMissing;
    double bid = domain::kMissing, bid_size = domain::kMissing;
    double ask = domain::kMissing, ask_size = domain::kMissing;
    std::int64_t last_event_ns = 0, book_event_ns = 0;
    bool replayed = false, simulated = false;

    // Figures.
    std::int64_t accepted = 0;
    std::array<std::int64_t, kVerdicts> refused{};
    std::int64_t last_heard_steady_ns = 0; ///< 0 = never
    std::array<std::int64_t, 60> per_second{};
    std::int64_t second = 0;      ///< of `per_second`'s newest entry
    double processing_sum_ns = 0; ///< from receipt to acceptance, over `accepted`

    // Waiting to be published.
    std::vector<domain::MarketEvent> batch; ///< accepted in the batch at hand
    std::vector<domain::MarketEvent> trades, bars;
    std::int64_t trades_left_out = 0, bars_left_out = 0; ///< of the message at hand, beyond its bound
    bool changed = false, quote_changed = false, book_changed = false;
    std::int64_t unpublished_since_ns = 0; ///< receipt of the oldest event that no topic has told; 0 = none

    std::vector<std::pair<std::uint64_t, LiveListener>> listeners;

    /// Takes an accepted event in.
    void take(const domain::MarketEvent& event);
    /// Something came within the last minute, or the line has not been open for so long yet.
    [[nodiscard]] bool flows(std::int64_t steady_ns) const {
        constexpr std::int64_t kMinuteNs = 60 * domain::kNsPerSecond;
        return attached && !about.stale &&
               steady_ns - std::max(last_heard_steady_ns, attached_steady_ns) < kMinuteNs;
    }
    /// Counts `n` events heard at this moment.
    void heard(std::int64_t n, std::int64_t steady_ns);
    [[nodiscard]] double eventsPerSecond(std::int64_t steady_ns) const;
    void tellListeners(std::span<const domain::MarketEvent> events) const;

    // The `data` objects of the market.* topics.
    [[nodiscard]] std::string marketData() const;
    [[nodiscard]] std::string quotes() const;
    [[nodiscard]] std::string tradesMessage() const;
    [[nodiscard]] std::string barsMessage() const;
    [[nodiscard]] std::string orderBook(std::size_t levels) const;

private:
    void beginDay(std::int64_t at_ns);
    void takePrice(double price);
    void writeOrigin(kit::JsonWriter& out) const;
};

/// One event as an object of a message: {type, symbol, timestamp, ...}.
void writeEvent(kit::JsonWriter& out, const LiveLine& line, const domain::MarketEvent& event);

} // namespace nautilus::marketdata

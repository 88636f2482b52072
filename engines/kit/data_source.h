#pragma once
// Port: where market data, fundamentals and macro series come from. One object per installed source; the
// market data engine owns none of them, it is given all (DataSources).
//
// Thread: every function may be called from any thread and must not block for longer than a query; answers
// and events come on the source's own threads.

#include "engines/domain/market_event.h"
#include "engines/kit/result.h"
#include "engines/kit/table.h"
#include "engines/kit/value.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace nautilus::kit {

/// What a source can do, as bits.
struct Capability {
    static constexpr unsigned kBars = 1, kQuotes = 2, kTrades = 4, kBook = 8, kFundamentals = 16, kMacro = 32,
                              kSearch = 64, kHistorical = 128, kStreaming = 256;
    /// The bits' names in a spec, in the order of the bits.
    static constexpr std::string_view kNames[] = {"bars",  "quotes", "trades",     "book",     "fundamentals",
                                                  "macro", "search", "historical", "streaming"};
};

struct SourceInfo {
    std::string id;   ///< "replay"
    std::string name; ///< "Replay of stored days"
    unsigned capabilities = 0;
    std::vector<std::string> asset_classes;
    std::string update_frequency; ///< real_time, replay, end_of_day, on_demand
    std::int64_t requests = 0;    ///< budget: so many requests ...
    double per_seconds = 0;       ///< ... in so many seconds; 0 = unbounded
    bool real = true;             ///< false: invented values, shown as such everywhere
};

enum class SourceState { Stopped, Starting, Connected, Degraded, Failed, Disabled };

[[nodiscard]] constexpr std::string_view sourceStateName(SourceState state) {
    constexpr std::string_view kNames[] = {"stopped",  "starting", "connected",
                                           "degraded", "failed",   "disabled"};
    return kNames[static_cast<int>(state)];
}

/// How a source is doing.
struct SourceStatus {
    SourceState state = SourceState::Stopped;
    std::string message; ///< why, when it is not Connected
    std::int64_t crashes = 0;
    std::int64_t requests_left = -1;      ///< of the budget at this moment; -1 = unbounded
    std::vector<std::string> last_errors; ///< newest first, at most ten
};

/// Asks for a stored span of one symbol.
struct HistoryRequest {
    std::string symbol;
    std::string data_type;   ///< bars, trades, quotes, fundamentals, macro
    std::int64_t bar_ns = 0; ///< size of a bar; a day for daily ones
    std::int64_t from_ns = 0;
    std::int64_t to_ns = 0; ///< exclusive
    bool adjusted = false;
};

/// Rows as they came. Bars: closes_at, open, high, low, close, volume; trades: at, price, size; quotes: at,
/// bid, bid_size, ask, ask_size (times as RFC 3339); fundamentals and macro as the catalog's columns.
struct HistoryRows {
    Table rows;
    std::vector<std::string> warnings;
};

/// Takes events in batches, in the order of their arrival; `events` is valid during the call only.
using EventSink = std::function<void(std::span<const domain::MarketEvent> events)>;

/// One symbol of a streaming subscription.
struct LineWish {
    std::uint32_t line = 0; ///< the events' `line`
    std::string symbol;
    std::string dataset;       ///< for sources that read the catalog; empty = any
    unsigned capabilities = 0; ///< Capability::kBars | kQuotes | kTrades | kBook
};

class DataSource {
public:
    virtual ~DataSource() = default;
    [[nodiscard]] virtual const SourceInfo& info() const = 0;
    [[nodiscard]] virtual SourceStatus status() const = 0;

    /// Connects. May go on after it returned: see `status`. Unavailable or InvalidArgument (settings).
    virtual Result<void> start() = 0;
    /// Ends streams and drops what is pending with Cancelled. Nothing arrives afterwards.
    virtual void stop() = 0;

    /// Begins to deliver a line's events to `sink`, which stays the same for the object's life once it was
    /// given. NotFound when the source does not know the symbol, Unsupported for a kind that it lacks.
    virtual Result<void> subscribe(const LineWish& wish, EventSink sink) = 0;
    virtual void unsubscribe(std::uint32_t line) = 0;

    /// `done` runs exactly once, on any thread.
    virtual void history(const HistoryRequest& request, std::function<void(Result<HistoryRows>)> done) = 0;
    /// Symbols that match the text, at most `limit`: symbol, name, asset_class, currency.
    virtual void search(const std::string&, std::int64_t, std::function<void(Result<Table>)> done) {
        done(fail(ErrorCode::Unsupported, "this source has no search"));
    }
    /// Whatever only this source knows: replay's {"do":"speed","value":10}, say. InvalidArgument "/do".
    virtual Result<Value> control(const Value&) {
        return fail(ErrorCode::Unsupported, "this source takes no commands", "/do");
    }
};

/// The settings form of a source: what its spec declares, and the values in force.
struct SourceSettings {
    Value schema; ///< JSON Schema of an object; secrets carry "writeOnly": true
    Value values; ///< secrets are left out
};

/// Port: all installed sources. Any thread.
class DataSources {
public:
    virtual ~DataSources() = default;
    /// In the order of the failover hierarchy.
    [[nodiscard]] virtual std::vector<std::shared_ptr<DataSource>> all() const = 0;
    /// nullptr when there is none.
    [[nodiscard]] virtual std::shared_ptr<DataSource> find(std::string_view id) const = 0;
    /// Plugins that were refused: name of the folder and the reason.
    [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> refused() const = 0;
    /// Takes one request out of the source's budget; TooManyRequests with `retry_after_s`.
    virtual Result<void> spend(std::string_view source_id) = 0;
    /// Order of preference; every id must be installed. Kept across restarts.
    virtual Result<void> reorder(const std::vector<std::string>& ids) = 0;
    virtual Result<SourceSettings> settings(std::string_view source_id) const = 0;
    /// Checks, keeps and applies; every fault with its pointer.
    virtual Result<void> changeSettings(std::string_view source_id, const Value& changes) = 0;
};

} // namespace nautilus::kit

#pragma once
// Port: the last values of every live line, for whoever comes late. Bounded per line, and forgotten after a
// time to live, so that nobody takes an old price for a fresh one.

#include "engines/domain/market_event.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace nautilus::kit {

struct CacheLimits {
    std::size_t ticks = 1'000; ///< trades kept per instrument
    std::size_t quotes = 500;
    std::size_t bars = 200;
    std::int64_t tick_ttl_ns = 300 * domain::kNsPerSecond; ///< trades and quotes
    std::int64_t bar_ttl_ns = 3'600 * domain::kNsPerSecond;
    std::int64_t latest_ttl_ns = 3'600 * domain::kNsPerSecond;
};

/// The latest of each kind; what never came, or is too old, is absent.
struct LatestValues {
    std::optional<domain::MarketEvent> trade, quote, bar;
};

/// Keys are those of the contract: "market:tick:{venue}:{instrument}", "market:quote:...", "market:bar:...",
/// "latest:tick:{venue}:{instrument}", "latest:quote:...", "latest:bar:...". Ages count from the moment of
/// storing, on the steady scale of `now_ns`. One writer at a time per line; readers of any thread.
class Cache {
public:
    virtual ~Cache() = default;
    /// A place for one instrument at one venue; the same pair gives the same place.
    virtual std::uint32_t place(const std::string& venue, const std::string& instrument) = 0;
    /// Keeps events of one place, oldest first; book events are not kept.
    virtual void store(std::uint32_t place, std::span<const domain::MarketEvent> events,
                       std::int64_t now_ns) = 0;
    [[nodiscard]] virtual LatestValues latest(std::uint32_t place, std::int64_t now_ns) const = 0;
    /// The last `most` events of one kind, oldest first.
    [[nodiscard]] virtual std::vector<domain::MarketEvent>
    recent(std::uint32_t place, domain::EventKind kind, std::size_t most, std::int64_t now_ns) const = 0;
    /// Keys that hold something now, sorted.
    [[nodiscard]] virtual std::vector<std::string> keys(std::int64_t now_ns) const = 0;
    [[nodiscard]] virtual std::size_t bytes() const = 0;
};

} // namespace nautilus::kit

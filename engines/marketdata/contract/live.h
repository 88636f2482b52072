#pragma once
// The live side of the market data engine, for engines to the right of it.

#include "engines/domain/instrument.h"
#include "engines/domain/market_event.h"
#include "engines/kit/result.h"
#include "engines/kit/stream.h"

#include <functional>
#include <memory>
#include <span>
#include <string>

namespace nautilus::marketdata {

/// A line that somebody follows.
struct FollowedLine {
    std::uint32_t line = 0;
    std::string symbol;
    std::string source;
    domain::InstrumentId instrument = 0; ///< 0 = the catalog does not know the symbol
    bool stale = false;                  ///< silent when it should speak, or its source is gone
};

/// Accepted events of one line, in order of time; what is poisoned is taken out. No events: the line became
/// stale, or is no longer. Runs on the market data lane and must be short: copy and hand on.
using LiveListener =
    std::function<void(const FollowedLine& line, std::span<const domain::MarketEvent> events)>;

class LiveFeed {
public:
    virtual ~LiveFeed() = default;
    /// Whether a source streams the symbol now, known to the catalog or not. Any thread.
    [[nodiscard]] virtual bool streams(const std::string& symbol) const = 0;
    /// Follows a symbol at the best source that streams it, as long as the handle lives; where none does now,
    /// one is sought for again and again. The listener does not run any more once the handle is gone.
    /// Unavailable when the engine is too busy. Any thread.
    virtual kit::Result<std::unique_ptr<kit::Subscription>> follow(const std::string& symbol,
                                                                   LiveListener listener) = 0;
};

} // namespace nautilus::marketdata

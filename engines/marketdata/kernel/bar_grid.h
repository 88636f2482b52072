#pragma once
// Bars of any length out of trades or smaller bars, aligned to the sessions of an exchange.
//
// NYSE: within a session [open, close] bars count from the open, so that hour bars run 09:30, 10:30 ... and
// the last one is cut by the close; a day is a session. A trade stamped at the close belongs to the last bar;
// what lies outside the session belongs to no bar. No calendar: bars are aligned to UTC, a day is a UTC day.
// Lengths above one day group calendar days from Monday 1970-01-05.

#include "engines/domain/market_event.h"
#include "engines/domain/session_date.h"

#include <optional>
#include <span>
#include <vector>

namespace nautilus::marketdata {

struct BarSlot {
    std::int64_t begin_ns = 0;
    std::int64_t end_ns = 0;
    bool operator==(const BarSlot&) const = default;
};

class BarGrid {
public:
    /// `length_ns` above 0. Lengths of a day and more must be whole days.
    BarGrid(std::int64_t length_ns, bool nyse) : length_ns_(length_ns), nyse_(nyse) {}

    /// The bar that an instant belongs to; nothing outside the sessions.
    [[nodiscard]] std::optional<BarSlot> slotOf(std::int64_t at_ns);
    /// Bars that end within (from_ns, to_ns] if every one of them trades.
    [[nodiscard]] std::int64_t expected(std::int64_t from_ns, std::int64_t to_ns);
    [[nodiscard]] std::int64_t lengthNs() const { return length_ns_; }

private:
    struct Session {
        std::int64_t open_ns = 0, close_ns = 0;
    };
    [[nodiscard]] std::optional<Session> sessionOf(std::int64_t at_ns);

    std::int64_t length_ns_;
    bool nyse_;
    std::optional<std::int32_t> day_; ///< UTC day that `session_` was looked up for
    std::optional<Session> session_;
};

/// One bar on its way. Volume and value are sums in the order of the parts.
struct FormedBar {
    BarSlot slot;
    double open = 0, high = 0, low = 0, close = 0, volume = 0;
    double value = 0; ///< price times size, summed: vwap = value / volume
    std::int64_t parts = 0;
    std::uint32_t origin = 0; ///< of a bar that was stored as it is: the `line` of its event
};

/// Forms bars of one line from events in the order of time; trades and bars not longer than the grid's count,
/// everything else is passed over.
class BarBuilder {
public:
    explicit BarBuilder(BarGrid grid) : grid_(grid) {}

    /// The bar that this event has ended, if it is the first of the next one.
    std::optional<FormedBar> add(const domain::MarketEvent& event);
    /// The bar that is forming.
    [[nodiscard]] const std::optional<FormedBar>& forming() const { return forming_; }
    /// Ends the forming bar.
    std::optional<FormedBar> finish();
    /// Events that lay in no session, or would not fit the grid.
    [[nodiscard]] std::int64_t outside() const { return outside_; }

private:
    void merge(const domain::BarPart& part, double value);

    BarGrid grid_;
    std::optional<FormedBar> forming_;
    std::int64_t outside_ = 0;
};

} // namespace nautilus::marketdata

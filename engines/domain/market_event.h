#pragma once
// What moves while a market is open: trades, quotes, changes of the book, and bars as they close. Small plain
// values, since they travel in batches of thousands from a source to whoever listens.

#include "engines/domain/timestamp.h"

#include <cstdint>
#include <limits>
#include <type_traits>

namespace nautilus::domain {

enum class EventKind : std::uint8_t { Trade, Quote, Book, Bar };
enum class Side : std::uint8_t { Bid, Ask };
enum class BookAction : std::uint8_t { Set, Remove, Clear }; ///< Set: this size stands at this price now

struct TradePart {
    double price;
    double size; ///< shares or contracts
};
/// The best of both sides. A side that the source left out is NaN.
struct QuotePart {
    double bid, bid_size, ask, ask_size;
};
struct BookPart {
    double price;
    double size;
    Side side;
    BookAction action; ///< Clear empties both sides and reads nothing else
};
/// A bar that has just closed; `MarketEvent::event_ns` is its close.
struct BarPart {
    double open, high, low, close, volume;
    std::int64_t length_ns; ///< 60 s = a minute bar; a session's bar has one day
};

/// One event of one line. A line is one symbol at one source, numbered by whoever subscribed.
struct MarketEvent {
    std::int64_t event_ns = 0;   ///< when it happened, as the source says; UTC
    std::int64_t receive_ns = 0; ///< when the source's plugin got it, wall clock; UTC
    std::uint32_t line = 0;
    EventKind kind = EventKind::Trade;
    bool replayed = false; ///< of a stored day: `event_ns` lies in the past by intention
    bool simulated = false;
    bool restarted =
        false; ///< a stored day begins anew or was sought in: time may go back, state begins anew
    union {
        TradePart trade;
        QuotePart quote;
        BookPart book;
        BarPart bar{};
    };

    [[nodiscard]] static MarketEvent ofTrade(std::uint32_t line, std::int64_t at_ns, TradePart part) {
        MarketEvent event;
        event.line = line, event.event_ns = at_ns, event.kind = EventKind::Trade, event.trade = part;
        return event;
    }
    [[nodiscard]] static MarketEvent ofQuote(std::uint32_t line, std::int64_t at_ns, QuotePart part) {
        MarketEvent event;
        event.line = line, event.event_ns = at_ns, event.kind = EventKind::Quote, event.quote = part;
        return event;
    }
    [[nodiscard]] static MarketEvent ofBook(std::uint32_t line, std::int64_t at_ns, BookPart part) {
        MarketEvent event;
        event.line = line, event.event_ns = at_ns, event.kind = EventKind::Book, event.book = part;
        return event;
    }
    [[nodiscard]] static MarketEvent ofBar(std::uint32_t line, std::int64_t at_ns, BarPart part) {
        MarketEvent event;
        event.line = line, event.event_ns = at_ns, event.kind = EventKind::Bar, event.bar = part;
        return event;
    }
};
static_assert(std::is_trivially_copyable_v<MarketEvent>);

} // namespace nautilus::domain

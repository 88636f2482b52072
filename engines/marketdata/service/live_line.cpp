#include "engines/marketdata/service/live_line.h"

#include <algorithm>
#include <cmath>

namespace nautilus::marketdata {

using namespace domain;
using kit::JsonWriter;

namespace {

/// A message of trades or bars holds so many at most.
constexpr std::size_t kMostWaiting = 1'000;

void writeTime(JsonWriter& out, std::string_view key, std::int64_t ns) {
    out.key(key);
    out.string(Timestamp{ns}.rfc3339());
}
void writeNumber(JsonWriter& out, std::string_view key, double value) {
    out.key(key);
    out.number(value);
}
void writeBar(JsonWriter& out, const BarPart& bar) {
    writeNumber(out, "open", bar.open);
    writeNumber(out, "high", bar.high);
    writeNumber(out, "low", bar.low);
    writeNumber(out, "close", bar.close);
    writeNumber(out, "volume", bar.volume);
    writeNumber(out, "seconds", static_cast<double>(bar.length_ns) / static_cast<double>(kNsPerSecond));
}

} // namespace

LiveLine::LiveLine(FollowedLine who, GateLimits limits)
    : about(std::move(who)), topics{"market.data." + about.symbol, "market.quotes." + about.symbol,
                                    "market.trades." + about.symbol, "market.orderbook." + about.symbol,
                                    "market.bars." + about.symbol},
      gate(limits) {}

double DailyCloses::before(SessionDate day) const {
    const auto at = std::ranges::lower_bound(session, day);
    if (at == session.begin()) return kMissing;
    const auto last = static_cast<std::size_t>(at - session.begin()) - 1;
    return session[last].plusDays(kOldestDays) < day ? kMissing : close[last];
}

void DailyCloses::complete(const std::vector<SessionDate>& sessions, const std::vector<double>& closes) {
    DailyCloses out;
    std::size_t mine = 0;
    const auto keep = [&](SessionDate day, double value) {
        out.session.push_back(day);
        out.close.push_back(value);
    };
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        for (; mine < session.size() && session[mine] < sessions[i]; ++mine)
            keep(session[mine], close[mine]);
        if (mine == session.size() || session[mine] != sessions[i]) keep(sessions[i], closes[i]);
    }
    for (; mine < session.size(); ++mine)
        keep(session[mine], close[mine]);
    *this = std::move(out);
}

void LiveLine::beginDay(std::int64_t at_ns) {
    const double seen = last_price; // the last of the day before, where the catalog knows no close
    day = exchangeDayAt(calendar, at_ns);
    day_open = day_high = day_low = kMissing;
    day_volume = 0;
    const double known = closes ? closes->before(day.day) : kMissing;
    previous_close = std::isnan(known) ? seen : known;
}

void LiveLine::takePrice(double price) {
    if (std::isnan(day_open)) day_open = day_high = day_low = price;
    day_high = std::max(day_high, price);
    day_low = std::min(day_low, price);
    last_price = price;
    changed = true;
}

void LiveLine::take(const MarketEvent& event) {
    if (event.restarted) {
        last_price = bid = ask = bid_size = ask_size = kMissing;
        day = {};
        book.clear();
    }
    const auto at_ns = event.kind == EventKind::Bar ? event.event_ns - 1 : event.event_ns;
    if (!day.holds(at_ns)) beginDay(at_ns);
    last_event_ns = event.event_ns;
    replayed = event.replayed;
    simulated = event.simulated;
    switch (event.kind) {
    case EventKind::Trade:
        takePrice(event.trade.price);
        last_size = event.trade.size;
        if (!std::isnan(event.trade.size)) day_volume += event.trade.size;
        if (trades.size() < kMostWaiting)
            trades.push_back(event);
        else
            ++trades_left_out;
        break;
    case EventKind::Bar:
        takePrice(event.bar.high);
        takePrice(event.bar.low);
        takePrice(event.bar.close);
        if (!std::isnan(event.bar.volume)) day_volume += event.bar.volume;
        if (bars.size() < kMostWaiting)
            bars.push_back(event);
        else
            ++bars_left_out;
        break;
    case EventKind::Quote:
        // A source that quotes by exchange sends one side at a time.
        if (!std::isnan(event.quote.bid)) bid = event.quote.bid, bid_size = event.quote.bid_size;
        if (!std::isnan(event.quote.ask)) ask = event.quote.ask, ask_size = event.quote.ask_size;
        changed = quote_changed = true;
        break;
    case EventKind::Book:
        book.apply(event.book);
        book_event_ns = event.event_ns;
        book_changed = true;
        break;
    }
}

void LiveLine::heard(std::int64_t n, std::int64_t steady_ns) {
    last_heard_steady_ns = steady_ns;
    const auto now = steady_ns / kNsPerSecond;
    for (auto at = std::max(second + 1, now - 59); at <= now; ++at)
        per_second[static_cast<std::size_t>(at % 60)] = 0;
    second = std::max(second, now);
    per_second[static_cast<std::size_t>(now % 60)] += n;
}

double LiveLine::eventsPerSecond(std::int64_t steady_ns) const {
    if (last_heard_steady_ns == 0) return kMissing;
    const auto now = steady_ns / kNsPerSecond;
    std::int64_t sum = 0;
    for (auto at = std::max(now - 59, std::int64_t{0}); at <= second; ++at)
        sum += per_second[static_cast<std::size_t>(at % 60)];
    return static_cast<double>(sum) / 60;
}

void LiveLine::tellListeners(std::span<const MarketEvent> events) const {
    for (const auto& [id, listener] : listeners)
        listener(about, events);
}

void LiveLine::writeOrigin(JsonWriter& out) const {
    out.key("source");
    out.string(about.source);
    out.key("replayed");
    out.boolean(replayed);
    out.key("simulated");
    out.boolean(simulated);
    out.key("stale");
    out.boolean(about.stale);
}

std::string LiveLine::marketData() const {
    std::string bytes;
    JsonWriter out(bytes);
    const double change = last_price - previous_close;
    out.beginObject();
    out.key("symbol");
    out.string(about.symbol);
    writeNumber(out, "price", last_price);
    writeNumber(out, "change", change);
    writeNumber(out, "change_percent", previous_close == 0 ? kMissing : change / previous_close);
    writeNumber(out, "volume", day_volume);
    writeNumber(out, "bid", bid);
    writeNumber(out, "ask", ask);
    writeNumber(out, "bid_size", bid_size);
    writeNumber(out, "ask_size", ask_size);
    writeNumber(out, "size", last_size);
    writeNumber(out, "open", day_open);
    writeNumber(out, "high", day_high);
    writeNumber(out, "low", day_low);
    writeNumber(out, "previous_close", previous_close);
    writeTime(out, "event_time", last_event_ns);
    writeOrigin(out);
    out.endObject();
    return bytes;
}

std::string LiveLine::quotes() const {
    std::string bytes;
    JsonWriter out(bytes);
    out.beginObject();
    out.key("symbol");
    out.string(about.symbol);
    writeNumber(out, "bid", bid);
    writeNumber(out, "bid_size", bid_size);
    writeNumber(out, "ask", ask);
    writeNumber(out, "ask_size", ask_size);
    writeTime(out, "event_time", last_event_ns);
    writeOrigin(out);
    out.endObject();
    return bytes;
}

std::string LiveLine::tradesMessage() const {
    std::string bytes;
    JsonWriter out(bytes);
    out.beginObject();
    out.key("symbol");
    out.string(about.symbol);
    out.key("trades");
    out.beginArray();
    for (const auto& each : trades) {
        out.beginObject();
        writeTime(out, "time", each.event_ns);
        writeNumber(out, "price", each.trade.price);
        writeNumber(out, "size", each.trade.size);
        out.endObject();
    }
    out.endArray();
    out.key("left_out");
    out.integer(trades_left_out);
    writeOrigin(out);
    out.endObject();
    return bytes;
}

std::string LiveLine::barsMessage() const {
    std::string bytes;
    JsonWriter out(bytes);
    out.beginObject();
    out.key("symbol");
    out.string(about.symbol);
    out.key("bars");
    out.beginArray();
    for (const auto& each : bars) {
        out.beginObject();
        writeTime(out, "closes_at", each.event_ns);
        writeBar(out, each.bar);
        out.endObject();
    }
    out.endArray();
    out.key("left_out");
    out.integer(bars_left_out);
    writeOrigin(out);
    out.endObject();
    return bytes;
}

std::string LiveLine::orderBook(std::size_t levels) const {
    std::string bytes;
    JsonWriter out(bytes);
    const auto side = [&](std::string_view key, std::span<const BookLevel> all) {
        out.key(key);
        out.beginArray();
        for (const auto& level : all.first(std::min(levels, all.size()))) {
            out.beginArray();
            out.number(level.price);
            out.number(level.size);
            out.endArray();
        }
        out.endArray();
    };
    out.beginObject();
    out.key("symbol");
    out.string(about.symbol);
    side("bids", book.bids());
    side("asks", book.asks());
    out.key("crossed");
    out.boolean(book.crossed());
    writeTime(out, "event_time", book_event_ns);
    writeOrigin(out);
    out.endObject();
    return bytes;
}

void writeEvent(JsonWriter& out, const LiveLine& line, const MarketEvent& event) {
    constexpr std::string_view kTypes[] = {"trade", "quote", "book", "bar"};
    out.beginObject();
    out.key("type");
    out.string(kTypes[static_cast<int>(event.kind)]);
    out.key("symbol");
    out.string(line.about.symbol);
    writeTime(out, "timestamp", event.event_ns);
    switch (event.kind) {
    case EventKind::Trade:
        writeNumber(out, "price", event.trade.price);
        writeNumber(out, "size", event.trade.size);
        break;
    case EventKind::Quote:
        writeNumber(out, "bid", event.quote.bid);
        writeNumber(out, "bid_size", event.quote.bid_size);
        writeNumber(out, "ask", event.quote.ask);
        writeNumber(out, "ask_size", event.quote.ask_size);
        break;
    case EventKind::Bar:
        writeBar(out, event.bar);
        break;
    case EventKind::Book: {
        constexpr std::string_view kActions[] = {"set", "remove", "clear"};
        out.key("action");
        out.string(kActions[static_cast<int>(event.book.action)]);
        if (event.book.action == BookAction::Clear) break;
        out.key("side");
        out.string(event.book.side == Side::Bid ? "bid" : "ask");
        writeNumber(out, "price", event.book.price);
        writeNumber(out, "size", event.book.size);
        break;
    }
    }
    out.key("source");
    out.string(line.about.source);
    if (event.replayed) {
        out.key("replayed");
        out.boolean(true);
    }
    if (event.simulated) {
        out.key("simulated");
        out.boolean(true);
    }
    out.endObject();
}

} // namespace nautilus::marketdata

// Subscriptions, and reads of the last values.

#include "engines/domain/calendar.h"
#include "engines/marketdata/service/live_desk.h"

#include <algorithm>
#include <cmath>

namespace nautilus::marketdata {

using domain::EventKind;
using domain::MarketEvent;
using domain::Timestamp;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;

namespace {

std::string timeOf(std::int64_t ns) {
    return ns == 0 ? std::string() : Timestamp{ns}.rfc3339();
}

/// Values of the kind, as columns of their own.
struct EventColumns {
    Table::Texts time;
    Table::Numbers a, b, c, d, e;
    void add(const MarketEvent& event) {
        time.push_back(Timestamp{event.event_ns}.rfc3339());
        switch (event.kind) {
        case EventKind::Trade:
            return add(event.trade.price, event.trade.size);
        case EventKind::Quote:
            return add(event.quote.bid, event.quote.bid_size, event.quote.ask, event.quote.ask_size);
        case EventKind::Bar:
            return add(event.bar.open, event.bar.high, event.bar.low, event.bar.close, event.bar.volume);
        case EventKind::Book:
            return add(event.book.price, event.book.size);
        }
    }
    void add(double v, double w, double x = domain::kMissing, double y = domain::kMissing,
             double z = domain::kMissing) {
        a.push_back(v), b.push_back(w), c.push_back(x), d.push_back(y), e.push_back(z);
    }
    [[nodiscard]] Table table(EventKind kind) {
        Table out;
        out.add("time", std::move(time));
        const auto name = [&](std::initializer_list<const char*> names) {
            Table::Numbers* columns[] = {&a, &b, &c, &d, &e};
            std::size_t at = 0;
            for (const auto* each : names)
                out.add(each, std::move(*columns[at++]));
        };
        if (kind == EventKind::Quote)
            name({"bid", "bid_size", "ask", "ask_size"});
        else if (kind == EventKind::Bar)
            name({"open", "high", "low", "close", "volume"});
        else
            name({"price", "size"});
        return out;
    }
};

/// The last session that was over at that instant: New York's by its calendar, else the UTC day before.
std::string lastClosedSession(const std::string& calendar, std::int64_t at_ns) {
    if (at_ns == 0) return {};
    if (calendar == domain::NyseCalendar::kName)
        return domain::NyseCalendar::lastClosed(Timestamp{at_ns}).iso();
    return domain::exchangeDayAt(calendar, at_ns).day.plusDays(-1).iso();
}

} // namespace

SubscriptionView LiveDesk::viewOf(const LiveSubscription& subscription) const {
    auto view = subscription.view();
    const auto steady_ns = parts_.live.clock().steadyNs();
    for (const auto& line : parts_.live.lines())
        if (line && line->flows(steady_ns))
            view.data_streams_active += std::ranges::any_of(subscription.wishes, [&](auto wish) {
                return std::ranges::find(line->wishes, wish) != line->wishes.end();
            });
    return view;
}

Result<SubscribeResult> LiveDesk::subscribe(const SubscribeRequest& request, Call& call) {
    auto& live = parts_.live;
    if (live.subscriptions().size() >= live.limits().most_subscriptions)
        return fail(ErrorCode::TooManyRequests, "there are too many subscriptions; end one first");
    for (std::size_t i = 0; i < request.sources.size(); ++i)
        if (!live.sources().find(request.sources[i]))
            call.warn("source_not_installed", "/sources/" + std::to_string(i),
                      "the source " + request.sources[i] + " is not installed; the others are asked");
    auto wanted = request;
    std::ranges::sort(wanted.symbols);
    const auto [first, last] = std::ranges::unique(wanted.symbols);
    wanted.symbols.erase(first, last);
    const auto& made = live.subscribe(wanted);
    SubscribeResult out;
    out.subscription_id = made.id();
    out.symbols_subscribed = static_cast<std::int64_t>(wanted.symbols.size());
    double rate = 0;
    std::string silent;
    for (std::size_t i = 0; i < wanted.symbols.size(); ++i) {
        const auto* line = live.lineOfWish(made.wishes[i]);
        if (!line) {
            call.warn("no_stream", "/data/data_streams_active",
                      "no source streams " + wanted.symbols[i] + " now; it begins when one does");
            continue;
        }
        if (!line->attached || line->flows(live.clock().steadyNs())) // or it is being opened now
            ++out.data_streams_active;
        else
            silent += (silent.empty() ? "" : ", ") + wanted.symbols[i];
        out.sources_used[wanted.symbols[i]] = line->about.source;
        if (const double each = line->eventsPerSecond(live.clock().steadyNs()); !std::isnan(each))
            rate += each;
        if (line->simulated) call.warn("simulated", "/data/sources_used", "these values are invented");
    }
    if (!silent.empty())
        call.warn("silent", "/data/data_streams_active",
                  "nothing came of these symbols in the last minute: " + silent);
    out.estimated_messages_per_second = rate > 0 ? rate : domain::kMissing;
    if (rate == 0)
        call.warn("not_measured_yet", "/data/estimated_messages_per_second", "nothing has come in so far");
    out.websocket_endpoint = parts_.websocket_address() + "/ws/marketdata/" + made.id();
    return out;
}

Result<SubscriptionList> LiveDesk::subscriptions(const kit::Nothing&, Call&) {
    SubscriptionList out;
    for (const auto& [id, each] : parts_.live.subscriptions())
        out.subscriptions.push_back(viewOf(*each));
    return out;
}

Result<SubscriptionView> LiveDesk::subscription(const SubscriptionName& request, Call&) {
    const auto* found = parts_.live.subscription(request.subscription_id);
    if (!found) return fail(ErrorCode::NotFound, "there is no such subscription", "/subscription_id");
    return viewOf(*found);
}

Result<SubscriptionView> LiveDesk::unsubscribe(const SubscriptionName& request, Call& call) {
    auto view = subscription(request, call);
    if (view) parts_.live.unsubscribe(request.subscription_id);
    return view;
}

Result<Table> LiveDesk::snapshot(const SymbolsRequest& request, Call& call) {
    std::vector<const LiveLine*> lines;
    if (request.symbols.empty()) {
        for (const auto& line : parts_.live.lines())
            if (line && line->primary) lines.push_back(line.get());
        std::ranges::sort(lines, {}, [](const auto* line) { return std::string_view(line->about.symbol); });
    }
    for (std::size_t i = 0; i < request.symbols.size(); ++i)
        if (const auto* line = parts_.live.lineOf(request.symbols[i]))
            lines.push_back(line);
        else
            call.warn("not_followed", "/symbols/" + std::to_string(i),
                      request.symbols[i] + " is not followed now; subscribe to it");
    Table::Texts symbol, source, time, closed;
    Table::Numbers price, change, percent, volume, bid, bid_size, ask, ask_size, open, high, low, before,
        rate;
    Table::Flags replayed, simulated, stale;
    for (const auto* line : lines) {
        symbol.push_back(line->about.symbol);
        price.push_back(line->last_price);
        change.push_back(line->last_price - line->previous_close);
        percent.push_back(line->last_price / line->previous_close - 1);
        // Before the first trade of the day there is none, which is not a volume of 0.
        volume.push_back(std::isnan(line->day_open) ? domain::kMissing : line->day_volume);
        bid.push_back(line->bid);
        bid_size.push_back(line->bid_size);
        ask.push_back(line->ask);
        ask_size.push_back(line->ask_size);
        open.push_back(line->day_open);
        high.push_back(line->day_high);
        low.push_back(line->day_low);
        before.push_back(line->previous_close);
        time.push_back(timeOf(line->last_event_ns));
        closed.push_back(lastClosedSession(line->calendar, line->last_event_ns));
        source.push_back(line->about.source);
        rate.push_back(line->eventsPerSecond(parts_.live.clock().steadyNs()));
        replayed.push_back(line->replayed);
        simulated.push_back(line->simulated);
        stale.push_back(line->about.stale);
    }
    Table table;
    table.add("symbol", std::move(symbol));
    table.add("price", std::move(price));
    table.add("change", std::move(change));
    table.add("change_percent", std::move(percent));
    table.add("volume", std::move(volume));
    table.add("bid", std::move(bid));
    table.add("bid_size", std::move(bid_size));
    table.add("ask", std::move(ask));
    table.add("ask_size", std::move(ask_size));
    table.add("open", std::move(open));
    table.add("high", std::move(high));
    table.add("low", std::move(low));
    table.add("previous_close", std::move(before));
    table.add("event_time", std::move(time));
    table.add("closed_session", std::move(closed));
    table.add("events_per_second", std::move(rate));
    table.add("source", std::move(source));
    table.add("replayed", std::move(replayed));
    table.add("simulated", std::move(simulated));
    table.add("stale", std::move(stale));
    return table;
}

Result<Table> LiveDesk::recent(const RecentRequest& request, Call& call) {
    const auto kind = request.kind == "trades"   ? EventKind::Trade
                      : request.kind == "quotes" ? EventKind::Quote
                                                 : EventKind::Bar;
    EventColumns columns;
    if (const auto* line = parts_.live.lineOf(request.symbol)) {
        for (const auto& event : parts_.live.cache().recent(
                 line->place, kind, static_cast<std::size_t>(request.limit), parts_.live.clock().steadyNs()))
            columns.add(event);
        call.method("source", line->about.source);
    } else {
        call.warn("not_followed", "/symbol", request.symbol + " is not followed now; subscribe to it");
    }
    return columns.table(kind);
}

Result<BookView> LiveDesk::orderBook(const SymbolName& request, Call& call) {
    const auto* line = parts_.live.lineOf(request.symbol);
    if (!line)
        return fail(ErrorCode::NotFound, request.symbol + " is not followed now; subscribe to it", "/symbol");
    BookView out;
    out.symbol = line->about.symbol;
    out.source = line->about.source;
    out.stale = line->about.stale;
    if (line->book.empty()) {
        call.method("levels", "the best of both sides, from quotes: this source gives no depth");
        if (!std::isnan(line->bid)) out.bids.push_back({line->bid, line->bid_size});
        if (!std::isnan(line->ask)) out.asks.push_back({line->ask, line->ask_size});
        out.timestamp = timeOf(line->last_event_ns);
        return out;
    }
    for (const auto& level : line->book.bids())
        out.bids.push_back({level.price, level.size});
    for (const auto& level : line->book.asks())
        out.asks.push_back({level.price, level.size});
    out.crossed = line->book.crossed();
    out.timestamp = timeOf(line->book_event_ns);
    return out;
}

Result<Table> LiveDesk::refused(const kit::Nothing&, Call&) {
    constexpr const char* kKinds[] = {"trade", "quote", "book", "bar"};
    Table::Texts symbol, source, reason, kind, happened, received;
    Table::Numbers value;
    for (const auto& each : parts_.live.refused()) {
        const auto& event = each.event;
        symbol.push_back(each.symbol);
        source.push_back(each.source);
        reason.emplace_back(verdictName(each.reason));
        kind.emplace_back(kKinds[static_cast<int>(event.kind)]);
        happened.push_back(timeOf(event.event_ns));
        received.push_back(timeOf(event.receive_ns));
        value.push_back(event.kind == EventKind::Trade   ? event.trade.price
                        : event.kind == EventKind::Quote ? event.quote.bid
                        : event.kind == EventKind::Bar   ? event.bar.close
                                                         : event.book.price);
    }
    Table table;
    table.add("symbol", std::move(symbol));
    table.add("source", std::move(source));
    table.add("reason", std::move(reason));
    table.add("kind", std::move(kind));
    table.add("value", std::move(value));
    table.add("event_time", std::move(happened));
    table.add("receive_time", std::move(received));
    return table;
}

Result<std::vector<std::string>> LiveDesk::cacheKeys(const kit::Nothing&, Call&) {
    return parts_.live.cache().keys(parts_.live.clock().steadyNs());
}

} // namespace nautilus::marketdata

#include "engines/marketdata/service/live_subscription.h"

#include <algorithm>
#include <cmath>

namespace nautilus::marketdata {

using domain::EventKind;
using domain::MarketEvent;
using kit::Capability;

namespace {

unsigned bitsOf(const std::vector<std::string>& data_types) {
    unsigned bits = 0;
    for (const auto& type : data_types) {
        if (type == "trades")
            bits |= Capability::kTrades;
        else if (type == "bars")
            bits |= Capability::kBars;
        else if (type == "level2" || type == "orderbook")
            bits |= Capability::kBook;
        else
            bits |= Capability::kQuotes;
    }
    return bits;
}

constexpr unsigned bitOf(EventKind kind) {
    constexpr unsigned kBits[] = {Capability::kTrades, Capability::kQuotes, Capability::kBook,
                                  Capability::kBars};
    return kBits[static_cast<int>(kind)];
}

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool sameValues(const MarketEvent& a, const MarketEvent& b) {
    switch (a.kind) {
    case EventKind::Trade:
        return a.trade.price == b.trade.price && same(a.trade.size, b.trade.size);
    case EventKind::Quote:
        return same(a.quote.bid, b.quote.bid) && same(a.quote.ask, b.quote.ask) &&
               same(a.quote.bid_size, b.quote.bid_size) && same(a.quote.ask_size, b.quote.ask_size);
    case EventKind::Book:
        return false; // every change counts
    case EventKind::Bar:
        return a.event_ns == b.event_ns && a.bar.close == b.bar.close && same(a.bar.volume, b.bar.volume);
    }
    return false;
}

/// How far a price has moved between two events of one kind; the larger of the two sides of a quote.
double priceChange(const MarketEvent& a, const MarketEvent& b) {
    const auto moved = [](double x, double y) {
        if (std::isnan(x) && std::isnan(y)) return 0.0;
        return std::isnan(x) || std::isnan(y) ? HUGE_VAL : std::fabs(x - y);
    };
    switch (a.kind) {
    case EventKind::Trade:
        return moved(a.trade.price, b.trade.price);
    case EventKind::Quote:
        return std::max(moved(a.quote.bid, b.quote.bid), moved(a.quote.ask, b.quote.ask));
    case EventKind::Bar:
        return moved(a.bar.close, b.bar.close);
    case EventKind::Book:
        return HUGE_VAL;
    }
    return HUGE_VAL;
}

/// What trading an event stands for; for a quote, by how much what is on offer has changed.
double volumeOf(const MarketEvent& last, const MarketEvent& event) {
    const auto known = [](double x) { return std::isnan(x) ? 0.0 : x; };
    switch (event.kind) {
    case EventKind::Trade:
        return known(event.trade.size);
    case EventKind::Bar:
        return known(event.bar.volume);
    case EventKind::Quote:
        return std::fabs(known(event.quote.bid_size) - known(last.quote.bid_size)) +
               std::fabs(known(event.quote.ask_size) - known(last.quote.ask_size));
    case EventKind::Book:
        return HUGE_VAL;
    }
    return 0;
}

} // namespace

LiveSubscription::LiveSubscription(std::string id, SubscribeRequest request)
    : id_(std::move(id)), request_(std::move(request)), capabilities_(bitsOf(request_.data_types)) {}

bool LiveSubscription::passes(Last& last, const MarketEvent& event) const {
    if (!last.any || event.restarted) return true;
    if (request_.delivery_config.deduplicate && sameValues(last.event, event)) return false;
    const double price = request_.filters.min_price_change, volume = request_.filters.min_volume_change;
    // A quote's change of size counts from the last one sent; trades add up.
    const double traded = volumeOf(last.event, event) + (event.kind == EventKind::Quote ? 0 : last.volume);
    if (event.kind != EventKind::Quote) last.volume = traded;
    if (price <= 0 && volume <= 0) return true;
    return (price > 0 && priceChange(last.event, event) >= price) || (volume > 0 && traded >= volume);
}

void LiveSubscription::take(const LiveLine& line, std::span<const MarketEvent> events,
                            std::int64_t steady_ns) {
    for (const auto& event : events) {
        // Where a source has bars alone, they stand for the trades and quotes that were asked for.
        const bool wanted = (capabilities_ & bitOf(event.kind)) != 0 ||
                            (event.kind == EventKind::Bar && (line.capabilities & ~Capability::kBars) == 0);
        if (!wanted) continue;
        auto& last = last_[{line.about.line, static_cast<int>(event.kind)}];
        if (!passes(last, event)) {
            ++filtered_;
            continue;
        }
        last = {true, event, 0};
        if (waiting_.empty()) waiting_since_ns_ = steady_ns;
        kit::JsonWriter out(waiting_.emplace_back());
        writeEvent(out, line, event);
    }
}

void LiveSubscription::flush(kit::Stream& stream, std::int64_t steady_ns) {
    const auto batch = static_cast<std::size_t>(request_.delivery_config.batch_size);
    const auto most_ns = static_cast<std::int64_t>(request_.delivery_config.max_latency_ms * 1e6);
    const bool late = !waiting_.empty() && steady_ns - waiting_since_ns_ >= most_ns;
    std::size_t at = 0;
    while (at < waiting_.size() && (waiting_.size() - at >= batch || late)) {
        const auto end = std::min(at + batch, waiting_.size());
        std::string message = "[";
        for (auto i = at; i < end; ++i) {
            if (i > at) message += ',';
            message += waiting_[i];
        }
        message += ']';
        stream.publish(topic(), std::move(message), "marketdata");
        ++messages_;
        sent_ += static_cast<std::int64_t>(end - at);
        at = end;
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(at));
    if (at > 0) waiting_since_ns_ = steady_ns;
}

SubscriptionView LiveSubscription::view() const {
    SubscriptionView out;
    out.subscription_id = id_;
    out.symbols = request_.symbols;
    out.data_types = request_.data_types;
    out.events_sent = sent_;
    out.events_filtered = filtered_;
    out.messages_sent = messages_;
    return out;
}

} // namespace nautilus::marketdata

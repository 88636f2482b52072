#include "app/runtime/memory_cache.h"

#include <algorithm>

namespace nautilus::runtime {

using domain::EventKind;
using domain::MarketEvent;

void MemoryCache::Ring::store(const MarketEvent& event, std::size_t most) {
    if (events.size() < most) {
        events.push_back(event);
    } else {
        events[next] = event;
        next = next + 1 == most ? 0 : next + 1;
    }
    ++stored;
}

void MemoryCache::Ring::stamp(std::int64_t now_ns) {
    const auto done = runs.empty() ? 0 : runs.back().end;
    if (stored == done) return;
    runs.push_back({stored, now_ns});
    while (runs.front().end + events.size() <= stored)
        runs.pop_front(); // none of its events is left
}

std::size_t MemoryCache::Ring::fresh(std::int64_t now_ns, std::int64_t ttl_ns) const {
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (now_ns - runs[i].stored_ns <= ttl_ns) {
            const auto first = i == 0 ? 0 : runs[i - 1].end;
            return std::min(static_cast<std::size_t>(stored - first), events.size());
        }
    return 0;
}

const MarketEvent& MemoryCache::Ring::newest(std::size_t back) const {
    const auto size = events.size();
    return events[(next + 2 * size - 1 - back) % size];
}

std::uint32_t MemoryCache::place(const std::string& venue, const std::string& instrument) {
    const std::scoped_lock lock(mutex_);
    const auto [found, fresh] =
        by_name_.try_emplace({venue, instrument}, static_cast<std::uint32_t>(places_.size()));
    if (fresh) {
        auto& made = places_.emplace_back();
        made.venue = venue;
        made.instrument = instrument;
    }
    return found->second;
}

MemoryCache::Place* MemoryCache::at(std::uint32_t place) const {
    const std::scoped_lock lock(mutex_);
    return place < places_.size() ? const_cast<Place*>(&places_[place]) : nullptr;
}

MemoryCache::Ring* MemoryCache::ringOf(Place& place, EventKind kind) {
    switch (kind) {
    case EventKind::Trade:
        return &place.trades;
    case EventKind::Quote:
        return &place.quotes;
    case EventKind::Bar:
        return &place.bars;
    case EventKind::Book:
        return nullptr;
    }
    return nullptr;
}

std::size_t MemoryCache::mostOf(EventKind kind) const {
    return kind == EventKind::Trade   ? limits_.ticks
           : kind == EventKind::Quote ? limits_.quotes
                                      : limits_.bars;
}

std::int64_t MemoryCache::ttlOf(EventKind kind) const {
    return kind == EventKind::Bar ? limits_.bar_ttl_ns : limits_.tick_ttl_ns;
}

void MemoryCache::store(std::uint32_t place, std::span<const MarketEvent> events, std::int64_t now_ns) {
    auto* kept = at(place);
    if (!kept) return;
    const std::scoped_lock lock(kept->mutex);
    for (const auto& event : events)
        if (auto* ring = ringOf(*kept, event.kind)) ring->store(event, mostOf(event.kind));
    for (auto* ring : {&kept->trades, &kept->quotes, &kept->bars})
        ring->stamp(now_ns);
}

kit::LatestValues MemoryCache::latest(std::uint32_t place, std::int64_t now_ns) const {
    kit::LatestValues out;
    const auto* kept = at(place);
    if (!kept) return out;
    const std::scoped_lock lock(kept->mutex);
    const auto newest = [&](const Ring& ring) {
        return ring.fresh(now_ns, limits_.latest_ttl_ns) > 0 ? std::optional(ring.newest(0)) : std::nullopt;
    };
    out.trade = newest(kept->trades);
    out.quote = newest(kept->quotes);
    out.bar = newest(kept->bars);
    return out;
}

std::vector<MarketEvent> MemoryCache::recent(std::uint32_t place, EventKind kind, std::size_t most,
                                             std::int64_t now_ns) const {
    std::vector<MarketEvent> out;
    auto* kept = at(place);
    const auto* ring = kept ? ringOf(*kept, kind) : nullptr;
    if (!ring) return out;
    const std::scoped_lock lock(kept->mutex);
    const auto count = std::min(most, ring->fresh(now_ns, ttlOf(kind)));
    out.reserve(count);
    for (auto back = count; back > 0; --back)
        out.push_back(ring->newest(back - 1));
    return out;
}

std::vector<std::string> MemoryCache::keys(std::int64_t now_ns) const {
    std::vector<std::string> out;
    const std::scoped_lock lock(mutex_);
    for (const auto& place : places_) {
        const std::scoped_lock inner(place.mutex);
        const auto name = ":" + place.venue + ":" + place.instrument;
        const auto add = [&](const char* kind, const Ring& ring, std::int64_t ttl_ns) {
            if (ring.fresh(now_ns, ttl_ns) > 0) out.push_back(std::string("market:") + kind + name);
            if (ring.fresh(now_ns, limits_.latest_ttl_ns) > 0)
                out.push_back(std::string("latest:") + kind + name);
        };
        add("tick", place.trades, limits_.tick_ttl_ns);
        add("quote", place.quotes, limits_.tick_ttl_ns);
        add("bar", place.bars, limits_.bar_ttl_ns);
    }
    std::ranges::sort(out);
    return out;
}

std::size_t MemoryCache::bytes() const {
    std::size_t sum = 0;
    const std::scoped_lock lock(mutex_);
    for (const auto& place : places_) {
        const std::scoped_lock inner(place.mutex);
        for (const auto* ring : {&place.trades, &place.quotes, &place.bars})
            sum += ring->events.capacity() * sizeof(MarketEvent) + ring->runs.size() * sizeof(Ring::Run);
        sum += sizeof place;
    }
    return sum;
}

} // namespace nautilus::runtime

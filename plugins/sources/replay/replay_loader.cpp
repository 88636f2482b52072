#include "plugins/sources/replay/replay_loader.h"

#include "engines/domain/calendar.h"

#include <algorithm>
#include <cmath>

namespace nautilus::sources {

using domain::MarketEvent;
using domain::SessionDate;
using kit::Capability;
using kit::ErrorCode;
using kit::Result;

namespace {

constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;

std::int64_t startOf(SessionDate day) {
    return static_cast<std::int64_t>(day.days) * kDayNs;
}

/// The day in the line's zone that an instant belongs to. New York in summer is an hour ahead of what is
/// reckoned here: the hour after midnight gives the day before, which has nothing, and the next is looked at.
SessionDate dayOf(std::int64_t at_ns, const std::string& zone) {
    const auto shifted = zone == "UTC" ? at_ns : at_ns - 5 * 3'600 * domain::kNsPerSecond;
    return SessionDate{
        static_cast<std::int32_t>(shifted >= 0 ? shifted / kDayNs : (shifted + 1) / kDayNs - 1)};
}

std::int64_t closeOf(SessionDate session, bool sessions) {
    if (sessions && domain::NyseCalendar::isSession(session)) return domain::NyseCalendar::close(session).ns;
    return startOf(session.plusDays(1));
}

bool overlaps(const kit::BarSpan& span, SessionDate from, SessionDate to) {
    return span.first <= to && span.last >= from;
}

} // namespace

Result<std::map<domain::InstrumentId, kit::BarSpan>> ReplayLoader::spans() {
    const std::scoped_lock lock(mutex_);
    const auto epoch = catalog_.epoch();
    if (spans_epoch_ == epoch) return spans_;
    const auto found = catalog_.barSpans();
    if (!found) return kit::failAs(found);
    spans_.clear();
    for (const auto& span : *found)
        spans_[span.id] = span;
    spans_epoch_ = epoch;
    return spans_;
}

Result<ReplayLine> ReplayLoader::find(const kit::LineWish& wish, const std::string& dataset) {
    constexpr unsigned kAll = Capability::kBars | Capability::kQuotes | Capability::kTrades;
    if (wish.capabilities != 0 && (wish.capabilities & kAll) == 0)
        return kit::fail(ErrorCode::Unsupported, "a replay has bars, quotes and trades only",
                         "/capabilities");
    const auto directory = directories_.now();
    if (!directory) return kit::failAs(directory);
    const auto candidates =
        (*directory)->candidates(wish.symbol, wish.dataset.empty() ? dataset : wish.dataset);
    if (candidates.empty())
        return kit::fail(ErrorCode::NotFound, "the catalog does not know " + wish.symbol, "/symbol");
    ReplayLine line;
    line.line = wish.line;
    line.symbol = wish.symbol;
    line.kinds = wish.capabilities == 0 ? kAll : wish.capabilities & kAll;
    if (auto done = findTimed(candidates, line); !done) return kit::failAs(done);
    if (line.timed == 0)
        if (auto done = findDaily(candidates, line); !done) return kit::failAs(done);
    if (line.timed == 0 && line.daily == 0)
        return kit::fail(ErrorCode::NotFound, "nothing of that kind is stored of " + wish.symbol, "/symbol");
    return line;
}

Result<void> ReplayLoader::findTimed(const std::vector<const domain::Instrument*>& candidates,
                                     ReplayLine& line) {
    for (const auto* instrument : candidates) {
        const std::string zone =
            instrument->calendar == domain::NyseCalendar::kName ? "America/New_York" : "UTC";
        bool found = false;
        if ((line.kinds & (Capability::kTrades | Capability::kQuotes)) != 0) {
            const auto ticks =
                catalog_.ticks({instrument->id, domain::kBeginningOfTime, domain::kEndOfTime, zone, 1});
            if (ticks)
                found = !ticks->at_ns.empty();
            else if (ticks.error().front().code != ErrorCode::Unsupported)
                return kit::failAs(ticks);
        }
        if ((line.kinds & Capability::kBars) != 0) {
            const auto sizes = catalog_.barSizes(instrument->id);
            if (!sizes) return kit::failAs(sizes);
            line.sizes = *sizes;
            found = found || !sizes->empty();
        }
        if (!found) continue;
        line.timed = instrument->id;
        line.zone = zone;
        return {};
    }
    return {};
}

Result<void> ReplayLoader::findDaily(const std::vector<const domain::Instrument*>& candidates,
                                     ReplayLine& line) {
    if ((line.kinds & Capability::kBars) == 0) return {};
    const auto known = spans();
    if (!known) return kit::failAs(known);
    for (const auto* instrument : candidates) {
        if (!known->contains(instrument->id)) continue;
        line.daily = instrument->id;
        line.sessions = instrument->calendar == domain::NyseCalendar::kName;
        return {};
    }
    return {};
}

Result<std::optional<SessionDate>> ReplayLoader::nextDay(const std::vector<ReplayLine>& lines,
                                                         SessionDate from, SessionDate to) {
    std::optional<SessionDate> best;
    const auto offer = [&](std::int64_t at_ns, const std::string& zone) {
        const auto day = std::max(from, dayOf(at_ns, zone));
        if (day <= to && (!best || day < *best)) best = day;
    };
    for (const auto& line : lines) {
        if (line.timed == 0) continue;
        const kit::SeriesQuery query{line.timed, from, to, line.zone, 1};
        if ((line.kinds & (Capability::kTrades | Capability::kQuotes)) != 0) {
            const auto ticks = catalog_.ticks(query);
            if (!ticks) return kit::failAs(ticks);
            if (!ticks->at_ns.empty()) offer(ticks->at_ns.front(), line.zone);
        }
        for (const auto size : line.sizes) {
            const auto bars = catalog_.sizedBars(query, size);
            if (!bars) return kit::failAs(bars);
            if (!bars->closes_at_ns.empty()) offer(bars->closes_at_ns.front() - 1, line.zone);
        }
    }
    return best;
}

Result<void> ReplayLoader::addTicks(const ReplayLine& line, SessionDate day, std::vector<MarketEvent>& out) {
    const auto ticks = catalog_.ticks({line.timed, day, day, line.zone, 0});
    if (!ticks) return kit::failAs(ticks);
    const bool trades = (line.kinds & Capability::kTrades) != 0,
               quotes = (line.kinds & Capability::kQuotes) != 0;
    out.reserve(out.size() + ticks->at_ns.size());
    for (std::size_t i = 0; i < ticks->at_ns.size(); ++i) {
        const bool is_trade = !std::isnan(ticks->price[i]);
        if (is_trade && trades)
            out.push_back(
                MarketEvent::ofTrade(line.line, ticks->at_ns[i], {ticks->price[i], ticks->size[i]}));
        if (!is_trade && quotes)
            out.push_back(
                MarketEvent::ofQuote(line.line, ticks->at_ns[i],
                                     {ticks->bid[i], ticks->bid_size[i], ticks->ask[i], ticks->ask_size[i]}));
    }
    return {};
}

Result<void> ReplayLoader::addBars(const ReplayLine& line, SessionDate day, std::vector<MarketEvent>& out) {
    for (const auto size : line.sizes) {
        const auto bars = catalog_.sizedBars({line.timed, day, day, line.zone, 0}, size);
        if (!bars) return kit::failAs(bars);
        for (std::size_t i = 0; i < bars->closes_at_ns.size(); ++i)
            out.push_back(MarketEvent::ofBar(
                line.line, bars->closes_at_ns[i],
                {bars->open[i], bars->high[i], bars->low[i], bars->close[i], bars->volume[i], size}));
    }
    return {};
}

Result<ReplayStretch> ReplayLoader::day(const std::vector<ReplayLine>& lines, SessionDate day) {
    ReplayStretch out;
    for (const auto& line : lines) {
        if (line.timed == 0) continue;
        if ((line.kinds & (Capability::kTrades | Capability::kQuotes)) != 0)
            if (auto done = addTicks(line, day, out.events); !done) return kit::failAs(done);
        if (auto done = addBars(line, day, out.events); !done) return kit::failAs(done);
    }
    std::ranges::stable_sort(out.events, {}, &MarketEvent::event_ns);
    out.pace_ns.reserve(out.events.size());
    for (auto& event : out.events) {
        event.replayed = true;
        out.pace_ns.push_back(event.event_ns - out.events.front().event_ns);
    }
    return out;
}

Result<ReplayStretch> ReplayLoader::sessions(const std::vector<ReplayLine>& lines,
                                             std::optional<SessionDate> from, std::optional<SessionDate> to,
                                             std::int64_t session_ns) {
    const auto known = spans();
    if (!known) return kit::failAs(known);
    std::multimap<domain::InstrumentId, const ReplayLine*> wanted;
    auto last = domain::kBeginningOfTime;
    for (const auto& line : lines)
        if (const auto span = known->find(line.daily); line.daily != 0 && span != known->end()) {
            wanted.emplace(line.daily, &line);
            last = std::max(last, span->second.last);
        }
    ReplayStretch out;
    if (wanted.empty()) return out;
    kit::BarQuery query;
    query.to = to.value_or(last);
    query.from = from.value_or(std::min(last, query.to).plusDays(-365));
    for (auto each = wanted.begin(); each != wanted.end(); each = wanted.upper_bound(each->first))
        if (overlaps(known->at(each->first), query.from, query.to)) query.instruments.push_back(each->first);
    if (query.instruments.empty()) return out;
    const auto bars = catalog_.dailyBars(query);
    if (!bars) return kit::failAs(bars);
    for (std::size_t i = 0; i < bars->size(); ++i) {
        const auto [begin, end] = wanted.equal_range(bars->instrument[i]);
        for (auto each = begin; each != end; ++each)
            out.events.push_back(MarketEvent::ofBar(
                each->second->line, closeOf(bars->session[i], each->second->sessions),
                {bars->open[i], bars->high[i], bars->low[i], bars->close[i], bars->volume[i], kDayNs}));
    }
    std::ranges::stable_sort(out.events, {}, &MarketEvent::event_ns);
    std::int64_t pace = 0;
    for (std::size_t i = 0; i < out.events.size(); ++i) {
        if (i > 0 && out.events[i].event_ns != out.events[i - 1].event_ns) pace += session_ns;
        out.events[i].replayed = true;
        out.pace_ns.push_back(pace);
    }
    return out;
}

} // namespace nautilus::sources

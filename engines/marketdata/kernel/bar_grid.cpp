#include "engines/marketdata/kernel/bar_grid.h"

#include "engines/domain/calendar.h"

#include <algorithm>
#include <cmath>

namespace nautilus::marketdata {

using namespace domain;

namespace {

constexpr std::int64_t kDayNs = 86'400 * kNsPerSecond;
constexpr std::int64_t kFirstMondayNs = 4 * kDayNs; // 1970-01-05

std::int64_t floorTo(std::int64_t at, std::int64_t length, std::int64_t origin) {
    const auto offset = at - origin;
    const auto steps = offset >= 0 ? offset / length : -((-offset + length - 1) / length);
    return origin + steps * length;
}

/// Bars of one session that end at or before `at`.
std::int64_t endsUpTo(std::int64_t at, std::int64_t open, std::int64_t close, std::int64_t length) {
    if (at >= close) return (close - open + length - 1) / length;
    return at <= open ? 0 : (at - open) / length;
}

std::int32_t dayOf(std::int64_t at_ns) {
    return static_cast<std::int32_t>(floorTo(at_ns, kDayNs, 0) / kDayNs);
}

} // namespace

std::optional<BarGrid::Session> BarGrid::sessionOf(std::int64_t at_ns) {
    // A session of New York lies within one day of UTC.
    const auto day = dayOf(at_ns);
    if (day_ != day) {
        day_ = day;
        session_.reset();
        if (const SessionDate date{day}; NyseCalendar::isSession(date))
            session_ = Session{NyseCalendar::open(date).ns, NyseCalendar::close(date).ns};
    }
    return session_;
}

std::optional<BarSlot> BarGrid::slotOf(std::int64_t at_ns) {
    if (length_ns_ > kDayNs) {
        const auto begin = floorTo(at_ns, length_ns_, kFirstMondayNs);
        return BarSlot{begin, begin + length_ns_};
    }
    if (!nyse_) {
        const auto begin = floorTo(at_ns, length_ns_, 0);
        return BarSlot{begin, begin + length_ns_};
    }
    const auto session = sessionOf(at_ns);
    if (!session || at_ns < session->open_ns || at_ns > session->close_ns) return std::nullopt;
    const auto inside = std::min(at_ns, session->close_ns - 1);
    const auto begin = session->open_ns + (inside - session->open_ns) / length_ns_ * length_ns_;
    return BarSlot{begin, std::min(begin + length_ns_, session->close_ns)};
}

std::int64_t BarGrid::expected(std::int64_t from_ns, std::int64_t to_ns) {
    if (to_ns <= from_ns) return 0;
    if (!nyse_ || length_ns_ > kDayNs) {
        const auto origin = length_ns_ > kDayNs ? kFirstMondayNs : 0;
        return (floorTo(to_ns, length_ns_, origin) - floorTo(from_ns, length_ns_, origin)) / length_ns_;
    }
    std::int64_t count = 0;
    for (const auto session :
         NyseCalendar::sessions(SessionDate{dayOf(from_ns)}, SessionDate{dayOf(to_ns)})) {
        const auto open = NyseCalendar::open(session).ns, close = NyseCalendar::close(session).ns;
        count += endsUpTo(to_ns, open, close, length_ns_) - endsUpTo(from_ns, open, close, length_ns_);
    }
    return count;
}

void BarBuilder::merge(const BarPart& part, double value) {
    auto& bar = *forming_;
    if (bar.parts == 0) {
        bar.open = part.open, bar.high = part.high, bar.low = part.low;
    } else {
        bar.high = std::max(bar.high, part.high);
        bar.low = std::min(bar.low, part.low);
    }
    bar.close = part.close;
    if (!std::isnan(part.volume)) {
        bar.volume += part.volume;
        bar.value += value;
    }
    ++bar.parts;
}

std::optional<FormedBar> BarBuilder::add(const MarketEvent& event) {
    const bool trade = event.kind == EventKind::Trade;
    if (!trade && event.kind != EventKind::Bar) return std::nullopt;
    if (!trade && event.bar.length_ns > grid_.lengthNs()) {
        ++outside_;
        return std::nullopt;
    }
    // A bar carries the time of its close: the instant before it lies inside.
    const auto slot = grid_.slotOf(trade ? event.event_ns : event.event_ns - 1);
    if (!slot) {
        ++outside_;
        return std::nullopt;
    }
    std::optional<FormedBar> ended;
    if (forming_ && forming_->slot != *slot) ended = finish();
    if (!forming_) forming_ = FormedBar{.slot = *slot};
    if (trade) {
        const auto& t = event.trade;
        merge({t.price, t.price, t.price, t.price, t.size, 0}, t.price * t.size);
    } else {
        const auto& b = event.bar;
        merge(b, (b.high + b.low + b.close) / 3 * b.volume);
    }
    return ended;
}

std::optional<FormedBar> BarBuilder::finish() {
    auto ended = forming_;
    forming_.reset();
    return ended;
}

} // namespace nautilus::marketdata

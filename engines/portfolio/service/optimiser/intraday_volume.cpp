#include "engines/portfolio/service/optimiser/intraday_volume.h"

#include "engines/domain/calendar.h"
#include "engines/domain/timeframe.h"

#include <fmt/format.h>

#include <algorithm>

namespace nautilus::portfolio {

using domain::NyseCalendar;
using domain::SessionDate;

namespace {

constexpr std::size_t kSessions = 21, kLeastSessions = 5;
constexpr std::int64_t kMostRows = 5'000'000;
constexpr const char* kZone = "America/New_York";

/// One regular session on the clock.
struct Hours {
    std::int64_t open_ns = 0, close_ns = 0;
    [[nodiscard]] double at(std::int64_t ns) const {
        return static_cast<double>(ns - open_ns) / static_cast<double>(close_ns - open_ns);
    }
};

std::vector<SessionDate> lastSessions(SessionDate as_of) {
    auto out = NyseCalendar::sessions(as_of.plusDays(-60), as_of);
    std::erase_if(out, [](SessionDate day) { return NyseCalendar::isHalfDay(day); });
    if (out.size() > kSessions) out.erase(out.begin(), out.end() - kSessions);
    return out;
}

using Sessions = std::vector<std::vector<TimedVolume>>;

/// Of [begin_ns, end_ns) each, ascending, to the session that they lie in.
class Sorter {
public:
    explicit Sorter(const std::vector<SessionDate>& days) : out(days.size()) {
        for (const auto day : days)
            hours_.push_back({NyseCalendar::open(day).ns, NyseCalendar::close(day).ns});
    }
    void add(std::int64_t begin_ns, std::int64_t end_ns, double volume) {
        const auto last = begin_ns + (begin_ns < end_ns ? 1 : 0); // a trade may be at the close itself
        const auto hours =
            std::ranges::partition_point(hours_, [&](const Hours& each) { return each.close_ns < last; });
        if (hours == hours_.end() || end_ns < hours->open_ns) return;
        out[static_cast<std::size_t>(hours - hours_.begin())].push_back(
            {hours->at(begin_ns), hours->at(end_ns), volume});
    }
    Sessions out;

private:
    std::vector<Hours> hours_;
};

Sessions ofBars(kit::Catalog& catalog, domain::InstrumentId instrument, const std::vector<SessionDate>& days,
                std::int64_t size) {
    Sorter sorter(days);
    const auto bars = catalog.sizedBars({instrument, days.front(), days.back(), kZone, kMostRows}, size);
    for (std::size_t i = 0; bars && i < bars->closes_at_ns.size(); ++i)
        sorter.add(bars->closes_at_ns[i] - size, bars->closes_at_ns[i], bars->volume[i]);
    return std::move(sorter.out);
}

Sessions ofTrades(kit::Catalog& catalog, domain::InstrumentId instrument,
                  const std::vector<SessionDate>& days) {
    Sorter sorter(days);
    const auto ticks = catalog.ticks({instrument, days.front(), days.back(), kZone, kMostRows});
    for (std::size_t i = 0; ticks && i < ticks->at_ns.size(); ++i) // quotes have no size of their own
        sorter.add(ticks->at_ns[i], ticks->at_ns[i], ticks->size[i]);
    return std::move(sorter.out);
}

} // namespace

StoredCurve storedCurve(kit::Catalog& catalog, domain::InstrumentId instrument, SessionDate as_of,
                        std::size_t slices) {
    StoredCurve out;
    const auto days = lastSessions(as_of);
    if (days.empty()) return {{}, "no session before"};
    std::string what = "trades";
    const auto sizes = catalog.barSizes(instrument);
    VolumeCurve curve;
    if (sizes && !sizes->empty()) {
        what = "bars of " + domain::timeframeName(sizes->front());
        curve = volumeCurve(ofBars(catalog, instrument, days, sizes->front()), slices);
    }
    if (curve.counted < kLeastSessions) {
        auto trades = volumeCurve(ofTrades(catalog, instrument, days), slices);
        if (trades.counted > curve.counted) {
            curve = std::move(trades);
            what = "trades";
        }
    }
    out.of = fmt::format("{} of {} sessions, {}", curve.counted, days.size(), what);
    if (curve.counted >= kLeastSessions) out.shares = std::move(curve.shares);
    return out;
}

} // namespace nautilus::portfolio

// Sessions that a data set lacks, out of the data sets that sources filled in: only where the prices beside
// the gap show that both stand on one level, and never without saying so.

#include "engines/domain/calendar.h"
#include "engines/marketdata/service/gap_finder.h"
#include "engines/marketdata/service/historical_reader.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nautilus::marketdata {

using namespace domain;
using kit::ErrorCode;
using kit::Result;

namespace {

constexpr std::int64_t kDayNs = 86'400 * kNsPerSecond;
constexpr double kOneLevel = 0.01;   ///< closes of one session that differ by more are not of one price basis
constexpr std::int32_t kBeside = 15; ///< days beside the range in which the neighbours of its gaps lie

using Closes = std::map<SessionDate, double>;

Result<DailyBars> barsAround(kit::Catalog& catalog, InstrumentId id, SessionDate from, SessionDate to) {
    return catalog.dailyBars({{id}, from.plusDays(-kBeside), to.plusDays(kBeside), ""});
}

Closes closesOf(const DailyBars& bars) {
    Closes out;
    for (std::size_t i = 0; i < bars.size(); ++i)
        out.emplace(bars.session[i], bars.close[i]);
    return out;
}

enum class Level { Same, Other, Unknown };

/// What the sessions next to the gap say, where both have a close.
Level levelBeside(const SessionGap& gap, const std::vector<SessionDate>& rows, const Closes& own,
                  const Closes& other) {
    Level out = Level::Unknown;
    const auto look = [&](std::size_t row) {
        const auto mine = own.find(rows[row]), theirs = other.find(rows[row]);
        if (mine == own.end() || theirs == other.end()) return;
        const bool same = std::abs(theirs->second / mine->second - 1) <= kOneLevel;
        if (out != Level::Other) out = same ? Level::Same : Level::Other;
    };
    if (gap.before > 0) look(gap.before - 1);
    if (gap.before < rows.size()) look(gap.before);
    return out;
}

} // namespace

Result<void> HistoricalReader::fillIn(const Ask& ask, const Instrument& instrument,
                                      const std::vector<const Instrument*>& filled, Rows& rows) {
    const bool days = rows.events.front().kind == EventKind::Bar &&
                      rows.events.front().bar.length_ns == kDayNs && ask.bar_ns == kDayNs;
    if (!days || !ask.request.fallback_enabled || instrument.calendar != NyseCalendar::kName) return {};
    const auto finder = GapFinder::make(parts_.ports.catalog, parts_.directory());
    if (!finder) return kit::failAs(finder);
    const auto last = std::min(ask.to, NyseCalendar::lastClosed(parts_.ports.clock.now()));
    auto found = finder->find(instrument, {ask.from, last});
    if (!found) return kit::failAs(found);
    if (found->filled.empty()) return {};
    const auto own_bars = barsAround(parts_.ports.catalog, instrument.id, ask.from, ask.to);
    if (!own_bars) return kit::failAs(own_bars);
    const auto own = closesOf(*own_bars);
    for (const auto* other : filled) {
        if (finder->twin(instrument, other->dataset) != other) continue;
        const auto bars = barsAround(parts_.ports.catalog, other->id, ask.from, ask.to);
        if (!bars) return kit::failAs(bars);
        fillFrom(ask, *other, *bars, *found, own, rows);
    }
    std::ranges::stable_sort(rows.events, {}, &MarketEvent::event_ns);
    return {};
}

void HistoricalReader::fillFrom(const Ask& ask, const Instrument& other, const DailyBars& bars,
                                InstrumentGaps& gaps, const std::map<SessionDate, double>& own, Rows& rows) {
    const auto theirs = closesOf(bars);
    const auto source = other.dataset.substr(kBackfillPrefix.size());
    const auto place = static_cast<std::uint32_t>(rows.others.size() + 1);
    std::vector<SessionDate> taken, other_level, unproven;
    for (auto& gap : gaps.gaps) {
        std::vector<SessionDate> there;
        std::ranges::copy_if(gap.days, std::back_inserter(there),
                             [&](SessionDate day) { return theirs.contains(day); });
        if (there.empty()) continue;
        const auto level = levelBeside(gap, gaps.rows, own, theirs);
        // Dividends of these days are not known: adjusted prices cannot be made of them.
        const bool usable = level == Level::Same && !ask.request.adjusted;
        auto& list = usable ? taken : level == Level::Other ? other_level : unproven;
        list.insert(list.end(), there.begin(), there.end());
        if (usable) std::erase_if(gap.days, [&](SessionDate day) { return theirs.contains(day); });
    }
    for (std::size_t i = 0; i < bars.size(); ++i)
        if (std::ranges::binary_search(taken, bars.session[i]))
            rows.events.push_back(MarketEvent::ofBar(
                place, NyseCalendar::close(bars.session[i]).ns,
                {bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i], kDayNs}));
    if (!taken.empty()) rows.others.push_back(source);
    const auto say = [&](const char* code, const std::vector<SessionDate>& days, const std::string& what) {
        if (days.empty()) return;
        ask.call->warn(code, "/data/data", std::to_string(days.size()) + what,
                       kit::Value::Object{{"source", source},
                                          {"sessions", static_cast<std::int64_t>(days.size())},
                                          {"first", days.front().iso()},
                                          {"last", days.back().iso()}});
    };
    say("backfilled", taken,
        " bars that " + rows.dataset + " lacks are of " + source + ": each says its source");
    say("not_filled_in", other_level,
        " bars of " + source + " were left out: its prices stand on another level beside the gap");
    say("not_filled_in", unproven,
        " bars of " + source + " were left out: " +
            (ask.request.adjusted ? "no dividends are known of them"
                                  : "no session beside the gap shows on which level they stand"));
}

} // namespace nautilus::marketdata

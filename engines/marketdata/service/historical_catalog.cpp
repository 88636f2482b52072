// The catalog's part of a historical answer: which instrument, which stored size, resampled and adjusted.

#include "engines/domain/calendar.h"
#include "engines/domain/timeframe.h"
#include "engines/marketdata/contract/backfill.h"
#include "engines/marketdata/service/historical_reader.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nautilus::marketdata {

using namespace domain;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kDayNs = 86'400 * kNsPerSecond;
constexpr std::int64_t kMostRows = 5'000'000; ///< read for one answer

bool builtIn(const std::string& dataset) {
    return dataset == "panel" || dataset == "open" || dataset == "ticks";
}

std::string zoneOf(const Instrument& instrument) {
    return instrument.calendar == NyseCalendar::kName ? "America/New_York" : "UTC";
}

Result<void> tooMany() {
    return fail(ErrorCode::NotComputable, "the range holds more than 5 million rows; ask for less at once",
                "/start_date");
}

} // namespace

HistoricalReader::Holders HistoricalReader::holdersOf(const Ask& ask,
                                                      const InstrumentDirectory& directory) const {
    Holders out;
    const auto take = [&](const Instrument* instrument) {
        if (!instrument) return;
        auto& list = isBackfill(instrument->dataset) ? out.filled : out.own;
        if (std::ranges::find(list, instrument) == list.end()) list.push_back(instrument);
    };
    take(directory.resolve(ask.request.symbol, ask.to));
    if (auto* sources = parts_.sources()) // what sources filled in, in the order in which they are asked
        for (const auto& source : sources->all())
            take(directory.resolve(ask.request.symbol, ask.to, backfillDataset(source->info().id)));
    for (const auto& dataset : directory.datasets)
        take(directory.resolve(ask.request.symbol, ask.to, dataset.name));
    return out;
}

Result<HistoricalReader::Rows> HistoricalReader::fromCatalog(const Ask& ask, Call&) {
    const auto directory = parts_.directory();
    // A symbol may stand in several data sets: the first one, by rank, that holds what is asked for.
    const auto holders = holdersOf(ask, *directory);
    if (holders.own.empty() && holders.filled.empty())
        return fail(ErrorCode::NotFound, "the symbol is not known", "/symbol");
    auto able = holders.own;
    able.insert(able.end(), holders.filled.begin(), holders.filled.end());
    for (const auto* instrument : able) {
        auto rows = ask.request.data_type == "bars" ? barsOf(ask, *instrument) : ticksOf(ask, *instrument);
        if (!rows) return rows;
        if (rows->events.empty()) continue;
        const bool filled = isBackfill(instrument->dataset);
        rows->source = filled                         ? instrument->dataset.substr(kBackfillPrefix.size())
                       : builtIn(instrument->dataset) ? "demo"
                                                      : "files";
        rows->dataset = instrument->dataset;
        rows->calendar = instrument->calendar;
        if (!filled && !holders.filled.empty())
            if (auto done = fillIn(ask, *instrument, holders.filled, *rows); !done) return kit::failAs(done);
        if (ask.request.adjusted)
            if (auto adjusted = adjust(ask, *instrument, *rows); !adjusted) return kit::failAs(adjusted);
        return rows;
    }
    return Rows{};
}

Result<HistoricalReader::Rows> HistoricalReader::barsOf(const Ask& ask, const Instrument& instrument) {
    if (ask.bar_ns >= kDayNs)
        if (auto daily = dailyOf(ask, instrument); !daily || !daily->events.empty()) return daily;
    const auto sizes = parts_.ports.catalog.barSizes(instrument.id);
    if (!sizes) return kit::failAs(sizes);
    std::int64_t best = 0;
    for (const auto size : *sizes)
        if (ask.bar_ns % size == 0) best = std::max(best, size);
    if (best == 0) return ticksOf(ask, instrument);
    const auto bars = parts_.ports.catalog.sizedBars(
        {instrument.id, ask.from, ask.to, zoneOf(instrument), kMostRows + 1}, best);
    if (!bars) return kit::failAs(bars);
    if (static_cast<std::int64_t>(bars->closes_at_ns.size()) > kMostRows) return kit::failAs(tooMany());
    Rows rows;
    for (std::size_t i = 0; i < bars->closes_at_ns.size(); ++i)
        rows.events.push_back(MarketEvent::ofBar(
            0, bars->closes_at_ns[i],
            {bars->open[i], bars->high[i], bars->low[i], bars->close[i], bars->volume[i], best}));
    if (best != ask.bar_ns)
        rows.made_of = "of the stored bars of " + timeframeName(best) +
                       ", aligned to the session; vwap is the volume-weighted mean of their typical prices";
    return rows;
}

Result<HistoricalReader::Rows> HistoricalReader::ticksOf(const Ask& ask, const Instrument& instrument) {
    const auto ticks =
        parts_.ports.catalog.ticks({instrument.id, ask.from, ask.to, zoneOf(instrument), kMostRows + 1});
    if (!ticks) return kit::failAs(ticks);
    if (static_cast<std::int64_t>(ticks->at_ns.size()) > kMostRows) return kit::failAs(tooMany());
    const bool quotes = ask.request.data_type == "quotes";
    Rows rows;
    for (std::size_t i = 0; i < ticks->at_ns.size(); ++i) {
        const bool is_trade = !std::isnan(ticks->price[i]);
        if (is_trade == quotes) continue;
        rows.events.push_back(
            quotes
                ? MarketEvent::ofQuote(0, ticks->at_ns[i],
                                       {ticks->bid[i], ticks->bid_size[i], ticks->ask[i], ticks->ask_size[i]})
                : MarketEvent::ofTrade(0, ticks->at_ns[i], {ticks->price[i], ticks->size[i]}));
    }
    if (ask.request.data_type == "bars")
        rows.made_of = "of the stored trades within the session, [begin, end) and the close itself; vwap is "
                       "exact";
    return rows;
}

Result<HistoricalReader::Rows> HistoricalReader::dailyOf(const Ask& ask, const Instrument& instrument) {
    const auto bars = parts_.ports.catalog.dailyBars({{instrument.id}, ask.from, ask.to, ""});
    if (!bars) return kit::failAs(bars);
    const bool nyse = instrument.calendar == NyseCalendar::kName;
    Rows rows;
    for (std::size_t i = 0; i < bars->size(); ++i) {
        const auto day = bars->session[i];
        const auto close_ns = nyse && NyseCalendar::isSession(day)
                                  ? NyseCalendar::close(day).ns
                                  : (static_cast<std::int64_t>(day.days) + 1) * kDayNs;
        rows.events.push_back(MarketEvent::ofBar(
            0, close_ns,
            {bars->open[i], bars->high[i], bars->low[i], bars->close[i], bars->volume[i], kDayNs}));
    }
    if (ask.bar_ns != kDayNs)
        rows.made_of = "of daily bars, grouped by calendar days from Monday 1970-01-05; vwap is the "
                       "volume-weighted mean of their typical prices";
    return rows;
}

Result<void> HistoricalReader::adjust(const Ask& ask, const Instrument& instrument, Rows& rows) {
    const auto daily = parts_.ports.catalog.dailyBars({{instrument.id}, ask.from, ask.to, ""});
    if (!daily) return kit::failAs(daily);
    std::map<SessionDate, double> factor;
    for (std::size_t i = 0; i < daily->size(); ++i)
        factor[daily->session[i]] = daily->adj_close[i] / daily->close[i];
    for (auto& event : rows.events) {
        const auto day = exchangeDayAt(instrument.calendar, event.event_ns - 1).day; // a bar's last instant
        const auto found = factor.find(day);
        if (found == factor.end() || std::isnan(found->second))
            return fail(ErrorCode::NotComputable,
                        "there is no adjusted close of " + day.iso() + " to adjust its bars by", "/adjusted");
        if (event.kind == EventKind::Trade) {
            event.trade.price *= found->second;
            continue;
        }
        for (double* price : {&event.bar.open, &event.bar.high, &event.bar.low, &event.bar.close})
            *price *= found->second;
    }
    return {};
}

void HistoricalReader::resample(const Ask& ask, Rows& rows) const {
    BarBuilder builder(BarGrid(ask.bar_ns, rows.calendar == NyseCalendar::kName));
    const bool stored = !rows.events.empty() && rows.events.front().kind == EventKind::Bar &&
                        rows.events.front().bar.length_ns == ask.bar_ns;
    for (const auto& event : rows.events) {
        if (stored) { // as it is, also outside the session
            const auto& bar = event.bar;
            const bool session = ask.bar_ns == kDayNs && rows.calendar == NyseCalendar::kName;
            const SessionDate day{static_cast<std::int32_t>((event.event_ns - 1) / kDayNs)};
            const auto begin = session && NyseCalendar::isSession(day) ? NyseCalendar::open(day).ns
                                                                       : event.event_ns - ask.bar_ns;
            rows.bars.push_back({{begin, event.event_ns},
                                 bar.open,
                                 bar.high,
                                 bar.low,
                                 bar.close,
                                 bar.volume,
                                 0,
                                 1,
                                 event.line});
        } else if (const auto ended = builder.add(event)) {
            rows.bars.push_back(*ended);
        }
    }
    if (const auto last = builder.finish()) rows.bars.push_back(*last);
    const auto without =
        std::ranges::count_if(rows.bars, [](const auto& bar) { return !(bar.volume > 0 && bar.value > 0); });
    if (without > 0)
        ask.call->warn("no_vwap", "/data/data",
                       std::to_string(without) +
                           " bars have no vwap: stored bars carry none, and where nothing was traded there "
                           "is none");
    if (builder.outside() > 0)
        ask.call->warn("outside_session", "/data/data",
                       std::to_string(builder.outside()) + " rows outside the sessions are in no bar");
}

} // namespace nautilus::marketdata

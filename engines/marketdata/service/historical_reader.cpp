#include "engines/marketdata/service/historical_reader.h"

#include "engines/domain/calendar.h"
#include "engines/domain/timeframe.h"
#include "engines/marketdata/service/source_rows.h"

#include <algorithm>
#include <cmath>

namespace nautilus::marketdata {

using namespace domain;
using kit::Call;
using kit::CallPtr;
using kit::Capability;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kDayNs = 86'400 * kNsPerSecond;
constexpr std::size_t kMemoryBytes = 64U << 20;

void writeRow(kit::JsonWriter& out, const MarketEvent& event, const std::string&,
              const std::vector<std::string>&) {
    const auto number = [&](const char* key, double value) {
        out.key(key);
        out.number(value);
    };
    out.beginObject();
    out.key("timestamp");
    out.string(Timestamp{event.event_ns}.rfc3339());
    if (event.kind == EventKind::Trade) {
        number("price", event.trade.price);
        number("size", event.trade.size);
    } else {
        number("bid", event.quote.bid);
        number("bid_size", event.quote.bid_size);
        number("ask", event.quote.ask);
        number("ask_size", event.quote.ask_size);
    }
    out.endObject();
}

void writeRow(kit::JsonWriter& out, const FormedBar& bar, const std::string& source,
              const std::vector<std::string>& others) {
    const auto number = [&](const char* key, double value) {
        out.key(key);
        out.number(value);
    };
    out.beginObject();
    out.key("timestamp");
    out.string(Timestamp{bar.slot.begin_ns}.rfc3339());
    number("open", bar.open);
    number("high", bar.high);
    number("low", bar.low);
    number("close", bar.close);
    number("volume", bar.volume);
    number("vwap", bar.volume > 0 && bar.value > 0 ? bar.value / bar.volume : kMissing);
    if (!others.empty()) { // of several sources: each bar says which is its own
        out.key("source");
        out.string(bar.origin == 0 ? source : others[bar.origin - 1]);
    }
    out.endObject();
}

template <class Row>
std::string rowsJson(const std::vector<Row>& rows, const std::string& source,
                     const std::vector<std::string>& others) {
    std::string bytes;
    bytes.reserve(rows.size() * 128 + 2);
    kit::JsonWriter out(bytes);
    out.beginArray();
    for (const auto& row : rows)
        writeRow(out, row, source, others);
    out.endArray();
    return bytes;
}

} // namespace

kit::Operation HistoricalReader::operation() {
    return kit::operation<HistoricalRequest, HistoricalResult>(
        {.id = "marketdata.historical",
         .verb = kit::Verb::Post,
         .paths = {"/marketdata/historical"},
         .summary = "Stored bars of any timeframe, trades or quotes of one symbol",
         .example =
             R"({"symbol":"AAPL","timeframe":"1d","start_date":"2019-12-02","end_date":"2019-12-31"})"},
        [this](HistoricalRequest request, CallPtr call, Done done) {
            begin(std::move(request), std::move(call), std::move(done));
        });
}

double HistoricalReader::latencyMs() const {
    const std::scoped_lock lock(figures_mutex_);
    return latency_.quantileNs(0.5) / 1e6;
}

void HistoricalReader::begin(HistoricalRequest request, CallPtr call, Done done) {
    const auto ask = std::make_shared<Ask>();
    ask->bar_ns = timeframeNs(request.timeframe);
    const bool bars = request.data_type == "bars";
    if (bars && (ask->bar_ns == 0 || (ask->bar_ns > kDayNs && ask->bar_ns % kDayNs != 0)))
        return done(fail(ErrorCode::InvalidArgument,
                         "a timeframe is a number and a unit of s, m, h or d: 1m, 5m, 1h, 1d", "/timeframe"));
    if (!bars && request.adjusted)
        return done(fail(ErrorCode::InvalidArgument, "only bars can be adjusted", "/adjusted"));
    const SessionDate today{static_cast<std::int32_t>(parts_.ports.clock.now().ns / kDayNs)};
    ask->to = std::min(request.end_date.value_or(today), request.as_of.value_or(kEndOfTime));
    ask->from = request.start_date.value_or(ask->to.plusDays(-30));
    if (ask->to < ask->from && !request.as_of)
        return done(fail(ErrorCode::InvalidArgument, "end_date is before start_date", "/end_date"));
    ask->request = std::move(request);
    ask->call = std::move(call);
    ask->done = std::move(done);
    if (!parts_.driver.post([this, ask] { run(ask); }))
        ask->done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

void HistoricalReader::run(std::shared_ptr<Ask> ask) {
    const auto& request = ask->request;
    ask->begun_ns = parts_.ports.clock.steadyNs();
    ask->call->catalog_epoch = parts_.directory()->epoch;
    ask->key = kit::writeJson(request.sources) + request.symbol + "|" + request.data_type + "|" +
               request.timeframe + "|" + ask->from.iso() + "|" + ask->to.iso() + "|" +
               std::to_string(request.adjusted) + std::to_string(request.fallback_enabled) + "|" +
               std::to_string(request.limit) + "|" + std::to_string(parts_.directory()->epoch);
    ask->said_before = ask->call->warnings.size();
    if (const auto* known = remembered(ask->key)) return answerAgain(*ask, *known);
    auto* sources = parts_.sources();
    const unsigned kind = request.data_type == "bars"     ? Capability::kBars
                          : request.data_type == "trades" ? Capability::kTrades
                                                          : Capability::kQuotes;
    const unsigned wanted = Capability::kHistorical | kind;
    for (const auto& id : request.sources) {
        const auto source = sources ? sources->find(id) : nullptr;
        if (id == "files" || id == "demo" || id == "replay")
            ask->order.emplace_back();
        else if (source && (source->info().capabilities & wanted) == wanted && source->info().real)
            ask->order.push_back(id);
    }
    ask->order.emplace_back();
    if (sources)
        for (const auto& source : sources->all())
            if ((source->info().capabilities & wanted) == wanted && source->info().real &&
                source->info().id != "files" && source->info().id != "replay")
                ask->order.push_back(source->info().id);
    std::vector<std::string> once;
    for (auto& each : ask->order)
        if (std::ranges::find(once, each) == once.end()) once.push_back(each);
    if (!request.fallback_enabled) once.resize(1);
    ask->order = std::move(once);
    next(std::move(ask));
}

void HistoricalReader::next(std::shared_ptr<Ask> ask) {
    while (ask->at < ask->order.size()) {
        if (ask->call->cancelled())
            return ask->done(fail(ErrorCode::Cancelled, "the request was taken back"));
        const auto id = ask->order[ask->at++];
        if (!id.empty()) {
            const auto source = parts_.sources()->find(id);
            if (!source || source->status().state != kit::SourceState::Connected) continue;
            if (auto spent = parts_.sources()->spend(id); !spent) {
                ask->call->warn("rate_limit", "/data/source_used", id + ": " + spent.error().front().message);
                continue;
            }
            kit::HistoryRequest wish{ask->request.symbol,
                                     ask->request.data_type,
                                     ask->bar_ns,
                                     static_cast<std::int64_t>(ask->from.days) * kDayNs,
                                     (static_cast<std::int64_t>(ask->to.days) + 1) * kDayNs,
                                     ask->request.adjusted};
            return source->history(wish, [this, ask, id](Result<kit::HistoryRows> rows) {
                if (!parts_.driver.post([this, ask, id, rows] { take(ask, id, rows); }))
                    ask->done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
            });
        }
        auto rows = fromCatalog(*ask, *ask->call);
        if (!rows && rows.error().front().code == ErrorCode::NotFound) {
            ask->unknown = true;
            continue;
        }
        if (!rows) return ask->done(kit::failAs(rows));
        if (!rows->events.empty()) return finish(ask, std::move(*rows));
    }
    if (ask->unknown && !ask->request.symbol.empty())
        return ask->done(
            fail(ErrorCode::NotFound, "the symbol " + ask->request.symbol + " is not known", "/symbol"));
    finish(ask, {});
}

void HistoricalReader::take(std::shared_ptr<Ask> ask, const std::string& source,
                            Result<kit::HistoryRows> answer) {
    if (!answer) {
        ask->call->warn("source_failed", "/data/source_used", source + ": " + answer.error().front().message);
        return next(std::move(ask));
    }
    auto events = eventsOf(answer->rows, ask->request.data_type, ask->bar_ns);
    if (!events) {
        ask->call->warn("source_failed", "/data/source_used", source + ": " + events.error().front().message);
        return next(std::move(ask));
    }
    for (const auto& said : answer->warnings)
        ask->call->warn("source_says", "/data", source + ": " + said);
    if (events->empty()) return next(std::move(ask));
    Rows rows;
    rows.source = source;
    rows.events = std::move(*events);
    finish(ask, std::move(rows));
}

/// How much of what should be there is.
void HistoricalReader::judge(const Ask& ask, const Rows& rows, HistoricalResult& out) {
    const bool bars = ask.request.data_type == "bars";
    BarGrid grid(bars ? ask.bar_ns : kDayNs, rows.calendar == NyseCalendar::kName || rows.events.empty());
    const auto from_ns = static_cast<std::int64_t>(ask.from.days) * kDayNs;
    const auto to_ns =
        std::min((static_cast<std::int64_t>(ask.to.days) + 1) * kDayNs, parts_.ports.clock.now().ns);
    const auto expected = bars ? grid.expected(from_ns, to_ns) : 0;
    if (bars && expected > 0)
        out.data_quality.completeness =
            std::min(1.0, static_cast<double>(rows.bars.size()) / static_cast<double>(expected));
    else if (rows.events.empty())
        out.data_quality.completeness = 0;
    else
        ask.call->warn("not_countable", "/data/data_quality/completeness",
                       "how many rows there should be is not known");
}

void HistoricalReader::finish(const std::shared_ptr<Ask>& ask, Rows rows) {
    const auto& request = ask->request;
    const auto took_ns = parts_.ports.clock.steadyNs() - ask->begun_ns;
    HistoricalResult out;
    out.symbol = request.symbol;
    out.data_type = request.data_type;
    const bool bars = request.data_type == "bars";
    out.timeframe = bars ? request.timeframe : "tick";
    if (bars) resample(*ask, rows);
    const auto keepNewest = [&](auto& list) {
        const auto limit = static_cast<std::size_t>(request.limit);
        if (list.size() <= limit) return;
        ask->call->warn("list_cut", "/data/data",
                        "the newest " + std::to_string(limit) + " of " + std::to_string(list.size()) +
                            " rows");
        list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(limit));
    };
    judge(*ask, rows, out);
    keepNewest(rows.bars);
    if (!bars) keepNewest(rows.events);
    out.bars_count = static_cast<std::int64_t>(bars ? rows.bars.size() : rows.events.size());
    out.data.bytes = bars ? rowsJson(rows.bars, rows.source, rows.others)
                          : rowsJson(rows.events, rows.source, rows.others);
    if (!rows.events.empty()) {
        out.source_used = rows.source;
        out.dataset = rows.dataset;
        ask->call->data_as_of =
            SessionDate{static_cast<std::int32_t>((rows.events.back().event_ns - 1) / kDayNs)};
        if (!rows.made_of.empty()) ask->call->method("bars", rows.made_of);
        out.data_quality.source_reliability =
            rows.dataset.empty() ? kMissing : parts_.reliability(rows.dataset);
    } else {
        ask->call->warn("no_data", "/data/data", "no source has anything of this symbol in this range");
    }
    if (std::isnan(out.data_quality.source_reliability))
        ask->call->warn("not_scored", "/data/data_quality/source_reliability",
                        "no quality score is known of where these rows come from");
    out.data_quality.latency_ms = static_cast<double>(took_ns) / 1e6;
    {
        const std::scoped_lock lock(figures_mutex_);
        latency_.add(took_ns);
    }
    const bool fallback = !request.sources.empty() && out.source_used != request.sources.front();
    ask->call->fact("cache_hit", false);
    ask->call->fact("fallback_used", fallback);
    ask->call->fact("request_time_ms", static_cast<double>(took_ns) / 1e6);
    kit::Value::Array used;
    if (out.source_used != "none") used.emplace_back(out.source_used);
    for (const auto& other : rows.others)
        used.emplace_back(other);
    ask->call->fact("data_sources_used", used);
    if (request.cache_result && !rows.events.empty()) remember(*ask, out, std::move(used));
    ask->done(std::move(out));
}

const HistoricalReader::Remembered* HistoricalReader::remembered(const std::string& key) {
    const auto found = std::ranges::find(memory_, key, &Remembered::key);
    if (found == memory_.end()) return nullptr;
    if (found->until_ns > 0 && parts_.ports.clock.steadyNs() >= found->until_ns) {
        forget(found);
        return nullptr;
    }
    memory_.splice(memory_.begin(), memory_, found);
    return &memory_.front();
}

void HistoricalReader::forget(std::list<Remembered>::iterator at) {
    memory_bytes_ -= at->result.data.bytes.size() + sizeof(Remembered);
    memory_.erase(at);
}

void HistoricalReader::remember(const Ask& ask, const HistoricalResult& result,
                                kit::Value data_sources_used) {
    const auto& call = *ask.call;
    memory_bytes_ += result.data.bytes.size() + sizeof(Remembered);
    const bool of_catalog = !result.dataset.empty(); // that changes with its epoch alone, which the key holds
    memory_.push_front(
        {ask.key,
         of_catalog ? 0 : parts_.ports.clock.steadyNs() + source_answer_ns_,
         result,
         {call.warnings.begin() + static_cast<std::ptrdiff_t>(ask.said_before), call.warnings.end()},
         call.methods,
         call.data_as_of,
         std::move(data_sources_used)});
    while (memory_bytes_ > kMemoryBytes && !memory_.empty())
        forget(std::prev(memory_.end()));
}

void HistoricalReader::answerAgain(const Ask& ask, const Remembered& known) const {
    auto& call = *ask.call;
    const auto& asked = ask.request.sources;
    const auto& used = known.result.source_used;
    call.warnings.insert(call.warnings.end(), known.warnings.begin(), known.warnings.end());
    call.methods.insert(call.methods.end(), known.methods.begin(), known.methods.end());
    call.data_as_of = known.data_as_of;
    call.fact("cache_hit", true);
    call.fact("data_sources_used", known.data_sources_used);
    call.fact("fallback_used", !asked.empty() && used != asked.front());
    call.fact("request_time_ms", static_cast<double>(parts_.ports.clock.steadyNs() - ask.begun_ns) / 1e6);
    ask.done(known.result);
}

} // namespace nautilus::marketdata

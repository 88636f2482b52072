#include "engines/marketdata/service/backfill.h"

#include "engines/domain/calendar.h"
#include "engines/marketdata/service/source_rows.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <thread>

namespace nautilus::marketdata {

using namespace domain;
using kit::Capability;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kDayNs = 86'400 * kNsPerSecond;
constexpr std::int32_t kOneRequestDays = 30;    ///< gaps nearer than this are asked for at once
constexpr std::size_t kRowsOfAnImport = 50'000; ///< every import begins an epoch: not one per symbol
constexpr auto kLookForCancel = std::chrono::milliseconds(100);
constexpr auto kStart = std::chrono::milliseconds(10'000); ///< a source that is connecting has so long

Result<void> stopped() {
    return fail(ErrorCode::Cancelled, "the job was cancelled");
}

struct Span {
    SessionDate first, last;
};

/// Days as few spans; what lies between two of one span is not far.
std::vector<Span> spansOf(const std::vector<SessionDate>& days) {
    std::vector<Span> out;
    for (const auto day : days) {
        if (out.empty() || out.back().last.plusDays(kOneRequestDays) < day) out.push_back({day, day});
        out.back().last = day;
    }
    return out;
}

/// The missing days and the stored sessions beside them: by those it shows whether the source's prices are on
/// the level of the stored ones.
std::vector<SessionDate> withNeighbours(const std::vector<SessionDate>& missing,
                                        const std::vector<SessionDate>& rows) {
    auto out = missing;
    for (const auto day : missing) {
        const auto after = std::ranges::lower_bound(rows, day);
        if (after != rows.end()) out.push_back(*after);
        if (after != rows.begin()) out.push_back(*std::prev(after));
    }
    std::ranges::sort(out);
    const auto twice = std::ranges::unique(out);
    out.erase(twice.begin(), twice.end());
    return out;
}

/// Waits for the answer; Cancelled when `go_on` says no.
Result<kit::HistoryRows> answerOf(kit::DataSource& source, const kit::HistoryRequest& wish,
                                  const std::function<bool()>& go_on) {
    const auto answer = std::make_shared<std::promise<Result<kit::HistoryRows>>>();
    auto coming = answer->get_future();
    source.history(wish, [answer](Result<kit::HistoryRows> rows) { answer->set_value(std::move(rows)); });
    while (coming.wait_for(kLookForCancel) != std::future_status::ready)
        if (!go_on()) return fail(ErrorCode::Cancelled, "the job was cancelled");
    return coming.get();
}

/// False when `go_on` says no.
bool waitWhileStarting(kit::DataSource& source, const std::function<bool()>& go_on) {
    auto waited = std::chrono::milliseconds(0);
    while (source.status().state == kit::SourceState::Starting && waited < kStart) {
        if (!go_on()) return false;
        std::this_thread::sleep_for(kLookForCancel);
        waited += kLookForCancel;
    }
    return true;
}

/// Said once, however often it comes.
void sayOnce(std::vector<std::string>& warnings, std::string text) {
    if (std::ranges::find(warnings, text) == warnings.end()) warnings.push_back(std::move(text));
}

bool answersBars(const kit::SourceInfo& info) {
    constexpr auto kNeeded = Capability::kHistorical | Capability::kBars;
    return (info.capabilities & kNeeded) == kNeeded;
}

/// Those two read what the catalog holds already.
bool readsTheCatalog(std::string_view id) {
    return id == "files" || id == "replay";
}

} // namespace

Result<std::vector<std::string>> Backfill::sourcesFor(const kit::DataSources& sources,
                                                      const BackfillRequest& request) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < request.sources.size(); ++i) {
        const auto& id = request.sources[i];
        const auto refuse = [&](const std::string& why) {
            return fail(ErrorCode::InvalidArgument, id + " " + why, "/sources/" + std::to_string(i));
        };
        const auto source = sources.find(id);
        if (!source) return refuse("is not installed");
        if (readsTheCatalog(id)) return refuse("reads what the catalog holds already");
        if (!answersBars(source->info())) return refuse("has no bars of the past");
        if (!source->info().real && !request.allow_invented)
            return refuse("invents its values; allow_invented takes them");
        if (std::ranges::find(out, id) == out.end()) out.push_back(id);
    }
    for (const auto& source : sources.all()) {
        const auto& info = source->info();
        if (answersBars(info) && info.real && !readsTheCatalog(info.id) &&
            std::ranges::find(out, info.id) == out.end())
            out.push_back(info.id);
    }
    return out;
}

Result<BackfillResult> Backfill::run(const BackfillRequest& request, const kit::Catalog::Progress& progress) {
    auto order = sourcesFor(parts_.sources, request);
    if (!order) return kit::failAs(order);
    const auto directory = parts_.directory();
    const auto finder = GapFinder::make(parts_.catalog, directory);
    if (!finder) return kit::failAs(finder);
    Work work{request, progress, std::move(*order), {}, {}, {}, {}, 0, 0};
    if (work.order.empty()) work.result.warnings.emplace_back(kNoSource);
    std::set<const Instrument*> seen;
    for (std::size_t i = 0; i < request.symbols.size(); ++i) {
        const auto& symbol = request.symbols[i];
        work.done = static_cast<double>(i) / static_cast<double>(request.symbols.size());
        if (!progress(0.9 * work.done, "asking for " + symbol)) return kit::failAs(stopped());
        const auto* instrument =
            directory->resolve(symbol, request.end.value_or(kEndOfTime), request.dataset.value_or(""));
        if (!instrument)
            work.result.warnings.push_back("the symbol " + symbol + " is not known; it was left out");
        else if (!seen.insert(instrument).second)
            work.result.warnings.push_back("the symbol " + symbol + " was named twice; it counts once");
        else if (auto filled = fillSymbol(work, *finder, *instrument); !filled)
            return kit::failAs(filled);
        if (work.rows_waiting >= kRowsOfAnImport)
            if (auto flushed = flush(work); !flushed) return kit::failAs(flushed);
    }
    if (auto flushed = flush(work); !flushed) return kit::failAs(flushed);
    if (auto settled = settle(work); !settled) return kit::failAs(settled);
    return std::move(work.result);
}

Result<void> Backfill::fillSymbol(Work& work, const GapFinder& finder, const Instrument& instrument) {
    BackfilledSymbol view;
    view.symbol = instrument.symbol;
    view.dataset = instrument.dataset;
    const auto gaps = finder.find(instrument, {work.request.start, work.request.end});
    if (!gaps && gaps.error().front().code == ErrorCode::NotComputable) {
        view.note = gaps.error().front().message;
        work.result.symbols.push_back(std::move(view));
        return {};
    }
    if (!gaps) return kit::failAs(gaps);
    auto missing = gaps->open();
    view.missing = static_cast<std::int64_t>(missing.size());
    if (gaps->rows.empty() && !(work.request.start && work.request.end))
        view.note = "it has no bar: name start and end";
    for (const auto& id : work.order) {
        if (missing.empty()) break;
        if (auto asked = askSource(work, finder, id, instrument, *gaps, missing, view); !asked) return asked;
    }
    work.result.symbols.push_back(std::move(view));
    return {};
}

Result<std::optional<kit::Table>> Backfill::askOnce(Work& work, kit::DataSource& source,
                                                    const kit::HistoryRequest& wish, BackfilledSymbol& view) {
    auto& use = work.uses[source.info().id];
    const auto note = [&](const std::string& why) { view.note = source.info().id + ": " + why; };
    const bool going_on = waitWhileStarting(
        source, [&] { return work.progress(0.9 * work.done, "waiting for " + source.info().id); });
    if (!going_on) return kit::failAs(stopped());
    if (source.status().state != kit::SourceState::Connected) {
        note("it is not connected");
        return std::optional<kit::Table>();
    }
    if (auto spent = parts_.sources.spend(source.info().id); !spent) {
        const auto& why = spent.error().front();
        note(why.message);
        work.spent.insert(source.info().id);
        if (why.retry_after_s && !(work.result.retry_after_s <= *why.retry_after_s))
            work.result.retry_after_s = *why.retry_after_s; // the soonest
        return std::optional<kit::Table>();
    }
    ++use.requests;
    auto rows = answerOf(source, wish,
                         [&] { return work.progress(0.9 * work.done, "waiting for " + source.info().id); });
    if (!rows && rows.error().front().code == ErrorCode::Cancelled) return kit::failAs(stopped());
    if (!rows) {
        const auto& why = rows.error().front();
        if (why.code == ErrorCode::TooManyRequests) work.spent.insert(source.info().id);
        note(why.message);
        ++use.failures;
        use.last_failure = why.message;
        return std::optional<kit::Table>();
    }
    for (const auto& said : rows->warnings)
        sayOnce(work.result.warnings, source.info().id + ": " + said);
    return std::optional(std::move(rows->rows));
}

Backfill::Parcel& Backfill::parcelFor(Work& work, const std::string& source, const Instrument& instrument) {
    const auto found = std::ranges::find_if(work.parcels, [&](const Parcel& each) {
        return each.source == source && each.security_type == instrument.security_type &&
               each.currency == instrument.currency && each.calendar == instrument.calendar;
    });
    if (found != work.parcels.end()) return *found;
    Parcel& made = work.parcels.emplace_back();
    made.source = source;
    made.security_type = instrument.security_type;
    made.currency = instrument.currency;
    made.calendar = instrument.calendar;
    return made;
}

void Backfill::pack(Work& work, Parcel& parcel, const Instrument& instrument,
                    const std::vector<MarketEvent>& events, const Days& wanted,
                    std::set<SessionDate>& given) {
    auto& use = work.uses[parcel.source];
    use.rows_received += static_cast<std::int64_t>(events.size());
    for (const auto& event : events) {
        const auto day = exchangeDayAt(instrument.calendar, event.event_ns - 1).day;
        if (!std::ranges::binary_search(wanted, day) || !given.insert(day).second) {
            ++use.rows_not_needed;
            continue;
        }
        parcel.symbol.push_back(instrument.symbol);
        parcel.session.push_back(day);
        parcel.open.push_back(event.bar.open);
        parcel.high.push_back(event.bar.high);
        parcel.low.push_back(event.bar.low);
        parcel.close.push_back(event.bar.close);
        parcel.volume.push_back(event.bar.volume);
        ++work.rows_waiting;
    }
}

Result<void> Backfill::askSource(Work& work, const GapFinder& finder, const std::string& id,
                                 const Instrument& instrument, const InstrumentGaps& gaps, Days& missing,
                                 BackfilledSymbol& view) {
    const auto source = parts_.sources.find(id);
    if (!source || work.spent.contains(id)) return {};
    auto& use = work.uses[id];
    use.source = id;
    use.dataset = backfillDataset(id);
    use.real = source->info().real;
    Days asked = missing; // what a rule has refused of this source would be refused again
    if (const auto* twin = finder.twin(instrument, use.dataset))
        std::erase_if(asked, [&](SessionDate day) { return finder.refused(twin->id, day); });
    if (asked.empty()) return {};
    const auto wanted = withNeighbours(asked, gaps.rows);
    auto& parcel = parcelFor(work, id, instrument);
    std::set<SessionDate> given;
    for (const auto& span : spansOf(wanted)) {
        const auto table =
            askOnce(work, *source,
                    {instrument.symbol, "bars", kDayNs, static_cast<std::int64_t>(span.first.days) * kDayNs,
                     (static_cast<std::int64_t>(span.last.days) + 1) * kDayNs, false},
                    view);
        if (!table) return kit::failAs(table);
        if (!*table) break; // the next span would fare no better
        const auto events = eventsOf(**table, "bars", kDayNs);
        if (!events) {
            ++use.failures;
            use.last_failure = view.note = id + ": " + events.error().front().message;
            break;
        }
        pack(work, parcel, instrument, *events, wanted, given);
    }
    const auto before = missing.size();
    std::erase_if(missing, [&](SessionDate day) { return given.contains(day); });
    if (missing.size() < before) view.sources.push_back(id);
    return {};
}

Result<void> Backfill::flush(Work& work) {
    for (auto& parcel : work.parcels) {
        if (parcel.symbol.empty()) continue;
        kit::ImportPlan plan;
        plan.dataset = backfillDataset(parcel.source);
        plan.kind = "bars";
        plan.security_type = parcel.security_type;
        plan.currency = parcel.currency;
        plan.calendar = parcel.calendar;
        plan.files.resize(1);
        plan.files.front().source = parcel.source;
        plan.columns = {{"symbol", "symbol", 't'}, {"date", "date", 'd'}};
        for (const char* name : {"open", "high", "low", "close", "volume"})
            plan.columns.push_back({name, name, 'n'});
        kit::Table rows;
        rows.add("symbol", std::move(parcel.symbol));
        rows.add("date", std::move(parcel.session));
        rows.add("open", std::move(parcel.open));
        rows.add("high", std::move(parcel.high));
        rows.add("low", std::move(parcel.low));
        rows.add("close", std::move(parcel.close));
        rows.add("volume", std::move(parcel.volume));
        const auto report = parts_.import(plan, rows, [&](double, std::string_view what) {
            return work.progress(0.9 * work.done, plan.dataset + ": " + std::string(what));
        });
        if (!report) return kit::failAs(report);
        auto& use = work.uses[parcel.source];
        use.rows_imported += report->rows_imported;
        use.rows_unchanged += report->rows_unchanged;
        use.rows_quarantined += report->rows_quarantined;
        for (const auto& warning : report->warnings)
            sayOnce(work.result.warnings, plan.dataset + ": " + warning);
    }
    work.parcels.clear();
    work.rows_waiting = 0;
    return {};
}

Result<void> Backfill::settle(Work& work) {
    auto& out = work.result;
    const auto directory = parts_.directory(); // of the last import's epoch
    const auto finder = GapFinder::make(parts_.catalog, directory);
    if (!finder) return kit::failAs(finder);
    for (auto& view : out.symbols) {
        if (view.missing == 0) continue;
        if (!work.progress(0.95, "looking again")) return stopped();
        const auto* instrument =
            directory->resolve(view.symbol, work.request.end.value_or(kEndOfTime), view.dataset);
        if (!instrument) continue;
        const auto gaps = finder->find(*instrument, {work.request.start, work.request.end});
        if (!gaps) return kit::failAs(gaps);
        view.still_missing = static_cast<std::int64_t>(gaps->open().size());
        view.filled = view.missing - view.still_missing;
        if (view.still_missing > 0 && view.note.empty())
            view.note = work.order.empty() ? kNoSource : "no source has these sessions";
        if (view.still_missing == 0) view.note.clear();
        out.sessions_missing += view.missing;
        out.sessions_filled += view.filled;
        out.sessions_still_missing += view.still_missing;
    }
    for (auto& [id, use] : work.uses)
        if (!use.source.empty()) out.sources.push_back(use);
    out.catalog_epoch = parts_.catalog.epoch();
    return {};
}

} // namespace nautilus::marketdata

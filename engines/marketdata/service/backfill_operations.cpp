// Gaps and their filling: what the outside may ask.

#include "engines/domain/calendar.h"
#include "engines/marketdata/service/backfill.h"
#include "engines/marketdata/service/posted_operation.h"

#include <algorithm>

namespace nautilus::marketdata {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

/// Sessions that have not closed yet are no gaps.
Result<GapRange> rangeOf(std::optional<SessionDate> start, std::optional<SessionDate> end, Timestamp now,
                         kit::Call& call) {
    if (start && end && *end < *start) return fail(ErrorCode::InvalidArgument, "end is before start", "/end");
    const auto last = NyseCalendar::lastClosed(now);
    if (end && *end > last) {
        call.warn("not_closed_yet", "/end",
                  "the last session that has closed is " + last.iso() + "; nothing is missing after it");
        end = last;
    }
    return GapRange{start, end};
}

GapView viewOf(const SessionGap& gap, const InstrumentGaps& all) {
    GapView out;
    out.first = gap.days.front();
    out.last = gap.days.back();
    out.sessions = static_cast<std::int64_t>(gap.days.size());
    out.where = gap.before == 0 ? "before_first" : gap.before == all.rows.size() ? "after_last" : "inside";
    for (const auto day : gap.days) {
        const auto found = all.filled.find(day);
        if (found == all.filled.end()) continue;
        ++out.filled;
        if (std::ranges::find(out.filled_by, found->second) == out.filled_by.end())
            out.filled_by.push_back(found->second);
    }
    return out;
}

} // namespace

Result<GapsResult> MarketDataService::gapsNow(const GapsRequest& request, kit::Call& call) {
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    const auto range = rangeOf(request.start, request.end, ports_.clock.now(), call);
    if (!range) return kit::failAs(range);
    const auto instrument =
        named(*now, request.symbol, request.end.value_or(kEndOfTime), request.dataset, call);
    if (!instrument) return kit::failAs(instrument);
    const auto finder = GapFinder::make(ports_.catalog, now);
    if (!finder) return kit::failAs(finder);
    const auto found = finder->find(**instrument, *range);
    if (!found) return kit::failAs(found);
    GapsResult out;
    out.symbol = (*instrument)->symbol;
    out.dataset = (*instrument)->dataset;
    out.calendar = (*instrument)->calendar;
    if (!found->rows.empty()) {
        out.first_session = found->rows.front();
        out.last_session = found->rows.back();
        call.data_as_of = found->rows.back();
    } else {
        call.warn("no_data", "/data/gaps", "there is no bar: name start and end to measure from");
    }
    out.sessions_expected = static_cast<std::int64_t>(found->expected.size());
    out.sessions_refused = found->refused;
    for (const auto& gap : found->gaps) {
        out.gaps.push_back(viewOf(gap, *found));
        out.sessions_missing += out.gaps.back().sessions;
        out.sessions_filled += out.gaps.back().filled;
    }
    call.method("gaps", "sessions of the calendar without a bar; rows that a rule kept aside are no gap");
    return out;
}

Result<kit::JobAccepted> MarketDataService::startBackfill(const BackfillRequest& request, kit::Call& call) {
    auto wanted = request;
    const auto range = rangeOf(request.start, request.end, ports_.clock.now(), call);
    if (!range) return kit::failAs(range);
    wanted.end = range->end;
    if (request.dataset && isBackfill(*request.dataset))
        return fail(ErrorCode::InvalidArgument, "that data set holds what a source filled in", "/dataset");
    const auto order = Backfill::sourcesFor(*sources_, request);
    if (!order) return kit::failAs(order);
    if (order->empty()) call.warn("no_source", "/sources", Backfill::kNoSource);
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    const auto known = [&](const std::string& symbol) {
        return now->resolve(symbol, wanted.end.value_or(kEndOfTime), wanted.dataset.value_or("")) != nullptr;
    };
    if (std::ranges::none_of(wanted.symbols, known))
        return fail(ErrorCode::NotFound,
                    wanted.symbols.size() == 1 ? "the symbol " + wanted.symbols.front() + " is not known"
                                               : "none of the symbols is known",
                    "/symbols");
    for (std::size_t i = 0; i < wanted.symbols.size(); ++i)
        if (!known(wanted.symbols[i]))
            call.warn("unknown_symbol", "/symbols/" + std::to_string(i),
                      "the symbol " + wanted.symbols[i] + " is not known; it is left out");
    const auto job = ports_.jobs.submit(
        "backfill", id(), threads_.worker,
        [this, wanted = std::move(wanted)](kit::JobContext& context) -> Result<std::string> {
            const auto result = backfill_->run(wanted, [&](double fraction, std::string_view what) {
                return context.progress(fraction, what);
            });
            if (!result) return kit::failAs(result);
            return kit::writeJson(*result);
        });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

void MarketDataService::addBackfillOperations(std::vector<kit::Operation>& out) {
    out.push_back(postedOperation<GapsRequest, GapsResult>(
        {.id = "marketdata.gaps",
         .paths = {"/api/v1/marketdata/gaps/{symbol}"},
         .summary = "Sessions of the calendar on which a symbol has no daily bar",
         .example = R"({"symbol":"AAPL"})"},
        threads_.driver,
        [this](const GapsRequest& request, kit::Call& call) { return gapsNow(request, call); }));
    if (!sources_) return;
    out.push_back(kit::operation<BackfillRequest, kit::JobAccepted>(
        {.id = "marketdata.backfill",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/marketdata/backfill"},
         .scope = kit::Scope::Write,
         .summary = "Asks the sources for sessions without a bar, as a job",
         .example = R"({"symbols":["AAPL"]})",
         .kind = kit::Kind::Job},
        [this](const BackfillRequest& request, kit::CallPtr call, kit::Done<kit::JobAccepted> done) {
            done(startBackfill(request, *call));
        }));
}

} // namespace nautilus::marketdata

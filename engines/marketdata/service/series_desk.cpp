#include "engines/marketdata/service/series_desk.h"

#include "engines/kit/field_writer.h"
#include "engines/kit/paging.h"
#include "engines/marketdata/service/posted_operation.h"

#include <chrono>
#include <future>

namespace nautilus::marketdata {

using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::RegisteredSeries;
using kit::Result;

namespace {

constexpr const char* kCatalogSource = "catalog";

std::string isoOf(const std::optional<SessionDate>& date) {
    return date ? date->iso() : "";
}

RegisteredSeries registered(const SeriesEntry& entry) {
    return {entry.source, entry.series_id, entry.title,        entry.frequency,   entry.unit,
            entry.place,  entry.topic,     isoOf(entry.first), isoOf(entry.last), entry.origin};
}

SeriesEntry entryOf(const RegisteredSeries& series) {
    SeriesEntry out;
    out.source = series.source;
    out.series_id = series.series_id;
    out.title = series.title;
    out.frequency = series.frequency;
    out.unit = series.unit;
    out.place = series.place;
    out.topic = series.topic;
    out.first = SessionDate::parse(series.first);
    out.last = SessionDate::parse(series.last);
    out.origin = series.origin;
    return out;
}

/// What the source's own search answered; columns that a source has not are left empty.
std::vector<RegisteredSeries> seriesIn(const kit::Table& table, const std::string& source) {
    const auto text = [&](const char* column, std::size_t row) {
        const auto* found = table.find(column);
        const auto* texts = found ? std::get_if<kit::Table::Texts>(&found->cells) : nullptr;
        return texts ? (*texts)[row] : std::string();
    };
    std::vector<RegisteredSeries> out;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        RegisteredSeries one;
        one.source = source;
        one.series_id = text("symbol", row);
        one.title = text("name", row);
        one.frequency = text("frequency", row);
        one.unit = text("units", row);
        one.origin = "source";
        if (!one.series_id.empty()) out.push_back(std::move(one));
    }
    return out;
}

} // namespace

Result<void> SeriesDesk::enterStored() {
    const auto epoch = parts_.catalog.epoch();
    const std::scoped_lock lock(mutex_);
    if (entered_epoch_ == epoch) return {};
    const auto spans = parts_.catalog.macroSpans();
    if (!spans) return kit::failAs(spans);
    std::vector<RegisteredSeries> rows;
    std::set<std::string, std::less<>> ids;
    for (const auto& each : *spans)
        if (ids.insert(each.series).second) // another data set of the same series adds nothing to find
            rows.push_back({kCatalogSource, each.series, each.name, each.frequency, each.units, "",
                            each.dataset, each.first.iso(), each.last.iso(), "catalog"});
    if (const auto added = parts_.series.add(rows); !added) return kit::failAs(added);
    stored_ = std::move(ids);
    entered_epoch_ = epoch;
    return {};
}

Result<SeriesSearchResult> SeriesDesk::search(const SeriesSearchRequest& request, kit::Call& call) {
    const auto first = kit::firstRowOf(request.cursor);
    if (!first) return kit::failAs(first);
    if (const auto entered = enterStored(); !entered) return kit::failAs(entered);
    call.catalog_epoch = parts_.catalog.epoch();
    const auto found = parts_.series.search({request.query, request.source, *first, request.limit});
    if (!found) return kit::failAs(found);
    SeriesSearchResult out;
    out.matches = found->matches;
    out.complete = found->complete;
    out.registered = parts_.series.count();
    bool any_generated = false;
    for (const auto& each : found->series) {
        auto entry = entryOf(each);
        {
            const std::scoped_lock lock(mutex_);
            entry.stored = stored_.contains(entry.series_id);
        }
        any_generated = any_generated || entry.origin == "generated";
        out.series.push_back(std::move(entry));
    }
    if (std::ssize(out.series) == request.limit && *first + request.limit < out.matches)
        out.next_cursor = std::to_string(*first + request.limit);
    if (!out.complete)
        call.warn("more_may_match", "/data/series",
                  "not every match was looked at: more words, or a source, find the rest");
    if (any_generated)
        call.warn("generated_series", "/data/series",
                  "series of origin generated exist for measurements only");
    return out;
}

Result<SeriesAddResult> SeriesDesk::added(std::span<const RegisteredSeries> series) {
    const auto done = parts_.series.add(series);
    if (!done) return kit::failAs(done);
    return SeriesAddResult{done->added, done->changed, done->unchanged, parts_.series.count()};
}

Result<SeriesAddResult> SeriesDesk::add(const SeriesAddRequest& request, kit::Call&) {
    std::vector<RegisteredSeries> rows;
    kit::Errors errors;
    for (std::size_t i = 0; i < request.series.size(); ++i) {
        const auto& each = request.series[i];
        const auto at = "/series/" + std::to_string(i);
        if (each.source == kCatalogSource)
            errors.push_back({ErrorCode::InvalidArgument, "that name is the catalog's own", at + "/source"});
        if (each.first && each.last && *each.last < *each.first)
            errors.push_back({ErrorCode::InvalidArgument, "it lies before first", at + "/last"});
        rows.push_back(registered(each));
    }
    if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
    return added(rows);
}

Result<kit::JobAccepted> SeriesDesk::startDiscovery(const SeriesDiscoverRequest& request) {
    if (!parts_.sources || !parts_.sources->find(request.source))
        return fail(ErrorCode::NotFound, "there is no source " + request.source, "/source");
    const auto job =
        parts_.jobs.submit("series_discovery", "marketdata", parts_.worker,
                           [this, request](kit::JobContext& context) { return discover(request, context); });
    if (!job) return kit::failAs(job);
    return kit::JobAccepted::of(*job);
}

Result<std::string> SeriesDesk::discover(const SeriesDiscoverRequest& request, kit::JobContext& context) {
    constexpr std::chrono::milliseconds kLookForCancel{50};
    const auto source = parts_.sources->find(request.source);
    if (!source) return fail(ErrorCode::NotFound, "the source " + request.source + " was removed");
    if (const auto spent = parts_.sources->spend(request.source); !spent) return kit::failAs(spent);
    const auto answer = std::make_shared<std::promise<Result<kit::Table>>>();
    auto coming = answer->get_future();
    source->search(request.query, request.limit,
                   [answer](Result<kit::Table> table) { answer->set_value(std::move(table)); });
    while (coming.wait_for(kLookForCancel) != std::future_status::ready)
        if (!context.progress(0, "waiting for " + request.source))
            return fail(ErrorCode::Cancelled, "the job was cancelled");
    const auto table = coming.get();
    if (!table) return kit::failAs(table);
    const auto done = added(seriesIn(*table, request.source));
    if (!done) return kit::failAs(done);
    return kit::writeJson(*done);
}

void SeriesDesk::addOperations(std::vector<kit::Operation>& out) {
    out.push_back(postedOperation<SeriesSearchRequest, SeriesSearchResult>(
        {.id = "marketdata.series",
         .paths = {"/api/v1/data-catalog/series"},
         .summary = "Search the register of outside series by words",
         .example = R"({"query":"unemployment rate","limit":5})"},
        parts_.driver,
        [this](const SeriesSearchRequest& request, kit::Call& call) { return search(request, call); }));
    out.push_back(postedOperation<SeriesAddRequest, SeriesAddResult>(
        {.id = "marketdata.series_add",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/data-catalog/series"},
         .scope = kit::Scope::Write,
         .summary = "Enter series in the register: up to 10,000 at once",
         .example = R"({"series":[{"source":"dbnomics","series_id":"OECD/QNA/DEU.B1_GE.LNBQRSA.Q",)"
                    R"("title":"Gross domestic product","place":"Germany","frequency":"Quarterly"}]})"},
        parts_.driver,
        [this](const SeriesAddRequest& request, kit::Call& call) { return add(request, call); }));
    out.push_back(kit::immediateOperation<SeriesDiscoverRequest, kit::JobAccepted>(
        {.id = "marketdata.series_discover",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/data-catalog/series/discoveries"},
         .scope = kit::Scope::Write,
         .summary = "Ask a source's own search and enter what it knows, as a job",
         .example = R"({"source":"fred","query":"unemployment rate"})",
         .kind = kit::Kind::Job},
        [this](const SeriesDiscoverRequest& request, kit::Call&) { return startDiscovery(request); }));
}

} // namespace nautilus::marketdata

#include "engines/marketdata/service/marketdata_service.h"

#include "engines/domain/calendar.h"
#include "engines/kit/paging.h"
#include "engines/marketdata/kernel/bar_rules.h"
#include "engines/marketdata/service/historical_reader.h"
#include "engines/marketdata/service/live_service.h"
#include "engines/marketdata/service/quality_service.h"
#include "engines/marketdata/service/refresh_desk.h"
#include "engines/marketdata/service/series_desk.h"

#include <algorithm>
#include <cctype>

namespace nautilus::marketdata {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;

namespace {

constexpr std::int64_t kNsPerDay = 86'400 * kNsPerSecond;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

void addSpans(const std::vector<kit::BarSpan>& spans, InstrumentDirectory& directory) {
    directory.first_session.assign(directory.instruments.size(), kEndOfTime);
    directory.last_session.assign(directory.instruments.size(), kBeginningOfTime);
    for (const auto& span : spans)
        if (const auto* instrument = directory.byId(span.id)) {
            const auto at = static_cast<std::size_t>(instrument - directory.instruments.data());
            directory.first_session[at] = span.first;
            directory.last_session[at] = span.last;
        }
}

} // namespace

std::vector<std::string_view> MarketDataService::rulesOf(const kit::RawBars& raw) {
    return refusedBars({raw.security_type, raw.session, raw.open, raw.high, raw.low, raw.close, raw.adj_close,
                        raw.volume, raw.calendar});
}

Result<void> MarketDataService::start() {
    if (auto seen = refresh(); !seen) return seen;
    scanWhatWasLeft();
    if (live_) live_->start();
    if (refreshes_) refreshes_->start();
    return {};
}

void MarketDataService::stop() {
    if (refreshes_) refreshes_->stop();
    if (live_) live_->stop();
}

Result<void> MarketDataService::refresh() {
    auto fresh = std::make_shared<InstrumentDirectory>();
    fresh->epoch = ports_.catalog.epoch();
    auto datasets = ports_.catalog.datasets();
    auto instruments = ports_.catalog.instruments();
    auto aliases = ports_.catalog.aliases();
    const auto classes = ports_.catalog.classifications();
    const auto spans = ports_.catalog.barSpans();
    if (!datasets || !instruments || !aliases || !classes || !spans)
        return fail(ErrorCode::Unavailable, "the catalog could not be read");
    fresh->datasets = std::move(*datasets);
    fresh->instruments = std::move(*instruments);
    fresh->aliases = std::move(*aliases);
    fresh->sector.resize(fresh->instruments.size());
    fresh->industry.resize(fresh->instruments.size());
    for (const auto& c : *classes) {
        const auto* instrument = fresh->byId(c.id);
        if (!instrument) continue;
        const auto at = static_cast<std::size_t>(instrument - fresh->instruments.data());
        if (c.scheme == "gics_sector") fresh->sector[at] = c.value;
        if (c.scheme == "gics_industry_group") fresh->industry[at] = c.value;
    }
    addSpans(*spans, *fresh);
    directory_.store(std::move(fresh));
    if (series_) (void)series_->enterStored(); // a search tries again and says why not
    return {};
}

Result<Table> MarketDataService::instruments(const InstrumentsRequest& request, kit::Call& call) const {
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    const auto wanted = lower(request.query.value_or(""));
    Table::Integers id;
    Table::Texts symbol, name, type, asset, currency, sector, industry, dataset, first, last;
    for (std::size_t i = 0; i < now->instruments.size(); ++i) {
        const auto& each = now->instruments[i];
        if (!wanted.empty() && lower(each.symbol).find(wanted) == std::string::npos &&
            lower(each.name).find(wanted) == std::string::npos)
            continue;
        if (request.security_type && each.security_type != *request.security_type) continue;
        id.push_back(each.id);
        symbol.push_back(each.symbol);
        name.push_back(each.name);
        type.push_back(each.security_type);
        asset.push_back(each.asset_class);
        currency.push_back(each.currency);
        sector.push_back(now->sector[i]);
        industry.push_back(now->industry[i]);
        const bool has_bars = now->first_session[i] <= now->last_session[i];
        first.push_back(has_bars ? now->first_session[i].iso() : "");
        last.push_back(has_bars ? now->last_session[i].iso() : "");
        dataset.push_back(each.dataset);
    }
    Table table;
    table.add("instrument_id", std::move(id));
    table.add("symbol", std::move(symbol));
    table.add("name", std::move(name));
    table.add("security_type", std::move(type));
    table.add("asset_class", std::move(asset));
    table.add("currency", std::move(currency));
    table.add("sector", std::move(sector));
    table.add("industry", std::move(industry));
    table.add("first_session", std::move(first));
    table.add("last_session", std::move(last));
    table.add("dataset", std::move(dataset));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

void MarketDataService::bars(BarsRequest request, kit::CallPtr call, kit::Done<Table> done) {
    const auto task = [this, request = std::move(request), call, done] { done(barsNow(request, *call)); };
    if (!threads_.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

SessionDate MarketDataService::today() const {
    return {static_cast<std::int32_t>(ports_.clock.now().ns / kNsPerDay)};
}

Result<const Instrument*> MarketDataService::named(const InstrumentDirectory& now, const std::string& symbol,
                                                   SessionDate end, const std::optional<std::string>& dataset,
                                                   kit::Call& call) const {
    // A symbol without a date means the one that carries it now, or the last one that did.
    const auto at = std::min(end, today());
    const auto* instrument = now.resolve(symbol, at, dataset.value_or(""));
    if (!instrument) return fail(ErrorCode::NotFound, "the symbol " + symbol + " is not known", "/symbol");
    call.method("dataset", instrument->dataset);
    return instrument;
}

Result<Table> MarketDataService::barsNow(const BarsRequest& request, kit::Call& call) {
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    if (request.start && request.end && *request.end < *request.start)
        return fail(ErrorCode::InvalidArgument, "end is before start", "/end");
    if (request.timeframe != "1d") return sizedBarsNow(request, call);
    const auto end = std::min(request.end.value_or(kEndOfTime), request.as_of.value_or(kEndOfTime));
    const auto instrument = named(*now, request.symbol, end, request.dataset, call);
    if (!instrument) return kit::failAs(instrument);
    const kit::BarQuery query{{(*instrument)->id}, request.start.value_or(kBeginningOfTime), end, ""};
    const bool raw = request.raw && quality_;
    auto bars = raw ? quality_->rawBars(query) : ports_.catalog.dailyBars(query);
    if (!bars) return kit::failAs(bars);
    if (quality_ && !raw)
        if (auto said = quality_->warnOfCorrections(query, call); !said) return kit::failAs(said);
    if (request.adjusted) {
        for (std::size_t i = 0; i < bars->size(); ++i) {
            const double scale = bars->adj_close[i] / bars->close[i];
            for (auto* column : {&bars->open, &bars->high, &bars->low})
                (*column)[i] *= scale;
            bars->close[i] = bars->adj_close[i];
        }
        call.method("prices", "open, high, low and close times adj_close / close: dividends reinvested");
    }
    if (!bars->session.empty())
        call.data_as_of = bars->session.back();
    else
        call.warn("no_data", "/data/rows", "there are no bars in this range");
    Table table;
    table.add("date", std::move(bars->session));
    table.add("open", std::move(bars->open));
    table.add("high", std::move(bars->high));
    table.add("low", std::move(bars->low));
    table.add("close", std::move(bars->close));
    table.add("volume", std::move(bars->volume));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

void MarketDataService::quality(QualityRequest request, kit::CallPtr call, kit::Done<Table> done) {
    const auto task = [this, request = std::move(request), call, done] { done(qualityNow(request, *call)); };
    if (!threads_.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

Result<Table> MarketDataService::qualityNow(const QualityRequest& request, kit::Call& call) {
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    const auto rows = ports_.catalog.quarantine();
    if (!rows) return kit::failAs(rows);
    Table::Texts symbol, reason, source;
    Table::Dates session;
    Table::Integers source_row;
    for (const auto& row : *rows) {
        const auto* instrument = now->byId(row.id);
        const auto name = instrument ? instrument->symbol : std::to_string(row.id);
        if (request.symbol && *request.symbol != name) continue;
        symbol.push_back(name);
        session.push_back(row.session);
        reason.push_back(row.reason);
        source.push_back(row.source);
        source_row.push_back(row.source_row);
    }
    Table table;
    table.add("symbol", std::move(symbol));
    table.add("date", std::move(session));
    table.add("reason", std::move(reason));
    table.add("source", std::move(source));
    table.add("source_row", std::move(source_row));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<SourcesResult> MarketDataService::sources(kit::Call& call) const {
    const auto now = directory();
    call.catalog_epoch = now->epoch;
    SourcesResult out{now->epoch, {}};
    for (const auto& d : now->datasets)
        out.datasets.push_back({d.name, d.title, d.price_basis, d.calendar, d.notes});
    return out;
}

Result<kit::ImportReport> MarketDataService::importNow(const std::string& folder,
                                                       const kit::Catalog::Progress& progress) {
    const auto before = beforeImport();
    auto report = ports_.catalog.importDataset(folder, rulesOf, progress);
    if (!report) return report;
    return published(std::move(*report), before, progress);
}

Result<kit::ImportReport> MarketDataService::published(kit::ImportReport report, const BeforeImport& before,
                                                       const kit::Catalog::Progress& progress) {
    const auto today = ports_.clock.now().ns / kNsPerDay;
    if (ingest_day_.exchange(today) != today) rows_ingested_ = 0;
    rows_ingested_ += report.rows_imported;
    ingest_ns_ = ports_.clock.steadyNs() - before.begun_ns;
    const bool changed = report.catalog_epoch != before.epoch;
    const bool left = std::ranges::find(before.unscanned, report.dataset) != before.unscanned.end();
    if (changed || left) {
        if (auto seen = changed ? announceEpoch(report.dataset) : refresh(); !seen) return kit::failAs(seen);
        report.touched_all = report.touched_all || left;
        report.quality_issues = std::max(report.rows_quarantined, scanAfterImport(report, progress));
    }
    return report;
}

MarketDataHealth MarketDataService::health() const {
    const auto vitals = ports_.vitals.vitals(id());
    const auto now = directory();
    MarketDataHealth out;
    out.status = healthWord(vitals);
    out.version = version();
    out.uptime_seconds = vitals.uptime_seconds;
    out.messagebus_connected = ports_.stream.connected();
    if (sources_)
        for (const auto& source : sources_->all()) {
            const auto status = source->status();
            const auto state = status.state;
            if (state == kit::SourceState::Stopped) continue; // started by hand, and nobody has
            if (state == kit::SourceState::Disabled && status.crashes == 0) continue; // not set up
            const bool stored = (source->info().capabilities & kit::Capability::kStreaming) == 0;
            out.data_sources_status[source->info().id] = {std::string(kit::sourceStateName(state)),
                                                          stored ? historical_->latencyMs() : kMissing};
        }
    if (out.data_sources_status.items.empty()) // a command that has no plugins: the catalog is all there is
        out.data_sources_status["files"] = {ports_.catalog.connected() ? "connected" : "disconnected",
                                            kMissing};
    out.active_streams = live_ ? live_->activeLines() : 0;
    out.data_points_ingested_today = rows_ingested_ + (live_ ? live_->acceptedTotal() : 0);
    if (rows_ingested_ > 0)
        out.avg_ingestion_latency_ms =
            static_cast<double>(ingest_ns_) / 1e6 / static_cast<double>(rows_ingested_);
    return out;
}

kit::Keyed<double> MarketDataService::statistics() const {
    const auto now = directory();
    kit::Keyed<double> out;
    out["instruments"] = static_cast<double>(now->instruments.size());
    out["datasets"] = static_cast<double>(now->datasets.size());
    out["catalog_epoch"] = static_cast<double>(now->epoch);
    out["rows_ingested_today"] = static_cast<double>(rows_ingested_);
    return out;
}

std::vector<kit::MetricSample> MarketDataService::metrics() const {
    const auto now = directory();
    const auto events = static_cast<double>(live_ ? live_->acceptedTotal() : 0);
    const auto refused = static_cast<double>(live_ ? live_->refusedTotal() : 0);
    return {{"marketdata_events_accepted_total", "Live events taken in", events},
            {"marketdata_events_refused_total", "Live events kept aside", refused},
            {"marketdata_cache_bytes", "Memory of the last-value cache",
             static_cast<double>(live_ ? live_->cache().bytes() : 0), false},
            {"marketdata_rows_ingested_total", "Rows taken in since midnight UTC",
             static_cast<double>(rows_ingested_)},
            {"marketdata_instruments", "Instruments in the catalog",
             static_cast<double>(now->instruments.size()), false}};
}

} // namespace nautilus::marketdata

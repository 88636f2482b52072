// How the live side and the historical reads hang on the rest of the engine.

#include "engines/marketdata/service/backfill.h"
#include "engines/marketdata/service/historical_reader.h"
#include "engines/marketdata/service/live_desk.h"
#include "engines/marketdata/service/daily_market_store.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "engines/marketdata/service/quality_service.h"
#include "engines/marketdata/service/refresh_desk.h"
#include "engines/marketdata/service/series_desk.h"

#include <algorithm>
#include <cmath>

namespace nautilus::marketdata {

using namespace domain;
using kit::Result;

namespace {

constexpr std::int64_t kDayNs = 86'400 * kNsPerSecond;

const char* gravity(const std::string& severity) {
    return severity == "error" ? "high" : severity == "warning" ? "medium" : "low";
}

} // namespace

MarketDataService::MarketDataService(kit::Ports ports, kit::EngineThreads threads)
    : ports_(ports), threads_(threads) {
    historical_ = std::make_unique<HistoricalReader>(HistoricalReader::Parts{
        ports_, threads_.driver, [this] { return directory(); }, [this] { return sources_; },
        [this](const std::string& dataset) { return reliabilityOf(dataset); }});
    daily_ = std::make_unique<DailyMarketStore>(ports_.catalog, [this] { return directory(); });
}

MarketDataService::~MarketDataService() = default;

void MarketDataService::useSeriesRegister(kit::SeriesRegister& series) {
    series_ = std::make_unique<SeriesDesk>(
        SeriesDesk::Parts{ports_.catalog, ports_.jobs, threads_.driver, threads_.worker, series, sources_});
}

void MarketDataService::useSources(kit::DataSources& sources, kit::Cache& cache) {
    useSources(sources, cache, LiveLimits{});
}

void MarketDataService::useSources(kit::DataSources& sources, kit::Cache& cache, const LiveLimits& limits) {
    sources_ = &sources;
    historical_->keepSourceAnswers(limits.source_answer_ns);
    const auto lookUp = [this](const std::string& symbol) {
        LiveService::Known known;
        const auto now = directory();
        const SessionDate today{static_cast<std::int32_t>(ports_.clock.now().ns / kDayNs)};
        const auto* instrument = now->resolve(symbol, today);
        if (!instrument) return known;
        known.instrument = instrument->id;
        known.calendar = instrument->calendar;
        known.venue = instrument->calendar;
        known.closes = closesOf(*now, symbol, *instrument, today);
        return known;
    };
    live_ = std::make_unique<LiveService>(
        LiveService::Parts{ports_.clock, ports_.stream, threads_.lane, threads_.driver, sources, cache},
        lookUp, limits);
    refreshes_ = std::make_unique<RefreshDesk>(
        RefreshDesk::Parts{ports_, threads_.driver, sources,
                           [this](kit::ImportPlan plan, kit::Table rows) {
                               return importFetched(std::move(plan), std::move(rows));
                           },
                           [this](std::string_view json) { return read_json(json); }});
    desk_ = std::make_unique<LiveDesk>(LiveDesk::Parts{
        *live_, threads_, [this] { return storedScores(); },
        [this](const std::string& symbol, kit::Call& call) { return storedQuality(symbol, call); },
        [this] { return static_cast<std::int64_t>(directory()->instruments.size()); },
        [this] { return historical_->latencyMs(); }, [this] { return websocket_address(); }});
    backfill_ = std::make_unique<Backfill>(Backfill::Parts{
        ports_.catalog, sources, [this] { return directory(); },
        [this](const kit::ImportPlan& plan, const kit::Table& rows, const kit::Catalog::Progress& progress) {
            const auto before = beforeImport();
            auto report = ports_.catalog.importRows(plan, rows, rulesOf, progress);
            return report ? published(std::move(*report), before, progress) : std::move(report);
        }});
}

std::shared_ptr<const DailyCloses> MarketDataService::closesOf(const InstrumentDirectory& now,
                                                               const std::string& symbol,
                                                               const Instrument& first, SessionDate today) {
    // A stored day that is replayed may lie before the first data set begins: the next ones know it.
    std::vector<const Instrument*> all{&first};
    for (const auto& dataset : now.datasets)
        if (const auto* other = now.resolve(symbol, today, dataset.name); other && other != &first &&
                                                                          other->currency == first.currency &&
                                                                          other->calendar == first.calendar)
            all.push_back(other);
    auto out = std::make_shared<DailyCloses>();
    for (const auto* instrument : all) {
        kit::BarQuery query{{instrument->id}, kBeginningOfTime, kEndOfTime, ""};
        query.closes_only = true;
        if (const auto bars = ports_.catalog.dailyBars(query)) out->complete(bars->session, bars->close);
    }
    return out;
}

DailyMarket& MarketDataService::dailyMarket() const {
    return *daily_;
}

LiveFeed* MarketDataService::liveFeed() const {
    return live_.get();
}

void MarketDataService::followBuiltIn() {
    std::vector<std::string> symbols;
    const auto now = directory();
    for (std::size_t i = 0; i < now->instruments.size(); ++i)
        if (now->instruments[i].dataset == "panel" || now->instruments[i].dataset == "open")
            symbols.push_back(now->instruments[i].symbol);
    std::ranges::sort(symbols);
    const auto [first, last] = std::ranges::unique(symbols);
    symbols.erase(first, last);
    if (live_) live_->keepFollowing(symbols);
}

void MarketDataService::addLiveOperations(std::vector<kit::Operation>& out) {
    out.push_back(historical_->operation());
    if (desk_) desk_->addOperations(out);
    if (refreshes_) refreshes_->addOperations(out);
}

Result<kit::Keyed<double>> MarketDataService::storedScores() {
    const auto epoch = ports_.catalog.epoch();
    {
        const std::scoped_lock lock(scores_mutex_);
        if (scores_epoch_ == epoch) return scores_;
    }
    kit::Keyed<double> out;
    if (quality_) {
        kit::Call call;
        const auto summary = quality_->summary(call);
        if (!summary) return kit::failAs(summary);
        for (const auto& dataset : summary->datasets)
            if (std::isfinite(dataset.scores.overall)) out[dataset.dataset] = dataset.scores.overall;
    }
    const std::scoped_lock lock(scores_mutex_);
    scores_epoch_ = epoch;
    scores_ = out;
    return out;
}

double MarketDataService::reliabilityOf(const std::string& dataset) {
    const auto scores = storedScores();
    const auto* found = scores ? scores->find(dataset) : nullptr;
    return found ? *found : kMissing;
}

Result<SymbolQuality> MarketDataService::storedQuality(const std::string& symbol, kit::Call& call) {
    const auto now = directory();
    const auto instrument = named(*now, symbol, kEndOfTime, std::nullopt, call);
    if (!instrument) return kit::failAs(instrument);
    call.catalog_epoch = now->epoch;
    SymbolQuality out;
    out.symbol = symbol;
    if (!quality_) return out;
    const auto found = quality_->ofInstrument((*instrument)->id, (*instrument)->dataset);
    if (!found) return kit::failAs(found);
    const auto& scores = found->scores;
    out.quality_metrics = {scores.completeness, scores.timeliness, scores.accuracy_score, scores.consistency};
    const std::pair<const char*, double> named_scores[] = {{"data_completeness", scores.completeness},
                                                           {"timeliness_score", scores.timeliness},
                                                           {"accuracy_score", scores.accuracy_score},
                                                           {"consistency_score", scores.consistency}};
    for (const auto& [name, score] : named_scores)
        if (std::isnan(score))
            call.warn("not_scored", std::string("/data/quality_metrics/") + name,
                      "there are no daily bars, or no calendar, to judge by");
    call.method("scores", "of the symbol's rows in its data set; see docs/methods/data-quality.md");
    for (const auto& issue : found->issues)
        out.quality_issues.push_back(
            {issue.rule, issue.first.iso(), gravity(issue.severity), issue.state, (*instrument)->dataset});
    std::ranges::reverse(out.quality_issues);
    out.source_comparison[(*instrument)->dataset] = {scores.overall, kMissing}; // the lane knows the uptime
    return out;
}

} // namespace nautilus::marketdata

// Sources as they are: state, speed, quality, settings.

#include "engines/marketdata/service/live_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace nautilus::marketdata {

using kit::Call;
using kit::CallPtr;
using kit::Capability;
using kit::Done;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::SourceState;

namespace {

constexpr double kMs = 1e6; ///< ns

const char* statusWord(SourceState state) {
    constexpr const char* kWords[] = {"stopped", "starting", "active", "degraded", "failed", "disabled"};
    return kWords[static_cast<int>(state)];
}

std::vector<std::string> capabilityNames(unsigned bits) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < std::size(Capability::kNames); ++i)
        if ((bits & (1U << i)) != 0) out.emplace_back(Capability::kNames[i]);
    return out;
}

/// "120/minute" where the span has a name.
std::optional<std::string> budgetOf(const kit::SourceInfo& info) {
    if (info.per_seconds <= 0) return std::nullopt;
    const auto count = std::to_string(info.requests);
    if (info.per_seconds < 1)
        return fmt::format("{:.3g}/second", static_cast<double>(info.requests) / info.per_seconds);
    if (info.per_seconds == 1) return count + "/second";
    if (info.per_seconds == 60) return count + "/minute";
    if (info.per_seconds == 3'600) return count + "/hour";
    if (info.per_seconds == 86'400) return count + "/day";
    return count + "/" + std::to_string(static_cast<std::int64_t>(info.per_seconds)) + " s";
}

constexpr std::string_view kFiles = "files"; // gives what the catalog holds

/// A setting that it can't do without was never given. Who was ended for its crashes was.
bool neverSetUp(const kit::SourceStatus& status) {
    return status.state == kit::SourceState::Disabled && status.crashes == 0;
}

/// Says why the newest of them lacks a figure.
void warnOfNulls(const std::vector<SourceView>& views, Call& call) {
    const auto place = "/data/available_sources/" + std::to_string(views.size() - 1);
    if (!views.back().symbols_supported)
        call.warn("not_known", place + "/symbols_supported",
                  "this source does not say how many symbols it has");
    if (std::isnan(views.back().latency_ms))
        call.warn("not_measured_yet", place + "/latency_ms", "nothing has come from this source so far");
}

double liveScore(const LiveService::SourceFigures& figures) {
    const auto all = figures.accepted + figures.refused;
    return all == 0 ? domain::kMissing : 1 - static_cast<double>(figures.refused) / static_cast<double>(all);
}

double uptimeOf(const LiveService::SourceFigures& figures) {
    return figures.looks == 0
               ? domain::kMissing
               : static_cast<double>(figures.looks_connected) / static_cast<double>(figures.looks);
}

/// At most about forty bars of equal relative width.
std::vector<LatencyBucket> bucketsOf(const numerics::LatencyHistogram& histogram) {
    std::map<int, std::int64_t> coarse; // by half powers of two
    histogram.forEachBucket([&](std::int64_t end, std::uint64_t count) {
        const int step = end <= 1 ? 0 : static_cast<int>(std::ceil(2 * std::log2(static_cast<double>(end))));
        coarse[step] += static_cast<std::int64_t>(count);
    });
    std::vector<LatencyBucket> out;
    for (const auto& [step, count] : coarse)
        out.push_back({std::exp2(step / 2.0) / kMs, count});
    return out;
}

Result<std::shared_ptr<kit::DataSource>> named(kit::DataSources& sources, const std::string& id) {
    auto found = sources.find(id);
    if (!found) return fail(ErrorCode::NotFound, "there is no source " + id, "/source_id");
    return found;
}

} // namespace

SourceView LiveDesk::viewOf(const kit::DataSource& source) const {
    const auto& info = source.info();
    const auto status = source.status();
    SourceView out;
    out.source_id = info.id;
    out.name = info.name;
    out.status = statusWord(status.state);
    out.data_types = capabilityNames(info.capabilities);
    out.asset_classes = info.asset_classes;
    out.update_frequency = info.update_frequency;
    out.rate_limit = budgetOf(info);
    if (status.requests_left >= 0) out.requests_left = status.requests_left;
    out.real = info.real;
    out.message = status.message;
    out.crashes = status.crashes;
    out.last_errors = status.last_errors;
    // These two give what the catalog holds; of others it is not known.
    if (info.id == kFiles || info.id == "replay") out.symbols_supported = parts_.stored_symbols();
    const auto now_ns = parts_.live.clock().steadyNs();
    std::int64_t heard = 0;
    double rate = 0;
    for (const auto& line : parts_.live.lines()) {
        if (!line || line->about.source != info.id) continue;
        ++out.lines;
        out.stale_lines += line->about.stale;
        heard = std::max(heard, line->last_heard_steady_ns);
        if (const double each = line->eventsPerSecond(now_ns); !std::isnan(each)) rate += each;
    }
    if (out.lines > 0) out.events_per_second = rate;
    if (heard > 0) out.seconds_since_event = static_cast<double>(now_ns - heard) / 1e9;
    const auto& all = parts_.live.figures();
    if (const auto found = all.find(info.id); found != all.end()) {
        const auto& figures = found->second;
        out.events_accepted = figures.accepted;
        out.events_refused = figures.refused;
        out.uptime = uptimeOf(figures);
        out.latency_histogram = bucketsOf(figures.processing);
        const double feed = figures.feed.count() > 0 ? figures.feed.quantileNs(0.5) : 0;
        out.latency_ms = (feed + figures.processing.quantileNs(0.5)) / kMs;
    }
    if (info.id == kFiles) out.latency_ms = parts_.stored_latency_ms();
    return out;
}

void LiveDesk::addScore(const kit::DataSource& source, const Result<kit::Keyed<double>>& stored,
                        SourcesListing& out, Call& call) const {
    const auto& id = source.info().id;
    const auto figures = parts_.live.figures().find(id);
    double score = figures == parts_.live.figures().end() ? domain::kMissing : liveScore(figures->second);
    if (id == kFiles && stored && !stored->items.empty()) {
        score = 0;
        for (const auto& [dataset, each] : stored->items)
            score += each / static_cast<double>(stored->items.size());
    }
    if (std::isnan(score))
        call.warn("not_measured_yet", "/data/data_quality_scores", "nothing has come from " + id + " so far");
    else
        out.data_quality_scores[id] = score;
}

void LiveDesk::sources(const SourcesRequest& request, CallPtr call, Done<SourcesListing> done) {
    const auto task = [this, request, call, done] {
        const auto stored = parts_.stored_scores();
        const auto finish = [this, request, call, done, stored] {
            SourcesListing out;
            const auto all = parts_.live.sources().all();
            for (const auto& source : all) {
                auto view = viewOf(*source);
                out.failover_hierarchy.push_back(view.source_id);
                if (!request.all && neverSetUp(source->status())) {
                    call->warn("not_set_up", "/data/available_sources",
                               view.source_id + " is installed but not set up: " + view.message);
                    continue;
                }
                addScore(*source, stored, out, *call);
                out.available_sources.push_back(std::move(view));
                warnOfNulls(out.available_sources, *call);
            }
            for (const auto& [plugin, reason] : parts_.live.sources().refused())
                out.refused_plugins.push_back({plugin, reason});
            done(std::move(out));
        };
        if (!parts_.threads.lane.post(finish))
            done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
    };
    if (!parts_.threads.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

Result<LatencyAnswer> LiveDesk::latency(const kit::Nothing&, Call& call) {
    LatencyAnswer out;
    numerics::LatencyHistogram overall;
    for (const auto& [id, figures] : parts_.live.figures()) {
        if (figures.accepted == 0) continue;
        overall.add(figures.processing);
        auto& each = out.source_latency[id];
        each.message_count = figures.accepted;
        each.processing_latency_ms = figures.processing.meanNs() / kMs;
        each.publish_latency_ms = figures.publishing.meanNs() / kMs;
        if (figures.feed.count() > 0) {
            each.feed_latency_ms = figures.feed.meanNs() / kMs;
            each.total_latency_ms = each.feed_latency_ms + each.processing_latency_ms;
            continue;
        }
        for (const char* field : {"feed_latency_ms", "total_latency_ms"})
            call.warn("replayed", "/data/source_latency/" + id + "/" + field,
                      "these events are of a stored day: how long they travelled then is not known");
    }
    out.overall_latency = {overall.meanNs() / kMs, overall.quantileNs(0.5) / kMs,
                           overall.quantileNs(0.95) / kMs, overall.quantileNs(0.99) / kMs};
    if (overall.count() == 0)
        for (const char* field : {"avg_latency_ms", "p50_latency_ms", "p95_latency_ms", "p99_latency_ms"})
            call.warn("not_measured_yet", std::string("/data/overall_latency/") + field,
                      "no event has come in so far");
    call.method("percentiles", "histogram with buckets of 1.6 % width, all events since the start");
    std::vector<const LiveLine*> lines;
    for (const auto& line : parts_.live.lines())
        if (line && line->accepted > 0) lines.push_back(line.get());
    std::ranges::sort(lines, [](const auto* a, const auto* b) {
        return std::pair(-a->accepted, a->about.line) < std::pair(-b->accepted, b->about.line);
    });
    constexpr std::size_t kMostSymbols = 100;
    for (const auto* line : std::span(lines).first(std::min(lines.size(), kMostSymbols)))
        out.latency_by_symbol[line->about.symbol] = {
            line->processing_sum_ns / static_cast<double>(line->accepted) / kMs, line->accepted};
    return out;
}

void LiveDesk::quality(const SymbolName& request, CallPtr call, Done<SymbolQuality> done) {
    const auto task = [this, request, call, done] {
        auto stored = parts_.stored_quality(request.symbol, *call);
        const auto finish = [this, call, done, request, stored]() mutable {
            if (!stored && !parts_.live.lineOf(request.symbol)) return done(kit::failAs(stored));
            SymbolQuality out = stored ? std::move(*stored) : SymbolQuality{};
            out.symbol = request.symbol;
            addLiveQuality(out, *call);
            done(std::move(out));
        };
        if (!parts_.threads.lane.post(finish))
            done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
    };
    if (!parts_.threads.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

void LiveDesk::addLiveQuality(SymbolQuality& quality, Call& call) const {
    constexpr std::size_t kMostIssues = 100;
    // What is stored comes through the source "files": its uptime is theirs.
    if (const auto files = parts_.live.figures().find("files"); files != parts_.live.figures().end())
        for (auto& [dataset, each] : quality.source_comparison.items)
            each.uptime = uptimeOf(files->second);
    for (const auto& line : parts_.live.lines()) {
        if (!line || line->about.symbol != quality.symbol) continue;
        std::int64_t refused = 0;
        for (const auto each : line->refused)
            refused += each;
        const auto all = refused + line->accepted;
        const auto figures = parts_.live.figures().find(line->about.source);
        quality.source_comparison[line->about.source] = {
            all == 0 ? domain::kMissing : 1 - static_cast<double>(refused) / static_cast<double>(all),
            figures == parts_.live.figures().end() ? domain::kMissing : uptimeOf(figures->second)};
        if (line->about.stale)
            quality.quality_issues.insert(quality.quality_issues.begin(),
                                          {"stale_feed", domain::Timestamp{line->last_event_ns}.rfc3339(),
                                           "high", "open", line->about.source});
    }
    for (const auto& each : parts_.live.refused())
        if (each.symbol == quality.symbol)
            quality.quality_issues.insert(quality.quality_issues.begin(),
                                          {std::string(verdictName(each.reason)),
                                           domain::Timestamp{each.event.event_ns}.rfc3339(), "medium",
                                           "refused", each.source});
    if (quality.quality_issues.size() > kMostIssues) {
        call.warn("list_cut", "/data/quality_issues",
                  "the newest 100 of " + std::to_string(quality.quality_issues.size()) +
                      " are shown; all are in /api/v1/data-catalog/quality");
        quality.quality_issues.resize(kMostIssues);
    }
    for (const auto& [source, each] : quality.source_comparison.items) {
        if (std::isnan(each.quality_score))
            call.warn("not_measured_yet", "/data/source_comparison/" + source + "/quality_score",
                      "nothing has come from this source so far");
        if (std::isnan(each.uptime))
            call.warn("not_measured_yet", "/data/source_comparison/" + source + "/uptime",
                      "the source was not started");
    }
}

Result<CommandResult> LiveDesk::command(const SourceCommand& request, Call&) {
    const auto source = named(parts_.live.sources(), request.source_id);
    if (!source) return kit::failAs(source);
    CommandResult out{request.source_id, "", {}};
    if (request.command == "start") {
        if (auto started = (*source)->start(); !started) return kit::failAs(started);
    } else if (request.command == "stop") {
        (*source)->stop();
        (void)parts_.live.onLane([this, id = request.source_id] { parts_.live.sourceStopped(id); });
    } else {
        auto wish = request.parameters;
        if (!wish.isNull() && !wish.as<kit::Value::Object>())
            return fail(ErrorCode::InvalidArgument, "parameters is an object", "/parameters");
        wish.set("do", request.command);
        auto result = (*source)->control(wish);
        if (!result) {
            auto errors = result.error();
            for (auto& error : errors) // of the source's own words; "do" stands beside them here
                if (error.field.starts_with('/') && error.field != "/do")
                    error.field = "/parameters" + error.field;
            return tl::unexpected(std::move(errors));
        }
        out.result = std::move(*result);
    }
    out.status = statusWord((*source)->status().state);
    return out;
}

Result<SettingsView> LiveDesk::settings(const SourceName& request, Call&) {
    if (const auto source = named(parts_.live.sources(), request.source_id); !source)
        return kit::failAs(source);
    auto found = parts_.live.sources().settings(request.source_id);
    if (!found) return kit::failAs(found);
    return SettingsView{request.source_id, std::move(found->schema), std::move(found->values)};
}

Result<SettingsView> LiveDesk::changeSettings(const SettingsChange& request, Call& call) {
    if (const auto source = named(parts_.live.sources(), request.source_id); !source)
        return kit::failAs(source);
    if (auto changed = parts_.live.sources().changeSettings(request.source_id, request.values); !changed) {
        auto errors = changed.error();
        for (auto& error : errors)
            error.field = "/values" + error.field;
        return tl::unexpected(std::move(errors));
    }
    return settings({request.source_id}, call);
}

Result<SourceOrder> LiveDesk::reorder(const SourceOrder& request, Call&) {
    auto wanted = request.failover_hierarchy;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!parts_.live.sources().find(wanted[i]))
            return fail(ErrorCode::NotFound, "there is no source " + wanted[i],
                        "/failover_hierarchy/" + std::to_string(i));
    for (const auto& source : parts_.live.sources().all())
        if (std::ranges::find(wanted, source->info().id) == wanted.end()) wanted.push_back(source->info().id);
    if (auto done = parts_.live.sources().reorder(wanted); !done) return kit::failAs(done);
    return SourceOrder{std::move(wanted)};
}

} // namespace nautilus::marketdata

#pragma once
// What the live side of the market data engine says of its sources, its speed and its data.

#include "engines/domain/panel.h"
#include "engines/kit/field_table.h"
#include "engines/kit/value.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::marketdata {

/// One bar of a latency histogram.
struct LatencyBucket {
    double up_to_ms = 0;
    std::int64_t count = 0;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("up_to_ms", &LatencyBucket::up_to_ms).unit("ms"),
                               kit::field("count", &LatencyBucket::count));
    }
};

struct SourceView {
    std::string source_id, name, status;
    std::vector<std::string> data_types, asset_classes;
    std::string update_frequency;
    std::optional<std::string> rate_limit;
    std::optional<std::int64_t> requests_left;
    double latency_ms = domain::kMissing;
    std::optional<std::int64_t> symbols_supported;
    bool real = true;
    std::string message;
    std::int64_t crashes = 0;
    std::int64_t lines = 0, stale_lines = 0;
    double events_per_second = domain::kMissing;
    double seconds_since_event = domain::kMissing;
    std::int64_t events_accepted = 0, events_refused = 0;
    double uptime = domain::kMissing;
    std::vector<LatencyBucket> latency_histogram;
    std::vector<std::string> last_errors;

    static constexpr auto fields() {
        using kit::field;
        using S = SourceView;
        return std::make_tuple(
            field("source_id", &S::source_id), field("name", &S::name),
            field("status", &S::status).oneOf("active|starting|degraded|failed|disabled|stopped"),
            field("data_types", &S::data_types).doc("What it can do"),
            field("symbols_supported", &S::symbols_supported),
            field("update_frequency", &S::update_frequency),
            field("rate_limit", &S::rate_limit).doc("Budget of requests"),
            field("latency_ms", &S::latency_ms)
                .unit("ms")
                .doc("Median: event to acceptance; of a replay, whose events are old, receipt to acceptance; "
                     "of "
                     "a source that was only asked for stored data, request to answer"),
            field("asset_classes", &S::asset_classes),
            field("real", &S::real).doc("false: invented values, for load tests"),
            field("requests_left", &S::requests_left).doc("Of the budget now; null = unbounded"),
            field("message", &S::message).doc("Why it is not active"), field("crashes", &S::crashes),
            field("lines", &S::lines).doc("Symbols that it streams now"),
            field("stale_lines", &S::stale_lines), field("events_per_second", &S::events_per_second),
            field("seconds_since_event", &S::seconds_since_event).unit("s"),
            field("events_accepted", &S::events_accepted), field("events_refused", &S::events_refused),
            field("uptime", &S::uptime).doc("Share of the seconds since its start in which it was connected"),
            field("latency_histogram", &S::latency_histogram).doc("Receipt to acceptance"),
            field("last_errors", &S::last_errors).doc("Newest first"));
    }
};

struct RefusedPlugin {
    std::string plugin, reason;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("plugin", &RefusedPlugin::plugin),
                               kit::field("reason", &RefusedPlugin::reason));
    }
};

struct SourcesListing {
    std::vector<SourceView> available_sources;
    std::vector<std::string> failover_hierarchy;
    kit::Keyed<double> data_quality_scores;
    std::vector<RefusedPlugin> refused_plugins;

    static constexpr auto fields() {
        using kit::field;
        using S = SourcesListing;
        return std::make_tuple(
            field("available_sources", &S::available_sources),
            field("failover_hierarchy", &S::failover_hierarchy)
                .doc("Order in which a symbol's source is chosen"),
            field("data_quality_scores", &S::data_quality_scores)
                .doc(
                    "Of what it streamed: 1 - refused / received; of stored data: the mean of the data sets' "
                    "overall scores"),
            field("refused_plugins", &S::refused_plugins));
    }
};

struct OverallLatency {
    double avg_latency_ms = domain::kMissing;
    double p50_latency_ms = domain::kMissing;
    double p95_latency_ms = domain::kMissing;
    double p99_latency_ms = domain::kMissing;
    static constexpr auto fields() {
        using kit::field;
        using L = OverallLatency;
        return std::make_tuple(field("avg_latency_ms", &L::avg_latency_ms).unit("ms"),
                               field("p50_latency_ms", &L::p50_latency_ms).unit("ms"),
                               field("p95_latency_ms", &L::p95_latency_ms).unit("ms"),
                               field("p99_latency_ms", &L::p99_latency_ms).unit("ms"));
    }
};

struct SourceLatency {
    double feed_latency_ms = domain::kMissing;
    double processing_latency_ms = domain::kMissing;
    double total_latency_ms = domain::kMissing;
    double publish_latency_ms = domain::kMissing;
    std::int64_t message_count = 0;
    static constexpr auto fields() {
        using kit::field;
        using L = SourceLatency;
        return std::make_tuple(
            field("feed_latency_ms", &L::feed_latency_ms)
                .unit("ms")
                .doc("Mean, event to receipt; null where all events were replayed"),
            field("processing_latency_ms", &L::processing_latency_ms)
                .unit("ms")
                .doc("Mean, receipt to acceptance"),
            field("total_latency_ms", &L::total_latency_ms).unit("ms").doc("Sum of the two"),
            field("publish_latency_ms", &L::publish_latency_ms)
                .unit("ms")
                .doc("Mean, receipt of a message's oldest event to its publication; null while nobody "
                     "listens"),
            field("message_count", &L::message_count));
    }
};

struct SymbolLatency {
    double avg_latency_ms = domain::kMissing;
    std::int64_t message_count = 0;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("avg_latency_ms", &SymbolLatency::avg_latency_ms).unit("ms"),
                               kit::field("message_count", &SymbolLatency::message_count));
    }
};

struct LatencyAnswer {
    OverallLatency overall_latency;
    kit::Keyed<SourceLatency> source_latency;
    kit::Keyed<SymbolLatency> latency_by_symbol;
    static constexpr auto fields() {
        using kit::field;
        using L = LatencyAnswer;
        return std::make_tuple(
            field("overall_latency", &L::overall_latency)
                .doc("Receipt to acceptance, all events since the start"),
            field("source_latency", &L::source_latency).doc("Sources that have sent events"),
            field("latency_by_symbol", &L::latency_by_symbol).doc("The 100 symbols with most events"));
    }
};

struct QualityMetrics {
    double data_completeness = domain::kMissing;
    double timeliness_score = domain::kMissing;
    double accuracy_score = domain::kMissing;
    double consistency_score = domain::kMissing;
    static constexpr auto fields() {
        using kit::field;
        using Q = QualityMetrics;
        return std::make_tuple(
            field("data_completeness", &Q::data_completeness).doc("Bars there are / sessions of its span"),
            field("timeliness_score", &Q::timeliness_score)
                .doc("1: its last bar is the data set's last session; 0: it is not"),
            field("accuracy_score", &Q::accuracy_score)
                .doc("1 - share of its rows with open issues; error 1, warning 0.5, info 0.1"),
            field("consistency_score", &Q::consistency_score)
                .doc("1 - share of its rows that contradict others"));
    }
};

struct QualityIssueView {
    std::string issue_type, timestamp, severity, resolution, source;
    static constexpr auto fields() {
        using kit::field;
        using Q = QualityIssueView;
        return std::make_tuple(field("issue_type", &Q::issue_type),
                               field("timestamp", &Q::timestamp).doc("Where it begins"),
                               field("severity", &Q::severity).oneOf("high|medium|low"),
                               field("resolution", &Q::resolution)
                                   .doc("open, repaired, accepted, undone; refused for live events"),
                               field("source", &Q::source));
    }
};

struct SourceQuality {
    double quality_score = domain::kMissing;
    double uptime = domain::kMissing;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("quality_score", &SourceQuality::quality_score),
                               kit::field("uptime", &SourceQuality::uptime));
    }
};

struct SymbolQuality {
    std::string symbol;
    QualityMetrics quality_metrics;
    std::vector<QualityIssueView> quality_issues;
    kit::Keyed<SourceQuality> source_comparison;
    static constexpr auto fields() {
        using kit::field;
        using Q = SymbolQuality;
        return std::make_tuple(field("symbol", &Q::symbol), field("quality_metrics", &Q::quality_metrics),
                               field("quality_issues", &Q::quality_issues).doc("At most 100, newest first"),
                               field("source_comparison", &Q::source_comparison));
    }
};

struct SourceName {
    std::string source_id;
    static constexpr auto fields() {
        return std::make_tuple(
            kit::field("source_id", &SourceName::source_id).required().size(1, 64).doc("replay, files ..."));
    }
};

struct SourceCommand {
    std::string source_id;
    std::string command;
    kit::Value parameters;
    static constexpr auto fields() {
        using kit::field;
        using C = SourceCommand;
        return std::make_tuple(
            field("source_id", &C::source_id).required().size(1, 64).doc("replay, files ..."),
            field("do", &C::command)
                .required()
                .size(1, 32)
                .doc("start, stop, or what the source itself knows: play, pause, speed ..."),
            field("parameters", &C::parameters).doc("Of the command, an object"));
    }
};

struct CommandResult {
    std::string source_id, status;
    kit::Value result;
    static constexpr auto fields() {
        using kit::field;
        using C = CommandResult;
        return std::make_tuple(field("source_id", &C::source_id), field("status", &C::status),
                               field("result", &C::result));
    }
};

struct SettingsView {
    std::string source_id;
    kit::Value schema, values;
    static constexpr auto fields() {
        using kit::field;
        using S = SettingsView;
        return std::make_tuple(field("source_id", &S::source_id),
                               field("schema", &S::schema).doc("JSON Schema of the form"),
                               field("values", &S::values).doc("In force; secrets are left out"));
    }
};

struct SettingsChange {
    std::string source_id;
    kit::Value values;
    static constexpr auto fields() {
        using kit::field;
        using S = SettingsChange;
        return std::make_tuple(field("source_id", &S::source_id).required().size(1, 64),
                               field("values", &S::values).required().doc("Fields to change"));
    }
};

struct SourceOrder {
    std::vector<std::string> failover_hierarchy;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("failover_hierarchy", &SourceOrder::failover_hierarchy)
                                   .required()
                                   .size(1, 100)
                                   .doc("Ids of sources, best first; those left out follow in their order"));
    }
};

} // namespace nautilus::marketdata

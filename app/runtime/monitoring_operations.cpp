#include "app/runtime/monitoring_operations.h"

#include "app/platform/platform.h"

namespace nautilus::runtime {

using kit::Call;
using kit::field;
using kit::Result;
using kit::Table;

namespace {

struct QueueDepth {
    std::string queue;
    std::int64_t waiting = 0;

    static constexpr auto fields() {
        return std::make_tuple(field("queue", &QueueDepth::queue).doc("Thread or pool that works it off"),
                               field("waiting", &QueueDepth::waiting).unit("tasks"));
    }
};

struct EndpointUsage {
    std::string engine;
    std::string method;
    std::string endpoint;
    std::int64_t requests = 0;

    static constexpr auto fields() {
        using U = EndpointUsage;
        return std::make_tuple(field("engine", &U::engine), field("method", &U::method),
                               field("endpoint", &U::endpoint), field("requests", &U::requests));
    }
};

struct ProcessMetrics {
    std::int64_t resident_bytes = 0;
    std::int64_t total_memory_bytes = 0;
    std::int64_t compute_threads = 0;
    std::int64_t jobs_running = 0;
    std::vector<QueueDepth> queues;
    std::vector<EndpointUsage> usage;

    static constexpr auto fields() {
        using M = ProcessMetrics;
        return std::make_tuple(
            field("resident_bytes", &M::resident_bytes).unit("bytes").doc("Memory of this process"),
            field("total_memory_bytes", &M::total_memory_bytes).unit("bytes").doc("Of the machine"),
            field("compute_threads", &M::compute_threads), field("jobs_running", &M::jobs_running),
            field("queues", &M::queues), field("usage", &M::usage).doc("Requests since the start"));
    }
};

struct EngineMonitor {
    std::string engine;
    std::string title;
    std::string state;
    bool degraded = false;
    std::string degraded_reason;
    double uptime_seconds = 0;
    std::int64_t requests_total = 0;
    std::int64_t errors_total = 0;
    std::int64_t active_requests = 0;
    double average_response_ms = domain::kMissing;
    double p50_ms = domain::kMissing;
    double p95_ms = domain::kMissing;
    double p99_ms = domain::kMissing;
    kit::Keyed<double> statistics;

    static constexpr auto fields() {
        using E = EngineMonitor;
        return std::make_tuple(
            field("engine", &E::engine), field("title", &E::title), field("state", &E::state),
            field("degraded", &E::degraded), field("degraded_reason", &E::degraded_reason),
            field("uptime_seconds", &E::uptime_seconds).unit("s"),
            field("requests_total", &E::requests_total), field("errors_total", &E::errors_total),
            field("active_requests", &E::active_requests),
            field("average_response_ms", &E::average_response_ms).unit("ms").doc("Since the start"),
            field("p50_ms", &E::p50_ms).unit("ms").doc("Median of the last minute"),
            field("p95_ms", &E::p95_ms).unit("ms"), field("p99_ms", &E::p99_ms).unit("ms"),
            field("statistics", &E::statistics).doc("The engine's own figures"));
    }
};

struct EnginesMonitor {
    std::vector<EngineMonitor> engines;
    static constexpr auto fields() { return std::make_tuple(field("engines", &EnginesMonitor::engines)); }
};

struct LogsRequest {
    std::int64_t after = 0;
    std::string level = "info";
    std::optional<std::string> engine;
    std::int64_t limit = 500;

    static constexpr auto fields() {
        using L = LogsRequest;
        return std::make_tuple(
            field("after", &L::after).range(0, 9e15).doc("Only entries with a higher number"),
            field("level", &L::level).oneOf("info|warning|error").doc("This level and worse"),
            field("engine", &L::engine).doc("Engine id, or app"),
            field("limit", &L::limit).range(1, 5000).doc("The newest ones"));
    }
};

struct ActivityRequest {
    std::int64_t minutes = 15;

    static constexpr auto fields() {
        return std::make_tuple(field("minutes", &ActivityRequest::minutes)
                                   .range(1, 60)
                                   .unit("min")
                                   .doc("How far back; there is nothing before the start"));
    }
};

ProcessMetrics processMetrics(const MonitoredParts& parts) {
    ProcessMetrics out;
    out.resident_bytes = platform::residentBytes();
    out.total_memory_bytes = platform::totalMemoryBytes();
    out.compute_threads = static_cast<std::int64_t>(parts.pool.threadCount());
    out.jobs_running = static_cast<std::int64_t>(parts.jobs.runningCount());
    const auto add = [&](std::string name, std::size_t waiting) {
        out.queues.push_back({std::move(name), static_cast<std::int64_t>(waiting)});
    };
    const auto [interactive, background] = parts.pool.queued();
    add("pool interactive", interactive);
    add("pool background", background);
    add("app driver", parts.driver.queued());
    for (const auto* engine : parts.supervisor.engines()) {
        const auto queues = parts.supervisor.queues(engine->id());
        add(engine->id() + " lane", queues.lane);
        add(engine->id() + " driver", queues.driver);
        add(engine->id() + " worker", queues.worker);
    }
    for (const auto& u : parts.metrics.usage())
        out.usage.push_back({u.engine, u.method, u.endpoint, static_cast<std::int64_t>(u.requests)});
    return out;
}

EnginesMonitor enginesMonitor(const MonitoredParts& parts) {
    EnginesMonitor out;
    for (const auto* engine : parts.supervisor.engines()) {
        const auto vitals = parts.supervisor.vitals(engine->id());
        const auto latency = parts.metrics.latency(engine->id());
        out.engines.push_back({engine->id(), engine->title(), std::string(engineStateName(vitals.state)),
                               vitals.degraded, vitals.degraded_reason, vitals.uptime_seconds,
                               vitals.requests_total, vitals.errors_total, vitals.active_requests,
                               vitals.average_response_ms, latency.p50_ms, latency.p95_ms, latency.p99_ms,
                               engine->statistics()});
    }
    return out;
}

Table logs(const MonitoredParts& parts, const LogsRequest& request) {
    const auto least = request.level == "error"     ? LogLevel::Error
                       : request.level == "warning" ? LogLevel::Warning
                                                    : LogLevel::Info;
    Table::Integers number;
    Table::Texts time, level, engine, message;
    for (auto& entry : parts.log.entries(request.after, least, request.engine.value_or(""),
                                         static_cast<std::size_t>(request.limit))) {
        number.push_back(entry.number);
        time.push_back(entry.at.rfc3339());
        level.emplace_back(logLevelName(entry.level));
        engine.push_back(std::move(entry.source));
        message.push_back(std::move(entry.message));
    }
    Table table;
    table.add("number", std::move(number));
    table.add("time", std::move(time));
    table.add("level", std::move(level));
    table.add("engine", std::move(engine));
    table.add("message", std::move(message));
    return table;
}

} // namespace

std::vector<kit::Operation> monitoringOperations(MonitoredParts parts) {
    std::vector<kit::Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, ProcessMetrics>(
        {.id = "app.metrics",
         .paths = {"/api/v1/system-monitoring/metrics"},
         .summary = "Memory, queues, threads and API usage of this process",
         .example = "{}"},
        [parts](const kit::Nothing&, Call&) -> Result<ProcessMetrics> { return processMetrics(parts); }));
    out.push_back(kit::immediateOperation<kit::Nothing, EnginesMonitor>(
        {.id = "app.engine_metrics",
         .paths = {"/api/v1/system-monitoring/engines"},
         .summary = "State, requests and latency of every engine",
         .example = "{}"},
        [parts](const kit::Nothing&, Call&) -> Result<EnginesMonitor> { return enginesMonitor(parts); }));
    out.push_back(kit::immediateOperation<ActivityRequest, Table>(
        {.id = "app.activity",
         .paths = {"/api/v1/system-monitoring/activity"},
         .summary = "Memory, queues, requests, errors and latency over time, a row every five seconds",
         .example = R"({"minutes":15})",
         .formats = "json|csv"},
        [parts](const ActivityRequest& request, Call&) -> Result<Table> {
            const auto rows = std::chrono::minutes(request.minutes) / ActivityRecorder::kPeriod;
            return parts.activity.table(static_cast<std::size_t>(rows));
        }));
    out.push_back(kit::immediateOperation<LogsRequest, Table>(
        {.id = "app.logs",
         .paths = {"/api/v1/system-monitoring/logs"},
         .summary = "What happened, newest entries",
         .example = R"({"level":"info","limit":50})",
         .formats = "json|csv"},
        [parts](const LogsRequest& request, Call&) -> Result<Table> { return logs(parts, request); }));
    return out;
}

} // namespace nautilus::runtime

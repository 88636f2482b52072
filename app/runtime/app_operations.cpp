#include "app/runtime/app_operations.h"

#include "app/runtime/job_view.h"

namespace nautilus::runtime {

using kit::Call;
using kit::CallPtr;
using kit::Done;
using kit::Envelope;
using kit::ErrorCode;
using kit::field;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Verb;

namespace {

struct EngineHealth {
    std::string status;
    double response_time_ms = domain::kMissing;

    static constexpr auto fields() {
        return std::make_tuple(field("status", &EngineHealth::status).oneOf("healthy|degraded|unhealthy"),
                               field("response_time_ms", &EngineHealth::response_time_ms)
                                   .unit("ms")
                                   .doc("Mean over all requests; 0 before the first"));
    }
};

struct Connectivity {
    std::int64_t connected_engines = 0;
    std::int64_t total_engines = 0;
    double connectivity_rate = 0;

    static constexpr auto fields() {
        using C = Connectivity;
        return std::make_tuple(field("connected_engines", &C::connected_engines),
                               field("total_engines", &C::total_engines),
                               field("connectivity_rate", &C::connectivity_rate).range(0, 1));
    }
};

struct EnginesHealth {
    std::string overall_status;
    std::int64_t engines_healthy = 0;
    std::int64_t engines_total = 0;
    kit::Keyed<EngineHealth> engine_status;
    Connectivity messagebus_connectivity;

    static constexpr auto fields() {
        using H = EnginesHealth;
        return std::make_tuple(
            field("overall_status", &H::overall_status).oneOf("healthy|degraded|unhealthy"),
            field("engines_healthy", &H::engines_healthy),
            field("engines_total", &H::engines_total).doc("Registered engines"),
            field("engine_status", &H::engine_status).doc("By <engine>-engine"),
            field("messagebus_connectivity", &H::messagebus_connectivity));
    }
};

struct GatewayHealth {
    std::string status;
    std::string version;
    std::int64_t engines_healthy = 0;
    std::int64_t engines_total = 0;

    static constexpr auto fields() {
        using H = GatewayHealth;
        return std::make_tuple(field("status", &H::status), field("version", &H::version),
                               field("engines_healthy", &H::engines_healthy),
                               field("engines_total", &H::engines_total));
    }
};

struct OperationView {
    std::string id;
    std::string verb;
    std::string path;
    std::string summary;
    std::string scope;
    std::string kind;
    std::string formats;
    std::vector<std::string> parameters;
    kit::RawJson example;
    kit::RawJson schema;

    static constexpr auto fields() {
        using O = OperationView;
        return std::make_tuple(field("id", &O::id), field("verb", &O::verb), field("path", &O::path),
                               field("summary", &O::summary), field("scope", &O::scope),
                               field("kind", &O::kind), field("formats", &O::formats),
                               field("parameters", &O::parameters), field("example", &O::example),
                               field("schema", &O::schema).doc("JSON Schema of the request"));
    }
};

struct OperationsResult {
    std::vector<OperationView> operations;
    static constexpr auto fields() {
        return std::make_tuple(field("operations", &OperationsResult::operations));
    }
};

struct JobsRequest {
    std::int64_t limit = 100;
    static constexpr auto fields() {
        return std::make_tuple(field("limit", &JobsRequest::limit).range(1, 10'000).doc("Newest first"));
    }
};
struct JobRequest {
    std::string job_id;
    static constexpr auto fields() {
        return std::make_tuple(field("job_id", &JobRequest::job_id).required().size(1, 64).doc("Job"));
    }
};
struct JobsResult {
    std::vector<JobView> jobs;
    static constexpr auto fields() { return std::make_tuple(field("jobs", &JobsResult::jobs)); }
};

struct EventsRequest {
    std::vector<std::string> topics{"jobs.*", "catalog.*", "factor.*", "system.alerts.*"};
    static constexpr auto fields() {
        return std::make_tuple(
            field("topics", &EventsRequest::topics).size(1, 50).doc("Topics, or prefixes that end in *"));
    }
};

struct SettingsResult {
    Settings settings;
    Settings defaults;
    kit::RawJson schema;
    static constexpr auto fields() {
        return std::make_tuple(field("settings", &SettingsResult::settings),
                               field("defaults", &SettingsResult::defaults).doc("What a reset gives"),
                               field("schema", &SettingsResult::schema).doc("JSON Schema of the settings"));
    }
};

struct SettingsUpdate {
    kit::Value settings;
    static constexpr auto fields() {
        return std::make_tuple(
            field("settings", &SettingsUpdate::settings).required().doc("Fields to change"));
    }
};

EnginesHealth healthOf(const AppServices& app) {
    EnginesHealth out;
    bool any_down = false;
    for (const auto* engine : app.supervisor.engines()) {
        const auto vitals = app.supervisor.vitals(engine->id());
        const auto word = healthWord(vitals);
        const double mean = vitals.average_response_ms;
        out.engine_status[engine->id() + "-engine"] = {word, std::isnan(mean) ? 0.0 : mean};
        ++out.engines_total;
        out.engines_healthy += word == "healthy" ? 1 : 0;
        any_down |= word == "unhealthy";
        out.messagebus_connectivity.connected_engines += app.stream.connected() ? 1 : 0;
    }
    out.overall_status = any_down                                   ? "unhealthy"
                         : out.engines_healthy == out.engines_total ? "healthy"
                                                                    : "degraded";
    out.messagebus_connectivity.total_engines = out.engines_total;
    out.messagebus_connectivity.connectivity_rate =
        out.engines_total == 0 ? 0.0
                               : static_cast<double>(out.messagebus_connectivity.connected_engines) /
                                     static_cast<double>(out.engines_total);
    return out;
}

OperationView operationView(const Operation& operation) {
    constexpr const char* kVerbs[] = {"GET", "POST", "PUT", "DELETE"};
    constexpr const char* kScopes[] = {"open", "read", "write", "admin"};
    constexpr const char* kKinds[] = {"reply", "job", "stream", "file"};
    OperationView out{operation.id,
                      kVerbs[static_cast<int>(operation.verb)],
                      operation.paths.front(),
                      operation.summary,
                      kScopes[static_cast<int>(operation.scope)],
                      kKinds[static_cast<int>(operation.kind)],
                      operation.formats,
                      {},
                      {operation.example.empty() ? "{}" : operation.example},
                      {kit::toJson(operation.request_schema)}};
    const auto* properties = operation.request_schema.find("properties");
    if (const auto* fields = properties ? properties->as<kit::Value::Object>() : nullptr)
        for (const auto& [name, schema] : *fields)
            out.parameters.push_back(name);
    return out;
}

/// Runs a blocking function on the driver thread.
template <class Answer, class Function>
void onDriver(const AppServices& app, Done<Answer> done, Function function) {
    if (!app.driver.post([done, function] { done(function()); }))
        done(kit::fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

void addJobOperations(AppServices app, std::vector<Operation>& out) {
    out.push_back(kit::operation<JobsRequest, JobsResult>(
        {.id = "app.jobs",
         .paths = {"/api/v1/jobs", "/api/v1/system-monitoring/jobs"},
         .summary = "Long work, newest first",
         .example = R"({"limit":10})"},
        [app](JobsRequest request, CallPtr, Done<JobsResult> done) {
            onDriver<JobsResult>(app, std::move(done), [app, request]() -> Result<JobsResult> {
                const auto records = app.jobs.list(static_cast<std::size_t>(request.limit));
                if (!records) return kit::failAs(records);
                JobsResult all;
                for (const auto& record : *records)
                    all.jobs.push_back(viewOf(record));
                return all;
            });
        }));
    const auto one = [&](Operation head, auto find) {
        out.push_back(kit::operation<JobRequest, JobView>(
            std::move(head), [app, find](JobRequest request, CallPtr, Done<JobView> done) {
                onDriver<JobView>(app, std::move(done), [app, find, request]() -> Result<JobView> {
                    const auto record = find(app.jobs, request.job_id);
                    if (!record) return kit::failAs(record);
                    return viewOf(*record);
                });
            }));
    };
    one({.id = "app.job",
         .paths = {"/api/v1/jobs/{job_id}"},
         .summary = "One job",
         .example = R"({"job_id":"job_1"})"},
        [](JobService& jobs, const std::string& id) { return jobs.find(id); });
    one({.id = "app.job_cancel",
         .verb = Verb::Post,
         .paths = {"/api/v1/jobs/{job_id}/cancel"},
         .scope = Scope::Write,
         .summary = "Ask a job to end",
         .example = R"({"job_id":"job_1"})"},
        [](JobService& jobs, const std::string& id) { return jobs.cancel(id); });
    Operation events{.id = "app.job_events",
                     .paths = {"/api/v1/jobs/{job_id}/events"},
                     .summary = "Progress of one job as server-sent events, until it ends",
                     .example = R"({"job_id":"job_1"})",
                     .kind = kit::Kind::Stream};
    events.request_schema = kit::SchemaOf<JobRequest>::make();
    events.run = [app](const kit::Value& parameters, CallPtr, kit::ReplyDone done) {
        kit::FieldReader reader;
        const auto request = reader.read<JobRequest>(parameters);
        if (!request) return done(kit::failAs(request));
        onDriver<kit::Reply>(app, std::move(done), [app, id = request->job_id]() -> Result<kit::Reply> {
            const auto record = app.jobs.find(id);
            if (!record) return kit::failAs(record);
            kit::Reply reply{kit::writeJson(viewOf(*record)), kit::Format::Json, 200, {}};
            if (!record->finished_at) reply.topics.push_back("jobs." + id);
            return reply;
        });
    };
    out.push_back(std::move(events));
}

void addSettingsOperations(AppServices app, std::vector<Operation>& out) {
    const auto view = [](const Settings& settings) {
        return SettingsResult{settings, Settings{}, {kit::toJson(kit::SchemaOf<Settings>::make())}};
    };
    out.push_back(kit::immediateOperation<kit::Nothing, SettingsResult>(
        {.id = "app.settings",
         .paths = {"/api/v1/settings"},
         .summary = "Settings with their schema",
         .example = "{}"},
        [app, view](const kit::Nothing&, Call&) -> Result<SettingsResult> {
            return view(app.settings.current());
        }));
    out.push_back(kit::operation<SettingsUpdate, SettingsResult>(
        {.id = "app.settings_update",
         .verb = Verb::Put,
         .paths = {"/api/v1/settings"},
         .scope = Scope::Admin,
         .summary = "Change settings",
         .example = R"({"settings":{"theme":"dark"}})"},
        [app, view](SettingsUpdate request, CallPtr call, Done<SettingsResult> done) {
            onDriver<SettingsResult>(app, std::move(done),
                                     [app, view, request, call]() -> Result<SettingsResult> {
                                         std::vector<std::string> unknown;
                                         auto changed = app.settings.update(request.settings, &unknown);
                                         if (!changed) {
                                             auto errors = changed.error();
                                             for (auto& error : errors)
                                                 error.field = "/settings" + error.field;
                                             return tl::unexpected<kit::Errors>(std::move(errors));
                                         }
                                         for (const auto& pointer : unknown)
                                             call->warn("unknown_field", "/settings" + pointer,
                                                        "this setting is not known and was ignored");
                                         return view(*changed);
                                     });
        }));
}

} // namespace

std::vector<Operation> appOperations(AppServices app) {
    std::vector<Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, GatewayHealth>(
        {.id = "app.health",
         .paths = {"/health"},
         .scope = Scope::Open,
         .summary = "Health of all engines, summed up",
         .example = "{}",
         .envelope = Envelope::Bare},
        [app](const kit::Nothing&, Call&) -> Result<GatewayHealth> {
            const auto all = healthOf(app);
            return GatewayHealth{all.overall_status, NAUTILUS_VERSION, all.engines_healthy,
                                 all.engines_total};
        }));
    out.push_back(kit::immediateOperation<kit::Nothing, EnginesHealth>(
        {.id = "app.engines",
         .paths = {"/system/health/engines"},
         .summary = "Health of every engine",
         .example = "{}"},
        [app](const kit::Nothing&, Call&) -> Result<EnginesHealth> { return healthOf(app); }));
    out.push_back(kit::immediateOperation<kit::Nothing, OperationsResult>(
        {.id = "app.operations",
         .paths = {"/api/v1/operations"},
         .summary = "Everything that can be asked",
         .example = "{}"},
        [app](const kit::Nothing&, Call&) -> Result<OperationsResult> {
            OperationsResult all;
            for (const auto& operation : app.supervisor.operations())
                all.operations.push_back(operationView(operation));
            return all;
        }));
    Operation events{.id = "app.events",
                     .paths = {"/api/v1/events"},
                     .summary = "Messages of the bus as server-sent events",
                     .example = R"({"topics":["jobs.*"]})",
                     .kind = kit::Kind::Stream};
    events.request_schema = kit::SchemaOf<EventsRequest>::make();
    events.run = [](const kit::Value& parameters, CallPtr, kit::ReplyDone done) {
        kit::FieldReader reader;
        const auto request = reader.read<EventsRequest>(parameters);
        if (!request) return done(kit::failAs(request));
        done(kit::Reply{"", kit::Format::Json, 200, request->topics});
    };
    out.push_back(std::move(events));
    addJobOperations(app, out);
    addSettingsOperations(app, out);
    return out;
}

} // namespace nautilus::runtime

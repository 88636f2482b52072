#include "app/runtime/standard_operations.h"

namespace nautilus::runtime {

using kit::field;
using kit::Scope;
using kit::Verb;

namespace {

struct EngineInfo {
    std::string engine;
    std::string title;
    std::string version;
    std::int64_t port = 0;
    std::vector<std::string> capabilities;
    std::vector<std::string> operations;

    static constexpr auto fields() {
        return std::make_tuple(field("engine", &EngineInfo::engine).doc("Engine id"),
                               field("title", &EngineInfo::title).doc("Name for people"),
                               field("version", &EngineInfo::version),
                               field("port", &EngineInfo::port).doc("Its own port, open with --engine-ports"),
                               field("capabilities", &EngineInfo::capabilities).doc("What it can do"),
                               field("operations", &EngineInfo::operations).doc("Operation ids"));
    }
};

struct EngineStatus {
    std::string engine;
    std::string state;
    bool degraded = false;
    std::optional<std::string> degraded_reason;
    double uptime_seconds = 0;
    std::int64_t requests_total = 0;
    std::int64_t errors_total = 0;
    std::int64_t active_requests = 0;
    double average_response_ms = domain::kMissing;
    kit::Keyed<double> statistics;

    static constexpr auto fields() {
        return std::make_tuple(
            field("engine", &EngineStatus::engine).doc("Engine id"),
            field("state", &EngineStatus::state).oneOf("STOPPED|STARTING|RUNNING|STOPPING|ERROR"),
            field("degraded", &EngineStatus::degraded).doc("Something failed; the rest goes on"),
            field("degraded_reason", &EngineStatus::degraded_reason),
            field("uptime_seconds", &EngineStatus::uptime_seconds).unit("s"),
            field("requests_total", &EngineStatus::requests_total),
            field("errors_total", &EngineStatus::errors_total),
            field("active_requests", &EngineStatus::active_requests),
            field("average_response_ms", &EngineStatus::average_response_ms).unit("ms"),
            field("statistics", &EngineStatus::statistics).doc("The engine's own figures"));
    }
};

struct ProcessRequest {
    std::string operation;
    kit::Value parameters;

    static constexpr auto fields() {
        return std::make_tuple(
            field("operation", &ProcessRequest::operation).required().doc("Operation id of this engine"),
            field("parameters", &ProcessRequest::parameters).doc("What the operation takes"));
    }
};

EngineStatus statusOf(const Supervisor& supervisor, const kit::Engine& engine) {
    const auto vitals = supervisor.vitals(engine.id());
    EngineStatus out{engine.id(),
                     std::string(engineStateName(vitals.state)),
                     vitals.degraded,
                     {},
                     vitals.uptime_seconds,
                     vitals.requests_total,
                     vitals.errors_total,
                     vitals.active_requests,
                     vitals.average_response_ms,
                     engine.statistics()};
    if (vitals.degraded) out.degraded_reason = vitals.degraded_reason;
    return out;
}

/// Runs any operation of the engine by id; the answer is that operation's own.
kit::Operation processOperation(Supervisor& supervisor, const std::string& id) {
    kit::Operation head{.id = id + ".process",
                        .verb = Verb::Post,
                        .paths = {"/" + id + "/process"},
                        .scope = Scope::Write,
                        .summary = "Run any operation of this engine by its id",
                        .example = R"({"operation":")" + id + R"(.status","parameters":{}})"};
    head.request_schema = kit::SchemaOf<ProcessRequest>::make();
    head.run = [&supervisor, id](const kit::Value& parameters, kit::CallPtr call, kit::ReplyDone done) {
        kit::FieldReader reader;
        const auto request = reader.read<ProcessRequest>(parameters);
        if (!request) return done(kit::failAs(request));
        const auto* target = supervisor.find(request->operation);
        if (!target || target->engine() != id || target->id == id + ".process" ||
            target->kind == kit::Kind::Stream)
            return done(
                kit::fail(kit::ErrorCode::NotFound, "this engine has no such operation", "/operation"));
        if (target->scope == Scope::Admin) // this door asks for less than that operation does
            return done(kit::fail(kit::ErrorCode::Forbidden, "this operation must be called by its own path",
                                  "/operation"));
        if (!kit::isOneOf(target->formats, "json")) call->format = kit::Format::Text;
        target->run(request->parameters.isNull() ? kit::Value(kit::Value::Object{}) : request->parameters,
                    call, std::move(done));
    };
    return head;
}

} // namespace

std::vector<kit::Operation> standardOperations(Supervisor& supervisor, const kit::Engine& engine,
                                               Metrics& metrics, const LocalStream& stream) {
    const std::string id = engine.id();
    std::vector<kit::Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, EngineInfo>(
        {.id = id + ".info",
         .paths = {"/" + id + "/info"},
         .summary = "What this engine is and can do",
         .example = "{}"},
        [&supervisor, &engine](const kit::Nothing&, kit::Call&) -> kit::Result<EngineInfo> {
            EngineInfo info{engine.id(),   engine.title(),        engine.version(),
                            engine.port(), engine.capabilities(), {}};
            for (const auto& operation : supervisor.operations())
                if (operation.engine() == info.engine) info.operations.push_back(operation.id);
            return info;
        }));
    out.push_back(kit::immediateOperation<kit::Nothing, EngineStatus>(
        {.id = id + ".status",
         .paths = {"/" + id + "/status"},
         .summary = "State and figures of this engine",
         .example = "{}"},
        [&supervisor, &engine](const kit::Nothing&, kit::Call&) -> kit::Result<EngineStatus> {
            return statusOf(supervisor, engine);
        }));
    out.push_back(kit::immediateOperation<kit::Nothing, std::string>(
        {.id = id + ".metrics",
         .paths = {"/" + id + "/metrics"},
         .summary = "Prometheus metrics of this engine",
         .example = "{}",
         .formats = "text",
         .envelope = kit::Envelope::Bare},
        [&metrics, &engine, &stream](const kit::Nothing&, kit::Call&) -> kit::Result<std::string> {
            return metrics.page(engine.id(), engine.metrics(), stream);
        }));
    out.push_back(processOperation(supervisor, id));
    return out;
}

} // namespace nautilus::runtime

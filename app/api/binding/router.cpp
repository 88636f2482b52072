#include "app/api/binding/router.h"

#include "app/api/binding/envelope.h"
#include "app/api/binding/open_api.h"
#include "app/api/json/json_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace nautilus::api {

using kit::ErrorCode;
using kit::Operation;
using kit::Value;

namespace {

constexpr std::size_t kLongestRequestId = 128;

std::string_view verbOf(kit::Verb verb) {
    constexpr std::string_view kNames[] = {"GET", "POST", "PUT", "DELETE"};
    return kNames[static_cast<int>(verb)];
}

std::vector<std::string_view> segmentsOf(std::string_view path) {
    std::vector<std::string_view> out;
    while (!path.empty() && path.front() == '/') {
        path.remove_prefix(1);
        const auto slash = path.find('/');
        out.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) break;
        path.remove_prefix(slash);
    }
    return out;
}

bool isParameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{';
}

/// The client's own id when it is printable and short; else one of ours.
std::string requestIdOf(const HttpRequest& request, std::uint64_t number) {
    const auto given = request.header("x-request-id");
    const bool fine = !given.empty() && given.size() <= kLongestRequestId &&
                      std::ranges::all_of(given, [](char c) { return c > ' ' && c < 127; });
    return fine ? std::string(given) : fmt::format("req_{}", number);
}

kit::Result<kit::Format> formatOf(const HttpRequest& request, const Operation& operation) {
    std::string wanted;
    for (const auto& [name, value] : request.query)
        if (name == "format") wanted = value;
    if (wanted.empty() && request.header("accept").starts_with("text/csv")) wanted = "csv";
    if (wanted.empty()) wanted = kit::isOneOf(operation.formats, "json") ? "json" : operation.formats;
    if (!kit::isOneOf(operation.formats, wanted))
        return kit::fail(ErrorCode::InvalidArgument,
                         fmt::format("format must be one of: {}", operation.formats), "/format");
    if (wanted == "parquet") return kit::Format::Parquet;
    return wanted == "csv" ? kit::Format::Csv : wanted == "text" ? kit::Format::Text : kit::Format::Json;
}

} // namespace

struct Router::Routes {
    struct Route {
        const Operation* operation;
        std::string pattern;
        std::vector<std::string_view> segments; ///< views into `pattern`
    };
    std::unordered_map<std::string, std::vector<const Operation*>> exact;
    std::vector<std::unique_ptr<Route>> with_parameters;
};

struct Router::Match {
    const Operation* operation = nullptr;
    Value::Object path_parameters;
    std::string allowed; ///< other verbs of the same path, for 405
};

Router::Router(runtime::Supervisor& supervisor, const security::TokenGuard& guard, const kit::Clock& clock)
    : supervisor_(supervisor), guard_(guard), clock_(clock), routes_(std::make_unique<Routes>()) {
    for (const auto& operation : supervisor.operations())
        for (const auto& path : operation.paths) {
            if (path.find('{') == std::string::npos) {
                routes_->exact[path].push_back(&operation);
                continue;
            }
            auto route = std::make_unique<Routes::Route>();
            route->operation = &operation;
            route->pattern = path;
            route->segments = segmentsOf(route->pattern);
            routes_->with_parameters.push_back(std::move(route));
        }
    open_api_ = openApiDocument(supervisor.operations());
}

Router::~Router() = default;

const std::string& Router::openApi() const {
    return open_api_;
}

Router::Match Router::match(const HttpRequest& request, const std::string& only_engine) const {
    Match found;
    const auto consider = [&](const Operation& operation, Value::Object parameters) {
        if (!only_engine.empty() && operation.engine() != only_engine) return;
        const auto verb = verbOf(operation.verb);
        if (verb == request.method || (verb == "GET" && request.method == "HEAD")) {
            found.operation = &operation;
            found.path_parameters = std::move(parameters);
        } else {
            found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(verb);
        }
    };
    std::string path = request.path;
    if (!only_engine.empty() && (path == "/health" || path == "/metrics")) path = "/" + only_engine + path;
    if (const auto exact = routes_->exact.find(path); exact != routes_->exact.end())
        for (const auto* operation : exact->second)
            consider(*operation, {});
    if (found.operation) return found;
    const auto segments = segmentsOf(path);
    for (const auto& route : routes_->with_parameters) {
        if (route->segments.size() != segments.size()) continue;
        Value::Object parameters;
        bool same = true;
        for (std::size_t i = 0; same && i < segments.size(); ++i) {
            const auto wanted = route->segments[i];
            if (!isParameter(wanted))
                same = wanted == segments[i];
            else if (segments[i].empty())
                same = false;
            else
                parameters.emplace_back(std::string(wanted.substr(1, wanted.size() - 2)),
                                        Value::Untyped{std::string(segments[i])});
        }
        if (same) consider(*route->operation, std::move(parameters));
        if (found.operation) break;
    }
    return found;
}

namespace {

/// Body (POST, PUT), query and path become one object; the path wins.
kit::Result<Value> parametersOf(const HttpRequest& request, const Operation& operation,
                                const Value::Object& path_parameters) {
    Value all = Value::Object{};
    const bool has_body = operation.verb == kit::Verb::Post || operation.verb == kit::Verb::Put;
    if (has_body && !request.body.empty()) {
        auto body = readJson(request.body);
        if (!body) return body;
        if (!body->as<Value::Object>())
            return kit::fail(ErrorCode::InvalidArgument, "the request body must be a JSON object");
        all = std::move(*body);
    }
    for (const auto& [name, value] : request.query)
        if (name != "format") // taken by formatOf
            all.set(name, Value::Untyped{value});
    for (const auto& [name, value] : path_parameters)
        all.set(name, value);
    return all;
}

} // namespace

kit::CallPtr Router::handle(const HttpRequest& request, const std::string& only_engine, Answer answer) {
    const auto begun = clock_.steadyNs();
    const auto request_id = requestIdOf(request, next_request_.fetch_add(1, std::memory_order_relaxed));
    const auto refuse = [&](const kit::Errors& errors, const std::string& allow = {}) -> kit::CallPtr {
        auto response = wrapErrors(only_engine.empty() ? "gateway" : only_engine, request_id, errors, clock_);
        if (!allow.empty()) {
            response.status = 405;
            response.headers.emplace_back("Allow", allow);
        }
        response.headers.emplace_back("X-Request-ID", request_id);
        answer(std::move(response), {});
        return nullptr;
    };
    const bool is_page = docs_ && only_engine.empty() && DocPages::serves(request.path);
    if (is_page || request.path == "/openapi.json") {
        if (request.method != "GET" && request.method != "HEAD")
            return refuse({{ErrorCode::InvalidArgument, "this path does not offer that method"}},
                          "GET, HEAD");
        const auto scope = is_page ? kit::Scope::Open : kit::Scope::Read;
        if (auto admitted = guard_.admit(scope, request.header("authorization")); !admitted)
            return refuse(admitted.error());
        auto response =
            is_page ? docs_->answer(request) : HttpResponse{200, "application/json", open_api_, {}};
        if (!response) return refuse({{ErrorCode::NotFound, "the API reference has no such file"}});
        response->headers.emplace_back("X-Request-ID", request_id);
        answer(std::move(*response), {});
        return nullptr;
    }
    auto found = match(request, only_engine);
    if (!found.operation) {
        if (!found.allowed.empty())
            return refuse({{ErrorCode::InvalidArgument, "this path does not offer that method"}},
                          found.allowed);
        return refuse({{ErrorCode::NotFound, "there is no such path"}});
    }
    const Operation& operation = *found.operation;
    if (auto admitted = guard_.admit(operation.scope, request.header("authorization")); !admitted)
        return refuse(admitted.error());
    const auto format = formatOf(request, operation);
    if (!format) return refuse(format.error());
    const auto parameters = parametersOf(request, operation, found.path_parameters);
    if (!parameters) return refuse(parameters.error());
    const auto call = std::make_shared<kit::Call>();
    call->request_id = request_id;
    call->format = *format;
    call->last_event_id = request.header("last-event-id");
    supervisor_.run(
        operation, *parameters, call,
        [this, &operation, call, begun, answer = std::move(answer)](kit::Result<kit::Reply> reply) {
            auto response = wrap(operation, *call, reply, clock_, begun);
            response.headers.emplace_back("X-Request-ID", call->request_id);
            Handled handled{call, operation.kind == kit::Kind::Stream && reply.has_value(), {}};
            if (handled.is_stream) handled.topics = reply->topics;
            if (handled.is_stream) response.body = reply->body;
            answer(std::move(response), std::move(handled));
        });
    return call;
}

bool Router::ask(const std::string& operation_id, const kit::Value& parameters, kit::ReplyDone done) {
    const auto* operation = supervisor_.find(operation_id);
    if (!operation) return false;
    supervisor_.run(*operation, parameters, std::make_shared<kit::Call>(), std::move(done));
    return true;
}

} // namespace nautilus::api

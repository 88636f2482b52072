#pragma once
// One workstation over the built-in data, started once per test program: the import takes seconds.

#include "app/composition/workstation.h"

#include "app/api/binding/open_api.h"
#include "app/api/json/json_reader.h"
#include "tests/app/support/eventually.h"
#include "tests/app/support/schema_check.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>

namespace nautilus::test {

/// A folder of its own, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "nautilus-test-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

struct Answer {
    int status = 0;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    kit::Value json; ///< null when the body is not JSON
    [[nodiscard]] const kit::Value& data() const {
        static const kit::Value kNone;
        const auto* found = json.find("data");
        return found ? *found : kNone;
    }
};

/// Schema of every error answer.
inline const kit::Value& errorSchema() {
    static const kit::Value kSchema =
        *api::readJson(R"({"type":"object","required":["success","data","metadata","errors"],
        "properties":{"success":{"const":false},"data":{"type":"null"},"metadata":{"type":"object"},
        "errors":{"type":"array","minItems":1,"items":{"type":"object",
          "required":["code","message","field","retryable"],"properties":{"code":{"type":"string"},
          "message":{"type":"string","minLength":1},"field":{"type":["string","null"]},
          "retryable":{"type":"boolean"}}}}}})");
    return kSchema;
}

/// What no error answer may hold: paths, SQL, names of functions.
inline void expectNoInternals(const std::string& body) {
    for (const char* word :
         {"/tmp/", "/home/", "/usr/", ".duckdb", ".sqlite", "SELECT", "INSERT", "nautilus::", ".cpp"})
        EXPECT_EQ(body.find(word), std::string::npos) << word << " in " << body;
}

/// Sends one request through the router, as the HTTP edge would, and waits for the answer. Whatever is said
/// to be JSON is JSON; what failed has the shape of an error.
inline Answer send(api::Router& router, api::HttpRequest request, const std::string& token,
                   const std::string& only_engine = "") {
    if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
    std::promise<api::HttpResponse> promise;
    auto future = promise.get_future();
    router.handle(request, only_engine, [&](api::HttpResponse response, const api::Router::Handled&) {
        promise.set_value(std::move(response));
    });
    auto response = future.get();
    Answer answer{response.status, response.content_type, response.body, response.headers, {}};
    auto json = api::readJson(answer.body);
    if (json) answer.json = std::move(*json);
    if (answer.content_type == "application/json" && !answer.body.empty()) {
        EXPECT_TRUE(json) << answer.body;
    }
    if (answer.status >= 400) {
        for (const auto& fault : SchemaCheck::faults(errorSchema(), answer.json))
            ADD_FAILURE() << request.path << ": " << fault;
        expectNoInternals(answer.body);
    }
    return answer;
}

/// The operation that the request's path belongs to, or null.
inline const kit::Operation* operationOf(const runtime::Supervisor& supervisor, const std::string& method,
                                         const std::string& path) {
    constexpr std::string_view kVerbs[] = {"GET", "POST", "PUT", "DELETE"};
    const auto fits = [&](std::string_view pattern) {
        std::string_view rest = path;
        while (!pattern.empty() && !rest.empty()) {
            const auto here = pattern.substr(0, pattern.find('/', 1));
            const auto there = rest.substr(0, rest.find('/', 1));
            if (here != there && here.find('{') == std::string_view::npos) return false;
            pattern.remove_prefix(here.size());
            rest.remove_prefix(there.size());
        }
        return pattern.empty() && rest.empty();
    };
    for (const bool exact : {true, false})
        for (const auto& operation : supervisor.operations())
            for (const auto& one : operation.paths)
                if (kVerbs[static_cast<int>(operation.verb)] == method && (exact ? one == path : fits(one)))
                    return &operation;
    return nullptr;
}

/// Holds a successful JSON answer against the schema of its operation.
inline void expectOfSchema(const runtime::Supervisor& supervisor, const std::string& method,
                           const std::string& path, const Answer& answer) {
    if (answer.status >= 400 || answer.content_type != "application/json") return;
    const auto* operation = operationOf(supervisor, method, path);
    if (!operation || operation->kind == kit::Kind::Stream || operation->result_schema.isNull()) return;
    for (const auto& fault : SchemaCheck::faults(api::answerSchema(*operation), answer.json))
        ADD_FAILURE() << method << " " << path << " " << fault;
}

/// The record of the job that an answer accepted, once it has ended. Waits asleep: the job has the processor.
inline kit::JobRecord endedJob(composition::Workstation& workstation, const Answer& accepted) {
    kit::JobRecord job;
    const auto* id = accepted.data().find("job_id");
    EXPECT_TRUE(id) << accepted.body;
    if (!id) return job;
    EXPECT_TRUE(eventually([&] {
        if (const auto found = workstation.jobs().find(*id->as<std::string>())) job = *found;
        return job.finished_at.has_value();
    })) << accepted.body;
    return job;
}

class DemoWorkstation {
public:
    static DemoWorkstation& get() {
        static DemoWorkstation kOne;
        return kOne;
    }
    Answer ask(api::HttpRequest request) {
        const auto method = request.method;
        const auto path = request.path;
        auto answer = send(workstation->router(), std::move(request), token);
        expectOfSchema(workstation->supervisor(), method, path, answer);
        return answer;
    }
    Answer get(const std::string& path, std::vector<std::pair<std::string, std::string>> query = {}) {
        return ask({"GET", path, std::move(query), {}, ""});
    }
    Answer post(const std::string& path, const std::string& body) {
        return ask({"POST", path, {}, {}, body});
    }
    std::unique_ptr<composition::Workstation> workstation;
    std::string token;

private:
    DemoWorkstation() {
        composition::Options options;
        options.home = folder_.path() + "/home";
        options.demo_folder = std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo";
        auto opened = composition::Workstation::open(options);
        if (!opened) throw std::runtime_error(opened.error().front().message);
        workstation = std::move(*opened);
        if (auto started = workstation->start({}); !started)
            throw std::runtime_error(started.error().front().message);
        token = *security::rootToken(options.home);
    }
    ~DemoWorkstation() { workstation.reset(); }
    TemporaryFolder folder_;
};

} // namespace nautilus::test

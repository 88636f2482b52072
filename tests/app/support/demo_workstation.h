#pragma once
// One workstation over the built-in data, started once per test program: the import takes seconds.

#include "app/composition/workstation.h"

#include "app/api/json/json_reader.h"

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

/// Sends one request through the router, as the HTTP edge would, and waits for the answer.
inline Answer send(api::Router& router, api::HttpRequest request, const std::string& token,
                   const std::string& only_engine = "") {
    if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
    std::promise<api::HttpResponse> promise;
    auto future = promise.get_future();
    router.handle(request, only_engine,
                  [&](api::HttpResponse response, const api::Router::Handled&) { promise.set_value(std::move(response)); });
    auto response = future.get();
    Answer answer{response.status, response.content_type, response.body, response.headers, {}};
    if (auto json = api::readJson(answer.body)) answer.json = std::move(*json);
    return answer;
}

class DemoWorkstation {
public:
    static DemoWorkstation& get() {
        static DemoWorkstation kOne;
        return kOne;
    }
    Answer get(const std::string& path, std::vector<std::pair<std::string, std::string>> query = {}) {
        return send(workstation->router(), {"GET", path, std::move(query), {}, ""}, token);
    }
    Answer post(const std::string& path, const std::string& body) {
        return send(workstation->router(), {"POST", path, {}, {}, body}, token);
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
        if (auto started = workstation->start({}); !started) throw std::runtime_error(started.error().front().message);
        token = *security::rootToken(options.home);
    }
    ~DemoWorkstation() { workstation.reset(); }
    TemporaryFolder folder_;
};

} // namespace nautilus::test

// The same question gives the same bytes: asked twice, and with one and two compute threads.

#include "tests/app/support/demo_workstation.h"

#include <regex>
#include <thread>

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::TemporaryFolder;
namespace composition = nautilus::composition;

struct Session {
    Session(const std::string& home, std::size_t threads) {
        composition::Options options;
        options.home = home;
        options.demo_folder = std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo";
        options.compute_threads = threads;
        auto opened = composition::Workstation::open(options);
        if (!opened) throw std::runtime_error(opened.error().front().message);
        workstation = std::move(*opened);
        if (auto started = workstation->start({}); !started)
            throw std::runtime_error(started.error().front().message);
        token = *nautilus::security::rootToken(home);
    }
    Answer get(const std::string& path, std::vector<std::pair<std::string, std::string>> query = {}) {
        return nautilus::test::send(workstation->router(), {"GET", path, std::move(query), {}, ""}, token);
    }
    Answer post(const std::string& path, const std::string& body) {
        return nautilus::test::send(workstation->router(), {"POST", path, {}, {}, body}, token);
    }
    std::unique_ptr<composition::Workstation> workstation;
    std::string token;
};

/// The bytes of `data`, without the time that a calculation took. CSV bodies are data as a whole.
std::string dataOf(const Answer& answer) {
    const auto begin = answer.body.find("\"data\":");
    const auto end = answer.body.rfind(",\"metadata\":");
    if (begin == std::string::npos || end == std::string::npos) return answer.body;
    static const std::regex kElapsed("\"calculation_time_ms\":[0-9.eE+-]+");
    return std::regex_replace(answer.body.substr(begin, end - begin), kElapsed, "");
}

/// Starts a whole-universe run, waits for it, answers run_id and content_hash of the newest record of its
/// kind.
std::string runOf(Session& session, const std::string& kind) {
    const auto accepted = session.post("/api/v1/factor-engine/runs", R"({"kind":")" + kind + R"("})");
    EXPECT_EQ(accepted.status / 100, 2) << accepted.body;
    const auto job = nautilus::test::endedJob(*session.workstation, accepted);
    EXPECT_EQ(job.state, nautilus::kit::JobState::Succeeded) << job.error;
    const auto runs = session.get("/api/v1/factor-engine/runs");
    for (const auto& run : *runs.data().find("runs")->as<Value::Array>())
        if (*run.find("kind")->as<std::string>() == kind)
            return *run.find("run_id")->as<std::string>() + " " +
                   *run.find("content_hash")->as<std::string>();
    return "no run";
}

std::vector<std::string> everything(Session& session) {
    const std::string root = "/api/v1/factor-engine/";
    std::vector<std::string> out;
    const auto get = [&](const std::string& what, std::vector<std::pair<std::string, std::string>> query) {
        const auto answer = session.get(root + what, std::move(query));
        EXPECT_EQ(answer.status, 200) << what << answer.body.substr(0, 400);
        out.push_back(what + dataOf(answer));
    };
    get("factors", {});
    for (const char* kind : {"joint", "two_stage"}) {
        get("exposures", {{"set", kind}, {"date", "2018-06-29"}, {"format", "csv"}});
        get("exposures", {{"set", kind}, {"date", "2019-11-11"}, {"regression_inputs", "true"}});
        get("exposure-history", {{"set", kind}, {"symbol", "JPM"}});
        get("returns", {{"estimator", kind}, {"format", "csv"}});
        get("statistics", {{"estimator", kind}});
        get("correlation", {{"estimator", kind}});
    }
    get("returns", {{"estimator", "two_stage"}, {"winsor_factor", "0.01"}, {"residualise_styles", "false"}});
    for (const char* horizon : {"short", "long"}) {
        get("covariance", {{"date", "2019-03-15"}, {"horizon", horizon}});
        get("specific-risk", {{"date", "2019-03-15"}, {"horizon", horizon}});
    }
    const auto risk = session.post(root + "risk", R"({"date":"2019-03-15","weights":{"AAPL":0.4,"XOM":0.3},
                                                      "benchmark":"SP500"})");
    EXPECT_EQ(risk.status, 200) << risk.body;
    out.push_back(dataOf(risk));
    out.push_back(dataOf(session.post("/factors/calculate", R"({"symbols":["AAPL","MSFT","GOOGL","F"]})")));
    return out;
}

TEST(FactorDeterminism, SameBytesTwiceAndForAnyNumberOfThreads) {
    TemporaryFolder folder;
    const auto home = folder.path() + "/home";
    std::vector<std::string> with_two, runs_with_two;
    {
        Session session(home, 2);
        with_two = everything(session);
        const auto again = everything(session);
        for (std::size_t i = 0; i < with_two.size(); ++i)
            EXPECT_TRUE(with_two[i] == again[i]) << with_two[i].substr(0, 80);
        for (const char* kind : {"joint", "two_stage"}) {
            runs_with_two.push_back(runOf(session, kind));
            EXPECT_TRUE(runs_with_two.back().starts_with("run_")) << runs_with_two.back();
            EXPECT_EQ(runOf(session, kind), runs_with_two.back());
        }
        session.workstation->stop();
    }
    Session session(home, 1);
    const auto with_one = everything(session);
    for (std::size_t i = 0; i < with_two.size(); ++i)
        EXPECT_TRUE(with_two[i] == with_one[i]) << with_two[i].substr(0, 80);
    EXPECT_EQ(runOf(session, "joint"), runs_with_two[0]);
    EXPECT_EQ(runOf(session, "two_stage"), runs_with_two[1]);
}

} // namespace

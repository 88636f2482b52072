// Every operation, by every way: its example through the router and straight through the supervisor.
#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>

#include <set>

namespace {

using namespace nautilus;
using kit::Operation;
using kit::Value;
using test::DemoWorkstation;

constexpr std::string_view kVerbs[] = {"GET", "POST", "PUT", "DELETE"};

/// A job to ask about; the examples name job_1.
void makeAJob(DemoWorkstation& demo) {
    static const auto made = demo.post("/api/v1/factor-engine/runs", R"({"kind":"joint"})");
    ASSERT_LT(made.status, 300) << made.body;
}

Value exampleOf(const Operation& operation) {
    // An example that names a file or folder of the reader's gets one that is there.
    auto json = operation.example;
    const std::pair<std::string, std::string> there[] = {
        {"/path/to/prices.csv", NAUTILUS_TEST_DATA "/fama_french/daily_2015_2020.csv"},
        {"/path/to/folder", NAUTILUS_SOURCE_DIR "/resources/demo/open"}};
    for (const auto& [named, real] : there)
        if (const auto at = json.find(named); at != std::string::npos) json.replace(at, named.size(), real);
    auto example = api::readJson(json);
    EXPECT_TRUE(example) << operation.id;
    return example ? *example : Value(Value::Object{});
}

/// The example as a client would send it: path parameters in the path, the rest in the query or the body.
api::HttpRequest requestOf(const Operation& operation) {
    api::HttpRequest request;
    request.method = std::string(kVerbs[static_cast<int>(operation.verb)]);
    request.path = operation.paths.front();
    Value body = Value::Object{};
    const Value example = exampleOf(operation);
    for (const auto& [name, value] : *example.as<Value::Object>()) {
        const auto* text = value.as<std::string>();
        const auto plain = text ? *text : kit::toJson(value);
        if (const auto at = request.path.find("{" + name + "}"); at != std::string::npos) {
            request.path.replace(at, name.size() + 2, plain);
        } else if (operation.verb == kit::Verb::Post || operation.verb == kit::Verb::Put) {
            body.set(name, value);
        } else if (const auto* list = value.as<Value::Array>()) {
            std::string joined;
            for (const auto& item : *list)
                joined += (joined.empty() ? "" : ",") + *item.as<std::string>();
            request.query.emplace_back(name, joined);
        } else {
            request.query.emplace_back(name, plain);
        }
    }
    if (operation.verb == kit::Verb::Post || operation.verb == kit::Verb::Put)
        request.body = kit::toJson(body);
    return request;
}

kit::Result<kit::Reply> runStraight(DemoWorkstation& demo, const Operation& operation) {
    const auto call = std::make_shared<kit::Call>();
    if (!kit::isOneOf(operation.formats, "json")) call->format = kit::Format::Text;
    std::promise<kit::Result<kit::Reply>> promise;
    auto future = promise.get_future();
    demo.workstation->supervisor().run(
        operation, exampleOf(operation), call,
        [&](kit::Result<kit::Reply> reply) { promise.set_value(std::move(reply)); });
    return future.get();
}

/// Elapsed times and running figures, which differ from call to call.
void withoutTimes(Value& value) {
    static const std::set<std::string, std::less<>> kTimes{"calculation_time_ms",
                                                           "optimization_time_ms",
                                                           "optimizations_completed_today",
                                                           "avg_optimization_time_ms",
                                                           "avg_check_time_ms",
                                                           "uptime_seconds",
                                                           "requests_total",
                                                           "errors_total",
                                                           "active_requests",
                                                           "statistics",
                                                           "average_response_ms",
                                                           "response_time_ms",
                                                           "avg_calculation_time_ms",
                                                           "processing_time_ms",
                                                           "factors_calculated_today",
                                                           "features_calculated_today",
                                                           "job_id",
                                                           "progress",
                                                           "message",
                                                           "state",
                                                           "result",
                                                           "finished_at",
                                                           "created_at",
                                                           "jobs",
                                                           "runs",
                                                           "avg_ingestion_latency_ms",
                                                           "resident_bytes",
                                                           "jobs_running",
                                                           "queues",
                                                           "usage",
                                                           "p50_ms",
                                                           "p95_ms",
                                                           "p99_ms"};
    if (auto* array = value.as<Value::Array>())
        for (auto& item : *array)
            withoutTimes(item);
    if (auto* object = value.as<Value::Object>())
        for (auto& [name, part] : *object) {
            if (kTimes.contains(name))
                part = Value();
            else
                withoutTimes(part);
        }
}

/// Jobs write entries all the time, and a sample is taken every few seconds.
bool growsByItself(const std::string& id) {
    return id == "app.logs" || id == "app.activity" || id == "marketdata.subscriptions"; // counts messages
}

/// Each call makes, changes or ends something: the second one finds another state.
bool changesWhatItFinds(const std::string& id) {
    return id == "websocket.connect" || id == "websocket.close" || id == "websocket.subscriptions" ||
           id == "websocket.broadcast" || id == "marketdata.subscribe" || id == "marketdata.unsubscribe" ||
           id == "marketdata.subscription" || id == "marketdata.refresh" ||
           id == "marketdata.refresh_delete" || id == "marketdata.refreshes" ||
           id.starts_with("marketdata.series_") || id == "risk.set_limits" || id == "risk.limits" ||
           id.starts_with("risk.monitor") || id.starts_with("risk.breach") || id == "risk.alerts" ||
           id.starts_with("risk.report");
}

/// The examples speak of the first subscription; here it is a fresh one.
api::HttpRequest ofAFreshSubscription(DemoWorkstation& demo, api::HttpRequest request) {
    const auto at = request.path.find("sub_001");
    if (at == std::string::npos) return request;
    const auto made = demo.post("/marketdata/subscribe", R"({"symbols":["AAPL"]})");
    request.path.replace(at, 7, *made.data().find("subscription_id")->as<std::string>());
    return request;
}

/// Tables of what goes on: they may be empty.
bool showsWhatHappens(const std::string& id) {
    return id == "marketdata.recent" || id == "marketdata.refused_events" || id == "marketdata.snapshot" ||
           id == "websocket.connections" || id == "risk.breaches";
}

/// The examples ask for the book of IBM, which somebody must follow.
void followIbm(DemoWorkstation& demo) {
    demo.post("/marketdata/subscribe", R"({"symbols":["IBM"]})");
    ASSERT_TRUE(test::eventually([&] { return demo.get("/marketdata/orderbook/IBM").status == 200; }));
}

/// The examples speak of the first breach, which the monitor must find.
void breakALimit(DemoWorkstation& demo) {
    demo.post("/risk/limits",
              R"({"portfolio_id":"portfolio_001","limits":[{"limit_type":"position_size","value":0.10}]})");
    demo.post("/risk/monitor/start",
              R"({"portfolio_id":"portfolio_001","monitoring_config":{"check_interval_seconds":1}})");
    ASSERT_TRUE(test::eventually([&] {
        return demo.get("/risk/breaches/portfolio_001").body.find("breach_001") != std::string::npos;
    }));
}

TEST(DemoOperations, EveryOneIsDescribedAndNamedOnce) {
    std::set<std::string> ids, routes;
    for (const auto& operation : DemoWorkstation::get().workstation->supervisor().operations()) {
        EXPECT_TRUE(ids.insert(operation.id).second) << operation.id;
        EXPECT_FALSE(operation.paths.empty()) << operation.id;
        for (const auto& path : operation.paths)
            EXPECT_TRUE(
                routes.insert(std::string(kVerbs[static_cast<int>(operation.verb)]) + " " + path).second)
                << path;
        EXPECT_GE(operation.summary.size(), 5U) << operation.id;
        EXPECT_TRUE(std::isupper(static_cast<unsigned char>(operation.summary.front()))) << operation.id;
        EXPECT_TRUE(operation.run) << operation.id;
        EXPECT_FALSE(operation.request_schema.isNull()) << operation.id;
    }
}

TEST(DemoOperations, EveryExampleIsOfItsOwnSchema) {
    for (const auto& operation : DemoWorkstation::get().workstation->supervisor().operations())
        for (const auto& fault : test::SchemaCheck::faults(operation.request_schema, exampleOf(operation)))
            ADD_FAILURE() << operation.id << " " << fault;
}

TEST(DemoOperations, EveryExampleWorksAndBothWaysGiveTheSameData) {
    auto& demo = DemoWorkstation::get();
    makeAJob(demo);
    followIbm(demo);
    breakALimit(demo);
    for (const auto& operation : demo.workstation->supervisor().operations()) {
        if (operation.id == "app.job_cancel") continue; // the job may have ended: 409 is right then
        const auto answer = demo.ask(ofAFreshSubscription(demo, requestOf(operation)));
        EXPECT_TRUE(answer.status == 200 || answer.status == 202) << operation.id << " " << answer.body;
        if (changesWhatItFinds(operation.id)) continue;
        const auto straight = runStraight(demo, operation);
        ASSERT_TRUE(straight) << operation.id << " " << straight.error().front().message;
        if (operation.kind == kit::Kind::Stream || operation.envelope == kit::Envelope::Bare ||
            growsByItself(operation.id))
            continue;
        auto direct = api::readJson(straight->body);
        ASSERT_TRUE(direct) << operation.id;
        auto routed = answer.data();
        withoutTimes(routed);
        withoutTimes(*direct);
        EXPECT_EQ(kit::toJson(routed), kit::toJson(*direct)) << operation.id;
        EXPECT_EQ(*answer.json.find("metadata")->find("engine"), Value(operation.engine()));
    }
}

TEST(DemoOperations, SameQuestionSameBytes) {
    auto& demo = DemoWorkstation::get();
    for (const auto& operation : demo.workstation->supervisor().operations()) {
        if (operation.formats.find("csv") == std::string::npos || growsByItself(operation.id)) continue;
        auto request = requestOf(operation);
        request.query.emplace_back("format", "csv");
        const auto first = demo.ask(request);
        const auto second = demo.ask(request);
        EXPECT_EQ(first.status, 200) << operation.id;
        EXPECT_EQ(first.body, second.body) << operation.id;
        if (!showsWhatHappens(operation.id)) {
            EXPECT_GT(std::ranges::count(first.body, '\n'), 1) << operation.id;
        }
    }
}

TEST(DemoOperations, JsonPagesTogetherAreTheCsv) {
    auto& demo = DemoWorkstation::get();
    const std::string path = "/api/v1/factor-engine/exposures";
    const std::vector<std::pair<std::string, std::string>> query{{"date", "2019-12-31"},
                                                                 {"factors", "style:beta"}};
    auto csv_query = query;
    csv_query.emplace_back("format", "csv");
    const auto lines = std::ranges::count(demo.get(path, csv_query).body, '\n') - 1;
    std::int64_t rows = 0;
    std::string cursor;
    for (int page = 0; page < 100; ++page) {
        auto page_query = query;
        page_query.emplace_back("limit", "100");
        if (!cursor.empty()) page_query.emplace_back("cursor", cursor);
        const auto answer = demo.get(path, page_query);
        ASSERT_EQ(answer.status, 200) << answer.body;
        rows += static_cast<std::int64_t>(answer.data().find("rows")->as<Value::Array>()->size());
        const auto* next = answer.data().find("next_cursor")->as<std::string>();
        if (!next) break;
        cursor = *next;
    }
    EXPECT_EQ(rows, lines);
    EXPECT_GT(rows, 400);
}

TEST(DemoOperations, TheOpenApiPageListsThemAll) {
    auto& demo = DemoWorkstation::get();
    const auto answer = demo.get("/openapi.json");
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(*answer.json.find("openapi"), Value("3.1.0"));
    for (const char* part : {"title", "version"})
        EXPECT_TRUE(answer.json.find("info")->find(part)) << part;
    for (const char* name : {"Metadata", "Error"})
        EXPECT_TRUE(answer.json.find("components")->find("schemas")->find(name)) << name;
    std::set<std::string> ids;
    for (const auto& operation : demo.workstation->supervisor().operations())
        for (const auto& path : operation.paths) {
            const auto* item = answer.json.find("paths")->find(path);
            ASSERT_TRUE(item) << path;
            std::string verb(kVerbs[static_cast<int>(operation.verb)]);
            std::ranges::transform(verb, verb.begin(),
                                   [](char c) { return static_cast<char>(std::tolower(c)); });
            const auto* listed = item->find(verb);
            ASSERT_TRUE(listed) << path;
            EXPECT_TRUE(ids.insert(*listed->find("operationId")->as<std::string>()).second);
            EXPECT_TRUE(listed->find("summary"));
            const bool is_job = operation.kind == kit::Kind::Job;
            EXPECT_TRUE(listed->find("responses")->find(is_job ? "202" : "200"));
            EXPECT_TRUE(listed->find("responses")->find("default"));
            EXPECT_EQ(listed->find("security") != nullptr, operation.scope == kit::Scope::Open) << path;
            for (auto at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1)) {
                const auto name = path.substr(at + 1, path.find('}', at) - at - 1);
                EXPECT_THAT(kit::toJson(*listed->find("parameters")),
                            testing::HasSubstr("{\"name\":\"" + name + "\",\"in\":\"path\""))
                    << path;
            }
        }
}

} // namespace

// Every error rule, through the router, over the built-in data.
#include "app/api/binding/envelope.h"
#include "app/api/json/json_reader.h"
#include "app/runtime/system_clock.h"
#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using test::Answer;
using test::DemoWorkstation;
using test::send;
using testing::ElementsAre;

constexpr const char* kCalculate = "/factors/calculate";
constexpr const char* kReturns = "/api/v1/factor-engine/returns";

std::vector<std::string> listOf(const Answer& answer, const char* list, const char* member) {
    std::vector<std::string> out;
    const auto* found = std::string_view(list) == "errors" ? answer.json.find("errors")
                                                           : answer.json.find("metadata")->find("warnings");
    for (const auto& item : *found->as<kit::Value::Array>()) {
        const auto* text = item.find(member)->as<std::string>();
        out.push_back(text ? *text : "");
    }
    return out;
}
std::string headerOf(const Answer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

TEST(DemoErrors, WhatDoesNotParseIs400) {
    auto& demo = DemoWorkstation::get();
    for (const char* body :
         {"{", "[1]", "\"x\"", "{\"symbols\":[\"A\"],\"symbols\":[\"B\"]}", "{} {}", "\xFF"}) {
        const auto answer = demo.post(kCalculate, body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_THAT(listOf(answer, "errors", "code"), ElementsAre("invalid_argument"));
    }
}

TEST(DemoErrors, AllWrongFieldsAreListedWithTheirPointers) {
    const auto answer = DemoWorkstation::get().post(
        kCalculate, R"({"symbols":["AAPL",7],"factor_categories":["technical","magic"],"as_of":"2019-02-30",)"
                    R"("calculation_options":{"lookback_period":"9Y","factor_scoring":"yes"}})");
    EXPECT_EQ(answer.status, 400);
    EXPECT_THAT(listOf(answer, "errors", "field"),
                testing::UnorderedElementsAre("/symbols/1", "/factor_categories/1", "/as_of",
                                              "/calculation_options/lookback_period",
                                              "/calculation_options/factor_scoring"));
    EXPECT_THAT(listOf(DemoWorkstation::get().post(kCalculate, ""), "errors", "field"),
                ElementsAre("/symbols"));
}

TEST(DemoErrors, AWrongDateWordCursorOrFormatIs400) {
    auto& demo = DemoWorkstation::get();
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"start", "2019-13-01"},
                                                                                      {"end", "today"},
                                                                                      {"estimator", "magic"},
                                                                                      {"cursor", "-5"},
                                                                                      {"cursor", "abc"},
                                                                                      {"limit", "0"},
                                                                                      {"limit", "ten"},
                                                                                      {"format", "xml"}}) {
        const auto answer = demo.get(kReturns, {{name, value}});
        EXPECT_EQ(answer.status, 400) << name << "=" << value;
        EXPECT_THAT(listOf(answer, "errors", "field"), ElementsAre("/" + name));
    }
}

TEST(DemoErrors, WithoutTheRightTokenIs401) {
    auto& demo = DemoWorkstation::get();
    for (const std::string& given :
         {std::string(), std::string("nonsense"), demo.token + "x", demo.token.substr(1)})
        for (const char* path : {kReturns, "/factor/metrics", "/openapi.json", "/api/v1/jobs"}) {
            const auto answer = send(demo.workstation->router(), {"GET", path, {}, {}, ""}, given);
            EXPECT_EQ(answer.status, 401) << path;
            EXPECT_EQ(headerOf(answer, "WWW-Authenticate"), "Bearer");
        }
    for (const char* open : {"/health", "/factor/health", "/marketdata/health"})
        EXPECT_EQ(send(demo.workstation->router(), {"GET", open, {}, {}, ""}, "").status, 200) << open;
    const auto wrong_scheme = send(demo.workstation->router(),
                                   {"GET", kReturns, {}, {{"authorization", "Basic " + demo.token}}, ""}, "");
    EXPECT_EQ(wrong_scheme.status, 401);
}

TEST(DemoErrors, WhatIsUnknownAsTheSoleSubjectIs404) {
    auto& demo = DemoWorkstation::get();
    const std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> asked{
        {"/no/such/path", {}},
        {"/api/v1/jobs/job_999999", {}},
        {"/api/v1/jobs/job_999999/events", {}},
        {"/api/v1/data-catalog/bars", {{"symbol", "NOSUCH"}}},
        {"/api/v1/factor-engine/exposure-history", {{"symbol", "NOSUCH"}}}};
    for (const auto& [path, query] : asked) {
        const auto answer = demo.get(path, query);
        EXPECT_EQ(answer.status, 404) << path;
        EXPECT_THAT(listOf(answer, "errors", "code"), ElementsAre("not_found"));
    }
    EXPECT_EQ(demo.post("/factor/process", R"({"operation":"factor.nothing"})").status, 404);
    EXPECT_EQ(demo.post("/factor/process", R"({"operation":"marketdata.status"})").status, 404);
    EXPECT_EQ(demo.post(kCalculate, R"({"symbols":["NOSUCH"]})").status, 404);
}

TEST(DemoErrors, AnotherMethodIs405WithTheAllowedOnes) {
    auto& demo = DemoWorkstation::get();
    const auto answer = demo.get(kCalculate);
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(headerOf(answer, "Allow"), "POST");
    EXPECT_EQ(headerOf(demo.post("/api/v1/jobs/job_1", ""), "Allow"), "GET");
    EXPECT_EQ(demo.post("/openapi.json", "").status, 405);
    EXPECT_EQ(demo.ask({"DELETE", "/api/v1/factor-engine/runs", {}, {}, ""}).status, 405);
}

TEST(DemoErrors, WhatTheStateForbidsIs409AndWhatCannotBeComputedIs422) {
    auto& demo = DemoWorkstation::get();
    const auto run = demo.post("/api/v1/factor-engine/runs", R"({"kind":"joint"})");
    ASSERT_LT(run.status, 300) << run.body;
    const auto id = test::endedJob(*demo.workstation, run).job_id;
    EXPECT_EQ(demo.post("/api/v1/jobs/" + id + "/cancel", "").status, 409);
    const auto none =
        demo.post("/api/v1/factor-engine/risk", R"({"date":"2015-01-15","weights":{"AAPL":1}})");
    EXPECT_EQ(none.status, 422) << none.body;
    EXPECT_FALSE(listOf(none, "errors", "message").front().empty());
}

TEST(DemoErrors, UnknownSymbolsInAListAndUnknownFieldsAreWarnings) {
    auto& demo = DemoWorkstation::get();
    const auto answer = demo.post(kCalculate, R"({"symbols":["AAPL","NOSUCH","MSFT"],"colour":1,)"
                                              R"("calculation_options":{"speed":2}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto pointers = listOf(answer, "warnings", "pointer");
    EXPECT_THAT(pointers, testing::IsSupersetOf({"/colour", "/calculation_options/speed"}));
    EXPECT_THAT(answer.body, testing::HasSubstr("NOSUCH"));
    EXPECT_EQ(*answer.data().find("symbols_processed")->as<std::int64_t>(), 2);
    EXPECT_EQ(demo.get("/factor/status", {{"x", "1"}}).status, 200);
}

TEST(DemoErrors, TheRequestIdIsEchoedOrReplaced) {
    auto& demo = DemoWorkstation::get();
    const auto idOf = [&](const std::string& given) {
        const auto answer = demo.ask({"GET", "/factor/status", {}, {{"x-request-id", given}}, ""});
        const auto id = headerOf(answer, "X-Request-ID");
        EXPECT_EQ(id, *answer.json.find("metadata")->find("request_id")->as<std::string>());
        return id;
    };
    EXPECT_EQ(idOf("abc-123"), "abc-123");
    EXPECT_EQ(idOf(std::string(128, 'x')), std::string(128, 'x'));
    for (const auto& bad :
         {std::string(129, 'x'), std::string("a b"), std::string("a\nb"), std::string("\xC3\xA4")})
        EXPECT_TRUE(idOf(bad).starts_with("req_")) << bad;
    const auto refused = demo.ask({"GET", "/none", {}, {{"x-request-id", "mine"}}, ""});
    EXPECT_EQ(headerOf(refused, "X-Request-ID"), "mine");
}

TEST(DemoErrors, CsvComesByFormatOrByAcceptAndHeadLikeGet) {
    auto& demo = DemoWorkstation::get();
    const std::vector<std::pair<std::string, std::string>> query{{"start", "2019-12-30"},
                                                                 {"factors", "country"}};
    auto with_format = query;
    with_format.emplace_back("format", "csv");
    const auto by_format = demo.get(kReturns, with_format);
    const auto by_accept = demo.ask({"GET", kReturns, query, {{"accept", "text/csv"}}, ""});
    EXPECT_EQ(by_format.content_type, "text/csv; charset=utf-8");
    EXPECT_TRUE(by_format.body.starts_with("date,factor,return,t_stat\n2019-12-30,country,"));
    EXPECT_EQ(by_format.body, by_accept.body);
    EXPECT_EQ(demo.ask({"HEAD", kReturns, query, {}, ""}).status, 200);
    EXPECT_EQ(demo.ask({"HEAD", "/openapi.json", {}, {}, ""}).status, 200);
    EXPECT_EQ(demo.post("/factor/process", R"({"operation":"factor.metrics"})").status, 200);
}

TEST(DemoErrors, OneEnginesPortServesThatEngineAlone) {
    auto& demo = DemoWorkstation::get();
    auto& router = demo.workstation->router();
    EXPECT_EQ(send(router, {"GET", "/health", {}, {}, ""}, "", "factor").status, 200);
    EXPECT_EQ(send(router, {"GET", "/metrics", {}, {}, ""}, demo.token, "factor").content_type.substr(0, 10),
              "text/plain");
    EXPECT_EQ(send(router, {"GET", "/marketdata/status", {}, {}, ""}, demo.token, "factor").status, 404);
}

TEST(Errors, AnEngineThatDoesNotRunIs503) {
    test::TemporaryFolder folder;
    composition::Options options;
    options.home = folder.path() + "/home";
    options.demo = false;
    auto opened = composition::Workstation::open(options);
    ASSERT_TRUE(opened) << opened.error().front().message;
    const auto token = *security::rootToken(options.home);
    const auto answer = send((*opened)->router(), {"GET", kReturns, {}, {}, ""}, token);
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(headerOf(answer, "Retry-After"), "1");
    const auto health = send((*opened)->router(), {"GET", "/factor/health", {}, {}, ""}, "");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(*health.json.find("status"), kit::Value("unhealthy"));
}

TEST(Errors, WhenToComeBackIsSaidInWholeSecondsAndExactly) {
    const runtime::SystemClock clock;
    const kit::Errors errors{
        {kit::ErrorCode::TooManyRequests, "the budget is used up", "", true, 12.25},
        {kit::ErrorCode::TooManyRequests, "and so is another", "", true, 3.0},
        {kit::ErrorCode::Unavailable, "nobody knows when", "", true},
    };
    const auto answer = api::wrapErrors("marketdata", "req_1", errors, clock);
    EXPECT_EQ(answer.status, 429);
    EXPECT_THAT(answer.headers, testing::Contains(testing::Pair("Retry-After", "13"))) << "early for none";
    const auto json = api::readJson(answer.body);
    ASSERT_TRUE(json);
    const auto& told = *json->find("errors")->as<kit::Value::Array>();
    EXPECT_EQ(*told[0].find("retry_after_s"), kit::Value(12.25));
    EXPECT_EQ(told[2].find("retry_after_s"), nullptr);
    const auto busy = api::wrapErrors(
        "marketdata", "req_2", kit::failUntil(kit::ErrorCode::Unavailable, "starting", 40).value(), clock);
    EXPECT_EQ(busy.status, 503);
    EXPECT_THAT(busy.headers, testing::Contains(testing::Pair("Retry-After", "40")));
}

} // namespace

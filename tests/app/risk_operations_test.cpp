// The risk engine on the built-in data, through the router: checks, what-if, figures that add up, stress that
// can be worked out from the stored prices, reports as files.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace nautilus;
using kit::Value;
using test::DemoWorkstation;
using test::figure;
using test::rows;
using test::word;
using testing::HasSubstr;
using testing::IsSupersetOf;

std::vector<std::string> warningCodes(const test::Answer& answer) {
    std::vector<std::string> out;
    for (const auto& warning : rows(*answer.json.find("metadata"), "warnings"))
        out.push_back(word(warning, "code"));
    return out;
}

TEST(RiskOperations, TheDocumentedCheckIsAnsweredAndTheWorstOfTheParts) {
    const auto answer = DemoWorkstation::get().post(
        "/risk/check/portfolio_001",
        R"({"positions":[{"symbol":"AAPL","quantity":1000,"current_price":155.00,"asset_class":"equity",)"
        R"("sector":"technology"}],"portfolio_value":1000000,"limits":{"max_position_size":0.10,)"
        R"("max_sector_exposure":0.25,"max_leverage":2.0,"var_limit":0.02}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(word(answer.data(), "overall_status"), "BREACH");
    const auto& checks = rows(answer.data(), "limit_checks");
    ASSERT_EQ(checks.size(), 4U);
    EXPECT_NEAR(figure(checks[0], "current_value"), 0.155, 1e-15);
    EXPECT_EQ(word(checks[0], "action_required"), "REDUCE_POSITION");
    EXPECT_EQ(word(checks[0], "severity"), "HIGH");
    EXPECT_NEAR(figure(checks[1], "utilization_percent"), 62.0, 1e-12);
    EXPECT_EQ(word(checks[1], "subject"), "technology") << "answered in kind";
    EXPECT_EQ(word(rows(answer.data(), "breaches")[0], "recommendation"),
              "Reduce AAPL position to 10% of portfolio");
    const auto& metadata = *answer.json.find("metadata");
    EXPECT_EQ(figure(metadata, "positions_analyzed"), 1);
    EXPECT_EQ(figure(metadata, "limits_checked"), 4);
    EXPECT_EQ(word(metadata, "data_as_of"), "2020-01-10");
    EXPECT_GT(figure(*answer.data().find("risk_metrics"), "portfolio_var_1d"), 0);
}

TEST(RiskOperations, WhatIsUnknownIsSaidInTheRightWay) {
    auto& demo = DemoWorkstation::get();
    EXPECT_EQ(demo.post("/risk/check/nobody", "{}").status, 404);
    EXPECT_EQ(demo.post("/risk/check/portfolio_001", R"({"limits":{"var_limit":-1}})").status, 400);
    EXPECT_EQ(demo.post("/risk/limits", R"({"portfolio_id":"nobody","limits":[{"limit_type":"var_limit",)"
                                        R"("value":0.1}]})")
                  .status,
              404);
    EXPECT_EQ(demo.post("/risk/monitor/start", R"({"portfolio_id":"nobody"})").status, 404);
    EXPECT_EQ(demo.post("/risk/monitor/stop", R"({"portfolio_id":"portfolio_002"})").status, 404);
    EXPECT_EQ(demo.get("/risk/breaches/portfolio_001", {{"period", "soon"}}).status, 400);
    EXPECT_EQ(demo.get("/risk/reports/report_999.pdf").status, 404);
    EXPECT_EQ(demo.get("/risk/reports/..%2Ftoken").status, 404);
    EXPECT_EQ(demo.post("/api/v1/risk/breaches/breach_999/resolve", "{}").status, 404);
    EXPECT_EQ(demo.post("/api/v1/risk/var", R"({"portfolio_id":"portfolio_001","horizons":[1.5]})").status,
              400);
    const auto both =
        demo.post("/api/v1/risk/stress", R"({"portfolio_id":"portfolio_001","shocks":[{"name":"x",)"
                                         R"("symbols":{"SPY":-0.1},"factors":{"country":-0.1}}]})");
    EXPECT_EQ(both.status, 400);
    const auto some = demo.post("/risk/check/any", R"({"positions":[{"symbol":"AAPL","quantity":1},)"
                                                   R"({"symbol":"NOSUCH","quantity":1}],)"
                                                   R"("limits":{"max_leverage":2}})");
    EXPECT_EQ(some.status, 200);
    EXPECT_THAT(warningCodes(some), IsSupersetOf({"unknown_symbol"}));
}

TEST(RiskOperations, NothingLaterThanAsOfIsRead) {
    auto& demo = DemoWorkstation::get();
    const std::string body =
        R"("positions":[{"symbol":"AAPL","quantity":100},{"symbol":"MSFT","quantity":50}],)"
        R"("limits":{"var_limit":0.02,"adv_limit":1}})";
    const auto then = demo.post("/risk/check/mine", R"({"as_of":"2018-06-29",)" + body);
    ASSERT_EQ(then.status, 200) << then.body;
    EXPECT_EQ(word(*then.json.find("metadata"), "data_as_of"), "2018-06-29");
    const auto now = demo.post("/risk/check/mine", "{" + body);
    EXPECT_NE(figure(*then.data().find("risk_metrics"), "portfolio_var_1d"),
              figure(*now.data().find("risk_metrics"), "portfolio_var_1d"));
    const auto stress = demo.post("/api/v1/risk/stress", R"({"portfolio_id":"mine","as_of":"2018-06-29",)" +
                                                             body.substr(0, body.find(R"(,"limits")")) + "}");
    ASSERT_EQ(stress.status, 200) << stress.body;
    for (const auto& row : rows(stress.data(), "scenarios"))
        EXPECT_EQ(std::isnan(figure(row, "loss")), word(row, "scenario") == "december_2018" ||
                                                       word(row, "scenario") == "covid_2020" ||
                                                       word(row, "scenario") == "crisis_2008")
            << word(row, "scenario");
}

TEST(RiskOperations, PartsOfValueAtRiskAddUp) {
    auto& demo = DemoWorkstation::get();
    for (const char* id : {"portfolio_001", "portfolio_002"})
        for (const char* model : {"auto", "history"}) {
            const auto answer = demo.post("/api/v1/risk/var", std::string(R"({"portfolio_id":")") + id +
                                                                  R"(","model":")" + model + R"("})");
            ASSERT_EQ(answer.status, 200) << answer.body;
            EXPECT_EQ(rows(answer.data(), "figures").size(), 14U);
            const auto& parts = *answer.data().find("parts");
            double components = 0, shortfall = 0, factors = 0;
            for (const auto& row : rows(parts, "positions")) {
                components += figure(row, "component");
                shortfall += figure(row, "shortfall_component");
            }
            const double total = figure(parts, "value_at_risk");
            EXPECT_NEAR(components, total, 1e-12);
            EXPECT_NEAR(shortfall, figure(parts, "historical_shortfall"), 1e-12);
            EXPECT_GE(figure(parts, "undiversified"), total);
            if (word(parts, "model") != "factor") continue;
            for (const auto& row : rows(parts, "factors"))
                factors += figure(row, "component");
            EXPECT_NEAR(factors + figure(parts, "specific"), total, 1e-12);
        }
}

TEST(RiskOperations, AHistoricalScenarioIsTheStoredPrices) {
    auto& demo = DemoWorkstation::get();
    const auto answer = demo.post("/api/v1/risk/stress",
                                  R"({"portfolio_id":"mine","positions":[{"symbol":"AAPL","quantity":100}],)"
                                  R"("scenarios":["volatility_2018_02","covid_2020"],)"
                                  R"("shocks":[{"name":"own","symbols":{"AAPL":-0.2}}]})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& scenarios = rows(answer.data(), "scenarios");
    ASSERT_EQ(scenarios.size(), 3U);
    EXPECT_NEAR(figure(scenarios[0], "loss"), 1 - 155.15 / 171.51, 2e-4)
        << "closes as traded, no dividend between";
    EXPECT_TRUE(std::isnan(figure(scenarios[1], "loss")));
    EXPECT_THAT(warningCodes(answer), IsSupersetOf({"no_data"}));
    EXPECT_NEAR(figure(scenarios[2], "loss"), 0.2, 1e-12) << "what is shocked moves as given";
}

TEST(RiskOperations, TheOddsOfABreachAreThoseThatWereKnown) {
    const std::string limits = R"("limits":{"position_size":0.2,"var_limit":0.02,"sector_exposure":0.5}})";
    auto ask = [&](const std::string& more) {
        return DemoWorkstation::get().post("/api/v1/risk/breach-forecast",
                                           R"({"portfolio_id":"portfolio_001",)" + more + limits);
    };
    const auto answer = ask("");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& found = rows(answer.data(), "limits");
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(word(found[0], "limit_type"), "var_limit");
    EXPECT_EQ(word(found[0], "state"), "BROKEN");
    EXPECT_EQ(figure(found[0], "probability"), 1);
    EXPECT_GT(figure(found[1], "probability"), figure(found[2], "probability")) << "the most probable first";
    const auto& diagram = *answer.data().find("reliability");
    EXPECT_LT(figure(diagram, "expected_error"), 0.05) << "calibrated on days that were not seen";
    EXPECT_GT(figure(diagram, "skill"), 0.1);
    EXPECT_EQ(word(diagram, "to"), "2020-01-03") << "five closes before the last";
    double members = 0;
    for (const auto& bin : rows(diagram, "bins"))
        members += figure(bin, "count");
    EXPECT_EQ(members, figure(diagram, "forecasts"));

    const auto earlier = ask(R"("as_of":"2019-06-28",)");
    ASSERT_EQ(earlier.status, 200) << earlier.body;
    EXPECT_EQ(word(*earlier.json.find("metadata"), "data_as_of"), "2019-06-28");
    EXPECT_LT(word(*earlier.data().find("reliability"), "to"), "2019-06-28");
}

TEST(RiskOperations, TheOddsOfGivenPositionsAndOfNothing) {
    auto& demo = DemoWorkstation::get();
    const auto given = demo.post("/api/v1/risk/breach-forecast",
                                 R"({"portfolio_id":"mine","horizon":10,"positions":[)"
                                 R"({"symbol":"AAPL","quantity":100},{"symbol":"MSFT","quantity":100}],)"
                                 R"("limits":{"position_size":0.7,"liquidity_limit":0.5}})");
    ASSERT_EQ(given.status, 200) << given.body;
    const auto& found = rows(given.data(), "limits");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(word(found[0], "state"), "FORECAST");
    EXPECT_EQ(word(found[1], "state"), "STILL") << "all can be sold in a day, always";
    EXPECT_EQ(figure(found[1], "probability"), 0);

    const auto none = demo.post("/api/v1/risk/breach-forecast", R"({"portfolio_id":"demo"})");
    ASSERT_EQ(none.status, 200) << none.body;
    EXPECT_THAT(warningCodes(none), testing::Contains("no_limits"));
    EXPECT_EQ(
        demo.post("/api/v1/risk/breach-forecast", R"({"portfolio_id":"portfolio_001","horizon":0})").status,
        400);
    EXPECT_EQ(demo.post("/api/v1/risk/breach-forecast", R"({"portfolio_id":"nobody"})").status, 404);
}

TEST(RiskOperations, AReportIsAFileThatCanBeFetched) {
    auto& demo = DemoWorkstation::get();
    const auto made = demo.post("/risk/report/generate",
                                R"({"portfolio_id":"portfolio_001","format":"json","time_period":"1M"})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto url = word(made.data(), "download_url");
    EXPECT_THAT(url, HasSubstr("/risk/reports/report_"));
    const auto file = demo.get(url);
    ASSERT_EQ(file.status, 200);
    EXPECT_EQ(file.content_type, "application/json");
    EXPECT_EQ(static_cast<double>(file.body.size()), figure(made.data(), "report_size_bytes"));
    for (const char* id :
         {"summary", "limits", "breaches", "var_analysis", "backtest", "stress_tests", "liquidity"})
        EXPECT_THAT(file.body, HasSubstr(id));
    EXPECT_THAT(file.body, testing::Not(HasSubstr("Could not be computed")));
    bool named = false;
    for (const auto& [name, value] : file.headers)
        named |= name == "Content-Disposition" && value.find("report_") != std::string::npos;
    EXPECT_TRUE(named);
    for (const char* format : {"html", "xlsx", "csv"}) {
        const auto other =
            demo.post("/risk/report/generate", std::string(R"({"portfolio_id":"portfolio_002",)") +
                                                   R"("format":")" + format + R"("})");
        ASSERT_EQ(other.status, 200) << other.body;
        EXPECT_EQ(demo.get(word(other.data(), "download_url")).status, 200);
    }
}

} // namespace

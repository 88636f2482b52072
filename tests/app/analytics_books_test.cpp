// What the analytics engine answers of the books of the built-in data: every view sums up, every way to a
// figure gives the same, nothing comes from after its day, and each number leads to stored closes.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <cmath>

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;
using nautilus::test::words;

DemoWorkstation& demo() {
    return DemoWorkstation::get();
}

const Value* at(const Value& value, std::initializer_list<const char*> path) {
    const Value* found = &value;
    for (const char* name : path)
        if (found) found = found->find(name);
    return found;
}

Answer attribute(const std::string& members) {
    return demo().post("/analytics/attribution/portfolio_001", "{" + members + "}");
}

double sumOfMembers(const Value* object) {
    double out = 0;
    for (const auto& [name, value] : *object->as<Value::Object>())
        if (!value.isNull()) out += number(value);
    return out;
}

/// The column of a table answer as numbers.
std::vector<double> columnOf(const Value& table, const std::string& name) {
    const auto& columns = *table.find("columns")->as<Value::Array>();
    std::vector<double> out;
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (*columns[c].as<std::string>() == name)
            for (const auto& row : *table.find("rows")->as<Value::Array>())
                out.push_back(number((*row.as<Value::Array>())[c]));
    return out;
}

double compounded(const std::vector<double>& returns) {
    double out = 1;
    for (const double r : returns)
        out *= 1 + r;
    return out - 1;
}

TEST(BookAnalytics, TheDocumentedAttributionSumsUpInBothViews) {
    const auto answer = attribute(R"("attribution_type":"factor","factors":["size","value","momentum",)"
                                  R"("quality"],"time_period":"1M","benchmark":"SPY")");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& data = answer.data();
    const double active = number(data.find("active_return"));
    EXPECT_NEAR(number(data.find("total_return")) - number(data.find("benchmark_return")), active, 1e-15);
    EXPECT_NEAR(sumOfMembers(data.find("factor_attribution")), active, 1e-12);
    EXPECT_NEAR(number(data.find("security_selection")) + number(data.find("allocation_effect")), active,
                1e-12);
    for (const char* factor :
         {"size", "value", "momentum", "quality", "other_factors", "industries", "specific"})
        EXPECT_TRUE(std::isfinite(number(at(data, {"factor_attribution", factor})))) << factor;
    EXPECT_EQ(words(data.find("period_start")), "2019-12-10");
    EXPECT_EQ(words(data.find("period_end")), "2020-01-10");
    EXPECT_EQ(number(data.find("sessions")), 21);
}

TEST(BookAnalytics, EveryTypeAndBenchmarkSumsUp) {
    for (const char* benchmark : {"SPY", "SP500", "portfolio_002", "AAPL"})
        for (const char* type : {"factor", "sector", "currency", "transaction"})
            for (const char* linking : {"carino", "menchero"}) {
                const auto answer = attribute(std::string(R"("attribution_type":")") + type +
                                              R"(","interaction":"separate","over_time":"monthly",)"
                                              R"("time_period":"3M","benchmark":")" +
                                              benchmark + R"(","linking":")" + linking + R"(")");
                ASSERT_EQ(answer.status, 200) << answer.body;
                const auto& data = answer.data();
                const double active = number(data.find("active_return"));
                EXPECT_NEAR(number(data.find("security_selection")) + number(data.find("allocation_effect")) +
                                number(data.find("interaction_effect")) +
                                number(data.find("currency_effect")),
                            active, 1e-12)
                    << type << " " << benchmark;
                const auto& table = *data.find("over_time");
                EXPECT_NEAR(compounded(columnOf(table, "portfolio_return")),
                            number(data.find("total_return")), 1e-12);
                EXPECT_EQ(columnOf(table, "active_return").size(), 4U); // October to January
            }
}

TEST(BookAnalytics, AComparisonIsThatOfTheReturns) {
    const auto answer =
        demo().get("/analytics/benchmark/portfolio_001", {{"benchmark", "SPY"}, {"period", "1M"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& data = answer.data();
    for (const char* key : {"tracking_error", "information_ratio", "correlation", "beta", "alpha"})
        EXPECT_TRUE(std::isfinite(number(data.find(key)))) << key;
    const auto returns =
        demo().get("/api/v1/performance/portfolio_001/returns", {{"benchmark", "SPY"}, {"period", "1M"}});
    EXPECT_NEAR(number(data.find("portfolio_return")), compounded(columnOf(returns.data(), "return")), 1e-12);
    EXPECT_NEAR(number(data.find("benchmark_return")),
                compounded(columnOf(returns.data(), "benchmark_return")), 1e-12);
    for (const char* other : {"SP500", "portfolio_002", "GLD"})
        EXPECT_EQ(demo().get("/analytics/benchmark/portfolio_001", {{"benchmark", other}}).status, 200);
    EXPECT_EQ(demo().get("/analytics/benchmark/nobodys", {{"benchmark", "SPY"}}).status, 404);
    EXPECT_EQ(demo().get("/analytics/benchmark/portfolio_001", {{"benchmark", "NOBODY"}}).status, 400);
    EXPECT_EQ(demo().get("/analytics/benchmark/portfolio_001", {{"period", "soon"}}).status, 400);
}

TEST(BookAnalytics, ABookAndItsSeriesHaveTheSameFigures) {
    const std::vector<std::pair<std::string, std::string>> year{{"period", "1Y"}, {"benchmark", "SPY"}};
    const auto book = demo().get("/api/v1/performance/portfolio_001/metrics", year);
    ASSERT_EQ(book.status, 200) << book.body;
    const auto series = demo().get("/api/v1/performance/portfolio_001/returns", year);
    std::string body = R"({"returns":[)";
    const auto listed = [](const std::vector<double>& values) {
        std::string out;
        for (const double value : values)
            out += (out.empty() ? "" : ",") + nautilus::kit::toJson(Value(value));
        return out;
    };
    body += listed(columnOf(series.data(), "return")) + R"(],"benchmark_returns":[)" +
            listed(columnOf(series.data(), "benchmark_return")) + "]}";
    const auto given = demo().post("/api/v1/performance/metrics", body);
    ASSERT_EQ(given.status, 200) << given.body;
    EXPECT_EQ(nautilus::kit::toJson(*book.data().find("returns")),
              nautilus::kit::toJson(*given.data().find("returns")));
    EXPECT_EQ(number(at(book.data(), {"active", "beta"})), number(at(given.data(), {"active", "beta"})));
}

TEST(BookAnalytics, AGainIsTheSumOfItsParts) {
    const auto answer =
        demo().post("/analytics/calculate/portfolio_001", R"({"calculation_options":{"time_period":"1M"}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& data = answer.data();
    const double total = number(data.find("total_pnl"));
    const double near = 1e-9 * number(data.find("market_value"));
    EXPECT_NEAR(sumOfMembers(at(data, {"attribution", "security_attribution"})), total, near);
    EXPECT_NEAR(sumOfMembers(at(data, {"attribution", "sector_attribution"})), total, near);
    EXPECT_NEAR(number(data.find("market_value")) - number(data.find("cost_basis")),
                number(data.find("unrealized_pnl")), near);
    const auto returns = demo().get("/api/v1/performance/portfolio_001/returns", {{"period", "1M"}});
    EXPECT_NEAR(columnOf(returns.data(), "value").back(),
                number(data.find("market_value")) + number(data.find("cash")), near);
}

TEST(BookAnalytics, NothingComesFromAfterItsDay) {
    for (const char* path : {"/returns", "/metrics", "/monthly", "/drawdowns", "/money-weighted"}) {
        const auto answer = demo().get(std::string("/api/v1/performance/portfolio_001") + path,
                                       {{"period", "3M"}, {"as_of", "2019-11-29"}});
        ASSERT_EQ(answer.status, 200) << path << answer.body;
        EXPECT_EQ(words(at(answer.json, {"metadata", "data_as_of"})), "2019-11-29") << path;
    }
    const auto then = demo().get("/api/v1/performance/portfolio_001/returns",
                                 {{"start", "2019-09-30"}, {"as_of", "2019-11-29"}});
    const auto now = demo().get("/api/v1/performance/portfolio_001/returns", {{"start", "2019-09-30"}});
    const auto few = columnOf(then.data(), "return"), all = columnOf(now.data(), "return");
    ASSERT_LT(few.size(), all.size());
    EXPECT_EQ(few, std::vector<double>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(few.size())));
}

TEST(BookAnalytics, AStreamBeginsWithTheStoredGain) {
    const auto* operation = demo().workstation->supervisor().find("analytics.stream");
    ASSERT_TRUE(operation);
    const auto ask = [&](const char* id) {
        std::promise<nautilus::kit::Result<nautilus::kit::Reply>> promise;
        auto future = promise.get_future();
        demo().workstation->supervisor().run(
            *operation, Value::Object{{"portfolio_id", id}}, std::make_shared<nautilus::kit::Call>(),
            [&](nautilus::kit::Result<nautilus::kit::Reply> reply) { promise.set_value(std::move(reply)); });
        return future.get();
    };
    const auto reply = ask("portfolio_001");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->topics,
              (std::vector<std::string>{"portfolio.pnl.portfolio_001", "portfolio.positions.portfolio_001"}));
    const auto event = nautilus::api::readJson(reply->body);
    ASSERT_TRUE(event) << reply->body;
    EXPECT_EQ(words(event->find("event")), "pnl_update");
    EXPECT_EQ(words(event->find("portfolio_id")), "portfolio_001");
    EXPECT_EQ(words(event->find("timestamp")), "2020-01-10T21:00:00Z");
    EXPECT_TRUE(std::isfinite(number(event->find("pnl"))));
    EXPECT_EQ(ask("nobodys").error().front().code, nautilus::kit::ErrorCode::NotFound);
}

TEST(BookAnalytics, AFigureLeadsToStoredCloses) {
    for (const auto& [operation, pointer] : {std::pair{"analytics.performance", "/data/returns/sharpe_ratio"},
                                             {"analytics.calculate", "/data/total_pnl"},
                                             {"analytics.attribution", "/data/allocation_effect"},
                                             {"analytics.benchmark", "/data/beta"}}) {
        const auto answer =
            demo().post("/api/v1/lineage", std::string(R"({"operation":")") + operation +
                                               R"(","parameters":{"portfolio_id":"portfolio_001"},)"
                                               R"("pointer":")" +
                                               pointer + R"("})");
        ASSERT_EQ(answer.status, 200) << operation << answer.body;
        EXPECT_FALSE(words(answer.data().find("formula")).empty()) << operation;
        EXPECT_TRUE(std::isfinite(number(answer.data().find("value")))) << operation;
        EXPECT_NE(answer.body.find("close of AAPL on 2020-01-10"), std::string::npos) << operation;
        EXPECT_NE(answer.body.find("panel: yahoo_panel"), std::string::npos) << operation;
    }
}

} // namespace

// What the analytics engine answers on positions and series that the caller gives: documented keys, values
// of pandas, honest gaps, faults with their pointers.

#include "tests/app/support/demo_returns.h"
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

bool warnsAt(const Answer& answer, const std::string& code, const std::string& pointer) {
    for (const auto& warning : *at(answer.json, {"metadata", "warnings"})->as<Value::Array>())
        if (words(warning.find("code")) == code && words(warning.find("pointer")) == pointer) return true;
    return false;
}

std::string errorField(const Answer& answer) {
    const auto& errors = *answer.json.find("errors")->as<Value::Array>();
    return errors.empty() ? "" : words(errors.front().find("field"));
}

void expectApiGolden(const Value* got, const std::string& name) {
    const double want = nautilus::test::analyticsApiGoldens().at(name);
    EXPECT_NEAR(number(got), want, 1e-9 * std::max(1.0, std::fabs(want))) << name;
}

std::string givenSeries(const std::string& more = "") {
    return R"({"returns":)" + nautilus::test::demoReturns("AAPL") + R"(,"benchmark_returns":)" +
           nautilus::test::demoReturns("SPY") + R"(,"dates":)" + nautilus::test::demoReturnDates() +
           R"(,"risk_free_rate":0.02)" + more + "}";
}

/// Cell of a table answer by row (negative: from the end) and column.
double cellOf(const Answer& answer, int row, const std::string& column) {
    const auto& columns = *answer.data().find("columns")->as<Value::Array>();
    const auto& rows = *answer.data().find("rows")->as<Value::Array>();
    const auto place = row < 0 ? rows.size() - static_cast<std::size_t>(-row) : static_cast<std::size_t>(row);
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (*columns[c].as<std::string>() == column) return number((*rows[place].as<Value::Array>())[c]);
    ADD_FAILURE() << "no column " << column;
    return std::nan("");
}

TEST(AnalyticsCalculate, AnswersTheDocumentedRequest) {
    const auto answer = demo().post(
        "/analytics/calculate/portfolio_001",
        R"({"positions":[{"symbol":"AAPL","quantity":100,"avg_cost":150.0,"current_price":155.0,)"
        R"("asset_class":"equity","sector":"technology"}],"benchmark":"SPY","calculation_options":)"
        R"({"include_attribution":true,"time_period":"1D","risk_free_rate":0.05}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& data = answer.data();
    EXPECT_EQ(number(data.find("total_pnl")), 500);
    EXPECT_NEAR(number(data.find("total_pnl_percent")), 100.0 / 30, 1e-12);
    EXPECT_EQ(number(data.find("unrealized_pnl")), 500);
    EXPECT_EQ(number(data.find("realized_pnl")), 0);
    EXPECT_EQ(number(data.find("market_value")), 15500);
    EXPECT_EQ(number(data.find("cost_basis")), 15000);
    EXPECT_EQ(number(at(data, {"attribution", "sector_attribution", "technology"})), 500);
    EXPECT_EQ(number(at(data, {"attribution", "security_attribution", "AAPL"})), 500);
    for (const char* key : {"sharpe_ratio", "alpha", "beta", "max_drawdown", "volatility"})
        EXPECT_TRUE(std::isfinite(number(at(data, {"performance_metrics", key})))) << key;
    EXPECT_EQ(number(at(answer.json, {"metadata", "positions_analyzed"})), 1);
    EXPECT_EQ(words(at(answer.json, {"metadata", "benchmark_used"})), "SPY");
    EXPECT_TRUE(std::isfinite(number(at(answer.json, {"metadata", "calculation_time_ms"}))));
    EXPECT_EQ(words(at(answer.json, {"metadata", "data_as_of"})), "2020-01-10");
}

TEST(AnalyticsCalculate, AgreesWithPandas) {
    const auto answer =
        demo().post("/analytics/calculate/anything",
                    R"({"positions":[{"symbol":"AAPL","quantity":100,"avg_cost":150,"current_price":310},)"
                    R"({"symbol":"MSFT","quantity":200,"avg_cost":100,"current_price":160},)"
                    R"({"symbol":"TLT","quantity":-50,"avg_cost":120,"current_price":138}],)"
                    R"("benchmark":"SPY","calculation_options":{"risk_free_rate":0.02}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& m = *answer.data().find("performance_metrics");
    for (const char* key : {"sharpe_ratio", "alpha", "beta", "max_drawdown", "volatility"})
        expectApiGolden(m.find(key), std::string("held.") + key);
    expectApiGolden(answer.data().find("total_pnl"), "held.total_pnl");
    EXPECT_EQ(number(answer.data().find("sessions_of_metrics")), 252);
    // Sectors of the catalog are answered by their GICS names; a bond fund by its asset class.
    const auto* sectors = at(answer.data(), {"attribution", "sector_attribution"});
    EXPECT_EQ(number(sectors->find("Information Technology")), 100 * 160.0 + 200 * 60);
    EXPECT_EQ(number(sectors->find("bonds")), -50 * 18.0);
}

TEST(AnalyticsCalculate, TakesStoredPricesWhereNoneAreGiven) {
    const auto answer =
        demo().post("/analytics/calculate/mine", R"({"positions":[{"symbol":"AAPL","quantity":10}],)"
                                                 R"("calculation_options":{"time_period":"1W"}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& closes = nautilus::test::demoPrices().at("AAPL");
    EXPECT_NEAR(number(answer.data().find("market_value")), 10 * std::stod(closes.back()), 1e-6);
    EXPECT_EQ(words(answer.data().find("period_start")), "2020-01-03");
    // Five sessions before the last; no dividend between them.
    EXPECT_NEAR(number(answer.data().find("total_pnl")),
                10 * (std::stod(closes.back()) - std::stod(closes[closes.size() - 6])), 1e-6);
}

TEST(AnalyticsCalculate, SaysWhatItCannotCompute) {
    const auto nobody =
        demo().post("/analytics/calculate/mine",
                    R"({"positions":[{"symbol":"NOBODY","quantity":10,"avg_cost":5,"current_price":6}]})");
    ASSERT_EQ(nobody.status, 200) << nobody.body;
    EXPECT_EQ(number(nobody.data().find("total_pnl")), 10);
    EXPECT_TRUE(at(nobody.data(), {"performance_metrics", "beta"})->isNull());
    EXPECT_TRUE(warnsAt(nobody, "not_computable", "/data/performance_metrics/beta"));
    EXPECT_TRUE(warnsAt(nobody, "unknown_symbol", "/data/performance_metrics"));
    const auto unpriced =
        demo().post("/analytics/calculate/mine",
                    R"({"positions":[{"symbol":"NOBODY","quantity":10},{"symbol":"AAPL","quantity":1}]})");
    ASSERT_EQ(unpriced.status, 200) << unpriced.body;
    EXPECT_TRUE(warnsAt(unpriced, "position_left_out", "/data/market_value"));
    EXPECT_EQ(number(at(unpriced.json, {"metadata", "positions_analyzed"})), 1);
}

TEST(AnalyticsCalculate, NamesWhatIsWrong) {
    const auto ask = [&](const std::string& body) { return demo().post("/analytics/calculate/mine", body); };
    const auto empty = ask(R"({"positions":[]})");
    EXPECT_EQ(empty.status, 400);
    EXPECT_EQ(errorField(empty), "/positions");
    const auto period = ask(R"({"positions":[{"symbol":"AAPL","quantity":1}],)"
                            R"("calculation_options":{"time_period":"soon"}})");
    EXPECT_EQ(period.status, 400);
    EXPECT_EQ(errorField(period), "/calculation_options/time_period");
    const auto other = ask(R"({"positions":[{"symbol":"AAPL","quantity":1}],"benchmark":"NOBODY"})");
    EXPECT_EQ(other.status, 400);
    EXPECT_EQ(errorField(other), "/benchmark");
    const auto rate = ask(R"({"positions":[{"symbol":"AAPL","quantity":1}],"base_currency":"ZZZ"})");
    EXPECT_EQ(rate.status, 422);
    const auto none = ask(R"({"positions":[{"symbol":"NOBODY","quantity":1}]})");
    EXPECT_EQ(none.status, 422);
    const auto unknown = demo().post("/analytics/calculate/nobodys", "{}");
    EXPECT_EQ(unknown.status, 404);
}

TEST(AnalyticsCalculate, ReadsNothingAfterItsDay) {
    const std::string body = R"({"positions":[{"symbol":"AAPL","quantity":10,"avg_cost":1}],)";
    const auto then = demo().post("/analytics/calculate/mine", body + R"("as_of":"2019-12-31"})");
    ASSERT_EQ(then.status, 200) << then.body;
    EXPECT_EQ(words(at(then.json, {"metadata", "data_as_of"})), "2019-12-31");
    EXPECT_EQ(words(then.data().find("period_start")), "2019-12-30");
    const auto& dates = nautilus::test::demoPrices().at("date");
    const auto place = std::ranges::find(dates, "2019-12-31") - dates.begin();
    EXPECT_NEAR(number(then.data().find("market_value")),
                10 * std::stod(nautilus::test::demoPrices().at("AAPL")[static_cast<std::size_t>(place)]),
                1e-6);
}

TEST(GivenReturns, AgreeWithPandas) {
    const auto metrics = demo().post("/api/v1/performance/metrics", givenSeries());
    ASSERT_EQ(metrics.status, 200) << metrics.body;
    for (const char* key : {"total_return", "annual_return", "volatility", "sharpe_ratio", "sortino_ratio",
                            "max_drawdown", "value_at_risk", "expected_shortfall"})
        expectApiGolden(at(metrics.data(), {"returns", key}), std::string("given.") + key);
    for (const char* key : {"beta", "alpha", "tracking_error", "information_ratio", "correlation"})
        expectApiGolden(at(metrics.data(), {"active", key}), std::string("given.") + key);
    const auto monthly = demo().post("/api/v1/performance/monthly", givenSeries());
    const auto& goldens = nautilus::test::analyticsApiGoldens();
    EXPECT_NEAR(cellOf(monthly, 1, "aug"), goldens.at("given.monthly.2019.8"), 1e-12);
    EXPECT_NEAR(cellOf(monthly, 1, "year_return"), goldens.at("given.yearly.2019"), 1e-12);
    const auto rolling = demo().post("/api/v1/performance/rolling", givenSeries(R"(,"window":63)"));
    EXPECT_NEAR(cellOf(rolling, -1, "volatility"), goldens.at("given.rolling_volatility"), 1e-12);
    EXPECT_NEAR(cellOf(rolling, -1, "sharpe_ratio"), goldens.at("given.rolling_sharpe"), 1e-9);
    EXPECT_NEAR(cellOf(rolling, -1, "beta"), goldens.at("given.rolling_beta"), 1e-10);
    EXPECT_TRUE(std::isnan(cellOf(rolling, 61, "volatility")));
    EXPECT_TRUE(std::isfinite(cellOf(rolling, 62, "volatility")));
}

TEST(GivenReturns, ConfidenceDependsOnTheSeedAlone) {
    const auto ask = [&](const char* seed) {
        return demo()
            .post("/api/v1/performance/confidence",
                  givenSeries(std::string(R"(,"replicates":300,"seed":)") + seed))
            .data();
    };
    const auto one = ask("7"), same = ask("7"), other = ask("8");
    EXPECT_EQ(nautilus::kit::toJson(one), nautilus::kit::toJson(same));
    EXPECT_NE(nautilus::kit::toJson(*one.find("intervals")), nautilus::kit::toJson(*other.find("intervals")));
    for (const auto& interval : *one.find("intervals")->as<Value::Array>()) {
        EXPECT_LE(number(interval.find("lower")), number(interval.find("upper")));
        EXPECT_LT(number(interval.find("lower")), number(interval.find("estimate")) + 1e-12);
    }
}

TEST(GivenReturns, NameWhatIsWrong) {
    const auto lengths =
        demo().post("/api/v1/performance/metrics",
                    R"({"returns":[0.1,0.2],"benchmark_returns":[0.1],"dates":["2020-01-02"]})");
    EXPECT_EQ(lengths.status, 400);
    EXPECT_EQ(lengths.json.find("errors")->as<Value::Array>()->size(), 2U);
    const auto order = demo().post("/api/v1/performance/metrics",
                                   R"({"returns":[0.1,0.2],"dates":["2020-01-03","2020-01-02"]})");
    EXPECT_EQ(errorField(order), "/dates/1");
    const auto undated = demo().post("/api/v1/performance/monthly", R"({"returns":[0.1,0.2]})");
    EXPECT_EQ(undated.status, 400);
    EXPECT_EQ(errorField(undated), "/dates");
    const auto window = demo().post("/api/v1/performance/rolling", R"({"returns":[0.1,0.2],"window":5})");
    EXPECT_EQ(window.status, 422);
    const auto few = demo().post("/api/v1/performance/confidence", R"({"returns":[0.1,0.2]})");
    EXPECT_EQ(few.status, 422);
    const auto one = demo().post("/api/v1/performance/metrics", R"({"returns":[0.1]})");
    ASSERT_EQ(one.status, 200);
    EXPECT_NEAR(number(at(one.data(), {"returns", "total_return"})), 0.1, 1e-15);
    EXPECT_TRUE(at(one.data(), {"returns", "volatility"})->isNull());
    EXPECT_TRUE(warnsAt(one, "not_computable", "/data/returns/volatility"));
}

TEST(GivenReturns, ATearSheetHoldsWhatItsPartsSay) {
    const auto sheet = demo().post("/api/v1/performance/tear-sheet", givenSeries(R"(,"window":63)"));
    ASSERT_EQ(sheet.status, 200) << sheet.body;
    const auto metrics = demo().post("/api/v1/performance/metrics", givenSeries());
    EXPECT_EQ(nautilus::kit::toJson(*sheet.data().find("metrics")), nautilus::kit::toJson(metrics.data()));
    const auto rolling = demo().post("/api/v1/performance/rolling", givenSeries(R"(,"window":63)"));
    EXPECT_EQ(nautilus::kit::toJson(*at(sheet.data(), {"rolling", "rows"})),
              nautilus::kit::toJson(*rolling.data().find("rows")));
    EXPECT_TRUE(sheet.data().find("file")->isNull());
}

TEST(GivenFlows, HaveARate) {
    const auto unique =
        demo().post("/api/v1/performance/money-weighted", R"({"flows":[{"date":"2019-01-01","amount":-1000},)"
                                                          R"({"date":"2020-01-01","amount":1100}]})");
    EXPECT_EQ(words(unique.data().find("status")), "unique");
    EXPECT_NEAR(number(unique.data().find("rate")), 0.1, 1e-12);
    const auto one_sign = demo().post("/api/v1/performance/money-weighted",
                                      R"({"flows":[{"date":"2019-01-01","amount":1000}]})");
    EXPECT_EQ(words(one_sign.data().find("status")), "one_sign");
    EXPECT_TRUE(one_sign.data().find("rate")->isNull());
    EXPECT_TRUE(warnsAt(one_sign, "not_computable", "/data/rate"));
}

} // namespace

// What the features engine answers on the built-in data: documented keys, honest gaps, point in time, faults
// with their pointers, downloads.

#include "app/runtime/thread_lane.h"
#include "engines/features/service/features_service.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <cmath>

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;

DemoWorkstation& demo() {
    return DemoWorkstation::get();
}

const Value* at(const Value& value, std::initializer_list<const char*> path) {
    const Value* found = &value;
    for (const char* name : path)
        if (found) found = found->find(name);
    return found;
}

std::vector<std::string> pointersOf(const Answer& answer, const std::string& code) {
    std::vector<std::string> out;
    const auto* warnings = at(answer.json, {"metadata", "warnings"});
    for (const auto& warning : *warnings->as<Value::Array>())
        if (*warning.find("code")->as<std::string>() == code)
            out.push_back(*warning.find("pointer")->as<std::string>());
    return out;
}

std::vector<std::string> errorFields(const Answer& answer) {
    std::vector<std::string> out;
    for (const auto& error : *answer.json.find("errors")->as<Value::Array>())
        if (const auto* field = error.find("field")->as<std::string>()) out.push_back(*field);
    return out;
}

/// Bars of minutes, rising by a cent, on a day that the catalog does not know.
std::string minuteBars(int count) {
    std::string out = R"("data":{"ohlcv":[)";
    for (int i = 0; i < count; ++i) {
        char text[200];
        std::snprintf(text, sizeof text,
                      R"(%s{"timestamp":"2025-08-25T14:%02d:00Z","open":%.2f,"high":%.2f,"low":%.2f,)"
                      R"("close":%.2f,"volume":%d})",
                      i ? "," : "", i, 100 + i * 0.01, 100.5 + i * 0.01, 99.5 + i * 0.01, 100.01 + i * 0.01,
                      1000 + i);
        out += text;
    }
    return out + "]}";
}

TEST(FeaturesTechnical, ReadsStoredBarsUpToTheDayAsked) {
    const auto answer = demo().post("/features/technical", R"({"symbol":"AAPL","as_of":"2019-12-31"})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& data = answer.data();
    EXPECT_EQ(*data.find("timestamp")->as<std::string>(), "2019-12-31T21:00:00Z");
    EXPECT_EQ(*at(answer.json, {"metadata", "data_as_of"})->as<std::string>(), "2019-12-31");
    EXPECT_EQ(number(at(answer.json, {"metadata", "data_points_used"})), 252);
    for (const auto& [group, key] : std::initializer_list<std::pair<const char*, const char*>>{
             {"momentum", "rsi_14"},
             {"momentum", "macd_histogram"},
             {"momentum", "stochastic_d"},
             {"trend", "sma_20"},
             {"trend", "bollinger_position"},
             {"volume", "volume_sma_20"},
             {"volatility", "atr_14"},
             {"volatility", "historical_volatility_20"}})
        EXPECT_TRUE(std::isfinite(number(at(data, {"technical_indicators", group, key})))) << key;
    EXPECT_TRUE(pointersOf(answer, "not_computable").empty());
    EXPECT_TRUE(pointersOf(answer, "from_history").empty());
}

TEST(FeaturesTechnical, AgreesWithTheSeriesOfTheCatalog) {
    const auto series = demo().get("/features/series", {{"symbol", "MSFT"},
                                                        {"indicators", "rsi:14,sma:20,bollinger_bands"},
                                                        {"start", "2019-12-31"},
                                                        {"end", "2019-12-31"}});
    ASSERT_EQ(series.status, 200) << series.body;
    const auto& row = (*series.data().find("rows")->as<Value::Array>())[0];
    const auto answer =
        demo().post("/features/technical", R"({"symbol":"MSFT","as_of":"2019-12-31","history_bars":100000,)"
                                           R"("indicators":{"any":["rsi","sma","bollinger_bands"]}})");
    const auto* values = at(answer.data(), {"technical_indicators", "any"});
    const auto& cells = *row.as<Value::Array>();
    EXPECT_EQ(number(&cells[2]), number(values->find("rsi_14")));
    EXPECT_EQ(number(&cells[3]), number(values->find("sma_20")));
    EXPECT_EQ(number(&cells[4]), number(values->find("bollinger_upper")));
}

TEST(FeaturesTechnical, SaysWhatCameFromStoredBars) {
    const auto answer = demo().post("/features/technical", R"({"symbol":"AAPL",)" + minuteBars(3) + "}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto from_history = pointersOf(answer, "from_history");
    EXPECT_NE(std::ranges::find(from_history, "/data/technical_indicators/momentum/rsi_14"),
              from_history.end());
    EXPECT_EQ(std::ranges::find(from_history, "/data/technical_indicators/volume/obv"), from_history.end());
    EXPECT_EQ(number(at(answer.data(), {"technical_indicators", "volume", "obv"})), 1000 + 1001 + 1002);
    EXPECT_EQ(at(answer.json, {"metadata", "history", "joined"})->as<bool>()[0], false);
    EXPECT_EQ(*at(answer.json, {"metadata", "history", "timeframe"})->as<std::string>(), "1d");
}

TEST(FeaturesTechnical, WithoutHistoryIsNullWithAReason) {
    const auto answer = demo().post(
        "/features/technical",
        R"({"symbol":"NOBODY","history":"none","indicators":{"momentum":["rsi"],"volume":["obv"]},)" +
            minuteBars(3) + "}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_TRUE(at(answer.data(), {"technical_indicators", "momentum", "rsi_14"})->isNull());
    EXPECT_EQ(pointersOf(answer, "not_computable"),
              (std::vector<std::string>{"/data/technical_indicators/momentum/rsi_14",
                                        "/data/feature_summary/signal_strength"}));
}

TEST(FeaturesTechnical, JoinsDailyBarsThatFollowTheStoredOnes) {
    const std::string bar = R"("data":{"ohlcv":[{"timestamp":"2020-01-13T21:00:00Z","open":311,"high":317,)"
                            R"("low":311,"close":316,"volume":30000000}]})";
    const auto answer = demo().post("/features/technical", R"({"symbol":"AAPL",)" + bar + "}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(*at(answer.json, {"metadata", "history", "joined"})->as<bool>(), true);
    EXPECT_EQ(number(at(answer.json, {"metadata", "data_points_used"})), 253);
    EXPECT_TRUE(pointersOf(answer, "from_history").empty());
}

/// A close of 0 is a missing bar for logarithms and a bar like others for means.
TEST(FeaturesTechnical, StrictEndsAtAMissingBar) {
    auto bars = minuteBars(30);
    const std::string close = R"("close":100.04)";
    bars.replace(bars.find(close), close.size(), R"("close":0)");
    const auto ask = [&](const std::string& strict) {
        return demo().post("/features/technical",
                           R"({"symbol":"AAPL","history":"none","strict":)" + strict +
                               R"(,"indicators":{"a":["historical_volatility","sma"]},"parameters":)"
                               R"({"historical_volatility_period":5,"sma_period":5},)" +
                               bars + "}");
    };
    const auto goes_on = ask("false"), ends = ask("true");
    ASSERT_EQ(goes_on.status, 200) << goes_on.body;
    ASSERT_EQ(ends.status, 200) << ends.body;
    EXPECT_GT(number(at(goes_on.data(), {"technical_indicators", "a", "historical_volatility_5"})), 0);
    EXPECT_TRUE(at(ends.data(), {"technical_indicators", "a", "historical_volatility_5"})->isNull());
    EXPECT_EQ(pointersOf(ends, "not_computable"),
              (std::vector<std::string>{"/data/technical_indicators/a/historical_volatility_5"}));
    EXPECT_NEAR(number(at(ends.data(), {"technical_indicators", "a", "sma_5"})), 100.28, 1e-9);
    for (const bool strict : {false, true}) {
        const auto series =
            demo().post("/features/series",
                        std::string(R"({"indicators":["historical_volatility:5","sma:5"],"strict":)") +
                            (strict ? "true," : "false,") + bars + "}");
        ASSERT_EQ(series.status, 200) << series.body;
        const auto& rows = *series.data().find("rows")->as<Value::Array>();
        ASSERT_EQ(rows.size(), 30U);
        const auto& last = *rows.back().as<Value::Array>();
        EXPECT_EQ(last[2].isNull(), strict);
        EXPECT_NEAR(number(&last[3]), 100.28, 1e-9);
    }
}

TEST(FeaturesTechnical, NamesEveryFault) {
    EXPECT_EQ(errorFields(demo().post("/features/technical",
                                      R"({"symbol":"AAPL","indicators":{"momentum":["rsi","nothing"]},)"
                                      R"("parameters":{"rsi_period":1.5}})")),
              (std::vector<std::string>{"/parameters/rsi_period", "/indicators/momentum/1"}));
    const std::string bars =
        R"("data":{"ohlcv":[{"timestamp":"2025-08-25T14:00:00Z","open":1,"high":1,"low":2,"close":1,)"
        R"("volume":1},)"
        R"({"timestamp":"2025-08-25T14:00:00Z","open":1,"high":1,"low":1,"close":1,"volume":-1}]})";
    EXPECT_EQ(errorFields(demo().post("/features/technical", R"({"symbol":"AAPL",)" + bars + "}")),
              (std::vector<std::string>{"/data/ohlcv/1/volume"}));
    const auto unknown = demo().post("/features/technical", R"({"symbol":"NOBODY"})");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(errorFields(unknown), (std::vector<std::string>{"/symbol"}));
    const auto ignored =
        demo().post("/features/technical", R"({"symbol":"AAPL","parameters":{"rsi_perod":14}})");
    EXPECT_EQ(pointersOf(ignored, "unknown_field"), (std::vector<std::string>{"/parameters/rsi_perod"}));
}

TEST(FeaturesTechnical, TakesParametersByTheirDocumentedNames) {
    const auto answer = demo().post(
        "/features/technical",
        R"({"symbol":"AAPL","indicators":{"a":["rsi","macd","bollinger_bands"]},"parameters":)"
        R"({"rsi_period":7,"macd_fast":5,"macd_slow":35,"macd_signal":5,"bollinger_deviations_up":3}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_TRUE(pointersOf(answer, "unknown_field").empty());
    EXPECT_NE(at(answer.data(), {"technical_indicators", "a", "rsi_7"}), nullptr);
}

TEST(FeaturesSeries, RefusesWhatItDoesNotKnow) {
    const auto ask = [](const char* indicators) {
        return errorFields(demo().get("/features/series", {{"symbol", "AAPL"}, {"indicators", indicators}}));
    };
    EXPECT_EQ(ask("rsi:14,nothing"), (std::vector<std::string>{"/indicators/1"}));
    EXPECT_EQ(ask("rsi:x"), (std::vector<std::string>{"/indicators/0"}));
    EXPECT_EQ(ask("rsi:14:3"), (std::vector<std::string>{"/indicators/0"})) << "no such seed";
    EXPECT_EQ(ask("rsi:14:0:2"), (std::vector<std::string>{"/indicators/0"}));
    EXPECT_EQ(errorFields(demo().get("/features/series", {{"symbol", "AAPL"}, {"timeframe", "1x"}})),
              (std::vector<std::string>{"/timeframe"}));
}

TEST(FeaturesIndicators, ListWhatTheTableHolds) {
    const auto answer = demo().get("/features/indicators");
    const auto* list = answer.data().find("indicators")->as<Value::Array>();
    EXPECT_GE(list->size(), 60U);
    for (const auto& each : *list) {
        EXPECT_FALSE(each.find("formula")->as<std::string>()->empty());
        EXPECT_EQ(each.find("keys")->as<Value::Array>()->size(),
                  each.find("outputs")->as<Value::Array>()->size());
    }
}

TEST(FeaturesFundamental, RanksAmongPeersAsKnownThen) {
    const auto answer = demo().post("/features/fundamental", R"({"symbol":"AAPL","as_of":"2019-10-30"})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto* ranking = answer.data().find("industry_ranking");
    EXPECT_GE(number(ranking->find("total_companies")), 5);
    EXPECT_LE(number(ranking->find("rank")), number(ranking->find("total_companies")));
    const double score = number(answer.data().find("fundamental_score"));
    EXPECT_TRUE(score >= 0 && score <= 1);
    // The annual report of fiscal 2019 was filed on 2019-10-30 and counts from the next session on.
    const auto later = demo().post("/features/fundamental", R"({"symbol":"AAPL","as_of":"2019-11-05"})");
    const auto income = [](const Answer& a) {
        return number(at(a.data(), {"fundamental_features", "profitability", "net_margin"}));
    };
    EXPECT_NE(income(answer), income(later));
    const auto missing = pointersOf(answer, "not_computable");
    EXPECT_NE(std::ranges::find(missing, "/data/fundamental_features/efficiency/inventory_turnover"),
              missing.end());
}

TEST(FeaturesFundamental, RefusesWhatItCannotAnswer) {
    EXPECT_EQ(errorFields(demo().post("/features/fundamental",
                                      R"({"symbol":"AAPL","feature_types":["x"],"normalization":"y"})")),
              (std::vector<std::string>{"/feature_types/0", "/normalization"}));
    EXPECT_EQ(demo().post("/features/fundamental", R"({"symbol":"NOBODY"})").status, 404);
    EXPECT_EQ(demo().post("/features/fundamental", R"({"symbol":"AAPL","as_of":"1980-01-02"})").status, 422);
    EXPECT_EQ(errorFields(demo().post("/features/fundamental", R"({"symbol":"AAPL","universe":"X"})")),
              (std::vector<std::string>{"/universe"}));
}

TEST(FeaturesBatch, IsTheSameAsOneByOne) {
    const auto batch =
        demo().post("/features/batch", R"({"symbols":["AAPL","XOM"],"calculation_date":"2019-11-05",)"
                                       R"("features":["rsi_14","atr_14","roe","pe_ratio"]})");
    ASSERT_EQ(batch.status, 200) << batch.body;
    const auto& rows = *at(batch.data(), {"features_dataframe", "data"})->as<Value::Array>();
    ASSERT_EQ(rows.size(), 2U);
    const auto& first = *rows[0].as<Value::Array>();
    const auto technical = demo().post("/features/technical", R"({"symbol":"AAPL","as_of":"2019-11-05"})");
    const auto fundamental =
        demo().post("/features/fundamental", R"({"symbol":"AAPL","as_of":"2019-11-05"})");
    EXPECT_EQ(number(&first[1]),
              number(at(technical.data(), {"technical_indicators", "momentum", "rsi_14"})));
    EXPECT_EQ(number(&first[2]),
              number(at(technical.data(), {"technical_indicators", "volatility", "atr_14"})));
    EXPECT_EQ(number(&first[3]),
              number(at(fundamental.data(), {"fundamental_features", "profitability", "roe"})));
    const auto again =
        demo().post("/features/batch", R"({"symbols":["AAPL","XOM"],"calculation_date":"2019-11-05",)"
                                       R"("features":["rsi_14","atr_14","roe","pe_ratio"]})");
    EXPECT_EQ(*batch.data().find("batch_id"), *again.data().find("batch_id"));
    EXPECT_EQ(*batch.data().find("features_dataframe"), *again.data().find("features_dataframe"));
}

TEST(FeaturesBatch, ComesAsCsvAndParquet) {
    const std::string ask = R"({"symbols":["AAPL","XOM"],"features":["rsi_14"],"output_format":)";
    const auto csv = demo().post("/features/batch", ask + "\"csv\"}");
    EXPECT_EQ(csv.content_type.substr(0, 8), "text/csv");
    EXPECT_EQ(csv.body.substr(0, 14), "symbol,rsi_14\n");
    const auto parquet = demo().post("/features/batch", ask + "\"parquet\"}");
    EXPECT_EQ(parquet.content_type, "application/vnd.apache.parquet");
    EXPECT_EQ(parquet.body.substr(0, 4), "PAR1");
    EXPECT_EQ(parquet.body.substr(parquet.body.size() - 4), "PAR1");
}

TEST(FeaturesBatch, CanBeTakenBack) {
    const auto& supervisor = demo().workstation->supervisor();
    for (const char* id : {"features.batch", "features.importance", "features.technical"}) {
        const auto* operation = supervisor.find(id);
        const auto call = std::make_shared<nautilus::kit::Call>();
        call->cancel();
        std::promise<nautilus::kit::Result<nautilus::kit::Reply>> promise;
        auto future = promise.get_future();
        demo().workstation->supervisor().run(
            *operation, *nautilus::api::readJson(operation->example), call,
            [&](nautilus::kit::Result<nautilus::kit::Reply> reply) { promise.set_value(std::move(reply)); });
        const auto reply = future.get();
        ASSERT_FALSE(reply) << id;
        EXPECT_EQ(reply.error().front().code, nautilus::kit::ErrorCode::Cancelled) << id;
    }
}

TEST(FeaturesBatch, NamesWhatIsWrong) {
    EXPECT_EQ(errorFields(demo().post("/features/batch", "{}")), (std::vector<std::string>{"/symbols"}));
    EXPECT_EQ(errorFields(demo().post("/features/batch", R"({"symbols":["AAPL"],"features":["x"]})")),
              (std::vector<std::string>{"/features/0"}));
    EXPECT_EQ(demo().post("/features/batch", R"({"symbols":["NOBODY"]})").status, 404);
    const auto some = demo().post("/features/batch", R"({"symbols":["AAPL","NOBODY"]})");
    EXPECT_EQ(some.status, 200);
    EXPECT_EQ(pointersOf(some, "unknown_symbols").size(), 1U);
}

TEST(FeaturesImportance, IsTheSameForTheSameQuestion) {
    const std::string ask = R"({"features":["rsi_14","pe_ratio","macd","volume_ratio"],)"
                            R"("analysis_period":"3M","max_observations":4000})";
    const auto first = demo().post("/features/importance", ask);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.data(), demo().post("/features/importance", ask).data());
    double sum = 0;
    const auto& list = *first.data().find("feature_importance")->as<Value::Array>();
    for (std::size_t i = 0; i < list.size(); ++i) {
        EXPECT_EQ(number(list[i].find("rank")), static_cast<double>(i + 1));
        sum += number(list[i].find("importance_score"));
    }
    EXPECT_NEAR(sum, 1, 1e-12);
}

/// The whole answer depends on nothing after as_of: one that is asked earlier ends its observations earlier.
TEST(FeaturesImportance, EndsWhereTheTargetsAreKnown) {
    const auto answer = demo().post("/features/importance",
                                    R"({"features":["rsi_14"],"analysis_period":"1M","symbols":["AAPL",)"
                                    R"("MSFT","XOM","JPM","T","KO"],"target_variable":"future_returns_5d",)"
                                    R"("as_of":"2019-06-28"})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(number(answer.data().find("sessions")), 21);
    EXPECT_EQ(number(answer.data().find("observations")), 21 * 6);
    EXPECT_EQ(
        errorFields(demo().post("/features/importance", R"({"features":["rsi_x"],"target_variable":"y"})")),
        (std::vector<std::string>{"/features/0"}));
    EXPECT_EQ(errorFields(demo().post("/features/importance",
                                      R"({"features":["rsi_14"],"target_variable":"future_returns_0d"})")),
              (std::vector<std::string>{"/target_variable"}));
}

TEST(FeaturesHealth, CountsWhatWasComputed) {
    const auto before = demo().get("/features/health");
    (void)demo().post("/features/technical", R"({"symbol":"AAPL"})");
    const auto after = demo().get("/features/health");
    EXPECT_EQ(number(after.json.find("features_calculated_today")) -
                  number(before.json.find("features_calculated_today")),
              18);
    EXPECT_GE(number(after.json.find("supported_indicators")), 85);
    EXPECT_GT(number(after.json.find("avg_calculation_time_ms")), 0);
}

} // namespace

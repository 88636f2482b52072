// Factor research through the door: documented routes, what is kept, what is refused, and that the figures of
// different answers agree.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;
using nautilus::test::words;
using testing::HasSubstr;

const Value::Array& list(const Value& value, const char* name) {
    static const Value::Array kNone;
    const auto* found = value.find(name);
    const auto* array = found ? found->as<Value::Array>() : nullptr;
    return array ? *array : kNone;
}

TEST(FactorResearch, RankingIsInOrderAndCountsItsTrials) {
    auto& demo = DemoWorkstation::get();
    const auto answer =
        demo.get("/factors/ranking", {{"period", "1Y"}, {"metric", "ic_t_stat"}, {"top_n", "20"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& top = list(answer.data(), "top_factors");
    ASSERT_EQ(top.size(), 20U);
    for (std::size_t i = 1; i < top.size(); ++i) {
        EXPECT_GE(number(top[i - 1].find("ic_t_stat")), number(top[i].find("ic_t_stat")));
        EXPECT_GE(number(top[i].find("false_discovery_rate")), number(top[i].find("ic_p_value")));
    }
    EXPECT_EQ(number(answer.data().find("ranking_criteria")->find("minimum_observations")), 252);
    EXPECT_GE(number(answer.data().find("trials")), 133);
    EXPECT_THAT(answer.body, HasSubstr("survivor_biased_universe"));

    const auto* themes = answer.data().find("factor_categories_performance");
    for (const char* theme : {"momentum", "value", "quality", "low_risk"})
        EXPECT_FALSE(words(themes->find(theme) ? themes->find(theme)->find("best_factor") : nullptr).empty())
            << theme;
    const auto value = demo.get("/factors/ranking", {{"category", "value"}, {"period", "2Y"}});
    ASSERT_FALSE(list(value.data(), "top_factors").empty()) << value.body;
    for (const auto& each : list(value.data(), "top_factors"))
        EXPECT_EQ(words(each.find("theme")), "value");

    const auto macro = demo.get("/factors/ranking", {{"category", "macro"}, {"period", "2Y"}});
    for (const auto& each : list(macro.data(), "top_factors"))
        EXPECT_EQ(words(each.find("category")), "macro");
    EXPECT_EQ(demo.get("/factors/ranking", {{"category", "astrology"}}).status, 422);
    EXPECT_EQ(demo.get("/factors/ranking", {{"metric", "beauty"}}).status, 400);
    EXPECT_EQ(demo.get("/factors/ranking", {{"as_of", "1999-01-04"}}).status, 422);
}

TEST(FactorResearch, ASyntheticFactorIsAFactor) {
    auto& demo = DemoWorkstation::get();
    const auto first =
        demo.post("/factors/synthesize",
                  R"({"synthesis_type":"guest","factor_combination":{"roe":0.5,"momentum_12_1":-0.25},)"
                  R"("symbols":["AAPL","MSFT"],"as_of":"2019-12-31"})");
    ASSERT_EQ(first.status, 200) << first.body;
    const auto id = words(first.data().find("synthetic_factor_id"));
    bool listed = false;
    const auto factors = demo.get("/api/v1/factor-engine/factors");
    for (const auto& each : list(factors.data(), "factors"))
        if (words(each.find("id")) == id) {
            listed = true;
            EXPECT_EQ(words(each.find("family")), "synthetic");
            EXPECT_EQ(words(each.find("formula")), "0.5 z(roe) - 0.25 z(momentum_12_1)");
        }
    EXPECT_TRUE(listed) << id;
    const auto values =
        demo.post("/api/v1/factor-engine/evaluate",
                  R"({"factor":")" + id + R"(","date":"2019-12-31","symbols":["AAPL","MSFT"]})");
    ASSERT_EQ(values.status, 200) << values.body;
    for (const auto& row : list(values.data(), "rows")) {
        const auto& cells = *row.as<Value::Array>();
        EXPECT_DOUBLE_EQ(number(&cells[2]),
                         number(first.data().find("factor_values")->find(*cells[1].as<std::string>())));
    }
    const auto ranking =
        demo.get("/factors/ranking", {{"factors", id}, {"category", "synthetic"}, {"period", "1Y"}});
    ASSERT_EQ(ranking.status, 200) << ranking.body;
    ASSERT_EQ(list(ranking.data(), "top_factors").size(), 1U);
    EXPECT_EQ(words(list(ranking.data(), "top_factors").front().find("factor_id")), id);
    const auto second = demo.post("/factors/synthesize",
                                  R"({"synthesis_type":"guest","factor_combination":{")" + id + R"(":1}})");
    ASSERT_EQ(second.status, 200) << second.body;
    EXPECT_NE(words(second.data().find("synthetic_factor_id")), id);
    const auto both = demo.get("/factors/correlation/" + words(second.data().find("synthetic_factor_id")),
                               {{"period", "1Y"}});
    EXPECT_EQ(both.status, 200) << both.body;
    const auto unknown = demo.post("/factors/synthesize",
                                   R"({"synthesis_type":"guest","factor_combination":{"astrology":1}})");
    EXPECT_EQ(unknown.status, 400);
    EXPECT_THAT(unknown.body, HasSubstr("/factor_combination/astrology"));
    EXPECT_EQ(demo.get("/factors/ranking", {{"factors", "astrology"}}).status, 404);
}

TEST(FactorResearch, RankingAndTearSheetAgree) {
    auto& demo = DemoWorkstation::get();
    const auto ranking = demo.get("/factors/ranking", {{"period", "2Y"}, {"top_n", "200"}});
    const auto sheet = demo.get("/factors/tearsheet/book_to_market", {{"period", "2Y"}});
    ASSERT_EQ(sheet.status, 200) << sheet.body;
    for (const auto& each : list(ranking.data(), "top_factors")) {
        if (words(each.find("factor_id")) != "book_to_market") continue;
        const auto* portfolio = sheet.data().find("portfolio");
        EXPECT_DOUBLE_EQ(number(each.find("sharpe_ratio")), number(portfolio->find("sharpe_ratio")));
        EXPECT_DOUBLE_EQ(number(each.find("net_sharpe_ratio")), number(portfolio->find("net_sharpe_ratio")));
        EXPECT_DOUBLE_EQ(number(each.find("quantile_spread")),
                         number(sheet.data().find("spread")->find("mean")));
        return;
    }
    FAIL() << "the factor was not ranked";
}

TEST(FactorResearch, AnExpressionOfAFactorHasItsSheet) {
    auto& demo = DemoWorkstation::get();
    const auto library = demo.get("/factors/tearsheet/book_to_market", {{"quantiles", "10"}});
    const auto text = demo.post("/api/v1/factor-engine/tearsheet",
                                R"({"expression":"equity / company_cap","quantiles":10})");
    ASSERT_EQ(text.status, 200) << text.body;
    EXPECT_EQ(*library.data().find("quantile_returns"), *text.data().find("quantile_returns"));
    EXPECT_EQ(list(text.data(), "quantile_returns").size(), 10U);
    EXPECT_EQ(*library.data().find("sectors"), *text.data().find("sectors"));
    EXPECT_EQ(words(text.data().find("data_source")), "filings");
    EXPECT_NE(number(library.data().find("significance")->find("family_size")),
              number(text.data().find("significance")->find("family_size")));
}

TEST(FactorResearch, EveryTryIsCountedOnce) {
    auto& demo = DemoWorkstation::get();
    const auto trials = [&](const std::string& expression) {
        const auto answer =
            demo.post("/api/v1/factor-engine/tearsheet", "{\"expression\":\"" + expression + "\"}");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return number(answer.data().find("significance")->find("trials"));
    };
    const double first = trials("ts_mean(returns, 7)");
    EXPECT_EQ(trials("ts_mean(returns, 7)"), first) << "the same try again";
    EXPECT_EQ(trials("ts_mean(returns, 8)"), first + 1);
    const auto plain = demo.get("/factors/tearsheet/roe");
    EXPECT_EQ(number(plain.data().find("significance")->find("trials")), first + 1)
        << "factors of the library are counted with it";
    const auto other = demo.get("/factors/tearsheet/roe", {{"holding", "5"}});
    EXPECT_EQ(number(other.data().find("significance")->find("trials")), first + 2);
}

TEST(FactorResearch, CorrelationsNameTwinsAndOpposites) {
    auto& demo = DemoWorkstation::get();
    const auto answer =
        demo.get("/factors/correlation/momentum_12_1", {{"period", "1Y"}, {"correlation_threshold", "0.5"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto* analysis = answer.data().find("correlation_analysis");
    const auto& high = list(*analysis, "highly_correlated_factors");
    ASSERT_FALSE(high.empty());
    EXPECT_EQ(words(high.front().find("factor_id")), "alpha_vantage_momentum") << "the same by another name";
    EXPECT_GT(number(high.front().find("correlation")), 0.99);
    for (const auto& each : list(*analysis, "negatively_correlated_factors"))
        EXPECT_LE(number(each.find("correlation")), -0.5);
    const auto own = words(answer.data().find("own_group"));
    EXPECT_FALSE(own.empty());
    EXPECT_NE(analysis->find("factor_groups")->find(own), nullptr);
    EXPECT_EQ(demo.get("/factors/correlation/nonsense").status, 404);
    EXPECT_EQ(demo.get("/factors/correlation/roe", {{"correlation_threshold", "2"}}).status, 400);
}

TEST(FactorResearch, SyntheticFactorsAreKept) {
    auto& demo = DemoWorkstation::get();
    const std::string body =
        R"({"synthesis_type":"two_views","factor_combination":{"book_to_market":0.6,"momentum_12_1":0.4},)"
        R"("symbols":["AAPL","NOSUCH"],"rebalancing":{"frequency":"monthly","optimization_method":"none"}})";
    const auto answer = demo.post("/factors/synthesize", body);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto id = words(answer.data().find("synthetic_factor_id"));
    EXPECT_EQ(id, "two_views_composite_001");
    EXPECT_EQ(number(answer.data().find("factor_weights")->find("book_to_market")), 0.6);
    EXPECT_TRUE(std::isfinite(number(answer.data().find("factor_values")->find("AAPL"))));
    EXPECT_THAT(answer.body, HasSubstr("unknown_symbols"));
    const auto* test = answer.data().find("backtest_results");
    EXPECT_LT(number(test->find("sharpe_ratio")), number(test->find("gross_sharpe_ratio")));
    EXPECT_EQ(words(demo.post("/factors/synthesize", body).data().find("synthetic_factor_id")), id);

    const auto sheet = demo.get("/factors/tearsheet/" + id);
    EXPECT_EQ(sheet.status, 200) << sheet.body;
    EXPECT_EQ(words(sheet.data().find("family")), "synthetic");
    const auto alike = demo.get("/factors/correlation/" + id, {{"correlation_threshold", "0.3"}});
    ASSERT_EQ(alike.status, 200) << alike.body;
    EXPECT_THAT(alike.body, HasSubstr("book_to_market"));
}

TEST(FactorResearch, LearntWeightsSumToOne) {
    auto& demo = DemoWorkstation::get();
    for (const char* method : {"sharpe_ratio", "ic", "risk_parity"}) {
        const auto answer = demo.post(
            "/factors/synthesize",
            R"({"factor_combination":{"gross_profitability":1,"volatility_252d":1,"momentum_12_1":1},)"
            R"("rebalancing":{"optimization_method":")" +
                std::string(method) + R"("}})");
        ASSERT_EQ(answer.status, 200) << answer.body;
        bool learnt = false;
        for (const auto& each : list(answer.data(), "weights_history")) {
            double sum = 0;
            for (const auto& [name, weight] : *each.find("weights")->as<Value::Object>()) {
                EXPECT_GE(number(&weight), 0) << name;
                sum += number(&weight);
            }
            EXPECT_NEAR(sum, 1.0, 1e-12);
            learnt |= *each.find("learnt")->as<bool>();
        }
        EXPECT_TRUE(learnt) << method;
    }
}

TEST(FactorResearch, WhatCannotBeMixedIsSaidFieldByField) {
    auto& demo = DemoWorkstation::get();
    const auto wrong = demo.post("/factors/synthesize",
                                 R"({"synthesis_type":"My Mix","factor_combination":{"roe":-1,"nonsense":1},)"
                                 R"("rebalancing":{"optimization_method":"ic"}})");
    EXPECT_EQ(wrong.status, 400);
    for (const char* pointer : {"/synthesis_type", "/factor_combination/nonsense", "/factor_combination/roe"})
        EXPECT_THAT(wrong.body, HasSubstr(pointer));
    EXPECT_EQ(demo.post("/factors/synthesize", R"({"factor_combination":{}})").status, 400);
    EXPECT_EQ(demo.post("/factors/synthesize", "{}").status, 400);
    EXPECT_EQ(demo.get("/factors/tearsheet/nonsense").status, 404);
    EXPECT_EQ(demo.get("/factors/tearsheet/roe", {{"horizon", "7"}}).status, 400);
    const auto text = demo.post("/api/v1/factor-engine/tearsheet", R"x({"expression":"rank(clos)"})x");
    EXPECT_EQ(text.status, 400);
    EXPECT_THAT(text.body, HasSubstr("did you mean 'close'"));
    EXPECT_EQ(demo.post("/api/v1/factor-engine/tearsheet", "{}").status, 400);
    EXPECT_EQ(demo.post("/api/v1/factor-engine/tearsheet", R"x({"expression":"sign(close)"})x").status, 422)
        << "one value for all tells no names apart";
}

TEST(FactorResearch, SheetsAreRowsForSpreadsheets) {
    auto& demo = DemoWorkstation::get();
    const auto csv = demo.get("/factors/tearsheet/late_filing", {{"format", "csv"}});
    EXPECT_EQ(csv.status, 200);
    EXPECT_TRUE(csv.body.starts_with("section,item,figure,value"));
    EXPECT_THAT(csv.body, HasSubstr("information_coefficient,21 sessions,rank_mean,"));
    const auto sheet = demo.get("/factors/tearsheet/late_filing");
    EXPECT_THAT(sheet.body, HasSubstr("no_quantiles")) << "a flag has no fifths";
}

TEST(FactorResearch, FiguresSayWhatTheyWereDrawnFrom) {
    auto& demo = DemoWorkstation::get();
    const auto answer =
        demo.post("/api/v1/lineage", R"({"operation":"factor.tearsheet","parameters":{"factor_id":"roe"},)"
                                     R"("pointer":"/data/portfolio/sharpe_ratio"})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_THAT(words(answer.data().find("formula")), HasSubstr("sqrt(252)"));
    EXPECT_THAT(answer.body, HasSubstr("values of roe"));
    EXPECT_THAT(answer.body, HasSubstr("returns ahead of every name"));
}

TEST(FactorResearch, MapsAreSquare) {
    auto& demo = DemoWorkstation::get();
    const auto map = demo.get("/api/v1/factor-engine/factor-map", {{"category", "technical"}});
    ASSERT_EQ(map.status, 200) << map.body;
    const auto& rows = list(map.data(), "rows");
    const auto& columns = list(map.data(), "columns");
    constexpr std::size_t kDescribing = 4;
    ASSERT_EQ(columns.size(), rows.size() + kDescribing);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto& cells = *rows[r].as<Value::Array>();
        EXPECT_EQ(number(&cells[kDescribing + r]), 1.0);
        EXPECT_EQ(number(&cells[kDescribing]), number(&rows[0].as<Value::Array>()->at(kDescribing + r)));
    }
}

} // namespace

// Historical requests over HTTP: bars out of the built-in ticks and days, against bars that pandas made.

#include "tests/app/support/stored_bars.h"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

namespace {

using namespace nautilus;
using kit::Value;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kPath = "/marketdata/historical";

/// The body of a request, single quotes for double ones.
std::string json(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}

class HistoricalTest : public testing::Test {
protected:
    test::Answer ask(const std::string& body) { return demo_.post(kPath, json(body)); }
    static bool cacheHit(const test::Answer& answer) {
        const auto* hit = answer.json.find("metadata")->find("cache_hit");
        return hit && *hit == Value(true);
    }
    static std::string warnings(const test::Answer& answer) {
        return kit::toJson(*answer.json.find("metadata")->find("warnings"));
    }
    static std::string text(const Value& object, const char* name) {
        const auto* found = object.find(name);
        return found && found->as<std::string>() ? *found->as<std::string>() : "";
    }
    /// Pointer of the only error.
    static std::string pointer(const test::Answer& answer) {
        const auto& errors = *answer.json.find("errors")->as<Value::Array>();
        return errors.size() == 1 ? text(errors[0], "field") : "not one error";
    }
    static double completeness(const test::Answer& answer) {
        return test::numberOf(answer.data().find("data_quality")->find("completeness"));
    }
    test::DemoWorkstation& demo_ = test::DemoWorkstation::get();
};

TEST_F(HistoricalTest, TicksBecomeBarsOfTheSession) {
    for (const char* timeframe : {"1m", "5m", "1h", "390m"}) {
        SCOPED_TRACE(timeframe);
        const auto answer = ask(std::string("{'symbol':'IBM','timeframe':'") + timeframe +
                                "','start_date':'2013-10-07','end_date':'2013-10-08'}");
        ASSERT_EQ(answer.status, 200) << answer.body;
        test::expectSameBars(test::answeredBars(answer), test::goldenBars("ibm_tick_bars.csv", timeframe));
        EXPECT_EQ(text(answer.data(), "source_used"), "demo");
        EXPECT_EQ(text(answer.data(), "dataset"), "open");
        EXPECT_EQ(completeness(answer), 1) << "every bar of two whole sessions traded";
        EXPECT_THAT(warnings(answer), HasSubstr("outside_session")) << "early and late trades are named";
        EXPECT_EQ(text(*answer.json.find("metadata"), "data_as_of"), "2013-10-08");
    }
}

TEST_F(HistoricalTest, DaysWeeksAndAdjustedPricesAreThoseOfPandas) {
    const std::string range = "'symbol':'AAPL','start_date':'2019-10-07','end_date':'2019-12-27'";
    const auto days = ask("{" + range + ",'timeframe':'1d'}");
    ASSERT_EQ(days.status, 200) << days.body;
    ASSERT_EQ(text(days.data(), "dataset"), "panel");
    test::expectSameBars(test::answeredBars(days), test::goldenBars("aapl_daily_bars.csv", "1d"));
    EXPECT_THAT(warnings(days), HasSubstr("no_vwap")) << "stored days carry no average price";
    const auto adjusted = ask("{" + range + ",'timeframe':'1d','adjusted':true}");
    test::expectSameBars(test::answeredBars(adjusted), test::goldenBars("aapl_daily_bars.csv", "1d_adjusted"),
                         true);
    const auto weeks = ask("{" + range + ",'timeframe':'7d'}");
    test::expectSameBars(test::answeredBars(weeks), test::goldenBars("aapl_daily_bars.csv", "7d"));
    EXPECT_THAT(warnings(weeks), Not(HasSubstr("no_vwap")));
}

TEST_F(HistoricalTest, AdjustedBarsOutOfTicksCarryTheFactorOfTheirDay) {
    const auto plain = test::answeredBars(
        ask("{'symbol':'IBM','timeframe':'1h','start_date':'2013-10-07','end_date':'2013-10-07'}"));
    const auto answer = ask("{'symbol':'IBM','timeframe':'1h','start_date':'2013-10-07',"
                            "'end_date':'2013-10-07','adjusted':true}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto adjusted = test::answeredBars(answer);
    ASSERT_EQ(adjusted.size(), plain.size());
    ASSERT_EQ(plain.size(), 7U);
    constexpr double kFactor = 135.864131 / 182.01; // adj_close / close of that day, as stored
    for (std::size_t i = 0; i < plain.size(); ++i) {
        EXPECT_NEAR(adjusted[i].open, plain[i].open * kFactor, 1e-9);
        EXPECT_NEAR(adjusted[i].vwap, plain[i].vwap * kFactor, 1e-9);
        EXPECT_EQ(adjusted[i].volume, plain[i].volume);
    }
}

TEST_F(HistoricalTest, StoredTicksAreListedAsTheyAre) {
    const auto answer = ask("{'symbol':'IBM','data_type':'trades','start_date':'2013-10-07',"
                            "'end_date':'2013-10-07','limit':1000000}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(test::numberOf(answer.data().find("bars_count")), 24'293);
    EXPECT_EQ(text(answer.data(), "timeframe"), "tick");
    const auto& first = answer.data().find("data")->as<Value::Array>()->front();
    EXPECT_EQ(kit::toJson(first), json("{'timestamp':'2013-10-07T08:00:30.27Z','price':181.52,'size':283}"));
    // Two instruments bear the name BAC; the one with ticks answers.
    const auto bac = ask("{'symbol':'BAC','data_type':'trades','start_date':'2013-10-07',"
                         "'end_date':'2013-10-07','limit':10}");
    ASSERT_EQ(bac.status, 200) << bac.body;
    EXPECT_EQ(test::numberOf(bac.data().find("bars_count")), 10);
}

TEST_F(HistoricalTest, WhatIsWrongIsNamed) {
    const auto unknown = ask("{'symbol':'NOBODY','timeframe':'1d'}");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(pointer(unknown), "/symbol");
    for (const char* timeframe : {"60", "0m", "1w", "36h", "-5m", "1mm", "99999999d"}) {
        const auto answer = ask(std::string("{'symbol':'IBM','timeframe':'") + timeframe + "'}");
        EXPECT_EQ(answer.status, 400) << timeframe;
        EXPECT_EQ(pointer(answer), "/timeframe") << timeframe;
    }
    const auto turned = ask("{'symbol':'IBM','start_date':'2013-10-08','end_date':'2013-10-07'}");
    EXPECT_EQ(turned.status, 400);
    EXPECT_EQ(pointer(turned), "/end_date");
    const auto trades = ask("{'symbol':'IBM','data_type':'trades','adjusted':true}");
    EXPECT_EQ(trades.status, 400);
    EXPECT_EQ(pointer(trades), "/adjusted");
    EXPECT_EQ(pointer(ask("{'symbol':'IBM','data_type':'candles'}")), "/data_type");
    EXPECT_EQ(pointer(ask("{'symbol':'IBM','limit':0}")), "/limit");
}

TEST_F(HistoricalTest, NothingInTheRangeIsAnAnswerToo) {
    const auto answer = ask("{'symbol':'IBM','timeframe':'1m','start_date':'2012-01-03',"
                            "'end_date':'2012-01-05'}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(test::numberOf(answer.data().find("bars_count")), 0);
    EXPECT_EQ(completeness(answer), 0);
    EXPECT_EQ(text(answer.data(), "source_used"), "none");
    EXPECT_EQ(kit::toJson(*answer.data().find("data")), "[]");
    EXPECT_THAT(warnings(answer), HasSubstr("no_data"));
}

TEST_F(HistoricalTest, NothingLaterThanAsOfIsRead) {
    const std::string range = "'symbol':'IBM','timeframe':'1h','start_date':'2013-10-07',"
                              "'end_date':'2013-10-08'";
    auto first_day = test::goldenBars("ibm_tick_bars.csv", "1h");
    ASSERT_EQ(first_day.size(), 14U);
    first_day.resize(7);
    const auto then = ask("{" + range + ",'as_of':'2013-10-07'}");
    ASSERT_EQ(then.status, 200) << then.body;
    test::expectSameBars(test::answeredBars(then), first_day);
    EXPECT_EQ(text(*then.json.find("metadata"), "data_as_of"), "2013-10-07");
    const auto before = ask("{" + range + ",'as_of':'2013-10-04'}");
    EXPECT_EQ(before.status, 200) << before.body;
    EXPECT_EQ(test::numberOf(before.data().find("bars_count")), 0);
}

TEST_F(HistoricalTest, TheLimitKeepsTheNewestAndSaysSoAlsoFromMemory) {
    const std::string body = "{'symbol':'IBM','timeframe':'5m','start_date':'2013-10-07',"
                             "'end_date':'2013-10-08','limit':3}";
    auto newest = test::goldenBars("ibm_tick_bars.csv", "5m");
    newest.erase(newest.begin(), newest.end() - 3);
    const auto first = ask(body), second = ask(body);
    test::expectSameBars(test::answeredBars(first), newest);
    EXPECT_FALSE(cacheHit(first));
    EXPECT_TRUE(cacheHit(second));
    EXPECT_EQ(first.data(), second.data());
    for (const auto* answer : {&first, &second}) {
        EXPECT_THAT(warnings(*answer), HasSubstr("the newest 3 of 156 rows"));
        EXPECT_EQ(text(*answer->json.find("metadata"), "data_as_of"), "2013-10-08");
    }
    EXPECT_EQ(warnings(first), warnings(second));
    const auto* methods = first.json.find("metadata")->find("methods");
    ASSERT_TRUE(methods);
    EXPECT_EQ(*methods, *second.json.find("metadata")->find("methods"));
}

/// A program of its own, since its epoch is raised.
TEST(HistoricalMemory, EndsWithTheEpoch) {
    const test::TemporaryFolder folder;
    composition::Options options;
    options.home = folder.path() + "/home";
    options.demo = false;
    auto workstation = std::move(*composition::Workstation::open(options));
    ASSERT_TRUE(workstation->start({}));
    const auto token = *security::rootToken(options.home);
    const auto post = [&](const std::string& path, const std::string& body) {
        return test::send(workstation->router(), {"POST", path, {}, {}, json(body)}, token);
    };
    const auto import = [&](const std::string& rows) {
        const auto file = folder.path() + "/own.csv";
        std::ofstream(file) << "symbol,date,close\n" << rows;
        const auto posted =
            post("/api/v1/data-catalog/imports", "{'files':['" + file + "'],'dataset':'own','kind':'bars'}");
        ASSERT_EQ(posted.status, 202) << posted.body;
        ASSERT_EQ(test::endedJob(*workstation, posted).state, kit::JobState::Succeeded);
    };
    const auto ask = [&] {
        return post(kPath, "{'symbol':'OWN','start_date':'2024-01-02','end_date':'2024-01-05'}");
    };
    const auto hit = [](const test::Answer& answer) {
        return *answer.json.find("metadata")->find("cache_hit") == Value(true);
    };
    import("OWN,2024-01-02,10\nOWN,2024-01-03,11\n");
    const auto first = ask(), second = ask();
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(test::answeredBars(first).size(), 2U);
    EXPECT_FALSE(hit(first));
    EXPECT_TRUE(hit(second));
    import("OWN,2024-01-04,12\n");
    const auto third = ask();
    EXPECT_FALSE(hit(third));
    EXPECT_EQ(test::answeredBars(third).size(), 3U);
    workstation->stop();
}

} // namespace

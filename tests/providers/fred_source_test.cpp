// The source fred against recorded bodies of FRED.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/provider_stage.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

namespace {

using namespace nautilus;
using kit::ErrorCode;
using kit::SourceState;
using kit::Table;
using kit::Value;
using test::Canned;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kSeries = "/fred/series?file_type=json&series_id=GDP";
const std::string kVintages = "/fred/series/vintagedates?file_type=json&series_id=GDP&limit=10000&offset=0";
const std::string kLatest = "/fred/series/observations?file_type=json&series_id=GDP&limit=100000&offset=0";
const std::string kAll = kLatest + "&realtime_start=2014-01-30&realtime_end=9999-12-31";

std::string vintagesBody(const std::vector<std::string>& days) {
    std::string list;
    for (const auto& day : days)
        list += (list.empty() ? "\"" : ",\"") + day + "\"";
    return "{\"count\":" + std::to_string(days.size()) + ",\"offset\":0,\"limit\":10000,\"vintage_dates\":[" +
           list + "]}";
}

class FredSource : public testing::Test {
protected:
    void SetUp() override {
        server().on(kSeries, R"({"seriess":[{"id":"GDP","title":"Gross Domestic Product",
            "units":"Billions of Dollars","frequency_short":"Q","seasonal_adjustment_short":"SAAR"}]})");
        server().on(kVintages, vintagesBody({"2014-01-30", "2014-02-28", "2014-03-27", "2014-04-30",
                                             "2014-05-29", "2014-06-25", "2014-07-30"}));
        server().on(kAll, test::providerFile("fred/gdp_vintages.json"));
        server().on(kLatest, test::providerFile("fred/gdp_2023-05-09.json"));
        ASSERT_TRUE(on_.setFred());
        ASSERT_TRUE(on_.stage.source("fred").start());
    }
    test::ReplayServer& server() { return on_.server; }
    kit::SourceStatus status() { return on_.stage.source("fred").status(); }
    kit::Error errorOf(const std::string& symbol = "GDP") {
        const auto rows = on_.history("fred", symbol);
        EXPECT_FALSE(rows) << "an answer was expected to fail";
        return rows ? kit::Error{} : rows.error().front();
    }
    static std::vector<std::string> linesOf(const Table& table) {
        std::vector<std::string> out;
        const auto& ends = std::get<Table::Dates>(table.find("period_end")->cells);
        const auto& known = std::get<Table::Dates>(table.find("knowable_at")->cells);
        const auto& values = std::get<Table::Numbers>(table.find("value")->cells);
        for (std::size_t i = 0; i < ends.size(); ++i)
            out.push_back(ends[i].iso() + " " + known[i].iso() + " " +
                          (std::isnan(values[i]) ? "." : std::to_string(values[i]).substr(0, 7)));
        return out;
    }
    test::TemporaryFolder folder_;
    test::ProviderStage on_{folder_.path()};
};

TEST_F(FredSource, EveryVersionIsKnownFromItsOwnDayOn) {
    const auto rows = on_.history("fred", "GDP");
    ASSERT_TRUE(rows) << rows.error().front().message;
    EXPECT_THAT(linesOf(rows->rows),
                ElementsAre("2013-12-31 2014-01-30 17102.5", "2013-12-31 2014-02-28 17080.7",
                            "2013-12-31 2014-03-27 17089.6", "2014-03-31 2014-04-30 17149.6",
                            "2014-03-31 2014-05-29 17101.3", "2014-03-31 2014-06-25 17016.0",
                            "2013-12-31 2014-07-30 17078.3", "2014-03-31 2014-07-30 17044.0",
                            "2014-06-30 2014-07-30 ."));
    EXPECT_EQ(std::get<Table::Texts>(rows->rows.find("units")->cells)[0], "Billions of Dollars, SAAR");
    EXPECT_EQ(std::get<Table::Texts>(rows->rows.find("vintage")->cells)[0], "as_published");
    ASSERT_TRUE(on_.setFred({{"vintages", "first"}}));
    EXPECT_THAT(linesOf(on_.history("fred", "GDP")->rows),
                ElementsAre("2013-12-31 2014-01-30 17102.5", "2014-03-31 2014-04-30 17149.6",
                            "2014-06-30 2014-07-30 ."));
}

TEST_F(FredSource, AMissingValueIsNoFirstOne) {
    server().on(kAll, R"({"count":2,"offset":0,"limit":100000,"observations":[
        {"realtime_start":"2014-01-30","date":"2013-10-01","value":"."},
        {"realtime_start":"2014-02-28","date":"2013-10-01","value":"5"}]})");
    ASSERT_TRUE(on_.setFred({{"vintages", "first"}}));
    EXPECT_THAT(linesOf(on_.history("fred", "GDP")->rows), ElementsAre("2013-12-31 2014-02-28 5.00000"));
}

TEST_F(FredSource, WithoutVintagesAReleaseLagDatesTheValues) {
    ASSERT_TRUE(on_.setFred({{"vintages", "latest"}}));
    const auto rows = on_.history("fred", "GDP");
    ASSERT_TRUE(rows) << rows.error().front().message;
    EXPECT_EQ(rows->rows.rowCount(), 97U);
    EXPECT_EQ(linesOf(rows->rows)[0].substr(0, 21), "1999-03-31 1999-05-30");
    EXPECT_EQ(std::get<Table::Texts>(rows->rows.find("vintage")->cells)[0], "latest_revised");
    EXPECT_EQ(server().asked("vintagedates"), 0U);
}

TEST_F(FredSource, ManyVintagesAreAskedSpanBySpan) {
    std::vector<std::string> days;
    for (auto day = domain::SessionDate::of(2010, 1, 1); days.size() < 2'500; day = day.plusDays(1))
        days.push_back(day.iso());
    server().on(kVintages, vintagesBody(days));
    const auto span = [&](const std::string& from, const std::string& to, const std::string& rows, int n) {
        server().on(kLatest + "&realtime_start=" + from + "&realtime_end=" + to,
                    R"({"count":)" + std::to_string(n) + R"(,"offset":0,"limit":100000,"observations":[)" +
                        rows + "]}");
    };
    span(days[0], domain::SessionDate::parse(days[2'000])->plusDays(-1).iso(),
         R"({"realtime_start":"2010-01-01","date":"2009-10-01","value":"1"},
            {"realtime_start":"2010-03-01","date":"2009-10-01","value":"2"})",
         2);
    // What did not change is dated by the begin of the span.
    span(days[2'000], "9999-12-31",
         R"({"realtime_start":")" + days[2'000] + R"(","date":"2009-10-01","value":"2"},
            {"realtime_start":"2016-01-01","date":"2009-10-01","value":"3"})",
         2);
    const auto rows = on_.history("fred", "GDP");
    ASSERT_TRUE(rows) << rows.error().front().message;
    EXPECT_THAT(linesOf(rows->rows),
                ElementsAre("2009-12-31 2010-01-01 1.00000", "2009-12-31 2010-03-01 2.00000",
                            "2009-12-31 2016-01-01 3.00000"));
}

TEST_F(FredSource, ErrorsAreToldApartAndNeverHoldTheKey) {
    server().on(kSeries, {Canned{400, test::providerFile("fred/http400_series_does_not_exist.json")}});
    EXPECT_EQ(errorOf().code, ErrorCode::NotFound);
    EXPECT_EQ(errorOf().field, "/symbol");
    EXPECT_EQ(status().state, SourceState::Connected);
    for (const char* file : {"fred/http400_api_key_not_registered.json", "fred/http400_no_api_key.json"}) {
        server().on(kSeries, {Canned{400, test::providerFile(file)}});
        EXPECT_THAT(errorOf().message, HasSubstr("setting api_key")) << file;
    }
    server().on(kSeries,
                {Canned{400, std::string(R"({"error_message":"Bad Request. )") + test::kFredKey + "\"}"}});
    EXPECT_THAT(errorOf().message, HasSubstr("***"));
    server().on(kSeries, {Canned{423, "{}"}});
    EXPECT_THAT(errorOf().message, HasSubstr("locked"));
    server().on(kSeries, {Canned{301, "", {"Location: /elsewhere"}}});
    EXPECT_THAT(errorOf().message, HasSubstr("redirects are not followed"));
    for (const auto& line : on_.stage.log())
        EXPECT_EQ(line.find(test::kFredKey), std::string::npos) << line;
    for (const auto& said : status().last_errors)
        EXPECT_EQ(said.find(test::kFredKey), std::string::npos) << said;
}

TEST_F(FredSource, WrongCountsAreNoAnswer) {
    ASSERT_TRUE(on_.setFred({{"vintages", "latest"}}));
    auto body = test::providerFile("fred/gdp_2023-05-09.json");
    body.replace(body.find("\"count\":97"), 10, "\"count\":98");
    server().on(kLatest, body);
    EXPECT_THAT(errorOf().message, HasSubstr("announced 98 observations and sent 97"));
    body = test::providerFile("fred/gdp_2023-05-09.json");
    body.replace(body.find("\"value\":\""), 9, "\"value\":\"x");
    server().on(kLatest, body);
    EXPECT_THAT(errorOf().message, HasSubstr("expected shape"));
    server().on(kSeries, R"({"seriess":[{"id":"CPI"}]})");
    EXPECT_THAT(errorOf().message, HasSubstr("another series"));
}

TEST_F(FredSource, WaitsAsLongAsFredSays) {
    const auto good = Canned{200, R"({"seriess":[{"id":"GDP","frequency_short":"Q"}]})"};
    server().on(kSeries, {Canned{429, "{}", {"Retry-After: 20"}}, good});
    const auto before = on_.stage.time.nowNs();
    ASSERT_TRUE(on_.history("fred", "GDP"));
    EXPECT_GE(on_.stage.time.nowNs() - before, 20 * domain::kNsPerSecond);
    server().on(kSeries, {Canned{429, "{}", {"Retry-After: 100000"}}, good});
    EXPECT_EQ(errorOf().code, ErrorCode::TooManyRequests);
}

TEST_F(FredSource, HalfASecondLiesBetweenTwoRequests) {
    const auto before = on_.stage.time.nowNs();
    ASSERT_TRUE(on_.history("fred", "GDP"));
    ASSERT_TRUE(on_.history("fred", "GDP"));
    ASSERT_EQ(server().heads().size(), 6U);
    EXPECT_GE(on_.stage.time.nowNs() - before, 5 * domain::kNsPerSecond / 2);
}

TEST_F(FredSource, TheKeyIsASecret) {
    const auto settings = on_.stage.host().settings("fred");
    EXPECT_EQ(settings->values.find("api_key"), nullptr);
    std::ifstream file(folder_.path() + "/secrets.toml");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_THAT(text, HasSubstr(test::kFredKey));
    const auto texts = on_.stage.ledger.texts("source_settings");
    ASSERT_TRUE(texts);
    ASSERT_FALSE(texts->empty());
    for (const auto& kept : *texts)
        EXPECT_EQ(kept.content.find(test::kFredKey), std::string::npos);
    EXPECT_EQ(on_.setFred({{"api_key", "SHORT"}}).error().front().field, "/api_key");
    ASSERT_TRUE(on_.setFred({{"api_key", nullptr}}));
    EXPECT_EQ(status().state, SourceState::Disabled);
    EXPECT_THAT(errorOf().message, HasSubstr("api_key is empty"));
}

TEST_F(FredSource, FindsSeriesAndListsReleases) {
    server().on(
        "/fred/series/search?file_type=json&search_text=gross%20product&limit=5",
        R"({"count":9,"offset":0,"limit":1,"seriess":[{"id":"GDP","title":"Gross Domestic Product"}]})");
    const auto found = on_.search("fred", "gross product", 5);
    ASSERT_TRUE(found) << found.error().front().message;
    EXPECT_EQ(std::get<Table::Texts>(found->find("symbol")->cells), std::vector<std::string>{"GDP"});
    const std::string releases = "/fred/releases?file_type=json&limit=1000&offset=";
    server().on(releases + "0", R"({"count":2,"releases":[{"id":53,"name":"Gross Domestic Product"}]})");
    server().on(releases + "1", R"({"count":2,"releases":[{"id":10,"name":"Consumer Price Index"}]})");
    const auto listed = on_.control("fred", {{"do", "releases"}});
    ASSERT_TRUE(listed) << listed.error().front().message;
    EXPECT_EQ(listed->find("rows")->as<Value::Array>()->size(), 2U);
    server().on(releases + "1", R"({"count":2,"releases":[]})");
    EXPECT_THAT(on_.control("fred", {{"do", "releases"}}).error().front().message, HasSubstr("announced 2"));
    EXPECT_EQ(on_.control("fred", {{"do", "release_dates"}}).error().front().field, "/release_id");
    const auto vintages = on_.control("fred", {{"do", "vintages"}, {"id", "GDP"}});
    ASSERT_TRUE(vintages);
    EXPECT_EQ(vintages->find("vintages")->as<Value::Array>()->size(), 7U);
}

} // namespace

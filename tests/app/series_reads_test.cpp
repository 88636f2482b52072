// Bars of other sizes, ticks, and lists of macro series and universes, over HTTP.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/zip_files.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using kit::Value;
using testing::HasSubstr;

constexpr const char* kBars = "/api/v1/data-catalog/bars";
constexpr const char* kTicks = "/api/v1/data-catalog/ticks";

const Value::Array& rowsOf(const test::Answer& answer) {
    return *answer.data().find("rows")->as<Value::Array>();
}

std::string cell(const test::Answer& answer, std::size_t row, const std::string& column) {
    const auto& columns = *answer.data().find("columns")->as<Value::Array>();
    const auto at = static_cast<std::size_t>(std::ranges::find(columns, Value(column)) - columns.begin());
    const auto& value = (*rowsOf(answer)[row].as<Value::Array>())[at];
    const auto* text = value.as<std::string>();
    return text ? *text : kit::toJson(value);
}

class SeriesReadsTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        auto& demo = test::DemoWorkstation::get();
        static const test::TemporaryFolder folder;
        const auto root = folder.path() + "/equity/usa/";
        test::writeZip(root + "minute/zzz/20140609_trade.zip",
                       {{"a.csv", "34200000,1000000,1010000,990000,1005000,10\n"
                                  "34260000,1005000,1010000,990000,1000000,20\n"}});
        test::writeZip(root + "minute/zzz/20140610_trade.zip",
                       {{"a.csv", "34200000,1000000,1010000,990000,1007500,30\n"}});
        test::writeZip(
            root + "tick/zzz/20140609_trade.zip",
            {{"a.csv", "34200001,1000000,1,P,,0\n34200002,1000100,2,P,,0\n34200003,1000200,3,P,,0\n"}});
        test::writeZip(root + "tick/zzz/20140609_quote.zip",
                       {{"a.csv", "34200002,999900,1,1000300,2,P,,0\n"}});
        const auto job = demo.post("/api/v1/data-catalog/imports",
                                   R"({"folder":")" + folder.path() + R"(","dataset":"series"})");
        ASSERT_EQ(job.status, 202) << job.body;
        ASSERT_EQ(test::endedJob(*demo.workstation, job).state, kit::JobState::Succeeded);
    }
    test::DemoWorkstation& demo_ = test::DemoWorkstation::get();
};

TEST_F(SeriesReadsTest, BarsOfAStoredSizeAreReadByDay) {
    const auto all = demo_.get(kBars, {{"symbol", "ZZZ"}, {"timeframe", "1m"}});
    ASSERT_EQ(all.status, 200) << all.body;
    ASSERT_EQ(rowsOf(all).size(), 3U);
    EXPECT_EQ(cell(all, 0, "starts_at"), "2014-06-09T13:30:00Z");
    EXPECT_EQ(cell(all, 0, "closes_at"), "2014-06-09T13:31:00Z");
    EXPECT_EQ(cell(all, 2, "close"), "100.75");
    const auto day = demo_.get(kBars, {{"symbol", "ZZZ"}, {"timeframe", "60s"}, {"start", "2014-06-10"}});
    EXPECT_EQ(rowsOf(day).size(), 1U);
    const auto before = demo_.get(kBars, {{"symbol", "ZZZ"}, {"timeframe", "1m"}, {"as_of", "2014-06-09"}});
    EXPECT_EQ(rowsOf(before).size(), 2U);
}

TEST_F(SeriesReadsTest, SizesThatAreNotStoredOrNoneAreSaid) {
    const auto five = demo_.get(kBars, {{"symbol", "ZZZ"}, {"timeframe", "5m"}});
    EXPECT_EQ(five.status, 200);
    EXPECT_THAT(five.body, HasSubstr("sizes stored: 1d, 1m"));
    for (const char* wrong : {"m", "5", "0m", "-1m", "5x", "1d2", "999999999h"}) {
        const auto answer = demo_.get(kBars, {{"symbol", "ZZZ"}, {"timeframe", wrong}});
        EXPECT_EQ(answer.status, 400) << wrong;
        EXPECT_THAT(answer.body, HasSubstr("\"field\":\"/timeframe\""));
    }
    EXPECT_EQ(demo_.get(kBars, {{"symbol", "ZZZ"}, {"timeframe", "1m"}, {"adjusted", "true"}}).status, 400);
    EXPECT_EQ(demo_.get(kBars, {{"symbol", "NOBODY"}, {"timeframe", "1m"}}).status, 404);
}

TEST_F(SeriesReadsTest, TicksComeInOrderAndInPages) {
    const auto all = demo_.get(kTicks, {{"symbol", "ZZZ"}, {"start", "2014-06-09"}, {"end", "2014-06-09"}});
    ASSERT_EQ(all.status, 200) << all.body;
    ASSERT_EQ(rowsOf(all).size(), 4U);
    std::vector<std::string> kinds;
    for (std::size_t i = 0; i < 4; ++i)
        kinds.push_back(cell(all, i, "kind"));
    EXPECT_THAT(kinds, testing::ElementsAre("trade", "quote", "trade", "trade"));
    EXPECT_EQ(cell(all, 1, "ask"), "100.03");
    std::string cursor, seen;
    for (int page = 0; page < 4; ++page) {
        const auto one = demo_.get(kTicks, {{"symbol", "ZZZ"}, {"limit", "1"}, {"cursor", cursor}});
        ASSERT_EQ(rowsOf(one).size(), 1U) << one.body;
        seen += cell(one, 0, "kind").front();
        const auto* next = one.data().find("next_cursor")->as<std::string>();
        EXPECT_EQ(next != nullptr, page < 3);
        if (next) cursor = *next;
    }
    EXPECT_EQ(seen, "tqtt");
    EXPECT_THAT(demo_.get(kTicks, {{"symbol", "ZZZ"}, {"start", "2015-01-01"}}).body, HasSubstr("no_data"));
    EXPECT_EQ(demo_.get(kTicks, {{"symbol", "ZZZ"}, {"cursor", "x"}}).status, 400);
}

TEST_F(SeriesReadsTest, SeriesAndUniversesAreListed) {
    const auto series = demo_.get("/api/v1/data-catalog/macro-series", {{"query", "cpiaucsl"}});
    ASSERT_GE(rowsOf(series).size(), 1U) << series.body;
    EXPECT_EQ(cell(series, 0, "series"), "CPIAUCSL");
    EXPECT_EQ(cell(series, 0, "frequency"), "M");
    EXPECT_LT(cell(series, 0, "first"), cell(series, 0, "last"));
    const auto universes = demo_.get("/api/v1/data-catalog/universes");
    bool found = false;
    for (std::size_t i = 0; i < rowsOf(universes).size(); ++i) {
        if (cell(universes, i, "universe") != "SP500" || cell(universes, i, "dataset") != "panel") continue;
        found = true;
        EXPECT_EQ(cell(universes, i, "as_of"), "2020-01-10");
        EXPECT_GT(std::stoi(cell(universes, i, "members")), 400);
        EXPECT_GE(std::stoi(cell(universes, i, "members_ever")), std::stoi(cell(universes, i, "members")));
    }
    EXPECT_TRUE(found) << universes.body;
}

} // namespace

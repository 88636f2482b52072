// What dashboards of research ask: the library at a glance agrees with tear sheets, and a macro series with
// what was published.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace {

using nautilus::kit::Value;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;
using nautilus::test::words;

const Value::Array& list(const Value& value, const char* name) {
    static const Value::Array kNone;
    const auto* found = value.find(name);
    const auto* array = found ? found->as<Value::Array>() : nullptr;
    return array ? *array : kNone;
}

/// Of the universe's stocks on the date, those for which the expression has a value.
double shareWithValue(const std::string& expression, const std::string& date) {
    const auto answer =
        DemoWorkstation::get().post("/api/v1/factor-engine/evaluate",
                                    R"({"expression":")" + expression + R"(","date":")" + date + R"("})");
    const auto& columns = list(answer.data(), "columns");
    const auto& rows = list(answer.data(), "rows");
    const auto column = [&](const char* name) {
        return static_cast<std::size_t>(std::ranges::find(columns, Value(name)) - columns.begin());
    };
    const auto value = column("value"), member = column("in_estimation_universe");
    double with = 0, members = 0;
    for (const auto& row : rows) {
        const auto& cells = *row.as<Value::Array>();
        if (cells.at(member) != Value(true)) continue;
        members += 1;
        with += std::isfinite(number(&cells.at(value))) ? 1 : 0;
    }
    return with / members;
}

TEST(FactorViews, TheLibraryAgreesWithATearSheet) {
    auto& demo = DemoWorkstation::get();
    const auto library = demo.get("/api/v1/factor-engine/library", {{"as_of", "2019-06-28"}});
    ASSERT_EQ(library.status, 200) << library.body;
    const auto quarters = list(library.data(), "quarters").size();
    EXPECT_GT(list(library.data(), "factors").size(), 130U);
    const auto sheet = demo.get("/factors/tearsheet/book_to_market", {{"as_of", "2019-06-28"}});
    const Value* ic = nullptr;
    for (const auto& each : list(sheet.data(), "information_coefficient"))
        if (number(each.find("horizon")) == 21) ic = &each;
    ASSERT_NE(ic, nullptr);
    bool found = false;
    for (const auto& each : list(library.data(), "factors")) {
        ASSERT_EQ(list(each, "quarters").size(), quarters);
        if (words(each.find("factor_id")) != "book_to_market") continue;
        found = true;
        EXPECT_DOUBLE_EQ(number(each.find("rank_ic")), number(ic->find("rank_mean")));
        EXPECT_DOUBLE_EQ(number(each.find("t_stat")), number(ic->find("rank_t_stat")));
        EXPECT_EQ(number(each.find("sessions")), number(ic->find("sessions")));
        EXPECT_DOUBLE_EQ(number(each.find("coverage")), shareWithValue("equity / company_cap", "2019-06-28"));
        EXPECT_GE(words(each.find("first_valid_date")), "2015-01-12");
    }
    EXPECT_TRUE(found);
    EXPECT_EQ(demo.get("/api/v1/factor-engine/library", {{"as_of", "1999-01-04"}}).status, 422);
}

TEST(FactorViews, TheLibrarySaysOfCoverageWhatTheListOfFactorsSays) {
    auto& demo = DemoWorkstation::get();
    const auto factors = demo.get("/api/v1/factor-engine/factors");
    std::map<std::string, const Value*> listed;
    for (const auto& each : list(factors.data(), "factors"))
        listed[words(each.find("id"))] = &each;
    const auto latest = demo.get("/api/v1/factor-engine/library");
    for (const auto& each : list(latest.data(), "factors")) {
        const auto id = words(each.find("factor_id"));
        ASSERT_TRUE(listed.contains(id)) << id;
        EXPECT_EQ(words(each.find("first_valid_date")), words(listed[id]->find("first_valid_date"))) << id;
        EXPECT_EQ(number(each.find("coverage")), number(listed[id]->find("coverage"))) << id;
    }
    const auto then = demo.get("/api/v1/factor-engine/library", {{"as_of", "2016-01-11"}});
    std::size_t not_yet = 0;
    for (const auto& each : list(then.data(), "factors")) {
        const auto day = words(listed[words(each.find("factor_id"))]->find("first_valid_date"));
        EXPECT_EQ(words(each.find("first_valid_date")), day <= "2016-01-11" ? day : "");
        not_yet += day > "2016-01-11" ? 1 : 0;
    }
    EXPECT_GT(not_yet, 5U);
}

TEST(FactorViews, AMacroSeriesIsWhatWasPublishedThen) {
    auto& demo = DemoWorkstation::get();
    const auto answer = demo.get("/api/v1/factor-engine/macro/UNRATE", {{"as_of", "2019-06-28"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(number(answer.data().find("transform")), 2);
    const auto& points = list(answer.data(), "points");
    ASSERT_GT(points.size(), 400U);
    EXPECT_EQ(words(points.back().find("period_end")), "2019-05-31") << "June was not published yet";
    for (std::size_t t = 1; t < points.size(); ++t) {
        ASSERT_LT(words(points[t - 1].find("period_end")), words(points[t].find("period_end")));
        ASSERT_DOUBLE_EQ(number(points[t].find("transformed")),
                         number(points[t].find("value")) - number(points[t - 1].find("value")));
    }
    const auto& surprises = list(answer.data(), "surprises");
    ASSERT_FALSE(surprises.empty());
    EXPECT_EQ(words(surprises.back().find("date")), "2019-06-28");
    EXPECT_EQ(demo.get("/api/v1/factor-engine/macro/NO_SUCH_SERIES").status, 404);
    EXPECT_EQ(demo.get("/api/v1/factor-engine/macro/UNRATE", {{"transform", "8"}}).status, 400);
}

TEST(FactorViews, StatesOfTheMarketAreSpansWithoutGaps) {
    auto& demo = DemoWorkstation::get();
    const auto whole = demo.get("/api/v1/factor-engine/macro/INDPRO");
    const auto cut = demo.get("/api/v1/factor-engine/macro/INDPRO", {{"as_of", "2019-06-28"}});
    const auto& spans = list(whole.data(), "regimes");
    const auto& before = list(cut.data(), "regimes");
    ASSERT_GT(before.size(), 3U);
    ASSERT_GE(spans.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(words(before[i].find("first")), words(spans[i].find("first"))) << "a later day changed it";
        EXPECT_EQ(words(before[i].find("regime")), words(spans[i].find("regime")));
        if (i > 0) {
            EXPECT_NE(words(before[i - 1].find("regime")), words(before[i].find("regime")));
        }
    }
    EXPECT_LE(words(before.back().find("last")), "2019-06-28");
    EXPECT_EQ(number(whole.data().find("surprise_sessions")), 21);
}

TEST(FactorViews, QuantilesCompoundToWhatTheyEarned) {
    auto& demo = DemoWorkstation::get();
    const auto sheet = demo.get("/factors/tearsheet/book_to_market", {{"period", "1Y"}, {"horizon", "5"}});
    ASSERT_EQ(sheet.status, 200) << sheet.body;
    const auto& levels = list(sheet.data(), "quantile_levels");
    EXPECT_EQ(levels.size(), (252U - 1) / 5);
    for (const auto& each : levels)
        EXPECT_EQ(list(each, "levels").size(), 5U);
    EXPECT_LE(words(levels.back().find("date")), words(sheet.data().find("last_session")));
}

} // namespace

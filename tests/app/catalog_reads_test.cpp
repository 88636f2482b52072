// Reported figures and macro observations, never before they were knowable.

#include "tests/app/support/demo_workstation.h"

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::DemoWorkstation;

/// One cell of every row, as JSON text without quotes.
std::vector<std::string> column(const Answer& answer, const std::string& name) {
    std::vector<std::string> out;
    const auto& columns = *answer.data().find("columns")->as<Value::Array>();
    const auto at = static_cast<std::size_t>(std::ranges::find(columns, Value(name)) - columns.begin());
    for (const auto& row : *answer.data().find("rows")->as<Value::Array>()) {
        const auto& cell = (*row.as<Value::Array>())[at];
        const auto* text = cell.as<std::string>();
        out.push_back(text ? *text : nautilus::kit::toJson(cell));
    }
    return out;
}

TEST(CatalogReads, FiguresAreThoseKnowableThen) {
    auto& demo = DemoWorkstation::get();
    const auto path = "/api/v1/data-catalog/fundamentals";
    const auto all = demo.get(path, {{"symbol", "AAPL"}, {"concept", "equity"}});
    const auto then = demo.get(path, {{"symbol", "AAPL"}, {"concept", "equity"}, {"as_of", "2018-06-29"}});
    ASSERT_EQ(then.status, 200) << then.body;
    const auto known = column(then, "knowable_at");
    ASSERT_FALSE(known.empty());
    EXPECT_LT(known.size(), column(all, "value").size());
    for (const auto& day : known)
        EXPECT_LE(day, "2018-06-29");
    for (const auto& name : column(then, "concept"))
        EXPECT_EQ(name, "equity");
    EXPECT_EQ(demo.get(path, {{"symbol", "NOBODY"}}).status, 404);
}

TEST(CatalogReads, ObservationsAreThoseKnowableThen) {
    auto& demo = DemoWorkstation::get();
    const auto path = "/api/v1/data-catalog/macro";
    const auto answer =
        demo.get(path, {{"series", "CPIAUCSL"}, {"start", "2019-10-01"}, {"as_of", "2019-12-31"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(column(answer, "period_end"), (std::vector<std::string>{"2019-10-31", "2019-11-30"}));
    EXPECT_EQ(column(answer, "value").back(), "257.879");
    EXPECT_EQ(demo.get(path, {{"series", "NOTHING"}}).status, 404);
    EXPECT_EQ(demo.get(path).status, 400);
}

TEST(CatalogReads, TheNewestCloseOfEachSymbolIsThatOfItsLastBars) {
    auto& demo = DemoWorkstation::get();
    const auto path = "/api/v1/data-catalog/closes";
    const auto answer = demo.get(path, {{"symbols", "IBM,NOBODY,AAPL"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(column(answer, "symbol"), (std::vector<std::string>{"IBM", "AAPL"})) << "as asked";
    EXPECT_NE(answer.body.find("unknown_symbol"), std::string::npos) << "a symbol left out is named";
    const auto bars = demo.get("/api/v1/data-catalog/bars", {{"symbol", "AAPL"}});
    const auto closes = column(bars, "close");
    ASSERT_GE(closes.size(), 2U);
    EXPECT_EQ(column(answer, "close").back(), closes.back());
    EXPECT_EQ(column(answer, "previous_close").back(), closes[closes.size() - 2]);
    EXPECT_EQ(column(answer, "date").back(), column(bars, "date").back());
    EXPECT_EQ(demo.get(path).status, 400);
}

} // namespace

// Every number says where it came from: the leaves are stored rows, known in time, and give the number back.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <cmath>

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;

constexpr const char* kAsOf = "2018-06-29";

Answer ask(const std::string& operation, const std::string& parameters, const std::string& pointer) {
    return DemoWorkstation::get().post("/api/v1/lineage", R"({"operation":")" + operation +
                                                              R"(","parameters":)" + parameters +
                                                              R"(,"pointer":")" + pointer + R"("})");
}

std::string text(const Value& node, const char* name) {
    const auto* found = node.find(name);
    const auto* words = found ? found->as<std::string>() : nullptr;
    return words ? *words : "";
}

const Value::Array& inputs(const Value& node) {
    return *node.find("inputs")->as<Value::Array>();
}

template <class Visit>
void eachNode(const Value& node, const Visit& visit) {
    visit(node);
    for (const auto& input : inputs(node))
        eachNode(input, visit);
}

/// The first node whose label begins so; nullptr when there is none.
const Value* labelled(const Value& root, const std::string& begin) {
    const Value* found = nullptr;
    eachNode(root, [&](const Value& node) {
        if (!found && text(node, "label").starts_with(begin)) found = &node;
    });
    return found;
}

TEST(Lineage, LeadsFromAPriceToEarningsRatioToTheRowsThatGiveIt) {
    const std::string parameters = std::string(R"({"symbols":["AAPL"],"as_of":")") + kAsOf + R"("})";
    const auto answer =
        ask("factor.calculate", parameters, "/data/factor_results/AAPL/fundamental_factors/pe_ratio");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& root = answer.data();
    const auto* close = labelled(root, "close of AAPL");
    const auto* shares = labelled(root, "shares of AAPL");
    const auto* income = labelled(root, "net_income of AAPL");
    ASSERT_TRUE(close && shares && income) << answer.body;
    double reported = 0;
    for (const auto& leaf : inputs(*income))
        reported += number(leaf.find("value"));
    EXPECT_NEAR(number(close->find("value")) * number(shares->find("value")) / reported,
                number(root.find("value")), 1e-12 * number(root.find("value")));
    EXPECT_EQ(text(*close, "source"), "panel: yahoo_panel");
    EXPECT_GT(number(close->find("source_row")), 0);
    EXPECT_FALSE(text(root, "formula").empty());
    EXPECT_FALSE(text(root, "version").empty());
    EXPECT_FALSE(text(root, "run").empty());
}

TEST(Lineage, OfEveryFactorEndsInSourcesKnownInTime) {
    const std::string parameters = std::string(R"({"symbols":["MSFT"],"as_of":")") + kAsOf + R"("})";
    const auto calculated = DemoWorkstation::get().post("/factors/calculate", parameters);
    ASSERT_EQ(calculated.status, 200);
    const auto* groups = calculated.data().find("factor_results")->find("MSFT");
    std::size_t explained = 0;
    for (const auto& [group, factors] : *groups->as<Value::Object>())
        for (const auto& [factor, value] : *factors.as<Value::Object>()) {
            const auto answer =
                ask("factor.calculate", parameters, "/data/factor_results/MSFT/" + group + "/" + factor);
            ASSERT_EQ(answer.status, 200) << answer.body;
            const auto& root = answer.data();
            EXPECT_TRUE(*root.find("value") == value) << factor;
            EXPECT_FALSE(text(root, "formula").empty()) << factor;
            std::size_t sources = 0;
            eachNode(root, [&](const Value& node) {
                EXPECT_LE(text(node, "knowable_at"), kAsOf) << text(node, "label");
                sources += text(node, "source").empty() ? 0 : 1;
            });
            EXPECT_GT(sources, 0U) << factor << " " << answer.body;
            ++explained;
        }
    EXPECT_GE(explained, 27U);
}

TEST(Lineage, OfAnExpressionLeadsThroughItsPartsToFilings) {
    const auto answer =
        ask("factor.evaluate", R"({"factor":"earnings_to_price","date":"2018-06-29","symbols":["MSFT"]})",
            "/data/rows/0/value");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& root = answer.data();
    const auto* income = labelled(root, "net_income of MSFT");
    const auto* close = labelled(root, "close of MSFT");
    const auto* shares = labelled(root, "shares of MSFT");
    ASSERT_TRUE(income && close && shares) << answer.body;
    double reported = 0;
    bool filed = false;
    for (const auto& leaf : inputs(*income)) {
        reported += number(leaf.find("value"));
        filed |= !text(leaf, "accession").empty() || !text(leaf, "source").empty();
    }
    EXPECT_TRUE(filed);
    EXPECT_NEAR(reported / (number(close->find("value")) * number(shares->find("value"))),
                number(root.find("value")), 1e-12);
    EXPECT_FALSE(text(root, "formula_words").empty());
}

TEST(Lineage, OfEveryExpressionFactorEndsInSourcesKnownInTime) {
    auto& demo = DemoWorkstation::get();
    const auto factors = demo.get("/api/v1/factor-engine/factors");
    std::size_t explained = 0;
    for (const auto& factor : *factors.data().find("factors")->as<Value::Array>()) {
        if (factor.find("expression")->isNull()) continue;
        const auto id = text(factor, "id");
        const auto answer =
            ask("factor.evaluate", R"({"factor":")" + id + R"(","date":"2018-06-29","symbols":["MSFT"]})",
                "/data/rows/0/value");
        ASSERT_EQ(answer.status, 200) << id << " " << answer.body;
        std::size_t sources = 0;
        eachNode(answer.data(), [&](const Value& node) {
            EXPECT_LE(text(node, "knowable_at"), kAsOf) << id << " " << text(node, "label");
            sources += text(node, "source").empty() ? 0 : 1;
        });
        EXPECT_GT(sources, 0U) << id << " " << answer.body;
        ++explained;
    }
    EXPECT_EQ(explained, 104U);
}

TEST(Lineage, ParametersThatNobodyKnowsAreNotRead) {
    const auto answer = ask("factor.evaluate",
                            R"({"factor":"roe","parts":5,"formula":[],"date":"2018-06-29",)"
                            R"("symbols":["MSFT"]})",
                            "/data/rows/0/value");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_TRUE(text(answer.data(), "label").starts_with("roe of MSFT")) << answer.body;
}

TEST(Lineage, OfADelayedPartIsThatOfTheSessionThen) {
    const auto answer = ask("factor.evaluate",
                            R"x({"expression":"delta(close, 5) + 0 * macro(\"UNRATE\", 2)",)x"
                            R"x("date":"2018-06-29","symbols":["MSFT"]})x",
                            "/data/rows/0/value");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto* now = labelled(answer.data(), "close of MSFT on 2018-06-29");
    const auto* then = labelled(answer.data(), "close of MSFT on 2018-06-22");
    ASSERT_TRUE(now && then) << answer.body;
    EXPECT_NEAR(number(now->find("value")) - number(then->find("value")), number(answer.data().find("value")),
                1e-12);
    const auto* series = labelled(answer.data(), "UNRATE");
    ASSERT_TRUE(series) << answer.body;
    EXPECT_EQ(inputs(*series).size(), 3U) << "what a first difference is made of, and one more";
}

TEST(Lineage, NamesTheRowOfABar) {
    const std::string parameters = R"({"symbol":"AAPL","start":"2019-12-31","end":"2019-12-31"})";
    const auto answer = ask("marketdata.bars", parameters, "/data/rows/0/close");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& leaf = inputs(answer.data()).front();
    EXPECT_EQ(number(leaf.find("value")), 293.65);
    EXPECT_GT(number(leaf.find("source_row")), 0);
}

TEST(Lineage, OfAnyOtherValueIsItsDescription) {
    const auto answer = ask("factor.status", "{}", "/data/uptime_seconds");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(text(answer.data(), "unit"), "s");
    EXPECT_FALSE(text(answer.data(), "formula_words").empty());
}

TEST(Lineage, RefusesWhatIsNotThere) {
    const auto fieldOf = [](const Answer& answer) {
        return text((*answer.json.find("errors")->as<Value::Array>()).front(), "field");
    };
    auto answer = ask("factor.nothing", "{}", "/data/x");
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(fieldOf(answer), "/operation");
    answer = ask("app.settings_update", "{}", "/data/x"); // writes are not run for their lineage
    EXPECT_EQ(answer.status, 404);
    answer = ask("factor.health", "{}", "/data/nothing");
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(fieldOf(answer), "/pointer");
    answer = ask("factor.health", "{}", "data");
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(fieldOf(answer), "/pointer");
    answer = ask("factor.exposures", R"({"set":"neither"})", "/data/rows/0/0");
    EXPECT_EQ(answer.status, 400);
}

TEST(Lineage, LeadsFromAnIndicatorToItsBars) {
    const std::string parameters = std::string(R"({"symbol":"AAPL","as_of":")") + kAsOf + R"("})";
    const auto answer = ask("features.technical", parameters, "/data/technical_indicators/momentum/rsi_14");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& root = answer.data();
    EXPECT_TRUE(std::isfinite(number(root.find("value"))));
    EXPECT_FALSE(text(root, "formula").empty());
    const auto* close = labelled(root, std::string("close of AAPL on ") + kAsOf);
    ASSERT_TRUE(close) << answer.body;
    EXPECT_EQ(text(*close, "source"), "panel: yahoo_panel");
    EXPECT_GT(number(close->find("source_row")), 0);
    EXPECT_EQ(text(*close, "knowable_at"), kAsOf);
}

TEST(Lineage, LeadsFromAFundamentalFeatureToFilingsThatGiveIt) {
    const std::string parameters = std::string(R"({"symbol":"AAPL","as_of":")") + kAsOf + R"("})";
    const auto at = [](const std::string& feature) { return "/data/fundamental_features/" + feature; };
    const auto answer = ask("features.fundamental", parameters, at("valuation/pe_ratio"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& root = answer.data();
    const auto* close = labelled(root, "close of AAPL");
    const auto* shares = labelled(root, "shares of AAPL");
    const auto* income = labelled(root, "net_income of AAPL");
    ASSERT_TRUE(close && shares && income) << answer.body;
    const double value = number(root.find("value"));
    EXPECT_NEAR(number(close->find("value")) * number(shares->find("value")) / number(income->find("value")),
                value, 1e-12 * value);
    // Every part of every feature ends in a row that was known in time.
    const auto all = DemoWorkstation::get().post("/features/fundamental", parameters);
    ASSERT_EQ(all.status, 200);
    for (const auto& [type, features] : *all.data().find("fundamental_features")->as<Value::Object>())
        for (const auto& [feature, shown] : *features.as<Value::Object>()) {
            const auto story = ask("features.fundamental", parameters, at(type + "/" + feature));
            ASSERT_EQ(story.status, 200) << feature;
            EXPECT_TRUE(*story.data().find("value") == shown) << feature;
            std::size_t sources = 0;
            eachNode(story.data(), [&](const Value& node) {
                EXPECT_LE(text(node, "knowable_at"), kAsOf) << feature;
                sources += !text(node, "source").empty();
            });
            EXPECT_GT(sources, 0U) << feature;
        }
}

} // namespace

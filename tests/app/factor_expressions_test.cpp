// Factor expressions through the door: ratios written as expressions are the values of pandas
// (tests/data/factor_calculate), faults name their place, macro series are those known then.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include "engines/factor/service/expression_fields.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace {

using nautilus::domain::MacroValue;
using nautilus::domain::SessionDate;
using nautilus::kit::Value;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;
using testing::HasSubstr;

constexpr const char* kPath = "/api/v1/factor-engine/evaluate";

const std::map<std::string, std::string> kRatios{
    {"pe_ratio", "company_cap / max(net_income, 0)"},
    {"price_to_book", "company_cap / max(equity, 0)"},
    {"roe", "net_income / max(equity, 0)"},
    {"debt_to_equity", "(coalesce(long_term_debt, 0) + coalesce(short_term_debt, 0)) / max(equity, 0)"}};

constexpr std::size_t kValue = 2; // columns: date, symbol, value, percentile, in_estimation_universe
constexpr std::size_t kMember = 4;

const Value::Array& rowsOf(const nautilus::test::Answer& answer) {
    return *answer.data().find("rows")->as<Value::Array>();
}

const Value& cell(const Value& row, std::size_t column) {
    return row.as<Value::Array>()->at(column);
}

TEST(FactorExpressions, RatiosAreThoseOfPandas) {
    auto& demo = DemoWorkstation::get();
    std::ifstream file(NAUTILUS_TEST_DATA "/factor_calculate/goldens.csv");
    std::size_t compared = 0;
    for (std::string line; std::getline(file, line);) {
        std::istringstream cells(line);
        std::array<std::string, 5> golden;
        for (auto& each : golden)
            std::getline(cells, each, ',');
        const auto ratio = kRatios.find(golden[3]);
        if (ratio == kRatios.end() || golden[1].empty()) continue;
        const auto answer = demo.post(kPath, R"x({"expression":")x" + ratio->second + R"x(","date":")x" +
                                                 golden[0] + R"x(","symbols":[")x" + golden[1] + R"x("]})x");
        ASSERT_EQ(answer.status, 200) << answer.body;
        if (golden[4].empty()) {
            EXPECT_TRUE(cell(rowsOf(answer).front(), kValue).isNull()) << line;
            continue;
        }
        const double expected = std::stod(golden[4]);
        EXPECT_NEAR(number(cell(rowsOf(answer).front(), kValue)), expected, 1e-9 * std::fabs(expected))
            << line;
        ++compared;
    }
    EXPECT_GE(compared, 10U);
}

TEST(FactorExpressions, AUsersFactorKeepsItsVersions) {
    auto& demo = DemoWorkstation::get();
    const std::string own = "/api/v1/factor-engine/user-factors/calm";
    const auto save = [&](const std::string& text) {
        return demo.ask({"PUT", own, {}, {}, R"({"expression":")" + text + R"(","direction":-1})"});
    };
    const auto valueOf = [&](const std::string& what) {
        const auto answer =
            demo.post(kPath, R"({"factor":")" + what + R"(","date":"2019-12-31","symbols":["AAPL"]})");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return number(cell(rowsOf(answer).front(), kValue));
    };
    ASSERT_EQ(save("delta(close, 5)").status, 200);
    ASSERT_EQ(save("delta(close, 5)").status, 200) << "the same text is the same version";
    const auto second = save("delta(close, 5) * 2");
    ASSERT_EQ(second.data().find("versions")->as<Value::Array>()->size(), 2U) << second.body;
    const double first = valueOf("calm@1");
    EXPECT_NE(first, 0.0);
    EXPECT_EQ(valueOf("calm"), 2 * first);
    EXPECT_EQ(valueOf("calm@2"), 2 * first);
    EXPECT_EQ(demo.post(kPath, R"({"factor":"calm@3"})").status, 404);
    const auto wrong = save("delta(clos, 5)");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_THAT(wrong.body, HasSubstr("/expression"));
    for (const char* id : {"Calm", "1calm", "a-b"})
        EXPECT_EQ(demo.ask({"PUT",
                            std::string("/api/v1/factor-engine/user-factors/") + id,
                            {},
                            {},
                            R"({"expression":"close"})"})
                      .status,
                  400)
            << id;
    EXPECT_EQ(
        demo.ask({"PUT", "/api/v1/factor-engine/user-factors/rsi_14", {}, {}, R"({"expression":"close"})"})
            .status,
        409);
    EXPECT_EQ(demo.get("/factors/tearsheet/calm").status, 200);
    EXPECT_EQ(demo.ask({"DELETE", own, {}, {}, ""}).status, 200);
    EXPECT_EQ(demo.post(kPath, R"({"factor":"calm"})").status, 404);
}

TEST(FactorExpressions, FaultsNameTheirPlace) {
    auto& demo = DemoWorkstation::get();
    const auto answer = demo.post(kPath, R"x({"expression":"rank(clos) + delay(close, -1)"})x");
    EXPECT_EQ(answer.status, 400);
    EXPECT_THAT(answer.body, HasSubstr("/expression"));
    EXPECT_THAT(answer.body, HasSubstr("characters 5 to 9: unknown name 'clos'; did you mean 'close'?"));
    EXPECT_THAT(answer.body, HasSubstr("later sessions can't be named"));
    EXPECT_EQ(demo.post(kPath, R"({"expression":"close","start":"2019-12-31","date":"2019-12-02"})").status,
              400);
    EXPECT_EQ(demo.post(kPath, R"({"expression":"close","symbols":["NO_SUCH"]})").status, 404);
    EXPECT_EQ(demo.post(kPath, R"({})").status, 400);
}

TEST(FactorExpressions, AnswerTheSameForOneSessionAsForMany) {
    auto& demo = DemoWorkstation::get();
    const std::string head =
        R"x({"expression":"rank(ts_zscore(volume, 60)) * ts_beta(returns, market, 120)",)x"
        R"x("symbols":["MSFT"],"date":"2019-12-31")x";
    const auto one = demo.post(kPath, head + "}");
    const auto many = demo.post(kPath, head + R"(,"start":"2019-11-01"})");
    ASSERT_EQ(one.status, 200) << one.body;
    ASSERT_EQ(many.status, 200) << many.body;
    const auto& rows = rowsOf(many);
    EXPECT_EQ(rows.size(), 41U);
    EXPECT_EQ(number(cell(rows.back(), kValue)), number(cell(rowsOf(one).front(), kValue)));
}

TEST(FactorExpressions, TheLanguageListsWhatItKnows) {
    const auto answer = DemoWorkstation::get().get("/api/v1/factor-engine/language");
    ASSERT_EQ(answer.status, 200) << answer.body;
    for (const char* word : {"\"ts_corr\"", "\"net_income\"", "\"sector\"", R"x(macro(\"cpiaucsl\"))x"})
        EXPECT_THAT(answer.body, HasSubstr(word));
}

/// Every factor of the library that is an expression has values for most of the universe at the panel's end,
/// its id is its own, and it says what it reads.
TEST(FactorExpressions, OfTheLibraryHaveValues) {
    auto& demo = DemoWorkstation::get();
    const auto list = demo.get("/api/v1/factor-engine/factors");
    std::set<std::string> ids;
    std::size_t expressions = 0;
    for (const auto& factor : *list.data().find("factors")->as<Value::Array>()) {
        const auto id = *factor.find("id")->as<std::string>();
        EXPECT_TRUE(ids.insert(id).second) << id << " stands twice";
        if (factor.find("expression")->isNull()) continue;
        ++expressions;
        EXPECT_FALSE(factor.find("inputs")->as<Value::Array>()->empty()) << id;
        // Some figures end with 2016: without them at the panel's end, they are asked for then.
        double share = 0;
        for (const char* date : {"2020-01-10", "2016-12-30"}) {
            const auto answer = demo.post(kPath, R"({"factor":")" + id + R"(","date":")" + date + R"("})");
            ASSERT_EQ(answer.status, 200) << id << ": " << answer.body;
            double members = 0, values = 0;
            for (const auto& row : rowsOf(answer)) {
                if (!*cell(row, kMember).as<bool>()) continue;
                members += 1;
                values += cell(row, kValue).isNull() ? 0 : 1;
            }
            ASSERT_GT(members, 300) << id;
            share = std::max(share, values / members);
            if (share > 0.25) break;
        }
        EXPECT_GT(share, 0.25) << id;
    }
    EXPECT_GE(expressions, 100U);
    EXPECT_EQ(demo.post(kPath, R"x({"factor":"no_such"})x").status, 404);
    EXPECT_EQ(demo.post(kPath, R"x({"factor":"beta"})x").status, 200); // code of its own
    EXPECT_EQ(demo.post(kPath, R"x({"factor":"accruals","expression":"close"})x").status, 400);
}

TEST(FactorExpressions, MacroSeriesAreThoseKnownThen) {
    const auto day = [](int d) { return SessionDate{d}; };
    // January is published on day 40 and revised on day 75, when February is known since day 70.
    const std::vector<MacroValue> values{
        {day(31), day(40), 1.0}, {day(59), day(70), 2.0}, {day(31), day(75), 1.5}, {day(59), day(80), 2.5}};
    const std::vector<SessionDate> sessions{day(39), day(40), day(69), day(70), day(76), day(80)};
    const auto levels = nautilus::factor::knownLevels(values, sessions);
    EXPECT_TRUE(std::isnan(levels[0]));
    EXPECT_EQ(std::vector<double>(levels.begin() + 1, levels.end()),
              (std::vector<double>{1.0, 1.0, 2.0, 2.0, 2.5}));
}

} // namespace

// Macro series as factors in one call: slopes of statsmodels on surprises of pandas
// (tests/data/factor_library), kept as factors of one's own, and why there may be none.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <sstream>

namespace {

using nautilus::kit::Value;
using nautilus::test::Answer;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;
using testing::HasSubstr;

constexpr const char* kPath = "/api/v1/factor-engine/series-factors";
constexpr const char* kEvaluate = "/api/v1/factor-engine/evaluate";

std::string text(const Value* value) {
    const auto* found = value ? value->as<std::string>() : nullptr;
    return found ? *found : "";
}

std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> out;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');)
        out.push_back(cell);
    if (line.ends_with(',')) out.emplace_back();
    return out;
}

double valueOf(const std::string& factor, const std::string& date, const std::string& symbol) {
    const auto answer =
        DemoWorkstation::get().post(kEvaluate, R"({"factor":")" + factor + R"(","date":")" + date +
                                                   R"(","symbols":[")" + symbol + R"("]})");
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto* rows = answer.data().find("rows");
    return rows ? number((*rows->as<Value::Array>()).front().as<Value::Array>()->at(2)) : std::nan("");
}

Answer make(const std::string& body) {
    return DemoWorkstation::get().post(kPath, body);
}

TEST(SeriesFactors, AreTheSlopesOfStatsmodels) {
    std::ifstream file(NAUTILUS_TEST_DATA "/factor_library/series.csv");
    std::string line;
    std::getline(file, line);
    const auto header = cellsOf(line);
    constexpr std::size_t kFirstSymbol = 7;
    std::size_t compared = 0;
    for (std::size_t row = 0; std::getline(file, line); ++row) {
        const auto cells = cellsOf(line);
        const auto id = "case_" + std::to_string(row);
        const auto made =
            make(R"({"series_id":")" + cells[0] + R"(","transformation":)" + cells[1] + R"(,"kind":")" +
                 cells[2] + R"(","return_sessions":)" + cells[3] + R"(,"surprise_periods":)" + cells[4] +
                 R"(,"window":)" + cells[5] + R"(,"factor_id":")" + id + R"("})");
        ASSERT_EQ(made.status, 200) << made.body;
        for (std::size_t k = kFirstSymbol; k < header.size(); ++k) {
            const double ours = valueOf(id, cells[6], header[k]);
            if (cells[k].empty()) {
                EXPECT_TRUE(std::isnan(ours)) << line << " " << header[k];
                continue;
            }
            const double expected = std::stod(cells[k]);
            EXPECT_NEAR(ours, expected, 1e-9 * std::max(std::fabs(expected), 1e-4))
                << line << " " << header[k];
            ++compared;
        }
    }
    EXPECT_GE(compared, 100U);
}

TEST(SeriesFactors, AreFactorsOfOnesOwnWithVersions) {
    auto& demo = DemoWorkstation::get();
    const auto first = make(R"({"series_id":"UNRATE","transformation":2})");
    ASSERT_EQ(first.status, 200) << first.body;
    const auto& factor = *first.data().find("factor");
    EXPECT_EQ(text(factor.find("factor_id")), "unrate_beta");
    EXPECT_EQ(number(*first.data().find("return_sessions")), 21) << "a monthly series";
    const auto versions = factor.find("versions")->as<Value::Array>()->size();
    const auto again =
        make(R"({"series_id":"unrate","transformation":2,"factor_id":"unrate_beta","window":252})");
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(again.data().find("factor")->find("versions")->as<Value::Array>()->size(), versions + 1);
    EXPECT_EQ(demo.get("/factors/tearsheet/unrate_beta").status, 200);
    EXPECT_EQ(demo.get("/factors/correlation/unrate_beta", {{"period", "1Y"}}).status, 200);
    const auto ranking = demo.get("/factors/ranking", {{"factors", "unrate_beta"}, {"top_n", "200"}});
    ASSERT_EQ(ranking.status, 200) << ranking.body;
    EXPECT_THAT(ranking.body, HasSubstr(R"("factor_id":"unrate_beta")"));
}

TEST(SeriesFactors, SayWhatIsMissing) {
    auto& demo = DemoWorkstation::get();
    ASSERT_EQ(
        demo.post("/api/v1/data-catalog/series",
                  R"({"series":[{"source":"fred","series_id":"T10YIE","title":"Breakeven inflation"}]})")
            .status,
        200);
    const auto unfetched = make(R"({"series_id":"T10YIE","transformation":2})");
    EXPECT_EQ(unfetched.status, 422) << unfetched.body;
    EXPECT_THAT(unfetched.body, HasSubstr("/api/v1/data-catalog/refreshes"));
    EXPECT_EQ(make(R"({"series_id":"T10YIE","source":"fred","transformation":2})").status, 422);
    const auto unknown = make(R"({"series_id":"NO_SUCH_SERIES","transformation":2})");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_THAT(unknown.body, HasSubstr("/series_id"));
    EXPECT_THAT(make(R"({"series_id":"UNRATE","transformation":8})").body, HasSubstr("/transformation"));
    EXPECT_THAT(make(R"({"series_id":"UNRATE"})").body, HasSubstr("/transformation")) << "nothing is guessed";
    EXPECT_EQ(make(R"({"series_id":"UNRATE","transformation":2,"factor_id":"rsi_14"})").status, 409);
    const auto no_code = demo.post(kEvaluate, R"x({"expression":"close * macro(\"UNRATE\", 9)"})x");
    EXPECT_THAT(no_code.body, HasSubstr("a transformation code from 1 to 7 is needed here"));
}

} // namespace

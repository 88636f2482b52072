// What /factors/calculate answers, against values of pandas from the same files
// (tests/data/factor_calculate).

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <cmath>
#include <fstream>

namespace {

using nautilus::kit::Value;
using nautilus::test::DemoWorkstation;
using nautilus::test::number;

struct Golden {
    std::string date, symbol, group, factor, value;
};

std::vector<Golden> goldens() {
    std::ifstream file(NAUTILUS_TEST_DATA "/factor_calculate/goldens.csv");
    std::vector<Golden> out;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::array<std::string, 5> cells;
        std::size_t cell = 0;
        for (const char c : line)
            if (c == ',')
                ++cell;
            else if (c != '\r')
                cells.at(cell) += c;
        out.push_back({cells[0], cells[1], cells[2], cells[3], cells[4]});
    }
    return out;
}

const Value* valueOf(const Value& data, const Golden& golden) {
    const auto* at = golden.symbol.empty() ? &data : data.find("factor_results");
    if (at && !golden.symbol.empty()) at = at->find(golden.symbol);
    if (at) at = at->find(golden.group);
    return at ? at->find(golden.factor) : nullptr;
}

TEST(FactorCalculate, EqualsValuesOfPandas) {
    auto& demo = DemoWorkstation::get();
    std::map<std::string, nautilus::test::Answer> answers;
    std::size_t compared = 0;
    for (const auto& golden : goldens()) {
        auto& answer = answers[golden.date];
        if (answer.status == 0)
            answer = demo.post("/factors/calculate",
                               R"({"symbols":["AAPL","MSFT","GOOGL"],"as_of":")" + golden.date + R"("})");
        ASSERT_EQ(answer.status, 200) << answer.body;
        const auto* value = valueOf(answer.data(), golden);
        const auto where = golden.date + " " + golden.symbol + " " + golden.group + " " + golden.factor;
        ASSERT_NE(value, nullptr) << where;
        if (golden.value.empty()) {
            EXPECT_TRUE(value->isNull()) << where;
        } else {
            const double expected = std::stod(golden.value);
            EXPECT_NEAR(number(*value), expected, 1e-9 * std::max(std::fabs(expected), 1e-3)) << where;
        }
        ++compared;
    }
    EXPECT_EQ(compared, 82U);
}

TEST(FactorCalculate, SaysWhyAValueIsNull) {
    const auto answer =
        DemoWorkstation::get().post("/factors/calculate", R"({"symbols":["AAPL"],"as_of":"2018-03-29"})");
    ASSERT_EQ(answer.status, 200);
    const auto* warnings = answer.json.find("metadata")->find("warnings");
    std::size_t found = 0;
    for (const auto& warning : *warnings->as<Value::Array>())
        if (warning.find("pointer")->as<std::string>()->find("/AAPL/economic_factors/") != std::string::npos)
            ++found;
    EXPECT_EQ(found, 3U); // 37 of the 48 months that the regressions need
}

} // namespace

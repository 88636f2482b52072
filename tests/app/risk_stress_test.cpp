// Shocks of the ten-year yield and of the VIX, with what follows them, against numpy over the same prices and
// series (tests/data/risk/make_stress_goldens.py).

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"
#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

namespace {

using namespace nautilus;
using test::number;

const char* const kPositions =
    R"("portfolio_id":"mine","as_of":"2020-01-10","positions":[{"symbol":"AAPL","quantity":800},)"
    R"({"symbol":"GLD","quantity":400},{"symbol":"JPM","quantity":500},{"symbol":"MSFT","quantity":-300},)"
    R"({"symbol":"TLT","quantity":1200}])";
constexpr const char* kSymbols[] = {"AAPL", "GLD", "JPM", "MSFT", "TLT"};

struct Shock {
    const char* name;
    const char* members;
};
constexpr Shock kShocks[] = {{"rates", R"("rate_bp":100)"},
                             {"volatility", R"("volatility":0.5)"},
                             {"both", R"("rate_bp":-50,"volatility":0.8)"},
                             {"with a symbol", R"("symbols":{"XOM":-0.1},"rate_bp":25)"}};

double moveOf(const kit::Value& row, const std::string& symbol) {
    for (const auto& each : *row.find("positions")->as<kit::Value::Array>())
        if (*each.find("symbol")->as<std::string>() == symbol) return number(each.find("move"));
    return domain::kMissing;
}

TEST(RiskStress, YieldAndVixMoveTheBookAsNumpySays) {
    const auto expected = testing_tables::readArrays("risk/stress_goldens.csv");
    for (const char* window : {"252", "504"})
        for (const auto& shock : kShocks) {
            const auto name = std::string(shock.name) + " " + window;
            const auto& golden = expected.at(name); // rows, loss, moves
            ASSERT_EQ(golden.size(), 7U);
            const auto answer = test::DemoWorkstation::get().post(
                "/api/v1/risk/stress", std::string("{") + kPositions + R"(,"window":)" + window +
                                           R"(,"shocks":[{"name":"x",)" + shock.members + "}]}");
            ASSERT_EQ(answer.status, 200) << answer.body;
            const auto& row = answer.data().find("scenarios")->as<kit::Value::Array>()->back();
            EXPECT_NEAR(number(row.find("loss")), golden[1], 1e-9 * std::abs(golden[1])) << name;
            for (std::size_t i = 0; i < std::size(kSymbols); ++i)
                EXPECT_NEAR(moveOf(row, kSymbols[i]), golden[i + 2], 1e-9 * std::abs(golden[i + 2]))
                    << name << " " << kSymbols[i];
        }
}

} // namespace

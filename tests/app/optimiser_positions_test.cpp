// Limits on positions on the built-in data, through the router.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace nautilus;
using kit::Value;
using test::DemoWorkstation;
using test::figure;
using testing::HasSubstr;

std::vector<double> weightsOf(const test::Answer& answer) {
    std::vector<double> out;
    const auto& weights = *answer.data().find("optimal_weights");
    for (const auto& [symbol, value] : *weights.as<Value::Object>())
        out.push_back(figure(weights, symbol.c_str()));
    return out;
}

test::Answer ask(const std::string& method, const std::string& constraints) {
    return DemoWorkstation::get().post(
        "/portfolio/optimize",
        R"({"portfolio_id":"portfolio_002","optimization_method":")" + method +
            R"(","universe":["AAPL","MSFT","GOOGL","TLT","GLD"],"constraints":{"fully_invested":true,)" +
            constraints + "}}");
}

TEST(OptimiserPositions, FewOnesAreSearchedKeptOrRefused) {
    for (const std::string method : {"mean_variance", "minimum_variance", "hierarchical_risk_parity",
                                     "max_sharpe", "cvar", "kelly", "max_diversification"}) {
        const auto answer = ask(method, R"("max_weight":0.6,"max_positions":2,"min_position":0.3)");
        ASSERT_EQ(answer.status, 200) << method << answer.body;
        double sum = 0;
        int held = 0;
        for (const double w : weightsOf(answer)) {
            EXPECT_TRUE(std::abs(w) < 1e-7 || w > 0.3 - 1e-7) << method << ' ' << w;
            held += std::abs(w) > 1e-7 ? 1 : 0;
            sum += w;
        }
        EXPECT_EQ(held, 2) << method;
        EXPECT_NEAR(sum, 1, 1e-7) << method;
        EXPECT_EQ(figure(*answer.data().find("optimization_details"), "constraint_violations"), 0) << method;
    }
    const auto proven = ask("mean_variance", R"("max_weight":0.6,"max_positions":3)");
    ASSERT_EQ(proven.status, 200) << proven.body;
    EXPECT_EQ(figure(*proven.data().find("optimization_details"), "optimality_gap"), 0) << proven.body;
    const auto none = ask("mean_variance", R"("max_weight":0.4,"max_positions":2)");
    EXPECT_EQ(none.status, 422) << none.body;
    EXPECT_THAT(none.body, HasSubstr("/constraints/max_positions"));
    EXPECT_THAT(none.body, HasSubstr("at most 2 positions"));
    const auto refused = ask("risk_parity", R"("min_position":0.1)");
    EXPECT_EQ(refused.status, 400) << refused.body;
    EXPECT_THAT(refused.body, HasSubstr("/constraints/min_position"));
}

} // namespace

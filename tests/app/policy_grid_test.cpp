// Grids over a policy's settings: every row is the backtest of its own settings, luck is what the closed form
// says, the number of threads changes nothing, cancelling ends it, and every refusal names its field.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/policy_stage.h"

#include "app/runtime/thread_lane.h"
#include "engines/portfolio/service/optimiser/policy_backtest.h"
#include "engines/portfolio/service/optimiser/policy_grid.h"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace nautilus;
using kit::Value;
using portfolio::GridRow;
using portfolio::PolicyGridRequest;
using test::DemoWorkstation;
using test::Patience;
using testing::HasSubstr;

kit::Result<Value> read(std::string_view json) {
    return api::readJson(json);
}

class PolicyGrid : public testing::Test {
protected:
    PolicyGrid() {
        request_.universe = {"A", "B", "C"};
        request_.optimization_method = "minimum_variance";
        request_.optimization_config.lookback_period = "6M";
        request_.optimization_config.transaction_costs = 0.001;
        request_.start = domain::SessionDate::of(2018, 12, 4);
        request_.end = domain::SessionDate::of(2019, 6, 28);
        request_.grid = {{"/constraints/max_weight", {0.4, 0.6, 1.0}},
                         {"/optimization_config/lookback_period", {"3M", "6M"}}};
    }
    kit::Result<portfolio::PolicyGridResult> walked(kit::Pool& pool, int steps = 100'000) {
        const auto runs = portfolio::gridRuns(request_, read);
        EXPECT_TRUE(runs) << runs.error().front().message;
        Patience patience(steps);
        auto out = portfolio::gridWalked({market_, books_, nullptr}, request_, *runs, pool, patience);
        if (out) {
            EXPECT_NEAR(patience.last(), 1, 1e-12);
        }
        return out;
    }
    portfolio::PolicyGridResult walked() {
        test::CallerPool pool;
        auto out = walked(pool);
        EXPECT_TRUE(out) << out.error().front().message;
        return out ? std::move(*out) : portfolio::PolicyGridResult{};
    }
    std::vector<std::string> refused() {
        const auto runs = portfolio::gridRuns(request_, read);
        std::vector<std::string> out;
        if (!runs)
            for (const auto& error : runs.error())
                out.push_back(error.field);
        return out;
    }

    test::StageMarket market_{3};
    test::StageBooks books_;
    PolicyGridRequest request_;
};

TEST_F(PolicyGrid, EveryRowIsTheBacktestOfItsSettings) {
    const auto got = walked();
    ASSERT_EQ(got.rows.size(), 6U);
    std::size_t k = 0;
    for (const double most : {0.4, 0.6, 1.0})
        for (const char* lookback : {"3M", "6M"}) {
            const auto& row = got.rows[k++];
            SCOPED_TRACE(k);
            EXPECT_EQ(row.parameters.items[0].second, Value(most));
            EXPECT_EQ(row.parameters.items[1].second, Value(lookback));
            portfolio::PolicyBacktestRequest alone = request_;
            alone.compare_with.clear();
            alone.constraints.max_weight = most;
            alone.optimization_config.lookback_period = lookback;
            Patience patience(100'000);
            const auto want = portfolio::walkedForward({market_, books_, nullptr}, alone, patience);
            ASSERT_TRUE(want) << want.error().front().message;
            EXPECT_EQ(got.sessions, want->sessions);
            EXPECT_EQ(row.total_return, want->runs[0].total_return);
            EXPECT_EQ(row.sharpe_ratio, want->runs[0].sharpe_ratio);
            EXPECT_EQ(row.total_cost, want->runs[0].total_cost);
            EXPECT_EQ(row.rebalances, want->runs[0].rebalances);
            if (static_cast<std::int64_t>(k) - 1 == got.best) {
                EXPECT_EQ(got.best_run->value, want->runs[0].value);
            }
        }
    for (const auto& row : got.rows)
        EXPECT_LE(row.sharpe_ratio, got.rows[static_cast<std::size_t>(got.best)].sharpe_ratio);
}

TEST_F(PolicyGrid, WithoutAStartAllBeginAfterTheLongestLookback) {
    request_.start.reset();
    request_.grid = {{"/optimization_config/lookback_period", {"2M", "1Y"}}};
    const auto got = walked();
    portfolio::PolicyBacktestRequest longest = request_;
    longest.optimization_config.lookback_period = "1Y";
    Patience patience(100'000);
    const auto want = portfolio::walkedForward({market_, books_, nullptr}, longest, patience);
    ASSERT_TRUE(want);
    EXPECT_EQ(got.sessions, want->sessions);
    EXPECT_EQ(got.rows[1].total_return, want->runs[0].total_return);
}

/// Normal distribution function and its inverse, apart from our own.
double phi(double x) {
    return 0.5 * std::erfc(-x / std::sqrt(2.0));
}
double quantile(double p) {
    double low = -10, high = 10;
    for (int i = 0; i < 200; ++i) {
        const double mid = (low + high) / 2;
        (phi(mid) < p ? low : high) = mid;
    }
    return low;
}

TEST_F(PolicyGrid, TheDeflatedRatioIsThatOfBaileyAndLopezDePrado) {
    request_.choose_by = "deflated_sharpe_ratio";
    request_.optimization_config.risk_free_rate = 0.01;
    const auto got = walked();
    EXPECT_EQ(got.trials, 6);
    double mean = 0, squares = 0;
    for (const auto& row : got.rows)
        mean += row.sharpe_ratio / 6;
    for (const auto& row : got.rows)
        squares += std::pow(row.sharpe_ratio - mean, 2) / 5;
    const double gamma = 0.57721566490153286;
    const double luck = std::sqrt(squares) * ((1 - gamma) * quantile(1 - 1.0 / 6) +
                                              gamma * quantile(1 - 1.0 / (6 * std::exp(1.0))));
    EXPECT_NEAR(got.expected_best_sharpe, luck, 1e-9);
    ASSERT_TRUE(got.best_run);
    const auto& value = got.best_run->value;
    std::vector<double> excess;
    for (std::size_t t = 1; t < value.size(); ++t)
        excess.push_back(value[t] / value[t - 1] - 1 - 0.01 / 252);
    const auto n = static_cast<double>(excess.size());
    double first = 0, second = 0, third = 0, fourth = 0;
    for (const double r : excess)
        first += r / n;
    for (const double r : excess) {
        second += std::pow(r - first, 2) / n;
        third += std::pow(r - first, 3) / n;
        fourth += std::pow(r - first, 4) / n;
    }
    const double ratio = first / std::sqrt(second * n / (n - 1));
    const double skew = third / std::pow(second, 1.5), kurtosis = fourth / (second * second);
    const double want = phi((ratio - luck / std::sqrt(252.0)) * std::sqrt(n - 1) /
                            std::sqrt(1 - skew * ratio + (kurtosis - 1) / 4 * ratio * ratio));
    const auto& best = got.rows[static_cast<std::size_t>(got.best)];
    EXPECT_NEAR(best.deflated_sharpe_ratio, want, 1e-9);
    for (const auto& row : got.rows)
        EXPECT_LE(row.deflated_sharpe_ratio, best.deflated_sharpe_ratio);
    EXPECT_THAT(got.notes.back(), HasSubstr("6 settings were tried"));
}

TEST_F(PolicyGrid, TheLeastIsTheBestOfRiskTurnoverAndCost) {
    const std::pair<const char*, double GridRow::*> least[] = {{"volatility", &GridRow::volatility},
                                                               {"mean_turnover", &GridRow::mean_turnover},
                                                               {"total_cost", &GridRow::total_cost}};
    for (const auto& [word, figure] : least) {
        request_.choose_by = word;
        const auto got = walked();
        for (const auto& row : got.rows)
            EXPECT_GE(row.*figure, got.rows[static_cast<std::size_t>(got.best)].*figure) << word;
    }
    request_.choose_by = "max_drawdown"; // negative: the nearest to 0
    const auto got = walked();
    for (const auto& row : got.rows)
        EXPECT_LE(row.max_drawdown, got.rows[static_cast<std::size_t>(got.best)].max_drawdown);
}

TEST_F(PolicyGrid, WhatHasNoAnswerSaysWhyAndIsNobodysBest) {
    request_.choose_by = "volatility"; // what is never bought has none
    request_.constraints.fully_invested = true;
    request_.grid = {{"/constraints/max_weight", {0.2, 0.5}}};
    const auto got = walked();
    EXPECT_EQ(got.rows[0].failed, got.rows[0].rebalances);
    EXPECT_THAT(got.rows[0].error, HasSubstr("infeasible"));
    EXPECT_EQ(got.best, 1);
    EXPECT_EQ(got.trials, 1);
    EXPECT_TRUE(std::isnan(got.rows[0].deflated_sharpe_ratio));
}

TEST_F(PolicyGrid, SettingsThatAreNotReadAreNoTrials) {
    request_.optimization_method = "equal_weight";
    request_.grid = {{"/optimization_config/covariance", {"sample", "oas", "ledoit_wolf"}},
                     {"/optimization_config/rebalance_frequency", {"monthly", "weekly"}}};
    const auto got = walked();
    EXPECT_EQ(got.trials, 2);
    EXPECT_THAT(got.notes, testing::Contains("4 of the runs are the same as others and count once"));
    for (std::size_t k = 2; k < got.rows.size(); ++k) {
        EXPECT_EQ(got.rows[k].sharpe_ratio, got.rows[k - 2].sharpe_ratio);
        EXPECT_EQ(got.rows[k].deflated_sharpe_ratio, got.rows[k - 2].deflated_sharpe_ratio);
    }
}

TEST_F(PolicyGrid, TheNumberOfThreadsChangesNothing) {
    request_.grid.push_back({"/optimization_config/rebalance_frequency", {"weekly", "monthly", "never"}});
    const auto alone = walked();
    for (const std::size_t threads : {2U, 5U}) {
        runtime::ThreadPool pool(threads);
        const auto got = walked(pool);
        ASSERT_TRUE(got);
        EXPECT_EQ(kit::writeJson(*got), kit::writeJson(alone)) << threads;
    }
}

TEST_F(PolicyGrid, ItCanBeCancelled) {
    test::CallerPool pool;
    const auto got = walked(pool, 2);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().front().code, kit::ErrorCode::Cancelled);
}

TEST_F(PolicyGrid, EveryRefusalNamesItsField) {
    using Axis = portfolio::GridAxis;
    const std::pair<const char*, Axis> refusals[] = {
        {"/grid/0/field", {"/universe", {"A"}}},
        {"/grid/0/field", {"/start", {"2019-01-02"}}},
        {"/grid/0/field", {"/objective/benchmark", {"SPY"}}},
        {"/grid/0/field", {"/objective/market", {"SPY"}}},
        {"/grid/0/field", {"/constraints", {1}}},
        {"/grid/0/field", {"/constraints/nosuch", {1}}},
        {"/grid/0/field", {"/constraints/no_trade", {"A"}}},
        {"/grid/0/field", {"/constraints/no_trade/0", {"A"}}},
        {"/grid/0/field", {"/compare_with", {"A"}}},
        {"/grid/0/field", {"max_weight", {1}}},
        {"/grid/0/field", {"/", {1}}},
        {"/grid/0/values/1", {"/constraints/max_weight", {0.5, 11}}},
        {"/grid/0/values/0", {"/constraints/max_weight", {"much", 0.5}}},
        {"/grid/0/values/1", {"/constraints/max_weight", {0.5, 0.5}}},
        {"/grid/0/values/0", {"/constraints/max_weight", {Value::Array{}}}},
        {"/grid/0/values/0", {"/constraints/max_weight", {nullptr}}},
        {"/grid/0/values/1", {"/optimization_method", {"kelly", "magic"}}},
        {"/grid/0/values/0", {"/optimization_config/lookback_period", {"soon"}}},
        {"/grid/0/values/0", {"/drift_band", {2}}},
    };
    for (const auto& [field, axis] : refusals) {
        request_.grid = {axis};
        EXPECT_EQ(refused(), std::vector<std::string>{field}) << axis.field;
    }
    request_.grid = {{"/drift_band", {0.1}}, {"/drift_band", {0.2}}};
    EXPECT_EQ(refused(), std::vector<std::string>{"/grid/1/field"});
    std::vector<Value> many;
    for (int i = 0; i < 15; ++i)
        many.emplace_back(0.5 + 0.01 * i);
    request_.grid = {{"/constraints/max_weight", many}, {"/objective/risk_aversion", many}};
    EXPECT_EQ(refused(), std::vector<std::string>{"/grid"});
    request_.grid = {{"/constraints/sector_limits/technology", {0.5, 0.6}},
                     {"/constraints/weights/A/max", {0.4}},
                     {"/constraints/fully_invested", {true, false}}};
    EXPECT_TRUE(refused().empty());
}

TEST_F(PolicyGrid, ALookbackThatIsTooShortIsNamedInTheGrid) {
    request_.grid = {{"/drift_band", {0.1}}, {"/optimization_config/lookback_period", {"6M", "5D"}}};
    test::CallerPool pool;
    const auto got = walked(pool);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().front().field, "/grid/1/values/1");
}

TEST(PolicyGridOperation, ItIsAJobWithAResult) {
    auto& demo = DemoWorkstation::get();
    const auto accepted =
        demo.post("/api/v1/portfolio/backtests/grid",
                  R"({"universe":["AAPL","MSFT","JPM","XOM"],"optimization_method":"minimum_variance",)"
                  R"("start":"2018-06-01","optimization_config":{"lookback_period":"1Y",)"
                  R"("rebalance_frequency":"quarterly"},"grid":[{"field":"/constraints/max_weight",)"
                  R"("values":[0.3,0.5]},{"field":"/optimization_config/covariance",)"
                  R"("values":["sample","factor_model"]}]})");
    ASSERT_LT(accepted.status, 300) << accepted.body;
    const auto job = test::endedJob(*demo.workstation, accepted);
    EXPECT_EQ(job.kind, "policy_grid");
    ASSERT_EQ(job.state, kit::JobState::Succeeded) << job.error;
    EXPECT_THAT(job.result, HasSubstr("\"trials\":4"));
    const auto refused =
        demo.post("/api/v1/portfolio/backtests/grid",
                  R"({"universe":["AAPL"],"grid":[{"field":"/constraints/max_weight","values":[99]}]})");
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(refused.body, HasSubstr("/grid/0/values/0"));
}

} // namespace

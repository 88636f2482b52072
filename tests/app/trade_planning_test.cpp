// Trades over several periods on prices that a test sets: what is told adds up, one period is the optimiser's
// own answer, nothing else within the limits is better, nothing after as_of is read, and every refusal names
// its field.

#include "tests/app/support/policy_stage.h"

#include "engines/portfolio/service/optimiser/optimiser_desk.h"
#include "engines/portfolio/service/optimiser/posed_plan.h"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace nautilus;
using portfolio::PlanPath;
using portfolio::PlanTradesRequest;
using testing::HasSubstr;

/// Of 1'000'000, 30 % and 20 % in two of five.
class TradePlanning : public testing::Test {
protected:
    TradePlanning() : desk_(market_, books_, clock_) {
        books_.values["p1"] = {{"A", 300'000}, {"B", 200'000}, {"", 500'000}};
        request_.portfolio_id = "p1";
        request_.universe = {"A", "B", "C", "D", "E"};
        request_.periods = 4;
        request_.period_days = 5;
        request_.return_half_life = 10;
        request_.constraints.max_weight = 0.4;
        request_.constraints.max_turnover = 0.1;
        request_.optimization_config.transaction_costs = 0.001;
        request_.optimization_config.risk_free_rate = 0.02;
        request_.optimization_config.expected_returns = "given";
        const double returns[] = {0.02, 0.25, 0.18, 0.11, -0.05};
        for (std::size_t i = 0; i < 5; ++i)
            request_.optimization_config.given_returns[request_.universe[i]] = returns[i];
        request_.as_of = domain::SessionDate::of(2020, 1, 10);
    }

    portfolio::PlanTradesResult planned() {
        kit::Call call;
        auto out = desk_.planTrades(request_, call);
        EXPECT_TRUE(out) << out.error().front().message;
        return out ? std::move(*out) : portfolio::PlanTradesResult{};
    }
    /// Fields of the refusal; empty: there is none.
    std::vector<std::string> refused() {
        kit::Call call;
        std::vector<std::string> out;
        if (const auto got = desk_.planTrades(request_, call); !got)
            for (const auto& error : got.error())
                out.push_back(error.field);
        return out;
    }

    test::StageMarket market_{5};
    test::StageBooks books_;
    test::FakeClock clock_;
    portfolio::OptimiserDesk desk_;
    PlanTradesRequest request_;
};

double weightOf(const portfolio::PlannedPeriod& period, const std::string& symbol) {
    const auto* found = period.weights.find(symbol);
    return found ? *found : std::nan("");
}

TEST_F(TradePlanning, WhatIsToldAddsUp) {
    request_.optimization_config.market_impact = 1;
    const auto got = planned();
    ASSERT_EQ(got.paths.size(), 4U);
    const char* names[] = {"plan", "at_once", "period_by_period", "nothing"};
    for (std::size_t p = 0; p < 4; ++p) {
        const auto& path = got.paths[p];
        SCOPED_TRACE(path.name);
        EXPECT_EQ(path.name, names[p]);
        EXPECT_EQ(path.error, "");
        ASSERT_EQ(path.periods.size(), 4U);
        double gained = 0, variance = 0, cost = 0, turnover = 0;
        auto before = got.current_weights;
        for (std::size_t t = 0; t < 4; ++t) {
            const auto& period = path.periods[t];
            double mean = 0.02 * weightOf(period, "cash"), traded = 0, sum = 0, paid = 0;
            for (const auto& [symbol, mu] : got.expected_returns[t].items)
                mean += mu * weightOf(period, symbol);
            for (const auto& [symbol, weight] : period.weights.items) {
                sum += weight;
                if (symbol != "cash") traded += std::abs(weight - *before.find(symbol)) / 2;
            }
            for (const auto& trade : period.trades)
                paid += trade.cost / got.portfolio_value;
            EXPECT_NEAR(sum, 1, 1e-8);
            EXPECT_NEAR(period.expected_return, mean * 5 / 252, 1e-12);
            EXPECT_NEAR(period.turnover, traded, 1e-12);
            EXPECT_NEAR(period.cost, paid, 1e-9);
            gained += period.expected_return;
            variance += std::pow(period.expected_volatility, 2);
            cost += period.cost;
            turnover += period.turnover;
            before = period.weights;
        }
        EXPECT_NEAR(path.expected_return, gained, 1e-12);
        EXPECT_NEAR(path.cost, cost, 1e-12);
        EXPECT_NEAR(path.turnover, turnover, 1e-12);
        EXPECT_NEAR(path.utility, gained - cost - 2.5 * variance, 1e-12);
        EXPECT_NEAR(path.behind_plan, got.paths[0].utility - path.utility, 1e-15);
        if (path.within_limits) {
            EXPECT_GE(path.behind_plan, -1e-9);
        }
    }
    EXPECT_TRUE(got.paths[0].within_limits);
    EXPECT_EQ(got.paths[3].turnover, 0);
    EXPECT_EQ(got.paths[0].periods[0].starts_on.iso(), "2020-01-13");
    EXPECT_EQ(got.paths[0].periods[1].starts_on.iso(), "2020-01-21") << "the 20th is a holiday";
    EXPECT_EQ(got.optimization_details.constraint_violations, 0);
    EXPECT_LT(got.optimization_details.dual_residual, 1e-8);
    EXPECT_LT(got.optimization_details.gap, 1e-8);
}

TEST_F(TradePlanning, ExpectedReturnsFallToTheRiskFreeRate) {
    const auto got = planned();
    for (std::size_t t = 0; t < 4; ++t) {
        double left = 0; // mean over the sessions of the period
        for (std::size_t k = 0; k < 5; ++k)
            left += std::pow(0.5, static_cast<double>(5 * t + k) / 10) / 5;
        EXPECT_NEAR(*got.expected_returns[t].find("B"), 0.02 + (0.25 - 0.02) * left, 1e-12) << t;
    }
    EXPECT_NEAR(portfolio::returnLeft(3, 21, 1e6), 1, 1e-4);
}

TEST_F(TradePlanning, OnePeriodIsTheOptimisersAnswerWithCostsOfThatTime) {
    request_.periods = 1;
    request_.period_days = 63;
    request_.return_half_life.reset();
    portfolio::OptimiseRequest once;
    static_cast<portfolio::OptimiserProblem&>(once) = request_;
    once.optimization_config.cost_horizon = 0.25;
    kit::Call call;
    const auto got = planned();
    const auto want = desk_.optimise(once, call);
    ASSERT_TRUE(want) << want.error().front().message;
    for (const auto& [symbol, weight] : want->optimal_weights.items)
        EXPECT_NEAR(weightOf(got.paths[0].periods[0], symbol), weight, 1e-7) << symbol;
    for (const auto& path : {got.paths[1], got.paths[2]})
        EXPECT_NEAR(path.behind_plan, 0, 1e-9) << path.name;
}

TEST_F(TradePlanning, AShadowPriceIsWhatAWiderLimitGains) {
    constexpr double kStep = 1e-4;
    const auto now = planned();
    double price = 0;
    for (const auto& period : now.paths[0].periods)
        for (const auto& limit : period.constraints)
            if (limit.pointer == "/constraints/max_turnover") price += limit.shadow_price;
    *request_.constraints.max_turnover += kStep;
    const double gain = planned().paths[0].utility - now.paths[0].utility;
    *request_.constraints.max_turnover -= 2 * kStep;
    const double loss = now.paths[0].utility - planned().paths[0].utility;
    EXPECT_GT(price, 0);
    EXPECT_GE(price, gain / kStep * (1 - 1e-3));
    EXPECT_LE(price, loss / kStep * (1 + 1e-3));
}

TEST_F(TradePlanning, ThePlanReachesItsTerminalWeights) {
    request_.terminal_weights["A"] = 0.1;
    request_.terminal_weights["C"] = 0.3;
    const auto got = planned(); // 35 % of turnover away: 4 periods of 10 % reach it
    const auto& last = got.paths[0].periods.back();
    EXPECT_NEAR(weightOf(last, "A"), 0.1, 1e-9);
    EXPECT_NEAR(weightOf(last, "B"), 0, 1e-9);
    EXPECT_NEAR(weightOf(last, "C"), 0.3, 1e-9);
    EXPECT_NEAR(weightOf(last, "cash"), 0.6, 1e-9);
    EXPECT_NE(got.paths[1].error, "") << "at once it would be too much turnover";
    EXPECT_TRUE(got.paths[1].periods.empty());
    EXPECT_TRUE(std::isnan(got.paths[1].utility));
    EXPECT_FALSE(got.paths[3].within_limits);
    request_.periods = 3;
    EXPECT_EQ(refused(), (std::vector<std::string>{"/terminal_weights", "/constraints/max_turnover"}));
}

TEST_F(TradePlanning, TradesKeepToTheirShareOfTheVolume) {
    request_.constraints.max_turnover.reset();
    request_.constraints.max_adv_share = 0.0005; // of 100 million a day: 5 % of the portfolio
    const auto got = planned();
    bool bound = false;
    for (const auto& period : got.paths[0].periods) {
        for (const auto& trade : period.trades)
            EXPECT_LE(trade.days, 0.0005 * (1 + 1e-6)) << trade.symbol;
        for (const auto& limit : period.constraints)
            bound = bound || (limit.pointer == "/constraints/max_adv_share" && limit.shadow_price > 0);
    }
    EXPECT_TRUE(bound);
    EXPECT_TRUE(got.paths[1].within_limits && got.paths[2].within_limits);
}

TEST_F(TradePlanning, LimitsThatCannotHoldAreNamedAndRelaxed) {
    request_.constraints.max_weight = 0.15;
    request_.constraints.fully_invested = true; // five times 15 % are not 1
    request_.constraints.max_turnover = 0.9;
    const auto fields = refused();
    EXPECT_THAT(fields, testing::Contains("/constraints/max_weight"));
    request_.relax = true;
    const auto got = planned();
    ASSERT_EQ(got.relaxations.size(), 1U);
    EXPECT_NEAR(got.relaxations[0].relaxed, 0.2, 2e-6);
    for (const auto& period : got.paths[0].periods)
        EXPECT_NEAR(weightOf(period, "E"), 0.2, 1e-5);
}

TEST_F(TradePlanning, NothingAfterAsOfIsRead) {
    request_.as_of = domain::SessionDate::of(2019, 6, 28);
    request_.optimization_config.expected_returns = "historical";
    request_.portfolio_id.clear();
    request_.current_weights["A"] = 0.5;
    test::OtherFuture other(market_, *request_.as_of);
    portfolio::OptimiserDesk there(other, books_, clock_);
    kit::Call call;
    auto one = desk_.planTrades(request_, call), two = there.planTrades(request_, call);
    ASSERT_TRUE(one && two);
    one->optimization_details.optimization_time_ms = two->optimization_details.optimization_time_ms = 0;
    EXPECT_EQ(kit::writeJson(*one), kit::writeJson(*two));
}

TEST_F(TradePlanning, WhatAPlanCannotBeAskedNamesItsField) {
    using Change = std::function<void(PlanTradesRequest&)>;
    const std::pair<const char*, Change> refusals[] = {
        {"/constraints/max_volatility", [](auto& r) { r.constraints.max_volatility = 0.2; }},
        {"/constraints/max_tracking_error", [](auto& r) { r.constraints.max_tracking_error = 0.2; }},
        {"/constraints/max_positions", [](auto& r) { r.constraints.max_positions = 2; }},
        {"/constraints/min_position", [](auto& r) { r.constraints.min_position = 0.1; }},
        {"/objective/target_return", [](auto& r) { r.objective.target_return = 0.1; }},
        {"/current_weights", [](auto& r) { r.portfolio_id.clear(); }},
        {"/period_returns", [](auto& r) { r.return_half_life.reset(), r.period_returns.resize(3); }},
        {"/return_half_life", [](auto& r) { r.period_returns.resize(4); }},
        {"/period_returns/0/A", [](auto& r) { r.return_half_life.reset(), r.period_returns.resize(4); }},
        {"/terminal_weights/X", [](auto& r) { r.terminal_weights["X"] = 0.1; }},
        {"/terminal_weights/cash", [](auto& r) { r.terminal_weights["cash"] = 1; }},
        {"/terminal_weights", [](auto& r) { r.terminal_weights["A"] = 0.5; }}, // above max_weight
    };
    const auto plain = request_;
    for (const auto& [field, change] : refusals) {
        request_ = plain;
        change(request_);
        const auto fields = refused();
        ASSERT_FALSE(fields.empty()) << field;
        EXPECT_EQ(fields.front(), field);
    }
    request_ = plain;
    request_.terminal_weights["A"] = 0.5;
    EXPECT_EQ(refused().back(), "/constraints/max_weight");
}

TEST_F(TradePlanning, ReturnsOfEveryPeriodCanBeGiven) {
    request_.return_half_life.reset();
    request_.constraints.max_turnover.reset();
    for (int t = 0; t < 4; ++t) {
        kit::Keyed<double> returns;
        for (const auto& symbol : request_.universe)
            returns[symbol] = symbol == (t < 2 ? "C" : "D") ? 2.0 : 0.0;
        request_.period_returns.push_back(returns);
    }
    request_.period_returns[0]["NOSUCH"] = 1;
    kit::Call call;
    const auto got = desk_.planTrades(request_, call);
    ASSERT_TRUE(got) << got.error().front().message;
    EXPECT_EQ(*got->expected_returns[2].find("D"), 2.0);
    EXPECT_GT(weightOf(got->paths[0].periods[1], "C"), 0.3);
    EXPECT_LT(weightOf(got->paths[0].periods[2], "C"), 0.1);
    EXPECT_TRUE(std::ranges::any_of(call.warnings, [](const auto& w) { return w.code == "unknown_symbol"; }));
}

} // namespace

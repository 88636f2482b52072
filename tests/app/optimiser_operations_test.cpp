// The optimiser on the built-in data, through the router: documented requests, limits that stand against each
// other, relaxation, frontier, comparison, risk parity, factor portfolios, rebalancing, backtests; and that
// nothing after as_of is read.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"
#include "tests/app/support/policy_stage.h"

#include "engines/portfolio/service/optimiser/optimiser_desk.h"
#include "engines/portfolio/service/optimiser/policy_backtest.h"
#include "engines/portfolio/service/optimiser/policy_validation.h"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace nautilus;
using kit::Value;
using test::DemoWorkstation;
using test::figure;
using test::OtherFuture;
using test::Patience;
using test::rows;
using test::truth;
using test::word;
using testing::Contains;
using testing::HasSubstr;

double sumOf(const Value& value, const char* name) {
    double out = 0;
    if (const auto* object = value.find(name)->as<Value::Object>())
        for (const auto& [key, each] : *object)
            out += figure(*value.find(name), key.c_str());
    return out;
}

std::vector<std::string> warningCodes(const test::Answer& answer) {
    std::vector<std::string> out;
    for (const auto& warning : rows(*answer.json.find("metadata"), "warnings"))
        out.push_back(word(warning, "code"));
    return out;
}

constexpr const char* kDocumented =
    R"({"portfolio_id":"portfolio_001","optimization_method":"mean_variance",)"
    R"("universe":["AAPL","MSFT","GOOGL","TSLA","NVDA"],"constraints":{"max_weight":0.20,"min_weight":0.05,)"
    R"("max_turnover":0.10,"sector_limits":{"technology":0.60,"healthcare":0.40}},)"
    R"("objective":{"target_return":0.12,"risk_aversion":5.0,"benchmark":"SPY"},)"
    R"("optimization_config":{"lookback_period":"2Y","rebalance_frequency":"monthly",)"
    R"("transaction_costs":0.001}})";

TEST(OptimiserOperations, TheDocumentedRequestKeepsItsLimits) {
    const auto answer = DemoWorkstation::get().post("/portfolio/optimize", kDocumented);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& data = answer.data();
    EXPECT_NEAR(sumOf(data, "optimal_weights"), 1, 1e-8);
    for (const auto& [symbol, weight] : *data.find("optimal_weights")->as<Value::Object>()) {
        if (symbol == "cash") continue;
        const double w = figure(*data.find("optimal_weights"), symbol.c_str());
        EXPECT_GE(w, 0.05 - 1e-8) << symbol;
        EXPECT_LE(w, 0.20 + 1e-8) << symbol;
    }
    const auto& expected = *data.find("expected_performance");
    EXPECT_GE(figure(expected, "expected_return"), 0.12 - 1e-8);
    EXPECT_LE(figure(expected, "turnover"), 0.10 + 1e-8);
    EXPECT_GT(figure(expected, "tracking_error"), 0);
    const auto& details = *data.find("optimization_details");
    EXPECT_TRUE(truth(details, "convergence_achieved"));
    EXPECT_EQ(figure(details, "constraint_violations"), 0);
    EXPECT_LT(figure(details, "primal_residual"), 1e-8);
    EXPECT_LT(figure(details, "dual_residual"), 1e-8);
}

TEST(OptimiserOperations, EveryMethodAnswersAndItsWeightsSumToOne) {
    std::string_view words = portfolio::kOptimisationMethods;
    while (!words.empty()) {
        const auto bar = words.find('|');
        const std::string method(words.substr(0, bar));
        words.remove_prefix(bar == std::string_view::npos ? words.size() : bar + 1);
        const auto answer = DemoWorkstation::get().post(
            "/portfolio/optimize",
            R"({"portfolio_id":"portfolio_002","optimization_method":")" + method +
                R"(","universe":["AAPL","MSFT","GOOGL","TLT","GLD"],"constraints":{"max_weight":0.5},)"
                R"("optimization_config":{"cluster_count":"gap"},)"
                R"("objective":{"benchmark":"SPY","views":[{"assets":{"AAPL":1,"TLT":-1},"value":0.05}]}})");
        ASSERT_EQ(answer.status, 200) << method << answer.body;
        EXPECT_NEAR(sumOf(answer.data(), "optimal_weights"), 1, 1e-7) << method;
        // The least tail of all is cash, which has no risk that could be shared.
        if (figure(*answer.data().find("expected_performance"), "expected_volatility") > 0)
            EXPECT_NEAR(sumOf(answer.data(), "risk_contributions"), 1, 1e-9) << method;
        EXPECT_EQ(figure(*answer.data().find("optimization_details"), "constraint_violations"), 0) << method;
    }
}

constexpr const char* kImpossible =
    R"({"portfolio_id":"portfolio_001","universe":["AAPL","MSFT","GOOGL","NVDA"],)"
    R"("constraints":{"max_weight":0.2,"fully_invested":true)";

TEST(OptimiserOperations, WhatCannotHoldTogetherIsNamedAndOneCallRelaxesIt) {
    auto& demo = DemoWorkstation::get();
    const auto refused = demo.post("/portfolio/optimize", std::string(kImpossible) + "}}");
    ASSERT_EQ(refused.status, 422) << refused.body;
    EXPECT_THAT(refused.body, HasSubstr("/constraints/max_weight"));
    EXPECT_THAT(refused.body, HasSubstr("every weight at most 0.2"));
    EXPECT_THAT(refused.body, HasSubstr("relax"));

    const auto found = demo.post("/api/v1/portfolio/optimize/diagnose", std::string(kImpossible) + "}}");
    ASSERT_EQ(found.status, 200) << found.body;
    EXPECT_FALSE(truth(found.data(), "feasible"));
    ASSERT_EQ(rows(found.data(), "conflict").size(), 2U) << found.body;
    const auto& relaxations = rows(found.data(), "relaxations");
    ASSERT_EQ(relaxations.size(), 1U);
    EXPECT_NEAR(figure(relaxations[0], "relaxed"), 0.25, 2e-6);

    const auto relaxed = demo.post("/portfolio/optimize", std::string(kImpossible) + "},\"relax\":true}");
    ASSERT_EQ(relaxed.status, 200) << relaxed.body;
    EXPECT_THAT(warningCodes(relaxed), Contains("relaxed"));
    EXPECT_NEAR(figure(*relaxed.data().find("optimal_weights"), "AAPL"), 0.25, 1e-5);
    ASSERT_EQ(rows(relaxed.data(), "relaxations").size(), 1U);
}

TEST(OptimiserOperations, TheEquilibriumIsWhatTheMarketsWeightsImply) {
    const auto answer = DemoWorkstation::get().post(
        "/portfolio/optimize",
        R"({"universe":["AAPL","MSFT"],"objective":{"risk_aversion":4,"market_weights":{"AAPL":1}},)"
        R"("optimization_config":{"expected_returns":"equilibrium","risk_free_rate":0.01}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const double deviation = figure(*answer.data().find("volatilities"), "AAPL");
    EXPECT_NEAR(figure(*answer.data().find("expected_returns"), "AAPL"), 0.01 + 4 * deviation * deviation,
                1e-12);
}

TEST(OptimiserOperations, BadInputNamesItsField) {
    auto& demo = DemoWorkstation::get();
    const auto status = [&](const std::string& body, const std::string& pointer) {
        const auto answer = demo.post("/portfolio/optimize", body);
        EXPECT_THAT(answer.body, HasSubstr(pointer)) << body;
        return answer.status;
    };
    EXPECT_EQ(status(R"({"universe":[]})", "/universe"), 400);
    EXPECT_EQ(status(R"({"portfolio_id":"nobody"})", "/portfolio_id"), 404);
    EXPECT_EQ(status(R"({"universe":["NOSUCH"]})", "/universe/0"), 404);
    EXPECT_EQ(status(R"({"universe":["AAPL"],"optimization_method":"magic"})", "/optimization_method"), 400);
    EXPECT_EQ(status(R"({"universe":["AAPL","MSFT"],"constraints":{"max_tracking_error":0.05}})",
                     "/constraints/max_tracking_error"),
              400);
    EXPECT_EQ(status(R"({"universe":["AAPL","MSFT"],"constraints":{"sectors":{"technology":{}}}})",
                     "/constraints/sectors/technology"),
              400);
    EXPECT_EQ(status(R"({"universe":["AAPL","MSFT"],"constraints":{"sector_limits":{"technology":1e308}}})",
                     "/constraints/sector_limits/technology"),
              400);
    EXPECT_EQ(status(R"({"universe":["AAPL","MSFT"],"optimization_method":"risk_parity",)"
                     R"("constraints":{"restricted":["MSFT"]}})",
                     "/constraints/restricted"),
              422);
    EXPECT_EQ(status(R"({"universe":["AAPL","MSFT"],"optimization_method":"cdar",)"
                     R"("optimization_config":{"lookback_period":"5Y"}})",
                     "/optimization_config/lookback_period"),
              422);
    EXPECT_EQ(status(R"({"universe":["AAPL","MSFT"],"optimization_config":{"lookback_period":"soon"}})",
                     "/optimization_config/lookback_period"),
              400);
    EXPECT_EQ(status(R"({"universe":["AAPL"],"optimization_config":{"cluster_count":"elbow"}})",
                     "/optimization_config/cluster_count"),
              400);
    EXPECT_EQ(status(R"({"universe":["AAPL"],"optimization_config":{"expected_returns":"given"}})",
                     "/optimization_config/given_returns/AAPL"),
              400);
    const auto partly = demo.post("/portfolio/optimize", R"({"universe":["AAPL","NOSUCH","MSFT"]})");
    EXPECT_EQ(partly.status, 200) << partly.body;
    EXPECT_THAT(warningCodes(partly), Contains("unknown_symbol"));
}

TEST(OptimiserOperations, AFrontierHasItsMarksAndRises) {
    const auto answer = DemoWorkstation::get().post(
        "/api/v1/portfolio/optimize/frontier",
        R"({"portfolio_id":"portfolio_002","points":12,"objective":{"benchmark":"SPY"}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& points = rows(answer.data(), "points");
    ASSERT_EQ(points.size(), 12U);
    for (std::size_t i = 1; i < points.size(); ++i) {
        EXPECT_GT(figure(points[i], "expected_return"), figure(points[i - 1], "expected_return"));
        EXPECT_GE(figure(points[i], "expected_volatility"),
                  figure(points[i - 1], "expected_volatility") - 1e-9);
    }
    std::vector<std::string> names;
    for (const auto& mark : rows(answer.data(), "marks"))
        names.push_back(word(mark, "name"));
    EXPECT_THAT(names, testing::IsSupersetOf({"current", "benchmark", "optimal", "max_sharpe"}));
}

TEST(OptimiserOperations, TheDocumentedRiskBudgetsAreMetWhereTheLimitsAllow) {
    auto& demo = DemoWorkstation::get();
    const std::string asked =
        R"({"portfolio_id":"portfolio_002","universe":["AAPL","MSFT","GOOGL","TLT","GLD"],)"
        R"("risk_budget":{"equities":0.60,"bonds":0.30,"commodities":0.10})";
    const auto limited = demo.post("/portfolio/optimize/risk_parity",
                                   asked + R"(,"constraints":{"max_weight":0.40,"min_weight":0.05}})");
    ASSERT_EQ(limited.status, 200) << limited.body;
    EXPECT_NEAR(sumOf(limited.data(), "optimal_weights"), 1, 1e-8);
    EXPECT_LE(figure(*limited.data().find("optimal_weights"), "TLT"), 0.4 + 1e-8);
    const auto free = demo.post("/portfolio/optimize/risk_parity", asked + "}");
    ASSERT_EQ(free.status, 200) << free.body;
    EXPECT_TRUE(truth(free.data(), "risk_parity_achieved"));
    EXPECT_NEAR(figure(*free.data().find("risk_contributions"), "TLT"), 0.3, 1e-7);
    EXPECT_NEAR(figure(*free.data().find("risk_contributions"), "AAPL"), 0.2, 1e-7);
}

TEST(OptimiserOperations, ARebalancingPaysItsTradesAndItsScheduleIsWhole) {
    const auto answer = DemoWorkstation::get().post(
        "/portfolio/rebalance", R"({"portfolio_id":"portfolio_001",)"
                                R"("rebalance_config":{"trigger_type":"always","min_trade_size":1000},)"
                                R"("execution_config":{"execution_algo":"implementation_shortfall"},)"
                                R"("target_weights":{"AAPL":0.2,"MSFT":0.3,"GOOGL":0.1,"NVDA":0.1}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& data = answer.data();
    EXPECT_EQ(word(data, "status"), "rebalancing_required");
    ASSERT_FALSE(rows(data, "required_trades").empty());
    double cash = figure(data, "cash_before"), cost = 0;
    for (const auto& trade : rows(data, "required_trades")) {
        const double shares = figure(trade, "shares");
        EXPECT_EQ(shares, std::floor(shares));
        EXPECT_NEAR(figure(trade, "value"), shares * figure(trade, "price"), 1e-6);
        cash += (word(trade, "action") == "sell" ? 1 : -1) * figure(trade, "value") - figure(trade, "cost");
        cost += figure(trade, "cost");
        if (word(trade, "action") == "sell") {
            EXPECT_FALSE(rows(trade, "lots").empty());
        }
        double worked = figure(*data.find("not_worked"), word(trade, "symbol").c_str());
        worked = std::isnan(worked) ? 0 : std::abs(worked);
        for (const auto& slice : rows(data, "schedule"))
            if (word(slice, "symbol") == word(trade, "symbol")) {
                worked += std::abs(figure(slice, "shares"));
                EXPECT_LE(figure(slice, "participation"), 0.1 + 1e-6);
            }
        EXPECT_NEAR(worked, shares, 1e-9) << word(trade, "symbol");
    }
    EXPECT_NEAR(figure(data, "cash_after"), cash, 1e-4);
    EXPECT_GE(figure(data, "cash_after"), 0);
    EXPECT_NEAR(figure(data, "transaction_costs"), cost, 1e-6);
}

TEST(OptimiserOperations, TradesAreInWholeLotsThatTheCashPays) {
    const auto answer = DemoWorkstation::get().post(
        "/portfolio/optimize",
        R"({"portfolio_id":"portfolio_001","universe":["AAPL","MSFT","GOOGL","NVDA","TLT"],)"
        R"("constraints":{"max_weight":0.3},"objective":{"risk_aversion":5},)"
        R"("optimization_config":{"lot_size":10,"transaction_costs":0.001}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& data = answer.data();
    const double value = figure(data, "portfolio_value");
    const auto& after = *data.find("weights_after_trades");
    double dearest = 0;
    for (const auto& trade : rows(data, "trades")) {
        const double shares = figure(trade, "shares"), price = figure(trade, "price");
        const auto symbol = word(trade, "symbol");
        dearest = std::max(dearest, price);
        EXPECT_GT(shares, 0);
        if (figure(after, symbol.c_str()) != 0) {
            EXPECT_EQ(std::fmod(shares, 10), 0) << symbol;
        }
        EXPECT_NEAR(figure(trade, "value"), shares * price, 1e-6 * value) << symbol;
        EXPECT_NEAR(std::abs(figure(trade, "weight_change")) * value, shares * price, 1e-6 * value) << symbol;
    }
    EXPECT_GT(rows(data, "trades").size(), 2U);
    EXPECT_GE(figure(after, "cash"), -1e-9);
    EXPECT_NEAR(sumOf(data, "weights_after_trades"), 1, 2e-3) << "but for costs";
    for (const auto& [symbol, weight] : *data.find("optimal_weights")->as<Value::Object>())
        EXPECT_NEAR(figure(after, symbol.c_str()), figure(*data.find("optimal_weights"), symbol.c_str()),
                    60 * dearest / value)
            << symbol;
    EXPECT_TRUE(std::ranges::count(warningCodes(answer), "whole_lots"));
}

TEST(OptimiserOperations, AFactorPortfolioComesNearWhatWasWanted) {
    const auto answer = DemoWorkstation::get().post(
        "/portfolio/construct/factor_based",
        R"({"factor_exposures":{"momentum":0.30,"value":0.25,"quality":0.20,"low_volatility":0.25},)"
        R"("universe":"SP500","constraints":{"max_weight":0.05,"sector_neutral":true,"max_turnover":0.20}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto& got = *answer.data().find("factor_exposures_achieved");
    EXPECT_NEAR(figure(got, "momentum"), 0.30, 0.05);
    EXPECT_NEAR(figure(got, "value"), 0.25, 0.05);
    EXPECT_NEAR(figure(got, "low_volatility"), 0.25, 0.05);
    EXPECT_NEAR(sumOf(answer.data(), "portfolio_weights"), 1, 1e-3);
    const double away = figure(answer.data(), "tracking_error_to_benchmark");
    EXPECT_GT(away, 0);
    const auto nearer = DemoWorkstation::get().post(
        "/portfolio/construct/factor_based",
        R"({"factor_exposures":{"momentum":0.30,"value":0.25,"quality":0.20,"low_volatility":0.25},)"
        R"("universe":"SP500","constraints":{"max_weight":0.05,"sector_neutral":true,"max_turnover":0.20,)"
        R"("max_tracking_error":)" +
            std::to_string(0.5 * away) + "}}");
    ASSERT_EQ(nearer.status, 200) << nearer.body;
    EXPECT_NEAR(figure(nearer.data(), "tracking_error_to_benchmark"), 0.5 * away, 2e-6);
    EXPECT_LT(figure(*nearer.data().find("factor_exposures_achieved"), "momentum"), figure(got, "momentum"));
}

TEST(OptimiserOperations, GrowthKeepsToALimitOnVolatility) {
    const auto volatility = [](const std::string& limits) {
        const auto answer = DemoWorkstation::get().post(
            "/portfolio/optimize",
            R"({"universe":["AAPL","MSFT","NVDA","TLT"],"optimization_method":"kelly","constraints":)" +
                limits + "}");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return figure(*answer.data().find("expected_performance"), "expected_volatility");
    };
    const double free = volatility(R"({"max_weight":1})");
    ASSERT_GT(free, 0.1);
    EXPECT_NEAR(volatility(R"({"max_weight":1,"max_volatility":)" + std::to_string(0.7 * free) + "}"),
                0.7 * free, 2e-6);
}

// --- without a workstation: prices that a test sets ---

portfolio::OptimiseRequest stageRequest() {
    portfolio::OptimiseRequest out;
    out.universe = {"A", "B", "C", "D"};
    out.optimization_method = "max_sharpe";
    out.objective.benchmark = "SPY";
    out.optimization_config.lookback_period = "1Y";
    out.current_weights["A"] = 0.5;
    out.constraints.max_turnover = 0.4;
    out.optimization_config.risk_free_rate = -0.3; // so that something gains more
    out.as_of = domain::SessionDate::of(2019, 6, 28);
    return out;
}

TEST(OptimiserDesk, NothingAfterAsOfIsRead) {
    test::StageMarket market(6);
    test::StageBooks books;
    test::FakeClock clock;
    const auto request = stageRequest();
    OtherFuture other(market, *request.as_of);
    portfolio::OptimiserDesk here(market, books, clock), there(other, books, clock);
    kit::Call call;
    auto one = here.optimise(request, call), two = there.optimise(request, call);
    ASSERT_TRUE(one) << one.error().front().message;
    ASSERT_TRUE(two);
    one->optimization_details.optimization_time_ms = two->optimization_details.optimization_time_ms = 0;
    EXPECT_EQ(kit::writeJson(*one), kit::writeJson(*two));
    EXPECT_EQ(*call.data_as_of, *request.as_of);
}

portfolio::PolicyBacktestRequest walkRequest() {
    portfolio::PolicyBacktestRequest out;
    out.universe = {"A", "B", "C"};
    out.optimization_method = "minimum_variance";
    out.compare_with = {"equal_weight"};
    out.optimization_config.lookback_period = "6M";
    out.optimization_config.transaction_costs = 0.001;
    out.start = domain::SessionDate::of(2018, 9, 4);
    out.end = domain::SessionDate::of(2019, 6, 28);
    return out;
}

TEST(PolicyBacktest, EqualWeightsAreThoseOfTheReturnsByHand) {
    test::StageMarket market(3);
    test::StageBooks books;
    auto request = walkRequest();
    request.optimization_method = "equal_weight";
    request.compare_with = {};
    request.optimization_config.rebalance_frequency = "daily";
    request.optimization_config.transaction_costs = 0;
    Patience patience(100'000);
    const auto got = portfolio::walkedForward({market, books, nullptr}, request, patience);
    ASSERT_TRUE(got) << got.error().front().message;
    const domain::InstrumentId ids[] = {2, 3, 4};
    const auto histories = *market.histories(ids);
    double value = request.initial_value;
    for (std::size_t t = 1; t < got->sessions.size(); ++t) {
        double mean = 0;
        for (const auto& each : histories)
            mean += each->totalReturn(each->placeOn(got->sessions[t])) / 3;
        value *= 1 + mean;
        ASSERT_NEAR(got->runs[0].value[t], value, 1e-6 * value) << t;
    }
}

TEST(PolicyBacktest, WhatComesAfterDoesNotChangeWhatWasDecided) {
    test::StageMarket market(3);
    test::StageBooks books;
    auto request = walkRequest();
    OtherFuture other(market, domain::SessionDate::of(2019, 3, 29));
    Patience patience(100'000), again(100'000);
    const auto one = portfolio::walkedForward({market, books, nullptr}, request, patience);
    const auto two = portfolio::walkedForward({other, books, nullptr}, request, again);
    ASSERT_TRUE(one && two);
    std::size_t compared = 0;
    for (std::size_t t = 0; t < one->sessions.size(); ++t) {
        if (one->sessions[t] > domain::SessionDate::of(2019, 3, 29)) continue;
        ++compared;
        EXPECT_EQ(one->runs[0].value[t], two->runs[0].value[t]) << one->sessions[t].iso();
    }
    EXPECT_GT(compared, 100U);
    EXPECT_NE(one->runs[0].value.back(), two->runs[0].value.back()) << "the other future is another";
    EXPECT_GT(one->runs[0].rebalances, 5);
    EXPECT_EQ(one->runs[0].failed, 0);
    EXPECT_GT(one->runs[0].total_cost, 0);
    EXPECT_NEAR(one->runs[0].volatility_bias, 1, 0.35);
}

TEST(PolicyBacktest, WithinItsBandNothingIsTraded) {
    test::StageMarket market(3);
    test::StageBooks books;
    auto request = walkRequest();
    request.optimization_method = "equal_weight";
    request.compare_with = {};
    request.optimization_config.rebalance_frequency = "weekly";
    Patience patience(100'000), again(100'000);
    request.drift_band = 1; // nothing drifts so far: bought once and held
    const auto held = portfolio::walkedForward({market, books, nullptr}, request, patience);
    request.drift_band = 0.005;
    const auto banded = portfolio::walkedForward({market, books, nullptr}, request, again);
    ASSERT_TRUE(held && banded);
    const domain::InstrumentId ids[] = {2, 3, 4};
    const auto histories = *market.histories(ids);
    std::vector<double> weights(3, 1.0 / 3);
    const auto& sessions = banded->sessions;
    double trades = 0, turnover = 0;
    for (std::size_t t = 1; t < sessions.size(); ++t) {
        double sum = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            weights[i] *= 1 + histories[i]->totalReturn(histories[i]->placeOn(sessions[t]));
            sum += weights[i];
        }
        double largest = 0, traded = 0;
        for (auto& weight : weights) {
            weight /= sum;
            largest = std::max(largest, std::abs(weight - 1.0 / 3));
            traded += std::abs(weight - 1.0 / 3) / 2;
        }
        const bool asked =
            std::ranges::find(banded->rebalanced_on, sessions[t]) != banded->rebalanced_on.end();
        if (!asked || largest <= 0.005) continue;
        ++trades;
        turnover += traded;
        std::ranges::fill(weights, 1.0 / 3);
    }
    const auto& run = banded->runs[0];
    EXPECT_GT(trades, 2);
    EXPECT_EQ(static_cast<double>(run.rebalances - run.within_band), 1 + trades);
    EXPECT_GT(run.within_band, 2);
    EXPECT_NEAR(run.mean_turnover, turnover / static_cast<double>(run.rebalances - 1), 1e-9);
    EXPECT_EQ(held->runs[0].within_band, held->runs[0].rebalances - 1);
    EXPECT_NEAR(held->runs[0].total_cost, 0.001, 1e-12);
}

TEST(PolicyBacktest, ItCanBeCancelled) {
    test::StageMarket market(3);
    test::StageBooks books;
    Patience patience(3);
    const auto got = portfolio::walkedForward({market, books, nullptr}, walkRequest(), patience);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().front().code, kit::ErrorCode::Cancelled);
}

TEST(PolicyValidation, TestedRatiosAreThoseOfTheReturnsByHand) {
    test::StageMarket market(3);
    test::StageBooks books;
    portfolio::PolicyValidationRequest request;
    request.universe = {"A", "B"};
    request.methods = {"equal_weight", "minimum_variance"};
    request.covariances = {"sample", "oas"};
    request.end = domain::SessionDate::of(2019, 6, 28);
    Patience patience(100'000);
    const auto got = portfolio::validated({market, books, nullptr}, request, patience);
    ASSERT_TRUE(got) << got.error().front().message;
    EXPECT_EQ(got->splits, 15);
    ASSERT_EQ(got->variants.size(), 4U);
    const auto equal = std::ranges::find(got->variants, "equal_weight", &portfolio::ValidatedVariant::method);
    // The first split tests the first two of six spans.
    const domain::InstrumentId ids[] = {2, 3};
    const auto histories = *market.histories(ids);
    std::vector<double> tested;
    for (std::size_t t = 0; t < 2 * got->sessions.size() / 6; ++t) {
        double mean = 0;
        for (const auto& each : histories)
            mean += each->totalReturn(each->placeOn(got->sessions[t])) / 2;
        tested.push_back(mean);
    }
    double sum = 0, squares = 0;
    for (const double r : tested)
        sum += r;
    const double mean = sum / static_cast<double>(tested.size());
    for (const double r : tested)
        squares += (r - mean) * (r - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(tested.size() - 1));
    EXPECT_NEAR(equal->sharpes[0], mean / deviation * std::sqrt(252.0), 1e-9);
    EXPECT_GE(got->overfitting_probability, 0);
    EXPECT_LE(got->overfitting_probability, 1);
    EXPECT_EQ(equal->failed, 0);
    ASSERT_EQ(got->notes.size(), 1U) << "equal weights read no covariance";
    EXPECT_NE(got->notes[0].find("equal_weight, oas is the same as equal_weight, sample"), std::string::npos);
}

} // namespace

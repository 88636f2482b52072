// Plans over several periods: cvxopt's on problems of sines, a closed form for one security, one period as
// the optimiser answers it, and what holds between a plan and the ways it is compared with, over random
// problems.

#include "engines/portfolio/kernel/planning/trade_plan.h"
#include "tests/engines/portfolio_limits.h"
#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace {

using namespace nautilus;
using namespace nautilus::portfolio;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using testing_limits::budget;
using testing_limits::everyWeight;

VectorXd of(Index n, const std::function<double(double)>& value) {
    return VectorXd::NullaryExpr(n, [&](Index i) { return value(static_cast<double>(i)); });
}

Limit groupAtMost(const VectorXd& row, double most) {
    Limit out;
    out.name = "group";
    out.row = row;
    out.limit = most;
    return out;
}

Limit turnoverAtMost(double most) {
    Limit out;
    out.kind = LimitKind::Turnover;
    out.name = "turnover";
    out.limit = most;
    return out;
}

/// Problem s of tests/data/optimisation/make_plan_goldens.py.
PlanProblem sinePlan(int s) {
    const Index n = 2 + s % 6, periods = 1 + s % 5;
    const bool cash = s % 2 == 1;
    PlanProblem out;
    auto& one = out.period;
    one.securities = n;
    one.with_cash = cash;
    const Index all = one.variables();
    one.covariance.diagonal = VectorXd::Zero(all);
    one.covariance.diagonal.head(n) =
        of(n, [&](double i) { return 0.03 + 0.02 * std::sin(1 + 1.7 * i + s); });
    one.covariance.factors = MatrixXd::Zero(all, 3);
    for (Index j = 0; j < 3; ++j)
        one.covariance.factors.col(j).head(n) = of(
            n, [&](double i) { return 0.05 * std::sin(2 + 0.9 * i * static_cast<double>(j + 1) + 1.3 * s); });
    out.expected_return = MatrixXd::Zero(all, periods);
    const VectorXd first = of(n, [&](double i) { return 0.10 + 0.12 * std::sin(0.6 + 1.1 * i + 0.5 * s); });
    for (Index t = 0; t < periods; ++t)
        out.expected_return.col(t).head(n) = first * std::pow(0.5, static_cast<double>(t) / (1 + s % 4));
    one.expected_return = out.expected_return.col(0);
    VectorXd held = of(n, [&](double i) { return 1 + 0.8 * std::sin(2.3 * i + s); });
    one.held = held * (cash ? 0.9 : 1.0) / held.sum();
    one.buy_cost = of(n, [&](double i) { return 0.012 + 0.004 * std::sin(i + s); });
    one.sell_cost = of(n, [&](double i) { return 0.010 + 0.004 * std::cos(i + s); });
    if (s % 3 > 0) one.impact = VectorXd::Constant(n, 0.05 * (s % 3));
    one.limits = {budget(all), everyWeight(Sense::AtLeast, 0, all),
                  everyWeight(Sense::AtMost, std::max(0.5, 2.0 / static_cast<double>(n)), n)};
    VectorXd group = VectorXd::Zero(all);
    for (Index i = 0; i < n; i += 2)
        group[i] = 1;
    one.limits.push_back(groupAtMost(group, 0.7));
    constexpr double kTurnovers[] = {0, 0.05, 0.1, 0.3};
    if (s % 4 > 0) one.limits.push_back(turnoverAtMost(kTurnovers[s % 4]));
    if (s % 5 == 4) out.trade_room = VectorXd::Constant(n, 0.04 + 0.02 * (s % 3));
    out.aversion = 1 + s % 5;
    if (s % 7 == 3) {
        const VectorXd end = of(n, [&](double i) { return 1 + 0.5 * std::sin(1.3 * i + 2 * s); });
        out.terminal = VectorXd::Constant(all, 0.15);
        out.terminal->head(n) = end * (cash ? 0.85 : 1.0) / end.sum();
    }
    return out;
}

TEST(TradePlan, PlansAreThoseOfCvxopt) {
    int plans = 0, refused = 0;
    for (const auto& [name, want] : testing_tables::readArrays("optimisation/plan_goldens.csv")) {
        const int s = std::stoi(name.substr(5));
        const auto problem = sinePlan(s);
        const auto got = planTrades(problem);
        if (want[0] == 1) {
            ++refused;
            EXPECT_EQ(got.state, OptimalState::Infeasible) << s;
            continue;
        }
        ++plans;
        ASSERT_EQ(got.state, OptimalState::Found) << s;
        const double objective = planObjective(problem, got.weights);
        EXPECT_NEAR(objective, want[1], 1e-8 * std::max(1.0, std::abs(want[1]))) << s;
        EXPECT_LT(breachOf(problem, got.weights), 1e-8) << s;
        for (Index t = 0; t < problem.periods(); ++t)
            for (Index i = 0; i < problem.period.securities; ++i)
                EXPECT_NEAR(got.weights(i, t),
                            want[static_cast<std::size_t>(2 + t * problem.period.securities + i)], 5e-5)
                    << s << " period " << t << " security " << i;
    }
    EXPECT_GT(plans, 90);
    EXPECT_GT(refused, 3);
}

/// One security beside cash, from `held`, with a return that stays.
PlanProblem oneSecurity(double mean, double held, Index periods) {
    PlanProblem out;
    out.period.securities = 1;
    out.period.covariance.diagonal = VectorXd::Zero(2);
    out.period.covariance.diagonal[0] = 0.04;
    out.period.covariance.factors = MatrixXd::Zero(2, 0);
    out.expected_return = MatrixXd::Zero(2, periods);
    out.expected_return.row(0).setConstant(mean);
    out.period.expected_return = out.expected_return.col(0);
    out.period.held = VectorXd::Constant(1, held);
    out.period.limits = {budget(2), everyWeight(Sense::AtLeast, -5, 2), everyWeight(Sense::AtMost, 5, 2)};
    out.aversion = 3;
    return out;
}

TEST(TradePlan, OneSecurityWithLinearCostsIsTradedToTheEdgeOfItsZoneAndStays) {
    // T (gamma s2 w - mu) + c = 0 above, - c below: inside of the zone nothing is worth its cost.
    const double aversion_variance = 3 * 0.04, cost = 0.02;
    for (const Index periods : {1, 2, 5, 12})
        for (const double held : {-0.4, 0.3, 0.49, 0.9}) {
            auto problem = oneSecurity(0.06, held, periods);
            problem.period.buy_cost = problem.period.sell_cost = VectorXd::Constant(1, cost);
            const double edge = cost / static_cast<double>(periods);
            const double want =
                std::clamp(held, (0.06 - edge) / aversion_variance, (0.06 + edge) / aversion_variance);
            const auto got = planTrades(problem);
            ASSERT_EQ(got.state, OptimalState::Found) << periods << ' ' << held;
            for (Index t = 0; t < periods; ++t)
                EXPECT_NEAR(got.weights(0, t), want, 1e-6) << periods << ' ' << held << ' ' << t;
        }
}

TEST(TradePlan, OneTradeWithImpactIsTheRootOfItsQuadratic) {
    // gamma s2 (w0 + x) - mu + 1.5 e sqrt(x) = 0, a quadratic in sqrt(x).
    const double aversion_variance = 3 * 0.04, mean = 0.09, held = 0.1, impact = 0.05;
    auto problem = oneSecurity(mean, held, 1);
    problem.period.impact = VectorXd::Constant(1, impact);
    const double a = aversion_variance, b = 1.5 * impact, c = aversion_variance * held - mean;
    const double root = (-b + std::sqrt(b * b - 4 * a * c)) / (2 * a);
    const auto got = planTrades(problem);
    ASSERT_EQ(got.state, OptimalState::Found);
    EXPECT_NEAR(got.weights(0, 0), held + root * root, 1e-7);
}

TEST(TradePlan, AReturnThatFadesIsWorthLessTrading) {
    auto stays = oneSecurity(0.15, 0, 6), fades = stays;
    for (Index t = 0; t < 6; ++t)
        fades.expected_return(0, t) *= std::pow(0.5, static_cast<double>(t));
    for (auto* each : {&stays, &fades})
        each->period.impact = VectorXd::Constant(1, 0.2);
    const auto slow = planTrades(stays), soon = planTrades(fades);
    ASSERT_EQ(slow.state, OptimalState::Found);
    ASSERT_EQ(soon.state, OptimalState::Found);
    EXPECT_LT(soon.weights(0, 0), slow.weights(0, 0));
    for (Index t = 1; t < 6; ++t) // impact makes many small trades cheaper than one
        EXPECT_GT(slow.weights(0, t), slow.weights(0, t - 1)) << t;
    EXPECT_LT(soon.weights(0, 5), soon.weights(0, 3));
}

TEST(TradePlan, OnePeriodIsTheOptimisersOwnAnswer) {
    for (int s = 0; s < 120; s += 5) { // T = 1
        auto problem = sinePlan(s);
        ASSERT_EQ(problem.periods(), 1);
        problem.terminal.reset();
        const auto got = planTrades(problem);
        const auto want = solveFor(problem.period, meanVariance(problem.period, problem.aversion));
        ASSERT_EQ(got.state, want.state) << s;
        if (want.state != OptimalState::Found) continue;
        EXPECT_LT((got.weights.col(0) - want.weights).lpNorm<Eigen::Infinity>(), 1e-7) << s;
        const auto limits = standings(problem.period, want.built, want.solution);
        for (std::size_t k = 0; k < limits.size(); ++k)
            EXPECT_NEAR(got.standings[0][k].shadow_price, limits[k].shadow_price, 1e-6) << s << ' ' << k;
    }
}

TEST(TradePlan, NoOtherWayIsBetterThanThePlanAndItsConditionsHold) {
    int compared = 0;
    for (int s = 0; s < 200; ++s) {
        SCOPED_TRACE(s);
        const auto problem = sinePlan(s);
        const auto plan = planTrades(problem);
        if (plan.state != OptimalState::Found) continue;
        const double best = planObjective(problem, plan.weights);
        EXPECT_LT(plan.solution.primal_residual, 1e-8);
        EXPECT_LT(plan.solution.dual_residual, 1e-8);
        EXPECT_LT(plan.solution.gap, 1e-8);
        MatrixXd still = MatrixXd::Zero(problem.period.variables(), problem.periods());
        still.topRows(problem.period.securities) = problem.period.held->replicate(1, problem.periods());
        if (problem.period.with_cash) still.bottomRows(1).setConstant(1 - problem.period.held->sum());
        for (const auto& other :
             {tradedAtOnce(problem).weights, tradedPeriodByPeriod(problem).weights, still}) {
            if (other.cols() != problem.periods() || breachOf(problem, other) > 1e-9) continue;
            if (problem.terminal && (other.rightCols(1) - *problem.terminal).lpNorm<Eigen::Infinity>() > 1e-9)
                continue;
            ++compared;
            EXPECT_LT(best, planObjective(problem, other) + 1e-8);
        }
    }
    EXPECT_GT(compared, 150);
}

TEST(TradePlan, AWiderLimitIsWorthItsShadowPrice) {
    constexpr double kStep = 1e-5;
    int checked = 0;
    for (int s = 0; s < 200; ++s) {
        const auto problem = sinePlan(s);
        const auto plan = planTrades(problem);
        if (plan.state != OptimalState::Found || problem.terminal) continue;
        for (std::size_t k = 1; k < problem.period.limits.size(); ++k) {
            double price = 0;
            for (const auto& period : plan.standings)
                price += period[k].shadow_price;
            auto wider = problem, tighter = problem;
            const double sign = problem.period.limits[k].sense == Sense::AtMost ? 1 : -1;
            wider.period.limits[k].limit += sign * kStep;
            tighter.period.limits[k].limit -= sign * kStep;
            const auto more = planTrades(wider), less = planTrades(tighter);
            if (more.state != OptimalState::Found || less.state != OptimalState::Found) continue;
            const double now = planObjective(problem, plan.weights);
            const double gain = (now - planObjective(wider, more.weights)) / kStep;
            const double loss = (planObjective(tighter, less.weights) - now) / kStep;
            // Prices jump where the set of binding limits changes: they lie between both sides.
            EXPECT_GT(price, gain - 2e-3 * (1 + gain)) << s << ' ' << k;
            EXPECT_LT(price, loss + 2e-3 * (1 + loss)) << s << ' ' << k;
            ++checked;
        }
    }
    EXPECT_GT(checked, 200);
}

TEST(TradePlan, ThePriceOfRoomIsWhatMoreOfItGains) {
    constexpr double kStep = 1e-5;
    int checked = 0;
    for (int s = 4; s < 200; s += 5) { // those with room
        const auto problem = sinePlan(s);
        const auto plan = planTrades(problem);
        if (plan.state != OptimalState::Found) continue;
        auto wider = problem, tighter = problem;
        wider.trade_room.array() += kStep;
        tighter.trade_room.array() -= kStep;
        const auto more = planTrades(wider), less = planTrades(tighter);
        if (more.state != OptimalState::Found || less.state != OptimalState::Found) continue;
        const double now = planObjective(problem, plan.weights), price = plan.room_price.sum();
        const double gain = (now - planObjective(wider, more.weights)) / kStep;
        const double loss = (planObjective(tighter, less.weights) - now) / kStep;
        EXPECT_GT(price, gain - 2e-3 * (1 + gain)) << s;
        EXPECT_LT(price, loss + 2e-3 * (1 + loss)) << s;
        ++checked;
    }
    EXPECT_GT(checked, 20);
}

} // namespace

// Portfolios with limits: closed forms and published values, searches against fine grids of programs,
// conflicts against arithmetic.

#include "engines/portfolio/kernel/optimiser/conflict.h"
#include "engines/portfolio/kernel/optimiser/frontier.h"
#include "engines/portfolio/kernel/optimiser/methods.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace nautilus::portfolio {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Limit weights(Sense sense, double limit, Index n, const std::string& name) {
    Limit out;
    out.kind = LimitKind::Weights;
    out.sense = sense;
    out.limit = limit;
    out.name = name;
    for (Index i = 0; i < n; ++i)
        out.members.push_back(i);
    return out;
}

Limit budget(Index variables) {
    Limit out;
    out.sense = Sense::Equal;
    out.name = "budget";
    out.limit = 1;
    out.row = VectorXd::Ones(variables);
    out.firm = true;
    return out;
}

/// Three assets of a textbook, fully invested.
PortfolioProblem three() {
    PortfolioProblem out;
    out.securities = 3;
    out.with_cash = false;
    out.expected_return = VectorXd{{.06, .10, .05}};
    MatrixXd covariance(3, 3);
    covariance << .04, .006, .002, .006, .09, .012, .002, .012, .0225;
    out.covariance = numerics::CovarianceForm::ofDense(covariance);
    out.limits = {budget(3), weights(Sense::AtLeast, 0, 3, "every weight"),
                  weights(Sense::AtMost, 1, 3, "every weight")};
    return out;
}

void expectWeights(const OptimalPortfolio& got, const std::vector<double>& want, double tolerance) {
    ASSERT_EQ(got.state, OptimalState::Found) << got.why;
    for (std::size_t i = 0; i < want.size(); ++i)
        EXPECT_NEAR(got.weights[static_cast<Index>(i)], want[i], tolerance) << i;
}

TEST(Optimiser, ThreeAssetsAreThoseOfTheClosedForms) {
    const auto problem = three();
    expectWeights(solveFor(problem, leastVariance(problem, 1)), {0.33460842, 0.06382122, 0.60157036}, 1e-7);
    expectWeights(largestRatio(problem, problem.expected_return, 0.02), {0.34780692, 0.29314525, 0.35904783},
                  1e-6);
    expectWeights(riskBudgets(problem, VectorXd::Constant(3, 1.0 / 3)), {0.35097455, 0.21385442, 0.43517103},
                  1e-7);
    expectWeights(riskBudgets(problem, VectorXd{{.6, .3, .1}}), {0.53682578, 0.23259982, 0.23057440}, 1e-7);
}

TEST(Optimiser, CashBesideTheBestRatioStaysAtItsLeast) {
    auto problem = three();
    problem.with_cash = true;
    problem.expected_return.conservativeResize(4);
    problem.expected_return[3] = 0.02;
    MatrixXd covariance = MatrixXd::Zero(4, 4);
    covariance.topLeftCorner(3, 3) = problem.covariance.dense;
    problem.covariance = numerics::CovarianceForm::ofDense(covariance);
    problem.limits[0] = budget(4);
    problem.limits.push_back(weights(Sense::AtLeast, 0, 4, "cash"));
    expectWeights(largestRatio(problem, problem.expected_return, 0.02),
                  {0.34780692, 0.29314525, 0.35904783, 0}, 1e-4);
}

TEST(Optimiser, NoGainIsNoRatio) {
    const auto problem = three();
    const auto got = largestRatio(problem, problem.expected_return, 0.2);
    EXPECT_EQ(got.state, OptimalState::NoAnswer);
    EXPECT_FALSE(got.why.empty());
}

TEST(Optimiser, TheRobustMeanIsTheBestOfTheCone) {
    const auto problem = three();
    const double aversion = 3, doubt = 0.4;
    const auto value = [&](const VectorXd& w) {
        const double variance = problem.covariance.variance(w);
        return problem.expected_return.dot(w) - aversion / 2 * variance - doubt * std::sqrt(variance);
    };
    const auto got = robustMean(problem, aversion, doubt);
    ASSERT_EQ(got.state, OptimalState::Found);
    std::mt19937_64 random(20261122);
    double best = -1;
    for (int i = 0; i < 200'000; ++i) { // no portfolio near it is better
        Eigen::Vector3d w = got.weights;
        for (Index j = 0; j < 3; ++j)
            w[j] = std::max(0.0, w[j] + 0.05 * (static_cast<double>(random() >> 11U) * 0x1p-53 - 0.5));
        w /= w.sum();
        best = std::max(best, value(w));
    }
    EXPECT_GE(value(got.weights), best - 1e-12);
    EXPECT_NEAR(value(got.weights), best, 1e-5);
}

TEST(Optimiser, RiskBudgetsInsideTheirLimitsKeepTheirProportions) {
    auto problem = three();
    problem.limits.push_back(weights(Sense::AtMost, 0.41, 3, "every weight"));
    const auto got = riskBudgets(problem, VectorXd::Constant(3, 1.0 / 3));
    ASSERT_EQ(got.state, OptimalState::Found);
    EXPECT_NEAR(got.weights.sum(), 1, 1e-9);
    EXPECT_NEAR(got.weights[2], 0.41, 1e-7) << "the unlimited answer has 0.435";
    const VectorXd share = got.weights.cwiseProduct(problem.covariance.times(got.weights));
    EXPECT_NEAR(share[0], share[1], 1e-8);
    EXPECT_LT(share[2], share[0]);
}

TEST(Optimiser, ShadowPricesAreWhatWiderLimitsBring) {
    auto problem = three();
    problem.held = VectorXd{{0.2, 0.2, 0.6}};
    problem.buy_cost = problem.sell_cost = VectorXd::Constant(3, 0.002);
    Limit turnover;
    turnover.kind = LimitKind::Turnover;
    turnover.name = "turnover";
    turnover.limit = 0.1;
    problem.limits.push_back(turnover);
    const auto goal = meanVariance(problem, 1);
    const auto at = solveFor(problem, goal);
    ASSERT_EQ(at.state, OptimalState::Found);
    const auto standing = standings(problem, at.built, at.solution).back();
    EXPECT_TRUE(standing.binding);
    EXPECT_NEAR(standing.value, 0.1, 1e-8);
    auto wider = problem;
    wider.limits.back().limit += 1e-5;
    const auto more = solveFor(wider, goal);
    EXPECT_NEAR((at.solution.objective - more.solution.objective) / 1e-5, standing.shadow_price,
                1e-3 * standing.shadow_price);
}

TEST(Optimiser, AFrontierRisesFromTheLeastRiskToTheHighestReturn) {
    const auto problem = three();
    const auto points = frontier(problem, 21);
    ASSERT_EQ(points.size(), 21U);
    double risk = 0, reward = -1;
    for (const auto& point : points) {
        ASSERT_EQ(point.state, OptimalState::Found);
        const double r = problem.covariance.variance(point.weights);
        const double mu = problem.expected_return.dot(point.weights);
        EXPECT_GE(r, risk - 1e-12);
        EXPECT_GT(mu, reward);
        risk = r;
        reward = mu;
    }
    EXPECT_NEAR(reward, 0.10, 1e-6);
}

TEST(Optimiser, AConflictIsTheSmallestSetAndSaysWhatWouldDo) {
    auto problem = three();
    problem.limits[2].limit = 0.3; // three times 0.3 is no whole
    problem.limits[2].pointer = "/constraints/max_weight";
    Limit sector;
    sector.name = "sector technology";
    sector.limit = 0.9;
    sector.row = VectorXd{{1, 1, 0}};
    problem.limits.push_back(sector); // no part of the conflict
    const auto got = diagnose(problem);
    EXPECT_FALSE(got.feasible);
    ASSERT_EQ(got.conflict.size(), 2U);
    EXPECT_EQ(got.conflict[0], 0U);
    EXPECT_EQ(got.conflict[1], 2U);
    EXPECT_FALSE(got.alone[0]) << "the budget is firm";
    ASSERT_TRUE(got.alone[1]);
    EXPECT_NEAR(*got.alone[1], 1.0 / 3, 2e-6);
    ASSERT_EQ(got.relaxations.size(), 1U);
    EXPECT_NEAR(got.relaxations[0].to, 1.0 / 3, 2e-6);
    EXPECT_GE(got.relaxations[0].to, 1.0 / 3) << "rounded to where it can be met";
    const auto wider = relaxed(problem, got.relaxations);
    EXPECT_TRUE(diagnose(wider).feasible);
    EXPECT_EQ(solveFor(wider, meanVariance(wider, 2)).state, OptimalState::Found);
}

TEST(Optimiser, RiskAndTurnoverTakePartInConflicts) {
    auto problem = three();
    problem.held = VectorXd{{0, 1, 0}};
    Limit turnover;
    turnover.kind = LimitKind::Turnover;
    turnover.name = "turnover";
    turnover.limit = 0.1;
    Limit risk;
    risk.kind = LimitKind::Risk;
    risk.name = "volatility";
    risk.limit = 0.2;
    risk.centre = VectorXd::Zero(3);
    problem.limits.push_back(turnover);
    problem.limits.push_back(risk);
    const auto got = diagnose(problem);
    EXPECT_FALSE(got.feasible);
    std::vector<std::string> names;
    for (const auto k : got.conflict)
        names.push_back(problem.limits[k].name);
    EXPECT_NE(std::ranges::find(names, "turnover"), names.end());
    EXPECT_NE(std::ranges::find(names, "volatility"), names.end());
    const auto wider = relaxed(problem, got.relaxations);
    EXPECT_EQ(solveFor(wider, meanVariance(wider, 2)).state, OptimalState::Found);
    for (std::size_t i = 0; i < got.conflict.size(); ++i) {
        if (!got.alone[i]) continue;
        const auto one = relaxed(problem, {{got.conflict[i], *got.alone[i] + 1e-5}});
        EXPECT_TRUE(diagnose(one).feasible) << problem.limits[got.conflict[i]].name;
    }
}

/// Random limits that contradict each other: what is left of a conflict without any one of it can be met.
TEST(Optimiser, EveryConflictIsIrreducible) {
    std::mt19937_64 random(7);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random() >> 11U) * 0x1p-53;
    };
    int conflicts = 0;
    for (int trial = 0; trial < 300; ++trial) {
        const Index n = 3 + static_cast<Index>(random() % 12);
        PortfolioProblem problem;
        problem.securities = n;
        problem.with_cash = false;
        problem.expected_return = VectorXd::NullaryExpr(n, [&] { return between(-0.1, 0.2); });
        problem.covariance = {VectorXd::Constant(n, 0.04), MatrixXd(n, 0), {}};
        problem.limits = {budget(n), weights(Sense::AtLeast, between(-0.05, 0.06), n, "every weight"),
                          weights(Sense::AtMost, between(0.7, 2.5) / static_cast<double>(n), n, "every")};
        for (int j = 0; j < 3; ++j) {
            Limit group;
            group.name = "group " + std::to_string(j);
            group.sense = j == 0 ? Sense::AtLeast : Sense::AtMost;
            group.limit = between(0.1, 0.6);
            group.row = VectorXd::NullaryExpr(n, [&] { return random() % 2 ? 1.0 : 0.0; });
            problem.limits.push_back(group);
        }
        problem.limits.push_back(returnAtLeast(problem, between(0, 0.15), ""));
        const auto got = diagnose(problem);
        const bool solved = solveFor(problem, meanVariance(problem, 1)).state == OptimalState::Found;
        EXPECT_EQ(got.feasible, solved) << trial;
        if (got.feasible) continue;
        ++conflicts;
        const auto about = "trial " + std::to_string(trial);
        ASSERT_FALSE(got.conflict.empty()) << about;
        PortfolioProblem part = problem;
        part.limits.clear();
        for (const auto k : got.conflict)
            part.limits.push_back(problem.limits[k]);
        EXPECT_FALSE(diagnose(part).feasible) << about;
        for (std::size_t left_out = 0; left_out < part.limits.size(); ++left_out) {
            auto rest = part;
            rest.limits.erase(rest.limits.begin() + static_cast<std::ptrdiff_t>(left_out));
            EXPECT_TRUE(diagnose(rest).feasible) << about << " without " << part.limits[left_out].name;
        }
        ASSERT_FALSE(got.relaxations.empty()) << about;
        EXPECT_TRUE(diagnose(relaxed(problem, got.relaxations)).feasible) << about;
    }
    EXPECT_GT(conflicts, 60);
}

} // namespace
} // namespace nautilus::portfolio

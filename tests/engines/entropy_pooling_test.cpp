// Probabilities of scenarios under views against cvxopt's primal
// (tests/data/optimisation/make_allocation.py), by the conditions of the optimum, and where none exist.

#include "engines/portfolio/kernel/allocation/entropy_pooling.h"
#include "tests/engines/allocation_tables.h"

#include <gtest/gtest.h>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Problem {
    MatrixXd returns; ///< 120 x 3
    VectorXd prior;
    std::vector<ScenarioView> views;
};

/// As `prior` and `pooling_views` of the script.
Problem viewed(int s, MatrixXd returns) {
    Problem out{std::move(returns), {}, {}};
    out.prior = VectorXd::NullaryExpr(
        out.returns.rows(), [&](Index t) { return 1 + 0.5 * std::sin(0.2 * static_cast<double>(t) + s); });
    const VectorXd q = out.prior / out.prior.sum(), m = out.returns.transpose() * q;
    const auto variance = [&](Index a) {
        return q.dot((out.returns.col(a).array() - m[a]).square().matrix());
    };
    const double first = m[0] + 0.001 * (1 + s % 3);
    out.views.push_back(meanView(out.returns, VectorXd::Unit(3, 0), Relation::Equal, first));
    out.views.push_back(rankView(out.returns, 2, 1));
    if (s % 2)
        out.views.push_back(
            meanView(out.returns, VectorXd::Unit(3, 1), Relation::AtMost, m[1] - 0.0005 * (s % 5)));
    if (s % 3 == 0)
        out.views.push_back(varianceView(out.returns, 0, first, Relation::Equal, 0.8 * variance(0)));
    if (s % 4 == 0)
        out.views.push_back(varianceView(out.returns, 2, m[2], Relation::AtMost, 1.5 * variance(2)));
    return out;
}

/// As `scenarios` of the script.
Problem sines(int s) {
    MatrixXd returns(120, 3);
    for (Index i = 0; i < 120; ++i) {
        const auto t = static_cast<double>(i);
        returns(i, 0) = 0.01 * std::sin(1.3 * t + s);
        returns(i, 1) = 0.02 * std::sin(std::fmod(2.1 * t * t, 17) + 0.3 * s);
        returns(i, 2) = 0.015 * std::cos(0.7 * t + 0.2 * s) + 0.005 * std::sin(1.3 * t + s);
    }
    return viewed(s, std::move(returns));
}

void expectPooled(const Problem& problem, const std::string& about) {
    const auto got = entropyPooling(problem.prior, problem.views);
    ASSERT_EQ(got.state, PoolingState::Solved) << about << " residual " << got.residual;
    const VectorXd want = allocationGolden(about);
    EXPECT_NEAR(got.relative_entropy, want[0], 1e-8 * want[0]) << about;
    EXPECT_LT((got.probabilities.head(10) - want.tail(10)).lpNorm<Eigen::Infinity>(), 1e-6) << about;
}

TEST(EntropyPooling, ProbabilitiesAreThoseOfCvxopt) {
    for (int s = 0; s < 200; ++s)
        expectPooled(sines(s), "pooling " + std::to_string(s));
    const MatrixXd returns = libraryReturns();
    for (int k = 0; k < 20; ++k)
        expectPooled(viewed(k, returns.middleCols(4 * k, 3)), "real pooling " + std::to_string(k));
}

/// The views hold, and p is the prior times the exponential of a sum of views: the optimum's own form.
TEST(EntropyPooling, RandomProblemsMeetTheConditionsOfTheOptimum) {
    RandomNumbers random{std::mt19937_64(20261122)};
    int binding = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const Index scenarios = random.whole(30, 400), count = random.whole(1, 8);
        const VectorXd prior = VectorXd::NullaryExpr(scenarios, [&] { return random.between(0.1, 1); });
        const VectorXd other = VectorXd::NullaryExpr(scenarios, [&] { return random.between(0.05, 1); });
        std::vector<ScenarioView> views;
        for (Index v = 0; v < count; ++v) {
            ScenarioView view{VectorXd::NullaryExpr(scenarios, [&] { return random.between(-1, 1); }),
                              static_cast<Relation>(random.whole(0, 2)), 0};
            view.bound = view.values.dot(other) / other.sum(); // some probabilities meet it
            views.push_back(std::move(view));
        }
        const auto got = entropyPooling(prior, views);
        ASSERT_EQ(got.state, PoolingState::Solved) << trial;
        EXPECT_NEAR(got.probabilities.sum(), 1, 1e-12);
        VectorXd tilt = (got.probabilities.array() / prior.array()).log();
        for (std::size_t v = 0; v < views.size(); ++v) {
            const double slack = views[v].values.dot(got.probabilities) - views[v].bound;
            const double price = got.sensitivities[static_cast<Index>(v)];
            const bool at_most = views[v].relation == Relation::AtMost;
            const bool at_least = views[v].relation == Relation::AtLeast;
            EXPECT_TRUE(at_least || slack < 1e-9) << trial;
            EXPECT_TRUE(at_most || slack > -1e-9) << trial;
            EXPECT_TRUE(!at_most || price <= 0) << trial;
            EXPECT_TRUE(!at_least || price >= 0) << trial;
            EXPECT_LT(std::abs(slack * price), 1e-8) << trial;
            binding += views[v].relation != Relation::Equal && price != 0 ? 1 : 0;
            tilt -= price * views[v].values;
        }
        EXPECT_LT(tilt.maxCoeff() - tilt.minCoeff(), 1e-8) << trial;
    }
    EXPECT_GT(binding, 100);
}

TEST(EntropyPooling, ClosedForms) {
    // Two scenarios and a mean: the probabilities follow from it.
    const VectorXd even = VectorXd::Ones(2);
    const ScenarioView coin{(VectorXd(2) << 0, 1).finished(), Relation::Equal, 0.7};
    const auto got = entropyPooling(even, {coin});
    EXPECT_NEAR(got.probabilities[1], 0.7, 1e-12);
    EXPECT_NEAR(got.relative_entropy, 0.7 * std::log(1.4) + 0.3 * std::log(0.6), 1e-12);
    EXPECT_NEAR(got.sensitivities[0], std::log(0.7 / 0.3), 1e-9) << "d entropy / d mean";
    EXPECT_NEAR(got.effective_scenarios, std::exp(-0.7 * std::log(0.7) - 0.3 * std::log(0.3)), 1e-12);
    const auto idle = entropyPooling(even, {});
    EXPECT_EQ(idle.probabilities, VectorXd::Constant(2, 0.5));
    EXPECT_EQ(idle.state, PoolingState::Solved);
    EXPECT_EQ(idle.relative_entropy, 0);
    EXPECT_EQ(entropyPooling(VectorXd::Ones(1), {}).probabilities[0], 1);
    // A view twice is a view once; a scenario without a prior stays without.
    const auto twice = entropyPooling(even, {coin, coin});
    EXPECT_NEAR(twice.probabilities[1], 0.7, 1e-10);
    const VectorXd half = (VectorXd(3) << 1, 0, 1).finished();
    EXPECT_EQ(entropyPooling(half, {{(VectorXd(3) << 0, 9, 1).finished(), Relation::AtLeast, 0.6}})
                  .probabilities[1],
              0);
    // At the edge of what there is: all weight goes to the one scenario.
    const auto edge = entropyPooling(even, {{coin.values, Relation::AtLeast, 1.0}});
    EXPECT_EQ(edge.state, PoolingState::Solved);
    EXPECT_NEAR(edge.probabilities[1], 1, 1e-9);
}

TEST(EntropyPooling, CorrelationsAreLinearOnceMomentsAreHeld) {
    const auto problem = sines(4);
    const VectorXd q = problem.prior / problem.prior.sum();
    const auto moments = [&](const VectorXd& p, Index a) {
        const double mean = p.dot(problem.returns.col(a));
        return Moments{mean, std::sqrt(p.dot((problem.returns.col(a).array() - mean).square().matrix()))};
    };
    std::vector<ScenarioView> views;
    const auto one = moments(q, 0), other = moments(q, 2);
    for (const auto& [a, m] : {std::pair{Index{0}, one}, {Index{2}, other}}) {
        views.push_back(meanView(problem.returns, VectorXd::Unit(3, a), Relation::Equal, m.mean));
        views.push_back(varianceView(problem.returns, a, m.mean, Relation::Equal, m.deviation * m.deviation));
    }
    views.push_back(correlationView(problem.returns, 0, one, 2, other, Relation::Equal, 0.6));
    const auto got = entropyPooling(problem.prior, views);
    ASSERT_EQ(got.state, PoolingState::Solved);
    const auto& p = got.probabilities;
    const auto a = moments(p, 0), b = moments(p, 2);
    const VectorXd product =
        (problem.returns.col(0).array() - a.mean) * (problem.returns.col(2).array() - b.mean);
    EXPECT_NEAR(p.dot(product) / (a.deviation * b.deviation), 0.6, 1e-9);
}

TEST(EntropyPooling, WhatCannotBeIsSaid) {
    const auto problem = sines(1);
    const auto stateOf = [&](const std::vector<ScenarioView>& views) {
        return entropyPooling(problem.prior, views);
    };
    const auto high = stateOf({meanView(problem.returns, VectorXd::Unit(3, 0), Relation::Equal, 0.02)});
    EXPECT_EQ(high.state, PoolingState::Infeasible);
    EXPECT_EQ(high.fault->field, "/views/0");
    EXPECT_EQ(high.probabilities.size(), 0);
    // Each can be, both cannot.
    const VectorXd x = problem.returns.col(0);
    const auto both = stateOf({{x, Relation::AtLeast, 0.004}, {x, Relation::AtMost, 0.001}});
    EXPECT_EQ(both.state, PoolingState::Infeasible);
    ASSERT_TRUE(both.fault);
    const auto flat = stateOf({{VectorXd::Constant(120, 2.0), Relation::AtMost, 1.0}});
    EXPECT_EQ(flat.state, PoolingState::Infeasible);
    EXPECT_EQ(stateOf({{VectorXd::Constant(120, 2.0), Relation::Equal, 2.0}}).state, PoolingState::Solved);
    EXPECT_EQ(stateOf({{VectorXd::Ones(3), Relation::Equal, 1.0}}).fault->field, "/views/0");
    EXPECT_EQ(stateOf({{x, Relation::Equal, std::nan("")}}).fault->field, "/views/0");
    VectorXd wrong = problem.prior;
    wrong[4] = -0.1;
    EXPECT_EQ(entropyPooling(wrong, {}).fault->field, "/prior/4");
    EXPECT_EQ(entropyPooling(VectorXd::Zero(3), {}).fault->field, "/prior");
}

} // namespace
} // namespace nautilus::portfolio

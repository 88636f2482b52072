// The convex solver against cvxopt and HiGHS (tests/data/optimisation/make_convex_goldens.py), against the
// optimality conditions on thousands of random problems, and on what has no answer.

#include "engines/numerics/convex_program.h"
#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace nautilus::numerics {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// As make_goldens.py makes them.
ConvexProgram sines(int s) {
    const int n = 5 + 7 * (s % 9), k = s % 4, sectors = 1 + s % 3, equalities = s % 5 == 0 ? 2 : 1;
    auto out = ConvexProgram::ofSize(n);
    out.covariance.factors.resize(n, k);
    out.equality = Eigen::MatrixXd::Ones(equalities, n);
    out.equality_value = Eigen::VectorXd::Ones(equalities);
    out.inequality = Eigen::MatrixXd::Zero(sectors, n);
    out.inequality_limit = Eigen::VectorXd::Constant(sectors, 1.1 / sectors);
    out.lower = Eigen::VectorXd::Constant(n, s % 2 ? -0.1 : 0.0);
    out.upper = Eigen::VectorXd::Constant(n, 3.0 / n);
    for (int i = 0; i < n; ++i) {
        out.covariance.diagonal[i] = 0.03 + 0.02 * std::sin(1 + 1.7 * i + s);
        out.linear[i] = 0.03 * std::cos(3 + 2.1 * i + 0.7 * s);
        for (int j = 0; j < k; ++j)
            out.covariance.factors(i, j) = 0.05 * std::sin(2 + 0.9 * (i * (j + 1)) + 1.3 * s);
        if (equalities == 2) out.equality(1, i) = 1 + 0.3 * std::sin(i + s);
        out.inequality(i % sectors, i) = 1;
    }
    if (equalities == 2) out.equality_value[1] = 1.02;
    return out;
}

TEST(ConvexProgram, ObjectivesAreThoseOfCvxopt) {
    const auto goldens = testing_tables::readArrays("optimisation/quadratic_goldens.csv");
    for (int s = 0; s < 200; ++s) {
        const auto& want = testing_tables::named(goldens, "qp " + std::to_string(s));
        const auto program = sines(s);
        const auto got = solve(program);
        ASSERT_EQ(got.state, ConvexState::Solved) << s;
        EXPECT_NEAR(got.objective, want[1], 1e-8 * std::abs(want[1])) << s;
        EXPECT_LT(got.primal_residual, 1e-9) << s;
        for (int i = 0; i < 3; ++i)
            EXPECT_NEAR(got.x[i], want[static_cast<std::size_t>(i) + 2], 2e-5) << s << " " << i;
    }
}

/// Bought and sold from equal weights, together at most 0.8.
ConvexProgram traded(int s, double impact) {
    auto out = sines(s);
    const auto n = out.linear.size(), q = out.inequality.rows();
    auto& excess = out.excess;
    excess.sign.resize(2 * n);
    excess.sign << Eigen::VectorXd::Ones(n), -Eigen::VectorXd::Ones(n);
    excess.level = excess.sign / static_cast<double>(n);
    excess.cost.resize(2 * n);
    excess.cost << Eigen::VectorXd::Constant(n, 0.002), Eigen::VectorXd::Constant(n, 0.003);
    excess.impact = Eigen::VectorXd::Constant(2 * n, impact);
    for (int side = 0; side < 2; ++side)
        for (Eigen::Index i = 0; i < n; ++i)
            excess.variable.push_back(i);
    out.inequality.conservativeResize(q + 1, n);
    out.inequality.row(q).setZero();
    out.inequality_limit.conservativeResize(q + 1);
    out.inequality_limit[q] = 0.8;
    out.inequality_excess = Eigen::MatrixXd::Zero(q + 1, 2 * n);
    out.inequality_excess.row(q).setOnes();
    return out;
}

/// Every golden of that name; each is solved by the program that `make` gives for its number.
template <class Make>
void expectGoldens(const std::string& name, Make make) {
    const auto goldens = testing_tables::readArrays("optimisation/convex_goldens.csv");
    for (int s = 0; s < 200; ++s) {
        const auto& want = testing_tables::named(goldens, name + " " + std::to_string(s));
        const ConvexProgram program = make(s, want);
        const auto got = solve(program);
        ASSERT_EQ(got.state, ConvexState::Solved) << name << s;
        EXPECT_NEAR(got.objective, want[0], 1e-8 * std::abs(want[0])) << name << s;
        EXPECT_NEAR(program.objective(got.x), got.objective, 1e-8 * std::abs(got.objective)) << name << s;
        EXPECT_LT(got.primal_residual, 1e-9) << name << s;
        EXPECT_FALSE(got.second_method) << name << s;
    }
}

TEST(ConvexProgram, TradesCostAndAreLimitedAsCvxoptSays) {
    expectGoldens("trades", [](int s, const auto&) { return traded(s, 0); });
    expectGoldens("impact", [](int s, const auto&) { return traded(s, 0.01); });
}

TEST(ConvexProgram, RiskIsBoundedAsCvxoptSays) {
    expectGoldens("bounded", [](int s, const std::vector<double>& golden) {
        auto out = sines(s);
        const auto n = out.linear.size();
        out.risk_weight = 0;
        out.risk_bounds.push_back({Eigen::VectorXd::Constant(n, 1.0 / static_cast<double>(n)), golden[1]});
        return out;
    });
}

TEST(ConvexProgram, LogarithmsAreWeighedAsCvxoptSays) {
    expectGoldens("logarithms", [](int s, const auto&) {
        auto out = sines(s);
        const auto n = out.linear.size();
        out.linear.setZero();
        out.equality = Eigen::MatrixXd::Ones(1, n);
        out.equality_value = Eigen::VectorXd::Ones(1);
        out.log_weight = Eigen::VectorXd::Constant(n, 0.01 / static_cast<double>(n));
        out.lower = out.lower.cwiseMax(0.0);
        return out;
    });
}

TEST(ConvexProgram, TheWorstTenthOfLossesIsAsSmallAsHighsSays) {
    expectGoldens("tail", [](int s, const auto&) {
        const int n = 4 + s % 17, sessions = 40 + s % 60;
        auto out = ConvexProgram::ofSize(n + 1); // the last one is the quantile
        out.linear[n] = 1;
        out.lower.head(n).setZero();
        out.upper.head(n).setConstant(0.6);
        out.equality = Eigen::MatrixXd::Ones(1, n + 1);
        out.equality(0, n) = 0;
        out.equality_value = Eigen::VectorXd::Ones(1);
        auto& excess = out.excess;
        excess.rows.resize(sessions, n + 1);
        for (int t = 0; t < sessions; ++t)
            for (int i = 0; i < n; ++i)
                excess.rows(t, i) = -0.01 * std::sin(1.1 * t + 0.37 * i * i + s) -
                                    0.01 * std::sin(0.7 * (t + 1) * (i + 1) + s) - 0.0004 * i;
        excess.rows.col(n).setConstant(-1);
        excess.level = excess.impact = Eigen::VectorXd::Zero(sessions);
        excess.cost = Eigen::VectorXd::Constant(sessions, 1 / (0.1 * sessions));
        return out;
    });
}

struct Random {
    std::mt19937_64 engine;
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(engine() >> 11U) * 0x1p-53;
    }
    int whole(int low, int high) {
        return low + static_cast<int>(engine() % static_cast<std::uint64_t>(high - low + 1));
    }
};

/// A budget, boxes and sectors; whether it can be met is known by arithmetic.
struct Budgeted {
    ConvexProgram program;
    bool feasible = true;
};
Budgeted budgeted(Random& random) {
    const int n = random.whole(2, 40), k = random.whole(0, 4), sectors = random.whole(0, 3);
    Budgeted out{ConvexProgram::ofSize(n)};
    auto& p = out.program;
    p.covariance.diagonal = Eigen::VectorXd::NullaryExpr(n, [&] { return random.between(0.01, 0.1); });
    p.linear = Eigen::VectorXd::NullaryExpr(n, [&] { return random.between(-0.03, 0.03); });
    p.covariance.factors = Eigen::MatrixXd::NullaryExpr(n, k, [&] { return random.between(-0.1, 0.1); });
    p.equality = Eigen::MatrixXd::Ones(1, n);
    p.equality_value = Eigen::VectorXd::Ones(1);
    p.inequality = Eigen::MatrixXd::Zero(sectors, n);
    for (int i = 0; sectors > 0 && i < n; ++i)
        p.inequality(i % sectors, i) = 1;
    p.inequality_limit = Eigen::VectorXd::Constant(sectors, random.between(0.4, 1.4) / std::max(sectors, 1));
    p.lower = Eigen::VectorXd::Zero(n);
    p.upper = Eigen::VectorXd::Constant(n, random.between(0.8, 2.8) / n);
    double room = 0;
    for (int j = 0; j < std::max(sectors, 1); ++j) {
        double members = 0;
        for (int i = j; i < n; i += std::max(sectors, 1))
            members += p.upper[i];
        room += sectors > 0 ? std::min(members, p.inequality_limit[j]) : members;
    }
    out.feasible = room >= 1;
    return out;
}

/// The conditions of Karush, Kuhn and Tucker, worked out anew from the answer alone.
void expectOptimal(const ConvexProgram& p, const ConvexSolution& s, const std::string& about) {
    constexpr double kTolerance = 2e-9;
    const Eigen::VectorXd gradient =
        p.covariance.times(s.x) + p.linear + p.equality.transpose() * s.equality_multiplier +
        p.inequality.transpose() * s.inequality_multiplier - s.lower_multiplier + s.upper_multiplier;
    EXPECT_LT(gradient.lpNorm<Eigen::Infinity>(), kTolerance) << about;
    EXPECT_LT((p.equality * s.x - p.equality_value).lpNorm<Eigen::Infinity>(), kTolerance) << about;
    for (Eigen::Index i = 0; i < s.x.size(); ++i) {
        EXPECT_GE(s.x[i], p.lower[i] - kTolerance) << about;
        EXPECT_LE(s.x[i], p.upper[i] + kTolerance) << about;
        EXPECT_GE(s.lower_multiplier[i], 0) << about;
        EXPECT_GE(s.upper_multiplier[i], 0) << about;
        if (std::isfinite(p.lower[i])) {
            EXPECT_LT(s.lower_multiplier[i] * (s.x[i] - p.lower[i]), 1e-8) << about;
        }
    }
    const Eigen::VectorXd slack = p.inequality_limit - p.inequality * s.x;
    for (Eigen::Index j = 0; j < slack.size(); ++j) {
        EXPECT_GE(slack[j], -kTolerance) << about;
        EXPECT_LT(s.inequality_multiplier[j] * slack[j], 1e-8) << about;
    }
}

TEST(ConvexProgram, EveryFeasibleOneIsSolvedAndEveryOtherProvenImpossible) {
    Random random{std::mt19937_64(20261122)};
    int impossible = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        const auto one = budgeted(random);
        const auto got = solve(one.program);
        const auto about = "trial " + std::to_string(trial);
        ASSERT_EQ(got.state, one.feasible ? ConvexState::Solved : ConvexState::Infeasible) << about;
        if (one.feasible) expectOptimal(one.program, got, about);
        impossible += one.feasible ? 0 : 1;
    }
    EXPECT_GT(impossible, 300) << "both kinds are among them";
}

TEST(ConvexProgram, DegenerateOnesHaveDefinedAnswers) {
    auto one = ConvexProgram::ofSize(1); // a single asset
    one.covariance.diagonal.setConstant(0.04);
    one.equality = Eigen::MatrixXd::Ones(1, 1);
    one.equality_value = Eigen::VectorXd::Ones(1);
    one.lower.setZero();
    one.upper.setOnes();
    EXPECT_NEAR(solve(one).x[0], 1, 1e-9);
    one.upper[0] = 0.5;
    EXPECT_EQ(solve(one).state, ConvexState::Infeasible);

    auto twins = ConvexProgram::ofSize(2); // the same asset twice, of which only factors make the risk
    twins.covariance.factors = Eigen::MatrixXd::Constant(2, 1, 0.2);
    twins.equality = Eigen::MatrixXd::Ones(1, 2);
    twins.equality_value = Eigen::VectorXd::Ones(1);
    twins.lower.setZero();
    twins.upper.setOnes();
    const auto shared = solve(twins);
    ASSERT_EQ(shared.state, ConvexState::Solved);
    EXPECT_NEAR(shared.x[0], 0.5, 1e-6) << "the middle of all that are best";
    EXPECT_NEAR(shared.objective, 0.02, 1e-9);

    twins.covariance.factors.resize(2, 0); // no risk at all and a return: everything into the better one
    twins.linear << -0.1, -0.2;
    const auto best = solve(twins);
    ASSERT_EQ(best.state, ConvexState::Solved);
    EXPECT_NEAR(best.x[1], 1, 1e-7);
    twins.lower.setConstant(-kInfinite);
    twins.upper.setConstant(kInfinite);
    EXPECT_EQ(solve(twins).state, ConvexState::Unbounded);
    twins.equality = Eigen::MatrixXd::Ones(2, 2); // the sum is to be one and two
    twins.equality_value = Eigen::VectorXd{{1, 2}};
    twins.lower.setZero();
    twins.upper.setOnes();
    EXPECT_EQ(solve(twins).state, ConvexState::Infeasible);
}

TEST(ConvexProgram, NothingToChooseHoldsOrDoesNot) {
    auto none = ConvexProgram::ofSize(0);
    EXPECT_EQ(solve(none).state, ConvexState::Solved);
    none.equality.resize(1, 0);
    none.equality_value = Eigen::VectorXd::Ones(1);
    EXPECT_EQ(solve(none).state, ConvexState::Infeasible) << "nothing sums to 1";
    none.equality_value.setZero();
    none.inequality.resize(1, 0);
    none.inequality_limit = Eigen::VectorXd::Constant(1, -0.1);
    EXPECT_EQ(solve(none).state, ConvexState::Infeasible);
}

TEST(ConvexProgram, ASolutionIsTheSameBytesTwice) {
    const auto program = sines(61);
    const auto first = solve(program), second = solve(program);
    EXPECT_TRUE((first.x.array() == second.x.array()).all());
}

TEST(ConvexProgram, MultipliersAreWhatALimitCosts) {
    auto program = sines(31);
    program.inequality_limit.setConstant(0.52);
    const auto at = solve(program);
    ASSERT_EQ(at.state, ConvexState::Solved);
    Eigen::Index dearest = 0;
    ASSERT_GT(at.inequality_multiplier.maxCoeff(&dearest), 1e-6);
    constexpr double kMore = 1e-6;
    program.inequality_limit[dearest] += kMore;
    const auto more = solve(program, {1e-12, 1e-11, 100});
    program.inequality_limit[dearest] -= 2 * kMore;
    const auto less = solve(program, {1e-12, 1e-11, 100});
    EXPECT_NEAR((less.objective - more.objective) / (2 * kMore), at.inequality_multiplier[dearest],
                1e-4 * at.inequality_multiplier[dearest]);
}

} // namespace
} // namespace nautilus::numerics
